%% The module records: making, reading, changing and describing records; wrong arguments.
-module(nrec_module).
-export([main/0]).
-export_record([open]).
-include("nrec_try.hrl").

-record #open{a, b = 2 * 21, c = "text"}.
-record #shut{x :: integer(), y = {1, [#{}]} :: term()}.
-record(tuple, {t = 1}).

main() ->
    On = #{is_exported => true},
    Off = #{is_exported => false},
    T = records:create(test, a, [{z, 3}, {x, 1}, {y, 2}], On),
    ?TRY({T, records:is_exported(T), records:get_module(T), records:get_name(T), records:get_field_names(T)}),
    ?TRY([records:get(F, T) || F <- records:get_field_names(T)]),
    ?TRY(records:create('', '', [], Off)),
    ?TRY(records:create(?MODULE, shut, [{no, such}], Off)),
    ?TRY((records:create(?MODULE, shut, [{x, 1}], Off))#shut.x),
    ?TRY((records:create(?MODULE, shut, [{x, 1}], Off))#shut{y = 1}),
    ?TRY(records:create(?MODULE, open, [{a, 1}, {b, 42}, {c, "text"}], On) =:= #open{a = 1}),
    ?TRY(length(records:get_field_names(records:create(m, wide, [{list_to_atom([$f | integer_to_list(N)]), N} || N <- lists:seq(1, 300)], On)))),
    [?TRY(records:create(Mod, Name, Fields, Options))
     || {Mod, Name, Fields, Options} <-
            [{1, a, [], On}, {a, 1, [], On}, {a, b, x, On}, {a, b, [x], On}, {a, b, [{x, 1} | y], On}, {a, b, [{1, x}], On}, {a, b, [{x, 1}, {x, 2}], On},
             {a, b, [{x, 1, 2}], On}, {a, b, #{x => 1}, On}, {a, b, [], #{}}, {a, b, [], []}, {a, b, [], #{is_exported => 1}}, {a, b, [], On#{more => 1}}]],
    ?TRY(records:get(w, T)),
    ?TRY(records:get("x", T)),
    ?TRY(records:get(x, #{x => 1})),
    ?TRY(records:get(t, #tuple{})),
    ?TRY(records:get_module({a})),
    ?TRY(records:get_name([])),
    ?TRY(records:get_field_names(#tuple{})),
    ?TRY(records:is_exported(none)),
    ?TRY(records:update(T, test, a, #{x => 10, z => 30})),
    ?TRY(records:update(T, test, a, #{})),
    ?TRY(records:update(T, test, a, #{w => 1})),
    ?TRY(records:update(T, test, a, #{1 => 1})),
    ?TRY(records:update(T, test, b, #{x => 1})),
    ?TRY(records:update(T, other, a, #{x => 1})),
    ?TRY(records:update({a, 1}, test, a, #{x => 1})),
    ?TRY(records:update(T, test, a, [{x, 1}])),
    ?TRY(records:update(#shut{x = 1}, ?MODULE, shut, #{x => 2})),
    ?TRY([records:get_definition(?MODULE, N) || N <- [open, shut]]),
    ?TRY(records:get_definition(?MODULE, tuple)),
    ?TRY(records:get_definition(nowhere, open)),
    ?TRY(records:get_definition("x", open)),
    ?TRY(is_record(T, id(test), id(a))),
    ?TRY(is_record(T, id(a), id(4))),
    ?TRY(is_record(T, id(1), id(a))),
    ?TRY(is_record(T, id("a"))),
    ?TRY([is_record({a, 1, 2, 3}, X, Y) || {X, Y} <- [{a, 4}, {a, 3}, {test, a}]]),
    ?TRY([apply(erlang, is_record, [X]) || X <- [T, #tuple{}, 1]]),
    ?TRY([element(1, id(T))]),
    ?TRY(map_size(id(T))),
    ?TRY((id(T))#{x => 1}),
    ?TRY({is_tuple(T), is_map(T), is_function(T), is_list(T), is_atom(T), is_bitstring(T)}),
    ?TRY((id(T)) + 1),
    ?TRY(apply(id(T), [])).
