f(X) when X > 1
    ok.
