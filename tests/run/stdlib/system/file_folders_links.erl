%% Folders, links, renames, copies, deletions and what each says when it cannot.
-module(file_folders_links).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_folders_" ++ os:getpid()),
    file:del_dir_r(D), ok = file:make_dir(D), P = fun(N) -> filename:join(D, N) end,
    try
        each(fun({F, Names}) -> clean(D, apply(file, F, [case N of {raw, X} -> X; _ -> P(N) end || N <- Names])) end,
             [{make_dir, ["a"]}, {make_dir, ["a"]}, {make_dir, ["x/y"]}, {write_file, ["a/f", {raw, "data"}]}, {write_file, ["a", {raw, "data"}]}, {write_file, ["no/f", {raw, ""}]}, {write_file, ["g", {raw, [1, [2 | <<3>>]]}]}, {write_file, ["g", {raw, [a]}]}, {write_file, ["g", {raw, "+"}, {raw, [append]}]}, {read_file, ["g"]}, {read_file, ["a"]}, {read_file, ["none"]}, {list_dir, ["a"]}, {list_dir, ["g"]}, {list_dir, ["none"]}, {list_dir_all, ["a"]}, {del_dir, ["a"]}, {del_dir, ["g"]}, {del_dir, ["none"]}, {delete, ["none"]}, {delete, ["a"]}, {copy, ["a/f", "c"]}, {copy, ["a/f", "c", {raw, 2}]}, {read_file, ["c"]}, {copy, ["none", "c"]}, {copy, ["c", "no/c"]}, {copy, ["c", "c2", {raw, -1}]}, {copy, ["c", "c2", {raw, infinity}]},
              {rename, ["c", "d"]}, {rename, ["none", "d"]}, {rename, ["d", "a"]}, {rename, ["a", "b"]}, {rename, ["b", "d"]}, {make_link, ["d", "hard"]}, {make_link, ["d", "hard"]}, {make_link, ["none", "h2"]}, {make_symlink, [{raw, "d"}, "soft"]}, {make_symlink, [{raw, "loop"}, "loop"]}, {read_link, ["soft"]}, {read_link, ["d"]}, {read_link_all, ["soft"]}, {read_file, ["soft"]}, {read_file, ["loop"]}, {delete, ["soft"]}, {delete, ["loop"]}, {read_file, ["hard"]}, {del_dir_r, ["b"]}, {del_dir_r, ["none"]}, {del_dir_r, ["d"]}, {list_dir, [{raw, x}]}, {make_dir, [{raw, ""}]}, {make_dir, [{raw, 12}]}, {delete, [{raw, "a\0b"}]}, {read_file, [{raw, {x}}]}, {set_cwd, ["none"]}, {set_cwd, ["g"]}]),
        {ok, L} = file:list_dir(D), show("left", lists:sort(L))
    after file:del_dir_r(D) end,
    ok.

clean(_, V) -> V.
