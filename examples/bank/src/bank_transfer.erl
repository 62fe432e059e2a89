%% A transfer between two accounts, done by a process of its own under a deadline. Whatever goes wrong on the way, either
%% the money has moved or the hold is gone.
-module(bank_transfer).
-export([run/1, batch/1]).

-type request() :: #{from := bank_ledger:account(), to := bank_ledger:account(), cents := pos_integer(),
                     note => binary(), deadline => timeout(), fail => before_capture | after_capture}.
-export_type([request/0]).

-doc "Carries a transfer out.".
-spec run(request()) -> {ok, pos_integer()} | {error, term()}.
run(Request) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({done, carry_out(Request)}) end),
    receive
        {'DOWN', Ref, process, Pid, {done, Result}} -> Result;
        {'DOWN', Ref, process, Pid, Reason} -> {error, {transfer_failed, Reason}}
    after maps:get(deadline, Request, 5000) ->
        exit(Pid, kill),
        receive
            {'DOWN', Ref, process, Pid, {done, Result}} -> Result;
            {'DOWN', Ref, process, Pid, _} -> {error, deadline_passed}
        end
    end.

carry_out(#{from := From, to := To, cents := Cents} = Request) ->
    maybe
        ok ?= valid(Request),
        #{} ?= bank_account:info(To),
        {ok, Hold} ?= bank_account:hold(From, Cents),
        ok = fault(before_capture, Request),
        {ok, Id} ?= bank_account:capture(From, Hold, To, maps:get(note, Request, <<>>)),
        ok = fault(after_capture, Request),
        {ok, Id}
    end.

valid(#{from := Same, to := Same}) -> {error, same_account};
valid(#{cents := Cents}) when not is_integer(Cents); Cents =< 0 -> {error, bad_amount};
valid(_) -> ok.

%% For tests: what if the process dies right here?
fault(Where, #{fail := Where}) -> exit({injected, Where});
fault(_, _) -> ok.

-doc "Many transfers at once; the results in the order of the requests.".
-spec batch([request()]) -> [{ok, pos_integer()} | {error, term()}].
batch(Requests) ->
    Self = self(),
    Tags = [begin
        Tag = make_ref(),
        spawn_link(fun() -> Self ! {Tag, run(R)} end),
        Tag
    end || R <- Requests],
    [receive {Tag, Result} -> Result end || Tag <- Tags].
