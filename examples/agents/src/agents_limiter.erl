%% Hands out leave to call the backend: at most so many calls per span of time, and who asks first is served first. A caller that
%% dies or gives up while it waits loses its place.
-module(agents_limiter).
-behaviour(gen_server).
-export([start_link/1, acquire/1, waiting/0, granted/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(s, {tokens, max, span, waiting = queue:new(), timer = none, granted = 0}).

start_link({Max, Span}) -> gen_server:start_link({local, ?MODULE}, ?MODULE, {Max, Span}, []).

-doc "Waits for leave, for at most so long.".
-spec acquire(timeout()) -> ok | {error, timeout}.
acquire(Timeout) when Timeout =< 0 -> {error, timeout};
acquire(Timeout) ->
    Request = gen_server:send_request(?MODULE, acquire),
    case gen_server:receive_response(Request, Timeout) of
        {reply, ok} -> ok;
        timeout ->
            gen_server:cast(?MODULE, {forget, self()}),
            {error, timeout};
        {error, {Reason, _}} -> exit(Reason)
    end.

waiting() -> gen_server:call(?MODULE, waiting).

granted() -> gen_server:call(?MODULE, granted).

init({Max, Span}) -> {ok, #s{tokens = Max, max = Max, span = Span}}.

handle_call(acquire, {Pid, _} = From, #s{waiting = Waiting} = S) ->
    Mon = monitor(process, Pid),
    {noreply, serve(S#s{waiting = queue:in({Mon, Pid, From}, Waiting)})};
handle_call(waiting, _From, S) -> {reply, queue:len(S#s.waiting), S};
handle_call(granted, _From, S) -> {reply, S#s.granted, S}.

handle_cast({forget, Pid}, S) -> {noreply, forget(fun({_, P, _}) -> P =:= Pid end, S)}.

handle_info(refill, S) -> {noreply, serve(S#s{tokens = S#s.max, timer = none})};
handle_info({'DOWN', Mon, process, _, _}, S) -> {noreply, forget(fun({M, _, _}) -> M =:= Mon end, S)}.

forget(Which, #s{waiting = Waiting} = S) ->
    Left = queue:filter(fun(W) ->
        case Which(W) of
            true -> demonitor(element(1, W), [flush]), false;
            false -> true
        end
    end, Waiting),
    S#s{waiting = Left}.

serve(#s{tokens = Tokens, waiting = Waiting} = S) when Tokens > 0 ->
    case queue:out(Waiting) of
        {{value, {Mon, _, From}}, Rest} ->
            demonitor(Mon, [flush]),
            gen_server:reply(From, ok),
            serve(timer(S#s{tokens = Tokens - 1, waiting = Rest, granted = S#s.granted + 1}));
        {empty, _} -> S
    end;
serve(S) -> timer(S).

timer(#s{timer = none, span = Span} = S) -> S#s{timer = erlang:send_after(Span, self(), refill)};
timer(S) -> S.
