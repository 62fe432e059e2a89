%% A loop for each generator; the outer one is called at the inner one's end.
f(L, M) -> [{X, Y} || X <- L, X > 1, Y <- M, is_ok(Y)].
is_ok(Y) -> Y =/= x.

