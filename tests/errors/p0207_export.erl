-export([f/1, g/2).

f(X) -> X.
