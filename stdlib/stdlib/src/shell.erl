%% The shell: a server that keeps what was defined and said, and an evaluator process that compiles and runs what is typed.
%%
%% What is kept lies in the table ?MODULE, which the server owns and everybody may read and write:
%%   {{b, Name}, Value}          a binding            {{v, N}, Value}    the result of command N
%%   {{c, N}, Text}              the text of command N
%%   {{r, Name}, Order, Text, Fields}   a record      {{t, Order}, Text}  a type
%%   {{f, FA}, Order, Text, Form}   a function defined at the prompt        {{s, FA}, Text}   its spec
%% and settings under atoms. An evaluator that dies is replaced: bindings are as before.
%%
%% An evaluation's module is deleted and purged before the next one is loaded, so that names are used again; one that made
%% funs which may live on keeps its name until they are gone (`reap/0`).
-module(shell).
-moduledoc "The shell.".
-export([start/0, start/1, start/2, server/1, history/1, results/1, catch_exception/1, prompt_func/1, strings/1, whereis/0,
         default_multiline_prompt/1, start_interactive/0, start_interactive/1, start_restricted/1, stop_restricted/0]).
-export([boot_terminal/1, leave/0, script/0, script/1, input/2, is_busy/0, interrupt/0, fetch/1, command/2, undefined_command/2, setting/2, set/2, evaluate_form/1]).
-export([records/0, bindings/0, functions/0, print/1]).

%% What stands before the text of an input.
-define(WRAP, "-file(\"shell\", 0). run() -> {").
-define(KEPT, 20).
-define(DEPTH, 30).
-define(LOCAL, shell_local).
-define(EVAL, "shell_eval").
-define(MAX_RETAINED, 500).

%% ---------------------------------------------------------------------------------------------------------
%% The documented interface

-doc "Starts a shell that reads from the group leader.".
start() -> start(false, true).
-doc false.
start(_) -> start(false, true).
-doc false.
start(_, _) -> spawn(fun() -> server(true) end).

-doc false.
server(_) -> script().

-doc false.
start_interactive() -> start_interactive({shell, start, []}).
-doc false.
start_interactive(noshell) -> ok;
start_interactive(_) -> {error, already_started}.

-doc false.
start_restricted(_) -> erlang:error(notsup).
-doc false.
stop_restricted() -> erlang:error(notsup).

-doc "How many commands are remembered; gives the number so far.".
history(N) when is_integer(N), N >= 0 -> set(history, N).

-doc "How many results are remembered; gives the number so far.".
results(N) when is_integer(N), N >= 0 -> set(results, N).

-doc "Whether lists of characters are shown as strings; gives what held so far.".
strings(Flag) when is_boolean(Flag) -> set(strings, Flag).

-doc "The evaluator outlives exceptions in any case.".
catch_exception(Flag) when is_boolean(Flag) -> set(catch_exception, Flag).

-doc "Another prompt: not supported.".
prompt_func(_) -> erlang:error(notsup).

-doc false.
default_multiline_prompt(_) -> "..".

-doc "The shell's process.".
whereis() ->
    case erlang:whereis(?MODULE) of
        undefined -> undefined;
        Pid -> Pid
    end.

%% ---------------------------------------------------------------------------------------------------------
%% For the host

-doc false.
%% Starts the io servers and the shell on a terminal; <<"colour">> if it takes colours.
boot_terminal(Colour) ->
    _ = user:start(),
    group_leader(erlang:whereis(user), self()),
    _ = start_server(terminal),
    set(colour, Colour =:= <<"colour">>),
    <<>>.

-doc false.
leave() ->
    _ = init:stop(),
    <<>>.

start_server(Mode) ->
    Self = self(),
    Ref = make_ref(),
    Pid = spawn(fun() -> init(Mode, Self, Ref) end),
    receive {Ref, started} -> Pid end.

-doc false.
%% Reads commands from standard input to its end, after loading some files. The boot process's way in.
script(Files) ->
    case lists:all(fun(F) -> c:c(F) =/= error end, Files) of
        true -> script();
        false -> halt(3)
    end.

-doc false.
script() ->
    Pid = case erlang:whereis(?MODULE) of
              undefined -> start_server(pipe);
              P -> P
          end,
    ok = io:setopts([{binary, true}]),
    script(Pid, <<>>),
    halt(setting(status, 0)).

