%% Files by name and opened files. A raw file is a record that holds a native handle and belongs to the process that
%% opened it; any other opened file is a process (`file_io_server`) that speaks the io protocol.
%%
%% What natives answer goes through unchanged but for the names of some errors, which OTP knows differently.
%%
%% Missing: changing an owner (`{error, enotsup}`).
-module(file).
-moduledoc "File interface: reading, writing, naming and describing files.".

-export([advise/4, allocate/3, altname/1, change_group/2, change_mode/2, change_owner/2, change_owner/3,
         change_time/2, change_time/3, close/1, consult/1, copy/2, copy/3, copy_opened/3, datasync/1, del_dir/1,
         del_dir_r/1, delete/1, delete/2, eval/1, eval/2, format_error/1, get_cwd/0, get_cwd/1, list_dir/1,
         list_dir_all/1, make_dir/1, make_link/2, make_symlink/2, native_name_encoding/0, open/2, path_consult/2,
         path_eval/2, path_eval/3, path_open/3, path_script/2, path_script/3, position/2, pread/2, pread/3, pwrite/2,
         pwrite/3, raw_read_file_info/1, raw_write_file_info/2, read/2, read_file/1, read_file/2, read_file_info/1,
         read_file_info/2, read_line/1, read_link/1, read_link_all/1, read_link_info/1, read_link_info/2, rename/2,
         script/1, script/2, sendfile/2, set_cwd/1, sync/1, truncate/1, write/2, write_file/2, write_file/3,
         write_file_info/2, write_file_info/3]).

-export_type([date_time/0, delete_option/0, fd/0, file_descriptor/0, file_info/0, filename/0, filename_all/0,
              io_device/0, location/0, mode/0, name/0, name_all/0, posix/0, posix_file_advise/0]).

-include("../include/file.hrl").

-type filename() :: string().
-type filename_all() :: string() | binary().
-type deep_list() :: [char() | atom() | deep_list()].
-type name() :: string() | atom() | deep_list().
-type name_all() :: string() | atom() | deep_list() | binary().
-type file_info() :: #file_info{}.
-type fd() :: #file_descriptor{}.
-type file_descriptor() :: #file_descriptor{}.
-type io_device() :: io:device() | fd().
-type location() :: integer() | {bof | cur | eof, integer()} | bof | cur | eof.
-type mode() :: read | write | append | exclusive | raw | binary | {delayed_write, non_neg_integer(), non_neg_integer()}
              | delayed_write | {read_ahead, pos_integer()} | read_ahead | compressed | {encoding, unicode:encoding()}
              | sync | directory | ram.
-type posix() :: atom().
-type posix_file_advise() :: normal | sequential | random | no_reuse | will_need | dont_need.
-type date_time() :: calendar:datetime().
-type delete_option() :: raw.

-define(IS_BOUND(N), N =:= infinity orelse N >= 0).
-define(COPY_STEP, 65536).

%% ---------------------------------------------------------------------------------------------------------
%% Names

%% A name natives take: a flat string or a binary, without zeroes.
name(Name) when is_binary(Name) ->
    case binary:match(Name, <<0>>) of
        nomatch -> Name;
        _ -> throw({error, badarg})
    end;
name(Name) when is_list(Name); is_atom(Name) -> flat(Name, []);
name(_) -> throw({error, badarg}).

flat([C | Rest], Tail) when is_integer(C), C > 0, C < 16#110000 -> [C | flat(Rest, Tail)];
flat([Part | Rest], Tail) -> flat(Part, flat(Rest, Tail));
flat([], Tail) -> Tail;
flat(Atom, Tail) when is_atom(Atom) -> flat(atom_to_list(Atom), Tail);
flat(_, _) -> throw({error, badarg}).

%% Calls Fun with the name; natives refuse what is no file name.
on(Name, Fun) ->
    try
        case name(Name) of
            Empty when Empty =:= ""; Empty =:= <<>> -> {error, enoent};
            Flat -> Fun(Flat)
        end
    catch
        throw:{error, _} = Error -> Error;
        error:badarg -> {error, badarg}
    end.

