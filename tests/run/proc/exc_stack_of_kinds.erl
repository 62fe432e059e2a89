%% The top of the stack for failures of every kind of instruction and library call, from a function of its own each: module, function, arity or arguments, line of the next frame.
-module(exc_stack_of_kinds).
-export([main/0]).
-include("proc.hrl").

main() -> [p(top(fun() -> [k(N, id(a), id(0), id([]))] end)) || N <- lists:seq(1, 32) -- [3, 4, 15, 17, 20]].

k(1, A, _, _) -> A + 1;
k(2, _, Z, _) -> 1 div Z;
k(5, A, _, _) -> A(1);
k(6, A, _, _) -> A:A();
k(7, A, _, _) -> #{A := V} = #{}, V;
k(8, A, _, _) -> #{}#{A := 1};
k(9, A, _, _) -> <<A:8>>;
k(10, _, Z, _) -> case Z of 1 -> one end;
k(11, A, _, _) -> lists:sum([A]);
k(12, A, _, _) -> list_to_atom(A);
k(13, A, _, L) -> [A | L] ++ A, A ++ L;
k(14, A, _, L) -> L -- A;
k(16, A, _, _) -> A andalso true;
k(18, _, Z, _) -> setelement(Z, {}, x);
k(19, A, _, _) -> A ! x;
k(21, _, Z, _) -> 1 / Z;
k(22, A, _, _) -> binary_part(<<>>, A, 1);
k(23, A, _, _) -> lists:nth(1, A);
k(24, A, _, _) -> tuple_to_list(A);
k(25, A, _, _) -> length([1 | A]);
k(26, A, _, _) -> size(A);
k(27, A, _, _) -> ets:lookup(A, 1);
k(28, A, _, _) -> lists:keyfind(1, A, []);
k(29, A, _, _) -> string:length(A);
k(30, A, _, _) -> io_lib:format(A, [1]);
k(31, A, _, _) -> math:sqrt(A);
k(32, A, _, _) -> re:run(A, <<"(">>).
id(X) -> X.
top(F) ->
    try F() of V -> {value, V}
    catch C:R:S -> [{M, Fn, As, _} | _] = S, {C, R, M, Fn, if is_list(As) -> {args, length(As)}; true -> As end, hd([proplists:get_value(line, I) || {exc_stack_of_kinds, _, _, I} <- S])}
    end.
