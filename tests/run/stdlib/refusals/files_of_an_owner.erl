%% Owners, groups and room of files, and what is refused.
-module(files_of_an_owner).
-export([main/0]).
-include("../show.hrl").
-include_lib("kernel/include/file.hrl").

main() ->
    File = "files_of_an_owner_" ++ os:getpid(),
    ok = file:write_file(File, "0123456789"),
    {ok, #file_info{uid = Uid, gid = Gid}} = file:read_file_info(File),
    show(owner, {file:change_owner(File, Uid), file:change_owner(File, Uid, Gid), file:change_group(File, Gid)}),
    many(file, change_owner, [["no/such/file", 0], [17, 0], ["no/such/file", x]]),
    many(file, change_owner, [["no/such/file", 0, 0], ["no/such/file", 0, x]]),
    many(file, change_group, [["no/such/file", 0], ["no/such/file", -1], [x, y]]),
    {ok, Fd} = file:open(File, [read, write, raw, binary]),
    show(allocated, [case file:allocate(Fd, 0, N) of ok -> ok; {error, enotsup} -> ok; {error, eopnotsupp} -> ok; E -> E end || N <- [10, 100]]),
    show(content, file:pread(Fd, 0, 10)),
    show(bad, {file:allocate(Fd, -1, 10), file:allocate(Fd, 0, -1)}),
    ok = file:close(Fd),
    show(closed, file:allocate(Fd, 0, 10)),
    {ok, Io} = file:open(File, [read, write]),
    show(server, case file:allocate(Io, 0, 20) of ok -> ok; {error, enotsup} -> ok; {error, eopnotsupp} -> ok; E2 -> E2 end),
    ok = file:close(Io),
    many(file, get_cwd, [["C:"], [x], [17], [""]]),
    file:delete(File),
    many(filelib, safe_relative_path, [["a/b", "."], ["../a", "."], ["a/../..", ""], ["/a", "."], [x, "."], [17, "."], ["a", 17]]),
    ok.
