%% Splitting and joining give the text back, whatever the pattern, direction and form.
-module(string_splits_join).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ts = ["a,b,,c", ",", "", "abc", "a\r\nb\r\n", "xåyåz", "aaaa"], Ps = [",", "\r\n", "å", "aa", "zz"],
    each(fun(P) -> [begin U = unicode:characters_to_binary(T), {length(string:split(T, P, all)), lists:append(lists:join(P, string:split(T, P, all))) =:= T, iolist_to_binary(lists:join(unicode:characters_to_binary(P), string:split(U, P, all))) =:= U, length(string:split(T, P)), length(string:split(U, P, trailing))} end || T <- Ts] end, Ps),
    each(fun({T, P, R}) -> {unicode:characters_to_list(string:replace(T, P, R)), unicode:characters_to_list(string:replace(T, P, R, all)), unicode:characters_to_list(string:replace(T, P, R, trailing))} end, [{"a-b-c", "-", "+"}, {<<"a-b-c">>, "-", <<"+-">>}, {"aaa", "aa", "b"}, {"", "x", "y"}, {"xåx", "å", "å"}]), ok.
