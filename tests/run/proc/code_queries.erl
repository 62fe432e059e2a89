%% Questions about modules: is_loaded, which, module_info, function_exported, all_loaded.
-module(code_queries).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    p([code:is_loaded(cq_mod), code:which(cq_mod), erlang:module_loaded(cq_mod), erlang:function_exported(cq_mod, f, 1)]),
    p(load(cq_mod, ["-vsn([1, two]).", "-author(me).", "-custom({a, [b]}).", export("f/1, g/0"), "f(X) -> h(X).", "g() -> 1.", "h(X) -> X."])),
    p([code:is_loaded(cq_mod), erlang:module_loaded(cq_mod), erlang:function_exported(cq_mod, f, 1), erlang:function_exported(cq_mod, h, 1),
       erlang:function_exported(cq_mod, module_info, 0), erlang:function_exported(cq_mod, f, 2)]),
    MI = fun(I) -> apply(cq_mod, module_info, [I]) end,
    p(lists:sort(MI(exports))),
    p(lists:sort([F || {F, _} <- MI(functions)] -- [module_info, module_info])),
    p(lists:sort(MI(attributes))),
    p(MI(module)),
    p([is_binary(MI(md5)), byte_size(MI(md5)), is_list(MI(compile))]),
    p(lists:sort([K || {K, _} <- apply(cq_mod, module_info, [])])),
    p(t(fun() -> MI(nosuch) end)),
    p({lists:keymember(cq_mod, 1, code:all_loaded()), lists:keyfind(cq_mod, 1, code:all_loaded())}),
    p([erlang:function_exported(erlang, N, A) || {N, A} <- [{length, 1}, {spawn, 1}, {nosuch, 0}]]),
    p([t(fun() -> erlang:function_exported(M, F, A) end) || {M, F, A} <- [{1, f, 0}, {m, "f", 0}, {m, f, x}, {m, f, -1}]]),
    p([erlang:is_builtin(M, F, A) || {M, F, A} <- [{erlang, length, 1}, {erlang, nosuch, 0}, {lists, nosuch, 1}]]),
    unload(cq_mod),
    p(code:is_loaded(cq_mod)).
