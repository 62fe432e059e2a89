%% Tables: folding, files, filling from funs, testing match specifications. Access, iteration and searching are native functions.
%%
%% A table in a file is a header, then one term after another, each with its size before it: a list of information on the table, lists of
%% objects, and at the end how many objects there were and a digest of them. It is not the format of OTP, which keeps a log there.
-module(ets).
-moduledoc "Tables of terms outside the processes.".

-export([file2tab/1, file2tab/2, foldl/3, foldr/3, from_dets/2, fun2ms/1, i/0, i/1, init_table/2,
         match_spec_run_r/3, repair_continuation/2, tab2file/2, tab2file/3, tabfile_info/1,
         test_ms/2, to_dets/2]).

-export_type([compiled_match_spec/0, comp_match_spec/0, match_pattern/0, match_spec/0, tab/0,
              table/0, table_access/0, table_type/0, tid/0]).

-type table() :: atom() | tid().
-type tab() :: table().
-opaque tid() :: reference().
-type table_access() :: public | protected | private.
-type table_type() :: set | ordered_set | bag | duplicate_bag.
-type match_pattern() :: atom() | tuple().
-type match_spec() :: [{match_pattern(), [term()], [term()]}].
-opaque compiled_match_spec() :: reference().
-type comp_match_spec() :: compiled_match_spec().

-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).

%% ---- folding

-doc "Folds Fun over all objects of a table, in its order.".
foldl(Fun, Acc, Table) ->
    fixed(Table, fun(Id) -> forward(Fun, Acc, Id, ets:first_lookup(Id)) end).

-doc "Folds Fun over all objects of a table, from its end.".
foldr(Fun, Acc, Table) ->
    fixed(Table, fun(Id) -> back(Fun, Acc, Id, ets:last_lookup(Id)) end).

fixed(Table, Fold) ->
    Id = whole(Table),
    true = ets:safe_fixtable(Id, true),
    try Fold(Id)
    after release(Id)
    end.

%% One object after the other is looked up: Fun sees what it has changed itself.
forward(Fun, Acc, Id, {Key, [Object]}) when is_function(Fun, 2) ->
    forward(Fun, Fun(Object, Acc), Id, ets:next_lookup(Id, Key));
forward(Fun, Acc, Id, {Key, Objects}) ->
    forward(Fun, lists:foldl(Fun, Acc, Objects), Id, ets:next_lookup(Id, Key));
forward(_Fun, Acc, _Id, '$end_of_table') -> Acc.

back(Fun, Acc, Id, {Key, [Object]}) when is_function(Fun, 2) ->
    back(Fun, Fun(Object, Acc), Id, ets:prev_lookup(Id, Key));
back(Fun, Acc, Id, {Key, Objects}) ->
    back(Fun, lists:foldl(Fun, Acc, Objects), Id, ets:prev_lookup(Id, Key));
back(_Fun, Acc, _Id, '$end_of_table') -> Acc.