script(Pid, Pending) ->
    case io:get_line('') of
        Line when is_binary(Line) ->
            Text = <<Pending/binary, Line/binary>>,
            case is_complete_line(Line) of
                true -> script(Pid, call(Pid, {input, Text}));
                false -> script(Pid, Text)
            end;
        _ ->
            _ = call(Pid, {input, <<Pending/binary, "\n">>, last}),
            ok
    end.

%% Can a form end in the line? Saves looking at a long form again and again.
is_complete_line(Line) -> binary:match(Line, <<".">>) =/= nomatch orelse binary:match(Line, <<":">>) =/= nomatch.

-doc false.
%% A text with whole forms: evaluates them; gives the number of the next command.
input(Text, Columns) ->
    set(columns, binary_to_integer(Columns)),
    _ = call(?MODULE, {input, <<Text/binary, "\n">>, last}),
    integer_to_binary(setting(n, 1)).

call(Server, Request) ->
    Ref = monitor(process, Server),
    Server ! {request, self(), Ref, Request},
    receive
        {Ref, Answer} ->
            demonitor(Ref, [flush]),
            Answer;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    end.

-doc false.
is_busy() -> setting(busy, false).

-doc false.
interrupt() ->
    case erlang:whereis(?MODULE) of
        undefined -> ok;
        Pid -> Pid ! interrupt
    end,
    <<>>.

%% ---------------------------------------------------------------------------------------------------------
%% The server

init(Mode, Starter, Ref) ->
    process_flag(trap_exit, true),
    _ = erlang:whereis(user) =/= undefined andalso group_leader(erlang:whereis(user), self()),
    true = register(?MODULE, self()),
    put('$process_label', shell),
    ?MODULE = ets:new(?MODULE, [named_table, public, ordered_set]),
    set(mode, Mode),
    set(n, 1),
    Starter ! {Ref, started},
    serve(start_evaluator()).

serve(Ev) ->
    receive
        {request, From, Ref, {input, Text}} ->
            {Ev1, Rest} = forms(split(Text), Ev),
            From ! {Ref, Rest},
            serve(Ev1);
        {request, From, Ref, {input, Text, last}} ->
            set(busy, true),
            {Ev1, Rest} = forms(split(Text), Ev),
            Ev2 = case purlin_shell_unit:trim(Rest) of
                      <<>> -> Ev1;
                      Left -> run({form, Left, incomplete}, Ev1)
                  end,
            set(busy, false),
            From ! {Ref, <<>>},
            serve(Ev2);
        {'EXIT', Ev, Reason} ->
            report_exit(Reason),
            serve(start_evaluator());
        {show, From, Ref, Text} ->
            io:put_chars(Text),
            From ! {Ref, shown},
            serve(Ev);
        _ -> serve(Ev)
    end.

split(Text) ->
    case Text of
        <<":", _/binary>> ->
            [Command | More] = binary:split(Text, <<"\n">>),
            {Forms, Rest} = split(iolist_to_binary(More)),
            {[{colon, purlin_shell_unit:trim(Command)} | Forms], Rest};
        _ -> purlin_shell_unit:split(Text)
    end.

forms({[Form | Forms], Rest}, Ev) ->
    case run(Form, Ev) of
        {interrupted, Ev1} -> {Ev1, <<>>};
        Ev1 -> forms({Forms, Rest}, Ev1)
    end;
forms({[], Rest}, Ev) -> {Ev, Rest}.

run(Form, Ev) ->
    Ref = make_ref(),
    Ev ! {eval, self(), Ref, Form},
    await(Ev, Ref, setting(n, 1)).

await(Ev, Ref, N) ->
    receive
        {Ref, done} -> Ev;
        {show, From, Shown, Text} ->
            io:put_chars(Text),
            From ! {Shown, shown},
            await(Ev, Ref, N);
        {'EXIT', Ev, Reason} ->
            counted(N),
            report_exit(Reason),
            start_evaluator();
        interrupt ->
            exit(Ev, kill),
            receive {'EXIT', Ev, _} -> ok end,
            counted(N),
            tell(["** interrupted\n"]),
            {interrupted, start_evaluator()}
    end.

start_evaluator() -> spawn_link(fun evaluator/0).

report_exit(Reason) ->
    {Class, Why, Stack} = case Reason of
        {nocatch, R} -> {throw, R, []};
        {R, S} -> case is_stack(S) of true -> {error, R, S}; false -> {exit, Reason, []} end;
        _ -> {exit, Reason, []}
    end,
    failed(Class, Why, Stack).

