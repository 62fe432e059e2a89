f() -> ~s{abc.

g() -> ok.
