%% Records in patterns: heads, fields, nested, `_ =`, aliases, generators, receive, sizes that differ.
-module(records_patterns).
-export([main/0]).
-record(p, {a, b = def, c}).
-record(q, {p = #p{}, r}).
-include("../lang.hrl").

f(#p{a = 1}) -> one;
f(#p{a = A, b = A}) -> {same, A};
f(#p{c = #q{r = R}}) -> {inner, R};
f(#q{p = #p{a = X} = P, r = X}) -> {alias, X, P#p.b};
f(#q{}) -> q;
f(#p{_ = 0}) -> zeros;
f(#p{c = C, _ = x}) -> {others_x, C};
f(#p{}) -> p;
f(_) -> no.

main() ->
    ?show([f(X) || X <- [#p{a = 1}, #p{a = 2, b = 2}, #p{c = #q{r = 7}}, #q{p = #p{a = 3}, r = 3}, #q{}]]),
    ?show([f(X) || X <- [#p{_ = 0}, #p{a = 0, b = 0.0, c = 0}, #p{a = x, b = x, c = c}, #p{}]]),
    ?show([f(X) || X <- [p, {p}, {p, 1, 2}, {p, 1, 2, 3}, {p, 1, 2, 3, 4}, {q, 1, 2}, {q, 1}, [], #{}]]),
    ?show([A || #p{a = A} <- [#p{a = 1}, #q{}, {p, 2}, {p, 3, 4, 5}, nothing]]),
    self() ! {p, 1},
    self() ! #p{a = in_box},
    ?show(receive #p{a = Got} -> Got after 0 -> none end),
    ?show(receive M -> M after 0 -> none end),
    #p{a = Y, b = Z} = id(#p{a = y}),
    ?show({Y, Z}),
    ?show(begin #p{a = nope} = id(#p{a = y}) end),
    ?show(begin #q{} = id({q, 1, 2, 3}) end),
    ?show((fun(#p{} = #p{a = K}) -> K end)(#p{a = twice})),
    ?show(case id(#p{b = 5}) of #p{b = V} when V > 4 -> big; #p{} -> small end),
    ?show(case id({p, 1, 2, 3}) of #p{a = #p{}} -> nested; #p{a = I} -> I end),
    ok.
