%% A record is tested as a whole; an update checks, then copies.
-record(r, {a, b = 1, c}).
f(#r{a = 1, c = C}) -> C;
f(#r{b = B} = R) -> R#r{a = B, c = R#r.a}.
g() -> #r{c = 2}.

