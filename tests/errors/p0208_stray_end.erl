f() -> ok end.
