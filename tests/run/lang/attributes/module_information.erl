%% module_info/0,1 and what the exports are, of own functions, lambdas and export_all.
-module(module_information).
-export([main/0]).
-compile(export_all).
-compile(nowarn_export_all).
-export([z/3]).
-include("../lang.hrl").

a() -> fun() -> 1 end.
b(X) -> [Y || Y <- X].
z(_, _, _) -> ok.

main() ->
    Own = [a, b, z, id, show, main, module_info],
    ?show(lists:sort([E || {N, _} = E <- ?MODULE:module_info(exports), lists:member(N, Own)])),
    ?show([N || {N, _} <- ?MODULE:module_info(exports), not lists:member(N, Own)]),
    ?show(?MODULE:module_info(module)),
    ?show(lists:sort([K || {K, _} <- ?MODULE:module_info()])),
    ?show(is_binary(?MODULE:module_info(md5))),
    ?show([F || {F, _} = FA <- ?MODULE:module_info(functions), FA =:= {b, 1} orelse FA =:= {z, 3}]),
    ?show(?MODULE:module_info(no_such_item)),
    ?show(erlang:function_exported(?MODULE, z, 3)),
    ?show(erlang:function_exported(?MODULE, z, 2)),
    ?show(erlang:function_exported(?MODULE, module_info, 1)),
    ?show(?MODULE:z(1, 2)),
    ?show(module_info(module)),
    ok.
