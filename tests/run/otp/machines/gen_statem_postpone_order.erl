%% In which order postponed events come back, with events inserted and states changed between.
-module(gen_statem_postpone_order).
-export([main/0]).
-export([init/1, callback_mode/0, handle_event/4]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> handle_event_function.
init(_) -> {ok, a, []}.
handle_event({call, F}, log, _, L) -> {keep_state, [], {reply, F, lists:reverse(L)}};
handle_event(cast, {later, _}, a, _) -> {keep_state_and_data, postpone};
handle_event(cast, {go, S}, _, L) -> {next_state, S, [{to, S} | L]};
handle_event(cast, {ins, Es}, _, L) -> {keep_state, [ins | L], [{next_event, internal, E} || E <- Es]};
handle_event(cast, {both, S}, _, L) -> {next_state, S, [both | L], [{next_event, internal, first}, {next_event, cast, second}]};
handle_event(cast, twice, b, L) -> {next_state, c, [{twice, b} | L], postpone};
handle_event(T, E, S, L) -> {keep_state, [{T, E, S} | L]}.

main() ->
    {ok, P} = gen_statem:start(?MODULE, x, []), C = fun(Es) -> [gen_statem:cast(P, E) || E <- Es], gen_statem:call(P, log) end,
    each(C, [[{later, 1}, {later, 2}, plain, {go, b}], [{go, a}, {later, 1}, {ins, [x, y]}, {later, 2}, {both, b}, after_], [{go, b}, twice, rest], [{go, a}, {later, 1}, {go, a}, {later, 2}, {go, c}], [{go, a}, {later, 9}, {ins, []}, {go, b}, {go, a}, {later, 10}, {go, b}]]), gen_statem:stop(P), ok.
