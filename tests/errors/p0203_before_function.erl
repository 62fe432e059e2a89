f() -> ok

g() -> ok.
