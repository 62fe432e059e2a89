%% on_load that succeeds, refuses, fails, exits, throws, spawns or is slow: what loading says, and whether the code before stays.
-module(code_on_load_outcomes).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    p([{W, strip(load_with(W))} || W <- ["ok", "fail", "{ok, x}", "true", "error(bad)", "exit(normal)", "exit(bye)", "throw(t)", "missing:f()", "exit(self(), kill)"]]),
    %% a failing version does not replace the one before
    load(col_mod, ["-export([v/0]).", "v() -> old."]),
    p({strip(load_with("no")), apply(col_mod, v, []), erlang:check_old_code(col_mod)}),
    p({strip(load_with("error(x)")), apply(col_mod, v, [])}),
    p({strip(load_with("ok")), apply(col_mod, v, []), erlang:check_old_code(col_mod)}), code:purge(col_mod), code:delete(col_mod), code:purge(col_mod),
    %% it runs in a process of its own, with its own dictionary, before others can call
    p(load_with("begin put(on_load, here), persistent_term:put(col_mod, self()), ok end")),
    p({get(on_load), persistent_term:get(col_mod) =:= self(), is_process_alive(persistent_term:get(col_mod))}), persistent_term:erase(col_mod), drop(),
    %% calls of its own functions work; state set by it is there afterwards
    p(load_with("begin persistent_term:put(col_table, v()), ok end")), p(persistent_term:get(col_table)), persistent_term:erase(col_table), drop(),
    %% callers wait until it is done
    Self = self(), register(col_main, self()),
    P = spawn(fun() -> Self ! {loaded, element(1, load_with("begin col_main ! {in_on_load, self()}, receive go -> ok end end"))} end),
    C = receive {in_on_load, Loader} -> {Loader, spawn(fun() -> Self ! {called, t(fun() -> apply(col_mod, v, []) end)} end)} end,
    p(receive {called, X} -> X after 5 -> waiting end),
    element(1, C) ! go, p(receive {loaded, L} -> L end), p(is_pid(P)),
    p(receive {called, X2} -> case X2 of new -> new; {error, undef} -> undef_or_new end end =/= none),
    unregister(col_main), drop(), p(code:is_loaded(col_mod)).

load_with(Body) -> R = load(col_mod, ["-export([v/0]).", "-on_load(start/0).", "start() -> " ++ Body ++ ".", "v() -> new."]), R.
drop() -> code:purge(col_mod), code:delete(col_mod), code:purge(col_mod).
strip({module, M} = R) -> V = apply(M, v, []), drop_if(V), {R, V};
strip(R) -> R.
drop_if(_) -> ok.
