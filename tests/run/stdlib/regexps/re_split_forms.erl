%% Splits with groups, parts, trim, and empty matches.
-module(re_split_forms).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, P, O}) -> re:split(S, P, [{return, list} | O]) end,
         [{"a,b,c", ",", O} || O <- [[], [{parts, 1}], [{parts, 2}], [{parts, 3}], [{parts, 9}], [{parts, 0}], [{parts, infinity}], [trim], [group], [group, trim]]] ++
         [{",a,,b,,", ",", O} || O <- [[], [trim], [{parts, 0}], [{parts, 3}], [{parts, 2}, trim], [group]]] ++
         [{"a1b22c", "(\\d)(\\d)?", O} || O <- [[], [group], [trim], [{parts, 2}], [group, {parts, 2}]]] ++
         [{"abc", "", []}, {"abc", "", [{parts, 2}]}, {"", ",", []}, {"", "", []}, {"", ",", [trim]}, {"abc", "x*", []}, {"a  b", " *", []}, {"åäö", "ä", [unicode]}, {"åäö", "", [unicode]}, {"aXbxc", "x", [caseless]}, {"erl ang", "(e)(x)?", [group]}, {"a,b", ",", [notempty]}, {"a,b", ",", [{offset, 2}]}, {"a,b", ",", [{parts, -1}]}, {"a,b", ",", [{capture, none}]}, {"a,b", "(", []}, {x, ",", []}]),
    each(fun({S, P}) -> re:split(S, P) end, [{"a,b", ","}, {<<"a">>, ","}, {["a,", <<"b">>], ","}, {"å,b", ","}, {<<"å,b"/utf8>>, ","}]),
    each(fun(O) -> re:split("a-b-c", "-", O) end, [[{return, iodata}], [{return, binary}, {parts, 2}], [{return, list}, group]]),
    ok.
