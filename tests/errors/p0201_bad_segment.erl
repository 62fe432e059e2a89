f(X) -> <<X:8:2>>.
g(X) -> <<X/unit:a>>.
