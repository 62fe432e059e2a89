f() -> 'abc.

g() -> ok.
