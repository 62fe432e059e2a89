%% A process that runs in a module's loop while the module is loaded, deleted, purged softly, loaded again: what its calls, funs and line numbers say at each step.
-module(code_sticky_loops).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    load(csl_mod, src(1, 0)), P = spawn(fun() -> apply(csl_mod, loop, [[]]) end), p(ask(P, version)), p(ask(P, line)), load(csl_mod, src(2, 3)), p([ask(P, version), ask(P, next), ask(P, line)]), p(ask(P, {make, x})), p(ask(P, {call, x})), p(code:soft_purge(csl_mod)),
    p(ask(P, {switch, sw})), p([ask(P, version), ask(P, line), ask(P, {call, x})]), p(erlang:check_process_code(P, csl_mod)), p(code:soft_purge(csl_mod)), p(ask(P, version)),
    code:delete(csl_mod), p([ask(P, version), t(fun() -> apply(csl_mod, v, []) end), ask(P, next), erlang:check_process_code(P, csl_mod), code:soft_purge(csl_mod)]), load(csl_mod, src(3, 0)), p([ask(P, version), ask(P, next)]),
    p([erlang:check_old_code(csl_mod), erlang:check_process_code(P, csl_mod), is_process_alive(P)]), p(erlang:check_process_code(P, csl_mod, [{allow_gc, false}])), p(t(fun() -> erlang:check_process_code(P, "csl_mod") end)), p(t(fun() -> erlang:check_process_code(P, csl_mod, [x]) end)), R = make_ref(), p(erlang:check_process_code(P, csl_mod, [{async, R}])), p(receive {check_process_code, R, V} -> V end),
    p(ask(P, {switch, sw})), p([ask(P, version), code:purge(csl_mod)]), p(erlang:check_process_code(spawn(fun() -> ok end), csl_mod)), M = monitor(process, P), P ! stop, p(down(P, M)), unload(csl_mod), p(erlang:check_process_code(self(), csl_mod)).

ask(P, Q) -> P ! {self(), Q}, receive {P, A} -> A after 3000 -> none end.
src(V, Blank) -> ["-export([loop/1, v/0]).", "v() -> " ++ integer_to_list(V) ++ "."] ++ ["x" ++ integer_to_list(I) ++ "() -> ok." || I <- lists:seq(1, Blank)] ++
    ["loop(D) -> receive {F, version} -> F ! {self(), v()}, loop(D); {F, next} -> F ! {self(), try csl_mod:v() catch error:undef -> undef end}, loop(D); {F, line} -> F ! {self(), try error(x) catch error:x:S -> [{_, _, _, I} | _] = S, lists:keyfind(line, 1, I) end}, loop(D); "
     "{F, {make, K}} -> F ! {self(), made}, loop([{K, fun(X) -> {v(), X} end} | D]); {F, {call, K}} -> {_, G} = lists:keyfind(K, 1, D), F ! {self(), G(arg)}, loop(D); {F, {switch, _}} -> F ! {self(), switched}, csl_mod:loop(D); stop -> exit({stopped, v()}) end."].
