%% Functions of proplists, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_proplists).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun proplists:append_values/2, fun proplists:compact/1, fun proplists:delete/2, fun proplists:expand/2,
     fun proplists:get_all_values/2, fun proplists:get_bool/2, fun proplists:get_value/2, fun proplists:get_value/3,
     fun proplists:is_defined/2, fun proplists:lookup/2, fun proplists:lookup_all/2, fun proplists:normalize/2,
     fun proplists:property/1, fun proplists:property/2, fun proplists:split/2, fun proplists:substitute_aliases/2,
     fun proplists:substitute_negations/2, fun proplists:to_map/1, fun proplists:to_map/2, fun proplists:unfold/1].

special() ->
    [[a, {b, 1}, {c, false}, {a, 2}], [{a, true}, b], [{b, x}, {b, y}, d], a, b, [a, b], [{a, z}], [{b, no_b}], #{a => 1, b => true}, #{aliases => [{a, z}]}, [{a, [{expanded, 1}]}], [{aliases, [{a, q}]}]].
