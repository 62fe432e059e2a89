-define(ADD(A, B), A + B).
-define(ADD(A), A + 1).
f() -> ?ADD(1, 2, 3) + ?ADD.
