f() -> “hello”.
