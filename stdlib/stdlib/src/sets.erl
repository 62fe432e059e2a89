%% Sets: as maps of Element => [] (version 2, the default) or as linear hash tables (version 1).
%% Every function accepts both; what is made from two sets follows the first.
-module(sets).
-moduledoc "Sets of terms.".

-export([add_element/2, del_element/2, filter/2, filtermap/2, fold/3, from_list/1, from_list/2,
         intersection/1, intersection/2, is_disjoint/2, is_element/2, is_empty/1, is_equal/2,
         is_set/1, is_subset/2, map/2, new/0, new/1, size/1, subtract/2, to_list/1, union/1,
         union/2]).

-export_type([set/0, set/1]).

-type set() :: set(term()).
-opaque set(T) :: #{T => []} | tuple().

-define(V1(S), is_record(S, set, 9)).

-doc "The empty set.".
new() -> #{}.

-doc "The empty set of the version given by [{version, 1 | 2}].".
new([{version, 2}]) -> #{};
new(Options) ->
    case proplists:get_value(version, Options, 2) of
        1 -> purlin_hash_table:new(set);
        2 -> #{}
    end.

-doc "The set of a list's elements.".
from_list(List) -> maps:from_keys(List, []).

-doc "The set of a list's elements, of the version given by [{version, 1 | 2}].".
from_list(List, [{version, 2}]) -> maps:from_keys(List, []);
from_list(List, Options) ->
    case proplists:get_value(version, Options, 2) of
        1 -> lists:foldl(fun add_element/2, purlin_hash_table:new(set), List);
        2 -> maps:from_keys(List, [])
    end.

-doc "True if the term looks like a set.".
is_set(Set) when is_map(Set) -> true;
is_set(Set) when ?V1(Set) -> true;
is_set(_) -> false.

-doc "The number of elements.".
size(Set) when is_map(Set) -> map_size(Set);
size(Set) when ?V1(Set) -> element(2, Set).

-doc "True if the set is empty.".
is_empty(Set) when is_map(Set) -> map_size(Set) =:= 0;
is_empty(Set) when ?V1(Set) -> element(2, Set) =:= 0.

-doc "True if both sets hold the same elements.".
is_equal(Set1, Set2) when is_map(Set1), is_map(Set2) -> Set1 =:= Set2;
is_equal(Set1, Set2) ->
    sets:size(Set1) =:= sets:size(Set2) andalso is_subset(Set1, Set2).

-doc "The elements, in no particular order.".
to_list(Set) when is_map(Set) -> maps:keys(Set);
to_list(Set) when ?V1(Set) -> purlin_hash_table:fold(fun(E, Acc) -> [E | Acc] end, [], Set).

-doc "True if Element is in the set.".
is_element(E, Set) when is_map(Set) -> is_map_key(E, Set);
is_element(E, Set) when ?V1(Set) -> lists:member(E, bucket(E, Set)).


bucket(E, Set) -> purlin_hash_table:bucket(Set, purlin_hash_table:slot(Set, E)).

-doc "Adds an element.".
add_element(E, Set) when is_map(Set) -> Set#{E => []};
add_element(E, Set) when ?V1(Set) ->
    Slot = purlin_hash_table:slot(Set, E),
    Bucket = purlin_hash_table:bucket(Set, Slot),
    case lists:member(E, Bucket) of
        true -> Set;
        false -> purlin_hash_table:add(Set, Slot, [E | Bucket])
    end.

-doc "Removes an element.".
del_element(E, Set) when is_map(Set) -> maps:remove(E, Set);
del_element(E, Set) when ?V1(Set) ->
    Slot = purlin_hash_table:slot(Set, E),
    Bucket = purlin_hash_table:bucket(Set, Slot),
    case lists:member(E, Bucket) of
        true -> purlin_hash_table:drop(Set, Slot, lists:delete(E, Bucket));
        false -> Set
    end.

-doc "The elements of either set.".
union(Set1, Set2) when is_map(Set1), is_map(Set2) -> maps:merge(Set1, Set2);
union(Set1, Set2) ->
    case sets:size(Set1) < sets:size(Set2) of
        true -> fold(fun add_element/2, Set2, Set1);
        false -> fold(fun add_element/2, Set1, Set2)
    end.

