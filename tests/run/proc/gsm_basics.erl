%% gen_statem: events, postponed ones, timeouts of each kind, replies, and how it ends.
-module(gsm_basics).
-export([main/0]).
-export([init/1, callback_mode/0, handle_event/4, terminate/3]).
-include("proc.hrl").

main() ->
    process_flag(trap_exit, true),
    {ok, S} = gen_statem:start_link(?MODULE, self(), []),
    p(gen_statem:call(S, where)),
    %% postponed until the state changes
    R = gen_statem:send_request(S, only_open),
    gen_statem:cast(S, open),
    p(gen_statem:receive_response(R, 60000)),
    p(gen_statem:call(S, where)),
    [begin gen_statem:cast(S, {timeout, K}), p(receive {timed_out, X} -> X end) end || K <- [state_timeout, event, generic]],
    %% an event timeout is undone by an event, a state timeout by a change of state
    gen_statem:cast(S, {long, event}), p(gen_statem:call(S, where)),
    gen_statem:cast(S, {long, state_timeout}), gen_statem:cast(S, close), p(gen_statem:call(S, where)),
    %% inserted events come before others
    gen_statem:cast(S, insert), gen_statem:cast(S, {note, after_them}),
    p([receive {note, N} -> N end || _ <- [1, 2, 3]]),
    S ! info, p(receive {info, I} -> I end),
    gen_statem:stop(S, {shutdown, enough}, 60000),
    p([receive {terminated, T} -> T end, exited(S)]),
    p(all()).

callback_mode() -> [handle_event_function, state_enter].
init(To) -> {ok, closed, To}.
handle_event(enter, _, _, _) -> keep_state_and_data;
handle_event({call, F}, where, State, _) -> {keep_state_and_data, [{reply, F, State}]};
handle_event({call, _}, only_open, closed, _) -> {keep_state_and_data, [postpone]};
handle_event({call, F}, only_open, open, _) -> {keep_state_and_data, [{reply, F, was_open}]};
handle_event(cast, open, _, To) -> {next_state, open, To};
handle_event(cast, close, _, To) -> {next_state, closed, To};
handle_event(cast, {timeout, state_timeout}, _, _) -> {keep_state_and_data, [{state_timeout, 1, s}]};
handle_event(cast, {timeout, event}, _, _) -> {keep_state_and_data, [{timeout, 1, e}]};
handle_event(cast, {timeout, generic}, _, _) -> {keep_state_and_data, [{{timeout, name}, 1, g}]};
handle_event(cast, {long, event}, _, _) -> {keep_state_and_data, [{timeout, 1000000, e}]};
handle_event(cast, {long, K}, _, _) -> {keep_state_and_data, [{K, 1000000, s}]};
handle_event(cast, insert, _, _) -> {keep_state_and_data, [{next_event, internal, {note, 1}}, {next_event, internal, {note, 2}}]};
handle_event(K, {note, N}, _, To) when K =:= internal; K =:= cast -> To ! {note, N}, keep_state_and_data;
handle_event(info, X, _, To) -> To ! {info, X}, keep_state_and_data;
handle_event(T, X, _, To) -> To ! {timed_out, {T, X}}, keep_state_and_data.
terminate(R, S, To) -> To ! {terminated, {R, S}}.
