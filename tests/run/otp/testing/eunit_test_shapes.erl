%% Every shape of eunit test: functions, generators, fixtures, titles, timeouts, in parallel, ordered, from data.
-module(eunit_test_shapes).
-export([main/0]).
-export([simple_test/0, gen_test_/0, log/1]).
-include("../../stdlib/show.hrl").

simple_test() -> log(simple).
gen_test_() -> [{"titled", fun() -> log(titled) end}, fun() -> log(second) end].
log(X) -> case whereis(ets_log) of undefined -> ok; P -> P ! {log, X}, ok end.

main() ->
    register(ets_log, self()), F = fun(X) -> fun() -> log(X) end end,
    each(fun(T) -> R = eunit:test(T, [no_tty, {report, {?MODULE, []}}] -- [{report, {?MODULE, []}}]), {R, all()} end,
         [F(one), [F(a), F(b)], {"title", F(c)}, {?MODULE, simple_test}, {generator, fun() -> [F(g1), F(g2)] end}, {generator, ?MODULE, gen_test_}, {setup, fun() -> log(setup), 5 end, fun(S) -> log({cleanup, S}) end, fun(S) -> [F({in, S}), F(more)] end}, {setup, spawn, fun() -> log(sp), ok end, F(x)}, {setup, fun() -> error(no) end, F(never)}, {setup, fun() -> ok end, fun(_) -> error(bad_cleanup) end, F(x)}, {foreach, fun() -> log(each), 1 end, fun(_) -> log(clean) end, [fun(_) -> F(f1) end, fun(_) -> F(f2) end]}, {foreachx, fun(X) -> log({up, X}), X end, fun(X, _) -> log({down, X}) end, [{1, fun(X, Y) -> F({X, Y}) end}, {2, fun(X, Y) -> F({X, Y}) end}]}, {inorder, [F(1), F(2)]}, {inparallel, [F(p)]}, {inparallel, 1, [F(q)]}, {spawn, F(sp)}, {timeout, 5, F(t)}, {timeout, 0.01, fun() -> timer:sleep(500) end}, {with, 7, [fun(X) -> log({with, X}) end]}, {node, x} , [], {file, "none.txt"}, odd, fun() -> error(failed) end, fun() -> exit(gone) end, fun() -> throw(t) end, [F(ok), fun() -> error(x) end, F(after_)], {"t", [{"u", F(deep)}]}, {module, nosuchmodule_x}, {5, F(line)}]), ok.
all() -> receive {log, X} -> [X | all()]; _ -> all() after 0 -> [] end.