on(Name, Other, Fun) -> on(Name, fun(A) -> on(Other, fun(B) -> Fun(A, B) end) end).

%% ---------------------------------------------------------------------------------------------------------
%% Whole files

-doc "The contents of a file as a binary.".
read_file(Name) -> on(Name, fun purlin_file:read_file/1).

-doc false.
read_file(Name, Options) when is_list(Options) -> read_file(Name).

-doc "Makes a file of bytes.".
write_file(Name, Bytes) -> on(Name, fun(N) -> purlin_file:write_file(N, Bytes) end).

-doc "Makes a file of bytes, opening it with modes.".
write_file(Name, Bytes, Modes) when is_list(Modes) ->
    on(Name, fun(N) -> purlin_file:write_file(N, Bytes, Modes) end).

-doc "Copies a file to another.".
copy(From, To) -> copy(From, To, infinity).

-doc "Copies at most so many bytes; a name may come with modes, and either side may be an opened file.".
copy(From, To, Bound) when ?IS_BOUND(Bound) ->
    opened_for(From, read, fun(Source) ->
        opened_for(To, write, fun(Target) -> copy_some(Source, Target, Bound, 0) end)
    end);
copy(_, _, _) -> {error, badarg}.

-doc false.
copy_opened(From, To, Bound) when ?IS_BOUND(Bound) -> copy_some(From, To, Bound, 0);
copy_opened(_, _, _) -> {error, badarg}.

opened_for(File, _, Fun) when is_pid(File); is_record(File, file_descriptor) -> Fun(File);
opened_for({Name, Modes}, Access, Fun) when is_list(Modes) -> open_for(Name, [Access, binary | Modes], Fun);
opened_for(Name, Access, Fun) -> open_for(Name, [Access, raw, binary], Fun).

open_for(Name, Modes, Fun) ->
    case open(Name, Modes) of
        {ok, File} ->
            try Fun(File) after close(File) end;
        Error -> Error
    end.

copy_some(_, _, 0, Done) -> {ok, Done};
copy_some(From, To, Bound, Done) ->
    case read(From, min(Bound, ?COPY_STEP)) of
        {ok, Data} ->
            case write(To, Data) of
                ok -> copy_some(From, To, less(Bound, iolist_size(Data)), Done + iolist_size(Data));
                Error -> Error
            end;
        eof -> {ok, Done};
        Error -> Error
    end.

less(infinity, _) -> infinity;
less(Bound, N) -> Bound - N.

%% ---------------------------------------------------------------------------------------------------------
%% Directories, links and names on the disk

-doc "Removes a file.".
delete(Name) ->
    case on(Name, fun purlin_file:delete/1) of
        {error, eisdir} -> {error, eperm};
        Reply -> Reply
    end.

-doc false.
delete(Name, Options) when is_list(Options) -> delete(Name).

-doc "Gives a file another name.".
rename(From, To) ->
    case on(From, To, fun purlin_file:rename/2) of
        {error, enotempty} -> {error, eexist};
        Reply -> Reply
    end.

-doc "Makes a directory.".
make_dir(Name) -> on(Name, fun purlin_file:make_dir/1).

-doc "Removes an empty directory.".
del_dir(Name) ->
    case on(Name, fun purlin_file:del_dir/1) of
        {error, enotempty} -> {error, eexist};
        Reply -> Reply
    end.

