%% A text cut at each of its bytes gives the same as the whole: decode_start and decode_continue.
-module(json_decode_pieces).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = [<<"[1,-2.5e1,\"a\\u00e5\\n\",true,null]">>, <<"{\"k\\\"\":{\"å\":[[],{}]}}"/utf8>>, <<"\"\\ud83d\\ude00\"">>, <<" 12 ">>, <<"123">>, <<"false">>, <<"[0.5]">>],
    each(fun(T) ->
             Whole = json:decode(T),
             lists:usort([pieces([binary:part(T, 0, N), binary:part(T, N, byte_size(T) - N)]) =:= Whole || N <- lists:seq(0, byte_size(T))] ++ [pieces([<<B>> || <<B>> <= T]) =:= Whole])
         end, Texts),
    each(fun pieces/1, [[<<"1">>, <<"2">>, <<".5">>, <<"e">>, <<"2">>], [<<"tr">>, <<"ux">>], [<<"[">>, <<"1">>], [<<"\"a">>], [<<"\"\\u00">>, <<"zz\"">>], [<<>>, <<>>], [<<"1 ">>, <<" 2">>], [<<"-">>], [<<"1.">>], [<<"\"", 195>>, <<165, "\"">>], [<<"\"", 195>>, <<"\"">>], [<<"{\"a\"">>, <<":">>, <<"1}">>]]),
    {continue, C} = json:decode_start(<<"[1">>, [], #{}),
    each(fun(X) -> case json:decode_continue(X, C) of {continue, _} -> continue; R -> R end end, [<<"]">>, <<",2]">>, <<"x">>, end_of_input, <<"0]rest">>, "list", x]),
    ok.

pieces([P | Ps]) -> pieces(json:decode_start(P, ok, #{}), Ps).
pieces({continue, C}, [P | Ps]) -> pieces(json:decode_continue(P, C), Ps);
pieces({continue, C}, []) -> {V, ok, <<>>} = json:decode_continue(end_of_input, C), V;
pieces({V, ok, Rest}, Ps) -> case string:trim(iolist_to_binary([Rest | Ps])) of <<>> -> V; Left -> {V, left, Left} end.
