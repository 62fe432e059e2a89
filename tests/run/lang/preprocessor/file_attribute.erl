%% -file says which file and line stack traces and ?LINE are about.
-module(file_attribute).
-export([main/0]).
-include("../lang.hrl").
-file("generated.y", 100).
line() -> ?LINE.
file() -> ?FILE.

fails(X) ->
    hd(X).
-file("tests/run/lang/preprocessor/file_attribute.erl", 500).
fails_again(X) -> X + a.

place(F) ->
    try F() catch _:_:Stack ->
        [{M, N, A, L} | _] = Stack,
        {M, N, if is_list(A) -> length(A); true -> A end, [{K, V} || {K, V} <- L, K =/= error_info]}
    end.

main() ->
    ?show(line()),
    ?show(file()),
    ?show(place(fun() -> id(fails([])) end)),
    ?show(place(fun() -> id(fails_again(1)) end)),
    ?show(?LINE),
    ok.
