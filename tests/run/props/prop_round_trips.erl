%% What is written is read again: terms as text, as bytes, as code; JSON, URIs, query strings, encodings, dates, numbers.
-module(prop_round_trips).
-export([main/0]).
-include("draw.hrl").

main() ->
    rand:seed(exsss, 20260203),
    Term = fun term/1,
    [property(F, Term, fun(T) -> parsed(io_lib:format(F, [T])) =:= T end) || F <- ["~w", "~p", "~tp", "~0p", "~kp"]],
    property("binary", Term, fun(T) -> binary_to_term(term_to_binary(T)) =:= T andalso binary_to_term(term_to_binary(T, [compressed])) =:= T andalso erlang:external_size(T) >= byte_size(term_to_binary(T)) end),
    property("abstract", fun(_) -> term(0) end, fun(T) -> erl_parse:normalise(erl_parse:abstract(T)) =:= T end),
    property("consult", Term, fun(T) -> {ok, Tokens, _} = erl_scan:string(lists:flatten(io_lib:format("~p.", [T]))), erl_parse:parse_term(Tokens) =:= {ok, T} end),
    property("pretty printed code", fun(_) -> term(0) end, fun(T) -> parsed(erl_pp:expr(erl_parse:abstract(T))) =:= T end),
    property("json", fun(N) -> json(N) end, fun(J) -> json:decode(iolist_to_binary(json:encode(J))) =:= J andalso json:decode(iolist_to_binary(json:format(J))) =:= J end),
    property("quoted", fun(N) -> text(N * 2) end, fun(T) -> uri_string:percent_decode(uri_string:quote(T)) =:= T andalso uri_string:unquote(uri_string:quote(T)) =:= T end),
    property("query", fun(N) -> [{[$k | text(N)], text(N)} || _ <- lists:seq(1, int(3))] end, fun(Q) -> uri_string:dissect_query(uri_string:compose_query(Q)) =:= Q end),
    property("uri", fun(N) -> #{scheme => "http", host => "h" ++ integer_to_list(N), port => int(9999), path => "/" ++ pick(["", "a", "a/b"]), query => pick(["a=1", "b"]), fragment => "f"} end, fun(U) -> uri_string:parse(uri_string:recompose(U)) =:= U end),
    property("utf", fun(N) -> text(N * 2) end, fun(T) -> lists:all(fun(E) -> unicode:characters_to_list(unicode:characters_to_binary(T, unicode, E), E) =:= T end, [utf8, {utf16, little}, {utf16, big}, {utf32, little}, {utf32, big}]) end),
    property("normal forms", fun(N) -> text(N * 2) end, fun(T) -> unicode:characters_to_nfc_list(unicode:characters_to_nfd_list(T)) =:= unicode:characters_to_nfc_list(T) end),
    property("integers", fun(N) -> {pick([1, -1]) * int(1 bsl (N * 9)), 2 + int(34)} end, fun({I, B}) -> list_to_integer(integer_to_list(I, B), B) =:= I andalso binary_to_integer(integer_to_binary(I, B), B) =:= I end),
    property("floats", fun(N) -> (int(1 bsl 53) - (1 bsl 52)) * math:pow(2.0, N * 20 - 120) end, fun(F) -> list_to_float(float_to_list(F)) == F andalso binary_to_float(float_to_binary(F, [short])) =:= F end),
    property("dates", fun(_) -> int(80000000000) end, fun(S) -> D = calendar:gregorian_seconds_to_datetime(S), calendar:datetime_to_gregorian_seconds(D) =:= S andalso calendar:valid_date(element(1, D)) end),
    property("times", fun(_) -> int(250000000000000) end, fun(T) -> lists:all(fun(U) -> calendar:rfc3339_to_system_time(calendar:system_time_to_rfc3339(T, [{unit, U}, {offset, "Z"}]), [{unit, U}]) =:= T end, [millisecond, microsecond, nanosecond]) end),
    property("fread", fun(N) -> {int(1 bsl (N * 4)), int(100) / 8} end, fun({I, F}) -> io_lib:fread("~d ~f", lists:flatten(io_lib:format("~b ~f", [I, F]))) =:= {ok, [I, F], []} end).

parsed(Text) ->
    {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list([Text, "."])),
    {ok, [E]} = erl_parse:parse_exprs(Tokens),
    {value, Value, _} = erl_eval:expr(E, []),
    Value.

json(0) -> pick([null, true, false, int(1000), -int(1 bsl 60), int(100) / 8, <<"text">>, <<"\"quote\\\n">>, <<"äö€"/utf8>>, <<>>]);
json(N) -> case int(2) of 0 -> list(N, fun() -> json(N div 2) end); 1 -> maps:from_list([{list_to_binary(integer_to_list(int(99))), json(N div 2)} || _ <- lists:seq(1, int(N))]); 2 -> json(0) end.
