%% filename: joins, splits, names, extensions, roots, of lists, binaries, atoms and deep names.
-module(filename_paths).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ns = ["", "/", "a", "/a", "a/", "a/b", "/a/b/", "a//b", "./a", "../a/..", "a.b", "a.b.c", ".a", "a.", "..", "a/.b", "a.b/c", "/.", "//", "~", "a b", <<"x/y.z">>, <<>>, 'at/om.x', ["a", [$/, "b"], 'c'], "å/ö.ä", <<255, "/a">>],
    [io:format("~ts: ~ts~n", [text(N), lists:join(" ", [outcome(fun() -> filename:F(N) end) || F <- [basename, dirname, extension, rootname, split, pathtype, flatten, nativename]])]) || N <- Ns],
    each(fun({F, A}) -> apply(filename, F, A) end, [{join, [["a", "b"]]}, {join, [["a", "/b", "c"]]}, {join, [["", "a"]]}, {join, [[""]]}, {join, [[]]}, {join, [["a/", "/"]]}, {join, ["a", <<"b">>]}, {join, [a, "b"]}, {join, [["a", ["b", $c]]]}, {join, ["a//b", "c///"]}, {join, ["./a", "."]}, {join, ["", ""]}, {join, [x]}, {join, [["a", 1]]}, {append, ["a", "b"]}, {append, ["a/", "/b"]}, {basename, ["a/b.erl", ".erl"]}, {basename, ["b.erl", "l"]}, {basename, [".erl", ".erl"]}, {basename, [<<"b.erl">>, ".erl"]}, {basename, ["a/", "/"]}, {rootname, ["a/b.erl", ".erl"]}, {rootname, ["a/b.beam", ".erl"]}, {rootname, [".erl"]}, {rootname, ["a.b/c"]}, {absname, ["/a/../b"]}, {absname, ["a", "/base"]}, {absname, ["/a", "/base"]}, {absname, ["../a", "/base/x"]}, {absname, [<<"a">>, "/base"]}, {absname_join, ["/base", "a"]}, {absname_join, ["/base", "/a"]}, {validate, ["abc"]}, {validate, ["a\0"]}, {validate, [<<"a\0">>]}, {validate, [x]}, {basename, [1]}, {split, [[a, "b"]]}, {dirname, [[$a, -1]]}, {flatten, [[a, [<<"x">>]]]}]),
    each(fun(T) -> filename:basedir(T, "app") =:= filename:basedir(T, "app", #{}) end, [user_config, user_cache]), each(fun({T, O}) -> filename:basedir(T, "app", O) end, [{user_config, x}]),
    ok.
