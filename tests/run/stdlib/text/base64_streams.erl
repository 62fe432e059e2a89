%% base64 of pieces joined at boundaries of three bytes, lines of mail, and URLs.
-module(base64_streams).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = list_to_binary(lists:seq(0, 100)), show("pieces", [iolist_to_binary([base64:encode(binary:part(D, I, min(N, byte_size(D) - I))) || I <- lists:seq(0, byte_size(D) - 1, N)]) =:= base64:encode(D) || N <- [3, 6, 30, 4]]), Lines = fun L(B) when byte_size(B) > 20 -> <<X:20/binary, R/binary>> = B, [X, "\r\n" | L(R)]; L(B) -> [B] end, Mail = iolist_to_binary(Lines(base64:encode(D))), show("mail", [base64:mime_decode(Mail) =:= D, base64:decode(Mail) =:= D, byte_size(Mail)]), show("dirty", base64:mime_decode(<<"QU\n!J#D">>)), Url = base64:encode(D, #{mode => urlsafe, padding => false}), show("url", [binary:match(Url, [<<"+">>, <<"/">>, <<"=">>]), base64:decode(Url, #{mode => urlsafe, padding => false}) =:= D]), each(fun(N) -> B = binary:copy(<<N>>, N), E = base64:encode(B), {E, base64:decode(E) =:= B, base64:encode(B, #{padding => false})} end, lists:seq(0, 7)), show("lists", [base64:encode_to_string("abc"), base64:decode_to_string("YWJj"), base64:encode("abc"), base64:mime_decode_to_string("YW Jj")]), ok.
