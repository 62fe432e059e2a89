%% Calls at their edges: large requests, servers that are dead or die, replies that come twice, late or from somebody else, and what is
%% left of monitors and messages afterwards.
-module(gen_call_edges).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    {ok, P} = gen_server:start(?MODULE, [], []),
    large(P),
    twice(P),
    forwarded(P),
    late(P),
    monitors(P),
    dying(P),
    itself(),
    by_request(),
    many().

%% As large as is copied in slices, the other way too.
large(P) ->
    Large = erlang:make_tuple(70000, x),
    io:format("large ~p~n", [gen_server:call(P, {size, Large})]),
    io:format("large back ~p~n", [tuple_size(gen_server:call(P, {make, 70001}))]),
    io:format("binary ~p~n", [byte_size(gen_server:call(P, {echo, binary:copy(<<7>>, 200000)}))]),
    Fun = fun(X) -> X + tuple_size(Large) end,
    io:format("fun ~p~n", [(gen_server:call(P, {echo, Fun}))(1)]),
    io:format("map ~p~n", [map_size(gen_server:call(P, {echo, maps:from_list([{K, []} || K <- lists:seq(1, 500)])}))]).

twice(P) ->
    io:format("first of two ~p~n", [gen_server:call(P, twice)]),
    %% the second may have come before the alias was gone
    receive {[alias | _], two} -> ok after 0 -> ok end,
    io:format("next ~p~n", [gen_server:call(P, {echo, next})]).

%% Somebody else replies: the server has to be told that the monitor is over.
forwarded(P) ->
    io:format("forwarded ~p~n", [gen_server:call(P, forward)]),
    io:format("watchers ~p~n", [gen_server:call(P, watchers)]).

late(P) ->
    io:format("late ~p~n", [try gen_server:call(P, {sleep, 60}, 10) catch exit:{R, {M, F, [_, _, T]}} -> {R, M, F, T} end]),
    _ = gen_server:call(P, {echo, done}),
    io:format("nothing left ~p~n", [receive M2 -> M2 after 0 -> none end]).

monitors(P) ->
    io:format("during the call ~p~n", [gen_server:call(P, watchers)]),
    _ = [gen_server:call(P, {echo, I}) || I <- lists:seq(1, 50)],
    {monitors, Mine} = process_info(self(), monitors),
    io:format("of mine ~p, of the server's ~p~n", [Mine, gen_server:call(P, watchers)]).

dying(P) ->
    M = monitor(process, P),
    io:format("dies ~p~n", [try gen_server:call(P, die) catch exit:{R, {gen_server, call, [P, die]}} -> R end]),
    io:format("own monitor ~p~n", [receive {'DOWN', M, process, P, R2} -> R2 after 1000 -> none end]),
    io:format("dead ~p~n", [try gen_server:call(P, x) catch exit:{R3, _} -> R3 end]),
    io:format("dead, large ~p~n", [try gen_server:call(P, erlang:make_tuple(70000, x)) catch exit:{R4, _} -> R4 end]),
    io:format("nobody ~p~n", [try gen_server:call(nobody_of_that_name, x) catch exit:{R5, _} -> R5 end]),
    io:format("not left ~p~n", [process_info(self(), [monitors, message_queue_len])]).

itself() ->
    io:format("itself ~p~n", [try gen_server:call(self(), x) catch exit:{R, _} -> R end]).

%% Requests without waiting, some to oneself.
by_request() ->
    {ok, P} = gen_server:start(?MODULE, [], []),
    A = gen_server:send_request(P, {echo, a}),
    B = gen_server:send_request(P, {echo, b}),
    io:format("b ~p a ~p~n", [gen_server:receive_response(B, 1000), gen_server:receive_response(A, 1000)]),
    Own = gen_server:send_request(self(), own),
    receive {'$gen_call', {From, [alias | Ref]} = To, own} -> io:format("own ~p ~p~n", [From =:= self(), Ref =:= Own]), gen_server:reply(To, x) end,
    io:format("to oneself ~p~n", [gen_server:receive_response(Own, 50)]),
    C = gen_server:send_request(P, die),
    io:format("c ~p~n", [case gen_server:receive_response(C, 1000) of {error, {R, P}} -> {error, R} end]).

%% More callers at a time than a small table holds.
many() ->
    {ok, P} = gen_server:start(?MODULE, [], []),
    Self = self(),
    Callers = [spawn(fun() -> Self ! {self(), gen_server:call(P, park)} end) || _ <- lists:seq(1, 100)],
    Wait = fun Wait() -> case length(gen_server:call(P, watchers)) of 101 -> ok; _ -> erlang:yield(), Wait() end end,
    Wait(),
    exit(hd(Callers), kill),
    io:format("woken ~p~n", [gen_server:call(P, wake)]),
    io:format("answers ~p~n", [lists:usort([receive {C, X} -> X end || C <- tl(Callers)])]).

init([]) -> {ok, []}.

handle_call({size, T}, _, S) -> {reply, tuple_size(T), S};
handle_call({make, N}, _, S) -> {reply, erlang:make_tuple(N, y), S};
handle_call({echo, X}, _, S) -> {reply, X, S};
handle_call(twice, From, S) -> gen_server:reply(From, one), {reply, two, S};
handle_call(forward, From, S) -> spawn(fun() -> gen_server:reply(From, {by, other}) end), {noreply, S};
handle_call({sleep, Ms}, _, S) -> timer:sleep(Ms), {reply, slept, S};
handle_call(watchers, {C, _}, S) ->
    {monitored_by, By} = process_info(self(), monitored_by),
    {reply, [case X of C -> caller; _ -> other end || X <- By], S};
handle_call(park, From, S) -> {noreply, [From | S]};
handle_call(wake, _, S) -> [gen_server:reply(F, go) || F <- S], {reply, length(S), []};
handle_call(die, _, _) -> exit(because).
handle_cast(_, S) -> {noreply, S}.
handle_info(_, S) -> {noreply, S}.
