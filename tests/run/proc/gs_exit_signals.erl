%% A gen_server and exit signals: from its parent, from others it is linked to, trapping or not.
-module(gs_exit_signals).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    [p({Traps, From, R, try_it(Traps, From, R)}) || Traps <- [false, true], From <- [parent, other], R <- [normal, shutdown, crash, kill]].

try_it(Traps, From, R) ->
    {ok, S} = gen_server:start_link(?MODULE, {Traps, self()}, []),
    M = monitor(process, S),
    case From of
        parent -> exit(S, R);
        other -> P = spawn(fun() -> receive {link, To} -> link(S), To ! linked end, receive go -> exit(R) end end), P ! {link, self()}, receive linked -> P ! go end, died(P)
    end,
    Alive = try gen_server:call(S, ping) catch exit:_ -> dead end,
    gen_server_stop(S),
    Why = down(S, M), exited(S),
    {Alive, Why, [X || X <- all(), is_tuple(X), element(1, X) =/= 'EXIT']}.

gen_server_stop(S) -> try gen_server:stop(S) catch exit:_ -> ok end.
init({Traps, To}) -> process_flag(trap_exit, Traps), {ok, To}.
handle_call(ping, _, To) -> {reply, alive, To}.
handle_cast(_, To) -> {noreply, To}.
handle_info({'EXIT', _, R}, To) -> To ! {info, R}, {noreply, To}.
terminate(R, To) -> To ! {terminate, R}, ok.
