f() -> ok,
g() -> ok.
