%% Servers and those who are linked to them: parents, partners, traps, reasons that go on and reasons that do not.
-module(gen_server_links_exits).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init({Trap, To}) -> process_flag(trap_exit, Trap), {ok, To}.
handle_call({link, P}, _, To) -> link(P), {reply, ok, To};
handle_call(get_parent, _, To) -> {reply, hd(get('$ancestors')), To}.
handle_cast({exit, R}, _) -> exit(R);
handle_cast({stop, R}, To) -> {stop, R, To}.
handle_info({'EXIT', _, R}, To) -> To ! {server_saw, R}, {noreply, To}.
terminate(R, To) -> To ! {terminate, R}.

main() ->
    process_flag(trap_exit, true), Me = self(),
    each(fun({Trap, How}) -> {ok, P} = gen_server:start_link(?MODULE, {Trap, Me}, []), M = monitor(process, P), case How of {parent, R} -> exit(P, R); {cast, R} -> gen_server:cast(P, {exit, R}); {stop, R} -> gen_server:cast(P, {stop, R}); {partner, R} -> Q = spawn(fun() -> receive go -> exit(R) end end), gen_server:call(P, {link, Q}), Mq = monitor(process, Q), Q ! go, receive {'DOWN', Mq, _, _, _} -> timer:sleep(1) end end, W = try gen_server:call(P, get_parent) of _ -> demonitor(M, [flush]), exit(P, kill), alive catch exit:_ -> receive {'DOWN', M, process, P, X} -> X end end, {W, all()} end,
         [{T, H} || T <- [false, true], H <- [{parent, normal}, {parent, shutdown}, {parent, bad}, {parent, kill}, {cast, normal}, {cast, bad}, {stop, normal}, {stop, {shutdown, x}}, {partner, normal}, {partner, bad}]]),
    {ok, P} = gen_server:start_link(?MODULE, {false, Me}, []), show("parent", gen_server:call(P, get_parent) =:= self()), unlink(P), gen_server:stop(P), show("stopped", all()), ok.
all() -> receive {'EXIT', _, R} -> [{exit, R} | all()]; X -> [X | all()] after 5 -> [] end.
