-module(levenshtein).
-export([run/0]).
run() -> distance(text(300, 7), text(300, 11)).
text(0, _) -> [];
text(N, S) -> X = (S * 75 + 74) rem 65537, [$a + X rem 26 | text(N - 1, X)].
distance(A, B) -> rows(A, B, lists:seq(0, length(B)), 1).
rows([], _, Row, _) -> lists:last(Row);
rows([C | T], B, [D | Row], I) -> rows(T, B, [I | row(C, B, Row, D, I)], I + 1).
row(_, [], _, _, _) -> [];
row(C, [C | Bs], [Up | Row], Diag, _) -> [Diag | row(C, Bs, Row, Up, Diag)];
row(C, [_ | Bs], [Up | Row], Diag, Left) ->
    V = 1 + min(Diag, min(Up, Left)),
    [V | row(C, Bs, Row, Up, V)].
