%% binary: matches of one and many patterns, in scopes, split with every option, replace with insertions.
-module(binary_search).
-export([main/0]).
-include("../show.hrl").

main() ->
    B = <<"banana bandana">>,
    each(fun(P) -> {binary:match(B, P), binary:matches(B, P)} end, [<<"an">>, <<"ana">>, [<<"ban">>, <<"bandana">>], [<<"a">>, <<"an">>, <<"ana">>], <<"x">>, [<<"nab">>, <<" ">>], binary:compile_pattern(<<"na">>), binary:compile_pattern([<<"na">>, <<"ba">>]), <<>>, [], [<<>>], x, [x], "an"]),
    each(fun(O) -> {binary:match(B, <<"an">>, O), binary:matches(B, <<"an">>, O)} end, [[], [{scope, {2, 5}}], [{scope, {14, -5}}], [{scope, {0, 0}}], [{scope, {0, 15}}], [{scope, {-1, 2}}], [{scope, x}], [bad], x, [{scope, {1, 2}}], [{scope, {14, 0}}]]),
    each(fun({P, O}) -> binary:split(B, P, O) end, [{<<"an">>, []}, {<<"an">>, [global]}, {<<"a">>, [global, trim]}, {<<"a">>, [global, trim_all]}, {[<<"an">>, <<"a">>], [global]}, {<<"ban">>, [global, trim]}, {<<"ban">>, [global, trim_all]}, {<<"a">>, [trim]}, {<<"x">>, [global]}, {<<"a">>, [global, {scope, {3, 5}}]}, {<<>>, []}, {<<"a">>, [bad]}, {<<"a">>, x}, {[], []}]),
    each(fun({P, R, O}) -> binary:replace(B, P, R, O) end, [{<<"an">>, <<"AN">>, []}, {<<"an">>, <<>>, [global]}, {<<"a">>, <<"[]">>, [global, {insert_replaced, 1}]}, {<<"a">>, <<"[]">>, [global, {insert_replaced, [0, 1, 2]}]}, {<<"a">>, <<"[]">>, [{insert_replaced, 3}]}, {<<"a">>, <<"[]">>, [{insert_replaced, -1}]}, {[<<"n">>, <<"d">>], fun(X) -> <<"<", X/binary, ">">> end, [global]}, {<<"a">>, fun(_) -> x end, []}, {<<"a">>, x, []}, {<<"a">>, <<"b">>, [{scope, {2, 4}}, global]}, {<<"a">>, <<"b">>, [x]}]),
    each(fun(P) -> binary:split(<<>>, P, [global]) end, [<<"a">>, [<<"a">>]]), each(fun(O) -> binary:split(<<>>, <<"a">>, O) end, [[], [trim], [trim_all], [global, trim_all]]),
    ok.
