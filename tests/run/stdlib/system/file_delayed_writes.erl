%% Files with delayed writes: what is seen before and after they are closed or synced.
-module(file_delayed_writes).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_delayed_" ++ os:getpid()), file:del_dir_r(D), ok = file:make_dir(D), P = filename:join(D, "f"),
    try
        [begin {ok, F} = file:open(P, [write | O]), ok = file:write(F, "12345"), Before = file:read_file(P), S = file:sync(F), After = file:read_file(P), ok = file:write(F, "67"), ok = file:close(F), io:format("~0p ~0p ~0p ~0p ~0p~n", [O, case lists:member(raw, O) orelse O =:= [] of true -> any; false -> case Before of {ok, _} -> any end end, S, After, file:read_file(P)]) end || O <- [[], [raw], [delayed_write], [raw, delayed_write], [{delayed_write, 3, 1000}], [raw, {delayed_write, 1000, 100000}]]],
        {ok, E} = file:open(P, [write, raw, {delayed_write, 1000, 100000}]), file:write(E, "abc"), show("position", file:position(E, 1)), file:write(E, "X"), file:close(E), show("mixed", file:read_file(P)), {ok, A} = file:open(P, [append, delayed_write]), file:write(A, "more"), show("read of append", outcome(fun() -> file:read(A, 1) end)), file:close(A), show("appended", file:read_file(P))
    after file:del_dir_r(D) end, ok.
