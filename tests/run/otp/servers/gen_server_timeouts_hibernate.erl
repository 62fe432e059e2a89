%% Timeouts of the server's own, cancelled by messages, with hibernation between and enter_loop.
-module(gen_server_timeouts_hibernate).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, enter/1]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init({How, To}) -> To ! {init, How}, case How of now -> {ok, {To, 0}, 0}; sleep -> {ok, {To, 0}, hibernate}; short -> {ok, {To, 0}, 1} end.
handle_call(get, _, {_, N} = S) -> {reply, N, S};
handle_call(wait, _, {_, N} = S) -> {reply, N, S, 1};
handle_call(sleep, _, {_, N} = S) -> {reply, N, S, hibernate}.
handle_cast(long, S) -> {noreply, S, 100000};
handle_cast(zero, S) -> {noreply, S, 0};
handle_cast(odd, S) -> {noreply, S, {abs, 1}}.
handle_info(timeout, {To, N}) -> To ! {timeout, N}, {noreply, {To, N + 1}};
handle_info(M, {To, _} = S) -> To ! {info, M}, {noreply, S}.
enter(To) -> proc_lib:init_ack({ok, self()}), gen_server:enter_loop(?MODULE, [], {To, 100}, 0).

main() ->
    Me = self(),
    each(fun(How) -> {ok, P} = gen_server:start(?MODULE, {How, Me}, []), R = case How of sleep -> [get()]; _ -> [get(), get()] end, N = gen_server:call(P, get), gen_server:stop(P), {R, N} end, [now, short, sleep]),
    {ok, P} = gen_server:start(?MODULE, {sleep, Me}, []), get(),
    show("wait", {gen_server:call(P, wait), get(), gen_server:call(P, get)}), show("sleep", {gen_server:call(P, sleep), gen_server:call(P, sleep), gen_server:call(P, get)}), P ! hello, show("woken", get()),
    gen_server:cast(P, long), show("cancelled", {gen_server:call(P, get), none()}), gen_server:cast(P, zero), show("zero", get()), gen_server:cast(P, long), P ! x, show("x", {get(), none()}),
    M = monitor(process, P), gen_server:cast(P, odd), show("odd", receive {'DOWN', M, _, _, R} -> case R of {W, [_ | _]} -> W; W -> W end end),
    {ok, E} = proc_lib:start(?MODULE, enter, [Me]), show("entered", {get(), gen_server:call(E, get)}), gen_server:stop(E),
    {ok, H} = gen_server:start(?MODULE, {sleep, Me}, [{hibernate_after, 1}]), get(), show("hibernate after", {wait_hib(H), gen_server:call(H, get), wait_hib(H)}), gen_server:stop(H), ok.

get() -> receive X -> X after 5000 -> nothing end.
none() -> receive X -> X after 2 -> nothing end.
wait_hib(P) -> case process_info(P, current_function) of {_, {erlang, hibernate, _}} -> hibernating; {_, {gen_server, loop_hibernate, _}} -> hibernating; _ -> timer:sleep(1), wait_hib(P) end.
