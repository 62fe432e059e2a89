%% Any term can be thrown, raised and exited with, and is caught again unchanged.
-module(error_values_any_term).
-export([main/0]).
-include("../lang.hrl").

terms() -> [0, 1 bsl 80, 1.5, a, [], "s", {}, {a, b}, <<1:3>>, #{k => v}, fun lists:map/2, self(), {'EXIT', x}, {nocatch, y}, {badmatch, z}, lists:seq(1, 100)].
main() ->
    ?show([try throw(T) catch T1 -> T1 =:= T end || T <- terms()]),
    ?show([try error(T) catch error:T1 -> T1 =:= T end || T <- terms()]),
    ?show([try exit(T) catch exit:T1 -> T1 =:= T end || T <- terms()]),
    ?show([(catch throw(T)) =:= T || T <- terms()]),
    ?show([(catch exit(T)) =:= {'EXIT', T} || T <- terms()]),
    ?show([case catch error(T) of {'EXIT', {T1, [_ | _]}} -> T1 =:= T end || T <- terms()]),
    ?show([try erlang:raise(C, T, []) catch C:T1:St -> {C, T1 =:= T, St} end || C <- [error, exit, throw], T <- [a, {b}]]),
    ok.
