%% json:decode of right and wrong texts: what each gives, and what each says.
-module(json_decode_texts).
-export([main/0]).
-include("../show.hrl").

main() ->
    Good = ["null", "true", " false ", "0", "-0", "-0.0", "12", "1.5", "1e2", "1E+2", "1.5e-3", "123456789012345678901234567890", "\"\"", "\"a\\\"b\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\\u00e5\\u20AC\\ud83d\\ude00\"", "[]", "[ ]", "[1,2 , 3]", "{}", "{ \"a\" : 1 }", "{\"a\":1,\"a\":2}", "[[[]]]", "{\"a\":{\"b\":[null,{}]}}", "\t\r\n 1", "\"åß\"", "[1e400]", "\"\x{7f}\""],
    each(fun(S) -> json:decode(unicode:characters_to_binary(S)) end, Good),
    Bad = ["", " ", "nul", "nulll", "truefalse", "01", "-", "-a", "1.", ".5", "1e", "1e+", "+1", "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud83d\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"a\nb\"", "\"\x{1}\"", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:2}", "{\"a\" 1}", "]", "}", "1 2", "[]]", "'a'", "NaN", "\x{feff}1", "/*c*/1", "1.5.5", "--1", "1e5e5"],
    each(fun(S) -> json:decode(unicode:characters_to_binary(S)) end, Bad),
    each(fun json:decode/1, [<<"\"", 255, "\"">>, <<"\"", 195>>, <<"\"", 195, "\"">>, <<16#ED, 16#A0, 16#80>>, <<"\"", 16#ED, 16#A0, 16#80, "\"">>, <<0>>, "list", abc, <<1:3>>]),
    ok.
