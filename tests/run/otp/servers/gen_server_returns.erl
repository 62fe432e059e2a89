%% Every value a gen_server's callbacks may return, and what the server does with each.
-module(gen_server_returns).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(X) -> case X of {fail, _} -> X; {raise, C, R} -> raise(C, R); _ -> X end.
handle_call(X, From, S) -> case X of reply_later -> gen_server:reply(From, later), {noreply, S}; state -> {reply, S, S}; {raise, C, R} -> raise(C, R); _ -> X end.
handle_cast({raise, C, R}, _) -> raise(C, R);
handle_cast(X, _) -> X.
handle_info(timeout, S) -> {noreply, {timeout_seen, S}};
handle_info(X, _) -> X.
handle_continue({raise, C, R}, _) -> raise(C, R);
handle_continue(X, S) -> {noreply, {continued, X, S}}.
terminate(R, S) -> case whereis(gsr_main) of undefined -> ok; P -> P ! {terminated, R, S}, ok end.
code_change(_, S, _) -> {ok, S}.

main() ->
    process_flag(trap_exit, true), register(gsr_main, self()), Opt = [],
    each(fun(I) -> case gen_server:start_link(?MODULE, I, Opt) of {ok, P} -> S = try gen_server:call(P, state) catch C:{R, _} -> {C, clean(R)} end, catch gen_server:stop(P), {started, S, rest()}; {error, {W, [_ | _]}} -> {error, W, stack, rest()}; E -> {E, rest()} end end,
         [{ok, s}, {ok, s, 0}, {ok, s, infinity}, {ok, s, hibernate}, {ok, s, {continue, c}}, ignore, {stop, why}, {stop, normal}, {error, quiet}, odd, {ok}, {ok, s, -1}, {ok, s, odd}, {raise, error, e}, {raise, exit, normal}, {raise, throw, {ok, thrown}}, {raise, throw, t}, {ok, s, {continue, {raise, error, in_continue}}}]),
    each(fun(X) -> {ok, P} = gen_server:start_link(?MODULE, {ok, s}, Opt), R = outcome(fun() -> clean(gen_server:call(P, X, 5000)) end), catch gen_server:stop(P), {iolist_to_binary(R), rest()} end,
         [{reply, r, n}, {reply, r, n, hibernate}, {reply, r, n, {continue, c}}, {reply, r, n, 0}, reply_later, {stop, normal, r, n}, {stop, bad, r, n}, {raise, throw, {reply, thrown, t}}]),
    each(fun(X) -> {ok, P} = gen_server:start_link(?MODULE, {ok, s}, Opt), R = try gen_server:call(P, X) catch C:{Why, _} -> {C, clean(Why)} end, catch gen_server:stop(P), {R, rest()} end, [{stop, bad, n}, {stop, shutdown, n}, odd, {raise, error, e}, {raise, exit, x}, {raise, throw, t}, {reply, a}]),
    each(fun({K, X}) -> {ok, P} = gen_server:start_link(?MODULE, {ok, s}, Opt), case K of cast -> gen_server:cast(P, X); info -> P ! X end, R = try gen_server:call(P, state) catch C:{Why, _} -> {C, clean(Why)} end, catch gen_server:stop(P), {R, rest()} end,
         [{K, X} || K <- [cast, info], X <- [{noreply, n}, {noreply, n, hibernate}, {noreply, n, {continue, z}}, {stop, normal, n}, {stop, {shutdown, x}, n}, odd]] ++ [{cast, {raise, error, bad}}]),
    ok.

rest() -> receive {'EXIT', _, R} -> [{exit, clean(R)} | rest()]; {terminated, R, S} -> [{terminated, clean(R), S} | rest()] after 1 -> [] end.
clean({R, [{M, _, _, _} | _]}) when is_atom(M) -> {R, stack};
clean(X) -> X.

raise(error, R) -> error(R);
raise(exit, R) -> exit(R);
raise(throw, R) -> throw(R).
