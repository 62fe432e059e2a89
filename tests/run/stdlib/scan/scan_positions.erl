%% Places of tokens: lines and columns over all that moves them, ends of strings and comments.
-module(scan_positions).
-export([main/0]).
-include("../show.hrl").

main() ->
    P = fun(S, O) -> case erl_scan:string(S, {1, 1}, O) of {ok, Ts, E} -> {[{element(1, T), erl_scan:location(T), erl_scan:end_location(T)} || T <- Ts], E}; {error, {L, _, _}, E} -> {error, L, E} end end,
    each(fun(S) -> P(S, [text]) end, ["a b", "a\nb", "\"x\ny\" z", "'a\nb' c", "\t\ta", "a%c\nb", "\r\na", "é ж 👍 x", "\"é\" x", "$\n x", "$\\n x", "1.5 x", "\"\"\"\n a\n b\n \"\"\" x", "~\"a\" x", "a.\nb.\n", "\"unterminated\n x", "16#zz", "", "\n\n"]),
    each(fun(S) -> P(S, [return, text]) end, ["a  b", "a\n  b", "a %c\n", " \t\n\n "]), each(fun(L) -> {ok, Ts, E} = erl_scan:string("a\n b", L), {[erl_scan:line(T) || T <- Ts], [erl_scan:column(T) || T <- Ts], E} end, [1, 10, {5, 7}]), ok.
