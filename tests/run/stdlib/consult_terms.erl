%% Terms of files, and of files that hold none.
-module(consult_terms).
-export([main/0]).

main() ->
    Name = filename:join("/tmp", "consult_terms_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive]))),
    try
        [begin
             ok = file:write_file(Name, Text),
             io:format("~0tp~n", [shown(file:consult(Name))])
         end || Text <- texts()],
        long(Name)
    after
        file:delete(Name)
    end.

shown({error, {_, Module, _} = Info} = Error) when is_atom(Module) -> {Error, lists:flatten(file:format_error(Info))};
shown(Result) -> Result.

texts() ->
    ["", "a.", "a", "{a, 1}.\n%% c\n[\"x\", #{k => v}].\n{b,\n <<1, 2>>}.\n", "{a, 1}.\n{b, .\n", "1 + 2.\n", "X.", "\"abc", "{a.\n b}.",
     "$\\x.", "a. b. c.\nd.\n", "-1. +2.5. 16#ff.", <<"%% coding: latin-1\n\"", 229, "\".\n">>,
     <<"%% coding: utf-8\n\"", 16#3b1/utf8, "\".\n">>, "fun lists:map/2.\n", "{\"a\"\n\"b\"}.\n% end"].

%% Many terms, and a term of many lines.
long(Name) ->
    Lines = [io_lib:format("{~w, ~p}", [I, "x. y"]) || I <- lists:seq(1, 300)],
    Terms = [{I, "x. y"} || I <- lists:seq(1, 300)],
    ok = file:write_file(Name, [[Line, ".\n"] || Line <- Lines]),
    io:format("~p~n", [file:consult(Name) =:= {ok, Terms}]),
    ok = file:write_file(Name, ["[", lists:join(",\n", Lines), "].\n"]),
    io:format("~p~n", [file:consult(Name) =:= {ok, [Terms]}]).
