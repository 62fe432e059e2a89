f(X) -> X#rec.