-doc "The union of a list of sets.".
union([Set1, Set2 | Sets]) -> union_1(union(Set1, Set2), Sets);
union([Set]) -> Set;
union([]) -> new().

union_1(Set1, [Set2 | Sets]) -> union_1(union(Set1, Set2), Sets);
union_1(Set, []) -> Set.

-doc "The elements of both sets.".
intersection(Set1, Set2) when is_map(Set1), is_map(Set2) ->
    case map_size(Set1) < map_size(Set2) of
        true -> #{E => [] || E := _ <- Set1, is_map_key(E, Set2)};
        false -> #{E => [] || E := _ <- Set2, is_map_key(E, Set1)}
    end;
intersection(Set1, Set2) ->
    case sets:size(Set1) < sets:size(Set2) of
        true -> filter(fun(E) -> is_element(E, Set2) end, Set1);
        false -> filter(fun(E) -> is_element(E, Set1) end, Set2)
    end.

-doc "The intersection of a non-empty list of sets.".
intersection([Set1, Set2 | Sets]) -> intersection_1(intersection(Set1, Set2), Sets);
intersection([Set]) -> Set.

intersection_1(Set1, [Set2 | Sets]) -> intersection_1(intersection(Set1, Set2), Sets);
intersection_1(Set, []) -> Set.

-doc "True if the sets have no element in common.".
is_disjoint(Set1, Set2) ->
    case sets:size(Set1) < sets:size(Set2) of
        true -> none_in(to_list(Set1), Set2);
        false -> none_in(to_list(Set2), Set1)
    end.

none_in([E | Rest], Set) -> not is_element(E, Set) andalso none_in(Rest, Set);
none_in([], _) -> true.

-doc "The elements of Set1 that are not in Set2.".
subtract(Set1, Set2) when is_map(Set1), is_map(Set2) ->
    case map_size(Set2) < map_size(Set1) div 2 of
        true -> maps:without(maps:keys(Set2), Set1);
        false -> #{E => [] || E := _ <- Set1, not is_map_key(E, Set2)}
    end;
subtract(Set1, Set2) ->
    filter(fun(E) -> not is_element(E, Set2) end, Set1).

-doc "True if every element of Set1 is in Set2.".
is_subset(Set1, Set2) -> all_in(to_list(Set1), Set2).

all_in([E | Rest], Set) -> is_element(E, Set) andalso all_in(Rest, Set);
all_in([], _) -> true.

-doc "Folds over the elements, in no particular order.".
fold(Fun, Acc, Set) when is_function(Fun, 2), is_map(Set) -> lists:foldl(Fun, Acc, maps:keys(Set));
fold(Fun, Acc, Set) when is_function(Fun, 2), ?V1(Set) -> purlin_hash_table:fold(Fun, Acc, Set).

-doc "The elements satisfying Pred.".
filter(Pred, Set) when is_function(Pred, 1), is_map(Set) ->
    maps:from_keys([E || E := _ <- Set, Pred(E)], []);
filter(Pred, Set) when is_function(Pred, 1), ?V1(Set) ->
    purlin_hash_table:filter(fun(Bucket) -> filter_bucket(Pred, Bucket, []) end, Set).

filter_bucket(Pred, [E | Rest], Acc) ->
    case Pred(E) of
        true -> filter_bucket(Pred, Rest, [E | Acc]);
        false -> filter_bucket(Pred, Rest, Acc)
    end;
filter_bucket(_Pred, [], Acc) -> Acc.

-doc "The set of Fun of the elements.".
map(Fun, Set) when is_function(Fun, 1), is_map(Set) -> from_list(lists:map(Fun, maps:keys(Set)));
map(Fun, Set) when is_function(Fun, 1), ?V1(Set) ->
    fold(fun(E, Acc) -> add_element(Fun(E), Acc) end, purlin_hash_table:new(set), Set).

-doc "Filters and maps in one go: Fun says true, false or {true, NewElement}.".
filtermap(Fun, Set) when is_function(Fun, 1), is_map(Set) -> from_list(lists:filtermap(Fun, maps:keys(Set)));
filtermap(Fun, Set) when is_function(Fun, 1), ?V1(Set) ->
    fold(fun(E, Acc) ->
             case Fun(E) of
                 true -> add_element(E, Acc);
                 {true, New} -> add_element(New, Acc);
                 false -> Acc
             end
         end, purlin_hash_table:new(set), Set).
