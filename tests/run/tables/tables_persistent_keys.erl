%% Keys of persistent terms are told apart exactly.
-module(tables_persistent_keys).
-export([main/0]).
-compile([nowarn_unused_function]).
-define(TYPE, set).

main() ->
    Keys = [1, 1.0, {1}, {1.0}, "k", <<"k">>, [], {}, 1 bsl 70, #{a => 1}, self(), a, 'b c', 0.0, -0.0],
    Tagged = lists:zip(Keys, lists:seq(1, length(Keys))),
    [persistent_term:put({?MODULE, K}, I) || {K, I} <- Tagged],
    p([persistent_term:get({?MODULE, K}) || K <- Keys]),
    p([persistent_term:get({?MODULE, K}, none) || K <- [2, 2.0, {2}, "l", b]]),
    p([persistent_term:erase({?MODULE, K}) || K <- Keys]),
    p([persistent_term:get({?MODULE, K}, none) || K <- Keys]).

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
