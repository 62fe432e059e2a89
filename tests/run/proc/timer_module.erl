%% The module timer: delays, intervals, cancelling, apply forms, and conversions.
-module(timer_module).
-export([main/0]).
-export([note/2]).
-include("proc.hrl").

main() ->
    {ok, T1} = timer:send_after(1, hello), p(receive hello -> came end),
    p({element(1, T1), element(1, timer:cancel(T1))}),
    {ok, _} = timer:apply_after(1, ?MODULE, note, [self(), mfa]), p(receive {note, A} -> A end),
    Self = self(),
    {ok, _} = timer:apply_after(1, fun() -> Self ! from_fun end), p(receive from_fun -> came end),
    {ok, _} = timer:apply_after(1, fun(X) -> Self ! {arg, X} end, [7]), p(receive {arg, X} -> X end),
    {ok, I} = timer:send_interval(1, tick),
    [receive tick -> ok end || _ <- [1, 2, 3]],
    p(timer:cancel(I)),
    H = host(),
    {ok, _} = timer:kill_after(1, H), p(died_of(H)),
    G = host(), MG = monitor(process, G), {ok, _} = timer:exit_after(1, G, why), p(down(G, MG)),
    p([t(fun() -> timer:send_after(D, x) end) || D <- [-1, a]]),
    p([timer:cancel(X) || X <- [nosuch, {x, make_ref_here()}]]),
    p({timer:seconds(2), timer:minutes(2), timer:hours(2), timer:hms(1, 1, 1)}),
    {T, V} = timer:tc(fun() -> value end), p({is_integer(T), V}),
    p(timer:sleep(1)).

note(To, X) -> To ! {note, X}.
died_of(P) -> case died(P) of noproc -> killed; R -> R end.
make_ref_here() -> x.
