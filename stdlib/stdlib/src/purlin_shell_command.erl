%% Commands of the shell that concern the shell itself: bindings, results, records, local functions; and those that begin
%% with a colon. What is not about the shell is in `c`. The table they work on is the shell's (see there).
-module(purlin_shell_command).
-moduledoc false.
-export([is_command/2, names/0, special/3, forget/1, field_names/1, colon/1, table/0]).
-export([b/0, ff/0, ff/2, fl/0, h/0, history/1, results/1, strings/1, catch_exception/1, v/1, rr/1, rr/2, rr/3, rf/0, rf/1, rl/0,
         rl/1, rp/1, lf/0, lr/0, lt/0, tf/0, tf/1, exit/0, help/0]).

-define(T, shell).

%% Commands: {Call, What it does}. The first block needs the shell.
table() ->
    [{"b()", "display all variable bindings"},
     {"e(N)", "repeat command N"},
     {"f()", "forget all variable bindings"},
     {"f(X)", "forget the binding of variable X"},
     {"ff()", "forget all functions defined here"},
     {"ff(F, A)", "forget function F/A defined here"},
     {"fl()", "forget all functions, types and records defined here"},
     {"h()", "history"},
     {"lf()", "list functions defined here"},
     {"lr()", "list records"},
     {"lt()", "list types defined here"},
     {"rd(R, D)", "define a record"},
     {"rf()", "remove all record definitions"},
     {"rf(R)", "remove the definition of record R"},
     {"rl()", "display all record definitions"},
     {"rl(R)", "display the definition of record R"},
     {"rp(Term)", "display Term in full"},
     {"rr(File)", "read record definitions from a file or module"},
     {"rr(File, R)", "read the definitions of some records"},
     {"tf()", "forget all types defined here"},
     {"tf(T)", "forget type T defined here"},
     {"v(N)", "the value of command N (-1: the last one)"},
     {"history(N)", "set how many commands to keep"},
     {"results(N)", "set how many results to keep"},
     {"strings(B)", "show lists of characters as strings, or not"},
     {"catch_exception(B)", "accepted; the evaluator outlives exceptions anyway"},
     {"exit()", "leave the shell"},
     {"help()", "this text"}].

colons() ->
    [{":help", "this text"},
     {":time EXPR.", "evaluate and tell time, reductions and memory"},
     {":doc NAME", "documentation of a module, Module:Function or Module:Function/Arity"},
     {":type EXPR.", "evaluate and describe the value's type"},
     {":all EXPR.", "evaluate and show the value in full"},
     {":quit", "leave"}].

names() -> lists:usort([hd(string:split(Call, "(")) || {Call, _} <- table() ++ c:table()]).

is_command(F, A) ->
    lists:member({F, A}, [{b, 0}, {ff, 0}, {ff, 2}, {fl, 0}, {h, 0}, {history, 1}, {results, 1}, {strings, 1}, {catch_exception, 1},
                          {v, 1}, {rr, 1}, {rr, 2}, {rr, 3}, {rf, 0}, {rf, 1}, {rl, 0}, {rl, 1}, {rp, 1}, {lf, 0}, {lr, 0},
                          {lt, 0}, {tf, 0}, {tf, 1}, {exit, 0}, {help, 0}]).

%% ---------------------------------------------------------------------------------------------------------
%% Commands that do not evaluate their arguments

special([{call, _, {atom, _, e}, [N]}], _, _) -> again(number(N));
special([{call, _, {atom, _, rd}, [{atom, _, Name}, _]}], Text, _) -> {record, Name, definition(Text)};
special([{call, _, {atom, _, f}, []} | More], Text, Tokens) -> {forget, all, rest(More, Text, Tokens)};
special([{call, _, {atom, _, f}, [{var, _, Name}]} | More], Text, Tokens) -> {forget, [Name], rest(More, Text, Tokens)};
special([{call, _, {atom, _, f}, [_]} | _], _, _) -> {error, "f(X) wants the name of a variable"};
special([_ | More], Text, Tokens) ->
    case lists:dropwhile(fun(E) -> not is_forget(E) end, More) of
        [] -> no;
        [Forget | _] ->
            {Before, Rest} = cut(Forget, Text, Tokens),
            {first, <<Before/binary, ".">>, Rest}
    end;
