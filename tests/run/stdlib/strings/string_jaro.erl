%% Jaro similarity of many pairs, also of texts of clusters and of binaries.
-module(string_jaro).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ws = ["", "a", "ab", "ba", "abc", "martha", "marhta", "dwayne", "duane", "jones", "johnson", "jellyfish", "smellyfish", "ÅÄÖ", "åäö", "e\x{301}clair", "éclair"],
    [io:format("~ts~n", [lists:join(" ", [float_to_list(string:jaro_similarity(A, B), [{decimals, 3}]) || B <- Ws])]) || A <- Ws],
    each(fun({A, B}) -> string:jaro_similarity(A, B) =:= string:jaro_similarity(B, A) end, [{"abcd", "dcba"}, {<<"martha">>, "marhta"}, {["mar", <<"tha">>], "marhta"}]), each(fun({A, B}) -> string:jaro_similarity(A, B) end, [{a, "b"}, {"a", 1}, {<<255>>, "a"}]), ok.
