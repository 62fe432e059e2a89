%% Small programs with re: tokens of a language, templates, csv lines, wild cards, addresses.
-module(re_programs).
-export([main/0]).
-include("../show.hrl").

main() ->
    Tok = fun T("") -> []; T(S) -> {match, [{0, L} | _] = M} = re:run(S, "^(?:(\\s+)|(\\d+(?:\\.\\d+)?)|([a-z]\\w*)|(.))", [caseless]), K = length(M) - 1, [{element(K, {space, number, name, other}), lists:sublist(S, L)} | T(lists:nthtail(L, S))] end,
    show("tokens", Tok("let x1 = 3.14*(r+2)")),
    Fill = fun(T, Vs) -> re:replace(T, "\\{\\{\\s*(\\w+)\\s*\\}\\}", fun(_, [K]) -> maps:get(binary_to_list(K), Vs, <<"?">>) end, [global, {return, list}]) end,
    show("template", Fill("Dear {{ name }}, you owe {{sum}}{{x}}.", #{"name" => "Bo", "sum" => "12"})),
    Csv = fun(L) -> [case F of "\"" ++ _ -> re:replace(lists:droplast(tl(F)), "\"\"", "\"", [global, {return, list}]); _ -> F end || {match, Fs} <- [re:run(L, "(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)", [global, {capture, [1], list}])], [F] <- Fs] end,
    each(Csv, ["a,b,c", "\"x,y\",2,\"he said \"\"no\"\"\"", ",,", "one"]),
    Wild = fun(W) -> "^" ++ re:replace(re:replace(re:replace(W, "[.+^$()\\[\\]{}|\\\\]", "\\\\&", [global, {return, list}]), "\\*", ".*", [global, {return, list}]), "\\?", ".", [global, {return, list}]) ++ "$" end,
    each(fun({W, S}) -> {Wild(W), re:run(S, Wild(W), [{capture, none}])} end, [{"*.erl", "a.erl"}, {"*.erl", "aerl"}, {"a?c", "abc"}, {"[x]*", "[x]y"}]),
    each(fun(A) -> re:run(A, "^[\\w.+-]+@(?<host>[\\w-]+(\\.[\\w-]+)+)$", [{capture, [host], list}]) end, ["a.b@c.de", "a@b", "x y@z.z", "a+b@c-d.e.f"]),
    Camel = fun(S) -> re:replace(S, "_(\\w)", fun(_, [C]) -> string:uppercase(C) end, [global, {return, list}]) end,
    each(Camel, ["one_two_three", "_x", "plain"]),
    show("counts", [{W, N} || {W, N} <- lists:sort(maps:to_list(lists:foldl(fun(W, M) -> M#{W => maps:get(W, M, 0) + 1} end, #{}, re:split("the cat and the dog and the bird", "\\W+", [{return, list}]))))]),
    ok.