-doc "Removes a file, or a directory with all that is in it.".
del_dir_r(Name) ->
    case read_link_info(Name) of
        {ok, #file_info{type = directory}} ->
            case list_dir_all(Name) of
                {ok, Names} ->
                    lists:foreach(fun(N) -> del_dir_r(filename:join(Name, N)) end, Names),
                    del_dir(Name);
                {error, _} -> del_dir(Name)
            end;
        {ok, _} -> delete(Name);
        Error -> Error
    end.

-doc "The names in a directory; those that are not text are left out.".
list_dir(Name) ->
    case list_dir_all(Name) of
        {ok, Names} -> {ok, [N || N <- Names, is_list(N)]};
        Error -> Error
    end.

-doc "The names in a directory; those that are not text are binaries.".
list_dir_all(Name) -> on(Name, fun purlin_file:list_dir/1).

-doc "Makes a hard link.".
make_link(Existing, New) -> on(Existing, New, fun purlin_file:make_link/2).

-doc "Makes a symbolic link.".
make_symlink(Existing, New) -> on(Existing, New, fun purlin_file:make_symlink/2).

-doc "Where a symbolic link leads.".
read_link(Name) ->
    case read_link_all(Name) of
        {ok, Target} when is_binary(Target) -> {error, einval};
        Reply -> Reply
    end.

-doc "Where a symbolic link leads, also when that is not text.".
read_link_all(Name) -> on(Name, fun purlin_file:read_link/1).

-doc "The short name of a file, where a system has such.".
altname(Name) -> on(Name, fun(_) -> {error, enotsup} end).

-doc "The current directory.".
get_cwd() -> purlin_file:get_cwd().

-doc "The current directory of a drive, where a system has drives.".
get_cwd([Drive, $:]) when is_integer(Drive) -> {error, enotsup};
get_cwd([]) -> {error, badarg};
get_cwd(Name) -> on(Name, fun(_) -> {error, einval} end).

-doc "Changes the current directory.".
set_cwd(Name) when is_binary(Name); is_list(Name); is_atom(Name) -> on(Name, fun purlin_file:set_cwd/1);
set_cwd(_) -> {error, badarg}.

-doc "How names are written on the disk.".
native_name_encoding() -> purlin_file:native_name_encoding().

%% ---------------------------------------------------------------------------------------------------------
%% Information

-doc "What is known of a file, links followed.".
read_file_info(Name) -> read_file_info(Name, []).

-doc "Likewise; the option `{time, local | universal | posix}` tells how times are given.".
read_file_info(Name, Options) when is_list(Options) -> info(Name, Options, fun file_info/1).

-doc "What is known of a file, a link being a file of its own.".
read_link_info(Name) -> read_link_info(Name, []).

-doc "Likewise; the option `{time, local | universal | posix}` tells how times are given.".
read_link_info(Name, Options) when is_list(Options) -> info(Name, Options, fun link_info/1).

-doc false.
raw_read_file_info(Name) -> read_file_info(Name).

info(Name, Options, Native) ->
    Kind = time_option(Options),
    case Native(Name) of
        _ when Kind =:= bad -> {error, badarg};
        {ok, {Size, Type, Access, ATime, MTime, CTime, Mode, Links, Device, Inode, Uid, Gid}} ->
            {ok, #file_info{size = Size, type = Type, access = Access, atime = from_seconds(Kind, ATime),
                            mtime = from_seconds(Kind, MTime), ctime = from_seconds(Kind, CTime), mode = Mode,
                            links = Links, major_device = Device, minor_device = 0, inode = Inode, uid = Uid,
                            gid = Gid}};
        Error -> Error
    end.

