%% State machines that fail while they enter a state: what is traced, which state and data terminate/3 sees, the reason of the end.
-module(failing_to_enter).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).

callback_mode() -> case get(mode) of undefined -> [handle_event_function, state_enter]; Mode -> Mode end.

init(bad_mode) ->
    put(mode, oops),
    {ok, here, data};
init(crash) -> error(not_even_begun);
init(other) -> {ok};
init(State) -> {ok, State, data}.

handle_event(enter, _, crash, _) -> error(while_entering);
handle_event(enter, _, action, _) -> {keep_state_and_data, [postpone]};
handle_event(enter, _, return, _) -> nothing_known;
handle_event(enter, _, move, D) -> {next_state, elsewhere, D};
handle_event(enter, _, stop, _) -> {stop, bye, last_data};
handle_event(enter, Old, State, _) ->
    io:format("  in ~p from ~p~n", [State, Old]),
    keep_state_and_data;
handle_event({call, From}, {to, State, D}, _, _) -> {next_state, State, D, [{reply, From, ok}]};
handle_event({call, From}, {push, Module}, _, _) -> {keep_state_and_data, [{reply, From, ok}, {push_callback_module, Module}]}.

terminate(Reason, State, Data) -> io:format("  ends in ~p with ~p: ~0p~n", [State, Data, bare(Reason)]).

bare({Reason, [{_, _, _, _} | _]}) -> Reason;
bare(Reason) -> Reason.

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [begin
         io:format("begin in ~p~n", [State]),
         {Result, Pid} = case gen_statem:start_link(?MODULE, State, [{debug, [{install, {fun event/3, begun}}]}]) of
             {ok, P} -> {started, P};
             {error, Reason} -> {{error, bare(Reason)}, none}
         end,
         End = receive {'EXIT', Who, Why} when Pid =:= none; Who =:= Pid -> bare(Why) after case Pid of none -> 0; _ -> 5000 end -> alive end,
         io:format("  ~0p, ~0p~n", [Result, End])
     end || State <- [bad_mode, crash, other, action, return, move, stop]],
    [begin
         {ok, P} = gen_statem:start_link(?MODULE, here, []),
         Answer = gen_statem:call(P, What),
         End = receive {'EXIT', P, Why} -> bare(Why) after 5000 -> alive end,
         io:format("~0p: ~p, ~0p~n", [What, Answer, End])
     end || What <- [{to, crash, new}, {to, action, new}, {to, return, new}, {to, stop, new}, {push, no_such_module}]],
    ok.

event(Done, {enter, Module, State}, _) ->
    io:format("  event: enter ~p in ~p~n", [Module, State]),
    Done;
event(Done, {consume, Event, State, _}, _) ->
    io:format("  event: consume ~0p in ~p~n", [Event, State]),
    Done;
event(Done, Event, _) ->
    io:format("  event: ~p~n", [element(1, Event)]),
    Done.
