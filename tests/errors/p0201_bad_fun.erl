f() -> fun g.
h() -> fun m:g.
