%% code: paths, modules loaded, looked for and purged, docs and object code, with what is not there.
-module(code_bad).
-export([main/0]).
-include("../stdlib/calls.hrl").

main() ->
    Old = code:get_path(), D = "/tmp", X = "/nonexistent/dir",
    calls(code, [
        {add_path, [[D], [X], [D, cache], [X, cache]]}, {add_patha, [[D], [X], [5], [D, cache], [X, nocache]]}, {add_pathz, [[D], [X], [5], [D, cache], [X, nocache]]}, {add_paths, [[[D, X]], [[X], cache], [x]]}, {add_pathsa, [[[D, X]], [[X], cache], [x]]}, {add_pathsz, [[[D, X]], [[X], cache], [x]]},
        {del_path, [[D], [X], [5]]}, {del_paths, [[[D, X]], [x]]}, {replace_path, [[no_such_app, X], ["x", y], [no_such_app, X, cache]]}, {set_path, [[x], [x, cache]]}, {clear_cache, [[]]},
        {is_loaded, [[none], ["x"]]}, {ensure_loaded, [[none], ["x"], [lists]]}, {load_file, [[none], ["x"]]}, {load_abs, [["/nonexistent/m"], [5]]}, {load_binary, [[m, "m", <<1, 2, 3>>]]}, {ensure_modules_loaded, [[[lists, maps]], [x], [[none]]]}, {atomic_load, [[[none]], [x]]}, {finish_loading, [[x]]},
        {purge, [[none], ["x"]]}, {soft_purge, [[none], ["x"]]}, {delete, [[none], ["x"]]}, {module_status, [[none], [[none]]]},
        {which, [[none], ["x"]]}, {get_object_code, [[none], ["x"]]}, {get_doc, [[none], ["x"]]}, {where_is_file, [["no such file"], [5]]}, {lib_dir, [[no_such_app], [5], [no_such_app, src]]}, {priv_dir, [[no_such_app], [5]]}, {is_sticky, [[none], [5]]},
        {get_mode, []}, {coverage_support, []}]),
    say("values", {is_list(code:get_path()), is_list(code:root_dir()), is_list(code:lib_dir()), is_list(code:compiler_dir()), is_list(code:all_loaded()), is_list(code:all_available()), is_list(code:modified_modules()), is_list(code:module_status()), code:is_loaded(?MODULE) =/= false, code:get_mode()}),
    say("set", code:set_path(Old)).
