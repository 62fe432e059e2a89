f() ->
    io:format("hello~n).

g() -> ok.
