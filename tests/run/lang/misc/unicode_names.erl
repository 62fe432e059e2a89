%% Variables, functions, atoms, records, fields, macros and strings with letters beyond ASCII.
-module(unicode_names).
-export([main/0]).
-record('größe', {'höhe' = 1, breite = 2}).
-define(MAß, 42).
-include("../lang.hrl").

'größer'(Ä, Ö) when Ä > Ö -> Ä;
'größer'(_, Ö) -> Ö.
åäö(Été) -> Été + 1.
ñ() -> ñ.
'日本'(X) -> {'日', X}.
main() ->
    Ångström = 1, Ünder_Ö = 2,
    ?show('größer'(Ångström, Ünder_Ö)),
    ?show(åäö(1)),
    ?show(ñ()),
    ?show('日本'("本")),
    ?show(#'größe'{}),
    ?show((#'größe'{'höhe' = 5})#'größe'.'höhe'),
    ?show(?MAß),
    ?show([åäö(É) || É <- [1, 2]]),
    ?show(#{'ключ' => "значение"}),
    ?show(<<"žluťoučký"/utf8>>),
    ?show(length("žluťoučký")),
    ?show([C || <<C/utf8>> <= <<"ž€"/utf8>>]),
    ?show(?MODULE:module_info(module)),
    ?show(atom_to_list('größer')),
    ?show(string:uppercase("straße")),
    ?show(string:reverse("añb")),
    ?show($é),
    ?show(fun 'größer'/2 =:= fun 'größer'/2),
    ok.
