%% Warnings that can be asked for or refused: shadowed variables, exported ones, obsolete things, missing specs.
-module(lint_warnings_options).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = "-module(m). -export([f/1, h/1]). f(X) -> case X of 1 -> Y = a; 2 -> Y = b end, F = fun(X) -> X end, {Y, F(1)}. h(L) -> lists:map(fun(_) -> ok end, L), length(L) == 0, ok. -spec g(_) -> ok. g(_) -> ok. ",
    each(fun(O) -> lint(S, O) end, [[], [warn_export_vars], [nowarn_shadow_vars], [warn_missing_spec], [warn_missing_spec_all], [nowarn_unused_function], [warn_unused_vars, nowarn_shadow_vars, nowarn_unused_function], [warn_export_all], [export_all, warn_export_all]]),
    each(fun(T) -> lint("-module(m). -export([f/1]). " ++ T, []) end, ["f(X) -> erlang:now(), X.", "f(X) -> io:format(\"~p ~p\", [X]).", "f(X) -> io:format(\"~z\", [X]).", "f(X) -> io:format(\"~s\", X).", "f(X) -> io:fwrite(X, []).", "f(X) when is_record(X, r) -> X.", "f(X) -> catch X.", "f(X) -> (X andalso ok) orelse no.", "f(_A) -> _A.", "f(X) -> spawn(X).", "f(X) -> X = X.", "f(1) -> a; f(X) -> X; f(2) -> b."]), ok.

lint(S, O) ->
    {ok, Ts, _} = erl_scan:string(S, {1, 1}),
    case erl_lint:module(forms(Ts, []), "m.erl", O) of
        {ok, W} -> {ok, lists:sort([D || {_, L} <- W, {_, _, D} <- L])};
        {error, E, _} -> {error, lists:sort([D || {_, L} <- E, {_, _, D} <- L])}
    end.
forms([], []) -> [];
forms([{dot, _} = D | Ts], Acc) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), [F | forms(Ts, [])];
forms([T | Ts], Acc) -> forms(Ts, [T | Acc]).
