%% erl_lint's errors in abstract forms, one snippet for each kind.
-module(lint_errors).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> lint(S) end,
         ["f() -> X.", "f() -> g().", "f() -> #r{}.", "-record(r, {a}). f() -> #r{b = 1}.", "-record(r, {a, a}). f() -> ok.", "-record(r, {a}). -record(r, {b}). f() -> ok.", "f(X) when foo(X) -> X.", "f(X) when X = 1 -> X.", "f() -> case a of X -> ok; b -> ok end, X.", "f() -> if true -> Y = 1; false -> ok end, Y.", "f() -> try X = 1 after ok end, X.", "-export([h/0]). f() -> ok.", "-type t() :: undefined_t(). f() -> ok.", "-type t(A) :: a. f() -> ok.", "-type t() :: a. -type t() :: b. f() -> ok.", "-spec g() -> ok. f() -> ok.", "-spec f(a) -> ok. f() -> ok.", "-spec f() -> ok. -spec f() -> ok. f() -> ok.", "f() -> <<X:8/float-foo>> = a.", "f() -> <<1:8/binary>>.", "f() -> <<\"a\":8/float>>.", "f() -> <<X/binary, Y/binary>> = a.", "f() -> a, b. f() -> c.", "-import(lists, [f/0]). f() -> ok.", "-import(lists, [map/2]). -import(m2, [map/2]). f() -> ok.", "-behaviour(gen_server). f() -> ok.", "-behaviour(nosuch_b). f() -> ok.", "-on_load(nosuch/0). f() -> ok.", "-compile({inline, [{nosuch, 1}]}). f() -> ok.", "f() -> [X || X <- [1]], X.", "f() -> fun g/1.", "f() -> (fun(X) -> X end)(X).", "f() -> #{a := 1}.", "f() -> #{X := Y} = #{}.", "-deprecated([{nosuch, 1, next_version}]). f() -> ok.", "-optional_callbacks([x/1]). f() -> ok.", "-callback c() -> ok. -callback c() -> ok. f() -> ok."]), ok.

lint(S) ->
    {ok, Ts, _} = erl_scan:string("-module(m). -export([f/0]). " ++ S, {1, 1}),
    case erl_lint:module(forms(Ts, []), "m.erl", [nowarn_unused_vars, nowarn_unused_function, nowarn_unused_type, nowarn_unused_record]) of
        {ok, W} -> {ok, shown_all(W)};
        {error, E, W} -> {error, shown_all(E), shown_all(W)}
    end.
shown_all(X) -> lists:sort([D || D <- [D || {_, L} <- X, {_, _, D} <- L], D =/= {undefined_function, {f, 0}}]).
forms([], []) -> [];
forms([{dot, _} = D | Ts], Acc) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), [F | forms(Ts, [])];
forms([T | Ts], Acc) -> forms(Ts, [T | Acc]).
