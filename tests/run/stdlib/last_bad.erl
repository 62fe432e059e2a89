%% Calls that earlier programs made with good or with bad arguments only, made with the others.
-module(last_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    G = digraph:new(), digraph:add_vertex(G, a),
    F = fun(V) when is_list(V) -> try unicode:characters_to_list(V) catch _:_ -> V end; (V) -> V end,
    [call(io_lib, N, A, F) || {N, A} <- [{write, [a]}, {write, [[a, {b}], 2]}, {write, [a, [{depth, x} | y]]}, {print, [a, 1, 80, -1]}, {print, [a, b, c, d]}, {fread, [[], "12\n", "~d"]}, {fread, [[], eof, "~d"]}, {fread, [[], "x", "~d"]}, {fread, [x, "1", "~d"]}]],
    X = {integer, 1, 5},
    [call(erl_pp, N, A, F) || {N, A} <- [{expr, [X]}, {expr, [X, none]}, {expr, [X, 2, none]}, {expr, [X, 0, 0, none]}, {exprs, [[X]]}, {exprs, [[X], none]}, {exprs, [x]}, {exprs, [x, none]}, {exprs, [0, x, none]}]],
    calls(erl_scan, [{format_error, [[char], [scan], [{base, 99}], [x]]}]), calls(erl_parse, [{format_error, [["x"]]}, {tokens, [[X, []], [x, []]]}]),
    calls(logger, [{format_report, [[[{a, 1}]], [x]]}, {set_application_level, [[stdlib, info], [no_such, info]]}, {unset_application_level, [[stdlib], [no_such]]}]),
    [call(logger_formatter, format, A, F) || A <- [[#{level => info, msg => {string, "a"}, meta => #{time => 0}}, #{template => [msg]}], [x, #{}], [#{}, x]]], calls(logger_filters, [{remote_gl, [[#{meta => #{gl => self()}}, stop], [x, y]]}]),
    calls(persistent_term, [{put, [[last, 1]]}, {erase, [[last], [last]]}]),
    calls(sys, [{get_debug, [[a, [{a, 1}], d], [a, x, d]]}]), calls(os, [{perf_counter, [[bad]]}]), say("counter", is_integer(os:perf_counter())),
    Dir = filename:join(case os:getenv("TMPDIR") of false -> "/tmp"; D -> D end, "last_bad_" ++ os:getpid()), ok = file:make_dir(Dir), Name = filename:join(Dir, "f"), ok = file:write_file(Name, "abc"),
    say("file", [filelib:file_size(Name), filelib:is_file(Name), filelib:is_dir(Dir), filelib:safe_relative_path("a/../b", Dir), filelib:safe_relative_path("../x", Dir), file:delete(Name, []), file:del_dir(Dir), element(1, file:get_cwd())]),
    calls(application, [{get_all_env, [[no_such], ["x"]]}, {get_env, [[no_such, k], [no_such, k, d]]}]),
    calls(erlang, [{put, [[a, 1]]}, {get, [[a]]}, {get_keys, [[1]]}, {put, [[a, 2]]}, {erase, [[a]]}, {get_cookie, []}, {self, []}, {is_alive, [[]]}, {error, [[r]]}, {throw, [[t]]}, {exit, [[r]]}, {spawn_request, [[fun main/0, x]]}]),
    calls(erl_lint, [{is_guard_test, [[{atom, 1, true}], [{call, 1, {atom, 1, f}, []}], [x]]}]).
