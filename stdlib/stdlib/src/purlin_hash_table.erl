%% The linear hash table under dict and sets (version 1):
%%   {Tag, Size, N, MaxN, Offset, ExpandSize, ContractSize, EmptySegment, Segments}
%% N of MaxN slots are in use; a slot is a list, 16 slots are a segment. One slot is split when
%% Size passes ExpandSize = 5 N and folded back when it falls below ContractSize = 3 N (never
%% below 16 slots); Offset is MaxN / 2. Entries of a dict are [Key | Value], of a set elements.
-module(purlin_hash_table).

-compile([{nowarn_deprecated_function, [{erlang, phash, 2}]}]).

-export([new/1, slot/2, bucket/2, replace/3, add/3, drop/3, filter/2, fold/3, map_buckets/2]).

-define(SEGMENT, 16).

new(Tag) ->
    Empty = erlang:make_tuple(?SEGMENT, []),
    {Tag, 0, 16, 16, 8, 80, 48, Empty, {Empty}}.

slot({Tag, _, N, MaxN, Offset, _, _, _, _}, Key) when Tag =:= dict; Tag =:= set ->
    case erlang:phash(Key, MaxN) of
        Slot when Slot > N -> Slot - Offset;
        Slot -> Slot
    end;
slot(Other, _Key) -> error({badrecord, Other}).

bucket(Table, Slot) -> get_bucket(element(9, Table), Slot).

get_bucket(Segments, Slot) ->
    element((Slot - 1) rem ?SEGMENT + 1, element((Slot - 1) div ?SEGMENT + 1, Segments)).

put_bucket(Segments, Slot, Bucket) ->
    I = (Slot - 1) div ?SEGMENT + 1,
    Segment = element(I, Segments),
    setelement(I, Segments, setelement((Slot - 1) rem ?SEGMENT + 1, Segment, Bucket)).

%% Puts a bucket with as many entries as before.
replace(Table, Slot, Bucket) ->
    setelement(9, Table, put_bucket(element(9, Table), Slot, Bucket)).

%% Puts a bucket with one more entry.
add({Tag, Size, N, MaxN, Offset, Expand, Contract, Empty, Segments}, Slot, Bucket) ->
    Table = {Tag, Size + 1, N, MaxN, Offset, Expand, Contract, Empty,
             put_bucket(Segments, Slot, Bucket)},
    if
        Size + 1 > Expand -> expand(Table);
        true -> Table
    end.

%% Puts a bucket with one entry less.
drop(Table, Slot, Bucket) ->
    shrink(replace(Table, Slot, Bucket), 1).

shrink({Tag, Size, N, MaxN, Offset, Expand, Contract, Empty, Segments}, Dropped) ->
    Table = {Tag, Size - Dropped, N, MaxN, Offset, Expand, Contract, Empty, Segments},
    if
        Size - Dropped < Contract, N > ?SEGMENT -> contract(Table);
        true -> Table
    end.

expand({Tag, Size, N, N, _, _, _, Empty, Segments}) ->
    split({Tag, Size, N, 2 * N, N, 0, 0, Empty, double(Segments, Empty)});
expand(Table) ->
    split(Table).

double(Segments, Empty) ->
    list_to_tuple(tuple_to_list(Segments) ++ lists:duplicate(tuple_size(Segments), Empty)).

split({Tag, Size, N0, MaxN, Offset, _, _, Empty, Segments}) ->
    N = N0 + 1,
    Old = N - Offset,
    {Stay, Move} = lists:partition(
        fun(Entry) -> erlang:phash(key(Tag, Entry), MaxN) =/= N end, get_bucket(Segments, Old)),
    New = put_bucket(put_bucket(Segments, Old, Stay), N, Move),
    {Tag, Size, N, MaxN, Offset, N * 5, N * 3, Empty, New}.

key(dict, [Key | _]) -> Key;
key(set, Element) -> Element.

contract({Tag, Size, N0, MaxN, Offset, _, _, Empty, Segments}) ->
    N = N0 - 1,
    Home = N0 - Offset,
    Bucket = get_bucket(Segments, Home) ++ get_bucket(Segments, N0),
    New = put_bucket(put_bucket(Segments, Home, Bucket), N0, []),
    if
        N =:= Offset ->
            {Tag, Size, N, Offset, Offset div 2, N * 5, N * 3, Empty, halve(New)};
        true ->
            {Tag, Size, N, MaxN, Offset, N * 5, N * 3, Empty, New}
    end.

halve(Segments) ->
    list_to_tuple(lists:sublist(tuple_to_list(Segments), tuple_size(Segments) div 2)).

%% Folds from the last slot to the first.
fold(Fun, Acc, {Tag, _, _, _, _, _, _, _, Segments}) when Tag =:= dict; Tag =:= set ->
    fold_segments(Fun, Acc, Segments, tuple_size(Segments));
fold(_Fun, _Acc, Other) -> error({badrecord, Other}).

fold_segments(_, Acc, _, 0) -> Acc;
fold_segments(Fun, Acc, Segments, I) ->
    Segment = element(I, Segments),
    fold_segments(Fun, fold_buckets(Fun, Acc, Segment, tuple_size(Segment)), Segments, I - 1).

fold_buckets(_, Acc, _, 0) -> Acc;
fold_buckets(Fun, Acc, Segment, I) ->
    fold_buckets(Fun, lists:foldl(Fun, Acc, element(I, Segment)), Segment, I - 1).

%% Applies Fun to every bucket; the number of entries must stay the same.
map_buckets(Fun, {Tag, _, _, _, _, _, _, _, Segments0} = Table) when Tag =:= dict; Tag =:= set ->
    Segments = [list_to_tuple([Fun(Bucket) || Bucket <- tuple_to_list(Segment)])
                || Segment <- tuple_to_list(Segments0)],
    setelement(9, Table, list_to_tuple(Segments));
map_buckets(_Fun, Other) -> error({badrecord, Other}).

%% As map_buckets/2, for a Fun that may drop entries; folds back at most one slot.
filter(Fun, Table) ->
    Filtered = map_buckets(Fun, Table),
    Left = fold(fun(_, N) -> N + 1 end, 0, Filtered),
    case element(2, Table) - Left of
        0 -> Filtered;
        Dropped -> shrink(Filtered, Dropped)
    end.
