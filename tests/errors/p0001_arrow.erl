f(X) → X.
