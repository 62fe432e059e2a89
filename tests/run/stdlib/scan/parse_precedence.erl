%% How operators bind: each pair of neighbours parsed and written back with all parentheses.
-module(parse_precedence).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ops = ["=", "!", "orelse", "andalso", "==", "=<", "++", "--", "+", "bor", "or", "*", "div", "and", "band"],
    Full = fun W({op, _, O, A, B}) -> ["(", W(A), " ", atom_to_list(O), " ", W(B), ")"]; W({op, _, O, A}) -> ["(", atom_to_list(O), " ", W(A), ")"]; W({match, _, A, B}) -> ["(", W(A), " = ", W(B), ")"]; W({'catch', _, A}) -> ["(catch ", W(A), ")"]; W({V, _, X}) when V =:= var; V =:= atom; V =:= integer -> io_lib:format("~w", [X]); W({call, _, F, As}) -> [W(F), "(", lists:join(",", [W(A) || A <- As]), ")"]; W({remote, _, M, F}) -> [W(M), ":", W(F)] end,
    P = fun(S) -> {ok, Ts, _} = erl_scan:string(S ++ "."), case erl_parse:parse_exprs(Ts) of {ok, [E]} -> lists:flatten(Full(E)); {error, {_, _, M}} -> lists:flatten(["error ", M]) end end,
    [io:format("~ts~n", [lists:join("  ", [P("A " ++ X ++ " B " ++ Y ++ " C") || Y <- Ops])]) || X <- Ops], each(P, ["- A + B", "not A and B", "bnot A band B", "- - A", "catch A + B", "A = catch B", "A ! B = C", "- f(X)", "A - - B", "not not A", "+A*-B", "a:b(C)(D)", "A == B == C", "A < B =< C", "A = B ! C", "-A ++ B"]), ok.
