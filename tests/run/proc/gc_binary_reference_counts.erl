%% Large binaries as process_info(binary) shows them: shared between processes, kept by sub-binaries, let go by copies and collections.
-module(gc_binary_reference_counts).
-export([main/0]).
-include("proc.hrl").

main() -> p(ends(fun go/0)).

go() ->
    H = host(),
    B = make(1000), p(mine()),
    %% sent: the same bytes, two holders
    run(H, fun() -> put(kept, B), ok end), p(sizes(H)), p(byte_size(B)),
    %% a part keeps the whole
    Part = keep_part(make(2000)), garbage_collect(), p({byte_size(Part), binary:referenced_byte_size(Part), mine()}),
    %% a copy lets it go
    Copy = binary:copy(Part), put(copy, Copy), p({byte_size(Copy), binary:referenced_byte_size(Copy)}),
    done(Part), garbage_collect(), p(mine()),
    %% a large part sent keeps the whole over there; a small one is not counted
    run(H, fun() -> put(kept, binary:part(B, 10, 500)), ok end), p(sizes(H)),
    run(H, fun() -> put(kept, binary:copy(binary:part(B, 0, 20))), ok end), garbage_collect(H), p(sizes(H)),
    %% in a dictionary, a fun, a map, a list: counted once each object
    put(d, make(3000)), F = hold(make(4000)), garbage_collect(), p(mine()), p(byte_size(F())), erase(d), garbage_collect(), p(mine() -- [1000]),
    %% matched tails of one binary
    <<_:100/binary, Tail/binary>> = B, <<_:100/binary, Tail2/binary>> = Tail, p({byte_size(Tail), byte_size(Tail2), binary:referenced_byte_size(Tail2)}),
    %% the receiver ends: its hold is gone, mine is not
    quit(H, ok), p({byte_size(B), binary:at(B, 0), binary:last(Tail2)}),
    %% many messages through a process leave nothing behind
    Echo = spawn(fun Loop() -> receive {P, X} -> P ! {echo, byte_size(X)}, Loop() end end),
    p(lists:sum([begin Echo ! {self(), make(1000 + I)}, receive {echo, N} -> N end end || I <- lists:seq(1, 50)])), garbage_collect(Echo), p(sizes(Echo)), exit(Echo, kill),
    %% heap binaries up to 64 bytes are not listed
    Small = make(64), Large = make(65), put(s, [Small, Large]), garbage_collect(), p({lists:member(64, mine()), lists:member(65, mine())}),
    p(byte_size(B) + byte_size(Small) + byte_size(Large)), exit(F() =:= make(4000)).

make(N) -> binary:copy(<<7>>, N).
keep_part(B) -> binary:part(B, 5, 100).
hold(B) -> fun() -> B end.
done(_) -> ok.
mine() -> garbage_collect(), sizes(self()).
sizes(P) -> {binary, L} = process_info(P, binary), lists:usort([S || {_, S, _} <- L]).
