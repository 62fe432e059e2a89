%% Inlined functions behave as called ones: order of evaluation, bindings, traces' values, recursion.
-module(compile_inline).
-export([main/0]).
-compile(inline).
-compile({inline, [add/2, twice/1, loop/2, pick/1]}).
-compile([debug_info, {inline_size, 30}]).
-compile(nowarn_unused_vars).
-compile({nowarn_unused_function, [{unused, 0}]}).
-include("../lang.hrl").

add(A, B) -> A + B.
twice(F) -> {F(), F()}.
loop(0, Acc) -> Acc;
loop(N, Acc) -> loop(N - 1, [N | Acc]).
pick({a, X}) -> {first, X};
pick([X | _]) when is_atom(X) -> {atom, X};
pick(X) -> {other, X}.
unused() -> ok.

said(X) -> put(said, [X | case get(said) of undefined -> []; L -> L end]), X.

main() ->
    ?show(add(said(1), said(2))),
    ?show(erase(said)),
    ?show(twice(fun() -> said(x) end)),
    ?show(erase(said)),
    ?show(loop(5, [])),
    ?show([pick(P) || P <- [{a, 1}, [b, c], [1], {b, 2}]]),
    ?show(add(1, id(a))),
    X = 10,
    ?show(add(X, add(X, X))),
    ?show((fun(X) -> add(X, 1) end)(X)),
    ?show(pick(said(z))),
    ?show(erase(said)),
    ok.
