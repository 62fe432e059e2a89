%% Patterns compiled once and used on many subjects, their options at each time, versions and import.
-module(re_compiled_exported).
-export([main/0]).
-include("../show.hrl").

main() ->
    {ok, P} = re:compile("(?<k>\\w+)=(?<v>\\d+)", [caseless]), show("shape", {element(1, P), size(P), element(2, P), element(3, P)}), each(fun(S) -> re:run(S, P, [{capture, [k, v], list}]) end, ["a=1", "xx B=22 c=3", "none", <<"q=9">>, ["z", $=, "5"]]),
    show("global", re:run("a=1,b=2", P, [global, {capture, all_but_first, binary}])), show("replace", re:replace("a=1,b=2", P, "\\2=\\1", [global, {return, list}])), show("split", re:split("x a=1 y b=2 z", P, [{return, list}])), each(fun(O) -> case re:compile("a|b", O) of {ok, X} -> element(3, X); E -> E end end, [[], [unicode], [bad], x, [caseless, multiline]]),
    {ok, E} = re:compile("a+(b)", [export]), show("exported", element(1, E)), I = re:import(E), show("imported", [re:run("xaab", I), re:run("xaab", I, [{capture, first, list}])]), each(fun re:import/1, [x, {re_exported_pattern, a, b, c, d}]), each(fun(X) -> re:compile(X) end, ["(", "a{3,1}", [300], <<255>>, x, ["a", <<"b">>]]), show("version", is_binary(re:version())), ok.
