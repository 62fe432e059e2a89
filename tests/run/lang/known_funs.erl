%% Library functions called with funs that the compiler knows: values, order, exceptions and stack traces as of calls.
-module(known_funs).
-compile(nowarn_deprecated_catch).
-export([main/0, double/1, id/1]).
-import(lists, [map/2]).

main() ->
    K = list_to_integer("7"),
    values(K),
    order(),
    traces(K),
    ends(K),
    recursion(),
    shared(K),
    inside(),
    tracing().

values(K) ->
    L = lists:seq(1, 6),
    p(map, map(fun(X) -> X * K end, L)),
    p(named, lists:map(fun double/1, L)),
    p(filter, lists:filter(fun(X) when X rem 2 =:= 0 -> true; (_) -> false end, L)),
    p(foldl, lists:foldl(fun(X, {S, P}) -> {S + X, P * X + K} end, {0, 1}, L)),
    p(foldr, lists:foldr(fun(X, Acc) -> [X, K | Acc] end, [], L)),
    p(filtermap, lists:filtermap(fun(1) -> false; (2) -> true; (X) -> {true, -X} end, L)),
    p(flatmap, lists:flatmap(fun(X) -> lists:duplicate(X rem 3, X) end, L)),
    p(all, {lists:all(fun(X) -> X < K end, L), lists:all(fun(X) -> X < 3 end, L)}),
    p(any, {lists:any(fun(X) -> X > K end, L), lists:any(fun(X) -> X > 3 end, L)}),
    p(mapfoldl, lists:mapfoldl(fun(X, A) -> {X + A, A + 1} end, K, L)),
    p(mapfoldr, lists:mapfoldr(fun(X, A) -> {X + A, A + 1} end, K, L)),
    p(partition, lists:partition(fun(X) -> X band 1 =:= 0 end, L)),
    p(search, {lists:search(fun(X) -> X * X > K end, L), lists:search(fun(X) -> X > K end, L)}),
    p(takewhile, lists:takewhile(fun(X) -> X < 4 end, L)),
    p(dropwhile, lists:dropwhile(fun(X) -> X < 4 end, L)),
    p(splitwith, lists:splitwith(fun(X) -> X =/= 4 end, L)),
    p(empty, [lists:map(fun(X) -> X + K end, []), lists:foldl(fun(X, A) -> X + A end, K, [])]).

double(X) -> X + X.

%% Effects happen element by element, and what was done before a throw stays done.
order() ->
    put(seen, []),
    Note = fun(X) -> put(seen, [X | get(seen)]) end,
    caught(thrown, fun() -> lists:foreach(fun(3) -> throw(enough); (X) -> Note(X) end, [1, 2, 3, 4]) end),
    p(seen, get(seen)),
    p(foldr_order, begin put(seen, []), lists:foldr(fun(X, A) -> put(seen, [X | get(seen)]), A + X end, 0, [1, 2, 3]), get(seen) end).

%% The first element, a later one, the last but a broken tail; in the fun, in what it calls last and not last, in a native.
traces(K) ->
    Bad = [1, 2, x, 4],
    caught(first, fun() -> [lists:map(fun(X) -> X + K end, id([x, 1]))] end),
    caught(later, fun() -> [lists:map(fun(X) -> X + K end, id(Bad))] end),
    caught(improper, fun() -> [lists:map(fun(X) -> X + K end, id([1, 2 | tail]))] end),
    caught(no_list, fun() -> [lists:filter(fun(X) -> X > K end, id(no_list))] end),
    {function_clause, [{?MODULE, _, _, _} | Below]} = trace_of(fun() -> [lists:map(fun({X}) -> X + K; ([X]) -> X end, id([{1}, [2], 3]))] end),
    p(below_clause, lists:takewhile(fun({_, F, _, _}) -> F =/= trace_of end, frames(Below))),
    caught(clause_of_named, fun() -> [lists:foldl(fun pick/2, K, id([{1, 2}, 3]))] end),
    caught(native_last, fun() -> [lists:map(fun(X) -> atom_to_list(X) end, id([a, 1]))] end),
    caught(native_inside, fun() -> [lists:map(fun(X) -> [atom_to_list(X)] end, id([a, 1]))] end),
    caught(called_last, fun() -> [lists:foldl(fun(X, A) -> plus(X, A) end, K, Bad)] end),
    caught(called_inside, fun() -> [lists:foldl(fun(X, A) -> plus(X, A) + 1 end, K, Bad)] end),
    caught(error_with_args, fun() -> [lists:foreach(fun(X) -> error(oops, [X, K]) end, id([1]))] end),
    caught(exit, fun() -> [lists:foreach(fun(X) -> exit({X, K}) end, id([1]))] end),
    caught(case_clause, fun() -> [lists:filtermap(fun(X) -> case X of 1 -> true end end, id([1, 2]))] end),
    caught(no_boolean, fun() -> [lists:all(fun(X) -> X + K end, id([1, 2]))] end),
    caught(no_boolean_search, fun() -> [lists:search(fun(X) -> X + K end, id([1, 2]))] end),
    caught(no_pair, fun() -> [lists:mapfoldl(fun(X, A) -> X + A end, K, id([1, 2]))] end),
    caught(arity, fun() -> lists:map(fun(X, Y) -> X + Y + K end, id([1, 2])) end),
    caught(undefined, fun() -> [lists:map(fun(X) -> no_such_module:f(X) end, id([1]))] end),
    caught(unknown_last, fun() -> F = make(K), [lists:map(fun(X) -> F(X) end, id([1, {}]))] end),
    caught(not_a_fun, fun() -> [lists:map(fun(X) -> X(K) end, id([fun double/1, K]))] end),
    caught(nested, fun() -> [lists:map(fun(Row) -> [0 | lists:map(fun(X) -> X * K end, Row)] end, id([[1], [2, y]]))] end),
    caught(nested_last, fun() -> [lists:map(fun(Row) -> lists:map(fun(X) -> X * K end, Row) end, id([[1], [2, y]]))] end),
    caught(three_deep, fun() ->
        [lists:foldl(fun(A, S) -> S + lists:foldl(fun(B, T) -> T + lists:sum(lists:map(fun(C) -> C + K end, B)) end, 0, A) end, 0, id([[[1], [z]]]))]
    end).

