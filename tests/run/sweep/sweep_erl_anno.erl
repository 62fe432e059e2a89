%% Functions of erl_anno, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_erl_anno).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun erl_anno:column/1, fun erl_anno:end_location/1, fun erl_anno:file/1, fun erl_anno:from_term/1, fun erl_anno:generated/1, fun erl_anno:is_anno/1, fun erl_anno:line/1, fun erl_anno:location/1, fun erl_anno:new/1, fun erl_anno:record/1,
     fun erl_anno:text/1, fun erl_anno:to_term/1].

special() ->
    [1, {1, 2}, [{location, 1}], [{location, {3, 4}}, {text, "a\nb"}], [{file, "f"}, {location, 2}], [{generated, true}, {location, 2}], [{record, true}, {location, {1, 1}}], "file", true, false, {2, 3}, 7].
