%% Texts of all tokens with white space and comments give the source back.
-module(scan_text_round_trip).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S, {1, 1}, [return, text]), {lists:append([erl_scan:text(T) || T <- Ts]) =:= S, [erl_scan:category(T) || T <- Ts]} end, ["f(X) -> X + 1. % add\n", "  \"a\\tb\"  'q a' $\\n 16#FF 1_000 1.5e3 ", "-define(A, \"x\"\n\t\"y\").\n%% end", "<<X:8/little,\"å\"/utf8>> = #{a => 1}#{b := 2}.", "\"\"\"\n  text\n  \"\"\".\n", "~b\"x\" ~S'y' ", "fun((...) -> t()) :: a | b.", "?M ??X #r.f", "\n\n\n", "a.b.c"]), ok.
