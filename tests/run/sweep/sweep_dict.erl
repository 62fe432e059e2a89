%% Functions of dict, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_dict).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun dict:erase/2, fun dict:fetch/2, fun dict:fetch_keys/1, fun dict:filter/2, fun dict:find/2, fun dict:from_list/1,
     fun dict:is_empty/1, fun dict:is_key/2, fun dict:map/2, fun dict:merge/3, fun dict:new/0, fun dict:size/1, fun dict:take/2,
     fun dict:to_list/1, fun dict:update/3, fun dict:update_counter/3].

special() ->
    [dict:new(), dict:from_list([{a, 1}, {b, 2}]), dict:from_list([{a, [x]}, {c, [y]}]), dict:from_list([{N, N} || N <- lists:seq(1, 40)]), a, b, [{a, 1}], fun(_, V) -> V end, fun(_, V) -> V =/= 1 end, fun(_, V, A) -> [V | A] end, fun(V) -> {V} end, fun(_, X, Y) -> {X, Y} end, 3].
