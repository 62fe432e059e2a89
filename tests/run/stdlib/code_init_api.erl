%% code and init: paths, what is loaded, loading from binaries, arguments; results that depend on the installation only by their kind.
-module(code_init_api).
-export([main/0]).

main() ->
    paths(), loaded(), loading(), modes(), initial().

paths() ->
    Here = code:get_path(),
    p(is_list(Here)),
    p([code:add_path("."), code:add_pathz("."), code:add_patha("."), code:add_path("no such dir"), code:add_patha("no such dir"), code:add_pathz("no such dir")]),
    p([code:add_path(".", cache), code:add_patha(".", nocache), code:add_pathz(".", cache)]),
    p([code:add_paths(["."]), code:add_pathsa([".", "nope"]), code:add_pathsz(["."])]),
    p([code:add_paths(["."], cache), code:add_pathsa(["."], nocache), code:add_pathsz(["."], cache)]),
    p(lists:member(".", code:get_path())),
    p([code:del_path("."), code:del_path("not there"), code:del_paths(["a", "b"])]),
    t(fun() -> code:add_path(1) end), t(fun() -> code:del_path({a}) end), t(fun() -> code:add_paths(x) end),
    t(fun() -> code:replace_path(no_such_lib, "no such dir") end),
    p(code:set_path(Here)), t(fun() -> code:set_path([1]) end), t(fun() -> code:set_path(x) end),
    p(code:get_path() =:= Here), p(code:clear_cache()),
    p([is_list(code:root_dir()), is_list(code:lib_dir()), is_list(code:compiler_dir())]),
    p([code:lib_dir(no_such_lib), code:priv_dir(no_such_lib), code:where_is_file("no.such.file")]),
    t(fun() -> code:lib_dir({a}) end), t(fun() -> code:priv_dir({a}) end),
    p(code:objfile_extension()).

loaded() ->
    p([code:is_loaded(lists) =/= false, code:is_loaded(no_such_module), lists:keymember(lists, 1, code:all_loaded())]),
    p([code:ensure_loaded(lists), code:ensure_loaded(no_such_module)]),
    p([code:which(no_such_module), is_list(code:all_available()), code:ensure_modules_loaded([lists, maps])]),
    p(code:ensure_modules_loaded([lists, no_such_module])),
    p([code:is_sticky(no_such_module), code:module_status(no_such_module), is_list(code:modified_modules()), is_list(code:module_status())]),
    t(fun() -> code:is_loaded(1) end), t(fun() -> code:ensure_loaded("x") end), t(fun() -> code:which(1) end), t(fun() -> code:load_file(1) end),
    p([code:load_file(no_such_module), code:load_abs("/no/such/file"), code:get_object_code(no_such_module), code:get_doc(no_such_module)]).

loading() ->
    Code = made(),
    p([code:load_binary(code_init_made, "made.beam", Code), code_init_made:f(), code:is_loaded(code_init_made) =/= false, is_list(code:which(code_init_made))]),
    p([code:load_binary(code_init_made, "made.beam", Code), erlang:check_old_code(code_init_made)]),
    p([code:soft_purge(code_init_made), code:purge(code_init_made), code:delete(code_init_made), code:is_loaded(code_init_made)]),
    p([code:purge(code_init_made), code:delete(no_such_module), code:purge(no_such_module), code:soft_purge(no_such_module)]),
    t(fun() -> code_init_made:f() end),
    p(element(1, code:load_binary(code_init_made, "x", <<"no code">>))),
    {ok, Prepared} = code:prepare_loading([{code_init_made, "made.beam", Code}]),
    p([code:finish_loading(Prepared), code_init_made:f(), code:purge(code_init_made), code:delete(code_init_made), code:purge(code_init_made)]),
    p([code:atomic_load([{code_init_made, "made.beam", Code}]), code_init_made:f()]),
    p([code:delete(code_init_made), code:purge(code_init_made)]),
    t(fun() -> code:atomic_load([{a}]) end), t(fun() -> code:purge(1) end), t(fun() -> code:delete(1) end).

%% A module that is in no file.
made() ->
    Dir = filename:join("/tmp", "code_init_" ++ os:getpid()),
    ok = file:make_dir(Dir),
    File = filename:join(Dir, "code_init_made.erl"),
    ok = file:write_file(File, "-module(code_init_made).\n-export([f/0]).\nf() -> 42.\n"),
    {ok, code_init_made, Code} = compile:file(File, [binary]),
    ok = file:delete(File),
    ok = file:del_dir(Dir),
    Code.

modes() ->
    p([code:get_mode(), is_boolean(code:coverage_support()), code:get_coverage_mode()]),
    p(length(code:get_path()) > 0).

initial() ->
    p([is_list(init:get_arguments()), init:get_argument(no_such_flag), is_list(init:get_plain_arguments())]),
    p([tuple_size(init:get_status()), is_tuple(init:script_id())]),
    t(fun() -> init:get_argument("x") end), t(fun() -> init:stop(x) end).

p(X) -> io:format("~0p~n", [X]).
t(F) -> try F() of R -> p(R) catch C:R -> p({C, R}) end.
