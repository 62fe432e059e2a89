f(X) -> {ok, Y} ?= X, Y.
