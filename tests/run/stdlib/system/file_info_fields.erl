%% File infos: types, sizes, modes, links, times in each form, and changing them.
-module(file_info_fields).
-export([main/0]).
-include("../show.hrl").

-include_lib("kernel/include/file.hrl").
main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_info_" ++ os:getpid()),
    file:del_dir_r(D), ok = file:make_dir(D), P = filename:join(D, "f"), L = filename:join(D, "l"),
    try
        ok = file:write_file(P, "12345"), ok = file:make_symlink("f", L), ok = file:change_mode(P, 8#640),
        Short = fun({ok, #file_info{} = I}) -> {I#file_info.size, I#file_info.type, I#file_info.access, I#file_info.mode band 8#777, I#file_info.links}; (E) -> E end,
        show("file", Short(file:read_file_info(P))), show("link", element(2, Short(file:read_link_info(L)))), show("through", Short(file:read_file_info(L))), show("folder", element(2, Short(file:read_file_info(D)))), show("none", file:read_file_info(P ++ "x")), show("raw", Short(file:read_file_info(P, [raw, {time, posix}]))),
        show("change", file:change_time(P, {{2001, 2, 3}, {4, 5, 6}})), {ok, I1} = file:read_file_info(P), show("local", I1#file_info.mtime),
        show("write", file:write_file_info(P, #file_info{mode = 8#600, mtime = 1000000000, atime = 1000000001}, [{time, posix}])),
        each(fun(O) -> {ok, I} = file:read_file_info(P, O), {I#file_info.mtime, I#file_info.atime, I#file_info.mode band 8#777} end, [[{time, posix}], [{time, universal}]]),
        show("two times", file:change_time(P, {{2001, 2, 3}, {4, 5, 6}}, {{2002, 2, 3}, {4, 5, 6}})), {ok, I2} = file:read_file_info(P), show("both", {I2#file_info.atime, I2#file_info.mtime}),
        [shown(Fn, fun() -> apply(file, Fn, A) end) || {Fn, A} <- [{change_time, ["/none/x", {{2001, 1, 1}, {0, 0, 0}}]}, {change_time, [P, x]}, {change_mode, [P, x]}, {write_file_info, [P, x]}, {change_mode, ["/none/here", 8#644]}]]
    catch C:R -> io:format("~p ~0p~n", [C, R])
    after file:del_dir_r(D) end,
    ok.
