%% A bank of account processes behind a registry, with transfers that must not lose money.
-module(bank).
-export([main/0]).
-include("../lang.hrl").

account(Balance, Log) ->
    receive
        {From, Ref, {withdraw, N}} when N =< Balance -> From ! {Ref, ok}, account(Balance - N, [{out, N} | Log]);
        {From, Ref, {withdraw, _}} -> From ! {Ref, {error, insufficient}}, account(Balance, Log);
        {From, Ref, {deposit, N}} when N > 0 -> From ! {Ref, ok}, account(Balance + N, [{in, N} | Log]);
        {From, Ref, balance} -> From ! {Ref, Balance}, account(Balance, Log);
        {From, Ref, log} -> From ! {Ref, lists:reverse(Log)}, account(Balance, Log);
        {From, Ref, close} -> From ! {Ref, {closed, Balance}};
        {From, Ref, Other} -> From ! {Ref, {error, {bad_request, Other}}}, account(Balance, Log)
    end.
call(Pid, Request) ->
    Ref = monitor(process, Pid),
    Pid ! {self(), Ref, Request},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, process, _, Why} -> {error, {down, Why}}
    end.
transfer(A, B, N) ->
    case call(A, {withdraw, N}) of
        ok -> case call(B, {deposit, N}) of
            ok -> ok;
            Error -> ok = call(A, {deposit, N}), Error
        end;
        Error -> Error
    end.

main() ->
    [A, B, C] = [spawn(fun() -> account(N, []) end) || N <- [100, 50, 0]],
    ?show([transfer(A, B, 30), transfer(B, C, 80), transfer(C, A, 100), transfer(A, C, -5)]),
    ?show([call(P, balance) || P <- [A, B, C]]),
    ?show([call(P, log) || P <- [A, B, C]]),
    ?show(call(A, dance)),
    ?show(call(C, close)),
    ?show(call(C, balance)),
    ?show(transfer(A, C, 10)),
    ?show(call(A, balance)),
    Parent = self(),
    Workers = [spawn_monitor(fun() -> [transfer(A, B, 1) || _ <- lists:seq(1, 5)], [transfer(B, A, 1) || _ <- lists:seq(1, 5)], Parent ! done end) || _ <- lists:seq(1, 5)],
    [receive {'DOWN', R, process, P, normal} -> ok end || {P, R} <- Workers],
    ?show(length([ok || _ <- Workers, receive done -> true after 0 -> false end])),
    ?show(call(A, balance) + call(B, balance)),
    ok.
