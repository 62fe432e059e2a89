%% Topic names and filters. A name is words between slashes; in a filter `+' stands for one word, `#' at the end for any number.
-module(broker_filter).
-export([name/1, filter/1, matches/2]).

-export_type([name/0, filter/0]).

-type name() :: [binary(), ...].
-type filter() :: [binary() | any_word | any_words, ...].

-spec name(binary()) -> {ok, name()} | {error, bad_topic}.
name(Text) ->
    Words = binary:split(Text, ~"/", [global]),
    case lists:all(fun(W) -> W =/= ~"" andalso binary:match(W, [~"+", ~"#"]) =:= nomatch end, Words) of
        true -> {ok, Words};
        false -> {error, bad_topic}
    end.

-spec filter(binary()) -> {ok, filter()} | {error, bad_filter}.
filter(Text) ->
    try {ok, words(binary:split(Text, ~"/", [global]))}
    catch
        throw:bad_filter -> {error, bad_filter}
    end.

words([~"#"]) -> [any_words];
words([~"+" | Ws]) -> [any_word | words(Ws)];
words([W | Ws]) ->
    W =/= ~"" andalso binary:match(W, [~"+", ~"#"]) =:= nomatch orelse throw(bad_filter),
    [W | words(Ws)];
words([]) -> [].

-spec matches(filter(), name()) -> boolean().
matches([any_words], _) -> true;
matches([any_word | Fs], [_ | Ws]) -> matches(Fs, Ws);
matches([W | Fs], [W | Ws]) -> matches(Fs, Ws);
matches([], []) -> true;
matches(_, _) -> false.
