-module(lang_stacktrace).
-export([main/0]).
% Exported, so that nothing is known of arguments and results.
-compile(export_all).
-compile(nowarn_export_all).
id(X) -> X.
tr(F) ->
    try F() of V -> V
    catch C:R:S ->
        {C, R, [{N, A, proplists:get_value(line, L)} || {M, N, A, L} <- S, M =:= ?MODULE, N =/= main, N =/= tr, N =/= '-main/0-fun-0-']}
    end.
add(X, Y) ->
    R = X
        + Y,
    id(R).
caller(X) ->
    {ok,
     add(X, 1)}.
match(X) ->
    id(x),
    {ok, V} =
        X,
    V.
clause(1) -> one;
clause(2) -> two.
cases(X) ->
    id(x),
    Y = case
            id(X) of
        1 -> one
    end,
    {Y}.
ifs(X) ->
    Y = if X -> 1 end,
    {Y}.
comp(L) ->
    R = [10 div X
         || X <- L],
    {R}.
comp2(L) -> R = [{Y, 10 div X} || X <- L, Y <- [a]], {R}.
bcomp(L) -> R = << <<(10 div X)>> || X <- L >>, {R}.
funs(X) ->
    F = fun(Y) -> {10 div Y} end,
    G = fun(Z) -> {F(Z)} end,
    {G(X)}.
named(X) -> F = fun Loop(0) -> {1 div id(0)}; Loop(N) -> {Loop(N - 1)} end, {F(X)}.
tail(0) -> (id(fun erlang:error/1))(bottom);
tail(N) -> tail(N - 1).
body(0) -> (id(fun erlang:error/1))(bottom);
body(N) -> {body(N - 1)}.
remote(X) -> {lists:nth(X, [a])}.
-record(r, {a}).
rec(X) ->
    {X
     #r.a}.
aft(X) -> try id(X) after {id(1) + id(in_after)} end.
reraise(X) ->
    try error(X)
    catch error:E:S -> erlang:raise(exit, E, S)
    end.
hdl(X) -> {hd(X)}.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P(tr(fun() -> caller(a) end)),
    P(tr(fun() -> match(foo) end)),
    P(tr(fun() -> clause(id(3)) end)),
    P(tr(fun() -> cases(2) end)),
    P(tr(fun() -> ifs(false) end)),
    P(tr(fun() -> comp([1, 2, 0]) end)),
    P(tr(fun() -> comp([1 | 2]) end)),
    P(tr(fun() -> bcomp([1, 0]) end)),
    P(tr(fun() -> named(2) end)),
    P(tr(fun() -> tail(3) end)),
    P(tr(fun() -> body(3) end)),
    P(tr(fun() -> rec(foo) end)),
    P(tr(fun() -> aft(1) end)),
    P(tr(fun() -> reraise(q) end)),
    P(tr(fun() -> hdl([]) end)),
    ok.
