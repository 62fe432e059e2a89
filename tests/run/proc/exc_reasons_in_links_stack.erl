%% Stacks in exit reasons: which frames a linked or monitoring process sees for errors deep in calls, in funs, in library calls, after being raised again.
-module(exc_reasons_in_links_stack).
-export([main/0]).
-include("proc.hrl").

main() ->
    p([{N, sees(F)} || {N, F} <- [{deep, fun() -> [a(3, id(0))] end}, {in_fun, fun() -> (id(fun(X) -> {1 div X} end))(0) end}, {library, fun() -> {lists:map(fun(X) -> {1 div X} end, [1, 0])} end}, {raised_again, fun() -> try a(2, id(0)) catch C:R:S -> erlang:raise(C, R, S) end end}, {error_again, fun() -> try a(2, id(0)) catch _:R -> error({again, R}) end end}, {thrown, fun() -> {b(id(5))} end}, {exited, fun() -> {c(id(5))} end}, {function_clause, fun() -> {d(id(5))} end}, {undef, fun() -> {id(?MODULE):nothing(1)} end}, {arguments, fun() -> error(e, [1, 2, 3]) end}, {no_stack, fun() -> erlang:raise(error, e, []) end}]]).

sees(F) -> process_flag(trap_exit, true), {P, M} = spawn_opt(F, [link, monitor]), D = down(P, M), D = exited(P), case D of {R, [_ | _] = S} -> {R, [{Fn, if is_list(A) -> {args, length(A)}; true -> A end, proplists:get_value(line, I)} || {?MODULE, Fn, A, I} <- S]}; R -> {only, R} end.
id(X) -> X.
a(0, Z) -> {1 div Z}; a(N, Z) -> [a(N - 1, Z) | id([])].
b(X) -> X > 1 andalso throw({big, X}).
c(X) -> X > 1 andalso exit({big, X}).
d(X) when X < 1 -> X.
