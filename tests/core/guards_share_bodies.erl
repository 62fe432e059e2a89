%% Alternatives of a guard meet before the body; a failing guard goes on with what is known.
f(X, Y) when X > Y; is_atom(Y) -> {X, Y};
f({ok, X}, _) when hd(X) =:= 1 orelse X =:= [] -> X;
f({ok, _}, Y) -> Y;
f(_, _) -> none.

