%% Maps: folding, filtering, combining. Access to single keys and iteration are native functions.
-module(maps).
-moduledoc "Functions on maps.".

-export([filter/2, filtermap/2, fold/3, foreach/2, get/3, groups_from_list/2, groups_from_list/3,
         intersect/2, intersect_with/3, is_iterator_valid/1, map/2, merge_with/3, size/1,
         update_with/3, update_with/4, with/2, without/2]).

-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).

-export_type([iterator/0, iterator/2, iterator_order/0, iterator_order/1]).

-type iterator() :: iterator(term(), term()).
-opaque iterator(Key, Value) :: {Key, Value, term()} | none | [term()].
-type iterator_order() :: iterator_order(term()).
-type iterator_order(Key) :: undefined | ordered | reversed | fun((Key, Key) -> boolean()).

-doc "The value of Key, or Default.".
get(Key, Map, Default) when is_map(Map) ->
    case Map of
        #{Key := Value} -> Value;
        #{} -> Default
    end;
get(Key, Map, Default) ->
    error(bad_map(Map), [Key, Map, Default], ?INFO).

-doc "The number of associations.".
size(Map) ->
    try map_size(Map)
    catch _:_ -> error(bad_map(Map), [Map], ?INFO)
    end.

%% ---- one pass over a map or an iterator
%% An iterator that `maps:iterator/1` made is its own first step, and so is what comes after each step. Of a caller's iterator nobody
%% knows that: functions with a 2 ask for each step.

-doc "Folds Fun over all associations of a map or iterator.".
fold(Fun, Init, Map) when is_function(Fun, 3), is_map(Map) ->
    fold_1(Fun, Init, maps:iterator(Map));
fold(Fun, Init, Iterator) when is_function(Fun, 3) ->
    case first(Iterator) of
        error -> error({badmap, Iterator}, [Fun, Init, Iterator], ?INFO);
        Step -> fold_2(Fun, Init, Step)
    end;
fold(Fun, Init, Map) ->
    error(badarg, [Fun, Init, Map], ?INFO).

fold_1(Fun, Acc, {Key, Value, Iterator}) -> fold_1(Fun, Fun(Key, Value, Acc), Iterator);
fold_1(_Fun, Acc, none) -> Acc.

fold_2(Fun, Acc, {Key, Value, Iterator}) ->
    fold_2(Fun, Fun(Key, Value, Acc), maps:next(Iterator));
fold_2(_Fun, Acc, none) -> Acc.

-doc "Calls Fun on all associations, for its effects.".
foreach(Fun, Map) when is_function(Fun, 2), is_map(Map) ->
    foreach_1(Fun, maps:iterator(Map));
foreach(Fun, Iterator) when is_function(Fun, 2) ->
    case first(Iterator) of
        error -> error({badmap, Iterator}, [Fun, Iterator], ?INFO);
        Step -> foreach_2(Fun, Step)
    end;
foreach(Fun, Map) ->
    error(badarg, [Fun, Map], ?INFO).

foreach_1(Fun, {Key, Value, Iterator}) ->
    Fun(Key, Value),
    foreach_1(Fun, Iterator);
foreach_1(_Fun, none) -> ok.

foreach_2(Fun, {Key, Value, Iterator}) ->
    Fun(Key, Value),
    foreach_2(Fun, maps:next(Iterator));
foreach_2(_Fun, none) -> ok.

-doc "Applies Fun to every value.".
map(Fun, Map) when is_function(Fun, 2), is_map(Map) ->
    maps:from_list(map_1(Fun, maps:iterator(Map)));
map(Fun, Iterator) when is_function(Fun, 2) ->
    case first(Iterator) of
        error -> error({badmap, Iterator}, [Fun, Iterator], ?INFO);
        Step -> maps:from_list(map_2(Fun, Step))
    end;
map(Fun, Map) ->
    error(badarg, [Fun, Map], ?INFO).

map_1(Fun, {Key, Value, Iterator}) -> [{Key, Fun(Key, Value)} | map_1(Fun, Iterator)];
map_1(_Fun, none) -> [].

map_2(Fun, {Key, Value, Iterator}) -> [{Key, Fun(Key, Value)} | map_2(Fun, maps:next(Iterator))];
map_2(_Fun, none) -> [].

-doc "The associations satisfying Pred.".
filter(Pred, Map) when is_function(Pred, 2), is_map(Map) ->
    maps:from_list(filter_1(Pred, maps:iterator(Map)));
filter(Pred, Iterator) when is_function(Pred, 2) ->
    case first(Iterator) of
        error -> error({badmap, Iterator}, [Pred, Iterator], ?INFO);
        Step -> maps:from_list(filter_2(Pred, Step))
    end;
