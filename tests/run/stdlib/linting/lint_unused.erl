%% erl_lint on abstract forms: what is unused, in which order, and options that say nothing of it.
-module(lint_unused).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> lint(S, []) end, ["f(X) -> ok. ", "f() -> X = 1, ok.", "f(X) -> Y = X, Z = 2, Y.", "f(_X) -> _X.", "f(X) -> fun(X) -> X end.", "f(L) -> [X || X <- L, Y <- L].", "f() -> case a of X -> ok end.", "f({A, B}) -> A.", "f(X) -> begin Y = X end, ok.", "f(M) -> #{k := V} = M, ok.", "f(B) -> <<N:8, R:N/binary, T/binary>> = B, R.", "f() -> try a of X -> X catch _:E -> ok end.", "f() -> receive X -> Y = X after 5 -> ok end."]),
    each(fun(O) -> lint("-import(lists, [map/2]). f(X) -> Y = 1, ok. f() -> ok. g() -> 2.", [O]) end, [none, nowarn_unused_vars, nowarn_unused_function, warn_unused_import, nowarn_underscore_match]), ok.

lint(S, O) ->
    {ok, Ts, _} = erl_scan:string("-module(m). -export([f/0, f/1]). " ++ S, {1, 1}),
    case erl_lint:module(forms(Ts, []), "m.erl", O) of
        {ok, W} -> {ok, lists:sort([D || {_, L} <- W, {_, _, D} <- L])};
        {error, E, W} -> {error, lists:sort([D || {_, L} <- E, {_, _, D} <- L, not is_undefined(D)]), lists:sort([D || {_, L} <- W, {_, _, D} <- L])}
    end.
is_undefined({undefined_function, {f, _}}) -> true;
is_undefined({undefined_function, {f, _}, _}) -> true;
is_undefined(_) -> false.
forms([], []) -> [];
forms([{dot, _} = D | Ts], Acc) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), [F | forms(Ts, [])];
forms([T | Ts], Acc) -> forms(Ts, [T | Acc]).
