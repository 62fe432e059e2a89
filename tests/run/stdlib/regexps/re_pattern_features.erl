%% Features of the pattern language: look around, recursion, conditions, atomic groups, properties, resets.
-module(re_pattern_features).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, P}) -> re:run(S, P, [{capture, all, list}, unicode]) end,
         [{"foobar", "foo(?=bar)"}, {"foobaz", "foo(?!bar)"}, {"xbar", "(?<=x)bar"}, {"ybar", "(?<!x)bar"}, {"((a)(b))", "\\((?:[^()]++|(?R))*\\)"}, {"abcabc", "(abc)\\1"}, {"abab", "(?<p>ab)\\k<p>"}, {"abab", "(?P<p>ab)(?P=p)"}, {"aab", "(?>a+)b"}, {"aab", "a++ab"}, {"ab", "(a)?(?(1)b|c)"}, {"c", "(a)?(?(1)b|c)"}, {"AB", "(?i)ab"}, {"aB", "a(?i:b)"}, {"aB", "(?i)a(?-i)b"}, {"foobar", "foo\\Kbar"}, {"é1_", "[\\p{L}\\p{N}_]+"}, {"Ж", "\\p{Cyrillic}"}, {"ab1", "\\P{N}+"}, {"a\tb", "\\h"}, {"a\x{2003}b", "\\h"}, {"ab", "(?|(a)|(b))"}, {"b", "(?|(a)|(b))"}, {"2024", "(?<y>\\d{4})(?<m>)"}, {"aXbX", "\\Qa\\EX"}, {"a.b", "\\Q.\\E"}, {"abc", "\\Aabc\\z"}, {"abc\n", "abc\\Z"}, {"word one", "\\bone\\b"}, {"xoney", "\\Bone\\B"}, {"\x{1F600}!", "^.!$"}, {"e\x{301}x", "^\\Xx$"}, {"aaa", "a{2}"}, {"aaa", "a{2,}?"}, {"a{,2}", "a{,2}"}, {"tab\there", "\\x09\\w+"}, {"A", "\\x{41}"}, {"\e", "\\e"}, {"a]b", "[]]"}, {"a-b", "[a\\-]+"}, {"x", "[^[:alpha:]]|x"}, {"_9", "[[:word:]]+"}, {"abcd", "(?:(a)|b)*"}, {"aba", "(?:(a)|b)*"}, {"abcde", "(?#comment)cd"}, {"foo123", "(*COMMIT)\\d+"}, {"aaab", "a+(*PRUNE)b"}, {"xy", "x(*ACCEPT)z"}, {"abc", "(?1)(a|b)"}, {"1+(2*3)", "(?(DEFINE)(?<d>\\d))(?&d)\\+"}]),
    ok.
