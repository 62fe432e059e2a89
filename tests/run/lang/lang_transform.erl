%% Parse transforms: one in a file beside this one, eunit's and ms_transform's, in one module; stack traces name the
%% lines of the source.
-module(lang_transform).
-compile([{parse_transform, lang_transform_pt}]).
-include_lib("stdlib/include/ms_transform.hrl").
-export([main/0]).
-magic({made, {[1, 2.5, "text"], #{a => <<1, 2, 3:4>>}, 'an atom', -7}}).
-nothing(at_all).

-record(r, {a = magic, b}).

main() ->
    io:format("~p~n", [magic]),
    io:format("~p~n", [[magic,
                        magic]]),
    io:format("~p~n", [MAGIC]),
    io:format("~p~n", [made()]),
    io:format("~p~n", [#r{b = MAGIC}]),
    io:format("~p~n", [ets:fun2ms(fun({A, B}) when A > 1, is_atom(B) -> {B, A}; (#r{b = X} = R) -> {R, X} end)]),
    Bound = {a, 1},
    io:format("~p~n", [ets:fun2ms(fun({A, _}) when A =:= Bound -> A end)]),
    io:format("~p~n", [dbg:fun2ms(fun([A, _]) when A > 1 -> return_trace() end)]),
    io:format("~p~n", [[N || {N, _} <- ?MODULE:module_info(exports), N =/= module_info]]),
    io:format("~p~n", [[V || {compile, V} <- ?MODULE:module_info(attributes)]]),
    try boom(magic)
    catch
        error:Reason:Stack ->
            {M, F, Arity, Where} = hd([Frame || {?MODULE, _, _, _} = Frame <- Stack]),
            io:format("~p~n", [{Reason, M, F, Arity, proplists:get_value(line, Where)}])
    end.

boom(X) ->
    Y = X + MAGIC,
    Y +
        an_atom.