is_stack([{M, F, A, Where} | _]) -> is_atom(M) andalso is_atom(F) andalso (is_integer(A) orelse is_list(A)) andalso is_list(Where);
is_stack(_) -> false.

%% ---------------------------------------------------------------------------------------------------------
%% Settings

-doc false.
setting(Key, Default) -> fetch(Key, Default).

fetch(Key, Default) ->
    case ets:lookup(?MODULE, Key) of
        [Row] -> element(2, Row);
        [] -> Default
    end.

-doc false.
fetch(Key) ->
    [Row] = ets:lookup(?MODULE, Key),
    element(2, Row).

-doc false.
set(Key, Value) ->
    Old = setting(Key, default(Key)),
    ets:insert(?MODULE, {Key, Value}),
    Old.

default(history) -> ?KEPT;
default(results) -> ?KEPT;
default(strings) -> true;
default(catch_exception) -> true;
default(_) -> undefined.

%% ---------------------------------------------------------------------------------------------------------
%% The evaluator

evaluator() ->
    put('$process_label', evaluator),
    loop().

loop() ->
    receive
        {eval, From, Ref, Form} ->
            form(Form),
            From ! {Ref, done},
            loop()
    end.

-doc false.
%% Evaluates a text that is one form.
evaluate_form(Text) -> form({form, Text, again(Text)}).

form({colon, Command}) ->
    protect(fun() -> purlin_shell_command:colon(Command) end);
form({bad, Text, Info}) -> complain(Text, Info);
form({form, Text, incomplete}) ->
    case purlin_compile:ask(tokens, {<<Text/binary, " .\n">>, {1, 1}, {false, false, false}, true}) of
        {done, {error, Info, _}, _} -> complain(Text, Info);
        _ ->
            status(1),
            tell(["* the input ends before the full stop of: ", Text, $\n])
    end;
form({form, Text, Tokens}) ->
    case Tokens of
        [_] -> ok;
        _ ->
            case purlin_shell_unit:kind(Tokens) of
                {exprs, Exprs} -> exprs({Text, none}, Text, Tokens, Exprs);
                Other -> definition(Text, Other)
            end
    end.

protect(Fun) ->
    try Fun()
    catch
        Class:Reason:Stack -> failed(Class, Reason, Stack)
    end.

definition(Text, {attribute, record, {attribute, _, record, {Name, Fields}}}) ->
    define_record(Name, Text, purlin_shell_command:field_names(Fields)),
    defined(Text);
definition(Text, {attribute, native_record, {attribute, _, native_record, {Name, Fields}}}) ->
    define_record(Name, Text, {native, purlin_shell_command:field_names(Fields)}),
    defined(Text);
definition(Text, {attribute, Kind, {attribute, _, _, Data}}) when Kind =:= spec; Kind =:= callback ->
    case Data of
        {{F, A}, _} when Kind =:= spec -> ets:insert(?MODULE, {{s, {F, A}}, Text});
        _ -> ok
    end,
    defined(Text);
definition(Text, {attribute, _, {attribute, _, _, {Name, _, Vars}}}) ->
    ets:match_delete(?MODULE, {{t, '_'}, '_', {Name, length(Vars)}}),
    ets:insert(?MODULE, {{t, order()}, [Text, $\n], {Name, length(Vars)}}),
    defined(Text);
definition(Text, {function, F, A, Form}) ->
    Before = ets:lookup(?MODULE, {f, {F, A}}),
    ets:insert(?MODULE, {{f, {F, A}}, order(), Text, Form}),
    case load_local() of
        ok -> defined(Text);
        error ->
            ets:delete(?MODULE, {f, {F, A}}),
            ets:insert(?MODULE, Before),
            ok
    end;
definition(Text, bad) ->
    Source = ["-module(shell_eval). -export([run/0]).\n", ?WRAP, "begin\n", binary:part(Text, 0, byte_size(Text) - 1), "\nend}.\n"],
    case compiled(shell_eval, Source) of
        {error, Rendered} ->
            %% what closes nothing may close what stands around the text, which is nobody's business
            case binary:match(iolist_to_binary(Rendered), <<?WRAP>>) of
                nomatch -> refused(Rendered);
                _ -> complain(Text, syntax_error(Text))
            end;
        {ok, _} -> ok
    end;
