%% Modules made at run time from forms: compiled, loaded, called, with errors and warnings as terms.
-module(code_compile_forms).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    {ok, cc_mod, Bin} = compile:forms(forms(cc_mod, [export("f/1"), "f(X) -> X * 2."])),
    p({is_binary(Bin), code:load_binary(cc_mod, "made up", Bin), apply(cc_mod, f, [21])}),
    p(code:is_loaded(cc_mod)),
    p(element(1, compile:forms(forms(cc_mod, [export("f/1"), "f(X) -> Y."]), [return]))),
    {error, [{_, Es}], _} = compile:forms(forms(cc_mod, [export("f/1, g/0"), "f(X) -> Y."]), [return]),
    p(lists:sort([D || {_, _, D} <- Es])),
    {ok, cc_mod, _, Ws} = compile:forms(forms(cc_mod, [export("f/1"), "f(X) -> 1.", "unused() -> 2."]), [return]),
    p(lists:sort([D || {_, L} <- Ws, {_, _, D} <- L])),
    %% generated functions
    Table = [{I, I * I} || I <- lists:seq(1, 20)],
    Clauses = lists:append([io_lib:format("sq(~p) -> ~p; ", [K, V]) || {K, V} <- Table]),
    p(load(cc_gen, [export("sq/1"), lists:flatten([Clauses, "sq(_) -> none."])])),
    p([apply(cc_gen, sq, [I]) || I <- [1, 20, 21]]),
    p(code:load_binary(cc_other, "x", Bin)),
    p(t(fun() -> code:load_binary(cc_mod, "x", <<"not code">>) end)),
    [p(t(fun() -> code:load_binary(A, B, C) end)) || {A, B, C} <- [{1, "f", Bin}, {cc_mod, f, x}]],
    [unload(M) || M <- [cc_mod, cc_gen]].
