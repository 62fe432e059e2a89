%% What module_info says of modules made of forms: attributes in order and accumulated, vsn, exports with and without names, compile, a module without anything.
-module(code_md5_and_attributes).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    show([]), show(["-vsn(\"1.2\")."]), show(["-vsn(1).", "-vsn(2)."]), show(["-a(1).", "-b([2, 3]).", "-a([4]).", "-a({5})."]), show(["-export([f/0, g/1]).", "-compile(nowarn_unused_function).", "f() -> 1.", "g(X) -> X.", "h() -> 2."]), show(["-record(r, {a}).", "-type t() :: a.", "-spec f() -> 1.", "-export([f/0]).", "f() -> 1."]), show(["-behaviour(gen_event).", "-author(\"x\").", "-deprecated([{f, 0}]).", "-export([f/0]).", "f() -> 1."]), show(["-export([module_info_x/0]).", "module_info_x() -> module_info(module)."]),
    load(cma_mod, ["-export([f/0]).", "f() -> 1."]), M1 = cma_mod:module_info(md5), load(cma_mod, ["-export([f/0]).", "f() -> 2."]), M2 = cma_mod:module_info(md5), p([byte_size(M1), M1 =/= M2]), p(proplists:get_keys(cma_mod:module_info())), p([t(fun() -> cma_mod:module_info(X) end) || X <- [native, nifs, x]]), unload(cma_mod), p([erlang:function_exported(cma_mod, module_info, N) || N <- [0, 1]]),
    p([{M, lists:member({module_info, 1}, M:module_info(exports)), M:module_info(module)} || M <- [lists, ?MODULE, maps]]), p(lists:sort(?MODULE:module_info(exports))).

show(Fs) -> R = t(fun() -> load(cma_mod, Fs), {lists:sort(cma_mod:module_info(exports)), [A || {K, _} = A <- cma_mod:module_info(attributes), K =/= vsn orelse lists:prefix("-vsn", lists:append(Fs))]} end), p(R), unload(cma_mod).
