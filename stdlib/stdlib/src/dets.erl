%% Tables on disk. A table that is open lives in an ETS table of the server of this module, which appends each change to its file, so that nothing
%% is lost when the machine stops; when the table is closed or synced, and some time after a change, all of it is written to a file beside
%% that takes the old one's place. The files are Purlin's own.
-module(dets).
-export([all/0, bchunk/2, close/1, delete/2, delete_all_objects/1, delete_object/2, first/1, foldl/3, foldr/3, from_ets/2, info/1, info/2,
         init_table/2, init_table/3, insert/2, insert_new/2, is_compatible_bchunk_format/2, is_dets_file/1, lookup/2, match/1, match/2,
         match/3, match_delete/2, match_object/1, match_object/2, match_object/3, member/2, next/2, open_file/1, open_file/2, pid2name/1,
         repair_continuation/2, safe_fixtable/2, select/1, select/2, select/3, select_delete/2, slot/2, start/0, stop/0, sync/1, to_ets/2,
         traverse/2, update_counter/3]).
-export([server/1]).

-export_type([tab_name/0, type/0, access/0, object/0, cont/0]).

-type tab_name() :: term().
-type type() :: set | bag | duplicate_bag.
-type access() :: read | read_write.
-type object() :: tuple().
-opaque cont() :: {dets_cont, tab_name(), term()}.

-define(MAGIC, "Purlin dets 1\n").
-define(AUTO_SAVE, 180000).

