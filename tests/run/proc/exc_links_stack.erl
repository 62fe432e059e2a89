%% Exit signals over links carry the stack of the error, shared by all that are linked.
-module(exc_links_stack).
-export([main/0]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> fail(x) end),
    {{badarg_like, x}, [{?MODULE, fail, 1, [{file, File}, {line, Line}]} | _]} = exited(P),
    p({filename:basename(File), Line}),
    %% through a chain the reason stays the same term
    Q = spawn_link(fun() -> spawn_link(fun() -> spawn_link(fun() -> fail(y) end), receive never -> ok end end), receive never -> ok end end),
    {{badarg_like, y}, [{?MODULE, fail, 1, _} | _]} = exited(Q),
    %% monitor and link tell the same
    {R, M} = spawn_opt(fun() -> fail(z) end, [link, monitor]),
    A = exited(R), B = down(R, M),
    p(A =:= B),
    %% arguments in the stack are copies: big ones survive their process
    Big = lists:seq(1, 3000),
    S = spawn_link(fun() -> only_atoms(Big) end),
    {function_clause, [{?MODULE, only_atoms, [Arg], _} | _]} = exited(S),
    garbage_collect(),
    p({Arg =:= Big, length(Arg)}).

fail(X) -> error({badarg_like, X}).
only_atoms(X) when is_atom(X) -> X.
