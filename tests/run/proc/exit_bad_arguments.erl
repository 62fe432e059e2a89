%% exit/2 and its kin with what is no process, dead processes, names and ports.
-module(exit_bad_arguments).
-export([main/0]).
-include("proc.hrl").

main() ->
    Dead = spawn(fun() -> ok end), died(Dead),
    p(exit(Dead, x)),
    [p({X, t(fun() -> exit(X, reason) end)}) || X <- [name, 17, {}, [], "abc", <<>>]],
    p(t(fun() -> exit(make_ref_here(), x) end)),
    p(t(fun() -> exit({name, node()}, x) end)),
    %% any term is a reason
    Reasons = [[], {}, #{}, <<0:3>>, 1 bsl 80, -0.0, fun lists:map/2],
    p([ends(fun() -> exit(R) end) =:= R || R <- Reasons]),
    H = [begin P = host(), M = monitor(process, P), exit(P, R), down(P, M) =:= R end || R <- Reasons],
    p(H),
    %% exits of a process with large reason
    Big = lists:seq(1, 20000),
    p(ends(fun() -> exit({big, Big}) end) =:= {big, Big}).

make_ref_here() -> not_a_pid.
