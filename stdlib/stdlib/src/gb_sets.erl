%% Sets as general balanced trees: {Size, Tree} with nodes {Element, Smaller, Larger} and nil,
%% balanced as gb_trees are.
-module(gb_sets).
-moduledoc "Sets as general balanced trees.".

-export([add/2, add_element/2, balance/1, del_element/2, delete/2, delete_any/2, difference/2,
         empty/0, filter/2, filtermap/2, fold/3, from_list/1, from_ordset/1, insert/2,
         intersection/1, intersection/2, is_disjoint/2, is_element/2, is_empty/1, is_equal/2,
         is_member/2, is_set/1, is_subset/2, iterator/1, iterator/2, iterator_from/2,
         iterator_from/3, larger/2, largest/1, map/2, new/0, next/1, singleton/1, size/1,
         smaller/2, smallest/1, subtract/2, take_largest/1, take_smallest/1, to_list/1, union/1,
         union/2]).

-export_type([set/0, set/1, iter/0, iter/1]).

-type set() :: set(term()).
-opaque set(T) :: {non_neg_integer(), node_(T)}.
-type node_(T) :: nil | {T, node_(T), node_(T)}.
-type iter() :: iter(term()).
-opaque iter(T) :: {ordered | reversed, [node_(T)]}.

-doc "The empty set.".
empty() -> {0, nil}.

-doc "The empty set.".
new() -> empty().

-doc "True if the set is empty.".
is_empty({0, nil}) -> true;
is_empty(_) -> false.

-doc "The number of elements.".
size({Size, _}) -> Size.

-doc "The set of one element.".
singleton(E) -> {1, {E, nil, nil}}.

-doc "True if the term looks like a set.".
is_set({0, nil}) -> true;
is_set({N, {_, _, _}}) when is_integer(N), N >= 0 -> true;
is_set(_) -> false.

%% ---- looking up

-doc "True if Element is in the set.".
is_member(E, {_, Tree}) -> is_member_1(E, Tree).

-doc "True if Element is in the set.".
is_element(E, Set) -> is_member(E, Set).

is_member_1(E, {X, Smaller, _}) when E < X -> is_member_1(E, Smaller);
is_member_1(E, {X, _, Larger}) when E > X -> is_member_1(E, Larger);
is_member_1(_, {_, _, _}) -> true;
is_member_1(_, nil) -> false.

-doc "{found, Largest element smaller than Element} or none.".
smaller(E, {_, Tree}) -> smaller_1(E, Tree, none).

smaller_1(_, nil, Best) -> Best;
smaller_1(E, {X, _, Larger}, _) when E > X -> smaller_1(E, Larger, {found, X});
smaller_1(E, {_, Smaller, _}, Best) -> smaller_1(E, Smaller, Best).

-doc "{found, Smallest element larger than Element} or none.".
larger(E, {_, Tree}) -> larger_1(E, Tree, none).

larger_1(_, nil, Best) -> Best;
larger_1(E, {X, Smaller, _}, _) when E < X -> larger_1(E, Smaller, {found, X});
larger_1(E, {_, _, Larger}, Best) -> larger_1(E, Larger, Best).

-doc "The smallest element.".
smallest({_, Tree}) -> smallest_1(Tree).

smallest_1({E, nil, _}) -> E;
smallest_1({_, Smaller, _}) -> smallest_1(Smaller).

-doc "The largest element.".
largest({_, Tree}) -> largest_1(Tree).

largest_1({E, _, nil}) -> E;
largest_1({_, _, Larger}) -> largest_1(Larger).

%% ---- changing

-doc "Inserts a new element; {key_exists, Element} is the error if it is there.".
insert(E, {Size, Tree}) when is_integer(Size), Size >= 0 ->
    NewSize = Size + 1,
    {NewSize, insert_1(E, Tree, NewSize * NewSize)}.

%% See gb_trees: {Node, 2^Height, NodeCount} travels up from a node that came too deep.
insert_1(E, {X, Smaller, Larger}, Room) when E < X ->
    case insert_1(E, Smaller, Room bsr 1) of
        {Deep, H1, S1} when is_integer(H1) ->
            {H2, S2} = measure(Larger),
            grown({X, Deep, Larger}, max(H1, H2) bsl 1, S1 + S2 + 1);
        Node -> {X, Node, Larger}
    end;