definition(Text, _) ->
    complain(Text, {{1, 1}, erl_parse, ["this attribute has no meaning at the prompt: -record, -type and -spec do", ""]}).

syntax_error(Text) ->
    case erl_parse:parse_exprs(again(Text)) of
        {error, Info} -> Info;
        {ok, _} -> {{1, 1}, erl_parse, ["syntax error", ""]}
    end.

%% A definition's answer is `ok`, as that of rd/2.
defined(Text) -> answer(Text, ok).

define_record(Name, Text, Fields) ->
    ets:insert(?MODULE, {{r, Name}, order(), [Text, $\n], Fields}).

order() -> ets:update_counter(?MODULE, order, 1, {order, 0}).

%% The module of the functions that were defined here, made anew.
load_local() ->
    Functions = [{FA, Text, Form} || {_, FA, Text, Form} <-
                    lists:sort([{Order, FA, T, F} || {{f, FA}, Order, T, F} <- ets:match_object(?MODULE, {{f, '_'}, '_', '_', '_'})])],
    Specs = [[Text, $\n] || {FA, _, _} <- Functions, {_, Text} <- ets:lookup(?MODULE, {s, FA})],
    case Functions of
        [] ->
            code:purge(?LOCAL),
            code:delete(?LOCAL),
            ok;
        _ ->
            case compile(?LOCAL, purlin_shell_unit:local_source(?LOCAL, Functions, Specs, environment([]))) of
                {ok, Code} ->
                    code:purge(?LOCAL),
                    {module, _} = erlang:load_module(?LOCAL, Code),
                    ok;
                error -> error
            end
    end.

environment(Bound) ->
    #{bound => Bound,
      types => [Text || {_, Text, _} <- ets:match_object(?MODULE, {{t, '_'}, '_', '_'})],
      records => [Text || {_, Text} <- lists:sort([{Order, T} || {_, Order, T, _} <- ets:match_object(?MODULE, {{r, '_'}, '_', '_', '_'})])],
      resolve => fun resolve/1}.

%% Where a function without a module leads to.
resolve({F, A} = FA) ->
    case ets:member(?MODULE, {f, FA}) of
        true -> {?LOCAL, F};
        false ->
            case purlin_shell_command:is_command(F, A) of
                true -> {?MODULE, command, F};
                false -> resolve_elsewhere(FA)
            end
    end.

resolve_elsewhere({F, A} = FA) ->
    case [M || M <- [user_default, shell_default], has(M, F, A)] of
        [M | _] -> {M, F};
        [] ->
            case erl_internal:bif(F, A) orelse FA =:= {record_info, 2} of
                true -> none;
                false -> {?MODULE, undefined_command, F}
            end
    end.

has(M, F, A) -> is_tuple(code:ensure_loaded(M)) andalso erlang:function_exported(M, F, A).

-doc false.
command(F, Args) -> apply(purlin_shell_command, F, Args).

-doc false.
undefined_command(F, Args) -> erlang:raise(error, {shell_undef, F, length(Args)}, [{?MODULE, undefined_command, 2, []}]).

%% ---------------------------------------------------------------------------------------------------------
%% Expressions

%% Whole is the text that was typed and, once f(X) has parted its expressions, what was bound before: if a later part
%% fails nothing of it has happened.
exprs({Typed, _} = Whole, Text, Tokens, Exprs) ->
    case purlin_shell_command:special(Exprs, Text, Tokens) of
        {answer, Value} -> answer(Typed, Value);
        {forget, Names, Rest} ->
            Kept = case Rest of none -> Whole; _ -> saved(Whole) end,
            purlin_shell_command:forget(Names),
            case Rest of
                none -> answer(Typed, ok);
                _ -> part(Kept, Rest, fun(Ts, Es) -> exprs(Kept, Rest, Ts, Es) end)
            end;
        {first, Before, Rest} ->
            Kept = saved(Whole),
            Go = fun(_) -> part(Kept, Rest, fun(Ts, Es) -> exprs(Kept, Rest, Ts, Es) end) end,
            part(Kept, Before, fun(_, Es) -> evaluate(Kept, Before, Es, Go) end);
        {again, Older} -> form({form, Older, again(Older)});
        {error, Message} ->
            restore(Whole),
            problem(Message);
        {record, Name, Definition} ->
            case record(Definition) of
                {ok, Fields} ->
                    define_record(Name, Definition, Fields),
                    answer(Typed, Name);
                error -> ok
            end;
        no -> evaluate(Whole, Text, Exprs, fun(Value) -> answer(Typed, Value) end)
    end.

