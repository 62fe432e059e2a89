-module(maps_and_funs).
-export([area/1, put/3, adder/1, compose/2, each/1]).
area(#{w := W, h := H}) -> W * H;
area(#{r := R}) -> R.
put(M, K, V) -> M#{K => V, size := 1}.
adder(N) -> fun(X) -> X + N end.
compose(F, G) -> fun(X) -> F(G(X)) end.
each(L) -> [{X, Y} || {X, Y} <- L, X > Y].
%%% bytecode
