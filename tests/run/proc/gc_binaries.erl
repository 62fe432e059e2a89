%% Binaries: small ones on the heap, large ones counted, parts of them, and when their memory goes.
-module(gc_binaries).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(),
    Bins = fun() -> lists:sort([S || {_, S, _} <- element(2, process_info(H, binary)), S > 900]) end,
    run(H, fun() -> garbage_collect() end),
    p(Bins()),
    run(H, fun() -> put(a, binary:copy(<<1>>, 1000)), put(b, binary:copy(<<2>>, 2000)) end),
    p(lists:usort(Bins())),
    %% a part keeps the whole alive
    run(H, fun() -> put(part, binary:part(get(a), 10, 100)), erase(a), garbage_collect() end),
    p(lists:usort(Bins())),
    run(H, fun() -> put(part, binary:copy(get(part))), garbage_collect() end),
    p(lists:usort(Bins())),
    p(run(H, fun() -> {byte_size(get(part)), get(part) =:= binary:copy(<<1>>, 100)} end)),
    %% sent: both hold it
    Big = binary:copy(<<3>>, 3000),
    run(H, fun() -> put(c, Big) end),
    p({lists:usort(Bins()), binary:referenced_byte_size(Big)}),
    run(H, fun() -> erase(), garbage_collect() end),
    p(Bins()),
    p(Big =:= binary:copy(<<3>>, 3000)),
    [begin B = binary:copy(<<I>>, 100000), <<I, _/binary>> = B end || I <- lists:seq(1, 255)],
    p(kill(H, kill)).
