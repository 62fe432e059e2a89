%% compile:forms with its options: returns, warnings, errors, defines, what is exported.
-module(compile_options_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    F = fun(S) -> {ok, Ts, _} = erl_scan:string(S), dots(Ts, []) end,
    Good = F("-module(co_a). -export([f/0]). f() -> 1."), Warn = F("-module(co_b). -export([f/1]). f(X) -> Y = 1, ok. g() -> 2."), Bad = F("-module(co_c). -export([f/0, h/1]). f() -> X + y(1)."),
    Sum = fun(R) -> case R of {ok, M, B} when is_binary(B) -> {ok, M, binary}; {ok, M, B, W} when is_binary(B) -> {ok, M, binary, plain(W)}; {ok, M, B} -> {ok, M, length(B)}; {ok, M, W} when is_list(W) -> {ok, M, W}; {error, E, W} -> {error, plain(E), plain(W)}; O -> O end end,
    each(fun(O) -> Sum(compile:forms(Good, O)) end, [[], [binary], [return], [return_warnings], [return_errors], [warnings_as_errors, return], [strong_validation], [no_docs, debug_info], [{nowarn_unused_function, {a, 1}}], ['P'] -- ['P']]),
    each(fun(O) -> Sum(compile:forms(Warn, O)) end, [[], [return], [return_warnings], [return, nowarn_unused_vars], [return, nowarn_unused_function], [return, nowarn_unused_vars, nowarn_unused_function], [return, warnings_as_errors], [return, {nowarn_unused_function, [{g, 0}]}]]),
    each(fun(O) -> Sum(compile:forms(Bad, O)) end, [[], [return], [return_errors], [return_warnings]]),
    each(fun(O) -> Sum(compile:forms(F("-module(co_d). -compile([export_all, nowarn_export_all]). f() -> a. g(_) -> b."), O)) end, [[return], [return, warn_export_all]]),
    {ok, co_a, Bin} = compile:forms(Good), {module, co_a} = code:load_binary(co_a, "co_a.erl", Bin), show("run", {co_a:f(), lists:sort(co_a:module_info(exports)), co_a:module_info(module)}), code:purge(co_a), code:delete(co_a), code:purge(co_a),
    each(fun(X) -> Sum(compile:forms(X, [return])) end, [F("-export([f/0]). f() -> 1."), F("-module(co_f). -foo(bar). -export([f/0]). f() -> lists:nosuch()."), F("-module(co_g). -export([f/1]). f(1) -> a; f(1) -> b."), F("-module(co_i). -spec f() -> t(). -export([f/0]). f() -> 1.")]),
    each(fun(N) -> compile:noenv_output_generated(N) end, [[], [binary]]), show("file none", compile:file("/none/none.erl", [return])),
    ok.

plain(Fs) -> [lists:sort([{L, M, element(1, {D})} || {L, M, D} <- Es]) || {_, Es} <- Fs].
dots([], []) -> [];
dots([{dot, _} = D | Ts], Acc) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), [F | dots(Ts, [])];
dots([T | Ts], Acc) -> dots(Ts, [T | Acc]).
