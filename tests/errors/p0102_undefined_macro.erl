-define(TIMEOUT, 5000).
f() -> ?TIEMOUT.
g() -> ?NOWHERE(1).
