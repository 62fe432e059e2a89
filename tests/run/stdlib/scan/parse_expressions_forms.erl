%% erl_parse of expressions of each kind, as abstract terms.
-module(parse_expressions_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), erl_parse:parse_exprs(Ts) end,
         ["a.", "X = 1, Y.", "1 + 2 * 3 - -4.", "not A andalso B orelse C.", "A ! B ! C.", "[1, 2 | T].", "[X || X <- L, X > 1].", "<<X:8/little-signed, Y/binary>>.", "<<(X)>> .", "<< <<X>> || <<X:4>> <= B >>.", "#{a => 1, b := 2}.", "M#{a => 1}.", "#r{a = 1, _ = x}.", "R#r.a.", "#r.a.", "fun(X) -> X end.", "fun F(0) -> 1; F(N) -> N * F(N - 1) end.", "fun m:f/1.", "fun f/1.", "fun M:F/A.",
          "case X of 1 when is_atom(Y); Z -> a; _ -> b end.", "if X -> 1; true -> 2 end.", "receive X -> 1 after 10 -> 2 end.", "receive after 0 -> ok end.", "try A of B -> C catch throw:D -> E; F:G:H -> I after J end.", "begin 1, 2 end.", "maybe X ?= 1, ok else _ -> no end.", "catch f(x).", "a:b(c)(d).", "(a):b().", "[X || {X, Y} <- L && Z <- K].", "#{K => V || K := V <- M}.", "[A || A <:- B].", "\"a\" \"b\".",
          "a b.", "[1,.", "1 = .", "case X end.", "fun () end.", ".", "if end.", "try a end.", "X#.", "{a.", "a)."]),
    ok.
