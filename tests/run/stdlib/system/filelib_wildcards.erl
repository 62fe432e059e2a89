%% Wild cards of each kind over a small tree of files, and walks over it.
-module(filelib_wildcards).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_wildcards_" ++ os:getpid()),
    file:del_dir_r(D), [begin ok = filelib:ensure_dir(filename:join(D, F)), ok = file:write_file(filename:join(D, F), F) end || F <- ["a.erl", "b.erl", "ab.hrl", "c1.txt", "c2.txt", ".hidden", "d/x.erl", "d/y.beam", "d/e/z.erl", "d/e/f/deep.erl", "[x].erl", "å.txt", "q*r"]],
    try
        each(fun(W) -> lists:sort(filelib:wildcard(W, D)) end, ["*", "*.erl", "?.erl", "*.{erl,hrl}", "{a,b}.erl", "{a,b}*", "[ab].erl", "[a-c]*", "[!a]*.erl", "c[0-9].txt", "c[^1].txt", "*/*", "*/*.erl", "**", "**/*.erl", "d/**", "d/*/..", "d/./x.erl", "./a*", ".*", "*.", "\\[x\\].erl", "[[]x].erl", "q\\*r", "a.erl", "none", "d", "d/", "", "*/", "{a", "[a", "a]", "{}*", "å*", "d/e/f/*.erl", "*/*/*", "**/e/**"]),
        each(fun(W) -> [filename:basename(X) || X <- filelib:wildcard(filename:join(D, W))] end, ["*.erl", "d/*", "none*"]),
        each(fun({R, Rec}) -> lists:sort(filelib:fold_files(D, R, Rec, fun(F, A) -> [filename:basename(F) | A] end, [])) end, [{".*", false}, {".*", true}, {"erl$", true}, {"^.$", true}, {"\\.erl", false}]),
        each(fun(N) -> P = filename:join(D, N), {filelib:is_file(P), filelib:is_dir(P), filelib:is_regular(P), filelib:file_size(P), filelib:last_modified(P) =:= 0} end, ["a.erl", "d", "none"]),
        show("ensure", {filelib:ensure_path(filename:join(D, "n/m")), filelib:is_dir(filename:join(D, "n/m")), filelib:ensure_dir(filename:join(D, "a.erl/x/y")), filelib:ensure_path(filename:join(D, "a.erl"))}),
        each(fun({F, A}) -> apply(filelib, F, A) end, [{wildcard, [x]}, {wildcard, ["*", 1]}, {wildcard, [[$*, -1]]}, {is_dir, [1]}, {fold_files, ["none", ".*", true, fun(_, A) -> A end, acc]}, {safe_relative_path, ["a/../b", ""]}, {safe_relative_path, ["../b", ""]}, {safe_relative_path, ["/b", ""]}, {safe_relative_path, ["a/../../b", ""]}, {safe_relative_path, [<<"a/./b">>, ""]}]),
        show("find", [filelib:find_file("x.erl", filename:join(D, "d")) =:= {ok, filename:join(D, "d/x.erl")}, filelib:find_file("zz", D)])
    after file:del_dir_r(D) end,
    ok.
