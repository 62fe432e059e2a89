%% General balanced trees (A. Andersson): {Size, Tree} with nodes {Key, Value, Smaller, Larger}
%% and nil. Only insertion watches the balance: a new node lying too deep for the size of the
%% tree makes the lowest ancestor rebuilt whose height has outgrown its size (height h is too
%% much for s nodes when 2^h > s^2).
-module(gb_trees).
-moduledoc "General balanced trees of keys and values.".

-export([balance/1, delete/2, delete_any/2, empty/0, enter/3, from_list/1, from_orddict/1, get/2,
         insert/3, is_defined/2, is_empty/1, iterator/1, iterator/2, iterator_from/2,
         iterator_from/3, keys/1, larger/2, largest/1, lookup/2, map/2, next/1, size/1, smaller/2,
         smallest/1, take/2, take_any/2, take_largest/1, take_smallest/1, to_list/1, update/3,
         values/1]).

-export_type([tree/0, tree/2, iter/0, iter/2]).

-type tree() :: tree(term(), term()).
-opaque tree(Key, Value) :: {non_neg_integer(), node_(Key, Value)}.
-type node_(Key, Value) :: nil | {Key, Value, node_(Key, Value), node_(Key, Value)}.
-type iter() :: iter(term(), term()).
-opaque iter(Key, Value) :: {ordered | reversed, [node_(Key, Value)]}.

-doc "The empty tree.".
empty() -> {0, nil}.

-doc "True if the tree is empty.".
is_empty({0, nil}) -> true;
is_empty(_) -> false.

-doc "The number of entries.".
size({Size, _}) when is_integer(Size), Size >= 0 -> Size.

%% ---- looking up

-doc "{value, Value} or none.".
lookup(Key, {_, Tree}) -> lookup_1(Key, Tree).

lookup_1(Key, {K, _, Smaller, _}) when Key < K -> lookup_1(Key, Smaller);
lookup_1(Key, {K, _, _, Larger}) when Key > K -> lookup_1(Key, Larger);
lookup_1(_, {_, Value, _, _}) -> {value, Value};
lookup_1(_, nil) -> none.

-doc "True if there is an entry for Key.".
is_defined(Key, {_, Tree}) -> is_defined_1(Key, Tree).

is_defined_1(Key, {K, _, Smaller, _}) when Key < K -> is_defined_1(Key, Smaller);
is_defined_1(Key, {K, _, _, Larger}) when Key > K -> is_defined_1(Key, Larger);
is_defined_1(_, {_, _, _, _}) -> true;
is_defined_1(_, nil) -> false.

-doc "The value of Key, which must be there.".
get(Key, {_, Tree}) -> get_1(Key, Tree).

get_1(Key, {K, _, Smaller, _}) when Key < K -> get_1(Key, Smaller);
get_1(Key, {K, _, _, Larger}) when Key > K -> get_1(Key, Larger);
get_1(_, {_, Value, _, _}) -> Value.

-doc "The entry with the largest key smaller than Key, or none.".
smaller(Key, {_, Tree}) -> smaller_1(Key, Tree, none).

smaller_1(_, nil, Best) -> Best;
smaller_1(Key, {K, Value, _, Larger}, _) when Key > K -> smaller_1(Key, Larger, {K, Value});
smaller_1(Key, {_, _, Smaller, _}, Best) -> smaller_1(Key, Smaller, Best).

-doc "The entry with the smallest key larger than Key, or none.".
larger(Key, {_, Tree}) -> larger_1(Key, Tree, none).

larger_1(_, nil, Best) -> Best;
larger_1(Key, {K, Value, Smaller, _}, _) when Key < K -> larger_1(Key, Smaller, {K, Value});
larger_1(Key, {_, _, _, Larger}, Best) -> larger_1(Key, Larger, Best).

-doc "The entry with the smallest key.".
smallest({_, Tree}) -> smallest_1(Tree).

smallest_1({Key, Value, nil, _}) -> {Key, Value};
smallest_1({_, _, Smaller, _}) -> smallest_1(Smaller).

-doc "The entry with the largest key.".
largest({_, Tree}) -> largest_1(Tree).

largest_1({Key, Value, _, nil}) -> {Key, Value};
largest_1({_, _, _, Larger}) -> largest_1(Larger).

%% ---- changing

-doc "Replaces the value of Key, which must be there.".
update(Key, Value, {Size, Tree}) -> {Size, update_1(Key, Value, Tree)}.

update_1(Key, Value, {K, V, Smaller, Larger}) when Key < K ->
    {K, V, update_1(Key, Value, Smaller), Larger};
update_1(Key, Value, {K, V, Smaller, Larger}) when Key > K ->
    {K, V, Smaller, update_1(Key, Value, Larger)};
update_1(Key, Value, {_, _, Smaller, Larger}) ->
    {Key, Value, Smaller, Larger}.

-doc "Inserts a new key; {key_exists, Key} is the error if it is there.".
insert(Key, Value, {Size, Tree}) when is_integer(Size) ->
    NewSize = Size + 1,
    {NewSize, insert_1(Key, Value, Tree, NewSize * NewSize)}.

