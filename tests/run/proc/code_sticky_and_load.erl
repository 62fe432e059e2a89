%% Ways to load that fail: no such module, wrong names, sticky modules of the library, broken files.
-module(code_sticky_and_load).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    logger:set_primary_config(level, none),
    p([code:load_file(nosuch_module_ever), code:ensure_loaded(nosuch_module_ever), code:ensure_loaded(lists), code:load_abs("/nosuch/nosuch_module_ever")]),
    p([t(fun() -> code:ensure_loaded(X) end) || X <- [1, "lists"]]),
    p(code:ensure_modules_loaded([lists, maps])),
    p(code:ensure_modules_loaded([lists, nosuch_module_ever])),
    p(code:get_object_code(nosuch_module_ever)),
    {ok, M, B} = compile:forms(forms(ck_mod, [export("f/0"), "f() -> 1."])),
    p(code:load_binary(ck_wrong, "f", B)),
    p({M, code:load_binary(M, "file.beam", B), code:is_loaded(M), code:which(M)}),
    p(code:load_binary(M, "other.beam", B)),
    p(code:which(M)),
    p(code:modified_modules() -- code:modified_modules()),
    unload(ck_mod),
    p({code:which(nosuch_module_ever), code:where_is_file("nosuch.file")}).
