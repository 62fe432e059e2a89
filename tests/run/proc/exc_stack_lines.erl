%% Lines in stack traces: of the failing expression, of each call on the way, across lines and in funs.
-module(exc_stack_lines).
-export([main/0]).
-export([one/1, two/2, many/1, nested/1, inner/1, with_fun/1]).
-include("proc.hrl").

main() ->
    p(frames(?MODULE, fun() -> one(x) end)),
    p(frames(?MODULE, fun() ->
        two(
            1,
            b
        )
    end)),
    p(frames(?MODULE, fun() -> many([1, 2, a]) end)),
    p(frames(?MODULE, fun() -> nested({1, {2, x}}) end)),
    p(frames(?MODULE, fun() -> with_fun(fun(Y) ->
        Z = Y + 1,
        Z + zero
    end) end)).

one(X) ->
    A = 1,
    B = A + X,
    {ok, B}.

two(X, Y) ->
    R = X
        + Y,
    R * 2.

many([H | T]) ->
    [H + 1 |
     many(T)];
many([]) ->
    [].

nested({A, B}) ->
    C = begin
        inner(B)
    end,
    A + C.
inner({A, B}) ->
    case A of
        2 ->
            A - B;
        _ -> 0
    end.

with_fun(F) ->
    X = F(1),
    X + 1.
