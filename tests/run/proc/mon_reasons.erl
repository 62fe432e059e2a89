%% What a monitor says for each way a process can end.
-module(mon_reasons).
-export([main/0]).
-include("proc.hrl").

main() ->
    [p(R) || F <- [fun() -> ok end, fun() -> exit(normal) end, fun() -> exit(shutdown) end, fun() -> exit({shutdown, a}) end,
                   fun() -> exit(self(), kill) end, fun() -> exit(kill) end],
             R <- [ends(F)]],
    p(shape(ends(fun() -> error(bad) end))),
    p(shape(ends(fun() -> error(bad, [1, 2]) end))),
    p(shape(ends(fun() -> throw(ball) end))),
    p(shape(ends(fun() -> atom_to_list(1) end))),
    p(shape(ends(fun() -> case id(1) of 2 -> ok end end))),
    p(shape(ends(fun() -> erlang:raise(error, r, []) end))),
    p(shape(ends(fun() -> erlang:raise(throw, r, []) end))),
    p(shape(ends(fun() -> erlang:raise(exit, r, []) end))),
    Dead = spawn(fun() -> ok end), died(Dead),
    p(died(Dead)),
    P = host(), MP = monitor(process, P),
    spawn(fun() -> link(P), exit(by_link) end),
    p(down(P, MP)).

shape({R, S}) when is_list(S) -> {R, [{M, is_list(A)} || {M, _, A, _} <- S, M =/= ?MODULE], length(S) > 0};
shape(R) -> R.
id(X) -> X.
