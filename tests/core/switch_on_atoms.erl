%% One switch, bodies shared; the second column is tested once for each atom.
f(get, {A, _}) -> A;
f(put, {_, B}) -> B;
f(put, none) -> none;
f(_, {A, B}) -> [A | B];
f(_, _) -> other.