%% An open table: its name, the ETS table, the file; users are processes with how often each has opened it.
-record(tab, {name, ets, file, type, keypos, access, auto_save, ram, users = #{}, dirty = false, timer = none, log = none}).

%% What the server says, which may be that something about the arguments is wrong.
-define(said(Request, Args), case call(Request) of badarg -> error(badarg, Args); Reply -> Reply end).

%% What reads the table for others: {Name, Ets} in a table of the server, and the rest of #tab{} in its state.
-define(OPEN, dets_open_tables).

%% ---------------------------------------------------------------------------------------------------------
%% Opening and closing

-doc "Opens a table, or makes it.".
-spec open_file(tab_name(), [tuple()]) -> {ok, tab_name()} | {error, term()}.
open_file(Name, Options) when is_list(Options) ->
    case options(Options, #tab{name = Name, file = none, type = set, keypos = 1, access = read_write, auto_save = ?AUTO_SAVE, ram = false}) of
        bad -> error(badarg, [Name, Options]);
        #tab{file = none} = Tab when is_atom(Name) -> call({open, Tab#tab{file = atom_to_list(Name)}});
        #tab{file = none} = Tab -> call({open, Tab#tab{file = lists:flatten(io_lib:format("~tp", [Name]))}});
        Tab -> call({open, Tab})
    end;
open_file(Name, Option) -> open_file(Name, [Option]).

-doc "Opens a table that exists, as its file says.".
-spec open_file(file:name()) -> {ok, reference()} | {error, term()}.
open_file(File) ->
    try unicode:characters_to_list(filename:flatten(File)) of
        Name -> call({open_existing, Name})
    catch
        error:_ -> error(badarg, [File])
    end.

options([], Tab) -> Tab;
options([Option | More], Tab) ->
    case Option of
        {file, File} when is_list(File); is_atom(File); is_binary(File) -> options(More, Tab#tab{file = filename:flatten(File)});
        {type, Type} when Type =:= set; Type =:= bag; Type =:= duplicate_bag -> options(More, Tab#tab{type = Type});
        {keypos, N} when is_integer(N), N > 0 -> options(More, Tab#tab{keypos = N});
        {access, Access} when Access =:= read; Access =:= read_write -> options(More, Tab#tab{access = Access});
        {auto_save, T} when T =:= infinity; is_integer(T), T >= 0 -> options(More, Tab#tab{auto_save = T});
        {ram_file, B} when is_boolean(B) -> options(More, Tab#tab{ram = B});
        {repair, R} when is_boolean(R); R =:= force -> options(More, Tab);
        {Slots, N} when Slots =:= min_no_slots; Slots =:= max_no_slots; Slots =:= estimated_no_objects ->
            case is_integer(N) andalso N >= 0 orelse N =:= default of
                true -> options(More, Tab);
                false -> bad
            end;
        {version, V} when V =:= 9; V =:= default -> options(More, Tab);
        _ -> bad
    end;
options(_, _) -> bad.

-doc "Closes the table for the calling process.".
-spec close(tab_name()) -> ok | {error, term()}.
close(Name) -> call({close, Name}).

-doc "Writes what has changed.".
-spec sync(tab_name()) -> ok | {error, term()}.
sync(Name) -> ?said({sync, Name}, [Name]).

-doc "The names of the tables that are open.".
-spec all() -> [tab_name()].
all() ->
    case ets:whereis(?OPEN) of
        undefined -> [];
        _ -> [Name || {Name, _} <- ets:tab2list(?OPEN)]
    end.

-doc "Whether a file holds a table.".
-spec is_dets_file(file:name()) -> boolean() | {error, term()}.
is_dets_file(File) ->
    case read(File) of
        {ok, _} -> true;
        {error, {not_a_dets_file, _}} -> false;
        {error, Reason} -> {error, Reason}
    end.

-doc "The name of the table a process serves.".
pid2name(_) -> undefined.

-doc false.
start() -> _ = server(), ok.

-doc false.
stop() -> ok.

%% ---------------------------------------------------------------------------------------------------------
%% Reading: straight from the ETS table

-define(table(Args), ?table(hd(Args), Args)).
-define(table(Name, Args), case table(Name) of closed -> error(badarg, Args); Found -> Found end).

table(Name) ->
    try ets:lookup_element(?OPEN, Name, 2) catch error:badarg -> closed end.

-doc "The objects with a key.".
lookup(Name, Key) -> ets:lookup(?table([Name, Key]), Key).

-doc "Whether there is an object with a key.".
member(Name, Key) -> ets:member(?table([Name, Key]), Key).

-doc "A key of the table.".
first(Name) -> ets:first(?table([Name])).

-doc "The key after a key.".
next(Name, Key) ->
    Table = ?table([Name, Key]),
    try ets:next(Table, Key) catch error:badarg -> '$end_of_table' end.

-doc "The objects at a place of the table.".
slot(Name, I) -> ets:slot(?table([Name, I]), I).

-doc "Folds over the objects.".
foldl(Fun, Acc, Name) -> ets:foldl(Fun, Acc, ?table(Name, [Fun, Acc, Name])).
foldr(Fun, Acc, Name) -> ets:foldr(Fun, Acc, ?table(Name, [Fun, Acc, Name])).

-doc "The bindings of the objects that match.".
match(Name, Pattern) -> ets:match(?table([Name, Pattern]), Pattern).
match(Name, Pattern, N) -> continued(Name, ets:match(?table([Name, Pattern, N]), Pattern, limit(N))).
match({dets_cont, Name, Cont}) -> continued(Name, ets:match(Cont)).

-doc "The objects that match.".
match_object(Name, Pattern) -> ets:match_object(?table([Name, Pattern]), Pattern).
match_object(Name, Pattern, N) -> continued(Name, ets:match_object(?table([Name, Pattern, N]), Pattern, limit(N))).
match_object({dets_cont, Name, Cont}) -> continued(Name, ets:match_object(Cont)).

-doc "What a match specification makes of the objects.".
select(Name, Spec) -> ets:select(?table([Name, Spec]), Spec).
select(Name, Spec, N) -> continued(Name, ets:select(?table([Name, Spec, N]), Spec, limit(N))).
select({dets_cont, Name, Cont}) -> continued(Name, ets:select(Cont)).

limit(default) -> 100;
limit(N) -> N.

continued(_, '$end_of_table') -> '$end_of_table';
continued(Name, {Found, Cont}) -> {Found, {dets_cont, Name, Cont}}.

-doc "A continuation with its match specification.".
repair_continuation({dets_cont, Name, Cont}, Spec) -> {dets_cont, Name, ets:repair_continuation(Cont, Spec)}.

-doc "Calls a fun with each object, as long as it says so.".
traverse(Name, Fun) ->
    Table = ?table([Name, Fun]),
    ets:safe_fixtable(Table, true),
    try traverse(Table, ets:first(Table), Fun, []) after ets:safe_fixtable(Table, false) end.

traverse(_, '$end_of_table', _, Acc) -> Acc;
traverse(Table, Key, Fun, Acc) ->
    case traversed(ets:lookup(Table, Key), Fun, Acc) of
        {go, Acc1} -> traverse(Table, ets:next(Table, Key), Fun, Acc1);
        {done, Result} -> Result
    end.

traversed([], _, Acc) -> {go, Acc};
traversed([Object | Objects], Fun, Acc) ->
    case Fun(Object) of
        continue -> traversed(Objects, Fun, Acc);
        {continue, Value} -> traversed(Objects, Fun, [Value | Acc]);
        {done, Value} -> {done, [Value | Acc]};
        Other -> {done, Other}
    end.

-doc "Puts all objects into an ETS table.".
to_ets(Name, Ets) ->
    ets:insert(Ets, ets:tab2list(?table([Name, Ets]))),
    Ets.

-doc "What is known of a table.".
info(Name) ->
    case call({info, Name}) of
        undefined -> undefined;
        Info -> [lists:keyfind(Item, 1, Info) || Item <- [type, keypos, size, file_size, filename]]
    end.

info(Name, Item) ->
    case call({info, Name}) of
        undefined -> undefined;
        Info ->
            case lists:keyfind(Item, 1, Info) of
                {_, Value} -> Value;
                false -> undefined
            end
    end.

-doc "Chunks of another format are not made here.".
bchunk(Name, Cont) -> error(notsup, [Name, Cont]).

-doc false.
is_compatible_bchunk_format(_, _) -> false.

%% ---------------------------------------------------------------------------------------------------------
%% Changing: by the server

-doc "Adds an object or a list of objects.".
insert(Name, Objects) -> ?said({change, Name, {insert, as_list(Objects)}}, [Name, Objects]).

-doc "Adds objects unless one of their keys is there.".
insert_new(Name, Objects) -> ?said({change, Name, {insert_new, as_list(Objects)}}, [Name, Objects]).

-doc "Removes the objects with a key.".
delete(Name, Key) -> ?said({change, Name, {delete, Key}}, [Name, Key]).

-doc "Removes an object.".
delete_object(Name, Object) -> ?said({change, Name, {delete_object, Object}}, [Name, Object]).

-doc "Removes all objects.".
delete_all_objects(Name) -> ?said({change, Name, delete_all_objects}, [Name]).

-doc "Removes the objects that match.".
match_delete(Name, Pattern) -> ?said({change, Name, {match_delete, Pattern}}, [Name, Pattern]).

-doc "Removes the objects of which a match specification says true; how many.".
select_delete(Name, Spec) -> ?said({change, Name, {select_delete, Spec}}, [Name, Spec]).

-doc "Adds to a number of an object.".
update_counter(Name, Key, Incr) -> ?said({change, Name, {update_counter, Key, Incr}}, [Name, Key, Incr]).

-doc "The table gets the objects of an ETS table instead of its own.".
from_ets(Name, Ets) -> ?said({change, Name, {replace, ets:tab2list(Ets)}}, [Name, Ets]).

-doc "The table gets the objects that a fun gives instead of its own.".
init_table(Name, Init) -> init_table(Name, Init, []).
init_table(Name, Init, Options) -> ?said({change, Name, {replace, gathered(Init, [])}}, [Name, Init, Options]).

gathered(Init, Acc) ->
    case Init(read) of
        end_of_input -> lists:append(lists:reverse(Acc));
        {Objects, Next} -> gathered(Next, [Objects | Acc])
    end.

-doc "Whether others may change the table while it is walked; they may in any case.".
safe_fixtable(Name, Fix) when is_boolean(Fix) ->
    _ = ?table([Name, Fix]),
    ok;
safe_fixtable(Name, Fix) -> error(badarg, [Name, Fix]).

as_list(Objects) when is_list(Objects) -> Objects;
as_list(Object) -> [Object].

%% ---------------------------------------------------------------------------------------------------------
%% The server

call(Request) ->
    Server = server(),
    Ref = monitor(process, Server),
    Server ! {Ref, self(), Request},
    receive
        {Ref, Reply} ->
            demonitor(Ref, [flush]),
            Reply;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    end.

server() ->
    case whereis(?MODULE) of
        undefined ->
            {Pid, Ref} = spawn_monitor(?MODULE, server, [self()]),
            receive
                {Pid, Server} ->
                    demonitor(Ref, [flush]),
                    Server;
                {'DOWN', Ref, _, _, _} -> server()
            end;
        Server -> Server
    end.

%% One of several that start at once stays.
-doc false.
server(Starter) ->
    try register(?MODULE, self()) of
        true ->
            process_flag(trap_exit, true),
            case whereis(user) of undefined -> ok; User -> group_leader(User, self()) end,
            ?OPEN = ets:new(?OPEN, [named_table, {read_concurrency, true}]),
            Starter ! {self(), self()},
            loop(#{})
    catch
        error:badarg -> Starter ! {self(), whereis(?MODULE)}
    end.

loop(Tabs) ->
    receive
        {Ref, From, Request} when is_reference(Ref) ->
            {Reply, Tabs1} = handle(Request, From, Tabs),
            From ! {Ref, Reply},
            loop(Tabs1);
        {save, Name} ->
            case Tabs of
                #{Name := Tab} -> loop(Tabs#{Name := element(2, saved(Tab#tab{timer = none}))});
                _ -> loop(Tabs)
            end;
        {'DOWN', _, process, Pid, _} -> loop(maps:fold(fun(Name, _, Acc) -> gone(Pid, Name, Acc) end, Tabs, Tabs));
        _ -> loop(Tabs)
    end.

handle({open, #tab{name = Name} = Tab}, From, Tabs) ->
    case Tabs of
        #{Name := Open} ->
            case same(Tab, Open) of
                true -> {{ok, Name}, Tabs#{Name := used(From, Open)}};
                false -> {{error, incompatible_arguments}, Tabs}
            end;
        _ -> opened_now(loaded(Tab), From, Tabs)
    end;
handle({open_existing, File}, From, Tabs) ->
    Tab = #tab{name = make_ref(), file = File, access = read_write, auto_save = ?AUTO_SAVE, ram = false},
    case read(File) of
        {ok, {Type, KeyPos, Log}} -> opened_now({ok, Tab#tab{type = Type, keypos = KeyPos}, Log}, From, Tabs);
        {error, _} = Error -> {Error, Tabs}
    end;
handle({close, Name}, From, Tabs) ->
    case Tabs of
        #{Name := #tab{users = #{From := _}} = Tab} -> closed(From, Tab, Tabs);
        _ -> {{error, not_owner}, Tabs}
    end;
handle({sync, Name}, _, Tabs) ->
    case Tabs of
        #{Name := Tab} ->
            {Reply, Tab1} = saved(Tab),
            {Reply, Tabs#{Name := Tab1}};
        _ -> {badarg, Tabs}
    end;
handle({info, Name}, _, Tabs) ->
    case Tabs of
        #{Name := Tab} -> {items(Tab), Tabs};
        _ -> {undefined, Tabs}
    end;
handle({change, Name, What}, _, Tabs) ->
    case Tabs of
        #{Name := #tab{access = read, file = File}} -> {{error, {access_mode, File}}, Tabs};
        #{Name := #tab{ets = Ets} = Tab} ->
            try changed(What, Ets, Tab#tab.type) of
                Reply ->
                    append(What, Tab),
                    {Reply, Tabs#{Name := touched(Tab)}}
            catch
                error:_ -> {badarg, Tabs}
            end;
        _ -> {badarg, Tabs}
    end.

changed({insert, Objects}, Ets, _) ->
    true = ets:insert(Ets, Objects),
    ok;
changed({insert_new, Objects}, Ets, _) -> ets:insert_new(Ets, Objects);
changed({delete, Key}, Ets, _) ->
    true = ets:delete(Ets, Key),
    ok;
changed({delete_object, Object}, Ets, _) ->
    true = ets:delete_object(Ets, Object),
    ok;
changed(delete_all_objects, Ets, _) ->
    true = ets:delete_all_objects(Ets),
    ok;
changed({match_delete, Pattern}, Ets, _) ->
    true = ets:match_delete(Ets, Pattern),
    ok;
changed({select_delete, Spec}, Ets, _) -> ets:select_delete(Ets, Spec);
changed({update_counter, Key, Incr}, Ets, set) -> ets:update_counter(Ets, Key, Incr);
changed({replace, Objects}, Ets, _) ->
    true = ets:delete_all_objects(Ets),
    true = ets:insert(Ets, Objects),
    ok.

same(Tab, Open) ->
    [Tab#tab.type, Tab#tab.keypos, Tab#tab.access, filename:absname(Tab#tab.file)] =:=
        [Open#tab.type, Open#tab.keypos, Open#tab.access, filename:absname(Open#tab.file)].

used(Pid, #tab{users = Users} = Tab) ->
    case Users of
        #{Pid := {N, Ref}} -> Tab#tab{users = Users#{Pid := {N + 1, Ref}}};
        _ -> Tab#tab{users = Users#{Pid => {1, monitor(process, Pid)}}}
    end.

loaded(#tab{file = File, access = Access, type = Type, keypos = KeyPos} = Tab) ->
    case read(File) of
        {ok, {Type, KeyPos, Log}} -> {ok, Tab, Log};
        {ok, {Type, _, _}} -> {error, {keypos_mismatch, File}};
        {ok, _} -> {error, {type_mismatch, File}};
        {error, {file_error, _, enoent}} when Access =:= read_write ->
            case write(Tab, []) of
                ok -> {ok, Tab, [{insert, []}]};
                Error -> Error
            end;
        Error -> Error
    end.

opened_now({error, _} = Error, _, Tabs) -> {Error, Tabs};
opened_now({ok, #tab{name = Name, type = Type, keypos = KeyPos} = Tab, Log}, From, Tabs) ->
    Ets = ets:new(?MODULE, [Type, public, {keypos, KeyPos}]),
    [changed(Change, Ets, Type) || Change <- Log],
    true = ets:insert(?OPEN, {Name, Ets}),
    Opened = logging(Tab#tab{ets = Ets, dirty = length(Log) > 1}),
    {{ok, Name}, Tabs#{Name => used(From, Opened)}}.

%% Changes are appended to the file.
logging(#tab{access = read} = Tab) -> Tab;
logging(#tab{file = File} = Tab) ->
    case file:open(File, [append, raw, binary]) of
        {ok, Fd} -> Tab#tab{log = Fd};
        {error, _} -> Tab
    end.

append(_, #tab{log = none}) -> ok;
append(What, #tab{log = Fd}) -> file:write(Fd, record(What)).

record(Term) ->
    Bytes = term_to_binary(Term),
    [<<(byte_size(Bytes)):64>>, Bytes].

silent(#tab{log = none} = Tab) -> Tab;
silent(#tab{log = Fd} = Tab) ->
    file:close(Fd),
    Tab#tab{log = none}.

%% The last user that closes a table writes it.
closed(Pid, #tab{name = Name, users = Users, ets = Ets} = Tab, Tabs) ->
    case maps:get(Pid, Users) of
        {1, Ref} ->
            demonitor(Ref, [flush]),
            case maps:remove(Pid, Users) of
                Left when map_size(Left) > 0 -> {ok, Tabs#{Name := Tab#tab{users = Left}}};
                _ ->
                    {Reply, Last} = saved(Tab),
                    _ = silent(Last),
                    ets:delete(?OPEN, Name),
                    ets:delete(Ets),
                    {Reply, maps:remove(Name, Tabs)}
            end;
        {N, Ref} -> {ok, Tabs#{Name := Tab#tab{users = Users#{Pid := {N - 1, Ref}}}}}
    end.

gone(Pid, Name, Tabs) ->
    case Tabs of
        #{Name := #tab{users = #{Pid := {_, Ref}} = Users} = Tab} ->
            element(2, closed(Pid, Tab#tab{users = Users#{Pid := {1, Ref}}}, Tabs));
        _ -> Tabs
    end.

touched(#tab{dirty = false, timer = none, auto_save = T, name = Name} = Tab) when is_integer(T) ->
    Tab#tab{dirty = true, timer = erlang:send_after(T, self(), {save, Name})};
touched(Tab) -> Tab#tab{dirty = true}.

saved(#tab{dirty = true, ets = Ets, timer = Timer} = Tab) ->
    _ = Timer =/= none andalso erlang:cancel_timer(Timer),
    case write(Tab, ets:tab2list(Ets)) of
        ok -> {ok, logging(silent(Tab#tab{dirty = false, timer = none}))};
        Error -> {Error, Tab#tab{timer = none}}
    end;
saved(Tab) -> {ok, Tab}.

items(#tab{ets = Ets, file = File, type = Type, keypos = KeyPos, access = Access, auto_save = AutoSave, ram = Ram, users = Users}) ->
    Size = ets:info(Ets, size),
    [{type, Type}, {keypos, KeyPos}, {size, Size}, {no_objects, Size}, {no_keys, keys(Type, Ets, Size)}, {file_size, filelib:file_size(File)},
     {filename, File}, {access, Access}, {auto_save, AutoSave}, {ram_file, Ram}, {memory, ets:info(Ets, memory) * erlang:system_info(wordsize)},
     {safe_fixed, false}, {pid, self()}, {owner, self()}, {version, 9}, {hash, phash2},
     {users, lists:append([lists:duplicate(N, Pid) || Pid := {N, _} <- Users])}].

keys(set, _, Size) -> Size;
keys(_, Ets, _) -> keys(Ets, ets:first(Ets), 0, ets).

keys(_, '$end_of_table', N, ets) -> N;
keys(Ets, Key, N, ets) -> keys(Ets, ets:next(Ets, Key), N + 1, ets).

%% ---------------------------------------------------------------------------------------------------------
%% Files

read(File) ->
    case file:read_file(File) of
        {ok, <<?MAGIC, Content/binary>>} ->
            case records(Content) of
                [{Type, KeyPos} | Log] -> {ok, {Type, KeyPos, Log}};
                _ -> {error, {not_a_dets_file, File}}
            end;
        {ok, _} -> {error, {not_a_dets_file, File}};
        {error, Reason} -> {error, {file_error, File, Reason}}
    end.

%% What was being written when the machine stopped is left out.
records(<<Size:64, Bytes:Size/binary, More/binary>>) ->
    try binary_to_term(Bytes) of
        Term -> [Term | records(More)]
    catch
        error:badarg -> []
    end;
records(_) -> [].

write(#tab{file = File, type = Type, keypos = KeyPos}, Objects) ->
    Beside = File ++ ".TMP",
    case file:write_file(Beside, [?MAGIC, record({Type, KeyPos}), record({insert, Objects})]) of
        ok ->
            case file:rename(Beside, File) of
                ok -> ok;
                {error, Reason} -> {error, {file_error, File, Reason}}
            end;
        {error, Reason} -> {error, {file_error, File, Reason}}
    end.
