%% Patterns over text of many scripts, as code points and bytes, with classes and case.
-module(re_unicode_subjects).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = "Ärger über Öl, 3½ Žluťoučký кот 日本語 xé",
    each(fun({P, O}) -> re:run(T, P, [unicode, global, {capture, all, list} | O]) end, [{"\\w+", []}, {"\\w+", [ucp]}, {"\\p{Lu}\\p{Ll}*", []}, {"\\p{Cyrillic}+", []}, {"\\p{Han}+", []}, {"[à-ü]+", [caseless]}, {"ö", [caseless]}, {"\\d", []}, {"\\p{N}", []}, {"\\b\\w", [ucp]}, {"\\X", [{offset, byte_size(unicode:characters_to_binary("Ärger über Öl, 3½ Žluťoučký кот 日本語 "))}]}, {"[^\\x00-\\x7F]", []}, {"кОТ", [caseless]}, {".$", []}, {"\\s+", [ucp]}]),
    each(fun({P, O}) -> re:run(<<"caf", 233, " caf">>, P, O) end, [{"f.", [global]}, {"\\w+", [global]}, {"é", []}, {<<233>>, []}, {"é", [unicode]}]), each(fun({S, P, R}) -> re:replace(S, P, R, [unicode, global, {return, list}]) end, [{"åäö", "ä", "x"}, {"aäa", "a", "ж&"}, {"日本語", "本", ""}]), each(fun(S) -> re:split(S, "[, ]+", [unicode, {return, list}]) end, ["å, ä ö", "日本 語"]), ok.
