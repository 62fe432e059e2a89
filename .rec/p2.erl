-module(p2).
-export([main/0]).
-define(S(X), ??X).
a() -> (A = 1) + (fun() -> A = 2, A end)().
b() -> F = fun() -> (A = 1) + (fun() -> A = 2, A end)() end, F().
c() -> {B = 1, (fun() -> B = 2, B end)()}.
c2() -> [B = 1, (fun() -> B = 2, B end)()].
c3() -> g(B = 1, (fun() -> B = 2, B end)()).
c4() -> #{a => (B = 1), b => (fun() -> B = 2, B end)()}.
c5() -> <<(B = 1), ((fun() -> B = 2, B end)())>>.
c6() -> (B = 1) =:= [B || B <- [2]].
c7() -> [fun() -> Z = 3, Z end(), Z = 4].
c8() -> (case g(1, 2) of {Q, _} -> Q end) + (fun() -> Q = 5, Q end)().
c9() -> {(fun() -> {B = 1, fun() -> B = 2, B end} end)(), B = 3}.
g(A, B) -> {A, B}.
s() -> [?S("\e\d\s\0\x{1}\^A\177\200\t\v\f\b\r\\\"'"), ?S('a\'b\n\e'), ?S([$\e, $\d, $\s, $\0, $\^A, $\x{41}, $\t, $\\, $', $\", $a, $ ]), ?S("é\x{3b1}α"), ?S('α'), ?S($α), ?S($\x{3b1}), ?S(16#ff + 1.0e10 + 1_000), ?S(fun() -> X end), ?S(a  =:=b), ?S("a" "b"), ?S(?MODULE), ?S("""
  tri "x" \n
  """), ?S(~b"x\n"), ?S(~"y"), ?S("\x{d7ff}\x{1f600}"), ?S(A), ?S(-1), ?S(#r{a=1}), ?S(f(1, {2}))].
main() ->
    Fs = [fun a/0, fun b/0, fun c/0, fun c2/0, fun c3/0, fun c4/0, fun c5/0, fun c6/0, fun c7/0, fun c8/0],
    [io:format("~p~n", [catch F()]) || F <- Fs],
    {{X, Y}, Z} = c9(), io:format("~p~n", [{X, Y(), Z}]),
    [io:format("~w~n", [I]) || I <- s()].
