%% Tables: folding, files, filling from funs, testing match specifications. Access, iteration and searching are native functions.
%%
%% A table in a file is a header, then one term after another, each with its size before it: a list of information on the table, lists of
%% objects, and at the end how many objects there were and a digest of them. It is not the format of OTP, which keeps a log there.
-module(ets).
-moduledoc "Tables of terms outside the processes.".

-export([file2tab/1, file2tab/2, foldl/3, foldr/3, from_dets/2, fun2ms/1, i/0, i/1, i/2, i/3, init_table/2,
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

%% What is wrong with the first clause that is no good.
problems(Spec) when not is_list(Spec); Spec =:= [] -> said("Match programs are not in a list.");
problems(Spec) ->
    case is_proper(Spec) of
        true ->
            case lists:all(fun(Clause) -> is_tuple(Clause) andalso tuple_size(Clause) =:= 3 end, Spec) of
                true -> hd([Problems || Clause <- Spec, Problems <- [clause_problems(Clause)], Problems =/= []] ++ [[]]);
                false -> said("Match program part is not a tuple of arity 3.")
            end;
        false -> said("Match programs are not in a proper list.")
    end.

said(Text) -> [{error, lists:flatten(Text)}].

is_proper(List) ->
    try length(List) of
        _ -> true
    catch error:badarg -> false
    end.

clause_problems({Head, Guards, Body}) ->
    case key_problems(Head) of
        [] ->
            Variables = variables(Head, #{}),
            guard_problems(Guards, Variables) ++ body_problems(Body, Variables);
        Problems -> Problems
    end.

%% Keys in heads are terms, no patterns.
key_problems(Tuple) when is_tuple(Tuple) -> key_problems(tuple_to_list(Tuple));
key_problems([Head | Tail]) -> key_problems(Head) ++ key_problems(Tail);
key_problems(Map) when is_map(Map) ->
    case lists:reverse([Key || Key <- lists:sort(maps:keys(Map)), Key =:= '_' orelse is_variable(Key)]) of
        [] -> key_problems(maps:values(Map));
        ['_' | _] -> said("Underscore found in map key.");
        _ -> said("Variable found in map key.")
    end;
key_problems(_) -> [].

guard_problems(List, Variables) when is_list(List) -> all_problems(List, Variables);
guard_problems(_, _) -> said("Match expression is not a list.").

body_problems([_ | _] = List, Variables) -> all_problems(List, Variables);
body_problems(_, _) -> said("Body clause does not return anything.").

all_problems([Expr | Rest], Variables) -> expr_problems(Expr, Variables) ++ all_problems(Rest, Variables);
all_problems([], _) -> [];
all_problems(_, _) -> said("Match expression is not a proper list.").

variables(Atom, Found) when is_atom(Atom) ->
    case is_variable(Atom) of
        true -> Found#{Atom => true};
        false -> Found
    end;
variables(Tuple, Found) when is_tuple(Tuple) -> variables(tuple_to_list(Tuple), Found);
variables([Head | Tail], Found) -> variables(Tail, variables(Head, Found));
variables(Map, Found) when is_map(Map) -> variables(maps:values(Map), Found);
variables(_, Found) -> Found.

is_variable(Atom) when is_atom(Atom) ->
    case atom_to_list(Atom) of
        "$0" -> true;
        [$$, Digit | Digits] when Digit >= $1, Digit =< $9 -> lists:all(fun(C) -> C >= $0 andalso C =< $9 end, Digits);
        _ -> false
    end;
is_variable(_) -> false.

expr_problems(Atom, Variables) when is_atom(Atom) ->
    case is_variable(Atom) andalso not is_map_key(Atom, Variables) of
        true -> said(["Variable ", atom_to_list(Atom), " is unbound."]);
        false -> []
    end;
expr_problems({const, _}, _) -> [];
expr_problems({Inner}, Variables) when is_tuple(Inner) -> last_first(tuple_to_list(Inner), Variables);
expr_problems(Call, Variables) when is_tuple(Call), tuple_size(Call) > 0, is_atom(element(1, Call)) ->
    [Name | Args] = tuple_to_list(Call),
    case is_variable(Name) orelse call_problem(Name, length(Args)) of
        true -> no_call(Call);
        none when Name =:= 'andalso'; Name =:= 'orelse' -> all_problems(Args, Variables);
        none -> last_first(Args, Variables);
        {special, Text} -> said(["Special form '", atom_to_list(Name), "' called ", Text, " in ", shown_call(Call), "."]);
        dialect -> said(["Special form '", form_name(Name), "' used in wrong dialect."]);
        Text -> said(["Function ", shown_atom(Name), $/, integer_to_list(length(Args)), $\s, Text, "."])
    end;
expr_problems(Tuple, _) when is_tuple(Tuple) -> no_call(Tuple);
expr_problems([Head | Tail], Variables) ->
    expr_problems(Head, Variables) ++ expr_problems(Tail, Variables);
expr_problems(Map, Variables) when is_map(Map) -> expr_problems(maps:to_list(Map), Variables, pairs);
expr_problems(_, _) -> [].

expr_problems(Pairs, Variables, pairs) ->
    [Problem || {Key, Value} <- Pairs, Expr <- [Key, Value], Problem <- expr_problems(Expr, Variables)].

no_call(Tuple) ->
    said(io_lib:format("~0tp is neither a function call, nor a tuple (tuples are written {{ ... }}).", [Tuple])).

%% Arguments are looked at from the last to the first.
last_first(Exprs, Variables) -> lists:append([expr_problems(Expr, Variables) || Expr <- lists:reverse(Exprs)]).

-define(OF_TRACING, [message, return_trace, exception_trace, caller, caller_line, current_stacktrace, silent, enable_trace, disable_trace,
                     trace, is_seq_trace, set_seq_token, get_seq_token, display, process_dump]).

call_problem(const, _) -> {special, "with more than one argument"};
call_problem(self, N) when N > 0 -> {special, "with arguments"};
call_problem(Name, 0) when Name =:= 'andalso'; Name =:= 'orelse'; Name =:= 'and'; Name =:= 'or' -> {special, "without arguments"};
call_problem(Name, N) when {Name, N} =:= {get_tcw, 0}; {Name, N} =:= {set_tcw, 1} -> "cannot be called in this context";
call_problem(Name, N) ->
    case lists:member(Name, ?OF_TRACING) of
        true -> dialect;
        false ->
            Call = list_to_tuple([Name | lists:duplicate(N, true)]),
            try ets:match_spec_compile([{'_', [], [Call]}]) of
                _ -> none
            catch error:badarg -> "does_not_exist"
            end
    end.

form_name(set_seq_token) -> "set_seq_trace";
form_name(Name) -> atom_to_list(Name).

shown_call({Name}) -> ["{", shown_atom(Name), "}"];
shown_call(Call) -> io_lib:format("~0tp", [Call]).

%% As the machine shows atoms: reserved words are like others.
shown_atom('') -> "''";
shown_atom(Name) ->
    [First | Rest] = Text = atom_to_list(Name),
    Plain = First >= $a andalso First =< $z
        andalso lists:all(fun(C) -> C =:= $_ orelse C =:= $@ orelse (C >= $0 andalso C =< $9) orelse (C >= $a andalso C =< $z)
                                        orelse (C >= $A andalso C =< $Z) end, Rest),
    case Plain of
        true -> Text;
        false -> io_lib:format("~tw", [Name])
    end.

-doc "The results of a compiled match specification, before those there are.".
match_spec_run_r(List, Compiled, Results) ->
    lists:reverse(ets:match_spec_run(List, Compiled), Results).

-doc "A continuation that has been somewhere else, made usable again; here they always are.".
repair_continuation('$end_of_table', _) -> '$end_of_table';
repair_continuation(Continuation, _Spec) when is_reference(Continuation) -> Continuation.

%% ---- filling a table

-doc "Replaces the objects of a table by those that a fun gives.".
init_table(Table, Fun) ->
    ets:delete_all_objects(Table),
    init_table_1(Table, Fun(read), Fun).

init_table_1(_Table, end_of_input, Fun) when is_function(Fun, 1) -> true;
init_table_1(Table, {List, Next}, Fun) when is_list(List), is_function(Next, 1) ->
    try lists:foreach(fun(Object) -> ets:insert(Table, Object) end, List)
    catch error:Reason:Stack ->
        catch Fun(close),
        exit({Reason, Stack})
    end,
    init_table_1(Table, Next(read), Next);
init_table_1(_Table, Error, _Fun) -> exit(Error).

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
tab2file(Table, File, Options) when is_list(Options) ->
    case file_options(Options, #{}) of
        {error, _} = Error -> Error;
        Settings when is_map(Settings) ->
            _ = ets:info(Table, size),
            try write_table(Table, File, Settings)
            catch
                throw:{failed, Reason} -> {error, Reason};
                error:badarg -> {error, badtab}
            end
    end.

file_options([{extended_info, List} | Rest] = Options, Settings) when is_list(List), not is_map_key(extended, Settings) ->
    case [X || X <- List, X =/= md5sum, X =/= object_count] of
        [] -> file_options(Rest, Settings#{extended => lists:usort(List)});
        _ -> {error, {unknown_option, Options}}
    end;
file_options([{extended_info, Malformed} | _], Settings) when not is_map_key(extended, Settings) ->
    {error, {malformed_option, Malformed}};
file_options([{sync, Sync} | Rest], Settings) when is_boolean(Sync) ->
    file_options(Rest, Settings#{sync => Sync});
file_options([Option | _], _) -> {error, {unknown_option, Option}};
file_options([], Settings) -> maps:merge(#{extended => [], sync => false}, Settings);
file_options(Malformed, _) -> {error, {malformed_option, Malformed}}.

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
             {extended_info, extended_order(Extended)}, {version, {1, 0}}, Item(compressed)]
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
verify_option(Other, _) -> {error, {malformed_option, Other}}.

read_table(Name, Verify) ->
    {Info, Rest} = header(Name),
    #{name := Table, type := Type, protection := Protection, named_table := Named,
      keypos := Position, extended_info := Extended} = Known = maps:from_list(Info),
    Options = [Type, Protection, {keypos, Position}] ++ [named_table || Named]
        ++ [compressed || maps:get(compressed, Known, false)],
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
        _ when Verify -> throw({failed, badfile});
        _ -> ok
    end.

-doc "What a file says of the table in it.".
tabfile_info(File) when is_list(File); is_atom(File); is_binary(File) ->
    try
        {Info, _} = header(File),
        {ok, lists:keydelete(compressed, 1, Info)}
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

-doc "Prints the objects of a table, a page at a time, and asks what to do next.".
i(Table) -> i(Table, 40).

-doc "Prints the objects of a table, pages of Height lines.".
i(Table, Height) -> i(Table, Height, 80).

-doc "Prints the objects of a table, pages of Height lines of Width columns.".
i(Table, Height, Width) when is_integer(Height), Height > 0, is_integer(Width), Width > 0 ->
    show_page(Table, ets:first(Table), 1, #{height => Height, width => Width, pattern => none}).

%% Objects from those of Key on, the first of them the Nth; then a question, for which there is a line.
show_page(Table, Key, N, #{height := Height} = View) -> show_keys(Table, Key, N, Height - 1, View).

show_keys(Table, Key, N, Left, View) when Key =:= '$end_of_table'; Left =< 0 -> ask(Table, Key, N, View);
show_keys(Table, Key, N, Left, #{pattern := Pattern} = View) ->
    Shown = [io_lib:format("~0tp", [Object]) || Object <- ets:lookup(Table, Key)],
    Wanted = [Text || Text <- Shown, Pattern =:= none orelse re:run(Text, Pattern) =/= nomatch],
    lists:foreach(fun({I, Text}) -> show_object(I, Text, View) end, lists:enumerate(N, Wanted)),
    show_keys(Table, ets:next(Table, Key), N + length(Wanted), Left - length(Wanted), View).

show_object(N, Text, #{width := Width}) ->
    Line = io_lib:format("<~-4w> ~ts", [N, Text]),
    io:format("~ts~n", [string:slice(Line, 0, Width - 2)]).

ask(Table, Key, N, View) ->
    Next = case Key of
        '$end_of_table' -> "EOT  ";
        _ -> "(c)ontinue "
    end,
    case io:get_line([Next, "(q)uit (p)Digits (k)ill /Regexp -->"]) of
        "q\n" -> ok;
        "k\n" ->
            ets:delete(Table),
            ok;
        [$p | Digits] ->
            show_whole(Table, string:trim(Digits)),
            ask(Table, Key, N, View);
        [$/ | Pattern] -> search(Table, Key, N, string:trim(Pattern, trailing, "\n"), View);
        Text when is_list(Text), Key =/= '$end_of_table', Text =:= "c\n" orelse Text =:= "\n" -> show_page(Table, Key, N, View);
        Text when is_list(Text) -> ask(Table, Key, N, View);
        _ -> ok
    end.

%% The Nth object, however long.
show_whole(Table, Digits) ->
    try list_to_integer(Digits) of
        Nth ->
            Objects = ets:tab2list(Table),
            Nth >= 1 andalso Nth =< length(Objects) andalso io:format("~tp~n", [lists:nth(Nth, Objects)])
    catch error:badarg -> io:format("Bad digits~n")
    end.

%% From the first on, only what matches.
search(Table, Key, N, Pattern, View) ->
    case re:compile(Pattern, [unicode]) of
        {ok, Compiled} -> show_page(Table, ets:first(Table), 1, View#{pattern := Compiled});
        {error, {Reason, _}} ->
            io:format("~ts~n", [Reason]),
            ask(Table, Key, N, View)
    end.
