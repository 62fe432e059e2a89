%% maybe: ?= that match and do not, else clauses, nesting, values and bindings, exceptions inside.
-module(maybe_else).
-export([main/0]).
-include("../lang.hrl").

div2(_, 0) -> {error, zero};
div2(A, B) -> {ok, A div B}.
calc(A, B, C) ->
    maybe
        {ok, X} ?= div2(A, B),
        {ok, Y} ?= div2(X, C),
        true ?= Y > 0,
        Z = Y * 2,
        {value, Z}
    else
        {error, zero} -> division_by_zero;
        false -> not_positive
    end.
plain(X) -> maybe {ok, Y} ?= X, Y end.
order(X) -> maybe A = X, {B} ?= A, [C | _] ?= B, {A, B, C} else [] -> nil; T when is_tuple(T) -> {tuple, T}; _ = O -> {other, O} end.

main() ->
    ?show([calc(100, 5, 2), calc(1, 0, 1), calc(1, 1, 0), calc(0, 1, 1), calc(-9, 1, 1)]),
    ?show([plain({ok, 1}), plain({error, e}), plain(x)]),
    ?show([order(X) || X <- [{[1]}, {[]}, [], {a, b}, 5, {5}]]),
    ?show(maybe 1 ?= id(2) else 3 -> no end),
    ?show(maybe ok end),
    ?show(maybe {a, X} ?= id({a, 1}), X + 1 end),
    ?show(maybe ok ?= maybe {x, V} ?= id({x, ok}), V end end),
    ?show(maybe a ?= maybe b ?= id(c) else c -> d end else d -> outer end),
    ?show([maybe {ok, N} ?= E, N else _ -> skip end || E <- [{ok, 1}, bad, {ok, 2}]]),
    ?show(try maybe ok ?= throw(out), never end catch throw:out -> thrown end),
    ?show(try maybe bad ?= id(good) else good -> throw(in_else) end catch T -> T end),
    ?show(maybe 1 = id(2) else _ -> no end),
    ?show(maybe #{k := K} ?= id(#{k => 5}), <<K, R/binary>> ?= id(<<5, "rest">>), R end),
    ?show(case maybe {ok, Q} ?= id({ok, q}), Q end of q -> yes end),
    ?show((fun() -> maybe W ?= id(always), {W} end end)()),
    Before = bound,
    ?show(maybe Before ?= id(bound), same else _ -> differs end),
    ?show(maybe Before ?= id(free), same else _ -> differs end),
    ?show(maybe _ ?= id(1), 2 ?= id(2), 3 ?= id(4) end),
    ok.
