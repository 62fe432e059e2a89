f() -> ~b"a"i.
