%% Positions, partial reads and writes, truncation, and reads past the end, raw and not.
-module(file_positions).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_positions_" ++ os:getpid()),
    file:del_dir_r(D), ok = file:make_dir(D), P = filename:join(D, "f"),
    try
        [begin
             ok = file:write_file(P, "0123456789"), {ok, F} = file:open(P, Ms), io:format("~0p~n", [Ms]),
             each(fun({Fn, A}) -> apply(file, Fn, [F | A]) end, [{position, [3]}, {read, [2]}, {position, [cur]}, {position, [{cur, -1}]}, {read, [1]}, {position, [eof]}, {read, [1]}, {position, [{eof, -2}]}, {read, [5]}, {position, [{bof, -1}]}, {position, [-1]}, {position, [x]}, {position, [{eof, 5}]}, {read, [1]}, {position, [bof]}, {pread, [2, 3]}, {pread, [9, 5]}, {pread, [10, 1]}, {pread, [-1, 1]}, {pread, [[{0, 1}, {5, 2}, {20, 1}]]}, {pread, [[]]}, {read, [0]}, {read, [-1]}, {read, [x]}, {pwrite, [2, "ab"]}, {pwrite, [[{0, "X"}, {9, <<"YZ">>}]]}, {pwrite, [15, "end"]}, {pwrite, [-1, "x"]}, {position, [4]}, {truncate, []}, {position, [eof]}, {write, [[<<"tail">>, $!]]}, {write, [[300]]}, {datasync, []}, {sync, []}, {advise, [0, 0, normal]}, {advise, [0, 0, odd]}]),
             ok = file:close(F), show("file", file:read_file(P))
         end || Ms <- [[read, write, raw], [read, write], [read, write, raw, binary]]]
    after file:del_dir_r(D) end,
    ok.
