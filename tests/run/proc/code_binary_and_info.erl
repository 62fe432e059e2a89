%% load_binary and what can be asked of the module afterwards: module_info of every item, md5, attributes, exports, the file name; and wrong binaries.
-module(code_binary_and_info).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    Source = ["-export([a/0, b/1, b/2]).", "-vsn(7).", "-author(me).", "-author([you, them]).", "-my_attr({x, [1, 2]}).", "-my_attr(y).", "a() -> c().", "b(X) -> X.", "b(X, Y) -> {X, Y}.", "c() -> fun(Z) -> Z end."],
    {ok, cbi_mod, Code} = compile:forms(forms(cbi_mod, Source), []),
    p({is_binary(Code), code:is_loaded(cbi_mod), erlang:module_loaded(cbi_mod)}),
    p(code:load_binary(cbi_mod, "some/where/cbi_mod.erl", Code)),
    p({code:is_loaded(cbi_mod), erlang:module_loaded(cbi_mod), code:which(cbi_mod)}),
    p(lists:sort(cbi_mod:module_info(exports))),
    p(lists:sort(cbi_mod:module_info(attributes))),
    p(cbi_mod:module_info(module)),
    p(lists:sort([{F, A} || {F, A} <- cbi_mod:module_info(functions), hd(atom_to_list(F)) =/= $-])),
    p([K || {K, _} <- cbi_mod:module_info()]),
    p({is_binary(cbi_mod:module_info(md5)), byte_size(cbi_mod:module_info(md5)), cbi_mod:module_info(md5) =:= erlang:get_module_info(cbi_mod, md5)}),
    p(t(fun() -> cbi_mod:module_info(nothing) end)), p(t(fun() -> erlang:get_module_info(no_such_module_here) end)),
    p([erlang:function_exported(cbi_mod, F, A) || {F, A} <- [{a, 0}, {b, 1}, {b, 3}, {c, 0}, {module_info, 0}, {module_info, 1}]]),
    %% the same source gives the same md5, another one another
    Md5 = cbi_mod:module_info(md5),
    load(cbi_mod, Source), p(cbi_mod:module_info(md5) =:= Md5),
    load(cbi_mod, ["-extra(1)." | Source]), p(is_binary(cbi_mod:module_info(md5))), p(proplists:get_value(extra, cbi_mod:module_info(attributes))),
    unload(cbi_mod), p({code:is_loaded(cbi_mod), t(fun() -> cbi_mod:module_info() end)}),
    %% without -vsn one is made of the code
    load(cbi_mod, ["-export([a/0]).", "a() -> 1."]), p([is_integer(V) || V <- proplists:get_value(vsn, cbi_mod:module_info(attributes))]), unload(cbi_mod),
    %% what is no module
    p([strip(code:load_binary(cbi_mod, "x", B)) || B <- [<<>>, <<"text">>, binary:part(Code, 0, byte_size(Code) div 2)]]),
    p(strip(code:load_binary(other_name, "x", Code))),
    p([t(fun() -> code:load_binary(M, F, B) end) =:= t(fun() -> error(function_clause) end) || {M, F, B} <- [{"m", "x", Code}, {cbi_mod, x, "code"}]]),
    p(code:is_loaded(cbi_mod)).

strip({error, _}) -> error;
strip(X) -> X.
