%% A record outlives the code that made it: fields added, dropped and moved, exports taken back, modules gone.
-module(nrec_reload).
-export([main/0]).
-include("nrec_try.hrl").

main() ->
    load("-export_record([r]). -record #r{a, b = 2}. make(A) -> #r{a = A}. up(R) -> R."),
    Old = nrec_reloaded:make(1),
    ?TRY(Old),
    ?TRY(#nrec_reloaded:r{a = x}),
    load("-export_record([r]). -record #r{new = n, b, a = 0}. make(A) -> #r{a = A, b = z}. "
         "up(#r{new = _} = R) -> {current, R}; up(#r{a = A, b = B}) -> {old, #r{a = A, b = B, new = A}}."),
    New = nrec_reloaded:make(1),
    ?TRY({Old, New, Old < New, Old =:= New}),
    ?TRY([nrec_reloaded:up(R) || R <- [Old, New]]),
    ?TRY(#nrec_reloaded:r{b = x}),
    ?TRY(#nrec_reloaded:r{a = x}),
    ?TRY(Old#nrec_reloaded:r.a),
    ?TRY(Old#nrec_reloaded:r.new),
    ?TRY(New#nrec_reloaded:r{new = 1}),
    ?TRY(Old#nrec_reloaded:r{new = 1}),
    ?TRY([case R of #nrec_reloaded:r{new = N} -> {new, N}; #nrec_reloaded:r{a = A} -> {a, A} end || R <- [Old, New]]),
    load("-compile(nowarn_undefined_field). -record #r{only}. make(A) -> #r{only = A}. up(#r{only = _}) -> only; up(#r{a = A}) -> {a, A}."),
    Shut = nrec_reloaded:make(1),
    ?TRY({Shut, records:is_exported(Shut), records:is_exported(Old)}),
    ?TRY([nrec_reloaded:up(R) || R <- [Old, New, Shut]]),
    ?TRY([R#nrec_reloaded:r.a || R <- [Old, New]]),
    ?TRY(Shut#nrec_reloaded:r.only),
    ?TRY(#nrec_reloaded:r{only = 1}),
    Pid = spawn_link(fun() -> keep([Shut, New, Old]) end),
    code:purge(nrec_reloaded),
    code:delete(nrec_reloaded),
    ?TRY(#nrec_reloaded:r{only = 1}),
    ?TRY(records:get_definition(nrec_reloaded, r)),
    Pid ! {self(), give},
    ?TRY(receive {Pid, Kept} -> Kept end),
    code:purge(nrec_reloaded),
    erlang:garbage_collect(),
    ?TRY({Old, New, Shut}),
    Pid ! {self(), give},
    ?TRY(receive {Pid, Still} -> Still =:= [Shut, New, Old] end),
    ?TRY(Old#nrec_reloaded:r{a = [New#nrec_reloaded:r.b]}).

keep(Records) ->
    receive
        {From, give} ->
            From ! {self(), Records},
            keep(Records)
    end.

load(Text) ->
    Source = "-module(nrec_reloaded). -export([make/1, up/1]). " ++ Text,
    {ok, nrec_reloaded, Code} = compile:forms(forms(Source), [nowarn_unused_record]),
    code:purge(nrec_reloaded),
    {module, nrec_reloaded} = code:load_binary(nrec_reloaded, "nrec_reloaded.erl", Code).

forms(Source) ->
    {ok, Tokens, _} = erl_scan:string(Source, {1, 1}),
    parse(Tokens, []).

parse([], []) -> [];
parse([{dot, _} = Dot | Rest], Acc) ->
    {ok, Form} = erl_parse:parse_form(lists:reverse([Dot | Acc])),
    [Form | parse(Rest, [])];
parse([T | Rest], Acc) -> parse(Rest, [T | Acc]).