special(_, _, _) -> no.

is_forget({call, _, {atom, _, f}, Args}) -> length(Args) =< 1;
is_forget(_) -> false.

number({integer, _, N}) -> N;
number({op, _, '-', {integer, _, N}}) -> -N;
number(_) -> none.

again(N) when is_integer(N) ->
    case ets:lookup(?T, {c, absolute(N)}) of
        [{_, Text}] -> {again, Text};
        [] -> {error, [integer_to_list(N), ": command not found"]}
    end;
again(_) -> {error, "e(N) wants the number of a command"}.

absolute(N) when N < 0 -> shell:setting(n, 1) + N;
absolute(N) -> N.

%% rd(name, {fields}). as -record(name, {fields}).
definition(Text) ->
    <<"rd", Args/binary>> = Text,
    ["-record", Args].

%% The text after the first expression of several.
rest([], _, _) -> none;
rest([Next | _], Text, Tokens) -> element(2, cut(Next, Text, Tokens)).

%% The text on both sides of the comma before an expression: the last one, as only parentheses can stand between them.
cut(Next, Text, Tokens) ->
    Place = first_place(Next),
    {Line, Column} = lists:max([P || {',', P} <- Tokens, P < Place]),
    {Above, [At | Below]} = lists:split(Line - 1, binary:split(Text, <<"\n">>, [global])),
    {iolist_to_binary(lists:join($\n, Above ++ [string:slice(At, 0, Column - 1)])),
     iolist_to_binary(lists:join($\n, [string:slice(At, Column) | Below]))}.

%% The earliest place within an expression.
first_place(Node) -> lists:min(places(Node)).

places({Line, Column}) when is_integer(Line), is_integer(Column) -> [{Line, Column}];
places(Node) when is_tuple(Node) -> lists:append([places(N) || N <- tuple_to_list(Node)]);
places([N | Ns]) -> places(N) ++ places(Ns);
places(_) -> [].

%% ---------------------------------------------------------------------------------------------------------
%% Bindings and results

forget(all) ->
    ets:match_delete(?T, {{b, '_'}, '_'}),
    ok;
forget(Names) ->
    [ets:delete(?T, {b, Name}) || Name <- Names],
    ok.

b() ->
    [io:put_chars([atom_to_binary(Name), " = ", indented(shell:print(Value), length(atom_to_list(Name)) + 3), $\n])
     || {Name, Value} <- lists:sort(shell:bindings())],
    ok.

indented(Text, N) ->
    string:replace(unicode:characters_to_list(Text), "\n", [$\n | lists:duplicate(N, $\s)], all).

v(N) when is_integer(N) ->
    case ets:lookup(?T, {v, absolute(N)}) of
        [{_, Value}] -> Value;
        [] -> erlang:error({no_result, N})
    end.

h() ->
    Commands = lists:sort([{N, Text} || {{c, N}, Text} <- ets:match_object(?T, {{c, '_'}, '_'})]),
    [begin
         io:put_chars([integer_to_list(N), ": ", string:trim(Text, trailing, ".\n "), $\n]),
         [io:put_chars(["-> ", indented(shell:print(V), 3), $\n]) || {_, V} <- ets:lookup(?T, {v, N})]
     end || {N, Text} <- Commands],
    ok.

history(N) when is_integer(N), N >= 0 ->
    trim(c, N),
    shell:history(N).

results(N) when is_integer(N), N >= 0 ->
    trim(v, N),
    shell:results(N).

