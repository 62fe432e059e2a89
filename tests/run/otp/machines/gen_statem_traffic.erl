%% A crossing with lights, pedestrians who press a button, night mode and faults, all driven by events.
-module(gen_statem_traffic).
-export([main/0]).
-export([init/1, callback_mode/0, handle_event/4]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> [handle_event_function, state_enter].
init(To) -> {ok, {cars, green}, #{to => To, waiting => 0}}.
handle_event(enter, Old, New, #{to := To}) -> To ! {Old, New}, keep_state_and_data;
handle_event(cast, night, S, D) when S =/= blink -> {next_state, blink, D};
handle_event(cast, day, blink, D) -> {next_state, {cars, red}, D};
handle_event(cast, tick, {cars, C}, #{waiting := W} = D) -> case {C, W} of {green, 0} -> keep_state_and_data; {green, _} -> {next_state, {cars, yellow}, D}; {yellow, _} -> {next_state, {walk, W}, D#{waiting := 0}}; {red, _} -> {next_state, {cars, green}, D} end;
handle_event(cast, tick, {walk, 1}, D) -> {next_state, {cars, red}, D};
handle_event(cast, tick, {walk, N}, D) -> {next_state, {walk, N - 1}, D};
handle_event(cast, tick, blink, D) -> {repeat_state, D};
handle_event(cast, press, {walk, _}, _) -> {keep_state_and_data, postpone};
handle_event(cast, press, _, #{waiting := W} = D) -> {keep_state, D#{waiting := W + 1}};
handle_event({call, F}, state, S, #{waiting := W}) -> {keep_state_and_data, {reply, F, {S, W}}};
handle_event(T, E, _, #{to := To}) -> To ! {ignored, T, E}, keep_state_and_data.

main() ->
    {ok, P} = gen_statem:start(?MODULE, self(), []), Do = fun(L) -> [gen_statem:cast(P, E) || E <- L], S = gen_statem:call(P, state), {S, all()} end, each(Do, [[tick], [press, tick], [press, tick, press], [tick, tick], [tick], [tick, tick, tick], [night, tick, press], [day, tick], [day], [tick, tick, tick, tick]]), gen_statem:stop(P), ok.
all() -> receive X -> [X | all()] after 0 -> [] end.
