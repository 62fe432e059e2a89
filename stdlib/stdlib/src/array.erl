%% Extendible arrays:
%%   {array, Size, Zero, Fixed, Default, Cache, CacheAt, Elements, Bits}
%% Elements is a tree of 16-tuples, [] where nothing was set; entry I lies at place I + Zero, so
%% that shifting costs nothing, and Bits is four times the number of levels above the leaves. The
%% leaf last written is in Cache, CacheAt being its first place; the tree has it stale until
%% another leaf is written.
-module(array).
-moduledoc "Functional, extendible arrays.".

-export([append/2, concat/1, concat/2, default/1, fix/1, foldl/3, foldl/5, foldr/3, foldr/5,
         from/2, from/3, from_list/1, from_list/2, from_orddict/1, from_orddict/2, get/2,
         is_array/1, is_fix/1, map/2, mapfoldl/3, mapfoldl/5, mapfoldr/3, mapfoldr/5, new/0,
         new/1, new/2, prepend/2, relax/1, reset/2, resize/1, resize/2, set/3, shift/2, size/1,
         slice/3, sparse_foldl/3, sparse_foldl/5, sparse_foldr/3, sparse_foldr/5, sparse_map/2,
         sparse_mapfoldl/3, sparse_mapfoldl/5, sparse_mapfoldr/3, sparse_mapfoldr/5,
         sparse_size/1, sparse_to_list/1, sparse_to_orddict/1, to_list/1, to_orddict/1,
         upgrade/1]).

-export_type([array/0, array/1, array_indx/0, array_opts/0]).

-type array() :: array(term()).
-type array_indx() :: non_neg_integer().
-type array_opts() :: term().

-record(array, {size = 0, zero = 0, fixed = false, default, cache, cache_at = 0, elements = [],
                bits = 0}).

-opaque array(_T) :: #array{}.

-define(LEAF, 16).

%% ---- making

-doc "A new extendible array.".
new() -> new_1(0, false, undefined).

-doc "A new array; options are a size, {size, N}, fixed, {fixed, Boolean} and {default, Value}.".
new(Options) -> new_0(Options, 0, false).

-doc "A new array of fixed size; options as for new/1.".
new(Size, Options) when is_integer(Size), Size >= 0 -> new_0(Options, Size, true);
new(_, _) -> error(badarg).

new_0(Options, Size, Fixed) when is_list(Options) -> new_options(Options, Size, Fixed, undefined);
new_0(Option, Size, Fixed) -> new_options([Option], Size, Fixed, undefined).

new_options([fixed | Rest], Size, _, Default) -> new_options(Rest, Size, true, Default);
new_options([{fixed, Fixed} | Rest], Size, _, Default) when is_boolean(Fixed) ->
    new_options(Rest, Size, Fixed, Default);
new_options([{default, Default} | Rest], Size, Fixed, _) -> new_options(Rest, Size, Fixed, Default);
new_options([Size | Rest], _, _, Default) when is_integer(Size), Size >= 0 ->
    new_options(Rest, Size, true, Default);
new_options([{size, Size} | Rest], _, _, Default) when is_integer(Size), Size >= 0 ->
    new_options(Rest, Size, true, Default);
new_options([], Size, Fixed, Default) -> new_1(Size, Fixed, Default);
new_options(_, _, _, _) -> error(badarg).

new_1(Size, Fixed, Default) ->
    #array{size = Size, fixed = Fixed, default = Default, cache = leaf(Default), bits = bits_for(Size, 0)}.

leaf(Default) -> erlang:make_tuple(?LEAF, Default).

bits_for(Places, Bits) when Places > ?LEAF bsl Bits -> bits_for(Places, Bits + 4);
bits_for(_, Bits) -> Bits.

-doc "The extendible array of a list.".
from_list(List) -> from_list(List, undefined).

-doc "The extendible array of a list, with a default value.".
from_list(List, Default) when is_list(List) ->
    try length(List) of
        _ -> built(List, false, Default)
    catch error:_ -> error(badarg)
    end;
