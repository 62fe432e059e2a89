%% String prefixes, concatenations and sigils in patterns.
-module(pattern_strings).
-export([main/0]).
-include("../lang.hrl").

p("") -> empty;
p("http://" ++ R) -> {http, R};
p("https" "://" ++ R) -> {https, R};
p("a" ++ "b" ++ R) -> {ab, R};
p([$x, $y] ++ R) -> {xy, R};
p("z" ++ [C | _]) -> {z, C};
p([$" | R]) -> {quote, R};
p("exact") -> exact;
p(~s"sig" ++ R) -> {sigil, R};
p([] ++ [1]) -> one;
p("tab\t" ++ _) -> tab;
p(S) when is_list(S) -> {other, length(S)}.
b(<<"abc">>) -> abc;
b(<<"é"/utf8, R/binary>>) -> {e, R};
b(<<"k=", V:1/binary, ";", R/binary>>) -> {V, R};
b(<<$", R/binary>>) -> {quote, R};
b(~"sigil") -> sigil;
b(<<"a", _, "c", _/binary>>) -> a_c;
b(B) when is_binary(B) -> byte_size(B).
main() ->
    ?show([p(S) || S <- ["", "http://x", "https://y", "abc", "xyz", "zq", "z", "\"q\"", "exact", "exactly", "sigh", "signs", [1], "tab\tx"]]),
    ?show([b(B) || B <- [<<"abc">>, <<"été"/utf8>>, <<"k=v;rest">>, <<"\"x">>, <<"sigil">>, <<"axcd">>, <<>>, <<"zz">>]]),
    ?show(p("improper" ++ x)),
    "pre" ++ Rest = id("prefix"),
    ?show(Rest),
    ?show(case id("abc") of "abd" -> 1; "ab" ++ _ -> 2 end),
    ?show((fun("k" ++ V) -> V end)("key")),
    ?show((fun("k" ++ V) -> V end)("no")),
    ok.
