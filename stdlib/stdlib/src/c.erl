%% What one asks a shell for: compiling and loading, where one is, processes, memory, documentation.
%%
%% c/1,2 compile and load without writing a file.
-module(c).
-moduledoc "Commands of the shell.".
-export([pwd/0, cd/1, flush/0, pid/3, memory/0, memory/1, q/0, c/1, c/2, l/1, lc/1, lm/0, nc/1, ls/0, ls/1, m/0, m/1, mm/0, i/0, i/1,
         i/3, regs/0, bt/1, uptime/0, h/1, h/2, h/3, ht/1, hcb/1, help/0, table/0]).

-doc false.
%% {Call, What it does}, as help/0 shows it.
table() ->
    [{"bt(Pid)", "stack backtrace of a process"},
     {"c(Mod)", "compile and load a module or file"},
     {"c(Mod, Opts)", "likewise, with options"},
     {"cd(Dir)", "change the working directory"},
     {"flush()", "show and drop the messages sent to the shell"},
     {"h(M)", "documentation of a module"},
     {"h(M, F)", "documentation of a function"},
     {"h(M, F, A)", "documentation of a function of an arity"},
     {"i()", "the processes"},
     {"i(Pid)", "information about a process"},
     {"i(X, Y, Z)", "information about process <X.Y.Z>"},
     {"l(Mod)", "load or reload a module"},
     {"lc(Files)", "compile and load several files"},
     {"ls()", "files of the working directory"},
     {"ls(Dir)", "files of a folder"},
     {"m()", "which modules are loaded"},
     {"m(Mod)", "information about a module"},
     {"memory()", "memory in use"},
     {"memory(Kind)", "memory in use, of a kind"},
     {"pid(X, Y, Z)", "the pid <X.Y.Z>"},
     {"pwd()", "the working directory"},
     {"q()", "leave: init:stop()"},
     {"regs()", "registered processes"},
     {"uptime()", "time since the start"}].

-doc "What can be done here.".
help() -> purlin_shell_command:help().

%% ---------------------------------------------------------------------------------------------------------
%% Folders

-doc "Prints the current directory.".
pwd() ->
    case file:get_cwd() of
        {ok, Dir} -> io:put_chars([fixed(Dir), $\n]);
        {error, Reason} -> io:format("Cannot determine current directory: ~ts~n", [file:format_error(Reason)])
    end.

fixed(Dir) when is_binary(Dir) -> io_lib:format("~tp", [Dir]);
fixed(Dir) -> Dir.

-doc "Changes the current directory and prints it.".
cd(Dir) ->
    _ = file:set_cwd(Dir),
    pwd().

-doc "Prints the files of the current directory.".
ls() -> ls(".").

-doc "Prints the files of a folder, or the file.".
ls(Dir) when is_atom(Dir) -> ls(atom_to_list(Dir));
ls(Dir) ->
    case file:list_dir(Dir) of
        {ok, Names} -> columns(lists:sort([fixed(N) || N <- Names]));
        {error, enotdir} -> io:put_chars([Dir, $\n]);
        {error, Reason} -> io:format("~ts~n", [file:format_error(Reason)])
    end.

%% Texts in columns of one width, row by row.
columns([]) -> ok;
columns(Texts) ->
    Width = lists:max([string:length(T) || T <- Texts]) + 5,
    Per = max(1, width() div Width),
    rows(Texts, Per, Width).

width() ->
    case io:columns() of
        {ok, N} -> N;
        _ -> 80
    end.

rows([], _, _) -> ok;
rows(Texts, Per, Width) ->
    {Row, Rest} = lists:split(min(Per, length(Texts)), Texts),
    io:put_chars([string:trim([string:pad(T, Width) || T <- Row], trailing), $\n]),
    rows(Rest, Per, Width).

%% ---------------------------------------------------------------------------------------------------------
%% Code

-doc "Compiles and loads a module or file.".
c(File) -> c(File, []).

-doc "Compiles and loads a module or file, with options of the compiler.".
c(Name, Option) when not is_list(Option) -> c(Name, [Option]);
c(Name, Options) ->
    case is_atom(Name) andalso not filelib:is_regular(source(Name)) andalso code:which(Name) of
        false -> compiled(Name, Options);
        non_existing -> {error, non_existing};
        _ -> {error, no_source}
    end.

