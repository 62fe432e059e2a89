%% The parse transform of eunit.hrl: exports the tests of a module, and gives it test/0 if it has none.
-module(eunit_autoexport).
-export([parse_transform/2]).

-doc false.
parse_transform(Forms, _Options) ->
    Tests = [{Name, 0} || {function, _, Name, 0, _} <- Forms, is_test(atom_to_list(Name))],
    Has = [ok || {function, _, test, 0, _} <- Forms] =/= [],
    insert(Forms, Tests, Has).

is_test(Name) -> lists:suffix("_test", Name) orelse lists:suffix("_test_", Name).

insert([{attribute, A, module, Module} = Form | Forms], Tests, Has) ->
    M = case Module of {Name, _} -> Name; Name -> Name end,
    Test = {function, A, test, 0,
            [{clause, A, [], [], [{call, A, {remote, A, {atom, A, eunit}, {atom, A, test}}, [{atom, A, M}]}]}]},
    Exports = {attribute, A, export, Tests ++ [{test, 0} || not Has]},
    {Body, Eof} = lists:splitwith(fun(F) -> element(1, F) =/= eof end, Forms),
    [Form, Exports | Body] ++ [Test || not Has] ++ Eof;
insert([Form | Forms], Tests, Has) -> [Form | insert(Forms, Tests, Has)];
insert([], _, _) -> [].
