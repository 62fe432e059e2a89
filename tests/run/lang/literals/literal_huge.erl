%% Large literals: long lists, tuples, strings and binaries written out, and numbers of many digits.
-module(literal_huge).
-export([main/0]).
-include("../lang.hrl").

digits() -> 31415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679821480865132823066470938446095505822317253594081284811174502841027019385211055596446229489549303819.
hex() -> 16#FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF.
list() -> [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79].
tuple() -> {0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69}.
bin() -> <<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69>>.
nested() -> [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]].
depth([]) -> 0;
depth([X]) -> 1 + depth(X).
text() -> "all of this " "is one " "string that is joined " "from many " "parts, " "and " "it " "goes " "on".
main() ->
    ?show(digits()),
    ?show(hex() =:= (1 bsl 448) - 1),
    ?show(digits() rem 1000000007),
    ?show(length(list())),
    ?show(lists:sum(list())),
    ?show(tuple_size(tuple())),
    ?show(element(70, tuple())),
    ?show(binary:at(bin(), 69)),
    ?show(byte_size(bin())),
    ?show(depth(nested())),
    ?show(text()),
    ?show(-digits() < 0),
    ok.
