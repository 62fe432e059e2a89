%% Ordered sets: lists in term order without elements that compare equal.
-module(ordsets).
-moduledoc "Sets as ordered lists.".

-export([add_element/2, del_element/2, filter/2, filtermap/2, fold/3, from_list/1, intersection/1,
         intersection/2, is_disjoint/2, is_element/2, is_empty/1, is_equal/2, is_set/1,
         is_subset/2, map/2, new/0, size/1, subtract/2, to_list/1, union/1, union/2]).

-export_type([ordset/1]).

-type ordset(T) :: [T].

-doc "The empty set.".
-spec new() -> [].
new() -> [].

-doc "True if the term is an ordered set.".
is_set([X | Rest]) -> is_set(Rest, X);
is_set([]) -> true;
is_set(_) -> false.

is_set([Y | Rest], X) when X < Y -> is_set(Rest, Y);
is_set([_ | _], _) -> false;
is_set([], _) -> true.

-doc "The number of elements.".
size(Set) -> length(Set).

-doc "True if the set is empty.".
is_empty(Set) -> Set =:= [].

-doc "True if both sets hold the same elements.".
is_equal(Set1, Set2) when is_list(Set1), is_list(Set2) -> Set1 == Set2.

-doc "The elements, in order.".
to_list(Set) -> Set.

-doc "The set of a list's elements.".
from_list(List) -> lists:usort(List).

-doc "True if Element is in the set.".
is_element(E, [X | Rest]) when E > X -> is_element(E, Rest);
is_element(E, [X | _]) when E < X -> false;
is_element(_, [_ | _]) -> true;
is_element(_, []) -> false.

-doc "Adds an element.".
add_element(E, [X | Rest]) when E > X -> [X | add_element(E, Rest)];
add_element(E, [X | _] = Set) when E < X -> [E | Set];
add_element(_, [_ | _] = Set) -> Set;
add_element(E, []) -> [E].

-doc "Removes an element.".
del_element(E, [X | Rest]) when E > X -> [X | del_element(E, Rest)];
del_element(E, [X | _] = Set) when E < X -> Set;
del_element(_, [_ | Rest]) -> Rest;
del_element(_, []) -> [].

-doc "The elements of either set.".
union([A | As], [B | _] = Set2) when A < B -> [A | union(As, Set2)];
union([A | _] = Set1, [B | Bs]) when A > B -> [B | union(Bs, Set1)];
union([A | As], [_ | Bs]) -> [A | union(As, Bs)];
union([], Set2) -> Set2;
union(Set1, []) -> Set1.

-doc "The union of a list of sets.".
union(Sets) -> lists:umerge(Sets).

-doc "The elements of both sets.".
intersection([A | As], [B | _] = Set2) when A < B -> intersection(As, Set2);
intersection([A | _] = Set1, [B | Bs]) when A > B -> intersection(Bs, Set1);
intersection([A | As], [_ | Bs]) -> [A | intersection(As, Bs)];
intersection([], _) -> [];
intersection(_, []) -> [].

-doc "The intersection of a non-empty list of sets.".
intersection([Set]) -> Set;
intersection([Set1, Set2 | Sets]) -> intersection([intersection(Set1, Set2) | Sets]).

-doc "True if the sets have no element in common.".
is_disjoint([A | As], [B | _] = Set2) when A < B -> is_disjoint(As, Set2);
is_disjoint([A | _] = Set1, [B | Bs]) when A > B -> is_disjoint(Bs, Set1);
is_disjoint([_ | _], [_ | _]) -> false;
is_disjoint([], _) -> true;
is_disjoint(_, []) -> true.

-doc "The elements of Set1 that are not in Set2.".
subtract([A | As], [B | _] = Set2) when A < B -> [A | subtract(As, Set2)];
subtract([A | _] = Set1, [B | Bs]) when A > B -> subtract(Set1, Bs);
subtract([_ | As], [_ | Bs]) -> subtract(As, Bs);
subtract([], _) -> [];
subtract(Set1, []) -> Set1.

-doc "True if every element of Set1 is in Set2.".
is_subset([A | _], [B | _]) when A < B -> false;
is_subset([A | _] = Set1, [B | Bs]) when A > B -> is_subset(Set1, Bs);
is_subset([_ | As], [_ | Bs]) -> is_subset(As, Bs);
is_subset([], _) -> true;
is_subset(_, []) -> false.

-doc "Folds over the elements in order.".
fold(Fun, Acc, Set) -> lists:foldl(Fun, Acc, Set).

-doc "The elements satisfying Pred.".
filter(Pred, Set) -> lists:filter(Pred, Set).

-doc "The set of Fun of the elements.".
map(Fun, Set) -> from_list(lists:map(Fun, Set)).

-doc "Filters and maps in one go: Fun says true, false or {true, NewElement}.".
filtermap(Fun, Set) -> from_list(lists:filtermap(Fun, Set)).
