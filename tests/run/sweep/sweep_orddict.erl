%% Functions of orddict, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_orddict).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun orddict:append/3, fun orddict:append_list/3, fun orddict:erase/2, fun orddict:fetch/2, fun orddict:fetch_keys/1,
     fun orddict:filter/2, fun orddict:find/2, fun orddict:fold/3, fun orddict:from_list/1, fun orddict:is_empty/1,
     fun orddict:is_key/2, fun orddict:map/2, fun orddict:merge/3, fun orddict:new/0, fun orddict:size/1, fun orddict:store/3,
     fun orddict:take/2, fun orddict:to_list/1, fun orddict:update/3, fun orddict:update/4, fun orddict:update_counter/3].

special() ->
    [[], [{a, 1}, {b, 2}], [{a, [x]}, {c, [y]}], [{1, 1}, {2, 2}, {3, 3}], a, b, fun(_, V) -> V end, fun(_, V) -> V =/= 1 end, fun(_, V, A) -> [V | A] end, fun(V) -> {V} end, fun(_, X, Y) -> {X, Y} end, 3].
