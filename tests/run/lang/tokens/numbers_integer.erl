%% Integers as they may be written: underscores, bases, leading zeros, huge ones, signs.
-module(numbers_integer).
-export([main/0]).
-include("../lang.hrl").
main() ->
    ?show(0),
    ?show([1_000, 1_2_3, 1_000_000_000_000_000_000_000]),
    ?show([2#1010, 8#777, 16#ff, 16#FF, 16#fF, 36#zz, 36#ZZ, 3#0012]),
    ?show([16#FF_FF, 2#1111_0000, 36#z_z]),
    ?show([007, 00, 10#0123]),
    ?show([-1, - 1, +1, - -1, -+-1, -16#10]),
    ?show(16#FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF),
    ?show(123456789012345678901234567890123456789012345678901234567890),
    ?show(-99999999999999999999999999999999999999999999999999),
    ?show([576460752303423487, 576460752303423488, -576460752303423488, -576460752303423489]),
    ?show([1152921504606846975, 1152921504606846976, 9223372036854775807, 9223372036854775808, 18446744073709551616]),
    ?show([1-1, 1 -1, 1- 1, 3-+2, 3--2]),
    ?show(1_0 + 0_1),
    ?show([list_to_integer("16"), list_to_integer("FF", 16), list_to_integer("-zz", 36), integer_to_list(-255, 16)]),
    ?show(list_to_integer("1_000")),
    ok.
