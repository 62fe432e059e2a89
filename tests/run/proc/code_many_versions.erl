%% A module replaced again and again under callers who never stop, in step and not.
-module(code_many_versions).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    Src = fun(V) -> [export("v/0, serve/1"), io_lib:format("v() -> ~p.", [V]), "serve(N) -> receive {v, F, R} -> F ! {R, v()}, cm_mod:serve(N + 1); {stop, F} -> F ! {served, N} end."] end,
    load(cm_mod, Src(0)),
    Ps = [spawn(fun() -> apply(cm_mod, serve, [0]) end) || _ <- lists:seq(1, 10)],
    Ask = fun(P) -> R = make_ref(), P ! {v, self(), R}, receive {R, V} -> V end end,
    p(lists:usort([Ask(P) || P <- Ps])),
    Seen = [begin
        load(cm_mod, Src(V)),
        First = lists:usort([Ask(P) || P <- Ps]),
        Second = lists:usort([Ask(P) || P <- Ps]),
        true = code:soft_purge(cm_mod),
        {First -- [V - 1, V], Second}
    end || V <- lists:seq(1, 15)],
    p(Seen =:= [{[], [V]} || V <- lists:seq(1, 15)]),
    [P ! {stop, self()} || P <- Ps],
    p(lists:usort([receive {served, N} -> N end || _ <- Ps])),
    p([died(P) || P <- Ps] -- [normal, noproc, normal, noproc, normal, noproc, normal, noproc, normal, noproc, normal, noproc, normal, noproc, normal, noproc, normal, noproc, normal, noproc]),
    unload(cm_mod).
