%% State, event and named timeouts together: which are cancelled by what, and absolute ones.
-module(gen_statem_timeouts_mix).
-export([main/0]).
-export([init/1, callback_mode/0, handle_event/4]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> handle_event_function.
init(To) -> {ok, s, To}.
handle_event({call, F}, {set, As}, _, _) -> {keep_state_and_data, [{reply, F, ok} | As]};
handle_event({call, F}, {move, S, As}, _, D) -> {next_state, S, D, [{reply, F, moved} | As]};
handle_event(info, _, _, _) -> keep_state_and_data;
handle_event(T, E, S, To) -> To ! {T, E, S}, keep_state_and_data.

main() ->
    {ok, P} = gen_statem:start(?MODULE, self(), []), Set = fun(A) -> gen_statem:call(P, {set, A}) end, Move = fun(S, A) -> gen_statem:call(P, {move, S, A}) end, Big = 100000,
    show("zero", [Set([{state_timeout, 0, a}, {timeout, 0, b}, {{timeout, n}, 0, c}]), all()]), show("event cancelled", [Set([{timeout, Big, e}]), begin P ! x, Set([]) end, all()]), show("state cancelled", [Set([{state_timeout, Big, s}]), Move(t, []), all()]), show("same state keeps", [Set([{state_timeout, 8, kept}]), Move(t, []), wait()]), show("named survives", [Set([{{timeout, n}, 5, named}]), Move(u, []), wait()]), show("replaced", [Set([{state_timeout, Big, old}]), Set([{state_timeout, 1, new}]), wait()]), show("updated", [Set([{{timeout, m}, 5, old}]), Set([{{timeout, m}, update, new}]), wait()]), show("cancelled", [Set([{{timeout, m}, 5, x}, {{timeout, m}, cancel}]), wait()]), show("absolute", [Set([{state_timeout, erlang:monotonic_time(millisecond) + 3, abs, [{abs, true}]}]), wait()]), show("update none", [Set([{{timeout, zz}, update, x}]), wait()]), show("infinity", [Set([{state_timeout, infinity, x}]), wait()]), show("order", [Set([{{timeout, a}, 0, 1}, {state_timeout, 0, 2}, {{timeout, b}, 0, 3}]), all()]), gen_statem:stop(P), ok.
all() -> receive X -> [X | all()] after 3 -> [] end.
wait() -> receive X -> X after 40 -> none end.
