%% Operands of one expression are scopes beside each other: a fun in one does not see what another binds. Map and binary
%% constructions are in order.
-module(lang_operand_scopes).
-export([main/0]).
-compile([nowarn_export_var_subexpr, nowarn_unused_vars, nowarn_shadow_vars]).

main() ->
    Fs = [fun a/0, fun b/0, fun c/0, fun d/0, fun e/0, fun f/0, fun h/0, fun i/0, fun j/0, fun k/0, fun l/0, fun m/0],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Fs].

a() -> (A = 1) + (fun() -> A = 2, A end)().
b() -> F = fun() -> (A = 1) + (fun() -> A = 2, A end)() end, F().
c() -> {B = 1, (fun() -> B = 2, B end)()}.
d() -> [B = 1, (fun() -> B = 2, B end)()].
e() -> g(B = 1, (fun() -> B = 2, B end)()).
f() -> #{a => (B = 1), b => (fun() -> B = 2, B end)()}.
h() -> <<(B = 1), ((fun() -> B = 2, B end)())>>.
i() -> [fun() -> Z = 3, Z end(), Z = 4].
j() -> (case g(1, 2) of {Q, _} -> Q end) + (fun() -> Q = 5, Q end)().
k() -> {X, Y} = {(fun() -> {B = 1, fun() -> B = 2, B end} end)(), B = 3}, {element(1, X), (element(2, X))(), Y}.
l() -> [B = 1 | [(fun() -> B = 2, B end)()]] ++ [(fun() -> B = 3, B end)() | (fun() -> B = [], B end)()].
m() -> B = 1, {B, (fun(C) -> B = C end)(1)}.
g(A, B) -> {A, B}.
