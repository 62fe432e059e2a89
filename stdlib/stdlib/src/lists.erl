%% Lists: building, searching, folding, merging and sorting.
%% reverse, member, sort/1, keysort and the key searches are native functions of the machine.
-module(lists).
-compile({no_auto_import, [max/2, min/2]}).
-moduledoc "Functions on lists.".

-export([all/2, any/2, append/1, append/2, concat/1, delete/2, droplast/1, dropwhile/2,
         duplicate/2, enumerate/1, enumerate/2, enumerate/3, filter/2, filtermap/2,
         flatlength/1, flatmap/2, flatten/1, flatten/2, foldl/3, foldr/3, foreach/2, join/2,
         keydelete/3, keymap/3, keymerge/3, keyreplace/4, keystore/4, keytake/3, last/1, map/2,
         mapfoldl/3, mapfoldr/3, max/1, merge/1, merge/2, merge/3, merge3/3, min/1, nth/2,
         nthtail/2, partition/2, prefix/2, rkeymerge/3, rmerge/2, rmerge/3, rmerge3/3,
         rukeymerge/3, rumerge/2, rumerge/3, rumerge3/3, search/2, seq/2, seq/3, sort/2, split/2,
         splitwith/2, sublist/2, sublist/3, subtract/2, suffix/2, sum/1, takewhile/2,
         ukeymerge/3, ukeysort/2, umerge/1, umerge/2, umerge/3, umerge3/3, uniq/1, uniq/2,
         unzip/1, unzip3/1, usort/1, usort/2, zf/2, zip/2, zip/3, zip3/3, zip3/4, zipwith/3,
         zipwith/4, zipwith3/4, zipwith3/5]).

%% ---- predicates over a whole list

-doc "True if Pred holds for every element.".
-spec all(fun((T) -> boolean()), [T]) -> boolean().
all(Pred, List) when is_function(Pred, 1) ->
    case List of
        [X | Rest] ->
            case Pred(X) of
                true -> all_1(Pred, Rest);
                false -> false
            end;
        [] -> true
    end.

all_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> all_1(Pred, Rest);
        false -> false
    end;
all_1(_Pred, []) -> true.

-doc "True if Pred holds for at least one element.".
-spec any(fun((T) -> boolean()), [T]) -> boolean().
any(Pred, List) when is_function(Pred, 1) ->
    case List of
        [X | Rest] ->
            case Pred(X) of
                true -> true;
                false -> any_1(Pred, Rest)
            end;
        [] -> false
    end.

any_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> true;
        false -> any_1(Pred, Rest)
    end;
any_1(_Pred, []) -> false.

-doc "The first element satisfying Pred, as {value, X}, or false.".
-spec search(fun((T) -> boolean()), [T]) -> {value, T} | false.
search(Pred, List) when is_function(Pred, 1) -> search_1(Pred, List).

search_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> {value, X};
        false -> search_1(Pred, Rest)
    end;
search_1(_Pred, []) -> false.

%% ---- joining and taking apart

-doc "Concatenates a list of lists.".
-spec append([[T]]) -> [T].
append([E]) -> E;
append([H | T]) -> H ++ append(T);
append([]) -> [].

-doc "Same as L1 ++ L2.".
-spec append([T], [T]) -> [T].
append(L1, L2) -> L1 ++ L2.

-doc "Same as L1 -- L2.".
-spec subtract([T], [T]) -> [T].
subtract(L1, L2) -> L1 -- L2.

-doc "The text of all the things, one after the other.".
-spec concat([atom() | integer() | float() | string()]) -> string().
concat(List) -> flatmap(fun thing_to_list/1, List).

thing_to_list(X) when is_integer(X) -> integer_to_list(X);
thing_to_list(X) when is_float(X) -> float_to_list(X);
thing_to_list(X) when is_atom(X) -> atom_to_list(X);
thing_to_list(X) when is_list(X) -> X.

-doc "List without the first element that matches Elem.".
-spec delete(T, [T]) -> [T].
delete(Elem, [Elem | Rest]) -> Rest;
delete(Elem, [X | Rest]) -> [X | delete(Elem, Rest)];
delete(_Elem, []) -> [].

-doc "All elements but the last.".
-spec droplast([T, ...]) -> [T].
droplast([_]) -> [];
droplast([X | Rest]) -> [X | droplast(Rest)].

-doc "The last element.".
-spec last([T, ...]) -> T.
last([X]) -> X;
last([X | Rest]) -> last(X, Rest).

last(_, [X | Rest]) -> last(X, Rest);
last(X, []) -> X.

-doc "List without its longest prefix satisfying Pred.".
-spec dropwhile(fun((T) -> boolean()), [T]) -> [T].
dropwhile(Pred, List) when is_function(Pred, 1) -> dropwhile_1(Pred, List).

dropwhile_1(Pred, [X | Rest] = List) ->
    case Pred(X) of
        true -> dropwhile_1(Pred, Rest);
        false -> List
    end;
dropwhile_1(_Pred, []) -> [].

-doc "The longest prefix satisfying Pred.".
-spec takewhile(fun((T) -> boolean()), [T]) -> [T].
takewhile(Pred, List) when is_function(Pred, 1) -> takewhile_1(Pred, List).

takewhile_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> [X | takewhile_1(Pred, Rest)];
        false -> []
    end;
takewhile_1(_Pred, []) -> [].

-doc "{takewhile(Pred, List), dropwhile(Pred, List)}.".
-spec splitwith(fun((T) -> boolean()), [T]) -> {[T], [T]}.
splitwith(Pred, List) when is_function(Pred, 1) -> splitwith_1(Pred, List, []).

splitwith_1(Pred, [X | Rest] = List, Acc) ->
    case Pred(X) of
        true -> splitwith_1(Pred, Rest, [X | Acc]);
        false -> {lists:reverse(Acc), List}
    end;
