%% Conditions as trees, by recursive descent:
%%
%%   or      := and ("or" and)*
%%   and     := not ("and" not)*
%%   not     := "not" not | compare
%%   compare := sum ((== != < <= > >=) sum | "in" sum)?
%%   sum     := product ((+ -) product)*
%%   product := unary ((* /) unary)*
%%   unary   := "-" unary | primary
%%   primary := literal | name | name "(" arguments ")" | "[" arguments "]" | "(" or ")"
-module(rules_parser).
-export([parse/1, print/1]).

-type tree() :: {literal, term()} | {field, [binary()]} | {call, binary(), [tree()]} | {list, [tree()]}
    | {'and' | 'or', tree(), tree()} | {'not', tree()} | {compare, atom(), tree(), tree()} | {in, tree(), tree()}
    | {arith, '+' | '-' | '*' | '/', tree(), tree()} | {negative, tree()}.
-export_type([tree/0]).

-spec parse(binary()) -> {ok, tree()} | {error, {pos_integer(), string()}}.
parse(Text) ->
    maybe
        {ok, Tokens} ?= rules_lexer:tokens(Text),
        try either(Tokens) of
            {Tree, [{'end', _, _}]} -> {ok, Tree};
            {_, [Token | _]} -> unexpected(Token)
        catch
            throw:{syntax, Token} -> unexpected(Token)
        end
    end.

unexpected({'end', _, Col}) -> {error, {Col, "unexpected end"}};
unexpected({_, Value, Col}) when is_binary(Value) -> {error, {Col, lists:flatten(io_lib:format("unexpected ~ts", [Value]))}};
unexpected({Kind, Value, Col}) when is_integer(Value), Kind =/= literal -> {error, {Col, "unexpected " ++ [Value]}};
unexpected({_, Value, Col}) -> {error, {Col, lists:flatten(io_lib:format("unexpected ~p", [Value]))}}.

either(Ts) ->
    {Left, Rest} = both(Ts),
    chain('or', Left, Rest, fun both/1).

both(Ts) ->
    {Left, Rest} = negation(Ts),
    chain('and', Left, Rest, fun negation/1).

chain(Op, Left, [{Op, _, _} | Ts], Next) ->
    {Right, Rest} = Next(Ts),
    chain(Op, {Op, Left, Right}, Rest, Next);
chain(_, Left, Ts, _) -> {Left, Ts}.

negation([{'not', _, _} | Ts]) ->
    {Tree, Rest} = negation(Ts),
    {{'not', Tree}, Rest};
negation(Ts) -> comparison(Ts).

comparison(Ts) ->
    case sum(Ts) of
        {Left, [{compare, Op, _} | Rest]} ->
            {Right, Rest1} = sum(Rest),
            {{compare, Op, Left, Right}, Rest1};
        {Left, [{in, _, _} | Rest]} ->
            {Right, Rest1} = sum(Rest),
            {{in, Left, Right}, Rest1};
        Plain -> Plain
    end.

sum(Ts) ->
    {Left, Rest} = product(Ts),
    arith(sum, Left, Rest, fun product/1).

product(Ts) ->
    {Left, Rest} = unary(Ts),
    arith(product, Left, Rest, fun unary/1).

arith(Kind, Left, [{Kind, Op, _} | Ts], Next) ->
    {Right, Rest} = Next(Ts),
    arith(Kind, {arith, Op, Left, Right}, Rest, Next);
arith(_, Left, Ts, _) -> {Left, Ts}.

unary([{sum, '-', _} | Ts]) ->
    {Tree, Rest} = unary(Ts),
    {{negative, Tree}, Rest};
unary(Ts) -> primary(Ts).

primary([{literal, Value, _} | Ts]) -> {{literal, Value}, Ts};
primary([{name, Name, _}, {'(', _, _} | Ts]) ->
    {Args, Rest} = arguments(Ts, ')'),
    {{call, Name, Args}, Rest};
primary([{name, Name, _} | Ts]) -> {{field, binary:split(Name, <<".">>, [global])}, Ts};
primary([{'[', _, _} | Ts]) ->
    {Items, Rest} = arguments(Ts, ']'),
    {{list, Items}, Rest};
primary([{'(', _, _} | Ts]) ->
    case either(Ts) of
        {Tree, [{')', _, _} | Rest]} -> {Tree, Rest};
        {_, [Token | _]} -> throw({syntax, Token})
    end;
primary([Token | _]) -> throw({syntax, Token}).

arguments([{Close, _, _} | Ts], Close) -> {[], Ts};
arguments(Ts, Close) ->
    {Tree, Rest} = either(Ts),
    case Rest of
        [{',', _, _} | More] ->
            {Trees, Rest1} = arguments(More, Close),
            {[Tree | Trees], Rest1};
        [{Close, _, _} | Rest1] -> {[Tree], Rest1};
        [Token | _] -> throw({syntax, Token})
    end.

-doc "A tree as text, with all its parentheses.".
-spec print(tree()) -> iolist().
print({literal, B}) when is_binary(B) -> io_lib:format("~tp", [unicode:characters_to_list(B)]);
print({literal, V}) -> io_lib:format("~p", [V]);
print({field, Path}) -> lists:join(".", Path);
print({call, Name, Args}) -> [Name, "(", lists:join(", ", [print(A) || A <- Args]), ")"];
print({list, Items}) -> ["[", lists:join(", ", [print(I) || I <- Items]), "]"];
print({'not', T}) -> ["(not ", print(T), ")"];
print({negative, T}) -> ["(-", print(T), ")"];
print({in, A, B}) -> ["(", print(A), " in ", print(B), ")"];
print({compare, Op, A, B}) -> ["(", print(A), " ", symbol(Op), " ", print(B), ")"];
print({arith, Op, A, B}) -> ["(", print(A), " ", atom_to_list(Op), " ", print(B), ")"];
print({Op, A, B}) -> ["(", print(A), " ", atom_to_list(Op), " ", print(B), ")"].

symbol(eq) -> "==";
symbol(ne) -> "!=";
symbol(lt) -> "<";
symbol(le) -> "<=";
symbol(gt) -> ">";
symbol(ge) -> ">=".
