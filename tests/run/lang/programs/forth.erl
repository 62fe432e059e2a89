%% A stack language with definitions, conditionals and loops.
-module(forth).
-export([main/0]).
-include("../lang.hrl").

run(Text) -> run(string:lexemes(Text, " \n"), [], #{}).
run([], S, _) -> lists:reverse(S);
run([":", Name | T], S, D) -> {Body, [";" | Rest]} = lists:splitwith(fun(W) -> W =/= ";" end, T), run(Rest, S, D#{Name => Body});
run(["if" | T], [C | S], D) -> {Then, Else, Rest} = branches(T, 0, [], none), run(case C of 0 -> Else; _ -> Then end ++ Rest, S, D);
run(["times" | T], [N | S], D) -> {Body, _, Rest} = branches(T, 0, [], none), run(lists:append(lists:duplicate(N, Body)) ++ Rest, S, D);
run([W | T], S, D) when is_map_key(W, D) -> run(map_get(W, D) ++ T, S, D);
run([W | T], S, D) -> run(T, word(W, S), D).
branches(["then" | T], 0, Acc, none) -> {lists:reverse(Acc), [], T};
branches(["then" | T], 0, Acc, Then) -> {Then, lists:reverse(Acc), T};
branches(["else" | T], 0, Acc, none) -> branches(T, 0, [], lists:reverse(Acc));
branches(["then" | T], N, Acc, X) -> branches(T, N - 1, ["then" | Acc], X);
branches([W | T], N, Acc, X) when W =:= "if"; W =:= "times" -> branches(T, N + 1, [W | Acc], X);
branches([W | T], N, Acc, X) -> branches(T, N, [W | Acc], X);
branches([], _, _, _) -> throw(missing_then).
word("+", [B, A | S]) -> [A + B | S];
word("-", [B, A | S]) -> [A - B | S];
word("*", [B, A | S]) -> [A * B | S];
word("/", [B, A | S]) -> [A div B | S];
word("=", [B, A | S]) -> [if A =:= B -> -1; true -> 0 end | S];
word("<", [B, A | S]) -> [if A < B -> -1; true -> 0 end | S];
word("dup", [A | S]) -> [A, A | S];
word("drop", [_ | S]) -> S;
word("swap", [B, A | S]) -> [A, B | S];
word("over", [B, A | S]) -> [A, B, A | S];
word("rot", [C, B, A | S]) -> [A, C, B | S];
word(".", [A | S]) -> io:format("~w ", [A]), S;
word(W, S) -> case string:to_integer(W) of {N, ""} -> [N | S]; _ -> case lists:member(W, ["+", "-", "*", "/", "=", "<", "dup", "drop", "swap", "over", "rot", "."]) of true -> throw({underflow, W, S}); false -> throw({unknown, W}) end end.
main() ->
    [io:format("~s => ~0p~n", [T, try run(T) catch throw:W -> W; error:R -> {error, R} end]) || T <- ["1 2 + 3 *", "5 dup * . 7", ": sq dup * ; 3 sq sq", "1 2 swap -", "1 2 3 rot", "3 4 over", "0 if 1 else 2 then", "-1 if 1 then 9",
        ": abs dup 0 < if 0 swap - then ; -5 abs 5 abs", ": fact dup 2 < if drop 1 else dup 1 - fact * then ; 10 fact", "1 5 times 2 * then", "0 1 10 times swap over + then", "+", "1 +", "foo", "1 0 /", "1 if 2", "-1 if 0 if 1 else 2 then else 3 then", ""]],
    ok.
