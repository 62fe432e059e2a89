%% Records what OTP says to each case of tests/scan/cases.txt: run in tests/scan as
%%   erlc record.erl && erl +pc unicode -noshell -s record main
%% A case is a line `kind "input"`; the line after it is OTP's answer.
-module(record).
-export([main/0]).

main() ->
    {ok, Bytes} = file:read_file("cases.txt"),
    Lines = string:split(unicode:characters_to_list(Bytes), "\n", all),
    Text = [[Line, "\n", answer(Line), "\n"] || Line <- Lines, is_case(Line)],
    ok = file:write_file("cases.txt", unicode:characters_to_binary(Text)),
    halt().

is_case(Line) ->
    lists:any(fun(Kind) -> lists:prefix(Kind ++ " \"", Line) end,
              ["string", "text", "return", "exprs", "form", "term", "abstract", "normalise"]).

answer(Line) ->
    [Kind, Literal] = string:split(Line, " "),
    {ok, [{string, _, Input}], _} = erl_scan:string(Literal),
    io_lib:format("~0tp", [try run(Kind, Input) catch error:_ -> crash end]).

run("string", Input) -> erl_scan:string(Input, {1, 1});
run("text", Input) -> erl_scan:string(Input, {1, 1}, [text]);
run("return", Input) -> erl_scan:string(Input, 1, [return]);
run("exprs", Input) -> flat(erl_parse:parse_exprs(tokens(Input)));
run("form", Input) -> flat(erl_parse:parse_form(tokens(Input)));
run("term", Input) -> flat(erl_parse:parse_term(tokens(Input)));
run("abstract", Input) ->
    {ok, Term} = erl_parse:parse_term(tokens(Input)),
    erl_parse:abstract(Term);
run("normalise", Input) ->
    {ok, [Form]} = erl_parse:parse_exprs(tokens(Input)),
    erl_parse:normalise(Form).

tokens(Input) ->
    {ok, Tokens, _} = erl_scan:string(Input, {1, 1}),
    Tokens.

%% Other messages made by io_lib:format are nested at will.
flat({error, {At, Module, Text}}) ->
    case lists:flatten(Text) of
        "syntax error" ++ _ -> {error, {At, Module, Text}};
        "head mismatch" ++ _ -> {error, {At, Module, Text}};
        Flat -> {error, {At, Module, Flat}}
    end;
flat(Ok) -> Ok.
