%% How long strings and binaries are broken into pieces, with and without t and l, at many widths and columns.
-module(pretty_strings_break).
-export([main/0]).
-include("../show.hrl").

main() ->
    Long = "abcdefghij klmnopqrst uvwxyz ABCDEFGHIJ KLMNOPQRST UVWXYZ",
    Terms = [Long, list_to_binary(Long), "åäö ÅÄÖ åäö ÅÄÖ åäö", <<"åäö ÅÄÖ åäö ÅÄÖ"/utf8>>, "line one\nline two\nline three\n", <<"tab\tand\nnewline">>, "日本語のテキスト 日本語", {tag, Long}, [Long, x], <<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15>>, <<"xyz", 1:3>>, "\"quoted\" \\ back"],
    [begin
         io:format("-- ~s ~0tp~n", [F, W]),
         io:format("~ts~n", [io_lib:format("~" ++ integer_to_list(W) ++ F, [T])])
     end || T <- Terms, W <- [12, 25, 50], F <- ["p", "tp", "lp", "tlp"]],
    [io:format("x~ts|~n", [outcome(fun() -> lists:flatten(io_lib:format(F, [Long])) end)]) || F <- ["~p", "~20p", "~20.5p", "~30.10tp", "~0p", "~-20p", "~100.3p"]],
    ok.
