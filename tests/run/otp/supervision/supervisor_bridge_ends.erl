%% A bridge to what is no OTP process: start, how it ends, and what its terminate is told.
-module(supervisor_bridge_ends).
-export([main/0]).
-export([init/1, terminate/2]).
-behaviour(supervisor_bridge).
-include("../../stdlib/show.hrl").

init({To, X}) -> case X of {ok, How} -> P = spawn_link(fun() -> receive {die, R} -> exit(R) end end), To ! {bridged, P}, case How of state -> {ok, P, {To, P}} end; _ -> X end.
terminate(R, {To, P}) -> To ! {terminate, R, is_process_alive(P)}, exit(P, kill), ok.

main() ->
    process_flag(trap_exit, true), Me = self(),
    each(fun(X) -> case supervisor_bridge:start_link(?MODULE, {Me, X}) of {ok, _} -> ok; {error, {E, [_ | _]}} -> {error, E, exits()}; E -> {E, exits()} end end, [ignore, {error, no}, odd, {stop, x}]),
    each(fun(How) -> {ok, B} = supervisor_bridge:start_link({local, sbe}, ?MODULE, {Me, {ok, state}}), P = receive {bridged, Q} -> Q end, case How of {child, R} -> P ! {die, R}; {bridge, R} -> exit(B, R); stop -> gen_server:stop(B) end, M = monitor(process, B), W = receive {'DOWN', M, _, _, Y} -> Y after 5000 -> alive end, {W =/= alive, exits()} end, [{child, normal}, {child, bad}, {bridge, shutdown}, {bridge, kill}, stop]),
    show("taken", begin {ok, B} = supervisor_bridge:start_link({local, sbe}, ?MODULE, {Me, {ok, state}}), {error, {already_started, B2}} = supervisor_bridge:start_link({local, sbe}, ?MODULE, {Me, {ok, state}}), B =:= B2 end), ok.
exits() -> receive {'EXIT', _, R} -> [{exit, R} | exits()]; {terminate, _, _} = T -> [T | exits()]; {bridged, _} -> exits() after 3 -> [] end.
