%% Two versions of a module: fully qualified calls go to the new one, local calls stay.
-module(code_two_versions).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    p(load(cv_mod, [export("v/0, loop/0"), "v() -> 1.", "loop() -> receive {v, F} -> F ! v(), loop(); {q, F} -> F ! cv_mod:v(), loop(); switch -> cv_mod:loop() end."])),
    P = spawn(fun() -> apply(cv_mod, loop, []) end),
    Ask = fun(K) -> P ! {K, self()}, receive V -> V end end,
    p({Ask(v), Ask(q)}),
    p(load(cv_mod, [export("v/0, loop/0"), "v() -> 2.", "loop() -> receive {v, F} -> F ! v(), loop(); {q, F} -> F ! cv_mod:v(), loop(); switch -> cv_mod:loop() end."])),
    p({Ask(v), Ask(q), erlang:check_old_code(cv_mod), erlang:check_process_code(P, cv_mod)}),
    p(code:soft_purge(cv_mod)),
    P ! switch,
    p({Ask(v), Ask(q), erlang:check_process_code(P, cv_mod)}),
    p({code:soft_purge(cv_mod), erlang:check_old_code(cv_mod)}),
    %% a third version: whoever runs the first is in the way
    M = monitor(process, P),
    p(load(cv_mod, [export("v/0"), "v() -> 3."])),
    p({apply(cv_mod, v, []), Ask(v)}),
    p(code:purge(cv_mod)),
    p(down(P, M)),
    p({erlang:check_old_code(cv_mod), code:purge(cv_mod)}),
    unload(cv_mod).
