%% What erl_parse says of broken forms, as text with its place.
-module(parse_errors_texts).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S, {1, 1}), case erl_parse:parse_form(Ts) of {ok, _} -> ok; {error, {L, M, D}} -> {L, lists:flatten(M:format_error(D))} end end, ["f() -> .", "f( -> a.", "f() a.", "f() -> a,.", "f() -> [1,2.", "f() -> {a.", "f() -> case a of end.", "f() -> case a of b -> c.", "f() -> if end.", "f() -> fun end.", "f() -> begin end.", "f() -> try a end.", "f() -> receive end.", "f() -> a b.", "f() -> 1 2.", "f() -> \"a\" b.", "f() -> X = .", "f() -> = X.", "f() -> #r.", "f() -> #{a}.", "f() -> <<1:>>.", "f() -> when.", "f() when -> a.", "f(X) when X > -> a.", "-module.", "-export(f/0).", "-record(r).", "-record(r, a).", "-spec f.", "f", "f.", "1.", "() -> a.", "F() -> a.", "f() -> a; -> b.", "f() -> a end.", "f() -> end.", "f() -> ).", "f() -> a!.", "f() -> not.", "f() -> [X || ].", "f() -> [X | Y | Z].", "-define(a)."]), ok.
