f(A, B, C) -> A < B < C.
