%% CSV text to records and back, with quotes, and reports over it.
-module(csv_tables).
-export([main/0]).
-include("../lang.hrl").

parse(T) -> rows(T, [], [], []).
rows([], [], [], Rows) -> lists:reverse(Rows);
rows([], F, Fs, Rows) -> lists:reverse([lists:reverse([lists:reverse(F) | Fs]) | Rows]);
rows([$" | T], [], Fs, Rows) -> quoted(T, [], Fs, Rows);
rows([$, | T], F, Fs, Rows) -> rows(T, [], [lists:reverse(F) | Fs], Rows);
rows([$\r, $\n | T], F, Fs, Rows) -> rows([$\n | T], F, Fs, Rows);
rows([$\n | T], F, Fs, Rows) -> rows(T, [], [], [lists:reverse([lists:reverse(F) | Fs]) | Rows]);
rows([C | T], F, Fs, Rows) -> rows(T, [C | F], Fs, Rows).
quoted([$", $" | T], F, Fs, Rows) -> quoted(T, [$" | F], Fs, Rows);
quoted([$" | T], F, Fs, Rows) -> rows(T, F, Fs, Rows);
quoted([C | T], F, Fs, Rows) -> quoted(T, [C | F], Fs, Rows);
quoted([], _, _, _) -> throw(unclosed_quote).
write(Rows) -> [[lists:join($,, [field(F) || F <- R]), $\n] || R <- Rows].
field(F) -> case lists:any(fun(C) -> lists:member(C, ",\"\n") end, F) of true -> [$", [case C of $" -> "\"\""; _ -> C end || C <- F], $"]; false -> F end.
table([Head | Rows]) -> [maps:from_list(lists:zip(Head, R)) || R <- Rows].
group(Key, Rows) -> maps:groups_from_list(fun(#{Key := V}) -> V end, Rows).
total(Key, Rows) -> lists:sum([list_to_integer(V) || #{Key := V} <- Rows]).
align(Rows) ->
    Widths = [lists:max([length(F) || F <- Col]) || Col <- columns(Rows)],
    [io:format("~s~n", [string:trim(lists:flatten([string:pad(F, W + 1) || F <- R && W <- Widths]), trailing)]) || R <- Rows].
columns([[] | _]) -> [];
columns(Rows) -> [[hd(R) || R <- Rows] | columns([tl(R) || R <- Rows])].
main() ->
    T = "name,city,amount\nAnn,\"Paris, France\",10\nBob,Oslo,20\n\"C \"\"X\"\" D\",Oslo,5\nEve,\"two\nlines\",7",
    Rows = parse(T),
    ?show(Rows),
    ?show(parse(lists:flatten(write(Rows))) =:= Rows),
    ?show(lists:sort([{K, total("amount", V)} || K := V <- group("city", table(Rows))])),
    align([R || [_, C | _] = R <- Rows, not lists:member($\n, C)]),
    ?show(parse("")),
    ?show(parse("a,,b\n,\n")),
    ?show(parse("a\r\nb\r\n")),
    ?show(catch parse("\"open")),
    ?show(table([["a", "b"], ["1"]])),
    ok.
