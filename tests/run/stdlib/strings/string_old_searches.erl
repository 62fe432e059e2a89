%% The functions of the old half of string: positions, spans, copies and stripping.
-module(string_old_searches).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, C}) -> {string:chr(S, C), string:rchr(S, C)} end, [{"banana", $a}, {"banana", $x}, {"", $a}]),
    each(fun({S, T}) -> {string:str(S, T), string:rstr(S, T)} end, [{"banana", "an"}, {"banana", "ana"}, {"banana", ""}, {"", ""}, {"", "a"}, {"aaaa", "aa"}, {"abc", "abcd"}, {"abc", abc}]),
    each(fun({S, T}) -> {string:span(S, T), string:cspan(S, T)} end, [{"\t  abc", " \t"}, {"abc", "cba"}, {"abc", "x"}, {"", "x"}, {"abc", ""}]),
    each(fun({S, N}) -> string:copies(S, N) end, [{"ab", 0}, {"ab", 1}, {"ab", 3}, {"", 5}, {"ab", -1}, {"ab", x}]),
    each(fun({C, N}) -> {string:chars(C, N), string:chars(C, N, "end")} end, [{$x, 0}, {$x, 3}, {$x, -1}, {"x", 2}]),
    each(fun({S, D, C}) -> string:strip(S, D, C) end, [{"..a.b..", D, $.} || D <- [left, right, both]] ++ [{"...", both, $.}, {"", left, $.}, {"abc", up, $a}]),
    each(fun({L, S}) -> string:join(L, S) end, [{[], ", "}, {["a"], ", "}, {["a", "b", "c"], ""}, {["a", "", "c"], "--"}, {[[]], "x"}, {["a" | "b"], "x"}]),
    each(fun({A, B}) -> {string:concat(A, B), string:equal(A, B)} end, [{"a", "b"}, {"", ""}, {"a", b}]),
    each(fun(S) -> {string:to_lower(S), string:to_upper(S)} end, ["Hello", "ÅÄÖ åäö", "ÿµß", $A, $ö, $1, 16#3A3]),
    each(fun({A, B}) -> float_to_list(string:jaro_similarity(A, B), [{decimals, 6}]) end, [{"ditto", "ditto"}, {"foo", "bar"}, {"michelle", "michael"}, {<<"Édouard"/utf8>>, <<"Claude">>}, {"", ""}, {"a", ""}, {"dixon", "dicksonx"}, {"e\x{301}", "é"}]),
    ok.
