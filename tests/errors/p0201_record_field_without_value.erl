f() -> #rec{a = 1, b}.
