f() -> 12abc.