compiled(Name, Options) ->
    Headers = [{i, Dir} || Dir <- ["include", "src"], filelib:is_dir(Dir)],
    case compile:file(source(Name), [binary, report | Options] ++ Headers) of
        {ok, Module, Code} -> loaded(Module, Code);
        {ok, Module, Code, _} -> loaded(Module, Code);
        Error -> failed(Error)
    end.

failed({error, _, _}) -> error;
failed(Error) -> Error.

%% A module is looked for where its source was, then here, then in the folders sources usually are in.
source(Name) when is_atom(Name) ->
    Base = atom_to_list(Name) ++ ".erl",
    Known = case erlang:module_loaded(Name) of
                true -> [S || [_ | _] = S <- [code:which(Name)]];
                false -> []
            end,
    case [F || F <- Known ++ [Base, "src/" ++ Base, "test/" ++ Base], filelib:is_regular(F)] of
        [File | _] -> File;
        [] -> Base
    end;
source(Name) -> Name.

loaded(Module, Code) ->
    code:purge(Module),
    case code:load_binary(Module, "", Code) of
        {module, Module} -> {ok, Module};
        Error -> Error
    end.

-doc "Compiles and loads several files; false if one does not compile.".
lc(Files) -> lists:all(fun(F) -> c(F) =/= error end, Files).

-doc "Compiles and loads.".
nc(File) -> c(File).

-doc "Loads a module anew.".
l(Module) ->
    code:purge(Module),
    code:load_file(Module).

-doc "Loads the modules that changed.".
lm() -> [l(M) || M <- mm()].

-doc "The modules that changed since they were loaded.".
mm() -> code:modified_modules().

-doc "Prints the modules that are loaded.".
m() ->
    Rows = lists:sort([{atom_to_list(M), File} || {M, File} <- code:all_loaded()]),
    io:format("~-22s ~s~n", ["Module", "File"]),
    [io:put_chars([string:pad(M, 22), $\s, shown(F), $\n]) || {M, F} <- Rows],
    ok.

shown("") -> "(built in)";
shown(File) -> File.

-doc "Prints what is known of a module.".
m(Module) ->
    case code:ensure_loaded(Module) of
        {module, _} ->
            Info = Module:module_info(),
            io:format("Module: ~tw~n", [Module]),
            [io:format("MD5: ~ts~n", [binary:encode_hex(Md5, lowercase)]) || {md5, Md5} <- Info, is_binary(Md5)],
            io:format("Source file: ~ts~n", [shown(code:which(Module))]),
            io:format("Exports: ~n"),
            columns([io_lib:format("~tw/~w", [F, A]) || {F, A} <- lists:sort(Module:module_info(exports))]);
        {error, Reason} -> {error, Reason}
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Processes

-doc "Prints the processes.".
i() ->
    Line = fun(A, B, C, D, E) -> io:put_chars([cut(A, 22), cut(B, 32), right(C, 10), right(D, 9), right(E, 5), $\n]) end,
    Line("Pid", "Initial Call", "Heap", "Reds", "Msgs"),
    Second = fun(A, B, C) -> io:put_chars([string:trim([cut(A, 22), cut(B, 32), right(C, 10)], trailing), $\n]) end,
    Second("Registered", "Current Function", "Stack"),
    Totals = [begin
         [Heap, Reds, Msgs, Stack] = [proplists:get_value(K, Info, 0) || K <- [heap_size, reductions, message_queue_len, stack_size]],
         Line(pid_to_list(Pid), mfa(initial(Info)), number(Heap), number(Reds), number(Msgs)),
         Second(name(Info), mfa(proplists:get_value(current_function, Info)), number(Stack)),
         {Heap, Reds, Msgs, Stack}
     end || Pid <- processes(), Info <- [about(Pid)], Info =/= undefined],
    Sum = fun(N) -> number(lists:sum([element(N, T) || T <- Totals])) end,
    Line("Total", "", Sum(1), Sum(2), Sum(3)),
    Second("", "", Sum(4)),
    ok.

about(Pid) ->
    erlang:process_info(Pid, [registered_name, initial_call, current_function, heap_size, stack_size, reductions, message_queue_len,
                              dictionary]).

%% proc_lib notes what a process was really started with.
initial(Info) ->
    case proplists:get_value('$initial_call', proplists:get_value(dictionary, Info, [])) of
        undefined -> proplists:get_value(initial_call, Info);
        Call -> Call
    end.

