f() -> ok.
-feature(maybe_expr, enable).
