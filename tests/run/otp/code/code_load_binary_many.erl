%% Modules made, loaded, replaced and removed; what code says of each on the way.
-module(code_load_binary_many).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    Make = fun(M, V) -> {ok, M, B} = compile:forms([{attribute, 1, module, M}, {attribute, 2, export, [{v, 0}, {self_v, 0}]}, {attribute, 3, vsn, [V]}, {function, 4, v, 0, [{clause, 4, [], [], [{integer, 4, V}]}]}, {function, 5, self_v, 0, [{clause, 5, [], [], [{call, 5, {remote, 5, {atom, 5, M}, {atom, 5, v}}, []}]}]}], []), B end, M = clb_mod,
    show("before", [code:is_loaded(M), erlang:function_exported(M, v, 0)]), show("load", code:load_binary(M, "clb.erl", Make(M, 1))), show("loaded", [code:is_loaded(M), erlang:function_exported(M, v, 0), M:v(), code:which(M), erlang:module_loaded(M), lists:sort(M:module_info(exports)), proplists:get_value(vsn, M:module_info(attributes))]),
    F = fun M:v/0, show("second", [code:load_binary(M, "clb2.erl", Make(M, 2)), M:v(), F(), M:self_v(), erlang:check_old_code(M), code:is_loaded(M)]), show("third", [code:load_binary(M, "clb3.erl", Make(M, 3)), M:v(), erlang:check_old_code(M)]),
    show("soft purge", [code:soft_purge(M), erlang:check_old_code(M), code:purge(M), code:delete(M), erlang:check_old_code(M), erlang:function_exported(M, v, 0), code:is_loaded(M), code:delete(M), code:purge(M), code:purge(M)]),
    show("wrong name", code:load_binary(other_name, "x.erl", Make(M, 4))), show("garbage", code:load_binary(M, "x.erl", <<"garbage">>)), each(fun(A) -> apply(code, load_binary, A) end, [[M, x, <<>>], [1, "x", <<>>], [M, "x", y]]), show("ensure", [code:ensure_loaded(lists), code:ensure_loaded(nosuch_mod_q), code:ensure_modules_loaded([lists, maps]), code:module_status(nosuch_mod_q)]),
    show("where", [code:which(nosuch_mod_q), code:where_is_file("nosuch.file"), code:get_object_code(nosuch_mod_q), code:lib_dir(nosuch_app), code:priv_dir(nosuch_app)]), show("load file", code:load_file(nosuch_mod_q)), ok.
