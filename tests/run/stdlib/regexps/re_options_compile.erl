%% Each compile option and what it changes in what is found.
-module(re_options_compile).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({S, P, O}) -> re:run(S, P, O) end,
         [{"ABC", "b", [caseless]}, {"ÅB", "å", [caseless, unicode]}, {"a\nb", "^b", []}, {"a\nb", "^b", [multiline]}, {"a\nb", "a.b", []}, {"a\nb", "a.b", [dotall]}, {"a b", "a b", [extended]}, {"ab", "a b #comment", [extended]}, {"xab", "ab", [anchored]}, {"ab\n", "b$", []}, {"ab\n", "b$", [dollar_endonly]}, {"aaa", "a+", [ungreedy]}, {"aaa", "a+?", [ungreedy]}, {"abc", "(a)(b)", [no_auto_capture]}, {"abc", "(?<x>a)(b)", [no_auto_capture]}, {"ab", "(?<n>a)|(?<n>b)", [dupnames]}, {"ab", "(?<n>a)|(?<n>b)", []}, {"a\nb", "b", [firstline]}, {"a\rb", "^b", [multiline, {newline, cr}]}, {"a\r\nb", "^b", [multiline, {newline, crlf}]}, {"a\r\nb", "a$", [multiline, {newline, lf}]}, {"a\x{85}b", "^b", [multiline, {newline, any}]}, {"a\rb", "^b", [multiline, {newline, anycrlf}]}, {"a\rb", "\\R", [bsr_anycrlf]}, {[$a, 16#85], "\\R", [bsr_anycrlf]}, {[$a, 16#85], "\\R", [bsr_unicode]},
          {"é", "\\w", [unicode]}, {"é", "\\w", [unicode, ucp]}, {"٣", "\\d", [unicode, ucp]}, {"a", "a", [never_utf]}, {"a", "a", [unicode, never_utf]}, {"a", "a", [no_start_optimize]}, {"ab", "a", [{newline, x}]}, {"ab", "a", [bad]}, {"ab", "a", bad}, {"ab", "\\q", []}, {"[]", "[]]", []}, {"a", "[a", []}, {"a", "a**", []}, {"a", "a{2,1}", []}, {"a", "(?<1a>b)", []}, {"a", "\\1(a)", []}, {"a", "(?P=x)", []}, {"a", ")", []}, {"a", "[b-a]", []}, {"a", "[[:foo:]]", []}, {"a", "\\x{110000}", [unicode]}, {"a", "(?", []}, {"a", "\\", []}]),
    ok.
