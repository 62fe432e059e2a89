%% base64 of both alphabets, with and without padding, with white space, and of broken texts.
-module(base64_modes).
-export([main/0]).
-include("../show.hrl").

main() ->
    Datas = [<<>>, <<0>>, <<255>>, <<"ab">>, <<"abc">>, <<251, 255, 254>>, <<"hello world">>, lists:seq(0, 40)],
    each(fun(D) -> [{base64:encode(D, #{mode => M, padding => P}), base64:encode_to_string(D, #{mode => M, padding => P})} || M <- [standard, urlsafe], P <- [true, false]] end, Datas),
    Texts = ["", "YQ==", "YWI=", "YWJj", "YQ", "YWI", "YQ=", "Y", "YWJjZ", "-_-_", "+/+/", "Y W\nJ\tj\r", "YQ== ", "=YQ=", "YQ==YQ==", "Y*WJj", "YWJj=", "YR==", "YWJ=", <<"YWJj">>, <<"YQ">>],
    [io:format("~0tp ~ts ~ts ~ts ~ts ~ts~n", [T] ++ [outcome(F) || F <- [fun() -> base64:decode(T) end, fun() -> base64:decode(T, #{mode => urlsafe}) end, fun() -> base64:decode(T, #{padding => false}) end, fun() -> base64:mime_decode(T) end, fun() -> base64:mime_decode_to_string(T, #{mode => urlsafe, padding => false}) end]]) || T <- Texts],
    each(fun({F, A}) -> apply(base64, F, A) end, [{encode, [x]}, {encode, [["ab"]]}, {encode, [<<1:3>>]}, {encode, ["ab", #{mode => x}]}, {encode, ["ab", #{}]}, {encode, ["ab", #{other => 1}]}, {encode, ["ab", x]}, {decode, [x]}, {decode, ["YQ==", #{padding => x}]}, {decode_to_string, ["YWI="]}, {decode_to_string, [<<"YWI">>, #{padding => false}]}, {mime_decode, [x]}]),
    ok.
