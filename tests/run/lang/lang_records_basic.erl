-module(lang_records_basic).
-export([main/0]).

-record(empty, {}).
-record(p, {name, age = 18, tags = [] :: list()}).
-record(nest, {p = #p{name = inner}, n = 1 + 2, f = fun(X) -> X * 2 end}).
-record('odd name', {'a field', 'B' = "b"}).

t(F) -> try F() of V -> V catch C:R -> {C, R} end.
id(X) -> X.
s(X) -> io:format("[~0p]", [X]), X.

m(#p{name = N, age = A}) when A > 20 -> {old, N};
m(#p{name = joe}) -> joe;
m(#p{_ = _}) -> young;
m(#empty{}) -> empty;
m(#nest{p = #p{age = A}}) -> {nested, A};
m(_) -> none.

g(X) when X#p.age > 20 -> older;
g(X) when is_record(X, p) -> p;
g(X) when is_record(X, nest, 4), X#nest.n =:= 3 -> nest;
g(X) when X =:= #p{name = 1} -> never;
g(_) -> no.

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P(#empty{}),
    P(#p{}),
    P(#p{age = 3, name = x}),
    P(#p{_ = '_'}),
    P(#p{name = n, _ = '_'}),
    P(#'odd name'{}),
    P((#nest{})#nest.p),
    R = #p{name = bob, age = 30},
    P(R#p{age = 31}),
    P(R#p{tags = [t], name = al}),
    P(R#p{}),
    P([R#p.name, R#p.age, R#p.tags]),
    P([#p.name, #p.age, #p.tags, #nest.n, #'odd name'.'B']),
    N = #nest{},
    P((N#nest.f)(4)),
    P(N#nest.p#p.name),
    P((N#nest{p = R#p{age = 1}})#nest.p#p.age),
    P([m(X) || X <- [R, #p{name = joe}, #p{}, #empty{}, N, {p, 1}, {empty}]]),
    P([g(X) || X <- [R, #p{}, N, {p, 1}, {nest, 1, 3, 4}, foo]]),
    P(record_info(fields, p)),
    P(record_info(size, p)),
    P([record_info(size, empty), record_info(fields, empty), record_info(fields, nest)]),
    P([is_record(R, p), is_record({p, 1}, p), is_record(R, p, 4), is_record({p, 1}, p, 2), is_record(1, id(p))]),
    P(t(fun() -> (id(foo))#p.name end)),
    P(t(fun() -> (id({p, 1}))#p.name end)),
    P(t(fun() -> (id({p, 1}))#p{name = 1} end)),
    P(t(fun() -> (id(#empty{}))#p{} end)),
    P(t(fun() -> #p{name = X} = id(#empty{}), X end)),
    P(#p{tags = s(1), name = s(2)}),
    P((s(R))#p{tags = s(1), name = s(2)}),
    P((s(R))#p{age = s(1)}),
    P(t(fun() -> (s(foo))#p{age = s(1), name = s(2)} end)),
    #p{name = Name, age = Age} = R,
    P({Name, Age}),
    ok.