trim(Kind, N) ->
    Last = shell:setting(n, 1) - N,
    ets:select_delete(?T, [{{{Kind, '$1'}, '_'}, [{'<', '$1', Last}], [true]}]).

strings(Flag) -> shell:strings(Flag).

catch_exception(Flag) -> shell:catch_exception(Flag).

rp(Term) ->
    Depth = shell:set(depth, -1),
    try io:put_chars([shell:print(Term), $\n])
    after shell:set(depth, depth(Depth))
    end.

depth(undefined) -> 30;
depth(N) -> N.

exit() -> c:q().

%% ---------------------------------------------------------------------------------------------------------
%% Functions and types defined at the prompt

functions() -> lists:sort([{Order, FA, Text} || {{f, FA}, Order, Text, _} <- ets:match_object(?T, {{f, '_'}, '_', '_', '_'})]).

lf() ->
    [begin
         [io:put_chars([Spec, $\n]) || {_, Spec} <- ets:lookup(?T, {s, FA})],
         io:put_chars([Text, $\n])
     end || {_, FA, Text} <- functions()],
    ok.

ff() ->
    ets:match_delete(?T, {{f, '_'}, '_', '_', '_'}),
    ets:match_delete(?T, {{s, '_'}, '_'}),
    ok.

ff(F, A) when is_atom(F), is_integer(A) ->
    ets:delete(?T, {f, {F, A}}),
    ets:delete(?T, {s, {F, A}}),
    ok.

lt() ->
    [io:put_chars(Text) || {_, Text, _} <- ets:match_object(?T, {{t, '_'}, '_', '_'})],
    ok.

tf() ->
    ets:match_delete(?T, {{t, '_'}, '_', '_'}),
    ok.

tf(Name) ->
    ets:match_delete(?T, {{t, '_'}, '_', {Name, '_'}}),
    ok.

fl() ->
    ff(),
    tf(),
    rf(),
    ok.

%% ---------------------------------------------------------------------------------------------------------
%% Records

%% The names of the fields of a record's abstract form.
field_names(Fields) -> [field_name(F) || F <- Fields].

field_name({typed_record_field, F, _}) -> field_name(F);
field_name({record_field, _, {atom, _, Name}}) -> Name;
field_name({record_field, _, {atom, _, Name}, _}) -> Name.

rf() ->
    Names = [Name || {Name, _} <- shell:records()],
    ets:match_delete(?T, {{r, '_'}, '_', '_', '_'}),
    lists:sort(Names).

rf('_') -> rf();
rf(Name) when is_atom(Name) -> rf([Name]);
rf(Names) ->
    [ets:delete(?T, {r, Name}) || Name <- Names],
    ok.

lr() -> rl().

rl() ->
    [io:put_chars(Text) || {_, Text} <- lists:sort([{Order, Text} || {_, Order, Text, _} <- ets:match_object(?T, {{r, '_'}, '_', '_', '_'})])],
    ok.

rl(Name) when is_atom(Name) -> rl([Name]);
rl(Names) ->
    [io:put_chars(Text) || Name <- Names, {_, _, Text, _} <- ets:lookup(?T, {r, Name})],
    ok.

rr(File) -> rr(File, '_', []).

rr(File, Names) -> rr(File, Names, []).

rr(File, Name, Options) when is_atom(Name), Name =/= '_' -> rr(File, [Name], Options);
rr(File, Names, _) ->
    case files(File) of
        [] -> {error, nofile};
        Files ->
            Found = lists:append([records_of(F) || F <- Files]),
            Chosen = [R || {Name, _, _} = R <- Found, Names =:= '_' orelse lists:member(Name, Names)],
            [ets:insert(?T, {{r, Name}, order(), [Text, $\n], Fields}) || {Name, Text, Fields} <- Chosen],
            lists:usort([Name || {Name, _, _} <- Chosen])
    end.

order() -> ets:update_counter(?T, order, 1, {order, 0}).

