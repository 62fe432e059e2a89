%% file: functions on names that are not there or of the wrong kind, on closed and wrong devices, and with bad options.
-module(file_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    Dir = filename:join(case os:getenv("TMPDIR") of false -> "/tmp"; D -> D end, "file_bad_" ++ os:getpid()),
    ok = file:make_dir(Dir),
    {ok, Old} = file:get_cwd(),
    ok = file:set_cwd(Dir),
    try inside() after file:set_cwd(Old), file:del_dir_r(Dir) end.

inside() ->
    ok = file:write_file("a", "{a, 1}.\n{b, [x]}.\n"),
    ok = file:write_file("s", "X = 1, X + 1.\n"),
    ok = file:write_file("bad", "{a, .\n"),
    calls(file, [
        {read_file, [["a"], ["none"], [x], ["a", [raw]], ["none", [raw]], ["a", [bad]], ["."], [<<"a">>], [["a", 0]]]},
        {write_file, [["w", "abc"], ["w", <<"x">>, [append]], ["w", x], ["none/w", "a"], [{x}, "a"], ["w", "a", [bad]], ["w", [256]]]},
        {delete, [["w"], ["w"], [{x}], ["none", [raw]], ["none", [bad]]]},
        {make_dir, [["d"], ["d"], ["n/m"], [{x}]]}, {del_dir, [["d"], ["d"], ["a"], [{x}]]}, {del_dir_r, [["none"], [{x}]]},
        {rename, [["a", "b"], ["none", "c"], ["b", "a"], [{x}, "a"], ["a", "none/b"]]},
        {copy, [["a", "c"], ["none", "c"], ["a", "none/c"], ["a", "c", 3], ["a", "c", -1], [{x}, "c"]]},
        {list_dir, [["none"], ["a"], [{x}]]}, {list_dir_all, [["none"], [{x}]]},
        {make_link, [["a", "l"], ["none", "l2"], [{x}, "l"]]}, {make_symlink, [["a", "y"], ["a", "y"], [{x}, "y"]]},
        {read_link, [["y"], ["a"], ["none"], [{x}]]}, {read_link_all, [["y"], ["a"], [{x}]]},
        {change_mode, [["c", 8#600], ["none", 8#600], ["c", x]]}, {change_owner, [["none", 1], ["none", 1, 1], ["c", x], ["c", 1, x]]}, {change_group, [["none", 1], ["c", x]]},
        {change_time, [["c", {{2020, 1, 1}, {0, 0, 0}}], ["none", {{2020, 1, 1}, {0, 0, 0}}], ["c", x], ["c", {{2020, 1, 1}, {0, 0, 0}}, {{2020, 1, 2}, {0, 0, 0}}], ["none", {{2020, 1, 1}, {0, 0, 0}}, {{2020, 1, 2}, {0, 0, 0}}], ["c", x, x]]},
        {consult, [["a"], ["bad"], ["none"], [{x}]]}, {eval, [["s"], ["bad"], ["none"], ["s", []], ["none", []]]}, {script, [["s"], ["bad"], ["none"], ["s", [{'Y', 1}]], ["bad", []]]},
        {path_consult, [[["none", "."], "a"], [["."], "bad"], [["."], "none"]]}, {path_eval, [[["."], "s"], [["."], "none"], [["."], "s", []], [["."], "none", []], [["."], "bad"]]},
        {path_script, [[["."], "s"], [["."], "none"], [["."], "s", []], [["."], "bad", []]]},
        {set_cwd, [["none"], [{x}], ["a"]]}, {get_cwd, [["x:"], [1]]},
        {truncate, [[x]]}, {position, [[x, 0]]}, {pread, [[x, 0, 1], [x, [{0, 1}]]]}, {pwrite, [[x, 0, "a"], [x, [{0, "a"}]]]}, {read, [[x, 1]]}, {read_line, [[x]]}, {write, [[x, "a"]]}, {sync, [[x]]}, {datasync, [[x]]}, {close, [[x]]},
        {advise, [[x, 0, 0, normal]]}, {allocate, [[x, 0, 1]]}, {open, [["none", [read]], ["a", [bad]], ["a", x], [{x}, []], ["none/x", [write]], ["a", [write, exclusive]]]},
        {path_open, [[["."], "none", [read]], [["."], {x}, [read]], [x, "a", [read]]]},
        {format_error, [[enoent], [eacces], [{1, erl_parse, "text"}], [{5, m, x}], [badarg], [terminated], [{1, file, undefined_script}]]},
        {sendfile, [["none", x]]},
        {native_name_encoding, [[]]}]),
    [say(F, case file:F("none") of {error, E} -> E; _ -> ok end) || F <- [read_file_info, read_link_info]],
    [say({F, raw}, case file:F("a", O) of {ok, _} -> ok; E -> E end) || F <- [read_file_info, read_link_info], O <- [[raw], [{time, posix}], [{time, bad}], [bad]]],
    calls(file, [{read_file_info, [[{x}]]}, {read_link_info, [[{x}]]}, {write_file_info, [["none", x], ["c", {bad}], ["c", x, []]]}]),
    {ok, Info} = file:read_file_info("c"),
    calls(file, [{F, Args} || {F, Args} <- []]),
    say("write info", {file:write_file_info("c", Info), file:write_file_info("c", Info, [{time, local}]), file:write_file_info("none", Info), file:write_file_info("none", Info, [raw])}),
    [device(O) || O <- [[read, write], [read, write, raw, binary], [read], [write], [read, write, {encoding, utf8}], [read, write, delayed_write], [read, read_ahead, raw]]].

device(Options) ->
    say("device", Options),
    ok = file:write_file("dev", "one\ntwo\nthree"),
    {ok, F} = file:open("dev", Options),
    D = fun(Name, Args) -> say(Name, try apply(file, Name, [F | Args]) catch C:E -> {C, E} end) end,
    D(read, [3]), D(read_line, []), D(read_line, []), D(read, [x]), D(read, [-1]), D(position, [1]), D(position, [{eof, -2}]), D(position, [{bof, -1}]), D(position, [{cur, 0}]), D(position, [x]),
    D(pread, [0, 3]), D(pread, [-1, 3]), D(pread, [x, 1]), D(pread, [[{0, 1}, {2, 1}, {100, 1}]]), D(pread, [[{x, 1}]]), D(write, ["ab"]), D(write, [x]), D(pwrite, [0, "Z"]), D(pwrite, [-1, "Z"]), D(pwrite, [[{1, "Y"}, {2, "X"}]]),
    D(sync, []), D(datasync, []), D(position, [bof]), D(read, [100]), D(read, [1]), D(read_line, []), D(position, [2]), D(truncate, []), D(advise, [0, 0, sequential]), D(advise, [0, 0, bad]),
    D(close, []), D(read, [1]), D(close, []), D(write, ["a"]), D(position, [0]),
    say("content", file:read_file("dev")).
