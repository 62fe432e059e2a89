%% Units: multiples in construction, alignment in patterns, for every type.
-module(bits_units).
-export([main/0]).
-include("../lang.hrl").

tail(U, B) ->
    case U of
        1 -> case B of <<_:4, R/bitstring>> -> R; _ -> no end;
        3 -> case B of <<_:4, R/binary-unit:3>> -> R; _ -> no end;
        8 -> case B of <<_:4, R/binary>> -> R; _ -> no end;
        16 -> case B of <<_:4, R/binary-unit:16>> -> R; _ -> no end;
        256 -> case B of <<_:4, R/binary-unit:256>> -> R; _ -> no end
    end.

main() ->
    ?show(<<1:2/unit:4>>),
    ?show(<<1:2/unit:8, 2:1/unit:16>>),
    ?show(<<3:1/unit:1, 3:1/integer-unit:7>>),
    ?show(<<1:3/unit:3-little>>),
    ?show([tail(U, <<0:4, 0:N>>) || U <- [1, 3, 8, 16, 256], N <- [0, 3, 8, 12, 16, 24, 48, 256]] -- [no]),
    ?show(begin <<A:2/binary-unit:4, B/bitstring>> = <<1, 2, 3:4>>, {A, B} end),
    ?show(begin <<A:3/binary-unit:3, B/bits>> = <<16#ffff:16>>, {A, B} end),
    ?show(<<(<<1, 2, 3>>):2/binary>>),
    ?show(<<(<<1, 2, 3>>):3/binary-unit:4>>),
    ?show(<<(<<1, 2, 3>>):9/bitstring>>),
    ?show(<<(<<1, 2, 3>>)/binary-unit:24>>),
    ?show(<<(id(<<1, 2, 3>>))/binary-unit:16>>),
    ?show(<<(id(<<1:3>>))/binary>>),
    ?show(<<(id(<<1:3>>))/bitstring>>),
    ?show(<<(id(<<1>>)):2/binary>>),
    ?show(begin N = id(2), <<X:N/integer-unit:8, _/binary>> = <<1, 2, 3>>, X end),
    ?show([X || <<X:1/unit:4>> <= <<16#1234:16>>]),
    ok.