files([First | _] = Files) when is_list(First); is_atom(First) -> lists:append([files(F) || F <- Files]);
files(Module) when is_atom(Module) ->
    case code:which(Module) of
        [_ | _] = File -> existing(File);
        _ -> existing(atom_to_list(Module) ++ ".erl")
    end;
files(Name) ->
    case existing(Name) of
        [] -> existing(Name ++ ".erl") ++ lists:sort(filelib:wildcard(Name));
        Files -> Files
    end.

existing(File) ->
    case filelib:is_regular(File) of
        true -> [File];
        false -> []
    end.

%% The record definitions of a file and of the headers it includes by name.
records_of(File) ->
    case file:read_file(File) of
        {ok, Text} -> definitions(forms(Text), filename:dirname(File));
        _ -> []
    end.

forms(Text) ->
    {Forms, _} = purlin_shell_unit:split(<<Text/binary, "\n">>),
    Forms.

definitions([{form, Text, [{'-', _}, {atom, _, record} | _] = Tokens} | Forms], Folder) ->
    case purlin_shell_unit:kind(Tokens) of
        {attribute, record, {attribute, _, record, {Name, Fields}}} -> [{Name, Text, field_names(Fields)} | definitions(Forms, Folder)];
        _ -> definitions(Forms, Folder)
    end;
definitions([{form, _, [{'-', _}, {atom, _, include}, {'(', _}, {string, _, Header} | _]} | Forms], Folder) ->
    lists:append([records_of(F) || F <- existing(filename:join(Folder, Header)) ++ existing(filename:join([Folder, "..", "include", Header]))])
        ++ definitions(Forms, Folder);
definitions([_ | Forms], Folder) -> definitions(Forms, Folder);
definitions([], _) -> [].

%% ---------------------------------------------------------------------------------------------------------
%% Help and colon commands

help() ->
    io:put_chars(["** commands of the shell **\n", lines(table()), "** commands of module c **\n", lines(c:table()),
                  "** colon commands **\n", lines(colons())]),
    true.

lines(Rows) -> [[string:pad(Call, 18), " -- ", What, $\n] || {Call, What} <- Rows].

colon(Line) ->
    [Command | Rest] = string:split(Line, " "),
    Argument = string:trim(iolist_to_binary(Rest)),
    case Command of
        <<":help">> -> help();
        <<":h">> -> help();
        <<":quit">> -> c:q();
        <<":q">> -> c:q();
        <<":time">> -> evaluate(Argument, fun timed/1);
        <<":type">> -> evaluate(Argument, fun typed/1);
        <<":all">> -> evaluate(Argument, fun all/1);
        <<":doc">> -> doc(Argument);
        _ -> io:put_chars(["* ", Command, " is no command", near(Command), ": try :help\n"])
    end.

near(Command) ->
    Known = [hd(string:split(C, " ")) || {C, _} <- colons()],
    case lists:reverse(lists:sort([{string:jaro_similarity(binary_to_list(Command), K), K} || K <- Known])) of
        [{S, K} | _] when S > 0.75 -> ["; is ", K, " meant?"];
        _ -> ""
    end.

evaluate(<<>>, _) -> io:put_chars("* an expression is missing\n");
evaluate(Text, How) ->
    Whole = case binary:last(Text) of
                $. -> Text;
                _ -> <<Text/binary, ".">>
            end,
    How(Whole).

timed(Text) ->
    {reductions, R1} = erlang:process_info(self(), reductions),
    shell:evaluate_form(Text),
    T = shell:setting(last_time, 0),
    {reductions, R2} = erlang:process_info(self(), reductions),
    {memory, Memory} = erlang:process_info(self(), memory),
    io:format("~ts, ~w reductions, ~w KB in this process~n", [duration(T), R2 - R1, Memory div 1024]).

