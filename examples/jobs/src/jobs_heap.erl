%% A pairing heap: the entry with the smallest key comes out first, those with equal keys in the order they went in.
-module(jobs_heap).
-export([new/0, insert/3, min/1, take/1, size/1, to_list/1]).

-export_type([heap/2]).

-record(heap, {root = empty, size = 0, serial = 0}).
-opaque heap(_Key, _Value) :: #heap{}.

new() -> #heap{}.

size(#heap{size = Size}) -> Size.

-doc "Puts a value in.".
insert(Key, Value, #heap{root = Root, size = Size, serial = Serial} = Heap) ->
    Heap#heap{root = meld({{Key, Serial}, Value, []}, Root), size = Size + 1, serial = Serial + 1}.

-doc "The first entry.".
min(#heap{root = empty}) -> empty;
min(#heap{root = {{Key, _}, Value, _}}) -> {Key, Value}.

-doc "Takes the first entry out.".
take(#heap{root = empty}) -> empty;
take(#heap{root = {{Key, _}, Value, Children}, size = Size} = Heap) ->
    {Key, Value, Heap#heap{root = pair(Children), size = Size - 1}}.

-doc "All entries in order.".
to_list(Heap) ->
    case take(Heap) of
        empty -> [];
        {Key, Value, Rest} -> [{Key, Value} | to_list(Rest)]
    end.

meld(empty, B) -> B;
meld(A, empty) -> A;
meld({KeyA, A, As}, {KeyB, _, _} = B) when KeyA =< KeyB -> {KeyA, A, [B | As]};
meld(A, {KeyB, B, Bs}) -> {KeyB, B, [A | Bs]}.

pair([]) -> empty;
pair([A]) -> A;
pair([A, B | Rest]) -> meld(meld(A, B), pair(Rest)).