insert_1(E, {X, Smaller, Larger}, Room) when E > X ->
    case insert_1(E, Larger, Room bsr 1) of
        {Deep, H1, S1} when is_integer(H1) ->
            {H2, S2} = measure(Smaller),
            grown({X, Smaller, Deep}, max(H1, H2) bsl 1, S1 + S2 + 1);
        Node -> {X, Smaller, Node}
    end;
insert_1(E, nil, 0) -> {{E, nil, nil}, 1, 1};
insert_1(E, nil, _) -> {E, nil, nil};
insert_1(E, _, _) -> error({key_exists, E}).

grown(Node, Height, Size) when Height > Size * Size -> rebuild(Node, Size);
grown(Node, Height, Size) -> {Node, Height, Size}.

measure({_, nil, nil}) -> {1, 1};
measure({_, Smaller, Larger}) ->
    {H1, S1} = measure(Smaller),
    {H2, S2} = measure(Larger),
    {max(H1, H2) bsl 1, S1 + S2 + 1};
measure(nil) -> {1, 0}.

-doc "Rebuilds the tree as shallow as it can be.".
balance({Size, Tree}) when is_integer(Size), Size >= 0 -> {Size, rebuild(Tree, Size)}.

rebuild(Tree, Size) -> build(to_list_1(Tree, []), Size).

build(List, Size) ->
    {Tree, []} = build_1(List, Size),
    Tree.

build_1(List, Size) when Size > 1 ->
    Others = Size - 1,
    NLarger = Others div 2,
    {Smaller, [E | Rest]} = build_1(List, Others - NLarger),
    {Larger, Rest1} = build_1(Rest, NLarger),
    {{E, Smaller, Larger}, Rest1};
build_1([E | Rest], 1) -> {{E, nil, nil}, Rest};
build_1(List, 0) -> {nil, List}.

-doc "Adds an element.".
add(E, Set) ->
    case is_member(E, Set) of
        true -> Set;
        false -> insert(E, Set)
    end.

-doc "Adds an element.".
add_element(E, Set) -> add(E, Set).

-doc "The set of a list's elements.".
from_list(List) -> from_ordset(ordsets:from_list(List)).

-doc "The set of an ordered set.".
from_ordset(List) ->
    Size = length(List),
    is_ordered(List) orelse error({badarg, not_ordset}),
    {Size, build(List, Size)}.

is_ordered([X | [Y | _] = Rest]) -> X < Y andalso is_ordered(Rest);
is_ordered(_) -> true.

-doc "Removes an element if it is there.".
del_element(E, Set) -> delete_any(E, Set).

-doc "Removes an element if it is there.".
delete_any(E, Set) ->
    case is_member(E, Set) of
        true -> delete(E, Set);
        false -> Set
    end.

-doc "Removes an element, which must be there.".
delete(E, {Size, Tree}) -> {Size - 1, delete_1(E, Tree)}.

delete_1(E, {X, Smaller, Larger}) when E < X -> {X, delete_1(E, Smaller), Larger};
delete_1(E, {X, Smaller, Larger}) when E > X -> {X, Smaller, delete_1(E, Larger)};
delete_1(_, {_, Smaller, Larger}) -> merge(Smaller, Larger).

merge(Smaller, nil) -> Smaller;
merge(nil, Larger) -> Larger;
merge(Smaller, Larger) ->
    {E, Larger1} = take_smallest_1(Larger),
    {E, Smaller, Larger1}.

-doc "{Smallest element, the others}.".
take_smallest({Size, Tree}) ->
    {E, Rest} = take_smallest_1(Tree),
    {E, {Size - 1, Rest}}.

take_smallest_1({E, nil, Larger}) -> {E, Larger};
take_smallest_1({E, Smaller, Larger}) ->
    {E1, Rest} = take_smallest_1(Smaller),
    {E1, {E, Rest, Larger}}.

-doc "{Largest element, the others}.".
take_largest({Size, Tree}) ->
    {E, Rest} = take_largest_1(Tree),
    {E, {Size - 1, Rest}}.

take_largest_1({E, Smaller, nil}) -> {E, Smaller};
take_largest_1({E, Smaller, Larger}) ->
    {E1, Rest} = take_largest_1(Larger),
    {E1, {E, Smaller, Rest}}.

