%% Records what OTP's linter says of the snippets in cases.txt.
%%
%%   cd tests/check && erlc record.erl && erl -noshell -run record main cases.txt
%%
%% A case begins with a line `%%% name [options]`; the snippet follows; then lines `=> ...` with what OTP said, which this
%% program rewrites: `=> error|warning LINE:COL Module Descriptor`, in the order OTP gives them.
-module(record).
-export([main/1]).

main([File]) ->
    {ok, Text} = file:read_file(File),
    Cases = split(binary:split(Text, <<"\n">>, [global])),
    ok = file:write_file(File, [record(C) || C <- Cases]),
    halt(0).

split(Lines) -> split(Lines, none, [], []).
split([], none, _, Acc) -> lists:reverse(Acc);
split([], H, Body, Acc) -> lists:reverse([{H, lists:reverse(Body)} | Acc]);
split([<<"%%% ", _/binary>> = H | T], none, _, Acc) -> split(T, H, [], Acc);
split([<<"%%% ", _/binary>> = H | T], Old, Body, Acc) -> split(T, H, [], [{Old, lists:reverse(Body)} | Acc]);
split([<<"=> ", _/binary>> | T], H, Body, Acc) -> split(T, H, Body, Acc);
split([<<>> | T], H, Body, Acc) -> split(T, H, Body, Acc);
split([L | T], H, Body, Acc) -> split(T, H, [L | Body], Acc).

record({Head, Body}) ->
    Source = [[L, $\n] || L <- Body],
    Options = options(Head),
    Said = lint(Source, Options),
    [Head, $\n, Source, [["=> ", S, $\n] || S <- Said], $\n].

options(Head) ->
    case binary:split(Head, <<" [">>) of
        [_, Rest] ->
            {ok, Tokens, _} = erl_scan:string("[" ++ binary_to_list(Rest) ++ "."),
            {ok, Term} = erl_parse:parse_term(Tokens),
            Term;
        _ -> []
    end.

lint(Source, Options) ->
    File = "case.erl",
    ok = file:write_file(File, ["-module('case').\n", Source]),
    R = compile:file(File, [return, strong_validation, nowarn_export_all | Options]),
    file:delete(File),
    {Es, Ws} = case R of
        {ok, _, W} -> {[], W};
        {ok, _, _, W} -> {[], W};
        {error, E, W} -> {E, W}
    end,
    flat("error", Es) ++ flat("warning", Ws).

flat(Kind, List) ->
    [io_lib:format("~s ~s ~w ~0tp", [Kind, at(Where), M, D]) || {_, Items} <- List, {Where, M, D} <- Items].
at({L, C}) -> io_lib:format("~w:~w", [L - 1, C]);
at(none) -> "none";
at(L) -> io_lib:format("~w", [L]).
