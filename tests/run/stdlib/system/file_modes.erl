%% Files opened in each combination of modes: what may be read and written, where writes go, what a closed file says.
-module(file_modes).
-export([main/0]).
-include("../show.hrl").

main() ->
    in_folder(fun(D) ->
        P = filename:join(D, "f"), W = fun(T) -> ok = file:write_file(P, T) end,
        each(fun(Ms) ->
                 W("12345"),
                 case file:open(P, Ms) of
                     {ok, F} ->
                         R = [outcome(fun() -> file:write(F, "AB") end), outcome(fun() -> file:read(F, 2) end), outcome(fun() -> file:position(F, cur) end), outcome(fun() -> file:position(F, {bof, 0}) end), outcome(fun() -> file:read(F, 9) end)],
                         ok = file:close(F), {[iolist_to_binary(X) || X <- R], file:read_file(P)};
                     E -> E
                 end
             end, [[read], [write], [append], [read, write], [read, append], [write, append], [read, write, binary], [raw, read], [raw, write], [raw, read, write], [raw, append], [raw, read, append, binary], [exclusive], [write, exclusive], [read, raw, binary], [{delayed_write, 10, 10}, write], [delayed_write, read, write], [{read_ahead, 4}, read], [raw, {read_ahead, 4}, read, binary], [sync, write], [], [bad], x, [read, {encoding, x}]]),
        each(fun({N, Ms}) -> case file:open(filename:join(D, N), Ms) of {ok, F} -> file:close(F); E -> E end end, [{"none", [read]}, {"none/x", [write]}, {".", [read]}, {".", [write]}, {"new", [read, write]}, {"new", [write, exclusive]}, {"a\0b", [read]}, {x, [write]}, {<<"bin">>, [write]}]),
        {ok, C} = file:open(P, [read]), file:close(C), show("closed", [file:read(C, 1), file:write(C, "x"), file:position(C, 0), file:close(C)]),
        {ok, Raw} = file:open(P, [read, raw]), file:close(Raw), show("closed raw", [file:read(Raw, 1), file:position(Raw, 0), file:close(Raw)])
    end).

in_folder(F) ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_modes_" ++ os:getpid()),
    file:del_dir_r(D), ok = file:make_dir(D),
    try F(D), ok after file:del_dir_r(D) end.
