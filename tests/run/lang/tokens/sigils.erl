%% Sigils: strings and binaries, verbatim and with escapes, with every delimiter.
-module(sigils).
-export([main/0]).
-include("../lang.hrl").
main() ->
    ?show(~"abc"),
    ?show(~b"a\nb"),
    ?show(~B"a\nb"),
    ?show(~s"a\tb"),
    ?show(~S"a\tb"),
    ?show([~s(a), ~s[a], ~s{a}, ~s<a>, ~s/a/, ~s|a|, ~s'a', ~s"a", ~s`a`, ~s#a#]),
    ?show([~(b), ~[b], ~{b}, ~<b>, ~/b/, ~|b|, ~'b', ~`b`, ~#b#]),
    ?show(~s(a"b'c)),
    ?show(~B[\w+\d*]),
    ?show(~s"日本"),
    ?show(~"日本"),
    ?show(~"\x{e9}\x{1F600}"),
    ?show(byte_size(~"å")),
    ?show(~"""
        text
          more
        """),
    ?show(~B"""
        \n stays
        """),
    ?show(~b"""
        \n goes
        """),
    ?show(~s"""
        a\tb
        """),
    ?show(~S"""
        a\tb
        """),
    ?show(case <<"k">> of ~"k" -> yes; _ -> no end),
    ?show((fun(~"x" = X) -> X; (_) -> no end)(<<"x">>)),
    ?show((fun(~s"ab" ++ T) -> T end)("abcd")),
    ?show(~s"" =:= []),
    ?show(~"" =:= <<>>),
    ok.
