%% Atoms: plain, quoted, Unicode, reserved words, and how they are printed again.
-module(atoms).
-export([main/0]).
-include("../lang.hrl").
show_atom(A) ->
    io:format("~w ~tw ~p ~tp ~ts ~w~n", [A, A, A, A, A, length(atom_to_list(A))]).

main() ->
    [show_atom(A) || A <- [a, aB, a1, a_b, a@b, 'A', '_', '_a', '1', '', ' ', 'a b', 'a-b', 'a.b', 'it\'s']],
    [show_atom(A) || A <- ['\n', '\t\r\e', '\\', '"', '\'', '\x{0}', '\177', '\200', '\x{ff}']],
    [show_atom(A) || A <- [å, ñandú, ölüm, 'Å', ß, ÿ, 'µ', 'ª', '×', '÷']],
    [show_atom(A) || A <- ['日本', 'Ωmega', 'é€', 'привет', '😀', 'α']],
    [show_atom(A) || A <- ['after', 'and', 'andalso', 'band', 'begin', 'case', 'catch', 'cond', 'div', 'else', 'end', 'fun', 'if', 'let', 'maybe', 'not', 'of', 'or', 'receive', 'rem', 'try', 'when', 'xor', 'query', 'module', 'true']],
    ?show('abc' =:= abc),
    ?show('a\x62c' =:= abc),
    ?show('a\
b'),
    ?show(atom_to_binary('日本')),
    ?show(list_to_atom([16#1F600])),
    ?show(byte_size(atom_to_binary('😀'))),
    ?show(binary_to_atom(<<"ÿ"/utf8>>)),
    ?show(binary_to_atom(<<255>>)),
    ?show(binary_to_atom(<<255>>, latin1)),
    ?show(atom_to_binary('日本', latin1)),
    ?show(list_to_atom(lists:duplicate(256, $a))),
    ?show(length(atom_to_list(list_to_atom(lists:duplicate(255, $a))))),
    ?show(list_to_existing_atom("surely_nobody_has_" ++ "made_this_one")),
    ok.
