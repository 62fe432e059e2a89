f() -> "a\xZZb".