from_list(_, _) -> error(badarg).

built([], Fixed, Default) -> new_1(0, Fixed, Default);
built(List, Fixed, Default) ->
    {Leaves, Size} = leaves(List, Default, 0),
    {Elements, Bits} = levels(Leaves, 0),
    #array{size = Size, fixed = Fixed, default = Default, cache = hd(Leaves), elements = Elements, bits = Bits}.

leaves([], _, Size) -> {[], Size};
leaves(List, Default, Size) ->
    {Part, Rest, N} = upto(?LEAF, List, []),
    {More, Total} = leaves(Rest, Default, Size + N),
    {[list_to_tuple(Part ++ lists:duplicate(?LEAF - N, Default)) | More], Total}.

upto(Left, [X | Rest], Acc) when Left > 0 -> upto(Left - 1, Rest, [X | Acc]);
upto(Left, Rest, Acc) -> {lists:reverse(Acc), Rest, ?LEAF - Left}.

levels([Node], Bits) -> {Node, Bits};
levels(Nodes, Bits) -> levels(level(Nodes), Bits + 4).

level([]) -> [];
level(Nodes) ->
    {Part, Rest, N} = upto(?LEAF, Nodes, []),
    [list_to_tuple(Part ++ lists:duplicate(?LEAF - N, [])) | level(Rest)].

-doc "The extendible array of the values Fun gives until it says done.".
from(Fun, State) -> from(Fun, State, undefined).

-doc "As from/2, with a default value.".
from(Fun, State, Default) when is_function(Fun, 1) -> built(values(Fun, Fun(State)), false, Default);
from(_, _, _) -> error(badarg).

values(Fun, {Value, State}) -> [Value | values(Fun, Fun(State))];
values(_, done) -> [];
values(_, _) -> error(badarg).

-doc "The extendible array of an ordered list of {Index, Value}.".
from_orddict(Pairs) -> from_orddict(Pairs, undefined).

-doc "As from_orddict/1, with a default value.".
from_orddict(Pairs, Default) when is_list(Pairs) -> built(spread(Pairs, 0, Default), false, Default);
from_orddict(_, _) -> error(badarg).

spread([{I, _} | _] = Pairs, At, Default) when is_integer(I), I > At -> [Default | spread(Pairs, At + 1, Default)];
spread([{I, Value} | Rest], I, Default) -> [Value | spread(Rest, I + 1, Default)];
spread([], _, _) -> [];
spread(Rest, _, _) -> error({badarg, Rest}).

%% ---- properties