%% Of what is open too.
file_info(File) when is_pid(File) -> ask(File, info);
file_info(#file_descriptor{} = Fd) -> raw(Fd, fun(H, _) -> purlin_file:handle_info(H) end);
file_info(Name) -> on(Name, fun purlin_file:file_info/1).

link_info(Name) -> on(Name, fun purlin_file:link_info/1).

time_option(Options) when is_list(Options) ->
    case lists:keyfind(time, 1, [O || O <- Options, is_tuple(O)]) of
        false -> local;
        {time, Kind} when Kind =:= local; Kind =:= universal; Kind =:= posix -> Kind;
        _ -> bad
    end;
time_option(_) -> bad.

from_seconds(posix, Seconds) -> Seconds;
from_seconds(universal, Seconds) -> erlang:posixtime_to_universaltime(Seconds);
from_seconds(local, Seconds) -> erlang:universaltime_to_localtime(from_seconds(universal, Seconds)).

to_seconds(posix, Seconds) -> Seconds;
to_seconds(universal, Time) -> erlang:universaltime_to_posixtime(Time);
to_seconds(local, Time) -> to_seconds(universal, erlang:localtime_to_universaltime(Time)).

-doc "Changes what is known of a file, where the record says anything.".
write_file_info(Name, #file_info{} = Info) -> write_file_info(Name, Info, []).

-doc "Likewise; the option `{time, local | universal | posix}` tells how times are given.".
write_file_info(Name, #file_info{} = Info, Options) ->
    case time_option(Options) of
        bad -> {error, badarg};
        Kind ->
            on(Name, fun(N) ->
                case purlin_file:file_info(N) of
                    {ok, Now} ->
                        in_turn([fun() -> put_owner(Info, Now) end, fun() -> put_mode(N, Info) end,
                                 fun() -> put_times(N, Kind, Info, Now) end]);
                    Error -> Error
                end
            end)
    end.

-doc false.
raw_write_file_info(Name, Info) -> write_file_info(Name, Info).

in_turn([Step | Steps]) ->
    case Step() of
        ok -> in_turn(Steps);
        Error -> Error
    end;
in_turn([]) -> ok.

%% Owners cannot be changed yet: only what they are already is accepted.
put_owner(#file_info{uid = Uid, gid = Gid}, Now) ->
    case (Uid =:= undefined orelse Uid =:= element(11, Now)) andalso
         (Gid =:= undefined orelse Gid =:= element(12, Now)) of
        true -> ok;
        false -> {error, enotsup}
    end.

put_mode(_, #file_info{mode = undefined}) -> ok;
put_mode(Name, #file_info{mode = Mode}) -> purlin_file:set_mode(Name, Mode band 8#7777).

put_times(_, _, #file_info{atime = undefined, mtime = undefined}, _) -> ok;
put_times(Name, Kind, #file_info{atime = ATime, mtime = MTime}, Now) ->
    purlin_file:set_times(Name, seconds_or(Kind, ATime, element(4, Now)), seconds_or(Kind, MTime, element(5, Now)),
                          element(6, Now)).

seconds_or(_, undefined, Seconds) -> Seconds;
seconds_or(Kind, Time, _) -> to_seconds(Kind, Time).

-doc "Changes who may do what with a file.".
change_mode(Name, Mode) when is_integer(Mode) -> write_file_info(Name, #file_info{mode = Mode}).

-doc "Changes the owner of a file.".
change_owner(Name, Uid) when is_integer(Uid) -> write_file_info(Name, #file_info{uid = Uid}).

-doc "Changes the owner and the group of a file.".
change_owner(Name, Uid, Gid) when is_integer(Uid), is_integer(Gid) ->
    write_file_info(Name, #file_info{uid = Uid, gid = Gid}).

-doc "Changes the group of a file.".
change_group(Name, Gid) when is_integer(Gid) -> write_file_info(Name, #file_info{gid = Gid}).

-doc "Changes when a file was last written, in local time.".
change_time(Name, {{Y, M, D}, {H, Min, S}} = Time)
  when is_integer(Y), is_integer(M), is_integer(D), is_integer(H), is_integer(Min), is_integer(S) ->
    write_file_info(Name, #file_info{mtime = Time}).

-doc "Changes when a file was last read and written, in local time.".
change_time(Name, {{AY, AM, AD}, {AH, AMin, AS}} = ATime, {{MY, MM, MD}, {MH, MMin, MS}} = MTime)
  when is_integer(AY), is_integer(AM), is_integer(AD), is_integer(AH), is_integer(AMin), is_integer(AS),
       is_integer(MY), is_integer(MM), is_integer(MD), is_integer(MH), is_integer(MMin), is_integer(MS) ->
    write_file_info(Name, #file_info{atime = ATime, mtime = MTime}).

%% ---------------------------------------------------------------------------------------------------------
%% Opened files

-doc "Opens a file.".
open(Name, Modes) when is_list(Modes) ->
    case lists:member(ram, Modes) of
        true -> open_ram(Name, Modes);
        false -> on(Name, fun(N) -> open(N, Modes, lists:member(raw, Modes)) end)
    end;
open(Name, read_write) -> open(Name, [read, write]);
open(Name, Mode) when Mode =:= read; Mode =:= write -> open(Name, [Mode]);
open(_, _) -> {error, badarg}.

open(Name, Modes, true) ->
    case purlin_file:open(Name, Modes) of
        {ok, Handle} ->
            Data = #{handle => Handle, owner => self(), binary => lists:member(binary, Modes),
                     writes => writes(Modes)},
            {ok, #file_descriptor{module = prim_file, data = Data}};
        Error -> Error
    end;
open(Name, Modes, false) -> file_io_server:open(Name, Modes).

%% A file in memory, which begins with these bytes.
open_ram(Bytes, Modes) ->
    lists:member(raw, Modes) andalso erlang:error(badarg, [Bytes, Modes]),
    case Modes -- [ram, read, write, binary] of
        [] ->
            try open(Bytes, Modes, true) of
                {ok, Fd} -> {ok, Fd#file_descriptor{module = ram_file}};
                Error -> Error
            catch error:badarg -> {error, badarg}
            end;
        _ -> {error, badarg}
    end.

writes(Modes) -> lists:any(fun(M) -> lists:member(M, Modes) end, [write, append, exclusive]).

-doc "Closes a file.".
close(File) when is_pid(File) ->
    case ask(File, close) of
        {error, terminated} -> ok;
        Reply -> Reply
    end;
close(#file_descriptor{module = ram_file} = Fd) ->
    case raw(Fd, fun(H, _) -> purlin_file:close(H) end) of
        {error, einval} -> ok;
        Reply -> Reply
    end;
close(#file_descriptor{} = Fd) -> raw(Fd, fun(H, _) -> purlin_file:close(H) end);
close(_) -> {error, badarg}.

-doc "Reads so many bytes or characters.".
read(#file_descriptor{} = Fd, N) when is_integer(N), N >= 0 -> data(Fd, fun(H, _) -> purlin_file:read(H, N) end);
read(File, N) when is_pid(File) orelse is_atom(File), is_integer(N), N >= 0 ->
    said(io:request(File, {get_chars, latin1, '', N}));
read(_, _) -> {error, badarg}.

-doc "Reads a line; it ends with a newline unless the file ends first.".
read_line(#file_descriptor{} = Fd) ->
    data(Fd, fun(H, _) ->
        case purlin_file:read_line(H) of
            {ok, Line} -> {ok, file_io_server:without_return(Line)};
            Reply -> Reply
        end
    end);
read_line(File) when is_pid(File); is_atom(File) -> said(io:request(File, {get_line, latin1, ''}));
read_line(_) -> {error, badarg}.

said(Data) when is_list(Data); is_binary(Data) -> {ok, Data};
said(Reply) -> Reply.

-doc "Writes bytes.".
write(#file_descriptor{} = Fd, Bytes) ->
    raw(Fd, fun(H, _) -> purlin_file:write(H, Bytes) end);
write(File, Bytes) when is_pid(File); is_atom(File) ->
    try iolist_to_binary(Bytes) of
        Binary -> io:request(File, {put_chars, latin1, Binary})
    catch
        error:_ -> {error, badarg}
    end;
write(_, _) -> {error, badarg}.

-doc "Reads at many places.".
pread(#file_descriptor{} = Fd, Places) when is_list(Places) ->
    pread_raw(Fd, Places, []);
pread(File, Places) when is_pid(File), is_list(Places) -> pread_server(File, Places, []);
pread(_, _) -> {error, badarg}.

pread_raw(Fd, [{At, N} | Places], Done) -> pread_next(pread(Fd, At, N), fun pread_raw/3, Fd, Places, Done);
pread_raw(_, [], Done) -> {ok, lists:reverse(Done)};
pread_raw(_, _, _) -> {error, badarg}.

pread_server(File, [{At, N} | Places], Done) ->
    pread_next(pread(File, At, N), fun pread_server/3, File, Places, Done);
pread_server(_, [], Done) -> {ok, lists:reverse(Done)};
pread_server(_, _, _) -> {error, badarg}.

pread_next({ok, Data}, Go, File, Places, Done) -> Go(File, Places, [Data | Done]);
pread_next(eof, Go, File, Places, Done) -> Go(File, Places, [eof | Done]);
pread_next(Error, _, _, _, _) -> Error.

-doc "Reads at a place.".
pread(#file_descriptor{} = Fd, At, N) when is_integer(At), is_integer(N), N >= 0 ->
    data(Fd, fun
        (_, _) when At < 0 -> {error, einval};
        (_, _) when N =:= 0 -> eof;
        (H, _) -> purlin_file:pread(H, At, N)
    end);
pread(File, At, N) when is_pid(File), is_integer(N), N >= 0 -> ask(File, {pread, At, N});
pread(_, _, _) -> {error, badarg}.

-doc "Writes at many places.".
pwrite(File, Places) when is_pid(File), is_list(Places); is_record(File, file_descriptor), is_list(Places) ->
    pwrite_all(File, Places, 0);
pwrite(_, _) -> {error, badarg}.

pwrite_all(File, [{At, Bytes} | Places], Done) ->
    case pwrite(File, At, Bytes) of
        ok -> pwrite_all(File, Places, Done + 1);
        {error, Reason} -> {error, {Done, Reason}}
    end;
pwrite_all(_, [], _) -> ok;
pwrite_all(_, _, _) -> {error, badarg}.

-doc "Writes at a place.".
pwrite(#file_descriptor{} = Fd, At, Bytes) when is_integer(At) ->
    raw(Fd, fun
        (_, _) when At < 0 -> {error, einval};
        (H, _) -> purlin_file:pwrite(H, At, Bytes)
    end);
pwrite(File, At, Bytes) when is_pid(File) -> ask(File, {pwrite, At, Bytes});
pwrite(_, _, _) -> {error, badarg}.

-doc "Goes to a place in the file; gives how far from the start that is.".
position(#file_descriptor{} = Fd, Place) -> raw(Fd, fun(H, _) -> seek(H, Place) end);
position(File, Place) when is_pid(File) -> ask(File, {position, Place});
position(_, _) -> {error, badarg}.

seek(Handle, Place) ->
    case file_io_server:place(Place) of
        {bof, At} when At < 0 -> {error, einval};
        {_, _} = From -> purlin_file:position(Handle, From);
        bad -> {error, badarg}
    end.

-doc "Cuts the file off where it stands.".
truncate(File) -> plain(File, truncate, fun purlin_file:truncate/1).

-doc "Has what was written put on the disk.".
sync(File) -> plain(File, sync, fun purlin_file:sync/1).

-doc "Has what was written put on the disk, without what is known about the file.".
datasync(File) -> plain(File, datasync, fun purlin_file:sync/1).

plain(#file_descriptor{} = Fd, _, Native) -> raw(Fd, fun(H, _) -> Native(H) end);
plain(File, Request, _) when is_pid(File) -> ask(File, Request);
plain(_, _, _) -> {error, badarg}.

-doc "Tells how a part of the file will be read: a hint, which changes nothing here.".
advise(#file_descriptor{} = Fd, At, N, Advice) -> raw(Fd, fun(_, _) -> advice(At, N, Advice) end);
advise(File, At, N, Advice) when is_pid(File) -> ask(File, {advise, At, N, Advice});
advise(_, _, _, _) -> {error, badarg}.

advice(At, N, Advice) when is_integer(At), is_integer(N) ->
    case lists:member(Advice, [normal, sequential, random, no_reuse, will_need, dont_need]) of
        true -> ok;
        false -> {error, einval}
    end;
advice(_, _, _) -> {error, einval}.

-doc "Has room made on the disk: a hint, which changes nothing here.".
allocate(#file_descriptor{} = Fd, At, N) when is_integer(At), At >= 0, is_integer(N), N >= 0 ->
    case position(Fd, cur) of
        {ok, _} ->
            raw(Fd, fun
                (_, #{writes := true}) -> ok;
                (_, _) -> {error, ebadf}
            end);
        Error -> Error
    end;
allocate(#file_descriptor{}, At, N) when is_integer(At), is_integer(N) -> {error, einval};
allocate(File, At, N) when is_pid(File) -> ask(File, {allocate, At, N}).

-doc "Sends a file to a socket: there are none yet.".
sendfile(Name, _) ->
    case open(Name, [read, raw, binary]) of
        {ok, File} -> close(File), {error, enotsup};
        Error -> Error
    end.

%% What is read as the file's modes ask.
data(#file_descriptor{data = Data} = Fd, Fun) ->
    case raw(Fd, Fun) of
        {ok, Bytes} when not map_get(binary, Data) -> {ok, binary_to_list(Bytes)};
        Reply -> Reply
    end.

%% Only the process that opened a raw file may use it. A closed one gives ebadf natively, as does one whose modes do not do.
raw(#file_descriptor{data = #{owner := Owner}}, _) when Owner =/= self() -> {error, not_on_controlling_process};
raw(#file_descriptor{data = #{handle := Handle} = Data}, Fun) ->
    try Fun(Handle, Data) of
        {error, ebadf} ->
            case purlin_file:position(Handle, {cur, 0}) of
                {error, ebadf} -> {error, einval};
                _ -> {error, ebadf}
            end;
        Reply -> Reply
    catch
        error:badarg -> {error, badarg}
    end.

%% Asks the process of an opened file.
ask(File, Request) ->
    Ref = monitor(process, File),
    File ! {file_request, self(), Ref, Request},
    receive
        {file_reply, Ref, Reply} ->
            demonitor(Ref, [flush]),
            Reply;
        {'DOWN', Ref, process, _, _} -> {error, terminated}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Files of terms and of expressions

-doc "The terms of a file.".
consult(Name) ->
    with_text(Name, fun(File) -> terms(File, 1, []) end).

with_text(Name, Fun) -> with_file(open(Name, [read]), Fun).

with_file({ok, File}, Fun) ->
    try
        _ = epp:set_encoding(File),
        Fun(File)
    after
        close(File)
    end;
with_file(Error, _) -> Error.

terms(File, Line, Done) ->
    case io:read(File, '', Line) of
        {ok, Term, Next} -> terms(File, Next, [Term | Done]);
        {eof, _} -> {ok, lists:reverse(Done)};
        {error, Info, _} -> {error, Info};
        {error, Reason} -> {error, {Line, file_io_server, Reason}}
    end.

-doc "Evaluates the expressions of a file.".
eval(Name) -> eval(Name, erl_eval:new_bindings()).

-doc "Evaluates the expressions of a file, with bindings.".
eval(Name, Bindings) ->
    case evaluated(open(Name, [read]), Bindings) of
        {ok, _} -> ok;
        Reply -> Reply
    end.

-doc "The value of the last expression of a file.".
script(Name) -> script(Name, erl_eval:new_bindings()).

-doc "The value of the last expression of a file, with bindings.".
script(Name, Bindings) -> script_of(evaluated(open(Name, [read]), Bindings)).

script_of({ok, {none, Line}}) -> {error, {Line, ?MODULE, undefined_script}};
script_of({ok, {value, Value}}) -> {ok, Value};
script_of(Error) -> Error.

evaluated(Opened, Bindings) -> with_file(Opened, fun(File) -> evaluate(File, 1, Bindings, none) end).

evaluate(File, Line, Bindings, Last) ->
    case io:parse_erl_exprs(File, '', Line) of
        {ok, Exprs, Next} ->
            try erl_eval:exprs(Exprs, Bindings) of
                {value, Value, Bound} -> evaluate(File, Next, Bound, {value, Value})
            catch
                %% where the reader stands, behind the full stop
                Class:Reason:Stack -> {error, {Next, ?MODULE, {Class, Reason, Stack}}}
            end;
        {eof, End} when Last =:= none -> {ok, {none, End}};
        {eof, _} -> {ok, Last};
        {error, Info, _} -> {error, Info};
        {error, Reason} -> {error, {Line, file_io_server, Reason}}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Files on a path: the first directory that has one.

-doc "Opens a file found on a path; gives its full name too.".
path_open(Path, Name, Modes) when is_list(Path) ->
    on_path(Path, Name, fun(Full) -> open(Full, Modes) end, fun(File, Full) -> {ok, File, Full} end).

-doc "The terms of a file found on a path.".
path_consult(Path, Name) ->
    on_path(Path, Name, fun consult/1, fun(Terms, Full) -> {ok, Terms, Full} end).

-doc "Evaluates the expressions of a file found on a path.".
path_eval(Path, Name) -> path_eval(Path, Name, erl_eval:new_bindings()).

-doc "Likewise, with bindings.".
path_eval(Path, Name, Bindings) ->
    on_path(Path, Name, fun(Full) -> evaluated(open(Full, [read]), Bindings) end, fun(_, Full) -> {ok, Full} end).

-doc "The value of the last expression of a file found on a path.".
path_script(Path, Name) -> path_script(Path, Name, erl_eval:new_bindings()).

-doc "Likewise, with bindings.".
path_script(Path, Name, Bindings) ->
    on_path(Path, Name, fun(Full) -> script(Full, Bindings) end, fun(Value, Full) -> {ok, Value, Full} end).

on_path(Path, Name, Try, Found) ->
    on(Name, fun(N) ->
        case filename:pathtype(N) of
            relative -> first(Path, N, Try, Found);
            _ -> first([""], N, Try, Found)
        end
    end).

first([Dir | Dirs], Name, Try, Found) ->
    Full = case Dir of
        "" -> Name;
        "." -> Name;
        _ -> on(Dir, fun(D) -> filename:join(D, Name) end)
    end,
    case Full of
        {error, _} -> Full;
        _ ->
            case Try(Full) of
                {ok, Value} -> Found(Value, Full);
                {error, E} when E =:= enoent; E =:= enotdir -> first(Dirs, Name, Try, Found);
                Error -> Error
            end
    end;
first([], _, _, _) -> {error, enoent};
first(_, _, _, _) -> {error, badarg}.

%% ---------------------------------------------------------------------------------------------------------
%% Errors

-doc "What an error of this module means.".
format_error({_, ?MODULE, undefined_script}) -> "no value returned from script";
format_error({Line, ?MODULE, {Class, Reason, Stack}}) ->
    io_lib:format("~w: evaluation failed with reason ~w:~w and stacktrace ~w", [Line, Class, Reason, Stack]);
format_error({Line, ?MODULE, Reason}) -> io_lib:format("~w: ~ts", [Line, format_error(Reason)]);
format_error({Line, Module, Reason}) -> io_lib:format("~w: ~ts", [Line, Module:format_error(Reason)]);
format_error(badarg) -> "bad argument";
format_error(system_limit) -> "a system limit was hit, probably not enough ports";
format_error(terminated) -> "the file server process is terminated";
format_error(Posix) -> erl_posix_msg:message(Posix).
