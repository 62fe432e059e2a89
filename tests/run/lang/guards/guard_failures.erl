%% An exception in a guard makes that alternative fail and nothing else; orelse, or, comma and semicolon differ in that.
-module(guard_failures).
-export([main/0]).
-include("../lang.hrl").

f(X) when length(X) > 1; is_atom(X) -> a;
f(X) when is_tuple(X), element(3, X) =:= c -> b;
f(X) when is_integer(X) orelse hd(X) =:= 1 -> c;
f(X) when is_float(X) or (tl(X) =:= []) -> d;
f(X) when not is_map(X), not (size(X) > 5) -> e;
f(X) when is_map(X) andalso map_get(k, X) -> g;
f(X) when (X + 1 > 1) =:= false -> never;
f(_) -> rest.
h(X) when X -> bare;
h(X) when X =:= 1, true; false -> semi;
h(X) when true, X -> never;
h(_) -> no.
k(X, Y) when X > Y, Y > X -> both;
k(X, X) when X =/= X -> never;
k(X, Y) when X / Y > 1 -> ratio;
k(X, Y) when Y =:= 0 orelse X / Y < 1 -> zero_or_less;
k(_, _) -> failed.
main() ->
    ?show([f(X) || X <- [[1, 2], [1], [2], [], a, 5, 1.5, {a, b, c}, {a}, <<"bin">>, <<"longer">>, #{k => true}, #{k => 1}, #{}, [x | y]]]),
    ?show([h(X) || X <- [true, 1, false, x]]),
    ?show([k(X, Y) || {X, Y} <- [{4, 2}, {1, 2}, {1, 0}, {a, 1}, {1, a}, {1, 1}]]),
    ?show(if 1 / 0 > 1 -> a; true -> b end),
    ?show(case id(x) of Y when Y + 1 =:= 2 -> a; Y when length(Y) =:= 1; Y =:= x -> b end),
    ?show((fun(Z) when hd(Z) =:= 1 -> one; (Z) when element(1, Z) =:= 1 -> tuple; (_) -> other end)({1})),
    ?show([X || X <- [1, a, {1}], element(1, X) =:= 1]),
    ?show(receive M when M > 1 -> M after 0 -> none end),
    ?show(try throw(5) catch T when hd(T) =:= 1 -> list; T when T > 1 -> big end),
    ok.
