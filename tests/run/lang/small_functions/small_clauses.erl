%% Small local functions of which no clause matches: function_clause names them with their arguments, wherever they are called.
-module(small_clauses).
-export([main/0, shape/1]).

-record(p, {x, y = 0}).

main() ->
    [show(Name, F) || {Name, F} <- [
        {first, fun() -> {head(id([1]))} end},
        {head, fun() -> {head(id([]))} end},
        {head_tail, fun() -> head(id([])) end},
        {head_in_head, fun() -> head(head(id([[]]))) end},
        {pair, fun() -> X = swap(id({1, 2, 3})), X end},
        {exported, fun() -> X = shape(id({oval, 1})), X end},
        {exported_far, fun() -> X = ?MODULE:shape(id({oval, 1})), X end},
        {guard, fun() -> X = small(id(1000)), X end},
        {guard_fails, fun() -> X = small(id(a)), X end},
        {record, fun() -> X = x(id({q, 1, 2})), X end},
        {record_access, fun() -> X = y(id({q, 1, 2})), X end},
        {equal, fun() -> same(id(1), id(1.0)) end},
        {map, fun() -> X = name(id(#{nam => 1})), X end},
        {bits, fun() -> X = first_byte(id(<<1:7>>)), X end},
        {bits_good, fun() -> X = first_byte(id(<<7, 8>>)), X end},
        {bits_twice, fun() -> <<_, B/binary>> = id(<<1, 2, 3>>), {second(B), second(B)} end},
        {bits_short, fun() -> <<_, B/binary>> = id(<<1, 2>>), second(B) end},
        {prefix, fun() -> X = after_a("ba"), X end},
        {in_try, fun() -> try head(id(x)) catch throw:_ -> no end end},
        {in_comprehension, fun() -> [head(L) || L <- id([[1], [], [2]])] end},
        {in_filter, fun() -> [L || L <- id([1, 2, x]), is_odd(L)] end},
        {in_generator, fun() -> [X || X <- list_of(id(5))] end},
        {in_map_comprehension, fun() -> #{X => head(X) || X <- id([[a], b])} end},
        {in_bits_comprehension, fun() -> << <<(head(X))>> || X <- id([[1], []])>> end},
        {passed, fun() -> lists:map(fun head/1, id([[1], []])) end},
        {passed_in_fun, fun() -> lists:map(fun(X) -> head(X) end, id([[1], []])) end},
        {folded, fun() -> lists:foldl(fun(X, Acc) -> small(X) + Acc end, 0, id([1, 2, 300])) end},
        {constant, fun() -> head({not_a, list}) end},
        {arguments_made, fun() -> swap([id(1) | id(2)]) end}
    ]],
    ok.

show(Name, F) ->
    try F() of
        X -> io:format("~p ~p~n", [Name, X])
    catch
        C:R:St ->
            io:format("~p ~p ~p~n", [Name, C, R]),
            [io:format("    ~p ~p ~p~n", [N, A, proplists:get_value(line, I)])
             || {M, N, A, I} <- St, M =:= ?MODULE, N =/= show, N =/= main,
                hd(atom_to_list(N)) =/= $-]
    end.

id(X) -> X.

head([H | _]) -> H.

swap({A, B}) -> {B, A}.

shape({square, A}) -> A * A;
shape({round, R}) -> 3 * R * R.

small(N) when N < 100, N + 0 >= 0 -> N.

x(#p{x = X}) -> X.

y(P) -> P#p.y.

same(X, X) -> X.

name(#{name := N}) -> N.

first_byte(<<B, _/bits>>) -> B.

second(<<_, B>>) -> B.

after_a("a" ++ Rest) -> Rest.

is_odd(N) when is_integer(N) -> N band 1 =:= 1.

list_of(N) when N < 5 -> [N, N].
