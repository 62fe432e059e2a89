%% Wildcards, walks, sources and paths of filelib.
-module(filelib_api).
-export([main/0]).

-define(P(E), io:format("~ts => ~0tp~n", [??E, t(fun() -> E end)])).

main() ->
    D = "/tmp/purlin_filelib_api_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    ok = file:make_dir(D),
    try run(D)
    after file:del_dir_r(D)
    end.

run(D) ->
    F = D ++ "/f",
    file:write_file(F, "abcdefghi"),
    file:make_dir(D++"/w"), [file:write_file(D++"/w/"++N,"") || N <- ["a.erl","b.erl","c.hrl",".hid","A1","[x]","x{y}","sub.d"]], file:make_dir(D++"/w/sub"), file:make_dir(D++"/w/sub/deep"), file:make_dir(D++"/w/.hd"), [file:write_file(D++"/w/"++N,"") || N <- ["sub/a.erl","sub/deep/z.erl","sub/.q",".hd/k"]], file:make_symlink(D++"/w/nowhere",D++"/w/dangling"), file:make_symlink(D++"/w/sub", D++"/w/ln"),
    [io:format("~p ~0p~n", [Pt, try filelib:wildcard(Pt, D++"/w") catch A3:B3:_ -> {A3,B3} end]) || Pt <- ["*","*.erl","*.{erl,hrl}","{a,b}.erl","?.?rl","[a-b].erl","[!a].erl","[^a].erl","[x]","\\[x\\]","**","**/*.erl","**/z.erl","*/*","sub/..","../w/*.erl",".*",".hid","./*.erl","*/","**/","sub","nope","sub/*","x\\{y\\}","x{y}","{sub,nope}/a.erl","*.{erl","a.erl}","[a","[]a]*","[]*","a,b","","/","dangling","ln/*","**/*","sub/**","*.e*","[a-]*","[-a]*","[a-c]*","{*.hrl,a*}","[[]*","*b*.erl","***","**a","a**","sub/**/*.erl","**/**","//tmp","*\\.erl","{,a.erl}","[A-Z]*","{a,b}*.erl", 'a.erl', <<"*.hrl">>, {a}, [$*,foo], "sub//a.erl", "sub/./a.erl","*/../a.erl", ".", "..", "./", "*/.","sub/*/"]],
    ?P(lists:member("/tmp", filelib:wildcard("/tm*"))),
    ?P(filelib:wildcard("*", foo)),
    ?P(filelib:wildcard("*", D++"/nope")),
    ?P(filelib:wildcard("*",{a})),
    ?P(filelib:wildcard("*.hrl",D++"/w",erl_prim_loader)),
    ?P(filelib:wildcard("*","/tmp",nomod)),
    ?P(filelib:wildcard(D++"/w/*.hrl") =:= [D++"/w/c.hrl"]),
    ?P(filelib:wildcard("*.hrl", list_to_binary(D++"/w"))),
    ?P(filelib:is_dir(D)),
    ?P(filelib:is_dir(F)),
    ?P(filelib:is_file(D)),
    ?P(filelib:is_file(F)),
    ?P(filelib:is_regular(D)),
    ?P(filelib:is_regular(F)),
    ?P(filelib:is_regular({a})),
    ?P(filelib:is_file(D++"/w/dangling")),
    ?P(filelib:file_size(F)),
    ?P(filelib:file_size(D++"/no")),
    ?P(filelib:file_size({a})),
    ?P(filelib:last_modified(D++"/no")),
    ?P(filelib:ensure_dir(D++"/e1/e2/f")),
    ?P(filelib:is_dir(D++"/e1/e2")),
    ?P(filelib:ensure_dir(D++"/e1/e2/f")),
    ?P(filelib:ensure_path(D++"/p1/p2")),
    ?P(filelib:is_dir(D++"/p1/p2")),
    ?P(filelib:ensure_path(D++"/p1/p2")),
    ?P(filelib:ensure_dir(F++"/x/y")),
    ?P(filelib:ensure_path(F)),
    ?P(filelib:ensure_dir("/")),
    ?P(filelib:ensure_dir("foo")),
    ?P(filelib:ensure_dir({a})),
    ?P(filelib:ensure_path({a})),
    ?P(filelib:ensure_path("")),
    ?P(filelib:ensure_dir("")),
    ?P(filelib:ensure_path(<<"/tmp">>)),
    [?P({S, filelib:safe_relative_path(S,"")}) || S <- ["a/b","/a","..","a/..","a/../..","a/../b","","./a","a//b",".",<<"a/../b">>,<<"..">>,"a/../../b"]], file:make_symlink("../..",D++"/w/up"), file:make_symlink("sub",D++"/w/in"), file:make_symlink("/etc",D++"/w/abs"),
    ?P(filelib:safe_relative_path("up/x",D++"/w")),
    ?P(filelib:safe_relative_path("in/x",D++"/w")),
    ?P(filelib:safe_relative_path("abs/x",D++"/w")),
    ?P(filelib:safe_relative_path("sub/../in/../x",D++"/w")),
    ?P(cut(D, filelib:find_file("a.erl",D++"/w/ebin",[{"ebin","sub"}]))),
    ?P(cut(D, filelib:find_file("a.erl", D++"/w"))),
    ?P(cut(D, filelib:find_file("nope",D))),
    ?P(cut(D, filelib:find_source("a.beam",D++"/w"))),
    ?P(cut(D, filelib:find_source(D++"/w/a.beam"))),
    ?P(cut(D, filelib:find_source("a.foo",D++"/w"))),
    ?P(cut(D, filelib:find_source("a.beam",D++"/w/ebin",[{".beam",".erl",[{"ebin","sub"}]}]))),
    ok.

t(F) -> try F() catch A:B -> {A, B} end.

cut(D, {ok, Name}) -> {ok, lists:nthtail(length(D), Name)};
cut(_, Other) -> Other.