part(Whole, Text, Then) ->
    Tokens = again(Text),
    case purlin_shell_unit:kind(Tokens) of
        {exprs, Exprs} -> Then(Tokens, Exprs);
        Other ->
            restore(Whole),
            definition(Text, Other)
    end.

saved({Typed, none}) -> {Typed, bindings()};
saved(Whole) -> Whole.

restore({_, none}) -> ok;
restore({_, Bindings}) ->
    purlin_shell_command:forget(all),
    [bind(N, V) || {N, V} <- Bindings],
    ok.

again(Text) ->
    case purlin_compile:ask(tokens, {<<Text/binary, "\n">>, {1, 1}, {false, false, false}, true}) of
        {done, {ok, Tokens, _}, _} -> Tokens;
        {done, {error, Info, _}, _} ->
            complain(Text, Info),
            [none]
    end.

record(Definition) ->
    Tokens = again(iolist_to_binary(Definition)),
    case purlin_shell_unit:kind(Tokens) of
        {attribute, record, {attribute, _, record, {_, Fields}}} -> {ok, purlin_shell_command:field_names(Fields)};
        _ ->
            problem("bad record definition"),
            error
    end.

evaluate(Whole, Text, Exprs, Then) ->
    reap(),
    Module = eval_module(),
    Bound = [N || N <- purlin_shell_unit:vars(Exprs), ets:member(?MODULE, {b, N})],
    Source = purlin_shell_unit:source(Module, Text, Exprs, environment(Bound)),
    case compile(Module, Source) of
        {ok, Code} ->
            {module, Module} = erlang:load_module(Module, Code),
            Values = #{N => binding(N) || N <- Bound},
            HasFun = purlin_shell_unit:has_fun(Exprs),
            case HasFun of
                true -> retain(Module, purlin_shell_unit:keeps_funs(Exprs));
                false -> set(last_module, Module)
            end,
            run(Module, Values, Whole, Then);
        error -> restore(Whole)
    end.

run(Module, Values, {Typed, _} = Whole, Then) ->
    T0 = erlang:monotonic_time(nanosecond),
    try Module:run(Values) of
        {Value, News} ->
            set(last_time, erlang:monotonic_time(nanosecond) - T0),
            [bind(N, V) || {N, V} <- News],
            Then(Value)
    catch
        Class:Reason:Stack ->
            restore(Whole),
            remember(Typed, {'EXIT', {Reason, own(Stack)}}),
            failed(Class, Reason, Stack)
    end.

binding(Name) -> fetch({b, Name}).

bind(Name, Value) -> ets:insert(?MODULE, {{b, Name}, Value}).

-doc false.
bindings() -> [{N, V} || {{b, N}, V} <- ets:match_object(?MODULE, {{b, '_'}, '_'})].

-doc false.
records() ->
    [{N, Fields} || {{r, N}, _, _, Fields} <- ets:match_object(?MODULE, {{r, '_'}, '_', '_', '_'}), is_list(Fields)].

-doc false.
functions() -> [FA || {{f, FA}, _, _, _} <- ets:match_object(?MODULE, {{f, '_'}, '_', '_', '_'})].

%% ---- names of throwaway modules

%% A name nobody uses.
eval_module() ->
    case set(last_module, undefined) of
        undefined -> fresh_module(1);
        Module ->
            case free(Module) of
                true -> Module;
                false ->
                    retain(Module, true),
                    fresh_module(1)
            end
    end.

free(Module) ->
    _ = erlang:module_loaded(Module) andalso erlang:delete_module(Module),
    code:soft_purge(Module).

fresh_module(N) ->
    Module = list_to_atom(?EVAL ++ case N of 1 -> ""; _ -> integer_to_list(N) end),
    Used = ets:member(?MODULE, {m, Module}) orelse erlang:module_loaded(Module) orelse not code:soft_purge(Module),
    case Used of
        true -> fresh_module(N + 1);
        false -> Module
    end.

retain(Module, Keeps) -> ets:insert(?MODULE, {{m, Module}, Keeps, order()}).