%% The table itself, also when its name goes to another one meanwhile.
whole(Table) when is_atom(Table) ->
    case ets:whereis(Table) of
        undefined -> error(badarg, [Table], [{error_info, #{cause => id, module => erl_stdlib_errors}}]);
        Id -> Id
    end;
whole(Table) -> Table.

%% It may be gone.
release(Id) ->
    try ets:safe_fixtable(Id, false)
    catch error:badarg -> true
    end.

%% ---- match specifications

-doc "Replaced by a match specification when the module is compiled.".
fun2ms(Fun) when is_function(Fun) ->
    exit({badarg, {ets, fun2ms, [function, called, with, real, 'fun', should, be, transformed,
                                 with, parse_transform, 'or', called, with, a, 'fun', generated,
                                 in, the, shell]}}).

-doc "What a match specification makes of a term: `{ok, Result}`, `{ok, false}` without a match, or what is wrong with it.".
test_ms(Term, Spec) ->
    try ets:match_spec_compile(Spec) of
        Compiled ->
            case ets:match_spec_run([Term], Compiled) of
                [Result] -> {ok, Result};
                [] -> {ok, false}
            end
    catch error:badarg -> {error, problems(Spec)}
    end.

problems(Spec) when is_list(Spec), Spec =/= [] ->
    [Problem || Clause <- Spec, Problem <- clause_problems(Clause)];
problems(_Spec) -> [{error, "Match programs are not in a list."}].

clause_problems({Head, Guards, Body}) ->
    Variables = variables(Head, #{}),
    guard_problems(Guards, Variables) ++ body_problems(Body, Variables);
clause_problems(_) -> [{error, "Match program part is not a tuple of arity 3."}].

guard_problems(List, Variables) when is_list(List) -> expr_problems(List, Variables);
guard_problems(_, _) -> [{error, "Match expression is not a list."}].

body_problems([_ | _] = List, Variables) -> expr_problems(List, Variables);
body_problems(_, _) -> [{error, "Body clause does not return anything."}].

variables(Atom, Found) when is_atom(Atom) ->
    case is_variable(Atom) of
        true -> Found#{Atom => true};
        false -> Found
    end;
variables(Tuple, Found) when is_tuple(Tuple) -> variables(tuple_to_list(Tuple), Found);
variables([Head | Tail], Found) -> variables(Tail, variables(Head, Found));
variables(Map, Found) when is_map(Map) -> variables(maps:values(Map), Found);
variables(_, Found) -> Found.

is_variable(Atom) ->
    case atom_to_list(Atom) of
        [$$, Digit | Digits] -> lists:all(fun(C) -> C >= $0 andalso C =< $9 end, [Digit | Digits]);
        _ -> false
    end.

expr_problems(Atom, Variables) when is_atom(Atom) ->
    case is_variable(Atom) andalso not is_map_key(Atom, Variables) of
        true -> [{error, lists:concat(["Variable ", Atom, " is unbound."])}];
        false -> []
    end;
expr_problems({const, _}, _) -> [];
expr_problems({Inner}, Variables) when is_tuple(Inner) ->
    expr_problems(tuple_to_list(Inner), Variables);
expr_problems({const}, _) ->
    [{error, "Special form 'const' called with more than one argument in {const}."}];
expr_problems({Name}, _) when Name =:= 'andalso'; Name =:= 'orelse'; Name =:= 'and'; Name =:= 'or' ->
    [{error, lists:concat(["Special form '", Name, "' called without arguments in {", Name, "}."])}];
expr_problems(Call, Variables) when is_tuple(Call), tuple_size(Call) > 0, is_atom(element(1, Call)) ->
    [Name | Args] = tuple_to_list(Call),
    Arguments = lists:duplicate(length(Args), true),
    Known = try ets:match_spec_compile([{'_', [], [list_to_tuple([Name | Arguments])]}]) of
                _ -> true
            catch error:badarg -> false
            end,
    [{error, lists:concat(["Function ", Name, "/", length(Args), " does_not_exist."])} || not Known]
        ++ expr_problems(Args, Variables);
expr_problems(Tuple, _) when is_tuple(Tuple) ->
    Text = io_lib:format("~tp is neither a function call, nor a tuple (tuples are written {{ ... }}).", [Tuple]),
    [{error, lists:flatten(Text)}];
expr_problems([Head | Tail], Variables) ->
    expr_problems(Head, Variables) ++ expr_problems(Tail, Variables);
expr_problems(Map, Variables) when is_map(Map) -> expr_problems(maps:to_list(Map), Variables);
expr_problems(_, _) -> [].

-doc "The results of a compiled match specification, before those there are.".
match_spec_run_r(List, Compiled, Results) ->
    lists:reverse(ets:match_spec_run(List, Compiled), Results).

-doc "A continuation that has been somewhere else, made usable again; here they always are.".
repair_continuation('$end_of_table', _) -> '$end_of_table';
repair_continuation(Continuation, Spec) when is_reference(Continuation), is_list(Spec) -> Continuation.

%% ---- filling a table

-doc "Replaces the objects of a table by those that a fun gives.".
init_table(Table, Fun) ->
    ets:delete_all_objects(Table),
    init_table_1(Table, Fun(read), Fun).

init_table_1(_Table, end_of_input, Fun) when is_function(Fun, 1) -> true;
init_table_1(Table, {List, Fun}, _) when is_list(List), is_function(Fun, 1) ->
    true = ets:insert(Table, List),
    init_table_1(Table, Fun(read), Fun);
init_table_1(_Table, Error, Fun) ->
    Fun(close),
    exit(Error).

-doc "The table on disk gets the objects of this table instead of its own.".
to_dets(Table, Dets) ->
    case is_there(Table) andalso (try dets:from_ets(Dets, Table) catch error:badarg -> false end) of
        ok -> Dets;
        false -> erlang:error(badarg, [Table, Dets]);
        {error, Reason} -> erlang:error(Reason, [Table, Dets])
    end.

-doc "Adds the objects of a table on disk.".
from_dets(Table, Dets) ->
    case is_there(Table) andalso (try dets:to_ets(Dets, Table) of _ -> true catch error:badarg -> false end) of
        true -> true;
        false -> erlang:error(badarg, [Table, Dets])
    end.

is_there(Table) -> try ets:info(Table, type) =/= undefined catch error:badarg -> false end.

%% ---- tables in files

-define(MAGIC, <<"purlin table 1\n">>).
-define(CHUNK, 500).

-doc "Writes a table to a file.".
tab2file(Table, File) -> tab2file(Table, File, []).

-doc "Writes a table to a file; options extended_info and sync.".
tab2file(Table, File, Options) ->
    case file_options(Options, #{extended => [], sync => false}) of
        {error, _} = Error -> Error;
        Settings ->
            try write_table(Table, File, Settings)
            catch
                throw:{failed, Reason} -> {error, Reason};
                error:badarg ->
                    case ets:info(Table, size) of
                        undefined -> {error, badtab};
                        _ -> {error, badarg}
                    end
            end
    end.

file_options([{extended_info, List} | Rest], Settings) when is_list(List) ->
    case [X || X <- List, X =/= md5sum, X =/= object_count] of
        [] -> file_options(Rest, Settings#{extended := lists:usort(List)});
        _ -> {error, {unknown_option, {extended_info, List}}}
    end;
file_options([{sync, Sync} | Rest], Settings) when is_boolean(Sync) ->
    file_options(Rest, Settings#{sync := Sync});
file_options([Option | _], _) -> {error, {unknown_option, Option}};
file_options([], Settings) -> Settings;
file_options(Other, _) -> {error, {badarg, Other}}.

write_table(Table, Name, #{extended := Extended, sync := Sync}) ->
    Info = table_info(Table, Extended),
    File = done(file:open(Name, [write, raw, binary, delayed_write]), Name),
    try
        done(file:write(File, [?MAGIC, packed(Info)]), Name),
        true = ets:safe_fixtable(Table, true),
        {N, Digest} =
            try write_objects(ets:match_object(Table, '_', ?CHUNK), File, Name, 0, erlang:md5_init())
            after ets:safe_fixtable(Table, false)
            end,
        done(file:write(File, packed({'$end', N, erlang:md5_final(Digest)})), Name),
        _ = Sync andalso done(file:sync(File), Name),
        ok
    after file:close(File)
    end.

table_info(Table, Extended) ->
    Item = fun(What) -> {What, ets:info(Table, What)} end,
    case ets:info(Table, size) of
        undefined -> throw({failed, badtab});
        Size ->
            [Item(name), Item(type), Item(protection), Item(named_table), Item(keypos), {size, Size},
             {extended_info, extended_order(Extended)}, {version, {1, 0}}]
    end.

extended_order(Extended) -> [X || X <- [object_count, md5sum], lists:member(X, Extended)].

write_objects('$end_of_table', _File, _Name, N, Digest) -> {N, Digest};
write_objects({Objects, Continuation}, File, Name, N, Digest) ->
    Packed = packed(Objects),
    done(file:write(File, Packed), Name),
    write_objects(ets:match_object(Continuation), File, Name, N + length(Objects),
                  erlang:md5_update(Digest, Packed)).

packed(Term) ->
    Bytes = term_to_binary(Term),
    <<(byte_size(Bytes)):32, Bytes/binary>>.

done(ok, _) -> ok;
done({ok, Value}, _) -> Value;
done({error, Reason}, Name) -> throw({failed, {file_error, Name, Reason}}).

-doc "Makes a table of a file that tab2file wrote.".
file2tab(File) -> file2tab(File, []).

-doc "Makes a table of a file; option verify.".
file2tab(File, Options) ->
    case verify_option(Options, false) of
        {error, _} = Error -> Error;
        Verify ->
            try read_table(File, Verify)
            catch throw:{failed, Reason} -> {error, Reason}
            end
    end.

verify_option([{verify, Verify} | Rest], _) when is_boolean(Verify) -> verify_option(Rest, Verify);
verify_option([Option | _], _) -> {error, {unknown_option, Option}};
verify_option([], Verify) -> Verify;
verify_option(Other, _) -> {error, {badarg, Other}}.

read_table(Name, Verify) ->
    {Info, Rest} = header(Name),
    #{name := Table, type := Type, protection := Protection, named_table := Named,
      keypos := Position, extended_info := Extended} = maps:from_list(Info),
    Options = [Type, Protection, {keypos, Position}] ++ [named_table || Named],
    Id = try ets:new(Table, Options)
         catch error:badarg -> throw({failed, cannot_create_table})
         end,
    try read_objects(Rest, Id, Extended, Verify, 0, erlang:md5_init()) of
        ok -> {ok, Id}
    catch Class:Reason ->
        ets:delete(Id),
        erlang:Class(Reason)
    end.

header(Name) ->
    case file:read_file(Name) of
        {ok, <<"purlin table 1\n", Rest/binary>>} ->
            case unpacked(Rest) of
                {Info, _, Rest_1} when is_list(Info) -> {Info, Rest_1};
                _ -> throw({failed, badfile})
            end;
        {ok, _} -> throw({failed, {read_error, {not_a_log_file, Name}}});
        {error, Reason} -> throw({failed, {read_error, {file_error, Name, Reason}}})
    end.

unpacked(<<Size:32, Bytes:Size/binary, Rest/binary>>) ->
    try {binary_to_term(Bytes), <<Size:32, Bytes/binary>>, Rest}
    catch error:badarg -> error
    end;
unpacked(_) -> error.

read_objects(Bytes, Id, Extended, Verify, N, Digest) ->
    case unpacked(Bytes) of
        {Objects, Packed, Rest} when is_list(Objects) ->
            ets:insert(Id, Objects),
            read_objects(Rest, Id, Extended, Verify, N + length(Objects),
                         erlang:md5_update(Digest, Packed));
        {{'$end', Count, Sum}, _, <<>>} when Verify ->
            Wrong = (lists:member(object_count, Extended) andalso Count =/= N)
                orelse (lists:member(md5sum, Extended) andalso Sum =/= erlang:md5_final(Digest)),
            case Wrong of
                true -> throw({failed, checksum_error});
                false -> ok
            end;
        {{'$end', _, _}, _, <<>>} -> ok;
        _ when Verify -> throw({failed, invalid_object_count});
        _ -> ok
    end.

-doc "What a file says of the table in it.".
tabfile_info(File) ->
    try
        {Info, _} = header(File),
        {ok, Info}
    catch throw:{failed, Reason} -> {error, Reason}
    end.

%% ---- showing tables

-doc "Prints all tables.".
i() ->
    io:format(" ~-15s ~-17s ~-6s ~-6s ~-6s ~-12s~n", ["id", "name", "type", "size", "mem", "owner"]),
    io:format(" ----------------------------------------------------------------------------~n"),
    lists:foreach(fun show_line/1, lists:sort(ets:all())),
    ok.

show_line(Table) ->
    case ets:info(Table) of
        undefined -> ok;
        Info ->
            Item = fun(What) -> {What, Value} = lists:keyfind(What, 1, Info), Value end,
            Owner = case is_process_alive(Item(owner)) andalso process_info(Item(owner), registered_name) of
                        {registered_name, Name} -> Name;
                        _ -> Item(owner)
                    end,
            io:format(" ~-15s ~-17s ~-6s ~-6s ~-6s ~-12s~n",
                      [io_lib:format("~tw", [X]) || X <- [Table, Item(name), Item(type), Item(size),
                                                          Item(memory), Owner]])
    end.

-doc "Prints the objects of a table.".
i(Table) ->
    lists:foreach(fun(Object) -> io:format("~tp~n", [Object]) end, ets:tab2list(Table)),
    ok.