filter(Pred, Map) ->
    error(badarg, [Pred, Map], ?INFO).

filter_1(Pred, {Key, Value, Iterator}) ->
    case Pred(Key, Value) of
        true -> [{Key, Value} | filter_1(Pred, Iterator)];
        false -> filter_1(Pred, Iterator)
    end;
filter_1(_Pred, none) -> [].

filter_2(Pred, {Key, Value, Iterator}) ->
    case Pred(Key, Value) of
        true -> [{Key, Value} | filter_2(Pred, maps:next(Iterator))];
        false -> filter_2(Pred, maps:next(Iterator))
    end;
filter_2(_Pred, none) -> [].

-doc "Filters and maps in one go: Fun says true, false or {true, NewValue}.".
filtermap(Fun, Map) when is_function(Fun, 2), is_map(Map) ->
    maps:from_list(filtermap_1(Fun, maps:iterator(Map)));
filtermap(Fun, Iterator) when is_function(Fun, 2) ->
    case first(Iterator) of
        error -> error({badmap, Iterator}, [Fun, Iterator], ?INFO);
        Step -> maps:from_list(filtermap_2(Fun, Step))
    end;
filtermap(Fun, Map) ->
    error(badarg, [Fun, Map], ?INFO).

filtermap_1(Fun, {Key, Value, Iterator}) ->
    case Fun(Key, Value) of
        true -> [{Key, Value} | filtermap_1(Fun, Iterator)];
        {true, New} -> [{Key, New} | filtermap_1(Fun, Iterator)];
        false -> filtermap_1(Fun, Iterator)
    end;
filtermap_1(_Fun, none) -> [].

filtermap_2(Fun, {Key, Value, Iterator}) ->
    case Fun(Key, Value) of
        true -> [{Key, Value} | filtermap_2(Fun, maps:next(Iterator))];
        {true, New} -> [{Key, New} | filtermap_2(Fun, maps:next(Iterator))];
        false -> filtermap_2(Fun, maps:next(Iterator))
    end;
filtermap_2(_Fun, none) -> [].

%% The first step of a caller's iterator, or error if it is none.
first(Iterator) ->
    try maps:next(Iterator)
    catch error:_ -> error
    end.

-doc "True if the term is an iterator that next/1 accepts.".
is_iterator_valid(Iterator) ->
    try maps:next(Iterator) of
        {_, _, Next} -> is_iterator_valid_1(Next);
        none -> true
    catch error:_ -> false
    end.

is_iterator_valid_1(none) -> true;
is_iterator_valid_1({_, _, Next}) -> is_iterator_valid_1(Next);
is_iterator_valid_1([_ | Map]) when is_map(Map) -> true;
is_iterator_valid_1(_) -> false.

%% ---- combining

-doc "The associations of Map2 whose keys are in Map1.".
intersect(Map1, Map2) when is_map(Map1), is_map(Map2) ->
    case map_size(Map1) =< map_size(Map2) of
        true -> maps:from_list([{Key, map_get(Key, Map2)} || Key := _ <- Map1, is_map_key(Key, Map2)]);
        false -> maps:from_list([{Key, Value} || Key := Value <- Map2, is_map_key(Key, Map1)])
    end;
intersect(Map1, Map2) ->
    error(bad_maps(Map1, Map2), [Map1, Map2], ?INFO).

-doc "As intersect/2, values combined by Combiner(Key, Value1, Value2).".
intersect_with(Combiner, Map1, Map2) when is_map(Map1), is_map(Map2), is_function(Combiner, 3) ->
    Pairs = case map_size(Map1) =< map_size(Map2) of
        true ->
            [{Key, Combiner(Key, Value1, map_get(Key, Map2))}
             || Key := Value1 <- Map1, is_map_key(Key, Map2)];
        false ->
            [{Key, Combiner(Key, map_get(Key, Map1), Value2)}
             || Key := Value2 <- Map2, is_map_key(Key, Map1)]
    end,
    maps:from_list(Pairs);
intersect_with(Combiner, Map1, Map2) ->
    error(bad_combined(Combiner, Map1, Map2), [Combiner, Map1, Map2], ?INFO).

-doc "Merges two maps; values of keys in both are combined by Combiner(Key, Value1, Value2).".
merge_with(Combiner, Map1, Map2) when is_map(Map1), is_map(Map2), is_function(Combiner, 3) ->
    case map_size(Map1) > map_size(Map2) of
        true ->
            merge_right(maps:iterator(Map2), Map1, Combiner);
        false ->
            merge_left(maps:iterator(Map1), Map2, Combiner)
    end;
merge_with(Combiner, Map1, Map2) ->
    error(bad_combined(Combiner, Map1, Map2), [Combiner, Map1, Map2], ?INFO).