splitwith_1(_Pred, [], Acc) -> {lists:reverse(Acc), []}.

-doc "Splits List after its first N elements.".
-spec split(non_neg_integer(), [T]) -> {[T], [T]}.
split(N, List) when is_integer(N), N >= 0, is_list(List) ->
    case split(N, List, []) of
        {_, _} = Parts -> Parts;
        too_short -> error(badarg, [N, List])
    end;
split(N, List) ->
    error(badarg, [N, List]).

split(0, Rest, Acc) -> {lists:reverse(Acc), Rest};
split(N, [X | Rest], Acc) -> split(N - 1, Rest, [X | Acc]);
split(_, [], _Acc) -> too_short.

-doc "The elements satisfying Pred, and the others.".
-spec partition(fun((T) -> boolean()), [T]) -> {[T], [T]}.
partition(Pred, List) when is_function(Pred, 1) -> partition_1(Pred, List, [], []).

partition_1(Pred, [X | Rest], Yes, No) ->
    case Pred(X) of
        true -> partition_1(Pred, Rest, [X | Yes], No);
        false -> partition_1(Pred, Rest, Yes, [X | No])
    end;
partition_1(_Pred, [], Yes, No) -> {lists:reverse(Yes), lists:reverse(No)}.

-doc "The first Len elements, or fewer if List is shorter.".
-spec sublist([T], non_neg_integer()) -> [T].
sublist(List, Len) when is_integer(Len), is_list(List) -> sublist_2(List, Len).

-doc "At most Len elements from position Start on.".
-spec sublist([T], pos_integer(), non_neg_integer()) -> [T].
sublist(List, 1, Len) when is_list(List), is_integer(Len), Len >= 0 -> sublist_2(List, Len);
sublist([], Start, _Len) when is_integer(Start), Start >= 2 -> [];
sublist([_ | Rest], Start, Len) when is_integer(Start), Start >= 2 ->
    sublist(Rest, Start - 1, Len).

sublist_2([X | Rest], Len) when Len > 0 -> [X | sublist_2(Rest, Len - 1)];
sublist_2([], Len) when Len > 0 -> [];
sublist_2(_, 0) -> [].

-doc "The element at position N, counted from 1.".
-spec nth(pos_integer(), [T, ...]) -> T.
nth(1, [X | _]) -> X;
nth(N, [_ | _] = List) when is_integer(N), N > 1 -> nth_1(N, List).

%% In strides as long as the list has room for them.
nth_1(1, [X | _]) -> X;
nth_1(N, [_ | Rest]) when N =< 10 -> nth_1(N - 1, Rest);
nth_1(N, [_, _, _, _, _, _, _, _, _, _ | Rest]) -> nth_1(N - 10, Rest);
nth_1(N, [_ | Rest]) -> nth_1(N - 1, Rest).

-doc "What follows the first N elements.".
-spec nthtail(non_neg_integer(), [T]) -> [T].
nthtail(0, []) -> [];
nthtail(0, [_ | _] = List) -> List;
nthtail(1, [_ | Rest]) -> Rest;
nthtail(N, [_ | _] = List) when is_integer(N), N > 1 -> nthtail_1(N, List).

nthtail_1(1, [_ | Rest]) -> Rest;
nthtail_1(N, [_ | Rest]) when N =< 10 -> nthtail_1(N - 1, Rest);
nthtail_1(N, [_, _, _, _, _, _, _, _, _, _ | Rest]) -> nthtail_1(N - 10, Rest);
nthtail_1(N, [_ | Rest]) -> nthtail_1(N - 1, Rest).

-doc "True if List1 is a prefix of List2.".
-spec prefix([T], [T]) -> boolean().
prefix([X | Pre], [X | Rest]) -> prefix(Pre, Rest);
prefix([], List) when is_list(List) -> true;
prefix([_ | _], List) when is_list(List) -> false.

-doc "True if List1 is a suffix of List2.".
-spec suffix([T], [T]) -> boolean().
suffix(Suffix, List) ->
    Skip = length(List) - length(Suffix),
    Skip >= 0 andalso nthtail(Skip, List) =:= Suffix.

%% ---- making lists

-doc "A list of N copies of Elem.".
-spec duplicate(non_neg_integer(), T) -> [T].
duplicate(N, Elem) when is_integer(N), N >= 0 -> duplicate(N, Elem, []).

duplicate(0, _, Acc) -> Acc;
duplicate(N, Elem, Acc) -> duplicate(N - 1, Elem, [Elem | Acc]).

-doc "The integers from From to To.".
-spec seq(integer(), integer()) -> [integer()].
seq(From, To) when is_integer(From), is_integer(To), From - 1 =< To ->
    seq_down(To, From, 1, []).

