%% Stack traces through a module that has been replaced or deleted meanwhile.
-module(code_stack_traces).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    Src = fun(V) -> [export("f/1, g/1"), io_lib:format("f(F) -> X = cs_mod:g(F), {~p, X}.", [V]), "g(F) -> {g, F()}."] end,
    load(cs_mod, Src(1)),
    p(apply(cs_mod, f, [fun() -> ok end])),
    %% replaced while a call is under way: it returns into its old frames
    p(apply(cs_mod, f, [fun() -> load(cs_mod, Src(2)), done end])),
    p(apply(cs_mod, f, [fun() -> ok end])),
    code:purge(cs_mod),
    {C, R, S} = try apply(cs_mod, f, [fun() -> load(cs_mod, Src(3)), error(inside) end]) catch C0:R0:S0 -> {C0, R0, S0} end,
    p({C, R, [{F, A} || {cs_mod, F, A, _} <- S]}),
    code:purge(cs_mod),
    {_, _, S2} = try apply(cs_mod, f, [fun() -> code:delete(cs_mod), error(inside) end]) catch C1:R1:S1 -> {C1, R1, S1} end,
    p([{F, A} || {cs_mod, F, A, _} <- S2]),
    code:purge(cs_mod),
    p(t(fun() -> apply(cs_mod, f, [fun() -> ok end]) end)),
    unload(cs_mod).
