%% Records and tuples of the same shape, records inside others' defaults, names with odd characters, fields named alike.
-module(records_same_shape).
-export([main/0]).
-record(a, {x, y}).
-record(b, {x, y}).
-record(c, {x = #a{x = 1}, y = #b{y = 2}}).
-record('with space', {'the field', end_ = 1}).
-record(x, {x}).
-include("../lang.hrl").

kind(#a{}) -> a;
kind(#b{}) -> b;
kind({a, _}) -> short_a;
kind({T, _, _}) -> {other, T};
kind(_) -> none.
move(#a{x = X, y = Y}) -> #b{x = Y, y = X};
move(#b{x = X, y = Y}) -> #a{x = Y, y = X}.
main() ->
    ?show([kind(T) || T <- [#a{}, #b{}, {a, 1, 2}, {a, 1}, {c, 1, 2}, #c{}, a, {"a", 1, 2}]]),
    ?show([move(#a{x = 1, y = 2}), move(move(#a{x = 1, y = 2}))]),
    ?show(#c{}),
    ?show((#c{})#c.x#a.x),
    ?show((#c.x)),
    ?show(#'with space'{'the field' = 1}),
    ?show((#'with space'{})#'with space'.end_),
    X = #x{x = #x{x = #x{x = end_of}}},
    ?show(X#x.x#x.x#x.x),
    ?show([x || #x{x = #x{}} <- [X, #x{}]]),
    ?show(setelement(1, #a{x = 1}, b)),
    ?show(kind(setelement(1, #a{x = 1}, b))),
    ?show(#a{x = 1} == #a{x = 1.0}),
    ?show(#a{x = 1} < #b{x = 0}),
    ?show(lists:sort([#b{}, #a{x = 2}, #a{x = 1}, #x{}])),
    ?show(is_record(#a{}, b)),
    ok.
