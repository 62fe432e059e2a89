f() -> begin a, b.
g() -> fun(X) -> X.