%% Frees modules whose funs are gone.
reap() ->
    case ets:match_object(?MODULE, {{m, '_'}, '_', '_'}) of
        [] -> ok;
        Retained ->
            Held = held([V || {{K, _}, V} <- ets:select(?MODULE, [{{{b, '_'}, '_'}, [], ['$_']}, {{{v, '_'}, '_'}, [], ['$_']}]), is_atom(K)], #{}),
            [drop(M) || {{m, M}, false, _} <- Retained, not is_map_key(M, Held)],
            Kept = lists:keysort(3, [Row || {{m, M}, true, _} = Row <- Retained, not is_map_key(M, Held)]),
            [drop(M) || {{m, M}, _, _} <- lists:sublist(Kept, max(0, length(Kept) - ?MAX_RETAINED))],
            ok
    end.

drop(Module) ->
    free(Module) andalso ets:delete(?MODULE, {m, Module}).

%% The modules of funs within terms.
held([T | Ts], Acc) -> held(Ts, held(T, Acc));
held(T, Acc) when is_tuple(T) -> held(tuple_to_list(T), Acc);
held(T, Acc) when is_map(T) -> maps:fold(fun(K, V, A) -> held(V, held(K, A)) end, Acc, T);
held(T, Acc) when is_function(T) ->
    {module, M} = erlang:fun_info(T, module),
    case erlang:fun_info(T, env) of
        {env, Env} -> held(Env, Acc#{M => true});
        _ -> Acc#{M => true}
    end;
held(_, Acc) -> Acc.

compile(Module, Source) ->
    case compiled(Module, Source) of
        {ok, Code} -> {ok, Code};
        {error, Rendered} -> refused(Rendered)
    end.

compiled(Module, Source) ->
    purlin_compile:ask(shell, {atom_to_binary(Module), unicode:characters_to_binary(Source), colour()}).

refused(Rendered) ->
    status(1),
    tell(Rendered),
    error.

colour() -> setting(colour, false).

%% ---------------------------------------------------------------------------------------------------------
%% Answers

answer(Text, Value) ->
    remember(Text, Value),
    setting(silent, false) =:= true orelse show(Value),
    ok.

show(Value) ->
    Shown = print(Value),
    put_answer([Shown, $\n]),
    IsElided = setting(mode, pipe) =:= terminal andalso setting(depth, ?DEPTH) =/= -1 andalso not setting(told_of_rp, false)
        andalso string:find(Shown, "...") =/= nomatch,
    case IsElided of
        true ->
            set(told_of_rp, true),
            put_answer(dim(io_lib:format("% shortened; rp(v(~w)). shows all of it~n", [setting(n, 1) - 1])));
        false -> ok
    end.

%% The server prints, as this process may be ended by what it started before it comes to that.
put_answer(Text) ->
    Ref = make_ref(),
    ?MODULE ! {show, self(), Ref, Text},
    receive {Ref, shown} -> ok end.

dim(Text) ->
    case colour() of
        true -> ["\e[2m", Text, "\e[0m"];
        false -> Text
    end.

-doc false.
%% A term as the shell shows it.
print(Value) ->
    Fields = maps:from_list([{{N, length(Fs)}, Fs} || {N, Fs} <- records()]),
    IsRecord = fun(Name, N) ->
                       case Fields of
                           #{{Name, N} := Names} -> Names;
                           #{} -> no
                       end
               end,
    Shown = io_lib_pretty:print(Value, [{column, 1}, {line_length, columns()}, {depth, setting(depth, ?DEPTH)}, {line_max_chars, 60},
                                {strings, setting(strings, true)}, {record_print_fun, IsRecord}, {encoding, unicode}]),
    case colour() of
        true -> purlin_shell_colour:term(unicode:characters_to_binary(Shown));
        false -> Shown
    end.

columns() ->
    case setting(columns, undefined) of
        undefined -> terminal_columns();
        N -> N
    end.

terminal_columns() ->
    case io:columns() of
        {ok, N} -> max(20, N);
        _ -> 80
    end.

remember(Text, Value) ->
    N = setting(n, 1),
    ets:insert(?MODULE, [{{c, N}, Text}, {{v, N}, Value}, {n, N + 1}]),
    ets:delete(?MODULE, {c, N - setting(history, ?KEPT)}),
    ets:delete(?MODULE, {v, N - setting(results, ?KEPT)}).

%% A command that was cut short counts too.
counted(N) -> setting(n, 1) =:= N andalso set(n, N + 1).

complain(Text, {Place, Module, Descriptor}) ->
    Message = try Module:format_error(Descriptor) catch _:_ -> io_lib:format("~tp", [Descriptor]) end,
    {L, C} = case Place of
        {_, _} -> Place;
        _ -> {Place, 1}
    end,
    Lines = binary:split(Text, <<"\n">>, [global]),
    Shown = case L =< length(Lines) of
        true -> [lists:nth(L, Lines), $\n, lists:duplicate(max(0, C - 1), $\s), "^\n"];
        false -> []
    end,
    status(1),
    tell([io_lib:format("* ~w:~w: ", [L, C]), Message, $\n, Shown]).

problem(Message) ->
    status(1),
    tell(["* ", Message, $\n]).

%% The status a script ends with.
status(N) -> _ = set(status, N), ok.

%% What goes wrong is told where answers go on a terminal; in a pipe, on standard error.
tell(Text) ->
    case setting(mode, pipe) of
        terminal -> io:put_chars(erlang:whereis(user), Text);
        pipe -> io:put_chars(standard_error, Text)
    end.

failed(Class, Reason, Stack) ->
    status(1),
    Text = case Reason of
        {shell_undef, F, A} when Class =:= error ->
            ["exception error: undefined shell command ", io_lib:format("~tw/~w", [F, A]), suggestion(F, A)];
        {no_result, N} when Class =:= error ->
            io_lib:format("command ~w: there is none, or its result is no longer kept (results(N) sets how many are)", [N]);
        _ ->
            Own = own(Stack),
            [erl_error:format_exception(Class, Reason, Own, #{column => 4, stack_trim_fun => fun(_, _, _) -> false end}),
             hint(Class, Reason, Own)]
    end,
    {Red, Plain} = case colour() of
        true -> {"\e[31m", "\e[0m"};
        false -> {"", ""}
    end,
    tell([Red, "** ", Text, Plain, $\n]).

%% The frames above the evaluation.
own(Stack) ->
    lists:takewhile(fun({M, F, _, _}) -> not (M =:= ?MODULE andalso (F =:= run orelse F =:= protect)) end,
                    [Frame || {M, F, _, _} = Frame <- Stack, not (F =:= run andalso is_eval(M))]).

is_eval(Module) -> lists:prefix(?EVAL, atom_to_list(Module)).

%% What may have been meant by a function that does not exist.
hint(error, undef, [{M, F, As, _} | _]) ->
    case code:ensure_loaded(M) of
        {module, _} ->
            Exports = M:module_info(exports),
            case lists:sort([A || {G, A} <- Exports, G =:= F]) of
                [] -> near(atom_to_list(F), [atom_to_list(G) || {G, _} <- Exports], [atom_to_list(M), $:]);
                Arities ->
                    ["\n   hint: ", io_lib:format("~tw:~tw", [M, F]), " takes ",
                     lists:join(" or ", [integer_to_list(A) || A <- Arities]), " arguments, not ",
                     integer_to_list(if is_list(As) -> length(As); true -> As end)]
            end;
        _ ->
            case near(atom_to_list(M), purlin_shell_doc:library(), "") of
                "" -> ["\n   hint: there is no module ", atom_to_list(M), ": compile it with c(", atom_to_list(M), ")"];
                Near -> Near
            end
    end;
hint(_, _, _) -> "".

near(Name, Known, Before) ->
    Scores = [{likeness(Name, lists:sort(Name), K), K} || K <- lists:usort(Known)],
    case lists:reverse(lists:sort(Scores)) of
        [{S, K} | _] when S > 0.8 -> ["\n   hint: is ", Before, K, " meant?"];
        _ -> ""
    end.

%% The same letters in another order are as good as equal.
likeness(Name, Letters, Known) ->
    case lists:sort(Known) of
        Letters -> 1.0;
        _ -> string:jaro_similarity(Name, Known)
    end.

suggestion(F, A) ->
    Name = atom_to_list(F),
    Known = purlin_shell_command:names() ++ [atom_to_list(G) || {{f, {G, _}}, _, _, _} <- ets:match_object(?MODULE, {{f, '_'}, '_', '_', '_'})],
    case lists:member(Name, Known) of
        true -> ["\n   hint: ", Name, " takes another number of arguments: help() lists the commands"];
        false ->
            case near(Name, [K || K <- Known, length(K) > 1], "") of
                "" -> io_lib:format("\n   hint: define it here (~tw(~ts) -> ...) or name its module (some_module:~tw(...))",
                                    [F, lists:join(", ", ["X" ++ integer_to_list(I) || I <- lists:seq(1, A)]), F]);
                Near -> Near
            end
    end.