-doc "True if the term looks like an array.".
is_array(#array{size = Size}) when is_integer(Size) -> true;
is_array(_) -> false.

-doc "The number of entries.".
size(#array{size = Size}) -> Size;
size(_) -> error(badarg).

-doc "The default value.".
default(#array{default = Default}) -> Default;
default(_) -> error(badarg).

-doc "True if the size is fixed.".
is_fix(#array{fixed = Fixed}) -> Fixed.

-doc "Fixes the size.".
fix(#array{} = A) -> A#array{fixed = true}.

-doc "Makes the array extendible.".
relax(#array{} = A) -> A#array{fixed = false}.

-doc false.
upgrade(#array{} = A) -> A;
upgrade(_) -> error(badarg).

%% ---- single entries

-doc "The value of an entry.".
get(I, #array{size = Size, zero = Zero, cache = Cache, cache_at = At} = A) when is_integer(I), I >= 0 ->
    if
        I < Size ->
            Place = I + Zero,
            if
                Place >= At, Place < At + ?LEAF -> element(Place - At + 1, Cache);
                true -> look_up(Place, A#array.elements, A#array.bits, A#array.default)
            end;
        A#array.fixed -> error(badarg);
        true -> A#array.default
    end;
get(_, _) -> error(badarg).

look_up(_, [], _, Default) -> Default;
look_up(Place, Leaf, 0, _) -> element(Place band 15 + 1, Leaf);
look_up(Place, Node, Bits, Default) ->
    look_up(Place, element((Place bsr Bits) band 15 + 1, Node), Bits - 4, Default).

-doc "Sets an entry.".
set(I, Value, #array{size = Size} = A) when is_integer(I), I >= 0 ->
    if
        I < Size -> put_at(I + A#array.zero, Value, A);
        A#array.fixed -> error(badarg);
        true -> put_at(I + A#array.zero, Value, A#array{size = I + 1})
    end;
set(_, _, _) -> error(badarg).

put_at(Place, Value, #array{cache = Cache, cache_at = At} = A) when Place >= At, Place < At + ?LEAF ->
    A#array{cache = setelement(Place - At + 1, Cache, Value)};
put_at(Place, Value, A0) ->
    A = flushed(grown(Place, A0)),
    At = Place band bnot 15,
    Leaf = leaf_at(At, A#array.elements, A#array.bits, A#array.default),
    A#array{cache = setelement(Place - At + 1, Leaf, Value), cache_at = At}.

%% The tree made large enough to hold a place.
grown(Place, #array{bits = Bits, elements = Elements} = A) when Place >= ?LEAF bsl Bits ->
    grown(Place, A#array{bits = Bits + 4, elements = above(Elements, 1)});
grown(_, A) -> A.

above([], _) -> [];
above(Elements, At) -> setelement(At, erlang:make_tuple(?LEAF, []), Elements).

flushed(#array{cache = Cache, cache_at = At, elements = Elements, bits = Bits} = A) ->
    A#array{elements = put_leaf(At, Cache, Elements, Bits)}.

put_leaf(_, Leaf, _, 0) -> Leaf;
put_leaf(At, Leaf, [], Bits) -> put_leaf(At, Leaf, erlang:make_tuple(?LEAF, []), Bits);
put_leaf(At, Leaf, Node, Bits) ->
    I = (At bsr Bits) band 15 + 1,
    setelement(I, Node, put_leaf(At, Leaf, element(I, Node), Bits - 4)).

leaf_at(_, [], _, Default) -> leaf(Default);
leaf_at(_, Leaf, 0, _) -> Leaf;
leaf_at(At, Node, Bits, Default) -> leaf_at(At, element((At bsr Bits) band 15 + 1, Node), Bits - 4, Default).

-doc "Sets an entry back to the default value.".
reset(I, #array{size = Size} = A) when is_integer(I), I >= 0 ->
    if
        I < Size ->
            Default = A#array.default,
            case get(I, A) of
                Default -> A;
                _ -> reset_at(I + A#array.zero, Default, A)
            end;
        A#array.fixed -> error(badarg);
        true -> A
    end;
reset(_, _) -> error(badarg).

%% Changes the tree and leaves the cache as it is, if the entry is not there.
reset_at(Place, Default, #array{cache_at = At} = A) when Place >= At, Place < At + ?LEAF ->
    put_at(Place, Default, A);
reset_at(Place, Default, #array{elements = Elements, bits = Bits} = A) ->
    At = Place band bnot 15,
    Leaf = setelement(Place - At + 1, leaf_at(At, Elements, Bits, Default), Default),
    A#array{elements = put_leaf(At, Leaf, Elements, Bits)}.

%% The tree up to date, and the leaf at a place in the cache.
settled(At, #array{cache_at = At} = A) -> A;
settled(At, A0) ->
    #array{elements = Elements, bits = Bits, default = Default} = A = flushed(A0),
    A#array{cache = leaf_at(At, Elements, Bits, Default), cache_at = At}.

-doc "Adds an entry at the end.".
append(Value, #array{size = Size, zero = Zero} = A) ->
    put_at(Size + Zero, Value, A#array{size = Size + 1});
append(_, _) -> error(badarg).

-doc "Adds an entry at the beginning.".
prepend(Value, #array{size = Size} = A0) ->
    #array{zero = Zero} = A = room_before(1, A0),
    put_at(Zero - 1, Value, A#array{size = Size + 1, zero = Zero - 1}).

%% The tree moved to the middle of one a level higher until there are N places before entry 0.
room_before(N, #array{zero = Zero} = A) when Zero >= N -> A;
room_before(N, #array{zero = Zero, cache_at = At, elements = Elements, bits = Bits} = A) ->
    Half = 8 bsl (Bits + 4),
    room_before(N, A#array{zero = Zero + Half, cache_at = At + Half, elements = above(Elements, 9), bits = Bits + 4}).

-doc "Drops entries on the left or, for a negative number, adds some.".
shift(Steps, #array{size = Size, zero = Zero} = A) when is_integer(Steps), Steps >= 0, Steps =< Size ->
    A#array{size = Size - Steps, zero = Zero + Steps};
shift(Steps, #array{size = Size} = A0) when is_integer(Steps), Steps < 0 ->
    #array{zero = Zero} = A = room_before(-Steps, A0),
    A#array{size = Size - Steps, zero = Zero + Steps};
shift(_, _) -> error(badarg).

-doc "The Length entries from I on.".
slice(I, Length, #array{size = Size, zero = Zero} = A)
    when is_integer(I), I >= 0, is_integer(Length), Length >= 0, I + Length =< Size ->
    A#array{size = Length, zero = Zero + I};
slice(_, _, _) -> error(badarg).

-doc "Sets the size to what sparse_size/1 says.".
resize(A) -> resize(sparse_size(A), A).

-doc "Sets the size; entries beyond it are lost.".
resize(Size, #array{size = Old} = A) when is_integer(Size), Size >= 0 ->
    if
        Size < Old -> pruned(Size, A);
        Size > Old -> settled(0, widened(Size, A));
        true -> settled(0, A)
    end;
resize(_, _) -> error(badarg).

%% What is left, on a tree just high enough.
pruned(Size, #array{fixed = Fixed, default = Default} = A) ->
    settled(0, built([get(I, A) || I <- lists:seq(0, Size - 1)], Fixed, Default)).

widened(Size, #array{zero = Zero} = A) -> grown(Size + Zero - 1, A#array{size = Size}).

-doc "Adds the entries of B to A.".
concat(#array{} = A, #array{size = Size} = B) ->
    foldl(fun(_, Value, Acc) -> append(Value, Acc) end, A, B#array{size = Size});
concat(_, _) -> error(badarg).

-doc "Concatenates arrays.".
concat([A]) -> A;
concat([#array{} = A | Arrays]) -> lists:foldl(fun(B, Acc) -> concat(Acc, B) end, A, Arrays);
concat(_) -> error(badarg).

%% ---- folds over a range of entries, leaf by leaf

-doc "Folds Fun(Index, Value, Acc) over all entries.".
foldl(Fun, Acc, #array{size = Size} = A) when is_function(Fun, 3) -> up(Fun, Acc, A, 0, Size);
foldl(_, _, _) -> error(badarg).

-doc "Folds over the entries from Low to High.".
foldl(Low, High, Fun, Acc, #array{size = Size} = A)
    when is_integer(Low), Low >= 0, is_integer(High), High < Size, is_function(Fun, 3) ->
    up(Fun, Acc, A, Low, High + 1);
foldl(_, _, _, _, _) -> error(badarg).

up(_, Acc, _, I, End) when I >= End -> Acc;
up(Fun, Acc, A, I, End) ->
    {Leaf, At} = cached_leaf(I, A),
    Stop = min(End, At + ?LEAF),
    up(Fun, up_leaf(Fun, Acc, Leaf, At, I, Stop), A, Stop, End).

up_leaf(_, Acc, _, _, I, Stop) when I >= Stop -> Acc;
up_leaf(Fun, Acc, Leaf, At, I, Stop) ->
    up_leaf(Fun, Fun(I, element(I - At + 1, Leaf), Acc), Leaf, At, I + 1, Stop).

%% The leaf with entry I, and the entry that its first element is (maybe a negative one).
cached_leaf(I, #array{zero = Zero, cache = Cache, cache_at = CacheAt} = A) ->
    case (I + Zero) band bnot 15 of
        CacheAt -> {Cache, CacheAt - Zero};
        At -> {leaf_at(At, A#array.elements, A#array.bits, A#array.default), At - Zero}
    end.

-doc "Folds over all entries from the last to the first.".
foldr(Fun, Acc, #array{size = Size} = A) when is_function(Fun, 3) -> down(Fun, Acc, A, Size - 1, 0);
foldr(_, _, _) -> error(badarg).

-doc "Folds over the entries from High to Low.".
foldr(Low, High, Fun, Acc, #array{size = Size} = A)
    when is_integer(Low), Low >= 0, is_integer(High), High < Size, is_function(Fun, 3) ->
    down(Fun, Acc, A, High, Low);
foldr(_, _, _, _, _) -> error(badarg).

down(_, Acc, _, I, Low) when I < Low -> Acc;
down(Fun, Acc, A, I, Low) ->
    {Leaf, At} = cached_leaf(I, A),
    Stop = max(Low, At),
    down(Fun, down_leaf(Fun, Acc, Leaf, At, I, Stop), A, Stop - 1, Low).

down_leaf(_, Acc, _, _, I, Stop) when I < Stop -> Acc;
down_leaf(Fun, Acc, Leaf, At, I, Stop) ->
    down_leaf(Fun, Fun(I, element(I - At + 1, Leaf), Acc), Leaf, At, I - 1, Stop).

sparse(Fun, Default) ->
    fun(_, Value, Acc) when Value =:= Default -> Acc;
       (I, Value, Acc) -> Fun(I, Value, Acc)
    end.

-doc "As foldl/3, without default entries.".
sparse_foldl(Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) -> foldl(sparse(Fun, D), Acc, A);
sparse_foldl(_, _, _) -> error(badarg).

-doc "As foldl/5, without default entries.".
sparse_foldl(Low, High, Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) ->
    foldl(Low, High, sparse(Fun, D), Acc, A);
sparse_foldl(_, _, _, _, _) -> error(badarg).

-doc "As foldr/3, without default entries.".
sparse_foldr(Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) -> foldr(sparse(Fun, D), Acc, A);
sparse_foldr(_, _, _) -> error(badarg).

-doc "As foldr/5, without default entries.".
sparse_foldr(Low, High, Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) ->
    foldr(Low, High, sparse(Fun, D), Acc, A);
sparse_foldr(_, _, _, _, _) -> error(badarg).

-doc "The number of entries up to the last that is not the default.".
sparse_size(#array{size = Size, default = D} = A) -> last_set(Size - 1, D, A) + 1;
sparse_size(_) -> error(badarg).

last_set(-1, _, _) -> -1;
last_set(I, D, A) ->
    case get(I, A) of
        D -> last_set(I - 1, D, A);
        _ -> I
    end.

-doc "The values.".
to_list(#array{} = A) -> foldr(fun(_, Value, Acc) -> [Value | Acc] end, [], A);
to_list(_) -> error(badarg).

-doc "The values that are not the default.".
sparse_to_list(#array{} = A) -> sparse_foldr(fun(_, Value, Acc) -> [Value | Acc] end, [], A);
sparse_to_list(_) -> error(badarg).

-doc "The {Index, Value} pairs.".
to_orddict(#array{} = A) -> foldr(fun(I, Value, Acc) -> [{I, Value} | Acc] end, [], A);
to_orddict(_) -> error(badarg).

-doc "The {Index, Value} pairs, without default entries.".
sparse_to_orddict(#array{} = A) -> sparse_foldr(fun(I, Value, Acc) -> [{I, Value} | Acc] end, [], A);
sparse_to_orddict(_) -> error(badarg).

%% ---- maps: results make a new array

-doc "Applies Fun(Index, Value) to all entries.".
map(Fun, #array{} = A) when is_function(Fun, 2) ->
    {B, _} = mapfoldl(fun(I, Value, Acc) -> {Fun(I, Value), Acc} end, [], A),
    B;
map(_, _) -> error(badarg).

-doc "Applies Fun(Index, Value) to the entries that are not the default.".
sparse_map(Fun, #array{} = A) when is_function(Fun, 2) ->
    {B, _} = sparse_mapfoldl(fun(I, Value, Acc) -> {Fun(I, Value), Acc} end, [], A),
    B;
sparse_map(_, _) -> error(badarg).

-doc "map/2 and foldl/3 in one: Fun(Index, Value, Acc) gives {NewValue, NewAcc}.".
mapfoldl(Fun, Acc, #array{size = Size} = A) when is_function(Fun, 3) ->
    mapfold(fun up/5, 0, Size, Fun, Acc, A);
mapfoldl(_, _, _) -> error(badarg).

-doc "As mapfoldl/3, over the entries from Low to High.".
mapfoldl(Low, High, Fun, Acc, #array{size = Size} = A)
    when is_integer(Low), Low >= 0, is_integer(High), High < Size, is_function(Fun, 3) ->
    mapfold(fun up/5, Low, High + 1, Fun, Acc, A);
mapfoldl(_, _, _, _, _) -> error(badarg).

-doc "map/2 and foldr/3 in one.".
mapfoldr(Fun, Acc, #array{size = Size} = A) when is_function(Fun, 3) ->
    mapfold(fun down/5, Size - 1, 0, Fun, Acc, A);
mapfoldr(_, _, _) -> error(badarg).

-doc "As mapfoldr/3, over the entries from High to Low.".
mapfoldr(Low, High, Fun, Acc, #array{size = Size} = A)
    when is_integer(Low), Low >= 0, is_integer(High), High < Size, is_function(Fun, 3) ->
    mapfold(fun down/5, High, Low, Fun, Acc, A);
mapfoldr(_, _, _, _, _) -> error(badarg).

mapfold(Walk, From, To, Fun, Acc0, A) ->
    {New, Acc} = Walk(
        fun(I, Value, {B, Acc1}) ->
            {Value1, Acc2} = Fun(I, Value, Acc1),
            {set(I, Value1, B), Acc2}
        end, {A, Acc0}, A, From, To),
    case A#array.size of
        0 -> {New, Acc};
        _ -> {settled(A#array.cache_at, flushed(New)), Acc}
    end.

-doc "As mapfoldl/3, without default entries.".
sparse_mapfoldl(Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) ->
    mapfoldl(sparse_pair(Fun, D), Acc, A);
sparse_mapfoldl(_, _, _) -> error(badarg).

-doc "As mapfoldl/5, without default entries.".
sparse_mapfoldl(Low, High, Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) ->
    mapfoldl(Low, High, sparse_pair(Fun, D), Acc, A);
sparse_mapfoldl(_, _, _, _, _) -> error(badarg).

-doc "As mapfoldr/3, without default entries.".
sparse_mapfoldr(Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) ->
    mapfoldr(sparse_pair(Fun, D), Acc, A);
sparse_mapfoldr(_, _, _) -> error(badarg).

-doc "As mapfoldr/5, without default entries.".
sparse_mapfoldr(Low, High, Fun, Acc, #array{default = D} = A) when is_function(Fun, 3) ->
    mapfoldr(Low, High, sparse_pair(Fun, D), Acc, A);
sparse_mapfoldr(_, _, _, _, _) -> error(badarg).

sparse_pair(Fun, Default) ->
    fun(_, Value, Acc) when Value =:= Default -> {Value, Acc};
       (I, Value, Acc) -> Fun(I, Value, Acc)
    end.
