%% Byte order marks: telling what a text is in, and making marks.
-module(unicode_marks_and_order).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun unicode:encoding_to_bom/1, [latin1, unicode, utf8, utf16, utf32, {utf16, big}, {utf16, little}, {utf32, big}, {utf32, little}, utf7, {utf8, big}]),
    each(fun unicode:bom_to_encoding/1, [<<>>, <<"abc">>, <<16#EF, 16#BB, 16#BF, "x">>, <<16#EF, 16#BB>>, <<254, 255>>, <<255, 254>>, <<255, 254, 0, 0>>, <<0, 0, 254, 255>>, <<255, 254, 0>>, <<0, 0, 254>>, "abc", x]),
    Text = "aå€😀",
    each(fun(E) ->
             B = unicode:characters_to_binary(Text, unicode, E),
             Marked = <<(unicode:encoding_to_bom(E))/binary, B/binary>>,
             {Found, Skip} = unicode:bom_to_encoding(Marked),
             <<_:Skip/binary, Rest/binary>> = Marked,
             {byte_size(B), Found, Skip, unicode:characters_to_list(Rest, Found) =:= Text}
         end, [utf8, utf16, {utf16, little}, utf32, {utf32, little}]),
    ok.