duration(Ns) when Ns < 10_000 -> io_lib:format("~w ns", [Ns]);
duration(Ns) when Ns < 10_000_000 -> io_lib:format("~.1f us", [Ns / 1.0e3]);
duration(Ns) when Ns < 10_000_000_000 -> io_lib:format("~.1f ms", [Ns / 1.0e6]);
duration(Ns) -> io_lib:format("~.2f s", [Ns / 1.0e9]).

all(Text) ->
    Depth = shell:set(depth, -1),
    try shell:evaluate_form(Text)
    after shell:set(depth, depth(Depth))
    end.

typed(Text) ->
    N = shell:setting(n, 1),
    shell:set(silent, true),
    try shell:evaluate_form(Text)
    after shell:set(silent, false)
    end,
    case ets:lookup(?T, {v, N}) of
        [{_, Value}] -> io:put_chars([type(Value, 4), $\n]);
        [] -> ok
    end.

type(_, 0) -> "term()";
type(V, _) when is_boolean(V) -> "boolean()";
type(V, _) when is_atom(V) -> io_lib:format("~tw", [V]);
type(V, _) when is_integer(V), V >= 0 -> "non_neg_integer()";
type(V, _) when is_integer(V) -> "integer()";
type(V, _) when is_float(V) -> "float()";
type(V, _) when is_binary(V) -> "binary()";
type(V, _) when is_bitstring(V) -> "bitstring()";
type(V, _) when is_function(V) ->
    {arity, A} = erlang:fun_info(V, arity),
    ["fun((", lists:join(", ", lists:duplicate(A, "term()")), ") -> term())"];
type(V, _) when is_pid(V) -> "pid()";
type(V, _) when is_reference(V) -> "reference()";
type(V, _) when is_port(V) -> "port()";
type([], _) -> "[]";
type(V, D) when is_list(V) ->
    case length_of(V) of
        improper -> "nonempty_improper_list(term(), term())";
        _ ->
            case io_lib:printable_unicode_list(V) of
                true -> "string()";
                false -> [$[, union([type(E, D - 1) || E <- lists:sublist(V, 1000)]), $]]
            end
    end;
type(V, D) when is_tuple(V), tuple_size(V) > 0, is_atom(element(1, V)) ->
    Name = element(1, V),
    case lists:keyfind(Name, 1, shell:records()) of
        {_, Fields} when length(Fields) + 1 =:= tuple_size(V) -> ["#", io_lib:format("~tw", [Name]), "{}"];
        _ -> tuple(V, D)
    end;
type(V, D) when is_tuple(V) -> tuple(V, D);
type(V, _) when map_size(V) =:= 0 -> "#{}";
type(V, D) when is_map(V) ->
    Pairs = lists:sublist(lists:sort(maps:to_list(V)), 100),
    case lists:all(fun({K, _}) -> is_atom(K) end, Pairs) of
        true -> ["#{", lists:join(", ", [[io_lib:format("~tw := ", [K]), type(E, D - 1)] || {K, E} <- Pairs]), $}];
        false -> ["#{", union([type(K, D - 1) || {K, _} <- Pairs]), " => ", union([type(E, D - 1) || {_, E} <- Pairs]), $}]
    end.

tuple(V, D) -> [${, lists:join(", ", [type(E, D - 1) || E <- tuple_to_list(V)]), $}].

union(Types) -> lists:join(" | ", lists:usort([unicode:characters_to_list(T) || T <- Types])).

length_of(L) ->
    try length(L)
    catch
        error:badarg -> improper
    end.

doc(<<>>) -> io:put_chars("* the name of a module or function is missing\n");
doc(Name) ->
    case string:split(string:trim(Name, trailing, "."), ":") of
        [M] -> c:h(known_atom(M));
        [M, F] ->
            case string:split(F, "/") of
                [F1, A] -> c:h(known_atom(M), known_atom(F1), binary_to_integer(A));
                _ -> c:h(known_atom(M), known_atom(F))
            end
    end.

known_atom(Text) ->
    try binary_to_existing_atom(Text)
    catch
        error:badarg -> list_to_atom(binary_to_list(Text))
    end.
