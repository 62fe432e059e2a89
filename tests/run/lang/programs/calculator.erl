%% A calculator: tokens, precedence climbing, an evaluator with variables, functions and errors with places.
-module(calculator).
-export([main/0]).
-include("../lang.hrl").

tokens(Text) -> tokens(Text, 1, []).
tokens([], N, Acc) -> lists:reverse([{eof, N} | Acc]);
tokens([C | T], N, Acc) when C =:= $\s; C =:= $\n -> tokens(T, N + 1, Acc);
tokens([C | _] = T, N, Acc) when C >= $0, C =< $9 ->
    {Digits, Rest} = lists:splitwith(fun(D) -> D >= $0 andalso D =< $9 orelse D =:= $. end, T),
    Value = case lists:member($., Digits) of true -> list_to_float(Digits); false -> list_to_integer(Digits) end,
    tokens(Rest, N + length(Digits), [{num, N, Value} | Acc]);
tokens([C | _] = T, N, Acc) when C >= $a, C =< $z ->
    {Name, Rest} = lists:splitwith(fun(D) -> D >= $a andalso D =< $z end, T),
    tokens(Rest, N + length(Name), [{name, N, list_to_atom(Name)} | Acc]);
tokens([C | T], N, Acc) ->
    case lists:member(C, "+-*/^()=,") of
        true -> tokens(T, N + 1, [{list_to_atom([C]), N} | Acc]);
        false -> throw({bad_character, N, [C]})
    end.

binary('=') -> {1, right};
binary('+') -> {2, left};
binary('-') -> {2, left};
binary('*') -> {3, left};
binary('/') -> {3, left};
binary('^') -> {5, right};
binary(_) -> none.

parse(Tokens) ->
    case expr(Tokens, 0) of
        {Tree, [{eof, _}]} -> Tree;
        {_, [Token | _]} -> throw({unexpected, element(2, Token), element(1, Token)})
    end.
expr(Tokens, Min) ->
    {Left, Rest} = prefix(Tokens),
    climb(Left, Rest, Min).
climb(Left, [{Op, N} | Rest] = Tokens, Min) ->
    case binary(Op) of
        {P, Side} when P >= Min ->
            {Right, Rest1} = expr(Rest, case Side of left -> P + 1; right -> P end),
            climb({Op, N, Left, Right}, Rest1, Min);
        _ -> {Left, Tokens}
    end;
climb(Left, Tokens, _) -> {Left, Tokens}.
prefix([{num, _, V} | T]) -> {V, T};
prefix([{name, N, F}, {'(', _} | T]) -> {Args, Rest} = args(T), {{call, N, F, Args}, Rest};
prefix([{name, N, V} | T]) -> {{var, N, V}, T};
prefix([{'-', N} | T]) -> {E, Rest} = expr(T, 4), {{neg, N, E}, Rest};
prefix([{'(', N} | T]) ->
    case expr(T, 0) of {E, [{')', _} | Rest]} -> {E, Rest}; _ -> throw({unclosed, N}) end;
prefix([Token | _]) -> throw({unexpected, element(2, Token), element(1, Token)}).
args(T) ->
    case expr(T, 0) of
        {E, [{',', _} | Rest]} -> {Es, Rest1} = args(Rest), {[E | Es], Rest1};
        {E, [{')', _} | Rest]} -> {[E], Rest};
        {_, [Token | _]} -> throw({unexpected, element(2, Token), element(1, Token)})
    end.

eval(N, Env) when is_number(N) -> {N, Env};
eval({var, N, V}, Env) -> case Env of #{V := X} -> {X, Env}; _ -> throw({unbound, N, V}) end;
eval({'=', _, {var, _, V}, E}, Env) -> {X, Env1} = eval(E, Env), {X, Env1#{V => X}};
eval({'=', N, _, _}, _) -> throw({bad_assignment, N});
eval({neg, _, E}, Env) -> {X, Env1} = eval(E, Env), {-X, Env1};
eval({call, N, F, Args}, Env) ->
    {Values, Env1} = lists:mapfoldl(fun eval/2, Env, Args),
    {function(F, N, Values), Env1};
eval({Op, N, L, R}, Env) ->
    {X, Env1} = eval(L, Env),
    {Y, Env2} = eval(R, Env1),
    {try apply_op(Op, X, Y) catch error:badarith -> throw({arithmetic, N}) end, Env2}.
apply_op('+', X, Y) -> X + Y;
apply_op('-', X, Y) -> X - Y;
apply_op('*', X, Y) -> X * Y;
apply_op('/', X, Y) -> X / Y;
apply_op('^', X, Y) when is_integer(X), is_integer(Y), Y >= 0 -> power(X, Y);
apply_op('^', X, Y) -> math:pow(X, Y).
power(_, 0) -> 1;
power(X, N) -> X * power(X, N - 1).
function(max, _, L) -> lists:max(L);
function(sum, _, L) -> lists:sum(L);
function(sqrt, _, [X]) -> math:sqrt(X);
function(F, N, Args) -> throw({undefined, N, F, length(Args)}).

main() ->
    lists:foldl(fun(Line, Env) ->
        try eval(parse(tokens(Line)), Env) of
            {Value, Env1} -> io:format("~s = ~p~n", [Line, Value]), Env1
        catch throw:Why -> io:format("~s ! ~p~n", [Line, Why]), Env
        end
    end, #{}, ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "x = 4", "y = x * x - 1", "x + y", "max(x, y, 3) / 2", "sum(1, 2, 3) - sqrt(16)",
        "10 - 3 - 2", "1 / 0", "z + 1", "(1 + 2", "1 +", "3 $ 4", "f(1)", "1 = 2", "a = b = 7", "a * b", "2 2", "1.5 * 4", "7 / 2"]).
