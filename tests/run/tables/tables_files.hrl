%% Tables in files and out of them.
-export([main/0]).
-include("tables.hrl").

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
