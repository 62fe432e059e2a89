%% Strings of JSON around the lengths where they are looked at in parts, from binaries at any bit, with something to escape at the ends.
-module(json_long_strings).
-export([main/0]).

main() ->
    [io:format("~p: ~w~n", [N, there_and_back(N)]) || N <- [0, 1, 15, 16, 17, 63, 64, 65, 130, 16383, 16384, 16385, 33000]],
    io:format("~p~n", [[json:decode(at_bit(Bit, <<"[\"abc\",{\"k\":\"v\\n\"}]">>)) || Bit <- [0, 1, 7, 8]]]),
    io:format("~p~n", [[bad(T) || T <- [<<"\"abc">>, <<"\"a", 31, "b\"">>, <<"\"", 255, "\"">>, <<"\"a\\x\"">>, <<"\"", 127, "\"">>]]]),
    io:format("~p~n", [bad(<<$", (binary:copy(<<"x">>, 17000))/binary, 10, $">>)]),
    [First, Rest] = [binary:part(Long, P) || Long <- [<<$", (binary:copy(<<"x">>, 20000))/binary, $">>], P <- [{0, 17000}, {17000, 3002}]],
    {continue, State} = json:decode_start(First, acc, #{}),
    {Text, acc, <<>>} = json:decode_continue(Rest, State),
    io:format("~p~n", [byte_size(Text)]).

%% Lengths of what is written and whether it reads as it was, for strings that begin, end or are filled with something else.
there_and_back(N) ->
    Plain = binary:copy(<<"p">>, N),
    [begin
         Written = iolist_to_binary(json:encode(S)),
         {byte_size(Written), json:decode(Written) =:= S, json:decode(at_bit(3, Written)) =:= S}
     end || S <- [Plain, <<Plain/binary, $">>, <<$\\, Plain/binary>>, <<Plain/binary, "\té"/utf8, Plain/binary>>, at_bit(5, Plain)]].

at_bit(N, Bin) ->
    <<_:N, Part/bits>> = <<0:N, Bin/bits>>,
    Part.

bad(Text) ->
    try json:decode(Text)
    catch Class:Reason -> {Class, Reason}
    end.
