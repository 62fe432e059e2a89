%% Bit generators and results that are no whole bytes: left-overs, patterns that skip, strict ones, filters, nests, with sizes from other generators.
-module(bits_comprehensions_unaligned).
-export([main/0]).
-include("../lang.hrl").

main() ->
    B = id(<<16#b7, 16#3c, 5:3>>),
    ?show([[X || <<X:N>> <= B] || N <- [1, 2, 3, 5, 7, 9, 19, 20]]),
    ?show([<< <<(X bxor 1):N>> || <<X:N>> <= B >> || N <- [1, 2, 3, 5, 7, 9, 19, 20]]),
    ?show([X || <<1:1, X:2>> <= B]), ?show([X || <<1:1, X:2, _:1>> <= B]), ?show([{X, Y} || <<X:2, Y:(X + 1)>> <= B]),
    ?show(t(fun() -> [X || <<X:5>> <:= B] end)), ?show(t(fun() -> [X || <<1:1, X:2>> <:= B] end)), ?show(t(fun() -> << <<X:3>> || <<X:1>> <:= B >> end)),
    ?show(<< <<X:1>> || <<X:1, _:2>> <= B, X =:= 1 >>), ?show(<< <<X/bits, X/bits>> || <<X:3/bits>> <= B >>), ?show(<< <<X/signed>> || <<X:3/signed>> <= B >>),
    ?show(<< <<N:N>> || N <- lists:seq(1, 9) >>), ?show(<< <<N:S>> || N <- [1, 2], S <- [3, 4] >>), ?show(<< <<N:S/little>> || N <- [1, 2] && S <- [9, 10] >>),
    ?show([<<X:4>> || <<X:4>> <= << <<Y:4>> || Y <- [1, 2, 3] >>]), ?show(bit_size(<< <<0:1>> || _ <- lists:seq(1, 1001) >>)),
    ?show(<< << <<Y:1>> || <<Y:1>> <= <<X:3>>, Y =:= 0 >> || X <- [0, 5, 7] >>), ?show(t(fun() -> << X || X <- [<<1:1>>, <<>>, <<2:2>>] >> end)),
    ?show(t(fun() -> << (id(X)) || X <- [<<1>>, 2] >> end)), ?show(t(fun() -> << <<X>> || X <- [1, a] >> end)), ?show(t(fun() -> [X || <<X>> <= id(abc)] end)),
    ?show(#{X => Y || <<X:2, Y:6>> <= <<"abc">>}), ?show([X || <<X:2/binary-unit:3>> <= B]), ?show([X || <<X:8/float-unit:4, _:1>> <= <<0:33, 1.0:32/float, 1:1>>]),
    ?show([{A, C} || <<A:3>> <= <<1:3, 2:3>>, <<C:2>> <= <<A:2, 3:2>>]), ?show([X || <<X:7>> <= <<>>]), ?show(<< <<X:0>> || X <- [1, 2] >>),
    ?show(lists:sum([X || <<X:12>> <= << <<I:12>> || I <- lists:seq(1, 500) >>])), ?show([X || <<_:3, T/bits>> <- [B], <<X:8>> <= T]),
    ?show(begin <<_:5, T/bits>> = B, << <<X:4>> || <<X:4>> <= T >> =:= begin <<Y:12/bits, _/bits>> = T, Y end end).

t(F) -> try F() catch C:R -> {C, R} end.
