%% Guard functions in bodies raise what they do not in guards.
-module(guard_bifs_in_bodies).
-export([main/0]).
-include("../lang.hrl").

t(F) -> try F() catch C:R -> {C, R} end.
main() ->
    ?show([t(fun() -> F(X) end) || F <- [fun erlang:abs/1, fun erlang:hd/1, fun erlang:tl/1, fun erlang:length/1], X <- [-1, [1], [], {a}]]),
    ?show([t(fun() -> erlang:F(X) end) || F <- [round, trunc, floor, ceil, float], X <- [1, 1.5, a]]),
    ?show([t(fun() -> erlang:F(X) end) || F <- [size, tuple_size, byte_size, bit_size, map_size], X <- [{a}, <<1, 2:4>>, #{}, []]]),
    ?show([t(fun() -> element(I, T) end) || I <- [1, 3, a], T <- [{a, b}, []]]),
    ?show([t(fun() -> binary_part(<<"abc">>, P) end) || P <- [{0, 2}, {3, -1}, {1, 5}, x]]),
    ?show([t(fun() -> node(X) end) || X <- [self(), make_ref(), a]]),
    ?show([t(fun() -> is_map_key(k, M) end) || M <- [#{k => 1}, #{}, []]]),
    ?show([t(fun() -> max(X, Y) end) || {X, Y} <- [{1, a}, {[], {}}, {1, 1.0}]]),
    ?show([t(fun() -> is_function(F, A) end) || F <- [fun lists:map/2], A <- [2, 3, a]]),
    ?show([t(fun() -> is_record(R, N, S) end) || R <- [{a, 1}], N <- [a, b], S <- [2, 3]]),
    ?show([t(fun() -> -X end) || X <- [1, 1.0, a, 1 bsl 70]]),
    ok.
