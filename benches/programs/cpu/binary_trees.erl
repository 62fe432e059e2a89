-module(binary_trees).
-export([run/0]).
run() -> lists:sum([check(make(12)) || _ <- lists:seq(1, 20)]).
make(0) -> {nil, nil};
make(D) -> {make(D - 1), make(D - 1)}.
check({nil, nil}) -> 1;
check({L, R}) -> 1 + check(L) + check(R).
