%% Constants: large ones, equal ones, nested ones, and that nothing changes them.
-module(literal_sharing).
-export([main/0]).
-include("../lang.hrl").

big() -> {[1, 2, 3, [4, 5, {6, 7, "eight", <<"nine">>, #{ten => 10}}]], "a string", 1.5, 1 bsl 80, <<0:100>>, #{a => #{b => [c]}}}.
same() -> {[1, 2, 3, [4, 5, {6, 7, "eight", <<"nine">>, #{ten => 10}}]], "a string", 1.5, 1 bsl 80, <<0:100>>, #{a => #{b => [c]}}}.
change(T) -> setelement(2, T, changed).
main() ->
    ?show(big() =:= same()),
    ?show(element(2, change(big()))),
    ?show(element(2, big())),
    ?show(tl(element(1, big()))),
    M = element(6, big()),
    ?show(M#{a := 1}),
    ?show(element(6, big())),
    B = element(5, big()),
    ?show(bit_size(<<B/bits, 1:4>>)),
    ?show(bit_size(element(5, big()))),
    self() ! big(),
    ?show(receive X -> X =:= big() end),
    P = self(),
    spawn(fun() -> P ! {got, big()} end),
    ?show(receive {got, Y} -> Y =:= same() end),
    ?show(binary_to_term(term_to_binary(big())) =:= big()),
    put(k, big()),
    ?show(erase(k) =:= same()),
    ?show([T || T <- [{a, b}, {a, b}], T =:= {a, b}]),
    ok.
