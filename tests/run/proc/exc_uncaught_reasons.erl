%% What a process that ends by an exception has as its reason, by class.
-module(exc_uncaught_reasons).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(shape(ends(fun() -> throw(ball) end))),
    p(shape(ends(fun() -> error(oops) end))),
    p(shape(ends(fun() -> exit(fine) end))),
    p(shape(ends(fun() -> exit({fine, [1]}) end))),
    p(shape(ends(fun() -> error({a, b}, [x]) end))),
    p(shape(ends(fun() -> try throw(a) catch a -> throw(b) end end))),
    p(shape(ends(fun() -> try error(a) catch C:R:S -> erlang:raise(C, R, S) end end))),
    p(shape(ends(fun() -> try error(a) catch _:R -> exit({wrapped, R}) end end))),
    p(shape(ends(fun() -> (catch error(caught)), exit(later) end))),
    p(shape(ends(fun() -> exit(catch error(as_reason)) end))),
    p(shape(ends(fun() -> spawn_link(fun() -> throw(linked) end), receive never -> ok end end))),
    p(shape(ends(fun() -> process_flag(trap_exit, true), spawn_link(fun() -> throw(linked) end), receive {'EXIT', _, R} -> exit({got, R}) end end))).

shape({R, [{M, F, A, I} | _]}) when is_atom(M), is_list(I) -> {R, M, is_atom(F), is_list(A)};
shape({got, X}) -> {got, shape(X)};
shape({'EXIT', X}) -> {'EXIT', shape(X)};
shape(X) -> X.
