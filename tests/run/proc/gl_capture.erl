%% A process as group leader collects what others print, in order, and answers odd requests as it wants.
-module(gl_capture).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(output(fun() -> io:put_chars("a"), io:put_chars(["b", <<"c">>]), io:nl() end)),
    p(output(fun() -> io:format("~s-~w~n", ["x", [1]]), io:write({t}) end)),
    p(output(fun() -> io:format("~ts", [[1234, $x]]) end)),
    p(output(fun() -> spawn_and_wait(fun() -> io:put_chars("child") end) end)),
    p(output(fun() -> self() ! {result, t(fun() -> io:format("~s", [1]) end)} end)),
    %% the leader refuses
    p(t(fun() -> with_leader({error, refused}, fun() -> io:put_chars("x") end) end)),
    p(t(fun() -> with_leader({error, terminated}, fun() -> io:put_chars("x") end) end)),
    p(with_leader(eof, fun() -> io:get_line("? ") end)),
    p(with_leader("a line\n", fun() -> io:get_line("? ") end)),
    p(with_leader({error, enotsup}, fun() -> io:columns() end)),
    p(with_leader(80, fun() -> io:columns() end)),
    p(with_leader([{binary, true}], fun() -> io:getopts() end)).

output(F) ->
    Self = self(),
    P = spawn(fun() -> group_leader(Self, self()), F(), exit(done) end),
    M = monitor(process, P),
    collect(M).
collect(M) ->
    receive
        {io_request, F, As, {put_chars, unicode, C}} -> F ! {io_reply, As, ok}, [unicode:characters_to_list(C) | collect(M)];
        {io_request, F, As, {put_chars, unicode, Mod, Fun, A}} -> F ! {io_reply, As, ok}, [unicode:characters_to_list(apply(Mod, Fun, A)) | collect(M)];
        {'DOWN', M, _, _, R} -> [R]
    end.
spawn_and_wait(F) -> {P, M} = spawn_monitor(F), down(P, M).
with_leader(Answer, F) ->
    L = spawn(fun() -> receive {io_request, From, As, _} -> From ! {io_reply, As, Answer} end end),
    Old = group_leader(),
    group_leader(L, self()),
    try F() after group_leader(Old, self()) end.
