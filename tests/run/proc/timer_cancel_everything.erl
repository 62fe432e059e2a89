%% cancel_timer and read_timer with every option in every state: pending, fired, cancelled, never one; info messages only where asked for, in order.
-module(timer_cancel_everything).
-export([main/0]).
-include("proc.hrl").

main() ->
    Opts = [[], [{async, false}], [{async, true}], [{info, false}], [{info, true}], [{async, true}, {info, false}], [{async, true}, {info, true}], [{async, false}, {info, false}]],
    p([{O, act(O, erlang:start_timer(50000, self(), x))} || O <- Opts]), p([{O, act(O, fired())} || O <- Opts]), p([{O, act(O, gone())} || O <- Opts]), p([{O, act(O, make_ref())} || O <- Opts]),
    p([{O, reading(O, erlang:start_timer(50000, self(), x))} || O <- [[], [{async, false}], [{async, true}]]]), p([{O, reading(O, make_ref())} || O <- [[], [{async, true}]]]),
    R = erlang:start_timer(50000, self(), x), p([shape(erlang:cancel_timer(R, [{async, true}])), shape(erlang:cancel_timer(R, [{async, true}]))]), p([receive {cancel_timer, R, V} -> shape(V) end || _ <- [1, 2]]),
    %% a cancelled timer's message never comes, one that fired stays
    Ts = [erlang:start_timer(I rem 3, self(), I) || I <- lists:seq(1, 60)], L = [{T, erlang:cancel_timer(T)} || T <- Ts], receive after 8 -> ok end, Got = [T || {timeout, T, _} <- all()], p(lists:sort(Got) =:= lists:sort([T || {T, false} <- L])),
    %% send_after's reference is of the same kind
    S = erlang:send_after(50000, self(), y), p([shape(erlang:read_timer(S)), shape(erlang:cancel_timer(S)), erlang:cancel_timer(S)]), p([t(fun() -> F(X, O) end) || F <- [fun erlang:cancel_timer/2, fun erlang:read_timer/2], {X, O} <- [{a, []}, {make_ref(), x}, {make_ref(), [x]}, {make_ref(), [{async, 1}]}]]), p(all()).

fired() -> R = erlang:start_timer(0, self(), x), receive {timeout, R, x} -> R end.
gone() -> R = erlang:start_timer(50000, self(), x), erlang:cancel_timer(R), R.
act(O, R) -> V = shape(erlang:cancel_timer(R, O)), {V, receive {cancel_timer, R, X} -> {message, shape(X)} after 5 -> none end}.
reading(O, R) -> V = shape(erlang:read_timer(R, O)), {V, receive {read_timer, R, X} -> {message, shape(X)} after 5 -> none end}.
shape(N) when is_integer(N), N > 40000, N =< 50000 -> left; shape(X) -> X.
