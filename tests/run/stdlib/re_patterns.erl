%% Patterns and subjects: what matches where.
-module(re_patterns).
-export([main/0]).

main() ->
    io:format("compiling~n"),
    [compiled(Pattern, Options) || {Pattern, Options} <- compiles()],
    io:format("running~n"),
    [ran(Subject, Pattern, Options) || {Pattern, Subject, Options} <- runs()],
    ok.

compiled(Pattern, Options) ->
    Result = try re:compile(Pattern, Options) of
        {ok, {re_pattern, Groups, Unicode, Wide, _}} -> {ok, Groups, Unicode, Wide};
        Error -> Error
    catch
        error:Reason -> Reason
    end,
    io:format("  ~0tp ~0tp~n", [Pattern, Result]).

ran(Subject, Pattern, Options) ->
    Result = try re:run(Subject, Pattern, Options) catch error:Reason -> Reason end,
    io:format("  ~0tp ~0tp ~0tp~n", [Pattern, Subject, Result]).

compiles() ->
    [{Pattern, []} || Pattern <-
        ["a", "(a", "a)", "[a", "a**", "*", "a{2,1}", "(?<n>a)(?<n>b)", "\\", "(?z)", "[[:foo:]]",
         "\\p{Foo}", "\\x{110000}", "\\x{zz}", "(?<=a*)b", "\\2", "[b-a]", "(?", "(?<", "(?<1a>b)",
         "(?P<", "(?P=n)", "\\k<n>", "\\k", "(?(9)a)", "(?R)", "(?1)", "(?&n)", "\\c", "a{99999}",
         "(?i", "(?#", "\\x{", "\\o{9}", "\\pX", "\\p", "\\N{U+41}", "\\u0041", "\\g", "\\g{5}",
         "[a-\\d]", "[\\d-z]", "(*FOO)a", "[[.a.]]", "[:alpha:]", "(?+1)", "\\8", "\\377", "\\400",
         "\\x{100}", "a{,3}", "(?|(a)|(b))", "[]", "[]a]", "^*", "\\b*", "(?=a)*", "(?<=a|bc)d",
         "(?<=a{1,3})b", "\\i", "\\o", "\\p{L", "[\\B]", "[\\N]", "(?<n", "(?<n>", "()", "(?-i)",
         "(?(DEFINE)(?<x>a))(?&x)", "(?i-s:a)", "(?n)(a)"]]
    ++ [{"\\x{100}", [unicode]}, {"\\x{d800}", [unicode]}, {<<255>>, [unicode]}, {[1024, $(], [unicode]},
        {"a", [never_utf, unicode]}, {"a", [{newline, any}]}, {"a", [{newline, foo}]}, {"a", [foo]},
        {[300], []}, {a, []}, {"(a)", [no_auto_capture]}, {"(?<n>a)|(?<n>b)", [dupnames]}].

runs() ->
    [{Pattern, Subject, []} || {Pattern, Subject} <-
        [{"abc", "xabcx"}, {"a|b", "xxb"}, {"a*", "aaa"}, {"a*?", "aaa"}, {"a+?b", "aab"}, {"a*+a", "aaa"},
         {"a{2,3}", "aaaa"}, {"a{2,3}?", "aaaa"}, {"a{2}", "a"}, {"a{,2}b", "aaab"}, {"(a|ab)(c|bcd)(d*)", "abcd"},
         {"(a+|b)*", "aabab"}, {"(a*)*", "b"}, {"(a*)+", "aab"}, {"(?:a|b)+c", "ababc"}, {"(a)|(b)", "b"},
         {"(a)|(b)|c", "c"}, {"(a)?b(c)?", "b"}, {"^abc$", "abc\n"}, {"^abc\\z", "abc\n"}, {"^abc\\Z", "abc\n"},
         {"\\Aabc", "xabc"}, {".", "\n"}, {"(?s).", "\n"}, {"\\N", "\na"}, {"[^a]", "aab"}, {"[a-c]+", "xxabcd"},
         {"[]a]+", "x]a"}, {"[^]a]+", "]ab"}, {"[\\d-]+", "a1-2"}, {"[[:alpha:]]+", "12ab3"}, {"[[:^alpha:]]+", "ab12c"},
         {"[\\w.]+@\\w+", "mail me@home now"}, {"\\bfoo\\b", "a foo b"}, {"\\Bo", "foo"}, {"\\d+\\s\\D", "a12 b"},
         {"\\h+\\H", "a \tb"}, {"\\v", "a\vb"}, {"a\\Rb", "a\r\nb"}, {"\\x41\\x{42}\\103", "ABC"}, {"\\Qa.b\\E+", "a.bbb"},
         {"(a)(b)\\2\\1", "abba"}, {"(?<x>a)\\k<x>\\k{x}\\g{x}(?P=x)", "aaaaa"}, {"(a)\\g1\\g{-1}", "aaa"},
         {"(?i)abC", "ABc"}, {"a(?i)b|c", "aB"}, {"a(?i:b)c", "aBC"}, {"(?i:a)b", "Ab"}, {"((?i)a)b", "AB"},
         {"(?x) a b # comment\n c", "abc"}, {"(?m)^b$", "a\nb\nc"}, {"foo(?=bar)", "foobar"}, {"foo(?!bar)", "foobar foobaz"},
         {"(?<=foo)bar", "foobar"}, {"(?<!foo)bar", "foobar bar"}, {"(?<=a|bc)d", "xbcd"}, {"(?<=a{1,3})b", "aaab"},
         {"(?<=^|,)x", "a,x"}, {"(?>a+)ab", "aaab"}, {"(?>a+)b", "aaab"}, {"(?=(a+))a*b\\1", "baaabac"},
         {"(?!(a))b", "b"}, {"(?(1)a|b)", "b"}, {"(a)?(?(1)b|c)", "ab"}, {"(a)?(?(1)b|c)", "c"},
         {"(?<n>a)?(?(<n>)b|c)", "ab"}, {"(?(?=a)ab|cd)", "xcd"}, {"\\((?:[^()]|(?R))*\\)", "x(a(b)c)y"},
         {"^(?<p>(.)(?&p)\\2|.?)$", "abcba"}, {"(?|(a)|(b))\\1", "bb"}, {"(?(DEFINE)(?<d>\\d+))(?&d)-(?&d)", "x12-34"},
         {"foo\\Kbar", "foobar"}, {"(a(b)?)+", "aba"}, {"(?:(a)|b)*", "ab"}, {"(?:(a)|(b))+", "ab"},
         {"a\\", "a"}, {"^(a|b|c)*d", "abcabcd"}, {"x*", "aaa"}, {"(a?)*?b", "aab"}, {"(?:a?)*?b", "aab"},
         {"(a{2}){2}", "aaaaa"}, {"((a|b){2,3}c)+", "abcabac"}, {"(x)?(y)?(z)?", "y"}, {"(ab?)??c", "abc"},
         {"[a-z]+?(\\d)", "abc1"}, {"\\.(?:jpe?g|png)$", "a.jpeg"}, {"^(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)$", "249"},
         {"(\\d{4})-(\\d\\d)-(\\d\\d)", "on 2024-02-29."}, {"\"(?:[^\"\\\\]|\\\\.)*\"", "say \"a\\\"b\" x"},
         {"\\p{Lu}\\p{Ll}+", "xx Abc"}, {"\\P{L}+", "ab12"}, {"[\\p{Lu}\\d]+", "aB1c"}, {"a(*FAIL)|b", "ab"},
         {"a+(*COMMIT)b", "aac aab"}, {"(?U)a+", "aaa"}, {"(?U)a+?", "aaa"}, {"[a\\-z]+", "x-a"}, {"[--/]", "."},
         {"\\ca", [1]}, {"\\e\\a\\f", [27, 7, 12]}, {"[\\b]", [8]}, {"a{,}", "a{,}"}, {"a{x}", "a{x}"}, {"{", "{"},
         {"a]", "a]"}, {"a}", "a}"}, {"", "abc"}, {"$", "abc\n"}, {"(?=a)a{2}", "aa"}, {"\\X", "ab"}, {[228], [196]}]]
    ++ [{"B", "abc", [caseless]}, {[228], [196], [caseless]}, {"\\w", [228], []}, {"b", "abc", [anchored]},
        {"^b$", "a\nb", [multiline]}, {"a.b", "a\nb", [dotall]}, {"a$", "a\n", [dollar_endonly]}, {"a b", "ab", [extended]},
        {"b", "a\nb", [firstline]}, {"a+", "aaa", [ungreedy]}, {"(a)", "a", [no_auto_capture]},
        {"^a", "a", [notbol]}, {"a$", "a", [noteol]}, {"a*", "baa", [notempty]}, {"a*", "baa", [notempty_atstart]},
        {"a", "aXa", [{offset, 1}]}, {"^a", "aa", [{offset, 1}]}, {"\\Ga", "baa", [{offset, 1}]}, {"\\Ba", "aa", [{offset, 1}]},
        {"a", "a", [{offset, 2}]}, {"a", "a", [{offset, 1}]}, {"a", "a", [{offset, -1}]}, {"a", "a", [foo]}, {"a", "a", foo},
        {"(b", "a", [report_errors]}, {"(b", "a", []}, {"a", a, []}, {"a", [300], []},
        {"(a)(?<x>b)?(?<y>c)?", "aab", [{capture, all, list}]}, {"(a)(?<x>b)?(?<y>c)?", "ac", [{capture, all, list}]},
        {"(a)(?<x>b)?(?<y>c)?", "ac", [{capture, all_but_first, binary}]}, {"(a)(?<x>b)?(?<y>c)?", "ac", [{capture, all_names, list}]},
        {"(a)(?<x>b)?(?<y>c)?", "ac", [{capture, [y, "x", <<"y">>, 1, 7, z]}]}, {"(a)", "a", [{capture, none}]},
        {"(a)", "a", [{capture, []}]}, {"(a)", "a", [{capture, first, list}]}, {"(a)", "a", [{capture, all_names}]},
        {"a", "a", [{capture, all_but_first}]}, {"a", "a", [{capture, foo}]}, {"a", "a", [{capture, all, foo}]},
        {"(?<n>f)|(?<n>o)", "foo", [dupnames, global, {capture, [n], list}]},
        {"b*", "ABC", [global]}, {"b*", "aBbC", [global, caseless]}, {"", "a\r\nb\n", [global, {newline, crlf}]},
        {"^.*$", "a\r\nb\n\nc\r\n", [global, multiline, {newline, any}, {capture, all, list}]},
        {"(a)|b", "abc", [global, {capture, all, binary}]}, {"x", "abc", [global]}, {"a", "aa", [global, {capture, none}]},
        {"(?<=a)", "aab", [global]}, {"\\b", "ab cd", [global]}, {"$", "a\nb\n", [global, multiline]},
        {[1024], [1, 1024, 1025], [unicode]}, {".", [1024, 1025], [unicode, global]}, {".", [1024], [unicode, {capture, all, list}]},
        {".", <<1024/utf8>>, [unicode, {capture, all, binary}]}, {[1072, 1073], [1040, 1041], [unicode, caseless]},
        {"\\w", [1072], [unicode]}, {"\\w", [1072], [unicode, ucp]}, {"[^a]", [228], [unicode]}, {"[\\x{400}-\\x{4ff}]+", [97, 1072, 1073], [unicode]},
        {"\\p{Cyrillic}+", [97, 1072, 1073], [unicode]}, {".", <<255>>, [unicode]}, {".", [1024], [unicode, {offset, 1}]},
        {"(?<=.)a", [1024, $a], [unicode]}, {"(a*)*[bc]d", lists:duplicate(40, $a) ++ "c", [report_errors, {match_limit, 100}]},
        {"(a+)+[bc]d", lists:duplicate(40, $a) ++ "c", [{match_limit, 100}]}].