id(X) -> X.
plus(X, A) -> X + A.
pick({X, _}, A) when X < A -> X.
make(K) -> fun(X) -> X + K end.

%% Where the fun is not simple: it receives, catches, or is too large to be copied.
ends(K) ->
    self() ! {m, 1}, self() ! {m, 2},
    p(receives, lists:map(fun(X) -> receive {m, X} -> X + K after 0 -> none end end, [2, 1, 3])),
    p(catches, lists:map(fun(X) -> catch X + K end, [1, 2])),
    p(tries, lists:map(fun(X) -> try X + K catch error:badarith -> {bad, X} end end, [1, q])),
    p(binaries, lists:map(fun(<<A:4, B/bitstring>>) -> {A, bit_size(B)}; (_) -> no end, [<<17>>, <<1:3>>, <<255, 1:2>>])),
    p(maps, lists:foldl(fun(#{k := V}, A) -> A#{V => K}; (_, A) -> A end, #{}, [#{k => 1}, x])),
    p(makes_funs, [F(1) || F <- lists:map(fun(X) -> fun(Y) -> X + Y + K end end, [1, 2])]).

%% Funs that call the library with themselves.
recursion() ->
    Tree = {1, [{2, []}, {3, [{4, []}]}]},
    p(sum, sum(Tree)),
    p(depth, depth(Tree)),
    p(named_fun, lists:map(fun F({X, Cs}) -> [X | lists:map(F, Cs)] end, [Tree])),
    caught(in_tree, fun() -> [sum({1, [{2, [{x, []}]}]})] end).

sum({X, Cs}) -> lists:foldl(fun(C, A) -> A + sum(C) end, X, Cs).
depth({_, Cs}) -> 1 + lists:foldl(fun erlang:max/2, 0, lists:map(fun depth/1, Cs)).

%% A fun that is known, used here and elsewhere.
shared(K) ->
    F = fun(X) -> X + K end,
    p(shared, {lists:map(F, [1, 2]), F(3), erlang:fun_info(F, arity), lists:foldl(fun(X, A) -> A + F(X) end, 0, [1])}),
    p(same, F =:= hd(lists:map(fun(_) -> F end, [1]))),
    {name, Name} = erlang:fun_info(F, name),
    p(name, Name),
    {error, {badarith, [_, {known_funs, Name, _, _} | _]}} = {error, trace_of(fun() -> [lists:map(F, id([a]))] end)},
    p(functions, [N || {N, _} <- ?MODULE:module_info(functions), lists:prefix("-lists", atom_to_list(N))]).

trace_of(F) -> try F() catch error:R:S -> {R, S} end.

%% What a process sees of itself inside.
inside() ->
    [{T, S}] = lists:map(
        fun(_) -> {current_stacktrace, S} = process_info(self(), current_stacktrace), {length(S), S} end, [1]),
    p(stack, {T > 3, [{M, F, A} || {M, F, A, _} <- lists:sublist(S, 4)]}),
    p(function, lists:map(fun(_) -> {current_function, C} = process_info(self(), current_function), C end, [1])).

%% Calls that are traced are told of.
tracing() ->
    L = [1, 2],
    Main = self(),
    Tracer = spawn_link(fun() -> receive {trace, Main, call, {M, F, [_ | Args]}} -> Main ! {told, M, F, Args} end end),
    1 = erlang:trace_pattern({lists, map, 2}, true, [global]),
    erlang:trace(self(), true, [call, {tracer, Tracer}]),
    p(traced, lists:map(fun(X) -> X + 1 end, L)),
    erlang:trace(self(), false, [call]),
    erlang:trace_pattern({lists, map, 2}, false, [global]),
    p(told, receive Told -> Told end),
    p(not_traced, lists:map(fun(X) -> X + 1 end, L)).

p(Name, Value) -> io:format("~p: ~kp~n", [Name, Value]).

caught(Name, F) ->
    try F() of
        Value -> io:format("~p: ~p~n", [Name, Value])
    catch
        Class:Reason:Trace ->
            io:format("~p: ~p ~p~n", [Name, Class, Reason]),
            io:format("    ~p~n", [frames(lists:takewhile(fun(T) -> element(2, T) =/= caught end, Trace))])
    end.

%% Lines of this file, arguments without funs.
frames(Trace) ->
    lists:map(fun({M, F, A, I}) -> {M, F, shown(A), [Line || M =:= ?MODULE, {line, Line} <- I]} end, Trace).

shown(A) when is_list(A) -> [X || X <- A, not is_function(X)];
shown(A) -> A.