mfa({M, F, A}) -> io_lib:format("~tw:~tw/~w", [M, F, arity(A)]);
mfa(_) -> "".

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

name(Info) ->
    case proplists:get_value(registered_name, Info) of
        Name when is_atom(Name), Name =/= undefined -> atom_to_list(Name);
        _ ->
            case proplists:get_value('$process_label', proplists:get_value(dictionary, Info, [])) of
                undefined -> "";
                Label -> io_lib:format("~0tp", [Label])
            end
    end.

number(N) -> integer_to_list(N).

cut(Text, N) -> string:pad(string:slice(Text, 0, N - 1), N).

right(Text, N) -> string:pad(Text, N, leading).

-doc "What is known of a process.".
i(Pid) when is_pid(Pid) -> erlang:process_info(Pid);
i(Name) when is_atom(Name) -> i(whereis(Name)).

-doc "Likewise, the pid given by its numbers.".
i(A, B, C) -> i(pid(A, B, C)).

-doc "Prints the registered processes.".
regs() ->
    Line = fun(A, B, C, D, E) -> io:put_chars([cut(A, 22), cut(B, 13), cut(C, 28), right(D, 9), right(E, 5), $\n]) end,
    io:put_chars("\n** Registered processes **\n"),
    Line("Name", "Pid", "Initial Call", "Reds", "Msgs"),
    [Line(atom_to_list(Name), pid_to_list(Pid), mfa(initial(Info)), number(proplists:get_value(reductions, Info)),
          number(proplists:get_value(message_queue_len, Info)))
     || Name <- lists:sort(registered()), Pid <- [whereis(Name)], is_pid(Pid), Info <- [about(Pid)], Info =/= undefined],
    ok.

-doc "Prints where a process is.".
bt(Pid) ->
    case erlang:process_info(Pid, current_stacktrace) of
        {_, Frames} ->
            [io:format("~tw:~tw/~w~ts~n", [M, F, arity(A), place(Where)]) || {M, F, A, Where} <- Frames],
            ok;
        undefined -> undefined
    end.

place(Where) ->
    case {lists:keyfind(file, 1, Where), lists:keyfind(line, 1, Where)} of
        {{_, File}, {_, Line}} -> io_lib:format(" (~ts:~w)", [File, Line]);
        _ -> ""
    end.

-doc "Prints the messages that wait for the process, and takes them.".
flush() ->
    receive
        Message ->
            io:format("Shell got ~tp~n", [Message]),
            flush()
    after 0 -> ok
    end.

-doc "The pid of three numbers.".
pid(A, B, C) when is_integer(A), is_integer(B), is_integer(C) ->
    list_to_pid(lists:append(["<", integer_to_list(A), ".", integer_to_list(B), ".", integer_to_list(C), ">"])).

-doc "The memory in use, by kind.".
memory() -> erlang:memory().

-doc "The memory in use, of some kinds.".
memory(Kinds) -> erlang:memory(Kinds).

-doc "Prints how long the machine has run.".
uptime() ->
    {Ms, _} = erlang:statistics(wall_clock),
    {D, {H, M, S}} = calendar:seconds_to_daystime(Ms div 1000),
    Parts = [[number(N), $\s, Unit, case N of 1 -> ""; _ -> "s" end] || {N, Unit} <- [{D, "day"}, {H, "hour"}, {M, "minute"}, {S, "second"}],
             N > 0 orelse Unit =:= "second"],
    io:put_chars([lists:join(", ", Parts), $\n]).

-doc "Ends the machine.".
q() -> init:stop().

%% ---------------------------------------------------------------------------------------------------------
%% Documentation

-doc "Prints the documentation of a module.".
h(Module) -> purlin_shell_doc:show(Module).

-doc "Prints the documentation of a function.".
h(Module, Function) -> purlin_shell_doc:show(Module, Function).

-doc "Prints the documentation of a function of an arity.".
h(Module, Function, Arity) -> purlin_shell_doc:show(Module, Function, Arity).

-doc "Prints the types of a module.".
ht(Module) -> purlin_shell_doc:types(Module).

-doc "Prints the callbacks of a module.".
hcb(Module) -> purlin_shell_doc:callbacks(Module).