merge_right({Key, Value2, Iterator}, Map1, Combiner) ->
    case Map1 of
        #{Key := Value1} ->
            merge_right(Iterator, Map1#{Key := Combiner(Key, Value1, Value2)}, Combiner);
        #{} ->
            merge_right(Iterator, Map1#{Key => Value2}, Combiner)
    end;
merge_right(none, Map, _Combiner) -> Map.

merge_left({Key, Value1, Iterator}, Map2, Combiner) ->
    case Map2 of
        #{Key := Value2} ->
            merge_left(Iterator, Map2#{Key := Combiner(Key, Value1, Value2)}, Combiner);
        #{} ->
            merge_left(Iterator, Map2#{Key => Value1}, Combiner)
    end;
merge_left(none, Map, _Combiner) -> Map.

-doc "Replaces the value of Key by Fun of it; the key must be there.".
update_with(Key, Fun, Map) when is_function(Fun, 1), is_map(Map) ->
    case Map of
        #{Key := Value} -> Map#{Key := Fun(Value)};
        #{} -> error({badkey, Key}, [Key, Fun, Map], ?INFO)
    end;
update_with(Key, Fun, Map) ->
    error(bad_map(Map), [Key, Fun, Map], ?INFO).

-doc "Replaces the value of Key by Fun of it, or puts Init.".
update_with(Key, Fun, Init, Map) when is_function(Fun, 1), is_map(Map) ->
    case Map of
        #{Key := Value} -> Map#{Key := Fun(Value)};
        #{} -> Map#{Key => Init}
    end;
update_with(Key, Fun, Init, Map) ->
    error(bad_map(Map), [Key, Fun, Init, Map], ?INFO).

-doc "Map with just the given keys.".
with(Keys, Map) when is_list(Keys), is_map(Map) ->
    maps:from_list(with_1(Keys, Map));
with(Keys, Map) ->
    error(bad_map(Map), [Keys, Map], ?INFO).

with_1([Key | Keys], Map) ->
    case Map of
        #{Key := Value} -> [{Key, Value} | with_1(Keys, Map)];
        #{} -> with_1(Keys, Map)
    end;
with_1([], _Map) -> [].

-doc "Map without the given keys.".
without(Keys, Map) when is_list(Keys), is_map(Map) ->
    lists:foldl(fun maps:remove/2, Map, Keys);
without(Keys, Map) ->
    error(bad_map(Map), [Keys, Map], ?INFO).

-doc "Groups the elements by KeyFun, each group in the order of the list.".
groups_from_list(KeyFun, List) when is_function(KeyFun, 1) ->
    try lists:reverse(List) of
        Reversed -> groups_1(KeyFun, Reversed, #{})
    catch
        error:_ -> error(badarg, [KeyFun, List], ?INFO)
    end;
groups_from_list(KeyFun, List) ->
    error(badarg, [KeyFun, List], ?INFO).

groups_1(KeyFun, [X | Rest], Groups) ->
    Key = KeyFun(X),
    case Groups of
        #{Key := Group} -> groups_1(KeyFun, Rest, Groups#{Key := [X | Group]});
        #{} -> groups_1(KeyFun, Rest, Groups#{Key => [X]})
    end;
groups_1(_KeyFun, [], Groups) -> Groups.

-doc "Groups ValueFun of the elements by KeyFun of them.".
groups_from_list(KeyFun, ValueFun, List) when is_function(KeyFun, 1), is_function(ValueFun, 1) ->
    try lists:reverse(List) of
        Reversed -> groups_2(KeyFun, ValueFun, Reversed, #{})
    catch
        error:_ -> error(badarg, [KeyFun, ValueFun, List], ?INFO)
    end;
groups_from_list(KeyFun, ValueFun, List) ->
    error(badarg, [KeyFun, ValueFun, List], ?INFO).

groups_2(KeyFun, ValueFun, [X | Rest], Groups) ->
    Key = KeyFun(X),
    Value = ValueFun(X),
    case Groups of
        #{Key := Group} -> groups_2(KeyFun, ValueFun, Rest, Groups#{Key := [Value | Group]});
        #{} -> groups_2(KeyFun, ValueFun, Rest, Groups#{Key => [Value]})
    end;
groups_2(_KeyFun, _ValueFun, [], Groups) -> Groups.

%% ---- reasons for wrong arguments

bad_map(Map) when is_map(Map) -> badarg;
bad_map(Map) -> {badmap, Map}.

bad_maps(Map1, Map2) when is_map(Map1) -> bad_map(Map2);
bad_maps(Map1, _Map2) -> {badmap, Map1}.

bad_combined(Combiner, Map1, Map2) when is_function(Combiner, 3) -> bad_maps(Map1, Map2);
bad_combined(_, _, _) -> badarg.