%% Room is halved on the way down; where it is used up at the bottom, the node came too deep, and
%% {Node, 2^Height, NodeCount} travels up until some ancestor has been rebuilt.
insert_1(Key, Value, {K, V, Smaller, Larger}, Room) when Key < K ->
    case insert_1(Key, Value, Smaller, Room bsr 1) of
        {Deep, H1, S1} ->
            {H2, S2} = measure(Larger),
            grown({K, V, Deep, Larger}, max(H1, H2) bsl 1, S1 + S2 + 1);
        Node -> {K, V, Node, Larger}
    end;
insert_1(Key, Value, {K, V, Smaller, Larger}, Room) when Key > K ->
    case insert_1(Key, Value, Larger, Room bsr 1) of
        {Deep, H1, S1} ->
            {H2, S2} = measure(Smaller),
            grown({K, V, Smaller, Deep}, max(H1, H2) bsl 1, S1 + S2 + 1);
        Node -> {K, V, Smaller, Node}
    end;
insert_1(Key, Value, nil, 0) -> {{Key, Value, nil, nil}, 1, 1};
insert_1(Key, Value, nil, _) -> {Key, Value, nil, nil};
insert_1(Key, _, _, _) -> error({key_exists, Key}).

grown(Node, Height, Size) when Height > Size * Size -> rebuild(Node, Size);
grown(Node, Height, Size) -> {Node, Height, Size}.

%% {2^Height, NodeCount}
measure({_, _, nil, nil}) -> {1, 1};
measure({_, _, Smaller, Larger}) ->
    {H1, S1} = measure(Smaller),
    {H2, S2} = measure(Larger),
    {max(H1, H2) bsl 1, S1 + S2 + 1};
measure(nil) -> {1, 0}.

-doc "Rebuilds the tree as shallow as it can be.".
balance({Size, Tree}) when is_integer(Size), Size >= 0 -> {Size, rebuild(Tree, Size)}.

rebuild(Tree, Size) -> build(to_list_1(Tree, []), Size).

%% The tree of the first Size pairs of a list.
build(Pairs, Size) ->
    {Tree, []} = build_1(Pairs, Size),
    Tree.

build_1(Pairs, Size) when Size > 1 ->
    Others = Size - 1,
    NLarger = Others div 2,
    {Smaller, [{Key, Value} | Rest]} = build_1(Pairs, Others - NLarger),
    {Larger, Rest1} = build_1(Rest, NLarger),
    {{Key, Value, Smaller, Larger}, Rest1};
build_1([{Key, Value} | Rest], 1) -> {{Key, Value, nil, nil}, Rest};
build_1(Pairs, 0) -> {nil, Pairs}.

-doc "Inserts or updates.".
enter(Key, Value, Tree) ->
    case is_defined(Key, Tree) of
        true -> update(Key, Value, Tree);
        false -> insert(Key, Value, Tree)
    end.

-doc "The tree of a list of pairs; of equal keys the last counts.".
from_list(Pairs) ->
    Ordered = orddict:from_list(Pairs),
    Size = length(Ordered),
    {Size, build(Ordered, Size)}.

-doc "The tree of an ordered list of pairs.".
from_orddict(Pairs) ->
    Size = length(Pairs),
    is_ordered(Pairs) orelse error({badarg, not_orddict}),
    {Size, build(Pairs, Size)}.

is_ordered([{Key1, _} | [{Key2, _} | _] = Rest]) -> Key1 < Key2 andalso is_ordered(Rest);
is_ordered(_) -> true.

-doc "Removes Key if it is there.".
delete_any(Key, Tree) ->
    case is_defined(Key, Tree) of
        true -> delete(Key, Tree);
        false -> Tree
    end.

-doc "Removes Key, which must be there.".
delete(Key, {Size, Tree}) when is_integer(Size), Size >= 0 -> {Size - 1, delete_1(Key, Tree)}.

delete_1(Key, {K, Value, Smaller, Larger}) when Key < K -> {K, Value, delete_1(Key, Smaller), Larger};
delete_1(Key, {K, Value, Smaller, Larger}) when Key > K -> {K, Value, Smaller, delete_1(Key, Larger)};
delete_1(_, {_, _, Smaller, Larger}) -> merge(Smaller, Larger).

merge(Smaller, nil) -> Smaller;
merge(nil, Larger) -> Larger;
merge(Smaller, Larger) ->
    {Key, Value, Larger1} = take_smallest_1(Larger),
    {Key, Value, Smaller, Larger1}.

-doc "{Value, Tree without Key} or error.".
take_any(Key, Tree) ->
    case is_defined(Key, Tree) of
        true -> take(Key, Tree);
        false -> error
    end.

