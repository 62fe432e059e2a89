%% Patterns and guards: all forms, repeated variables, nesting, clauses that share fields, guards that fail.
-module(nrec_match).
-export([main/0]).
-include("nrec_try.hrl").

-record #p{x, y = 0}.
-record #q{x, z = #{}}.
-record(t, {x, y}).

main() ->
    Ps = [#p{x = 1}, #p{x = 1, y = 1}, #p{x = a, y = #p{x = 2}}, #q{x = 1}, #q{x = #p{x = 1, y = 1}, z = []}, #t{x = 1}, {p, 1, 0}, #{x => 1},
          [], 1, nrec_lib:vec(1, 1), nrec_lib:secret(5), records:create(?MODULE, p, [{w, 1}], #{is_exported => false})],
    [io:format("~0p~n  ~0p~n", [P, [F(P) || F <- [fun shape/1, fun guards/1, fun same/1, fun tests/1, fun mixed/1]]]) || P <- Ps],
    ?TRY([X || #p{x = X} <- Ps]),
    ?TRY([{X, Y} || #_{x = X, y = Y} <- Ps, is_integer(X)]),
    ?TRY([X || #p{x = X} <:- [#p{x = 1}, #q{x = 2}]]),
    ?TRY(begin #p{x = X1, y = #p{x = Y1}} = #p{x = one, y = #p{x = two}}, {X1, Y1} end),
    ?TRY(begin #p{x = 2} = id(#p{x = 1}) end),
    ?TRY(begin #_{nope = _} = id(#p{x = 1}) end),
    ?TRY(maybe #q{x = X2} ?= id(#p{x = 4}), X2 else #p{x = X3} -> {else_, X3} end),
    ?TRY(case {id(#p{x = 5}), 5} of {#p{x = X4}, X4} -> same; _ -> different end),
    ?TRY(fun(#p{x = A}, #q{x = A}) -> A end(#p{x = 1}, #q{x = 2})),
    ?TRY(try throw(#p{x = thrown}) catch #p{x = X5} -> X5 end),
    ?TRY(try error(#q{x = 0}) catch error:#p{} -> p; error:#q{x = X6} -> {q, X6} end),
    ?TRY(fun F(#p{x = N, y = S}) when N > 0 -> F(#p{x = N - 1, y = S + N}); F(#p{y = S}) -> S end(#p{x = 10})),
    ?TRY(receive_one()).

shape(#p{x = 1, y = 0}) -> p10;
shape(#p{x = 1}) -> p1;
shape(#p{y = #p{x = N}}) -> {nested, N};
shape(#q{z = #{}}) -> q_map;
shape(#q{x = #p{y = N} = P}) when P#p.x =:= N -> {q_of, N};
shape(#t{}) -> tuple;
shape(#_{x = X}) -> {some, X};
shape(#_{}) -> record;
shape(_) -> other.

guards(P) when P#p.x =:= 1, P#p.y =:= 0 -> both;
guards(P) when P#p.x > 1; P#q.x =:= 1 -> either;
guards(P) when not (P#_.x =:= a) -> not_a;
guards(P) when P#_.x =:= a andalso is_record(P#_.y) -> nested;
guards(P) when is_record(P, p) -> p;
guards(P) when is_record(P) -> record;
guards(_) -> none.

same(#p{x = A, y = A}) -> {twice, A};
same(#q{x = #p{x = A, y = A}}) -> {inner, A};
same(_) -> no.

tests(P) -> {is_record(P), is_record(P, p), is_record(P, ?MODULE, p), is_record(P, p, 3), is_tuple(P), is_map(P)}.

mixed({p, X, _}) -> {tuple, X};
mixed(#{x := X}) -> {map, X};
mixed(#p{x = X}) when is_integer(X) -> {int, X};
mixed([]) -> nil;
mixed(#q{x = 1}) -> q1;
mixed(N) when is_number(N) -> N;
mixed(#p{x = X}) -> {x, X};
mixed(_) -> other.

receive_one() ->
    self() ! {x, 1},
    self() ! #q{x = later},
    self() ! #p{x = now},
    First = receive #p{x = X} -> X end,
    Second = receive #_{x = Y} -> Y end,
    {First, Second, receive M -> M end}.