%% ---- two sets

-doc "The elements of either set.".
union({N1, T1}, {N2, T2}) when is_integer(N1), is_integer(N2), N2 < N1 ->
    union_1(to_list_1(T2, []), N2, N1, T1);
union({N1, T1}, {N2, T2}) when is_integer(N1), is_integer(N2) ->
    union_1(to_list_1(T1, []), N1, N2, T2).

%% Few elements are inserted one by one, otherwise the tree is made anew.
union_1(Few, NFew, NMany, Many) ->
    case is_many(NFew, NMany) of
        true -> from_descending(lists:reverse(ordsets:union(Few, to_list_1(Many, []))));
        false -> lists:foldl(fun add/2, {NMany, Many}, Few)
    end.

%% Whether looking for each of few elements costs more than going through both sets once.
is_many(NFew, NMany) -> NMany < 10 orelse NFew * round(1.46 * math:log(NMany)) > NMany.

%% Of an odd number of elements below a node the larger side gets one more.
from_descending(List) ->
    Size = length(List),
    {Tree, []} = build_down(List, Size),
    {Size, Tree}.

build_down(List, Size) when Size > 1 ->
    Others = Size - 1,
    NSmaller = Others div 2,
    {Larger, [E | Rest]} = build_down(List, Others - NSmaller),
    {Smaller, Rest1} = build_down(Rest, NSmaller),
    {{E, Smaller, Larger}, Rest1};
build_down([E | Rest], 1) -> {{E, nil, nil}, Rest};
build_down(List, 0) -> {nil, List}.

-doc "The union of a list of sets.".
union([Set | Sets]) -> union_list(Set, Sets);
union([]) -> empty().

union_list(Set, [Set1 | Sets]) -> union_list(union(Set, Set1), Sets);
union_list(Set, []) -> Set.

-doc "The elements of both sets.".
intersection({N1, T1}, {N2, T2}) when is_integer(N1), is_integer(N2), N2 < N1 ->
    intersection_1(to_list_1(T2, []), N2, N1, T1);
intersection({N1, T1}, {N2, T2}) when is_integer(N1), is_integer(N2) ->
    intersection_1(to_list_1(T1, []), N1, N2, T2).

intersection_1(Few, NFew, NMany, Many) ->
    Common = case is_many(NFew, NMany) of
        true -> ordsets:intersection(Few, to_list_1(Many, []));
        false -> [E || E <- Few, is_member_1(E, Many)]
    end,
    from_descending(lists:reverse(Common)).

-doc "The intersection of a non-empty list of sets.".
intersection([Set]) -> Set;
intersection([Set1, Set2 | Sets]) -> intersection([intersection(Set1, Set2) | Sets]).

-doc "True if the sets have no element in common.".
is_disjoint({N1, T1}, {N2, T2}) when N1 < N2 -> disjoint(T1, T2);
is_disjoint({_, T1}, {_, T2}) -> disjoint(T2, T1).

disjoint({E, Smaller, Larger}, Tree) ->
    not is_member_1(E, Tree) andalso disjoint(Smaller, Tree) andalso disjoint(Larger, Tree);
disjoint(nil, _) -> true.

-doc "The elements of Set1 that are not in Set2.".
subtract(Set1, Set2) -> difference(Set1, Set2).

-doc "The elements of Set1 that are not in Set2.".
difference({N1, T1}, {N2, T2}) when is_integer(N1), N1 >= 0, is_integer(N2), N2 >= 0 ->
    List = to_list_1(T1, []),
    Left = case is_many(N1, N2) of
        true -> ordsets:subtract(List, to_list_1(T2, []));
        false -> [E || E <- List, not is_member_1(E, T2)]
    end,
    from_descending(lists:reverse(Left)).

-doc "True if every element of Set1 is in Set2.".
is_subset({N1, T1}, {N2, T2}) when is_integer(N1), N1 >= 0, is_integer(N2), N2 >= 0 ->
    case is_many(N1, N2) of
        true -> ordsets:is_subset(to_list_1(T1, []), to_list_1(T2, []));
        false -> lists:all(fun(E) -> is_member_1(E, T2) end, to_list_1(T1, []))
    end.

