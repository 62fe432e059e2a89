-define(M(A, B), {A, B}).
f() -> ?M(a,).
g() -> ?M([a, b).
