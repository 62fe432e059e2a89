%% Tables in files and out of them.
-module(tables_files_bag).
-export([main/0]).
-compile([nowarn_unused_function, nowarn_export_all]).
-define(TYPE, bag).

main() ->
    File = filename:join("/tmp", lists:concat([?MODULE, "_", os:getpid()])),
    T = ets:new(filed, [?TYPE, public, {keypos, 2}]),
    true = ets:insert(T, [{I, I rem 700, {x, "string", <<"bin">>}} || I <- lists:seq(1, 1200)]),
    p(ets:tab2file(T, File)),
    {ok, Info} = ets:tabfile_info(File),
    p(Info),
    {ok, T2} = ets:file2tab(File),
    p(all(T2) =:= all(T)),
    p([ets:info(T2, I) || I <- [type, keypos, protection, name, size]]),
    p(ets:tab2file(T, File, [{extended_info, [md5sum, object_count]}, {sync, true}])),
    {ok, T3} = ets:file2tab(File, [{verify, true}]),
    p(all(T3) =:= all(T)),
    p(element(2, lists:keyfind(extended_info, 1, element(2, ets:tabfile_info(File))))),
    p(ets:tab2file(no_such_table, File)),
    p(ets:tab2file(T, "/no/such/directory/file")),
    p(ets:file2tab("/no/such/file")),
    p(ets:tabfile_info("/no/such/file")),
    p(ets:tab2file(T, File, [what])),
    p(ets:file2tab(File, [{verify, what}])),
    ok = file:write_file(File, <<"this is no table">>),
    p(element(1, ets:file2tab(File))),
    p(element(1, ets:tabfile_info(File))),
    N = ets:new(filed_named, [?TYPE, named_table]),
    p(ets:tab2file(N, File)),
    p(ets:file2tab(File)),
    ets:delete(N),
    p(ets:file2tab(File)),
    p(file:delete(File)).

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
