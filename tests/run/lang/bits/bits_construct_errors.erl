%% What a construction refuses, and the extra information that says why.
-module(bits_construct_errors).
-export([main/0]).
-include("../lang.hrl").

why(F) ->
    try F() catch error:R:St ->
        [{M, N, A, I} | _] = St,
        {R, M, is_atom(N), A, proplists:get_value(error_info, I)}
    end.

main() ->
    ?show(why(fun() -> <<(id(a))>> end)),
    ?show(why(fun() -> <<1, (id(1.5)):16>> end)),
    ?show(why(fun() -> <<1, 2, (id({x})):8/signed>> end)),
    ?show(why(fun() -> <<(id(a))/float>> end)),
    ?show(why(fun() -> <<(id(a))/binary>> end)),
    ?show(why(fun() -> <<(id(<<1:1>>))/binary>> end)),
    ?show(why(fun() -> <<(id("list"))/bitstring>> end)),
    ?show(why(fun() -> S = id(-1), <<1:S>> end)),
    ?show(why(fun() -> S = id(a), <<1, 1:S>> end)),
    ?show(why(fun() -> S = id(4), <<(id(<<"abc">>)):S/binary>> end)),
    ?show(why(fun() -> S = id(1.0), <<1.0:S/float>> end)),
    ?show(why(fun() -> S = id(5), <<1.0:S/float>> end)),
    ?show(why(fun() -> <<(id(16#d800))/utf8>> end)),
    ?show(why(fun() -> <<(id(-1))/utf16>> end)),
    ?show(why(fun() -> <<(id(x))/utf32>> end)),
    ?show(why(fun() -> S = id(1 bsl 70), <<1:S>> end)),
    ?show(why(fun() -> <<0, 0, 0, (id(<<>>)), (id(b))>> end)),
    ?show(why(fun() -> B = id(<<1>>), <<B/binary, (id(no))/binary>> end)),
    ?show(why(fun() -> <<(id(1 bsl 2000)):64/float>> end)),
    ok.
