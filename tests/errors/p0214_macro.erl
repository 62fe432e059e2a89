-define(ADD(X), X + ).
f() -> ?ADD(1).
