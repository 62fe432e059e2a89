%% What is captured, as what: all, first, none, numbers and names, lists, binaries and indices.
-module(re_captures).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = "at 2024-02-29 or 1999-12-31", P = "(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?<none>x)?",
    each(fun(C) -> re:run(S, P, [C]) end, [{capture, V} || V <- [all, all_but_first, first, none, all_names, [], [0], [1, 3], [day, year], ["day", <<"month">>], [4], [none], [nosuch], [9], [0, nosuch, 1], x]]),
    each(fun({V, T}) -> re:run(S, P, [{capture, V, T}]) end, [{V, T} || V <- [all, all_but_first, first, [2, day, none], all_names], T <- [index, list, binary]] ++ [{none, list}, {all, x}]),
    each(fun({V, T}) -> re:run(S, P, [global, {capture, V, T}]) end, [{all, index}, {first, list}, {[day], binary}, {none, list}, {all_names, list}]),
    each(fun(O) -> re:run("aåb€", "(å)|(€)", [unicode, global | O]) end, [[], [{capture, all, list}], [{capture, all, binary}], [{capture, [2], list}], [{capture, [2], index}]]),
    {ok, M} = re:compile(P),
    each(fun(I) -> re:inspect(M, I) end, [namelist, x]), each(fun(X) -> re:inspect(X, namelist) end, [x, element(2, re:compile("a"))]),
    each(fun({Sub, Pat, O}) -> re:run(Sub, Pat, O) end, [{"abc", "(a)|(b)|(c)", [global]}, {"abc", "(x)?b", []}, {"abc", "(x)?b", [{capture, all, list}]}, {"abc", "(x)?b", [{capture, all, binary}]}, {"ab", "(a)(x)?(b)?", [{capture, [1, 2, 3], index}]}, {"", "", [global]}, {"ab", "", [global]}, {"aab", "a*", [global]}, {"aab", "(?=a)", [global]}, {"åb", "", [global, unicode]}]),
    ok.
