%% Searching with many patterns that overlap, contain each other, or stand at the ends.
-module(binary_patterns_many).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = <<"abracadabra">>, each(fun(Ps) -> C = binary:compile_pattern(Ps), {binary:match(S, Ps), binary:matches(S, C), binary:split(S, C, [global]), binary:split(S, C, [global, trim_all]), binary:replace(S, C, <<"_">>, [global])} end, [[<<"a">>], [<<"abra">>, <<"cad">>], [<<"a">>, <<"ab">>, <<"abr">>], [<<"bra">>, <<"ra">>, <<"a">>], [<<"dab">>, <<"abr">>, <<"aca">>], [S], [<<S/binary, "x">>, <<"a">>], [<<"z">>], [<<"c">>, <<"d">>, <<"r">>, <<"b">>]]),
    each(fun({A, N}) -> binary:matches(binary:copy(A, N), [<<"aa">>, <<"aba">>]) end, [{<<"a">>, 5}, {<<"ab">>, 4}, {<<"ba">>, 3}]), each(fun(Sc) -> binary:matches(S, [<<"abra">>, <<"a">>], [{scope, Sc}]) end, [{0, 11}, {1, 10}, {0, 4}, {7, 4}, {11, -4}, {11, 0}]), show("bytes", binary:matches(list_to_binary(lists:seq(0, 255)), [<<0>>, <<255>>, <<127, 128>>])), show("nested", binary:replace(<<"a<b>c<d>">>, [<<"<">>, <<">">>], fun(<<"<">>) -> <<"[[">>; (_) -> <<"]]">> end, [global])), show("inserted", binary:replace(<<"key=value">>, <<"=">>, <<"(   )">>, [{insert_replaced, [2]}])), ok.
