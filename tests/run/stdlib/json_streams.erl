%% JSON in pieces: decode_start and decode_continue, cut at every place.
-module(json_streams).
-export([main/0]).

main() ->
    Texts = [<<"{\"key\": [1, -2.5e3, true, null, \"\\u00e9\\ud83d\\ude00\"]} ">>, <<"\"", 195, 169, "\"">>, <<"12">>, <<"[">>, <<"tru">>],
    [cut(T) || T <- Texts],
    [feed([T]) || T <- [<<"[1,]">>, <<"nope ">>, <<"1 2">>, <<"\"a\" tail">>]],
    feed([<<"1">>, <<"2">>, <<"3 x">>]),
    feed([<<>>, end_of_input]),
    Push = fun(K, V, Acc) -> [{binary_to_atom(K), V} | Acc] end,
    io:format("~0p~n", [json:decode(<<"{\"a\": {\"b\": 1}} rest">>, acc, #{object_push => Push, object_finish => fun(A, O) -> {lists:reverse(A), O} end})]),
    [io:format("~ts~n", [json:encode_binary_escape_all(B)]) || B <- [<<"a\"\\\n">>, <<"\x{e9}\x{1F600}"/utf8>>, <<>>]],
    [try json:encode_binary_escape_all(B) of V -> io:format("~0p~n", [V]) catch C:R -> io:format("~w ~0p~n", [C, R]) end
     || B <- [foo, <<255>>, <<"a", 195>>]].

cut(Text) ->
    Results = lists:usort([feed_1([binary:part(Text, 0, N), binary:part(Text, N, byte_size(Text) - N), end_of_input])
                           || N <- lists:seq(0, byte_size(Text))]),
    io:format("~0p~n", [Results]).

feed(Parts) -> io:format("~0p~n", [feed_1(Parts)]).

feed_1([First | Rest]) ->
    try go(json:decode_start(First, acc, #{}), Rest)
    catch C:R -> {C, R}
    end.

go({continue, State}, [Part | Rest]) -> go(json:decode_continue(Part, State), Rest);
go({continue, _}, []) -> more;
go(Result, _) -> Result.
