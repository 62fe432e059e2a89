%% Binary comprehensions: results of all sizes, generators over bits, rests that do not fill a pattern.
-module(comp_binary).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(<< <<X>> || X <- [1, 2, 3] >>),
    ?show(<< <<X:4>> || X <- [1, 2, 3] >>),
    ?show(<< <<X:1>> || <<X:1>> <= <<16#a5>> >>),
    ?show(<< <<(X bxor 1):1>> || <<X:1>> <= <<16#a5>> >>),
    ?show([X || <<X:3>> <= <<16#a5, 16#5a>>]),
    ?show([{A, B} || <<A:4, B:12>> <= <<1, 2, 3, 4, 5>>]),
    ?show([X || <<1, X>> <= <<1, 2, 3, 4, 1, 6>>]),
    ?show([X || <<L, X:L/binary>> <= <<1, "a", 3, "bcd", 0, 5, "e">>]),
    ?show(<< <<X/binary>> || X <- [<<"ab">>, <<>>, <<"c">>] >>),
    ?show(<< (integer_to_binary(X)) || X <- [1, 22, 333] >>),
    ?show(<< <<X/float>> || X <- [1, 2.5] >> =:= <<1.0/float, 2.5/float>>),
    ?show(<< <<X/utf8>> || X <- "aé€" >>),
    ?show([X || <<X:2/binary>> <= <<"abcde">>]),
    ?show([B || <<B:5/bits>> <= <<"abc">>]),
    ?show(<< <<Y, X>> || <<X, Y>> <= <<"abcd">> >>),
    ?show(<< <<X>> || <<X>> <= <<"hello">>, X =/= $l >>),
    ?show([X || <<X:16/little-signed>> <= <<255, 255, 1, 0>>]),
    ?show(<< <<X:X>> || X <- [1, 2, 3, 4] >>),
    ?show([{X, Y} || <<X>> <= <<1, 2>>, <<Y:4>> <= <<X>>]),
    ?show(<< (<<1>>) || _ <- [] >>),
    ?show(<< <<(id(X))>> || X <- [1, a] >>),
    ?show(<< (id(X)) || X <- [<<1>>, 2] >>),
    ?show(<< <<X>> || X <- id(x) >>),
    ?show([X || <<X>> <= id([])]),
    ?show([X || <<X>> <= <<1, 2, 3:3>>]),
    ?show(byte_size(<< <<X:32>> || X <- lists:seq(1, 1000) >>)),
    ?show(<< <<"x">> || true >>),
    ok.
