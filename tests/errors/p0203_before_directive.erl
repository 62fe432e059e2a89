f() -> ok
-ifdef(A).
-endif.
