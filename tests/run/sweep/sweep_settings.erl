%% Functions that look things up by name and take nearly anything, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_settings).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun application:get_all_env/1, fun application:get_all_key/1, fun application:get_env/1, fun application:get_env/2, fun application:get_env/3, fun application:get_key/1, fun application:get_key/2,
     fun application:get_supervisor/1, fun global:whereis_name/1, fun global:unregister_name/1, fun epp:read_encoding_from_binary/1, fun epp:read_encoding_from_binary/2,
     fun rpc:abcast/2].

special() ->
    [no_such_application, key, {atom, 1, true}, <<"%% coding: latin-1\n">>, <<"%% coding: utf-8\n">>, [{in_comment_only, false}], []].
