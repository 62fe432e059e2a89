%% Processes that stop or call themselves, by pid and by name; places that do not exist; errors of functions called elsewhere.
-module(stopping_oneself).
-export([main/0]).

main() ->
    Self = self(),
    register(me, Self),
    Here = {me, node()},
    [show(M, F, A, Self)
     || {M, F, A} <-
            [{proc_lib, stop, [Self]}, {proc_lib, stop, [me]}, {proc_lib, stop, [Here, x, 10]}, {gen_server, stop, [Self]}, {gen_server, stop, [me]},
             {gen_server, stop, [Here, x, 100]}, {gen_statem, stop, [Self]}, {gen_statem, stop, [me, x, 5]}, {gen_event, stop, [Self]}, {gen_event, stop, [me]},
             {gen_server, call, [me, x]}, {gen_server, call, [Here, x]}, {gen_statem, call, [me, x, 50]}, {gen_event, call, [Self, h, x]},
             {supervisor, which_children, [Self]}, {supervisor, count_children, [me]}, {sys, get_state, [Self]}, {sys, get_status, [me]},
             {sys, suspend, [Self]}, {sys, terminate, [Self, x]}, {proc_lib, stop, [nobody]}, {proc_lib, stop, [{nobody, node()}]},
             {gen_server, stop, [{nobody, node()}]}, {gen_server, stop, [{global, nobody}]}, {gen_server, call, [{nobody, 'no@where'}, x]}]],
    [show(M, F, [node() | A], Self) || M <- [rpc, erpc], F <- [call], A <- [[erlang, error, [x]], [erlang, throw, [x]], [erlang, exit, [x]], [no_module, f, [1]]]],
    show(rpc, block_call, [node(), erlang, error, [x]], Self),
    show(erpc, multicall, [[node()], erlang, error, [x]], Self),
    %% one that stops itself from within
    {Pid, Monitor} = spawn_monitor(fun() -> register(inner, self()), gen_server:stop(inner, shutdown, infinity) end),
    receive {'DOWN', Monitor, _, Pid, {calling_self, {sys, terminate, [Who | Rest]}}} -> io:format("~0p~n", [{Who =:= Pid, Rest}]) end.

show(M, F, A, Self) ->
    Result = try apply(M, F, A)
             catch Class:Reason -> {Class, Reason}
             end,
    io:format("~w:~w ~0p~n    ~0p~n", [M, F, plain(A, Self), plain(Result, Self)]).

plain(Self, Self) -> self;
plain(T, Self) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T), Self));
plain(L, Self) when is_list(L) -> [plain(X, Self) || X <- L];
plain(X, _) -> X.
