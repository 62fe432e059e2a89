%% Dictionaries as linear hash tables of [Key | Value] entries.
-module(dict).
-moduledoc "Key-value dictionaries.".

-export([append/3, append_list/3, erase/2, fetch/2, fetch_keys/1, filter/2, find/2, fold/3,
         from_list/1, is_empty/1, is_key/2, map/2, merge/3, new/0, size/1, store/3, take/2,
         to_list/1, update/3, update/4, update_counter/3]).

-export_type([dict/0, dict/2]).

-type dict() :: dict(term(), term()).
-opaque dict(_Key, _Value) :: tuple().

-define(IS(D), is_record(D, dict, 9)).

-doc "The empty dictionary.".
new() -> purlin_hash_table:new(dict).

-doc "True if there is an entry for Key.".
is_key(Key, Dict) -> has(Key, bucket(Key, Dict)).

has(Key, [[Key | _] | _]) -> true;
has(Key, [_ | Rest]) -> has(Key, Rest);
has(_, []) -> false.

bucket(Key, Dict) -> purlin_hash_table:bucket(Dict, purlin_hash_table:slot(Dict, Key)).

-doc "The pairs, in no particular order.".
to_list(Dict) -> fold(fun(K, V, Acc) -> [{K, V} | Acc] end, [], Dict).

-doc "The dictionary of a list of pairs; of equal keys the last counts.".
from_list(Pairs) -> lists:foldl(fun({Key, Value}, Dict) -> store(Key, Value, Dict) end, new(), Pairs).

-doc "The number of entries.".
size(Dict) when ?IS(Dict) -> element(2, Dict).

-doc "True if there are no entries.".
is_empty(Dict) when ?IS(Dict) -> element(2, Dict) =:= 0.

-doc "The value of Key, which must be there.".
fetch(Key, Dict) ->
    case lookup(Key, bucket(Key, Dict)) of
        {ok, Value} -> Value;
        error -> error(badarg, [Key, Dict])
    end.

lookup(Key, [[Key | Value] | _]) -> {ok, Value};
lookup(Key, [_ | Rest]) -> lookup(Key, Rest);
lookup(_, []) -> error.

-doc "{ok, Value} or error.".
find(Key, Dict) -> lookup(Key, bucket(Key, Dict)).

-doc "The keys, in no particular order.".
fetch_keys(Dict) -> fold(fun(Key, _, Acc) -> [Key | Acc] end, [], Dict).

-doc "Removes the entry of Key.".
erase(Key, Dict) ->
    case take(Key, Dict) of
        {_, Rest} -> Rest;
        error -> Dict
    end.

-doc "{Value, Dict without Key} or error.".
take(Key, Dict) ->
    Slot = purlin_hash_table:slot(Dict, Key),
    case take_entry(Key, purlin_hash_table:bucket(Dict, Slot), []) of
        {Value, Bucket} -> {Value, purlin_hash_table:drop(Dict, Slot, Bucket)};
        error -> error
    end.

take_entry(Key, [[Key | Value] | Rest], Acc) -> {Value, lists:reverse(Acc, Rest)};
take_entry(Key, [E | Rest], Acc) -> take_entry(Key, Rest, [E | Acc]);
take_entry(_, [], _) -> error.

-doc "Sets the value of Key.".
store(Key, Value, Dict) -> put_with(Key, fun(_) -> Value end, Value, Dict).

-doc "Appends a value to the list of values of Key.".
append(Key, Value, Dict) ->
    put_with(Key, fun(Values) -> Values ++ [Value] end, [Value], Dict).

-doc "Appends a list of values to the list of values of Key.".
append_list(Key, New, Dict) ->
    put_with(Key, fun(Values) -> Values ++ New end, New, Dict).

-doc "Replaces the value of Key, which must be there, by Fun of it.".
update(Key, Fun, Dict) ->
    Slot = purlin_hash_table:slot(Dict, Key),
    Bucket = purlin_hash_table:bucket(Dict, Slot),
    case has(Key, Bucket) of
        true -> purlin_hash_table:replace(Dict, Slot, update_entry(Key, Fun, Bucket));
        false -> error(badarg, [Key, Fun, Dict])
    end.

-doc "Replaces the value of Key by Fun of it, or stores Init.".
update(Key, Fun, Init, Dict) when is_function(Fun, 1) -> put_with(Key, Fun, Init, Dict).

-doc "Adds Incr to the value of Key, or stores Incr.".
update_counter(Key, Incr, Dict) when is_number(Incr) ->
    put_with(Key, fun(Value) -> Value + Incr end, Incr, Dict).

put_with(Key, Fun, Init, Dict) ->
    Slot = purlin_hash_table:slot(Dict, Key),
    Bucket = purlin_hash_table:bucket(Dict, Slot),
    case has(Key, Bucket) of
        true -> purlin_hash_table:replace(Dict, Slot, update_entry(Key, Fun, Bucket));
        false -> purlin_hash_table:add(Dict, Slot, Bucket ++ [[Key | Init]])
    end.

update_entry(Key, Fun, [[Key | Value] | Rest]) -> [[Key | Fun(Value)] | Rest];
update_entry(Key, Fun, [E | Rest]) -> [E | update_entry(Key, Fun, Rest)].

-doc "Folds over the entries, in no particular order.".
fold(Fun, Acc, Dict) when is_function(Fun, 3) ->
    purlin_hash_table:fold(fun([Key | Value], A) -> Fun(Key, Value, A) end, Acc, Dict).

-doc "Applies Fun to every value.".
map(Fun, Dict) ->
    purlin_hash_table:map_buckets(fun(Bucket) -> map_bucket(Fun, Bucket) end, Dict).

map_bucket(Fun, [[Key | Value] | Rest]) -> [[Key | Fun(Key, Value)] | map_bucket(Fun, Rest)];
map_bucket(Fun, []) when is_function(Fun, 2) -> [].

-doc "The entries satisfying Pred.".
filter(Pred, Dict) ->
    purlin_hash_table:filter(fun(Bucket) -> filter_bucket(Pred, Bucket) end, Dict).

filter_bucket(Pred, [[Key | Value] = E | Rest]) ->
    case Pred(Key, Value) of
        true -> [E | filter_bucket(Pred, Rest)];
        false -> filter_bucket(Pred, Rest)
    end;
filter_bucket(Pred, []) when is_function(Pred, 2) -> [].

-doc "Merges two dictionaries; values of equal keys are combined by Fun(Key, Value1, Value2).".
merge(Fun, Dict1, Dict2) ->
    if
        element(2, Dict1) < element(2, Dict2) ->
            fold(fun(Key, V1, D) -> put_with(Key, fun(V2) -> Fun(Key, V1, V2) end, V1, D) end,
                 Dict2, Dict1);
        true ->
            fold(fun(Key, V2, D) -> put_with(Key, fun(V1) -> Fun(Key, V1, V2) end, V2, D) end,
                 Dict1, Dict2)
    end.
