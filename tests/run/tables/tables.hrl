%% What the programs on tables share. TYPE is the type of the tables they make.
-compile([nowarn_unused_function]).

new(Options) -> ets:new(table, [?TYPE | Options]).

all(T) -> lists:sort(ets:tab2list(T)).

s(L) when is_list(L) -> lists:sort(L);
s(X) -> X.

p(X) -> io:format("~kp~n", [X]).

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
