%% All actions of gen_statem transitions: replies, postponing, next events, timeouts of three kinds, hibernation, order.
-module(gen_statem_actions).
-export([main/0]).
-export([init/1, callback_mode/0, handle_event/4]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> [handle_event_function, state_enter].
init(To) -> {ok, s0, To, [{next_event, internal, from_init}]}.
handle_event(enter, Old, S, To) -> To ! {enter, Old, S}, keep_state_and_data;
handle_event({call, F}, {do, T}, S, To) -> To ! {in, S, do}, fix(T, F);
handle_event(cast, {do, T}, S, To) -> To ! {in, S, cast}, fix(T, none);
handle_event(T, E, S, To) -> To ! {event, T, E, S}, keep_state_and_data.
fix(T, F) when is_tuple(T) -> list_to_tuple([fix(E, F) || E <- tuple_to_list(T)]);
fix(L, F) when is_list(L) -> [fix(E, F) || E <- L];
fix(from, F) -> F;
fix(X, _) -> X.

main() ->
    {ok, P} = gen_statem:start(?MODULE, self(), []), show("init", all()),
    each(fun(T) -> R = (catch gen_statem:call(P, {do, T}, 1000)), {R, all()} end,
         [{keep_state_and_data, [{reply, from, r}]}, {keep_state_and_data, {reply, from, single}}, {next_state, s1, data(), [{reply, from, r}]}, {next_state, s1, self(), [{reply, from, r}, {next_event, cast, a}, {next_event, internal, b}, {next_event, info, c}]}, {next_state, s1, self(), [{reply, from, same}]}, {repeat_state, self(), [{reply, from, r}]}, {repeat_state_and_data, [{reply, from, r}]}, {keep_state, self(), [{reply, from, r}, {state_timeout, 0, st}]}, {keep_state, self(), [{reply, from, r}, {timeout, 0, ev}]}, {keep_state, self(), [{reply, from, r}, {{timeout, n}, 0, gen}]}, {keep_state, self(), [{reply, from, r}, 0]}, {keep_state_and_data, [{reply, from, r}, hibernate]},
          {keep_state_and_data, [{reply, from, r}, {state_timeout, 100000, x}, {{timeout, a}, 100000, y}]}, {keep_state_and_data, [{reply, from, r}, {state_timeout, update, z}, {state_timeout, cancel}, {{timeout, a}, update, w}, {{timeout, a}, cancel}, {timeout, cancel}]}, {keep_state_and_data, [{reply, from, r}, {state_timeout, 0, one}, {{timeout, t}, 0, two}, {timeout, 0, three}, {next_event, internal, i}]}, {next_state, s2, self(), [{reply, from, r}, {state_timeout, 100000, gone}]}, {next_state, s3, self(), [{reply, from, r}]}]),
    gen_statem:cast(P, {do, {keep_state_and_data, [postpone]}}), P ! info1, gen_statem:cast(P, {do, {next_state, s4, self()}}), timer:sleep(2), show("postponed", all()),
    show("stop", catch gen_statem:call(P, {do, {stop_and_reply, normal, [{reply, from, bye}]}})), show("left", all()), ok.

data() -> self().
all() -> receive X -> [X | all()] after 2 -> [] end.
