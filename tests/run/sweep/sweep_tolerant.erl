%% Functions that take nearly anything, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_tolerant).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun error_logger:error_msg/1, fun error_logger:error_msg/2, fun error_logger:error_report/1, fun error_logger:error_report/2, fun error_logger:format/2, fun error_logger:info_msg/1, fun error_logger:info_msg/2,
     fun error_logger:info_report/1, fun error_logger:info_report/2, fun error_logger:warning_msg/1, fun error_logger:warning_msg/2, fun error_logger:warning_report/1, fun error_logger:warning_report/2,
     fun pg:get_members/1, fun pg:get_local_members/1, fun filelib:file_size/1, fun filelib:is_dir/1, fun filelib:is_file/1, fun filelib:is_regular/1, fun filelib:last_modified/1,
     fun persistent_term:get/2, fun persistent_term:erase/1, fun proc_lib:get_label/1, fun proc_lib:set_label/1, fun erl_anno:is_anno/1, fun erl_anno:to_term/1, fun erl_anno:from_term/1, fun erl_scan:reserved_word/1,
     fun ets:is_compiled_ms/1, fun sys:get_debug/3, fun logger:compare_levels/2,
     fun erlang:put/2, fun erlang:get/1, fun erlang:erase/1, fun erlang:is_builtin/3, fun supervisor:check_childspecs/1, fun timer:hours/1, fun timer:minutes/1].

special() ->
    [1, {1, 2}, a, [{location, 1}], [{a, 1}], "text", {atom, 1, a}, [], info, error, 'case'].
