%% What users of the service call.
-module(agents).
-export([open/1, open/2, close/1, ask/2, ask/3, ask_all/2]).

open(Name) -> open(Name, #{}).

-doc "Opens a session; options go before what is configured.".
open(Name, Options) ->
    Configured = maps:from_list([{K, V} || K <- [attempts, deadline, idle], {ok, V} <- [application:get_env(agents, K)]]),
    {ok, Session} = agents_session_sup:open(Name, maps:merge(Configured, Options)),
    Session.

close(Session) -> gen_statem:stop(Session).

ask(Session, Question) -> agents_session:ask(Session, Question).

ask(Session, Question, Options) -> agents_session:ask(Session, Question, Options).

-doc "Asks many sessions at once; the answers in the order of the sessions.".
ask_all(Sessions, Question) ->
    Requests = lists:foldl(fun({I, S}, Ids) -> gen_statem:send_request(S, {ask, Question, #{}}, I, Ids) end,
                           gen_statem:reqids_new(), lists:enumerate(Sessions)),
    [Answer || {_, Answer} <- lists:sort(collect(Requests, []))].

collect(Requests, Acc) ->
    case gen_statem:receive_response(Requests, 10000, true) of
        no_request -> Acc;
        timeout -> Acc;
        {{reply, Reply}, I, Left} -> collect(Left, [{I, Reply} | Acc]);
        {{error, {Reason, _}}, I, Left} -> collect(Left, [{I, {error, {session_ended, Reason}}} | Acc])
    end.
