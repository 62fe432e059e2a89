%% Walks of filelib.
-module(filelib_api_fold).
-export([main/0]).

-define(P(E), io:format("~ts => ~0tp~n", [??E, t(fun() -> E end)])).

main() ->
    D = "/tmp/purlin_fold_fold_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    ok = file:make_dir(D),
    try run(D)
    after file:del_dir_r(D)
    end.

run(D) ->
    F = D ++ "/f",
    file:make_dir(D++"/w"), [file:write_file(D++"/w/"++N,"") || N <- ["a.erl","b.erl","c.hrl",".hid","A1","[x]","x{y}","sub.d"]], file:make_dir(D++"/w/sub"), file:make_dir(D++"/w/sub/deep"), file:make_dir(D++"/w/.hd"), [file:write_file(D++"/w/"++N,"") || N <- ["sub/a.erl","sub/deep/z.erl","sub/.q",".hd/k"]], file:make_symlink(D++"/w/nowhere",D++"/w/dangling"), file:make_symlink(D++"/w/sub", D++"/w/ln"),
    ?P(lists:sort([lists:nthtail(length(D),X)||X<-filelib:fold_files(D++"/w","\\.erl$",true,fun(A,B)->[A|B] end,[])])),
    ?P(lists:sort([lists:nthtail(length(D),X)||X<-filelib:fold_files(D++"/w",".*",false,fun(A,B)->[A|B] end,[])])),
    ?P(lists:sort([lists:nthtail(length(D),X)||X<-filelib:fold_files(D++"/w",".*",true,fun(A,B)->[A|B] end,[])])),
    ?P(filelib:fold_files(D++"/nope",".*",true,fun(A,B)->[A|B] end,[])),
    ?P(filelib:fold_files(D,"(",true,fun(A,B)->[A|B] end,[])),
    ok.

t(F) -> try F() catch A:B -> {A, B} end.
