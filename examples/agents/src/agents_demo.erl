%% Sessions on a bad day.
-module(agents_demo).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    {ok, _} = application:ensure_all_started(agents),
    io:format("== a good session~n"),
    S = agents:open(ann),
    show(agents:ask(S, ~"hello")),
    show(agents:ask(S, {tool, ~"upper", ~"straße"})),
    show(agents:ask(S, {tool, ~"sing", ~"x"})),
    io:format("~n== trouble that passes~n"),
    [try_script(Name, Steps) || {Name, Steps} <- [{flaky, [{error, unavailable}, {error, unavailable}]}, {full, [{error, {overloaded, 5}}]},
                                                  {slow, [{slow, 20}]}, {buggy, [crash]}, {mute, [silent]}]],
    io:format("~n== trouble that does not~n"),
    [try_script(Name, Steps) || {Name, Steps} <- [{refused, [{error, bad_request}]}, {down, lists:duplicate(4, {error, unavailable})}]],
    heal(),
    Late = agents:open(late, #{deadline => 30}),
    agents_backend:script(late, [silent]),
    show({late, agents:ask(Late, ~"quick!", #{call_timeout => 1000})}),
    heal(),
    io:format("~n== the circuit opens~n"),
    Down = agents:open(gone, #{attempts => 1}),
    agents_backend:script(gone, lists:duplicate(5, {error, unavailable})),
    [agents:ask(Down, ~"anyone?") || _ <- lists:seq(1, 5)],
    Calls = agents_backend:calls(),
    show(agents:ask(Down, ~"anyone?")),
    io:format("the backend was not asked: ~p~n", [Calls =:= agents_backend:calls()]),
    timer:sleep(60),
    show(agents:ask(Down, ~"anyone?")),
    {State, Trips} = agents_breaker:state(),
    io:format("circuit ~p after ~p trip~n", [State, Trips]),
    io:format("~n== a question is cancelled, the next one in line is answered~n"),
    agents_backend:script(ann, [silent]),
    Self = self(),
    spawn_link(fun() -> Self ! {first, agents:ask(S, ~"are you there?")} end),
    wait_for_state(S, busy),
    spawn_link(fun() -> Self ! {second, agents:ask(S, ~"and now?")} end),
    ok = agents_session:cancel(S),
    [receive {Which, Answer} -> show({Which, Answer}) end || Which <- [first, second]],
    io:format("~n== fifty sessions at once~n"),
    Before = agents_limiter:granted(),
    Sessions = [agents:open(N) || N <- lists:seq(1, 50)],
    Answers = agents:ask_all(Sessions, ~"hi"),
    io:format("~p answers, ~p calls granted, ~p sessions open~n",
              [length([x || {ok, ~"echo: hi"} <- Answers]), agents_limiter:granted() - Before, agents_session_sup:count() >= 50]),
    io:format("~n== history of the first~n"),
    [io:format("~2w ~-7w ~0tp~n", [N, Who, What]) || {N, Who, What} <- agents_session:history(S)],
    show(agents_session:status(S)),
    Ref = monitor(process, S),
    ok = agents:close(S),
    receive {'DOWN', Ref, process, S, Why} -> io:format("closed: ~p~n", [Why]) end,
    show(agents:ask(S, ~"hello?")),
    [io:format("~-10w~4w~n", [Name, N]) || {Name, N} <- agents_trace:get(), Name =/= retries],
    ok = application:stop(agents).

try_script(Name, Steps) ->
    agents_backend:script(Name, Steps),
    Session = agents:open(Name),
    Answer = agents:ask(Session, ~"hello", #{call_timeout => 40}),
    show({Name, Answer}),
    agents:close(Session).

%% A good answer makes the breaker forget what failed.
heal() ->
    S = agents:open(healthy, #{attempts => 20, limit => 20}),
    {ok, _} = agents:ask(S, ~"?"),
    agents:close(S).

show(#{} = Map) -> io:format("~0kp~n", [Map]);
show(Result) -> io:format("~0tp~n", [Result]).

wait_for_state(S, State) ->
    case agents_session:status(S) of
        #{state := State} -> ok;
        _ -> timer:sleep(1), wait_for_state(S, State)
    end.