-doc "{Value, Tree without Key}; Key must be there.".
take(Key, {Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Value, Rest} = take_1(Key, Tree),
    {Value, {Size - 1, Rest}}.

take_1(Key, {K, V, Smaller, Larger}) when Key < K ->
    {Value, Rest} = take_1(Key, Smaller),
    {Value, {K, V, Rest, Larger}};
take_1(Key, {K, V, Smaller, Larger}) when Key > K ->
    {Value, Rest} = take_1(Key, Larger),
    {Value, {K, V, Smaller, Rest}};
take_1(_, {_, Value, Smaller, Larger}) ->
    {Value, merge(Smaller, Larger)}.

-doc "{Key, Value, Tree without the smallest key}.".
take_smallest({Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Key, Value, Rest} = take_smallest_1(Tree),
    {Key, Value, {Size - 1, Rest}}.

take_smallest_1({Key, Value, nil, Larger}) -> {Key, Value, Larger};
take_smallest_1({Key, Value, Smaller, Larger}) ->
    {Key1, Value1, Rest} = take_smallest_1(Smaller),
    {Key1, Value1, {Key, Value, Rest, Larger}}.

-doc "{Key, Value, Tree without the largest key}.".
take_largest({Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Key, Value, Rest} = take_largest_1(Tree),
    {Key, Value, {Size - 1, Rest}}.

take_largest_1({Key, Value, Smaller, nil}) -> {Key, Value, Smaller};
take_largest_1({Key, Value, Smaller, Larger}) ->
    {Key1, Value1, Rest} = take_largest_1(Larger),
    {Key1, Value1, {Key, Value, Smaller, Rest}}.

%% ---- whole trees

-doc "The pairs, in order of the keys.".
to_list({_, Tree}) -> to_list_1(Tree, []).

to_list_1({Key, Value, Smaller, Larger}, Acc) ->
    to_list_1(Smaller, [{Key, Value} | to_list_1(Larger, Acc)]);
to_list_1(nil, Acc) -> Acc.

-doc "The keys, in order.".
keys({_, Tree}) -> keys_1(Tree, []).

keys_1({Key, _, Smaller, Larger}, Acc) -> keys_1(Smaller, [Key | keys_1(Larger, Acc)]);
keys_1(nil, Acc) -> Acc.

-doc "The values, in order of their keys.".
values({_, Tree}) -> values_1(Tree, []).

values_1({_, Value, Smaller, Larger}, Acc) -> values_1(Smaller, [Value | values_1(Larger, Acc)]);
values_1(nil, Acc) -> Acc.

-doc "Applies Fun to every value.".
map(Fun, {Size, Tree}) when is_function(Fun, 2) -> {Size, map_1(Fun, Tree)}.

map_1(Fun, {Key, Value, Smaller, Larger}) ->
    {Key, Fun(Key, Value), map_1(Fun, Smaller), map_1(Fun, Larger)};
map_1(_, nil) -> nil.

%% ---- iterators: {Order, Nodes still to visit, the next one first}

-doc "An iterator over all entries, smallest key first.".
iterator(Tree) -> iterator(Tree, ordered).

-doc "An iterator over all entries in the given order.".
iterator({_, Tree}, ordered) -> {ordered, spine_left(Tree, [])};
iterator({_, Tree}, reversed) -> {reversed, spine_right(Tree, [])}.

spine_left({_, _, nil, _} = Node, Nodes) -> [Node | Nodes];
spine_left({_, _, Smaller, _} = Node, Nodes) -> spine_left(Smaller, [Node | Nodes]);
spine_left(nil, Nodes) -> Nodes.

spine_right({_, _, _, nil} = Node, Nodes) -> [Node | Nodes];
spine_right({_, _, _, Larger} = Node, Nodes) -> spine_right(Larger, [Node | Nodes]);
spine_right(nil, Nodes) -> Nodes.

-doc "An iterator over the entries from Key on.".
iterator_from(Key, Tree) -> iterator_from(Key, Tree, ordered).

-doc "An iterator over the entries from Key on, in the given order.".
iterator_from(Key, {_, Tree}, ordered) -> {ordered, from_left(Key, Tree, [])};
iterator_from(Key, {_, Tree}, reversed) -> {reversed, from_right(Key, Tree, [])}.

from_left(Key, {K, _, _, Larger}, Nodes) when K < Key -> from_left(Key, Larger, Nodes);
from_left(Key, {K, _, _, _} = Node, Nodes) when K == Key -> [Node | Nodes];
from_left(Key, {_, _, Smaller, _} = Node, Nodes) -> from_left(Key, Smaller, [Node | Nodes]);
from_left(_, nil, Nodes) -> Nodes.

from_right(Key, {K, _, Smaller, _}, Nodes) when K > Key -> from_right(Key, Smaller, Nodes);
from_right(Key, {K, _, _, _} = Node, Nodes) when K == Key -> [Node | Nodes];
from_right(Key, {_, _, _, Larger} = Node, Nodes) -> from_right(Key, Larger, [Node | Nodes]);
from_right(_, nil, Nodes) -> Nodes.

-doc "{Key, Value, Iterator} or none.".
next({ordered, [{Key, Value, _, Larger} | Nodes]}) ->
    {Key, Value, {ordered, spine_left(Larger, Nodes)}};
next({reversed, [{Key, Value, Smaller, _} | Nodes]}) ->
    {Key, Value, {reversed, spine_right(Smaller, Nodes)}};
next({_, []}) ->
    none.
