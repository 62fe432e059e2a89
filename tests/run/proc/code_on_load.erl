%% on_load: a module that says ok is there, others are not; the version before stays; crashes inside.
-module(code_on_load).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    logger:set_primary_config(level, none),
    p(load(cl_mod, ["-on_load(init/0).", export("v/0"), "init() -> put(loaded_by, on_load), ok.", "v() -> 1."])),
    p({apply(cl_mod, v, []), get(loaded_by)}),
    p(load(cl_mod, ["-on_load(init/0).", export("v/0"), "init() -> not_ok.", "v() -> 2."])),
    p(apply(cl_mod, v, [])),
    p(load(cl_mod, ["-on_load(init/0).", export("v/0"), "init() -> error(crash).", "v() -> 3."])),
    p(apply(cl_mod, v, [])),
    p(load(cl_mod, ["-on_load(init/0).", export("v/0"), "init() -> exit(normal).", "v() -> 3."])),
    p(load(cl_new, ["-on_load(init/0).", export("v/0"), "init() -> {error, no}.", "v() -> 3."])),
    p({code:is_loaded(cl_new), t(fun() -> apply(cl_new, v, []) end)}),
    %% the new code is what runs in on_load
    p(load(cl_mod, ["-on_load(init/0).", export("v/0"), "init() -> persistent_term:put(cl_seen, helper()), ok.", "helper() -> four.", "v() -> 4."])),
    p({persistent_term:get(cl_seen), apply(cl_mod, v, [])}),
    persistent_term:erase(cl_seen),
    [unload(M) || M <- [cl_mod, cl_new]].