-doc "The integers from From to To in steps of Incr.".
-spec seq(integer(), integer(), integer()) -> [integer()].
seq(From, To, Incr) when is_integer(From), is_integer(To), is_integer(Incr) ->
    if
        Incr > 0, From > To, From - Incr =< To -> [];
        Incr < 0, From < To, From - Incr >= To -> [];
        Incr > 0, From =< To -> seq_down(From + (To - From) div Incr * Incr, From, Incr, []);
        Incr < 0, From >= To -> seq_up(From + (To - From) div Incr * Incr, From, Incr, []);
        Incr =:= 0, From =:= To -> [From];
        true -> error(badarg, [From, To, Incr], [{error_info, #{module => erl_stdlib_errors}}])
    end;
seq(From, To, Incr) ->
    error(badarg, [From, To, Incr], [{error_info, #{module => erl_stdlib_errors}}]).

%% Built from the far end, so that no reversal is needed.
seq_down(X, From, Incr, Acc) when X >= From -> seq_down(X - Incr, From, Incr, [X | Acc]);
seq_down(_, _, _, Acc) -> Acc.

seq_up(X, From, Incr, Acc) when X =< From -> seq_up(X - Incr, From, Incr, [X | Acc]);
seq_up(_, _, _, Acc) -> Acc.

-doc "Pairs each element with its position.".
-spec enumerate([T]) -> [{integer(), T}].
enumerate(List) -> enumerate_1(1, 1, List).

-doc "Pairs each element with a number, counting from Index.".
-spec enumerate(integer(), [T]) -> [{integer(), T}].
enumerate(Index, List) -> enumerate(Index, 1, List).

-doc "Pairs each element with a number, counting from Index by Step.".
-spec enumerate(integer(), integer(), [T]) -> [{integer(), T}].
enumerate(Index, Step, List) when is_integer(Index), is_integer(Step) ->
    enumerate_1(Index, Step, List).

enumerate_1(Index, Step, [X | Rest]) -> [{Index, X} | enumerate_1(Index + Step, Step, Rest)];
enumerate_1(_, _, []) -> [].

-doc "Puts Sep between the elements.".
-spec join(T, [T]) -> [T].
join(_Sep, []) -> [];
join(Sep, [X | Rest]) -> [X | join_prepend(Sep, Rest)].

join_prepend(_Sep, []) -> [];
join_prepend(Sep, [X | Rest]) -> [Sep, X | join_prepend(Sep, Rest)].

%% ---- flattening

-doc "All elements of a deep list, in order.".
-spec flatten([term()]) -> [term()].
flatten(List) when is_list(List) -> do_flatten(List, []).

-doc "All elements of a deep list, followed by Tail.".
-spec flatten([term()], [term()]) -> [term()].
flatten(List, Tail) when is_list(List), is_list(Tail) -> do_flatten(List, Tail).

do_flatten([H | T], Tail) when is_list(H) -> do_flatten(H, do_flatten(T, Tail));
do_flatten([H | T], Tail) -> [H | do_flatten(T, Tail)];
do_flatten([], Tail) -> Tail.

-doc "length(flatten(DeepList)).".
-spec flatlength([term()]) -> non_neg_integer().
flatlength(List) -> flatlength(List, 0).

flatlength([H | T], N) when is_list(H) -> flatlength(H, flatlength(T, N));
flatlength([_ | T], N) -> flatlength(T, N + 1);
flatlength([], N) -> N.

%% ---- higher-order functions

-doc "Applies Fun to every element.".
-spec map(fun((A) -> B), [A]) -> [B].
map(Fun, List) when is_function(Fun, 1) ->
    case List of
        [X | Rest] -> [Fun(X) | map_1(Fun, Rest)];
        [] -> []
    end.

map_1(Fun, [X | Rest]) -> [Fun(X) | map_1(Fun, Rest)];
map_1(_Fun, []) -> [].

-doc "Maps and appends the results.".
-spec flatmap(fun((A) -> [B]), [A]) -> [B].
flatmap(Fun, List) when is_function(Fun, 1) -> flatmap_1(Fun, List).

flatmap_1(Fun, [X | Rest]) -> Fun(X) ++ flatmap_1(Fun, Rest);
flatmap_1(_Fun, []) -> [].

-doc "Folds from the left.".
-spec foldl(fun((T, Acc) -> Acc), Acc, [T]) -> Acc.
foldl(Fun, Acc, List) when is_function(Fun, 2) ->
    case List of
        [X | Rest] -> foldl_1(Fun, Fun(X, Acc), Rest);
        [] -> Acc
    end.

foldl_1(Fun, Acc, [X | Rest]) -> foldl_1(Fun, Fun(X, Acc), Rest);
foldl_1(_Fun, Acc, []) -> Acc.

-doc "Folds from the right.".
-spec foldr(fun((T, Acc) -> Acc), Acc, [T]) -> Acc.
foldr(Fun, Acc, List) when is_function(Fun, 2) -> foldr_1(Fun, Acc, List).

foldr_1(Fun, Acc, [X | Rest]) -> Fun(X, foldr_1(Fun, Acc, Rest));
foldr_1(_Fun, Acc, []) -> Acc.

-doc "The elements satisfying Pred.".
-spec filter(fun((T) -> boolean()), [T]) -> [T].
filter(Pred, List) when is_function(Pred, 1) -> [X || X <- List, Pred(X)].

-doc "Filters and maps in one go: Fun says true, false or {true, NewValue}.".
-spec filtermap(fun((A) -> boolean() | {true, B}), [A]) -> [A | B].
filtermap(Fun, List) when is_function(Fun, 1) -> filtermap_1(Fun, List).

filtermap_1(Fun, [X | Rest]) ->
    case Fun(X) of
        true -> [X | filtermap_1(Fun, Rest)];
        {true, Value} -> [Value | filtermap_1(Fun, Rest)];
        false -> filtermap_1(Fun, Rest)
    end;
filtermap_1(_Fun, []) -> [].

-doc "Old name of filtermap/2.".
zf(Fun, List) -> filtermap(Fun, List).

-doc "Calls Fun on each element, for its effects.".
-spec foreach(fun((T) -> term()), [T]) -> ok.
foreach(Fun, List) when is_function(Fun, 1) -> foreach_1(Fun, List).

foreach_1(Fun, [X | Rest]) ->
    Fun(X),
    foreach_1(Fun, Rest);
foreach_1(_Fun, []) -> ok.

-doc "map and foldl in one pass.".
-spec mapfoldl(fun((A, Acc) -> {B, Acc}), Acc, [A]) -> {[B], Acc}.
mapfoldl(Fun, Acc, List) when is_function(Fun, 2) -> mapfoldl_1(Fun, Acc, List).

mapfoldl_1(Fun, Acc0, [X | Rest]) ->
    {Y, Acc1} = Fun(X, Acc0),
    {Ys, Acc2} = mapfoldl_1(Fun, Acc1, Rest),
    {[Y | Ys], Acc2};
mapfoldl_1(_Fun, Acc, []) -> {[], Acc}.

-doc "map and foldr in one pass.".
-spec mapfoldr(fun((A, Acc) -> {B, Acc}), Acc, [A]) -> {[B], Acc}.
mapfoldr(Fun, Acc, List) when is_function(Fun, 2) -> mapfoldr_1(Fun, Acc, List).

mapfoldr_1(Fun, Acc0, [X | Rest]) ->
    {Ys, Acc1} = mapfoldr_1(Fun, Acc0, Rest),
    {Y, Acc2} = Fun(X, Acc1),
    {[Y | Ys], Acc2};
mapfoldr_1(_Fun, Acc, []) -> {[], Acc}.

%% ---- numbers and extremes

-doc "The sum of the elements.".
-spec sum([number()]) -> number().
sum(List) -> sum(List, 0).

sum([X | Rest], Sum) -> sum(Rest, Sum + X);
sum([], Sum) -> Sum.

-doc "The largest element.".
-spec max([T, ...]) -> T.
max([X | Rest]) -> max(Rest, X).

max([X | Rest], Max) when X > Max -> max(Rest, X);
max([_ | Rest], Max) -> max(Rest, Max);
max([], Max) -> Max.

-doc "The smallest element.".
-spec min([T, ...]) -> T.
min([X | Rest]) -> min(Rest, X).

min([X | Rest], Min) when X < Min -> min(Rest, X);
min([_ | Rest], Min) -> min(Rest, Min);
min([], Min) -> Min.

%% ---- lists of tuples

-doc "List without the first tuple whose Nth element compares equal to Key.".
-spec keydelete(term(), pos_integer(), [tuple()]) -> [tuple()].
keydelete(Key, N, List) when is_integer(N), N > 0 -> keydelete3(Key, N, List).

keydelete3(Key, N, [H | T]) when element(N, H) == Key -> T;
keydelete3(Key, N, [H | T]) -> [H | keydelete3(Key, N, T)];
keydelete3(_, _, []) -> [].

-doc "Replaces the first tuple whose Nth element compares equal to Key.".
-spec keyreplace(term(), pos_integer(), [tuple()], tuple()) -> [tuple()].
keyreplace(Key, N, List, New) when is_integer(N), N > 0, is_tuple(New) ->
    keyreplace3(Key, N, List, New).

keyreplace3(Key, Pos, [Tup | Tail], New) when element(Pos, Tup) == Key -> [New | Tail];
keyreplace3(Key, Pos, [H | T], New) -> [H | keyreplace3(Key, Pos, T, New)];
keyreplace3(_, _, [], _) -> [].

-doc "As keyreplace/4, but adds New at the end when nothing was replaced.".
-spec keystore(term(), pos_integer(), [tuple()], tuple()) -> [tuple(), ...].
keystore(Key, N, List, New) when is_integer(N), N > 0, is_tuple(New) ->
    keystore2(Key, N, List, New).

keystore2(Key, N, [H | T], New) when element(N, H) == Key -> [New | T];
keystore2(Key, N, [H | T], New) -> [H | keystore2(Key, N, T, New)];
keystore2(_Key, _N, [], New) -> [New].

-doc "Finds and removes: {value, Tuple, Rest} or false.".
-spec keytake(term(), pos_integer(), [tuple()]) -> {value, tuple(), [tuple()]} | false.
keytake(Key, N, List) when is_integer(N), N > 0 -> keytake(Key, N, List, []).

keytake(Key, N, [H | T], Acc) when element(N, H) == Key -> {value, H, lists:reverse(Acc, T)};
keytake(Key, N, [H | T], Acc) -> keytake(Key, N, T, [H | Acc]);
keytake(_Key, _N, [], _Acc) -> false.

-doc "Applies Fun to the Nth element of each tuple.".
-spec keymap(fun((term()) -> term()), pos_integer(), [tuple()]) -> [tuple()].
keymap(Fun, N, [Tuple | Rest]) ->
    [setelement(N, Tuple, Fun(element(N, Tuple))) | keymap(Fun, N, Rest)];
keymap(Fun, N, []) when is_integer(N), N >= 1, is_function(Fun, 1) ->
    [].

%% ---- zipping

-doc "Pairs up two lists of the same length.".
-spec zip([A], [B]) -> [{A, B}].
zip(Xs, Ys) -> zip(Xs, Ys, fail).

-doc "Pairs up two lists; How says what to do when one is longer: fail, trim or {pad, {X, Y}}.".
-spec zip([A], [B], fail | trim | {pad, {A, B}}) -> [{A, B}].
zip([X1, X2, X3, X4 | Xs], [Y1, Y2, Y3, Y4 | Ys], How) ->
    [{X1, Y1}, {X2, Y2}, {X3, Y3}, {X4, Y4} | zip(Xs, Ys, How)];
zip([X | Xs], [Y | Ys], How) -> [{X, Y} | zip(Xs, Ys, How)];
zip([], [], fail) -> [];
zip([], [], trim) -> [];
zip([], [], {pad, {_, _}}) -> [];
zip([_ | _], [], trim) -> [];
zip([], [_ | _], trim) -> [];
zip([], [_ | _] = Ys, {pad, {X, _}}) -> [{X, Y} || Y <- Ys];
zip([_ | _] = Xs, [], {pad, {_, Y}}) -> [{X, Y} || X <- Xs].

-doc "Zips three lists of the same length.".
-spec zip3([A], [B], [C]) -> [{A, B, C}].
zip3(Xs, Ys, Zs) -> zip3(Xs, Ys, Zs, fail).

-doc "Zips three lists; How is fail, trim or {pad, {X, Y, Z}}.".
-spec zip3([A], [B], [C], fail | trim | {pad, {A, B, C}}) -> [{A, B, C}].
zip3([X1, X2, X3, X4 | Xs], [Y1, Y2, Y3, Y4 | Ys], [Z1, Z2, Z3, Z4 | Zs], How) ->
    [{X1, Y1, Z1}, {X2, Y2, Z2}, {X3, Y3, Z3}, {X4, Y4, Z4} | zip3(Xs, Ys, Zs, How)];
zip3([X | Xs], [Y | Ys], [Z | Zs], How) -> [{X, Y, Z} | zip3(Xs, Ys, Zs, How)];
zip3([], [], [], fail) -> [];
zip3([], [], [], trim) -> [];
zip3(Xs, Ys, Zs, trim) when is_list(Xs), is_list(Ys), is_list(Zs) -> [];
zip3([], [], [], {pad, {_, _, _}}) -> [];
zip3([], [], [_ | _] = Zs, {pad, {X, Y, _}}) -> [{X, Y, Z} || Z <- Zs];
zip3([], [_ | _] = Ys, [], {pad, {X, _, Z}}) -> [{X, Y, Z} || Y <- Ys];
zip3([_ | _] = Xs, [], [], {pad, {_, Y, Z}}) -> [{X, Y, Z} || X <- Xs];
zip3([], [Y | Ys], [Z | Zs], {pad, {X, _, _}} = How) -> [{X, Y, Z} | zip3([], Ys, Zs, How)];
zip3([X | Xs], [], [Z | Zs], {pad, {_, Y, _}} = How) -> [{X, Y, Z} | zip3(Xs, [], Zs, How)];
zip3([X | Xs], [Y | Ys], [], {pad, {_, _, Z}} = How) -> [{X, Y, Z} | zip3(Xs, Ys, [], How)].

-doc "Combines the elements of two lists of the same length.".
-spec zipwith(fun((A, B) -> T), [A], [B]) -> [T].
zipwith(Fun, Xs, Ys) -> zipwith(Fun, Xs, Ys, fail).

-doc "Combines the elements of two lists; How as for zip/3.".
-spec zipwith(fun((A, B) -> T), [A], [B], fail | trim | {pad, {A, B}}) -> [T].
zipwith(Fun, [X | Xs], [Y | Ys], How) -> [Fun(X, Y) | zipwith(Fun, Xs, Ys, How)];
zipwith(Fun, [], [], fail) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [], trim) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [], {pad, {_, _}}) when is_function(Fun, 2) -> [];
zipwith(Fun, [_ | _], [], trim) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [_ | _], trim) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [_ | _] = Ys, {pad, {X, _}}) -> [Fun(X, Y) || Y <- Ys];
zipwith(Fun, [_ | _] = Xs, [], {pad, {_, Y}}) -> [Fun(X, Y) || X <- Xs].

-doc "Combines the elements of three lists of the same length.".
-spec zipwith3(fun((A, B, C) -> T), [A], [B], [C]) -> [T].
zipwith3(Fun, Xs, Ys, Zs) -> zipwith3(Fun, Xs, Ys, Zs, fail).

-doc "Combines the elements of three lists; How as for zip3/4.".
-spec zipwith3(fun((A, B, C) -> T), [A], [B], [C], fail | trim | {pad, {A, B, C}}) -> [T].
zipwith3(Fun, [X | Xs], [Y | Ys], [Z | Zs], How) ->
    [Fun(X, Y, Z) | zipwith3(Fun, Xs, Ys, Zs, How)];
zipwith3(Fun, [], [], [], fail) when is_function(Fun, 3) -> [];
zipwith3(Fun, [], [], [], trim) when is_function(Fun, 3) -> [];
zipwith3(Fun, Xs, Ys, Zs, trim) when is_function(Fun, 3), is_list(Xs), is_list(Ys), is_list(Zs) -> [];
zipwith3(Fun, [], [], [], {pad, {_, _, _}}) when is_function(Fun, 3) -> [];
zipwith3(Fun, [], [], [_ | _] = Zs, {pad, {X, Y, _}}) -> [Fun(X, Y, Z) || Z <- Zs];
zipwith3(Fun, [], [_ | _] = Ys, [], {pad, {X, _, Z}}) -> [Fun(X, Y, Z) || Y <- Ys];
zipwith3(Fun, [_ | _] = Xs, [], [], {pad, {_, Y, Z}}) -> [Fun(X, Y, Z) || X <- Xs];
zipwith3(Fun, [], [Y | Ys], [Z | Zs], {pad, {X, _, _}} = How) ->
    [Fun(X, Y, Z) | zipwith3(Fun, [], Ys, Zs, How)];
zipwith3(Fun, [X | Xs], [], [Z | Zs], {pad, {_, Y, _}} = How) ->
    [Fun(X, Y, Z) | zipwith3(Fun, Xs, [], Zs, How)];
zipwith3(Fun, [X | Xs], [Y | Ys], [], {pad, {_, _, Z}} = How) ->
    [Fun(X, Y, Z) | zipwith3(Fun, Xs, Ys, [], How)].

-doc "Takes a list of pairs apart.".
-spec unzip([{A, B}]) -> {[A], [B]}.
unzip(Pairs) -> unzip(Pairs, [], []).

unzip([{X, Y} | Rest], Xs, Ys) -> unzip(Rest, [X | Xs], [Y | Ys]);
unzip([], Xs, Ys) -> {lists:reverse(Xs), lists:reverse(Ys)}.

-doc "Takes a list of triples apart.".
-spec unzip3([{A, B, C}]) -> {[A], [B], [C]}.
unzip3(Triples) -> unzip3(Triples, [], [], []).

unzip3([{X, Y, Z} | Rest], Xs, Ys, Zs) -> unzip3(Rest, [X | Xs], [Y | Ys], [Z | Zs]);
unzip3([], Xs, Ys, Zs) -> {lists:reverse(Xs), lists:reverse(Ys), lists:reverse(Zs)}.

%% ---- duplicates

-doc "List without repeated elements; the first of each stays.".
-spec uniq([T]) -> [T].
uniq(List) -> uniq_1(List, #{}).

uniq_1([X | Rest], Seen) when is_map_key(X, Seen) -> uniq_1(Rest, Seen);
uniq_1([X | Rest], Seen) -> [X | uniq_1(Rest, Seen#{X => true})];
uniq_1([], _) -> [].

-doc "As uniq/1, elements being the same when Fun gives the same value for them.".
-spec uniq(fun((T) -> term()), [T]) -> [T].
uniq(Fun, List) when is_function(Fun, 1) -> uniq_2(List, Fun, #{}).

uniq_2([X | Rest], Fun, Seen) ->
    Key = Fun(X),
    case Seen of
        #{Key := _} -> uniq_2(Rest, Fun, Seen);
        #{} -> [X | uniq_2(Rest, Fun, Seen#{Key => true})]
    end;
uniq_2([], _, _) -> [].

%% ---- sorting. The ordering function is always asked about (earlier, later) elements of
%% the input, so that sorting is stable for `=<` and reverses equal elements for `<`.

-doc "Sorts by an ordering function, which says whether A may come before B.".
-spec sort(fun((T, T) -> boolean()), [T]) -> [T].
sort(Fun, [] = L) when is_function(Fun, 2) -> L;
sort(Fun, [_] = L) when is_function(Fun, 2) -> L;
sort(Fun, [A, B | Rest]) ->
    case Fun(A, B) of
        true -> msort(Fun, run_up(Fun, B, Rest, [A]));
        false -> msort(Fun, run_down(Fun, B, Rest, [A]))
    end.

%% Natural runs: each ascending or strictly descending stretch becomes an ascending list.
runs(Fun, [A, B | Rest]) ->
    case Fun(A, B) of
        true -> run_up(Fun, B, Rest, [A]);
        false -> run_down(Fun, B, Rest, [A])
    end;
runs(_Fun, [A]) -> [[A]];
runs(_Fun, []) -> [].

run_up(Fun, Last, [X | Rest] = More, Acc) ->
    case Fun(Last, X) of
        true -> run_up(Fun, X, Rest, [Last | Acc]);
        false -> [lists:reverse(Acc, [Last]) | runs(Fun, More)]
    end;
run_up(_Fun, Last, [], Acc) -> [lists:reverse(Acc, [Last])].

run_down(Fun, Last, [X | Rest] = More, Acc) ->
    case Fun(Last, X) of
        false -> run_down(Fun, X, Rest, [Last | Acc]);
        true -> [[Last | Acc] | runs(Fun, More)]
    end;
run_down(_Fun, Last, [], Acc) -> [[Last | Acc]].

%% Merging turns the lists round: runs that ascend give runs that descend, and these ascending ones.
msort(_Fun, [L]) -> L;
msort(Fun, Up) ->
    case merge_up(Fun, Up) of
        [L] -> lists:reverse(L);
        Down -> msort(Fun, merge_down(Fun, Down))
    end.

merge_up(Fun, [[A | As], [B | Bs] | Rest]) -> [merge_up(Fun, A, As, B, Bs, []) | merge_up(Fun, Rest)];
merge_up(_Fun, [L]) -> [lists:reverse(L)];
merge_up(_Fun, []) -> [].

merge_up(Fun, A, As, B, Bs, Acc) ->
    case Fun(A, B) of
        true ->
            case As of
                [A1 | As1] -> merge_up(Fun, A1, As1, B, Bs, [A | Acc]);
                [] -> lists:reverse(Bs, [B, A | Acc])
            end;
        false ->
            case Bs of
                [B1 | Bs1] -> merge_up(Fun, A, As, B1, Bs1, [B | Acc]);
                [] -> lists:reverse(As, [A, B | Acc])
            end
    end.

merge_down(Fun, [[A | As], [B | Bs] | Rest]) -> [merge_down(Fun, A, As, B, Bs, []) | merge_down(Fun, Rest)];
merge_down(_Fun, [L]) -> [lists:reverse(L)];
merge_down(_Fun, []) -> [].

merge_down(Fun, A, As, B, Bs, Acc) ->
    case Fun(A, B) of
        true ->
            case Bs of
                [B1 | Bs1] -> merge_down(Fun, A, As, B1, Bs1, [B | Acc]);
                [] -> lists:reverse(As, [A, B | Acc])
            end;
        false ->
            case As of
                [A1 | As1] -> merge_down(Fun, A1, As1, B, Bs, [A | Acc]);
                [] -> lists:reverse(Bs, [B, A | Acc])
            end
    end.

fmerge(Fun, [A | As], [B | Bs], Acc) -> fmerge(Fun, A, As, B, Bs, Acc);
fmerge(_Fun, [], L2, Acc) -> lists:reverse(Acc, L2);
fmerge(_Fun, L1, [], Acc) -> lists:reverse(Acc, L1).

%% Only the list that gave an element is looked into again.
fmerge(Fun, A, As, B, Bs, Acc) ->
    case Fun(A, B) of
        true ->
            case As of
                [A1 | As1] -> fmerge(Fun, A1, As1, B, Bs, [A | Acc]);
                _ -> fmerge(Fun, As, [B | Bs], [A | Acc])
            end;
        false ->
            case Bs of
                [B1 | Bs1] -> fmerge(Fun, A, As, B1, Bs1, [B | Acc]);
                _ -> fmerge(Fun, [A | As], Bs, [B | Acc])
            end
    end.

-doc "Sorts and drops all but the first of elements that compare equal.".
-spec usort([T]) -> [T].
usort([_ | _] = L) ->
    [X | Rest] = Sorted = lists:sort(L),
    case is_unique(X, Rest) of
        true -> Sorted;
        false -> [X | udrop(X, Rest)]
    end;
usort([]) -> [].

is_unique(X, [Y | Rest]) -> X /= Y andalso is_unique(Y, Rest);
is_unique(_, []) -> true.

udrop(X, [Y | Rest]) when X == Y -> udrop(X, Rest);
udrop(_, [Y | Rest]) -> [Y | udrop(Y, Rest)];
udrop(_, []) -> [].

-doc "Sorts by an ordering function and drops all but the first of equal elements.".
-spec usort(fun((T, T) -> boolean()), [T]) -> [T].
usort(Fun, [] = L) when is_function(Fun, 2) -> L;
usort(Fun, [_] = L) when is_function(Fun, 2) -> L;
usort(Fun, [_ | _] = L) when is_function(Fun, 2) -> umsort(Fun, singles(L)).

singles([X | Rest]) -> [[X] | singles(Rest)];
singles([]) -> [].

umsort(_Fun, [L]) -> L;
umsort(Fun, Runs) -> umsort(Fun, umsort_pairs(Fun, Runs)).

umsort_pairs(Fun, [A, B | Rest]) -> [fumerge(Fun, A, B, []) | umsort_pairs(Fun, Rest)];
umsort_pairs(_Fun, [_] = Last) -> Last;
umsort_pairs(_Fun, []) -> [].

%% Two elements are equal when each may come before the other; the one of the first list stays.
fumerge(Fun, [A | As] = L1, [B | Bs] = L2, Acc) ->
    case Fun(A, B) of
        true ->
            case Fun(B, A) of
                true -> fumerge(Fun, L1, Bs, Acc);
                false -> fumerge(Fun, As, L2, [A | Acc])
            end;
        false ->
            fumerge(Fun, L1, Bs, [B | Acc])
    end;
fumerge(_Fun, [], L2, Acc) -> lists:reverse(Acc, L2);
fumerge(_Fun, L1, [], Acc) -> lists:reverse(Acc, L1).

-doc "Sorts tuples by their Nth element, keeping the first of those with equal keys.".
-spec ukeysort(pos_integer(), [tuple()]) -> [tuple()].
ukeysort(N, L) when is_integer(N), N > 0 ->
    case L of
        [] -> [];
        [_] -> L;
        [_ | _] ->
            [X | Rest] = Sorted = lists:keysort(N, L),
            case has_unique_keys(N, element(N, X), Rest) of
                true -> Sorted;
                false -> [X | ukeydrop(N, element(N, X), Rest)]
            end
    end.

has_unique_keys(N, Key, [Y | Rest]) ->
    case element(N, Y) of
        K when K == Key -> false;
        K -> has_unique_keys(N, K, Rest)
    end;
has_unique_keys(_, _, []) -> true.

ukeydrop(N, Key, [Y | Rest]) ->
    case element(N, Y) of
        K when K == Key -> ukeydrop(N, Key, Rest);
        K -> [Y | ukeydrop(N, K, Rest)]
    end;
ukeydrop(_, _, []) -> [].

%% ---- merging sorted lists

-doc "Merges sorted lists; of equal elements those of earlier lists come first.".
-spec merge([[T]]) -> [T].
merge([]) -> [];
merge([L]) when is_list(L) -> L;
merge(Lists) -> merge(mergel(Lists)).

mergel([A, B | Rest]) -> [merge(A, B) | mergel(Rest)];
mergel([L] = Last) when is_list(L) -> Last;
mergel([]) -> [].

-doc "Merges two sorted lists.".
-spec merge([T], [T]) -> [T].
merge(L1, []) when is_list(L1) -> L1;
merge([], L2) when is_list(L2) -> L2;
merge([A | As], [B | Bs]) -> merge2(A, As, B, Bs, []).

merge2(A, [A1 | As], B, Bs, Acc) when A =< B -> merge2(A1, As, B, Bs, [A | Acc]);
merge2(A, [], B, Bs, Acc) when A =< B -> lists:reverse([A | Acc], [B | Bs]);
merge2(A, As, B, [B1 | Bs], Acc) when A > B -> merge2(A, As, B1, Bs, [B | Acc]);
merge2(A, As, B, [], Acc) when A > B -> lists:reverse([B | Acc], [A | As]).

-doc "Merges two lists sorted by an ordering function.".
-spec merge(fun((T, T) -> boolean()), [T], [T]) -> [T].
merge(Fun, L1, L2) when is_function(Fun, 2), is_list(L1), is_list(L2) -> fmerge(Fun, L1, L2, []).

-doc "Merges three sorted lists.".
-spec merge3([T], [T], [T]) -> [T].
merge3(L1, L2, L3) when is_list(L1), is_list(L2), is_list(L3) -> merge(merge(L1, L2), L3).

-doc "Merges sorted lists without duplicates, dropping all but the first of equal elements.".
-spec umerge([[T]]) -> [T].
umerge([]) -> [];
umerge([L]) when is_list(L) -> L;
umerge(Lists) -> umerge(umergel(Lists)).

umergel([A, B | Rest]) -> [umerge(A, B) | umergel(Rest)];
umergel([L] = Last) when is_list(L) -> Last;
umergel([]) -> [].

-doc "Merges two sorted lists without duplicates.".
-spec umerge([T], [T]) -> [T].
umerge(L1, []) when is_list(L1) -> L1;
umerge([], L2) when is_list(L2) -> L2;
umerge([_ | _] = L1, [_ | _] = L2) -> umerge2(L1, L2, []).

umerge2([A | As] = L1, [B | Bs] = L2, Acc) ->
    if
        A < B -> umerge2(As, L2, [A | Acc]);
        A == B -> umerge2(L1, Bs, Acc);
        true -> umerge2(L1, Bs, [B | Acc])
    end;
umerge2([], L2, Acc) -> lists:reverse(Acc, L2);
umerge2(L1, [], Acc) -> lists:reverse(Acc, L1).

-doc "Merges two lists without duplicates sorted by an ordering function.".
-spec umerge(fun((T, T) -> boolean()), [T], [T]) -> [T].
umerge(Fun, L1, L2) when is_function(Fun, 2), is_list(L1), is_list(L2) -> fumerge(Fun, L1, L2, []).

-doc "Merges three sorted lists without duplicates.".
-spec umerge3([T], [T], [T]) -> [T].
umerge3(L1, L2, L3) when is_list(L1), is_list(L2), is_list(L3) ->
    umerge(umerge(L1, L2), L3).

-doc "Merges two lists of tuples sorted by their Nth element.".
-spec keymerge(pos_integer(), [tuple()], [tuple()]) -> [tuple()].
keymerge(N, L1, L2) when is_integer(N), N > 0 ->
    keymerge_1(N, L1, L2).

keymerge_1(_, [], L2) when is_list(L2) -> L2;
keymerge_1(_, [_ | _] = L1, []) -> L1;
keymerge_1(N, [_ | _] = L1, [_ | _] = L2) -> keymerge2(N, L1, L2, []).

keymerge2(N, [A | As] = L1, [B | Bs] = L2, Acc) ->
    case element(N, A) =< element(N, B) of
        true -> keymerge2(N, As, L2, [A | Acc]);
        false -> keymerge2(N, L1, Bs, [B | Acc])
    end;
keymerge2(_, [], L2, Acc) -> lists:reverse(Acc, L2);
keymerge2(_, [_ | _] = L1, [], Acc) -> lists:reverse(Acc, L1).

-doc "Merges two lists of tuples without duplicate keys.".
-spec ukeymerge(pos_integer(), [tuple()], [tuple()]) -> [tuple()].
ukeymerge(N, L1, L2) when is_integer(N), N > 0 ->
    ukeymerge_1(N, L1, L2).

ukeymerge_1(_, [], L2) when is_list(L2) -> L2;
ukeymerge_1(_, [_ | _] = L1, []) -> L1;
ukeymerge_1(N, [_ | _] = L1, [_ | _] = L2) -> ukeymerge2(N, L1, L2, []).

ukeymerge2(N, [A | As] = L1, [B | Bs] = L2, Acc) ->
    KeyA = element(N, A),
    KeyB = element(N, B),
    if
        KeyA < KeyB -> ukeymerge2(N, As, L2, [A | Acc]);
        KeyA == KeyB -> ukeymerge2(N, L1, Bs, Acc);
        true -> ukeymerge2(N, L1, Bs, [B | Acc])
    end;
ukeymerge2(_, [], L2, Acc) -> lists:reverse(Acc, L2);
ukeymerge2(_, L1, [], Acc) -> lists:reverse(Acc, L1).

%% ---- merging lists sorted from large to small. The lists are turned round, merged
%% and turned back, so that equal elements of the second list come first.

-doc "merge/2 for lists in descending order.".
rmerge(L1, []) when is_list(L1) -> L1;
rmerge([], L2) when is_list(L2) -> L2;
rmerge([_ | _] = L1, [_ | _] = L2) ->
    lists:reverse(merge(lists:reverse(L1), lists:reverse(L2))).

-doc "merge/3 for lists in descending order.".
rmerge(Fun, L1, []) when is_function(Fun, 2), is_list(L1) -> L1;
rmerge(Fun, [], L2) when is_function(Fun, 2), is_list(L2) -> L2;
rmerge(Fun, L1, L2) when is_function(Fun, 2) ->
    lists:reverse(fmerge(Fun, lists:reverse(L1), lists:reverse(L2), [])).

-doc "merge3/3 for lists in descending order.".
rmerge3(L1, L2, L3) when is_list(L1), is_list(L2), is_list(L3) -> rmerge(rmerge(L1, L2), L3).

-doc "umerge/2 for lists in descending order.".
rumerge([_ | _] = L1, [_ | _] = L2) -> rumerge2(L1, L2, []);
rumerge(L1, []) when is_list(L1) -> L1;
rumerge([], L2) when is_list(L2) -> L2.

rumerge2([A | As] = L1, [B | Bs] = L2, Acc) ->
    if
        A > B -> rumerge2(As, L2, [A | Acc]);
        A == B -> rumerge2(L1, Bs, Acc);
        true -> rumerge2(L1, Bs, [B | Acc])
    end;
rumerge2([], L2, Acc) -> lists:reverse(Acc, L2);
rumerge2(L1, [], Acc) -> lists:reverse(Acc, L1).

-doc "umerge/3 for lists in descending order.".
rumerge(Fun, L1, L2) when is_function(Fun, 2), is_list(L1), is_list(L2) ->
    fumerge(fun(A, B) -> Fun(B, A) end, L1, L2, []).

-doc "umerge3/3 for lists in descending order.".
rumerge3(L1, L2, L3) when is_list(L1), is_list(L2), is_list(L3) ->
    rumerge(rumerge(L1, L2), L3).

-doc "keymerge/3 for lists in descending order.".
rkeymerge(N, L1, []) when is_integer(N), N > 0, is_list(L1) -> L1;
rkeymerge(N, [], L2) when is_integer(N), N > 0, is_list(L2) -> L2;
rkeymerge(N, L1, L2) when is_integer(N), N > 0 ->
    lists:reverse(keymerge(N, lists:reverse(L1), lists:reverse(L2))).

-doc "ukeymerge/3 for lists in descending order.".
rukeymerge(N, L1, L2) when is_integer(N), N > 0, is_list(L1), is_list(L2) ->
    rukeymerge2(N, L1, L2, []).

rukeymerge2(N, [A | As] = L1, [B | Bs] = L2, Acc) ->
    KeyA = element(N, A),
    KeyB = element(N, B),
    if
        KeyA > KeyB -> rukeymerge2(N, As, L2, [A | Acc]);
        KeyA == KeyB -> rukeymerge2(N, L1, Bs, Acc);
        true -> rukeymerge2(N, L1, Bs, [B | Acc])
    end;
rukeymerge2(_, [], L2, Acc) -> lists:reverse(Acc, L2);
rukeymerge2(_, L1, [], Acc) -> lists:reverse(Acc, L1).
