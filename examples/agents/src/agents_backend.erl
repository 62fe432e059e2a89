%% A stand-in for a service far away: slow, flaky, and full at times. What it does is a script, so that runs are repeatable: for each
%% request the next step of the script for its key, or an answer if there is none.
-module(agents_backend).
-behaviour(gen_server).
-export([start_link/0, call/3, script/2, calls/0, reset/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-type step() :: ok | {ok, term()} | {error, term()} | {slow, non_neg_integer()} | crash | silent.
-export_type([step/0]).

-record(s, {scripts = #{} :: #{term() => [step()]}, calls = 0}).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

-doc "Asks the backend.".
-spec call(term(), term(), timeout()) -> {ok, term()} | {error, term()}.
call(Key, Request, Timeout) ->
    try gen_server:call(?MODULE, {request, Key, Request}, Timeout)
    catch
        exit:{timeout, _} -> {error, timeout};
        exit:{noproc, _} -> {error, unavailable};
        exit:{Reason, _} -> {error, {crashed, Reason}}
    end.

-doc "What to do with the next requests of a key.".
-spec script(term(), [step()]) -> ok.
script(Key, Steps) -> gen_server:call(?MODULE, {script, Key, Steps}).

calls() -> gen_server:call(?MODULE, calls).

reset() -> gen_server:call(?MODULE, reset).

init([]) -> {ok, #s{scripts = persistent_term:get(?MODULE, #{})}}.

handle_call({request, Key, Request}, From, #s{calls = Calls} = S0) ->
    {Step, S} = next(Key, S0#s{calls = Calls + 1}),
    case Step of
        ok -> {reply, {ok, answer(Request)}, S};
        {ok, Answer} -> {reply, {ok, Answer}, S};
        {error, Why} -> {reply, {error, Why}, S};
        {slow, Ms} ->
            erlang:send_after(Ms, self(), {answer, From, Request}),
            {noreply, S};
        silent -> {noreply, S};
        crash -> exit(backend_bug)
    end;
handle_call({script, Key, Steps}, _From, #s{scripts = Scripts} = S) -> {reply, ok, keep(S#s{scripts = Scripts#{Key => Steps}})};
handle_call(calls, _From, S) -> {reply, S#s.calls, S};
handle_call(reset, _From, _) -> {reply, ok, keep(#s{})}.

handle_cast(_, S) -> {noreply, S}.

handle_info({answer, From, Request}, S) ->
    gen_server:reply(From, {ok, answer(Request)}),
    {noreply, S}.

next(Key, #s{scripts = Scripts} = S) ->
    case Scripts of
        #{Key := [Step | Steps]} -> {Step, keep(S#s{scripts = Scripts#{Key := Steps}})};
        _ -> {ok, S}
    end.

%% A script goes on where it was when the service comes back.
keep(#s{scripts = Scripts} = S) ->
    persistent_term:put(?MODULE, Scripts),
    S.

answer({complete, Text}) -> <<"echo: ", Text/binary>>;
answer({sum, Numbers}) -> lists:sum(Numbers);
answer(Other) -> Other.
