%% Which keys are one: 1 and 1.0, zeros, nesting, large things.
-module(tables_keys_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    T = new([]),
    Keys = [1, 1.0, 0, 0.0, -0.0, {1}, {1.0}, [1], [1.0], #{a => 1}, #{a => 1.0}, #{1 => a}, #{1.0 => a},
            1 bsl 70, -(1 bsl 70), float(1 bsl 70), <<>>, <<1>>, <<1:1>>, <<"longer than sixty-four bytes: ",
            "longer than sixty-four bytes: longer">>, "", "text", 'atom', '', {}, {{}}, fun lists:map/2,
            fun erlang:abs/1, [a | b], 1.5, -1.5, 1 bsl 59, (1 bsl 60) - 1, 1 bsl 60, -(1 bsl 60), -(1 bsl 59) - 1],
    N = length(Keys),
    [ets:insert(T, {K, I}) || {K, I} <- lists:zip(Keys, lists:seq(1, N))],
    p(ets:info(T, size)),
    p([{I, lists:sort([V || {_, V} <- ets:lookup(T, K)])} || {K, I} <- lists:zip(Keys, lists:seq(1, N))]),
    p(length(ets:tab2list(T))),
    p(lists:sort([V || {_, V} <- ets:tab2list(T)])),
    p([ets:member(T, K) || K <- [2, 2.0, {2}, [2.0], <<2>>, #{}, x, "texu", {1, 1}, 1 bsl 71, <<0:1>>]]),
    [ets:delete(T, K) || K <- Keys],
    p(ets:info(T, size)).

%% What a call gives, or how it fails.
e(F) ->
    try {ok, F()}
    catch
        C:R:S ->
            {C, R, case S of [{M, N, _, I} | _] -> {M, plain(N), cause(I)}; _ -> none end}
    end.

%% Natives behind functions of OTP's library.
plain(internal_delete_all) -> delete_all_objects;
plain(internal_select_delete) -> select_delete;
plain(match_delete) -> select_delete;
plain(Name) -> Name.

cause(I) ->
    case lists:keyfind(error_info, 1, I) of
        {error_info, Map} -> maps:get(cause, Map, default);
        false -> none
    end.

p(X) -> io:format("~kp~n", [X]).
s(L) when is_list(L) -> lists:sort(L);
s(X) -> X.
all(T) -> lists:sort(ets:tab2list(T)).
new(Options) -> ets:new(table, [?TYPE | Options]).
