-ifdef(A).
f() -> ok.
-ifndef(B).
g() -> ok.
-endif.
