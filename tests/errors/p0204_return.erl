f(X) -> return X.
