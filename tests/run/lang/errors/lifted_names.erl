%% Names of funs and comprehensions in stack traces: which numbers those have that stand in operands, elements, fields and sources.
-module(lifted_names).
-export([main/0]).

-record(r, {a, b}).

main() ->
    Made = [{list, list()}, {tuple, tuple_to_list(tuple())}, {args, args()}, {body, body()}, {cons, cons()}, {nested, nested()},
            {map, map()}, {append, append()}, {chain, chain()}, {record, record()}, {update, update()}, {sources, sources()},
            {filters, filters()}, {branches, branches()}, {remote, remote()}],
    [show(What, Funs) || {What, Funs} <- Made],
    ok.

show(What, Funs) ->
    io:format("~p~n", [What]),
    [io:format("   ~0p~n", [names(What, Fun)]) || Fun <- lists:flatten(Funs)].

names(What, Fun) ->
    Begin = "-" ++ atom_to_list(What) ++ "/",
    try Fun() of Value -> {value, Value}
    catch error:badarith:Trace -> [Name || {?MODULE, Name, _, _} <- Trace, lists:prefix(Begin, atom_to_list(Name))]
    end.

list() ->
    [fun() -> [id(X) + a || X <- s()] end, fun() -> << <<(id(X) + a)>> || X <- s() >> end, fun() -> 1 + (loop())(2) end,
     fun() -> F = fun L(0) -> id(a) + 1; L(X) -> 1 + L(X - 1) end, 1 + F(2) end].
tuple() ->
    {fun() -> [id(X) + a || X <- s()] end, fun() -> << <<(id(X) + a)>> || X <- s() >> end,
     fun() -> F = fun L(0) -> id(a) + 1; L(X) -> 1 + L(X - 1) end, 1 + F(2) end}.
args() ->
    three(fun() -> [id(X) + a || X <- s()] end, fun() -> << <<(id(X) + a)>> || X <- s() >> end,
          fun() -> F = fun L(0) -> id(a) + 1; L(X) -> 1 + L(X - 1) end, 1 + F(2) end).
body() ->
    A = fun() -> [id(X) + a || X <- s()] end,
    B = fun() -> << <<(id(X) + a)>> || X <- s() >> end,
    C = fun() -> F = fun L(0) -> id(a) + 1; L(X) -> 1 + L(X - 1) end, 1 + F(2) end,
    [A, B, C].
cons() ->
    [fun() -> [id(X) + a || X <- s()] end, fun() -> [id(X) + b || X <- s()] end
     | [fun() -> << <<(id(X) + a)>> || X <- s() >> end, fun() -> [id(X) + c || X <- s()] end]].
nested() ->
    [[fun() -> [id(X) + a || X <- s()] end, fun() -> << <<(id(X) + a)>> || X <- s() >> end],
     [fun() -> [id(X) + b || X <- s()] end, fun() -> [id(X) + c || X <- s()] end]].
map() -> maps:values(#{1 => fun() -> [id(X) + a || X <- s()] end, 2 => fun() -> << <<(id(X) + a)>> || X <- s() >> end}).
append() -> id([fun() -> [id(X) + a || X <- s()] end]) ++ (id([fun() -> [id(X) + b || X <- s()] end]) ++ id([fun() -> id(c) + 1 end])).
chain() ->
    Q = [(fun() -> id(a) + 1 end) | id([])],
    Q ++ case (fun() -> id(a) + 1 end) == id(fun() -> id(b) + 1 end) of false -> [fun() -> id(c) + 1 end] end.
record() -> R = #r{a = fun() -> id(a) + 1 end, b = fun() -> [id(X) + b || X <- s()] end}, [R#r.a, R#r.b].
update() -> R = (id(#r{}))#r{a = fun() -> id(a) + 1 end, b = fun() -> [id(X) + b || X <- s()] end}, [R#r.a, R#r.b].
sources() -> [X || _ <- s(), X <- [fun() -> [id(X) + a || X <- s()] end, fun() -> [id(X) + b || X <- s()] end]].
filters() -> [fun() -> id(X) + a end || X <- s(), (id(fun() -> id(true) end))(), _ <- id([fun() -> id(a) end])].
branches() -> {A, B} = case {fun() -> id(a) + 1 end, fun() -> id(b) + 1 end} of {X, Y} -> {fun() -> 1 + X() end, Y} end, [A, B].
remote() -> lists:append([fun() -> id(a) + 1 end], [fun() -> id(c) + 1 end]).

loop() -> fun L(0) -> id(a) + 1; L(X) -> 1 + L(X - 1) end.
three(A, B, C) -> [A, B, C].
s() -> [1].
id(X) -> X.
