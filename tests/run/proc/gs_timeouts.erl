%% Timeouts of a gen_server: after init and each callback, undone by any message; hibernate and continue.
-module(gs_timeouts).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2]).
-include("proc.hrl").

main() ->
    Self = self(),
    {ok, A} = gen_server:start(?MODULE, {Self, {ok, Self, 0}}, []),
    p(receive {info, I1} -> I1 end),
    {ok, B} = gen_server:start(?MODULE, {Self, {ok, Self, {continue, first}}}, []),
    p(receive {continue, C1} -> C1 end),
    p(gen_server:call(B, {then, {continue, second}})),
    p(receive {continue, C2} -> C2 end),
    %% the continuation runs before any message that waits
    sys:suspend(B),
    gen_server:cast(B, {then, {continue, third}}), gen_server:cast(B, note), sys:resume(B),
    p([receive {continue, C3} -> C3 end, receive {cast, N} -> N end]),
    p(gen_server:call(A, {then, 0})), p(receive {info, I2} -> I2 end),
    %% a message before the time is over: no timeout
    p(gen_server:call(A, {then, 100000})), gen_server:cast(A, note), p(receive {cast, N2} -> N2 end),
    p(gen_server:call(A, {then, infinity})),
    p(gen_server:call(A, {then, hibernate})),
    waits(A),
    p(gen_server:call(A, {then, infinity})),
    A ! something, p(receive {info, I3} -> I3 end),
    [gen_server:stop(S) || S <- [A, B]],
    p(all()).

init({_, R}) -> R.
handle_call({then, infinity}, _, S) -> {reply, ok, S};
handle_call({then, T}, _, S) -> {reply, ok, S, T}.
handle_cast({then, T}, S) -> {noreply, S, T};
handle_cast(X, S) -> S ! {cast, X}, {noreply, S}.
handle_info(X, S) -> S ! {info, X}, {noreply, S}.
handle_continue(X, S) -> S ! {continue, X}, {noreply, S}.
