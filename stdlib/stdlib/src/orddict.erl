%% Ordered dictionaries: lists of {Key, Value} in the term order of the keys.
-module(orddict).
-moduledoc "Dictionaries as ordered lists of pairs.".

-export([append/3, append_list/3, erase/2, fetch/2, fetch_keys/1, filter/2, find/2, fold/3,
         from_list/1, is_empty/1, is_key/2, map/2, merge/3, new/0, size/1, store/3, take/2,
         to_list/1, update/3, update/4, update_counter/3]).

-export_type([orddict/0, orddict/2]).

-type orddict() :: orddict(term(), term()).
-type orddict(Key, Value) :: [{Key, Value}].

-doc "The empty dictionary.".
-spec new() -> [].
new() -> [].

-doc "True if there is an entry for Key.".
is_key(Key, [{K, _} | Rest]) when Key > K -> is_key(Key, Rest);
is_key(Key, [{K, _} | _]) when Key < K -> false;
is_key(_, [{_, _} | _]) -> true;
is_key(_, []) -> false.

-doc "The pairs, in order.".
to_list(Dict) -> Dict.

-doc "The dictionary of a list of pairs; of equal keys the last counts.".
from_list([]) -> [];
from_list([{_, _}] = Pair) -> Pair;
from_list(Pairs) ->
    lists:ukeysort(1, reverse_pairs(Pairs, [])).

reverse_pairs([{_, _} = Pair | Rest], Acc) -> reverse_pairs(Rest, [Pair | Acc]);
reverse_pairs([], Acc) -> Acc.

-doc "The number of entries.".
size(Dict) -> length(Dict).

-doc "True if there are no entries.".
is_empty([]) -> true;
is_empty([_ | _]) -> false.

-doc "The value of Key, which must be there.".
fetch(Key, [{K, _} | Rest]) when Key > K -> fetch(Key, Rest);
fetch(Key, [{K, Value} | _]) when Key == K -> Value.

-doc "{ok, Value} or error.".
find(Key, [{K, _} | Rest]) when Key > K -> find(Key, Rest);
find(Key, [{K, _} | _]) when Key < K -> error;
find(_, [{_, Value} | _]) -> {ok, Value};
find(_, []) -> error.

-doc "The keys, in order.".
fetch_keys([{Key, _} | Rest]) -> [Key | fetch_keys(Rest)];
fetch_keys([]) -> [].

-doc "Removes the entry of Key.".
erase(Key, [{K, _} = E | Rest]) when Key > K -> [E | erase(Key, Rest)];
erase(Key, [{K, _} | _] = Dict) when Key < K -> Dict;
erase(_, [{_, _} | Rest]) -> Rest;
erase(_, []) -> [].

-doc "{Value, Dict without Key} or error.".
take(Key, Dict) -> take_1(Key, Dict, []).

take_1(Key, [{K, _} | _], _) when Key < K -> error;
take_1(Key, [{K, _} = E | Rest], Acc) when Key > K -> take_1(Key, Rest, [E | Acc]);
take_1(_, [{_, Value} | Rest], Acc) -> {Value, lists:reverse(Acc, Rest)};
take_1(_, [], _) -> error.

-doc "Sets the value of Key.".
store(Key, Value, [{K, _} = E | Rest]) when Key > K -> [E | store(Key, Value, Rest)];
store(Key, Value, [{K, _} | _] = Dict) when Key < K -> [{Key, Value} | Dict];
store(Key, Value, [{_, _} | Rest]) -> [{Key, Value} | Rest];
store(Key, Value, []) -> [{Key, Value}].

-doc "Appends a value to the list of values of Key.".
append(Key, Value, [{K, _} = E | Rest]) when Key > K -> [E | append(Key, Value, Rest)];
append(Key, Value, [{K, _} | _] = Dict) when Key < K -> [{Key, [Value]} | Dict];
append(Key, Value, [{_, Values} | Rest]) -> [{Key, Values ++ [Value]} | Rest];
append(Key, Value, []) -> [{Key, [Value]}].

-doc "Appends a list of values to the list of values of Key.".
append_list(Key, New, [{K, _} = E | Rest]) when Key > K -> [E | append_list(Key, New, Rest)];
append_list(Key, New, [{K, _} | _] = Dict) when Key < K -> [{Key, New} | Dict];
append_list(Key, New, [{_, Values} | Rest]) -> [{Key, Values ++ New} | Rest];
append_list(Key, New, []) -> [{Key, New}].

-doc "Replaces the value of Key, which must be there, by Fun of it.".
update(Key, Fun, [{K, _} = E | Rest]) when Key > K -> [E | update(Key, Fun, Rest)];
update(Key, Fun, [{K, Value} | Rest]) when Key == K -> [{Key, Fun(Value)} | Rest].

-doc "Replaces the value of Key by Fun of it, or stores Init.".
update(Key, Fun, Init, [{K, _} = E | Rest]) when Key > K -> [E | update(Key, Fun, Init, Rest)];
update(Key, _Fun, Init, [{K, _} | _] = Dict) when Key < K -> [{Key, Init} | Dict];
update(Key, Fun, _Init, [{_, Value} | Rest]) -> [{Key, Fun(Value)} | Rest];
update(Key, _Fun, Init, []) -> [{Key, Init}].

-doc "Adds Incr to the value of Key, or stores Incr.".
update_counter(Key, Incr, [{K, _} = E | Rest]) when Key > K ->
    [E | update_counter(Key, Incr, Rest)];
update_counter(Key, Incr, [{K, _} | _] = Dict) when Key < K -> [{Key, Incr} | Dict];
update_counter(Key, Incr, [{_, Value} | Rest]) -> [{Key, Value + Incr} | Rest];
update_counter(Key, Incr, []) -> [{Key, Incr}].

-doc "Folds over the entries in order.".
fold(Fun, Acc, [{Key, Value} | Rest]) -> fold(Fun, Fun(Key, Value, Acc), Rest);
fold(Fun, Acc, []) when is_function(Fun, 3) -> Acc.

-doc "Applies Fun to every value.".
map(Fun, [{Key, Value} | Rest]) -> [{Key, Fun(Key, Value)} | map(Fun, Rest)];
map(Fun, []) when is_function(Fun, 2) -> [].

-doc "The entries satisfying Pred.".
filter(Pred, [{Key, Value} = E | Rest]) ->
    case Pred(Key, Value) of
        true -> [E | filter(Pred, Rest)];
        false -> filter(Pred, Rest)
    end;
filter(Pred, []) when is_function(Pred, 2) -> [].

-doc "Merges two dictionaries; values of equal keys are combined by Fun(Key, Value1, Value2).".
merge(Fun, [{K1, _} = E | Rest], [{K2, _} | _] = Dict2) when K1 < K2 ->
    [E | merge(Fun, Rest, Dict2)];
merge(Fun, [{K1, _} | _] = Dict1, [{K2, _} = E | Rest]) when K1 > K2 ->
    [E | merge(Fun, Dict1, Rest)];
merge(Fun, [{K1, V1} | Rest1], [{_, V2} | Rest2]) ->
    [{K1, Fun(K1, V1, V2)} | merge(Fun, Rest1, Rest2)];
merge(Fun, [], Dict2) when is_function(Fun, 3) -> Dict2;
merge(Fun, Dict1, []) when is_function(Fun, 3) -> Dict1.
