%% Where code lies and how it comes in, with names of applications and modules that are none.
-module(code_places_refused).
-export([main/0]).
-include("../show.hrl").

main() ->
    logger:set_primary_config(level, none),
    many(code, lib_dir, [[no_such_application], [17], [no_such_application, ebin], [17, ebin], [kernel, 17]]),
    many(code, priv_dir, [[no_such_application], [17]]),
    many(code, module_status, [[no_such_module_here], [[no_such_module_here]], ["text"], [17]]),
    many(code, prepare_loading, [[[no_such_module_here]], [[{no_such_module_here, "f", x}]], [x]]),
    many(code, replace_path, [[no_such_application, "no/such/folder"], [no_such_application, 17], [17, "x"]]),
    many(code, get_doc, [[no_such_module_here], [17]]),
    show(mode, code:get_coverage_mode()),
    Dir = "code_places_" ++ os:getpid(),
    ok = file:make_dir(Dir),
    ok = file:write_file(filename:join(Dir, "cpr_made.erl"), "-module(cpr_made).\n-export([f/0]).\nf() -> here.\n"),
    show(compiled, {compile:file(filename:join(Dir, "cpr_made"), [{outdir, Dir}]), compile:noenv_file(filename:join(Dir, "cpr_made.erl"), [{outdir, Dir}])}),
    {ok, Back} = file:get_cwd(),
    ok = file:set_cwd(Dir),
    show(here, {compile:file(cpr_made), filelib:is_regular("cpr_made" ++ code:objfile_extension())}),
    show(absolute, {code:load_abs(filename:absname("cpr_made")), cpr_made:f(), code:delete(cpr_made), code:purge(cpr_made)}),
    true = code:add_patha(filename:absname(".")),
    show(found, {code:load_file(cpr_made), cpr_made:f()}),
    show(object, case code:get_object_code(cpr_made) of {cpr_made, B, F} -> {is_binary(B), filename:basename(F)}; E -> E end),
    show(replaced, code:del_path(filename:absname("."))),
    code:purge(cpr_made), code:delete(cpr_made), code:purge(cpr_made),
    ok = file:set_cwd(Back),
    [file:delete(F) || F <- filelib:wildcard(Dir ++ "/*")], file:del_dir(Dir),
    many(code, load_abs, [["no/such/file"], [17]]),
    many(code, load_file, [[no_such_module_here], [17]]),
    many(code, get_object_code, [[no_such_module_here], [17]]),
    many(compile, noenv_file, [["no/such/file", []], ["no/such/file", [return]]]),
    each(fun(F) -> case compile:forms(F) of {ok, M, C} when is_binary(C) -> {ok, M}; Else -> Else end end, [[{attribute, 1, module, m}], [{attribute, 1, module, m}, {function, 2, f, 0, [{clause, 2, [], [], [{var, 2, 'X'}]}]}]]),
    each(fun(O) -> {compile:output_generated(O), compile:noenv_output_generated(O)} end, [[], [binary], [strong_validation], {a}, x]),
    show(env, compile:env_compiler_options()),
    ok.
