%% Expressions given as text are evaluated as compiled ones are.
-module(erl_eval_expressions).
-export([main/0]).
-include("../lang.hrl").

eval(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    try erl_parse:parse_exprs(Tokens) of
        {ok, Exprs} -> {value, V, B} = erl_eval:exprs(Exprs, #{'Y' => 10}), {V, lists:sort(maps:to_list(B)) -- [{'Y', 10}]};
        {error, {_, erl_parse, _}} -> syntax_error
    catch C:R -> {C, R} end.
main() ->
    [io:format("~s => ~0p~n", [T, try eval(T) catch C:R -> {C, R} end]) || T <- ["1 + 2.", "X = Y * 2, X + 1.", "[A || A <- [1, 2, 3], A > 1].", "case Y of 10 -> ten; _ -> other end.",
        "[(fun(0) -> zero; (N) -> N * 2 end)(X) || X <- [0, 4]].", "fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end(10).", "#{a => Y}.", "<<Y:16, \"x\">>.", "<<A:4, B:4>> = <<16#ab>>, {A, B}.",
        "try throw(x) catch x -> caught end.", "lists:map(fun(X) -> X + Y end, [1, 2]).", "{a, B} = {a, b}.", "1 = 2.", "Unbound.", "hd([]).", "1 +.", "begin A = 1, A + 1 end.",
        "if Y > 5 -> big; true -> small end.", "maybe {ok, V} ?= {ok, 1}, V end.", "<< <<(C + 1)>> || <<C>> <= <<\"HAL\">> >>.", "receive x -> y after 0 -> timeout end.", "\"abc\" ++ [Y].", "not true orelse 1 < 2.", "catch throw(ball).", "#{K := V} = #{k => v}.", "fun lists:reverse/1(\"abc\")."]],
    ok.
