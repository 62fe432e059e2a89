f() -> {ok, of}.
