f(1) -> a;
f(2) -> b;

-spec g() -> ok.
g() -> ok.
