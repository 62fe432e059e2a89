-define(A, 1).
-define(A, 2).
-define(A(X), X).
f() -> ?A.
