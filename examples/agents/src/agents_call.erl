%% One call to the backend, with everything around it: deadline, leave from the limiter, circuit breaker, retries.
-module(agents_call).
-export([run/3]).

-doc "The answer, and how many attempts it took.".
-spec run(term(), term(), map()) -> {ok, term(), pos_integer()} | {error, term(), pos_integer()}.
run(Key, Request, Options) ->
    Deadline = case maps:get(deadline, Options, infinity) of
        infinity -> infinity;
        Ms -> now_ms() + Ms
    end,
    attempt(1, Key, Request, Deadline, agents_policy:new(Options), Options).

attempt(N, Key, Request, Deadline, Policy, Options) ->
    case once(Key, Request, Deadline, Options) of
        {ok, Answer} -> {ok, Answer, N};
        {error, Reason} ->
            case agents_policy:next(N, Reason, left(Deadline), Policy) of
                {again, Delay} ->
                    timer:sleep(Delay),
                    attempt(N + 1, Key, Request, Deadline, Policy, Options);
                {give_up, Why} -> {error, Why, N}
            end
    end.

once(Key, Request, Deadline, Options) ->
    maybe
        ok ?= agents_limiter:acquire(left(Deadline)),
        ok ?= agents_breaker:ask(),
        Timeout = min(maps:get(call_timeout, Options, 1000), left(Deadline)),
        Result = agents_backend:call(Key, Request, Timeout),
        ok = agents_breaker:report(verdict(Result)),
        Result
    end.

%% A request that the backend does not like says nothing about the backend.
verdict({ok, _}) -> ok;
verdict({error, Reason}) ->
    case agents_policy:is_transient(Reason) of
        true -> failed;
        false -> ok
    end.

left(infinity) -> infinity;
left(Deadline) -> max(0, Deadline - now_ms()).

now_ms() -> erlang:monotonic_time(millisecond).