-doc "True if both sets hold the same elements.".
is_equal({Size, _} = Set1, {Size, _} = Set2) -> to_list(Set1) == to_list(Set2);
is_equal({_, _}, {_, _}) -> false.

%% ---- whole sets

-doc "The elements, in order.".
to_list({_, Tree}) -> to_list_1(Tree, []).

to_list_1({E, Smaller, Larger}, Acc) -> to_list_1(Smaller, [E | to_list_1(Larger, Acc)]);
to_list_1(nil, Acc) -> Acc.

-doc "Folds over the elements in order.".
fold(Fun, Acc, {_, Tree}) when is_function(Fun, 2) -> fold_1(Fun, Acc, Tree).

fold_1(Fun, Acc, {E, Smaller, Larger}) ->
    fold_1(Fun, Fun(E, fold_1(Fun, Acc, Smaller)), Larger);
fold_1(_, Acc, nil) -> Acc.

-doc "The elements satisfying Pred.".
filter(Pred, Set) when is_function(Pred, 1) -> from_ordset(lists:filter(Pred, to_list(Set))).

-doc "The set of Fun of the elements.".
map(Fun, {_, Tree}) when is_function(Fun, 1) -> from_list(lists:map(Fun, to_list_1(Tree, []))).

-doc "Filters and maps in one go: Fun says true, false or {true, NewElement}.".
filtermap(Fun, {_, Tree}) when is_function(Fun, 1) ->
    from_list(filtermap_1(Fun, Tree, [])).

filtermap_1(Fun, {E, Smaller, Larger}, Acc0) ->
    Acc1 = filtermap_1(Fun, Smaller, Acc0),
    Acc2 = case Fun(E) of
        true -> [E | Acc1];
        {true, New} -> [New | Acc1];
        false -> Acc1
    end,
    filtermap_1(Fun, Larger, Acc2);
filtermap_1(_, nil, Acc) -> Acc.

%% ---- iterators: {Order, Nodes still to visit, the next one first}

-doc "An iterator over all elements, the smallest first.".
iterator(Set) -> iterator(Set, ordered).

-doc "An iterator over all elements in the given order.".
iterator({_, Tree}, ordered) -> {ordered, spine_left(Tree, [])};
iterator({_, Tree}, reversed) -> {reversed, spine_right(Tree, [])}.

spine_left({_, nil, _} = Node, Nodes) -> [Node | Nodes];
spine_left({_, Smaller, _} = Node, Nodes) -> spine_left(Smaller, [Node | Nodes]);
spine_left(nil, Nodes) -> Nodes.

spine_right({_, _, nil} = Node, Nodes) -> [Node | Nodes];
spine_right({_, _, Larger} = Node, Nodes) -> spine_right(Larger, [Node | Nodes]);
spine_right(nil, Nodes) -> Nodes.

-doc "An iterator over the elements from Element on.".
iterator_from(E, Set) -> iterator_from(E, Set, ordered).

-doc "An iterator over the elements from Element on, in the given order.".
iterator_from(E, {_, Tree}, ordered) -> {ordered, from_left(E, Tree, [])};
iterator_from(E, {_, Tree}, reversed) -> {reversed, from_right(E, Tree, [])}.

from_left(E, {X, _, Larger}, Nodes) when X < E -> from_left(E, Larger, Nodes);
from_left(E, {X, _, _} = Node, Nodes) when X == E -> [Node | Nodes];
from_left(E, {_, Smaller, _} = Node, Nodes) -> from_left(E, Smaller, [Node | Nodes]);
from_left(_, nil, Nodes) -> Nodes.

from_right(E, {X, Smaller, _}, Nodes) when X > E -> from_right(E, Smaller, Nodes);
from_right(E, {X, _, _} = Node, Nodes) when X == E -> [Node | Nodes];
from_right(E, {_, _, Larger} = Node, Nodes) -> from_right(E, Larger, [Node | Nodes]);
from_right(_, nil, Nodes) -> Nodes.

-doc "{Element, Iterator} or none.".
next({ordered, [{E, _, Larger} | Nodes]}) -> {E, {ordered, spine_left(Larger, Nodes)}};
next({reversed, [{E, Smaller, _} | Nodes]}) -> {E, {reversed, spine_right(Smaller, Nodes)}};
next({_, []}) -> none.
