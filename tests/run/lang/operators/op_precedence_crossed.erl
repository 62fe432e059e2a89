%% Precedence and association of operators in mixes that people get wrong; each beside the fully bracketed form.
-module(op_precedence_crossed).
-export([main/0]).
-include("../lang.hrl").
-define(same(A, B), same(??A, fun() -> A end, fun() -> B end)).
-record(r, {f = 1}).

same(T, F, G) -> io:format("~ts: ~0p ~p~n", [T, t(F), t(F) =:= t(G)]).
t(F) -> try F() catch C:R -> {C, R} end.

main() ->
    A = id(2), B = id(3), C = id(5), T = id(true), F = id(false), L = id([1, 2]), R = id(#r{f = #r{f = 7}}), M = id(#{k => #{k => 1}}), G = id(fun(X) -> fun(Y) -> X - Y end end),
    f1(A, B, C), f2(A, B, T, F), f3(L, R, M, G), f4(A, B, C, L).

f1(A, B, C) ->
    ?same(-A + B, (-A) + B), ?same(-A * -B, (-A) * (-B)), ?same(A - B - C, (A - B) - C), ?same(A - -B, A - (-B)), ?same(A div B * C, (A div B) * C), ?same(A * B div C, (A * B) div C),
    ?same(A + B bsl C, (A + B) bsl C), ?same(A bsl B + C, A bsl B + C), ?same(A bor B band C, A bor (B band C)), ?same(A bxor B bor C, (A bxor B) bor C), ?same(bnot A band B, (bnot A) band B), ?same(bnot -A, bnot (-A)), ?same(-bnot A, -(bnot A)),
    ?same(A rem B bsr 1, (A rem B) bsr 1), ?same(A band B =:= 2, (A band B) =:= 2), ?same(A / B * C, (A / B) * C), ?same(+ + -A, -A), ?same(A + B < C * A, (A + B) < (C * A)), ?same(A bsl B bsr 1, (A bsl B) bsr 1), ?same(- 1 - - - 1, (-1) - (-(-1))).
f2(A, B, T, F) ->
    ?same(not T and F, (not T) and F), ?same(not F or T, (not F) or T), ?same(T or F and F, T or (F and F)), ?same(T xor T or T, (T xor T) or T), ?same(T orelse F andalso F, T orelse (F andalso F)), ?same(F andalso F orelse T, (F andalso F) orelse T),
    ?same(not A =:= B, (not A) =:= B), ?same(not (A =:= B), not (A =:= B)), ?same(T and A < B, (T and A) < B), ?same(T and (A < B), T and (A < B)), ?same(A < B andalso B < A, (A < B) andalso (B < A)), ?same(A =:= B orelse A =/= B andalso T, (A =:= B) orelse ((A =/= B) andalso T)),
    ?same(not not T, not (not T)), ?same(T andalso not F, T andalso (not F)), ?same(A == B xor T, A == (B xor T)), ?same((A == B) xor T, (A == B) xor T).
f3(L, R, M, G) ->
    ?same(L ++ L -- L, L ++ (L -- L)), ?same(L -- L -- L, L -- (L -- L)), ?same(L -- L ++ L, L -- (L ++ L)), ?same([0 | L ++ L], [0 | (L ++ L)]), ?same(L ++ [9] =:= [1, 2, 9], (L ++ [9]) =:= [1, 2, 9]),
    ?same(R#r.f#r.f + 1, ((R#r.f)#r.f) + 1), ?same(-R#r.f#r.f, -((R#r.f)#r.f)), ?same(R#r{f = 2}#r.f * 2, ((R#r{f = 2})#r.f) * 2), ?same(M#{k := 2}#{k := 3}, (M#{k := 2})#{k := 3}), ?same(#{a => 1}#{a := 1 + 1}, (#{a => 1})#{a := 2}),
    ?same((G(5))(3) + 1, ((G(5))(3)) + 1), ?same(-(G(5))(3), -((G(5))(3))), ?same(hd(L) + hd(tl(L)) * 2, (hd(L)) + ((hd(tl(L))) * 2)), ?same(lists:sum(L) - 1, (lists:sum(L)) - 1), ?same(R#r.f =:= R#r.f andalso true, ((R#r.f) =:= (R#r.f)) andalso true).
f4(A, B, C, L) ->
    X1 = Y1 = A + B, ?show({X1, Y1}), ?show(self() ! self() ! A + B =:= C), ?show([receive V -> V end || _ <- [1, 2]] =:= [A + B =:= C, A + B =:= C]),
    ?show((catch A + B) =:= C), ?show(catch A + B =:= C), ?show(begin Z = A =:= B, Z end), ?show(begin Z2 = (catch throw(A)) + B, Z2 end), ?show(case A of N when N + B > 4, N =:= 2; false -> N - B - 1 end),
    ?show([-X || X <- L, X > 1]), ?show([X || X <- L ++ L, X =:= 1]), ?show(if A + B =:= C, not false -> A band B bor C end), ?show(begin [P, Q | _] = L ++ L, P + Q end), ?show({A + B, C - A, -A}).
