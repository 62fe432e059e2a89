%% Command line arguments: parsing by a tree of commands, help texts, running of handlers.
-module(argparse).
-moduledoc "Command line arguments parser.".

-export([format_error/1, format_error/2, help/1, help/2, parse/2, parse/3, run/3, validate/1, validate/2]).

-export_type([arg_map/0, arg_type/0, args/0, argument/0, argument_help/0, argument_name/0, cmd_path/0, command/0,
              command_help/0, handler/0, parse_result/0, parser_error/0, parser_options/0]).

-type args() :: [string() | unicode:chardata()].
-type argument_name() :: atom() | string() | binary().
-type arg_type() :: term().
-type argument_help() :: term().
-type argument() :: map().
-type arg_map() :: #{argument_name() => term()}.
-type handler() :: optional | fun((arg_map()) -> term()) | tuple().
-type command_help() :: list().
-type command() :: map().
-type cmd_path() :: [string()].
-type parser_error() :: {cmd_path(), argument() | undefined, term(), term()}.
-type parser_options() :: map().
-type parse_result() :: {ok, arg_map(), cmd_path(), command()} | {error, parser_error()}.

%% Where a parse stands: options by name, positional arguments to come, and what was found.
-record(state, {prefixes, default, path, command, short = #{}, long = #{}, positional = [], all = [],
                found = #{}, no_digits = true}).

%% ---- checking a specification

-doc false.
validate(Command) -> validate(Command, #{}).

-doc false.
validate(Command, Options) ->
    Prog = progname(Options),
    check_command([{Prog, Command}], [], prefixes(Options)),
    Prog.

prefixes(Options) -> maps:get(prefixes, Options, "-").

progname(#{progname := Name}) when is_atom(Name) -> atom_to_list(Name);
progname(#{progname := Name}) when is_list(Name); is_binary(Name) ->
    case unicode:characters_to_list(Name) of
        Chars when is_list(Chars) -> Chars;
        _ -> error(badarg)
    end;
progname(#{progname := _}) -> error(badarg);
progname(_) ->
    case init:get_argument(progname) of
        {ok, [[Name]]} -> filename:basename(Name);
        _ -> "erl"
    end.

-spec bad(atom(), [string()], atom(), term()) -> no_return().
bad(What, Path, Field, Reason) -> error({?MODULE, What, Path, Field, Reason}).

%% Path is reversed; Outer are the arguments of the commands above.
check_command([{Name, Command} | _], Path0, Prefixes) -> check_command(Command, Name, Path0, [], Prefixes).

check_command(Command, Name, Path0, _, _) when not is_map(Command) ->
    bad(command, Path0 ++ [Name], commands, <<"expected command()">>);
check_command(Command, Name, Path0, Outer, Prefixes) ->
    Path = Path0 ++ [Name],
    check_handler(maps:get(handler, Command, optional), Path),
    check_help(maps:get(help, Command, []), Path),
    Arguments = maps:get(arguments, Command, []),
    is_list(Arguments) orelse bad(command, Path, arguments, <<"expected a list, [argument()]">>),
    All = lists:foldl(fun(Arg, Acc) -> check_argument(Arg, Path, Acc) end, Outer, Arguments),
    Commands = maps:get(commands, Command, #{}),
    is_map(Commands) orelse bad(command, Path, commands, <<"expected map of #{string() => command()}">>),
    lists:foreach(
        fun({Sub, Spec}) ->
            is_name(Sub, Prefixes) orelse
                bad(command, Path, commands, <<"command name must be a string not starting with option prefix">>),
            is_map(Spec) orelse bad(command, Path, commands, <<"expected command()">>),
            check_command(Spec, Sub, Path, All, Prefixes)
        end, lists:sort(maps:to_list(Commands))).

is_name([C | _] = Name, Prefixes) -> io_lib:printable_unicode_list(Name) andalso not lists:member(C, Prefixes);
is_name(_, _) -> false.

check_handler(optional, _) -> ok;
check_handler(Fun, _) when is_function(Fun, 1) -> ok;
check_handler({M, F}, _) when is_atom(M), is_atom(F) -> ok;
check_handler({Fun, _}, _) when is_function(Fun) -> ok;
check_handler({M, F, _}, _) when is_atom(M), is_atom(F) -> ok;
check_handler(_, Path) ->
    bad(command, Path, handler, <<"handler must be a valid callback, or an atom 'optional'">>).

check_help(hidden, _) -> ok;
check_help(Help, Path) ->
    is_list(Help) andalso (io_lib:printable_unicode_list(Help) orelse lists:all(fun is_help_part/1, Help)) orelse
        bad(command, Path, help, <<"must be a printable unicode list, or a command help template">>).

is_help_part(Part) when Part =:= usage; Part =:= commands; Part =:= arguments; Part =:= options -> true;
is_help_part(Part) -> is_list(Part) andalso io_lib:printable_unicode_list(Part).

check_argument(#{name := Name} = Arg, Path, Seen) when is_atom(Name); is_list(Name); is_binary(Name) ->
    Check = fun(Field, Ok, Reason) -> Ok orelse bad(argument, Path, Field, Reason) end,
    case Arg of
        #{long := Long} -> Check(long, is_list(Long) andalso Long =/= [] andalso io_lib:printable_unicode_list(Long), <<"must be a printable string">>);
        _ -> ok
    end,
    case Arg of
        #{short := Short} -> Check(short, is_integer(Short) andalso io_lib:printable_unicode_list([Short]), <<"must be a printable character">>);
        _ -> ok
    end,
    Check(action, is_action(maps:get(action, Arg, store)), <<"unsupported">>),
    Check(type, is_type(maps:get(type, Arg, string)), <<"unsupported">>),
    Check(nargs, is_nargs(maps:get(nargs, Arg, none)), <<"unsupported">>),
    Check(help, is_argument_help(maps:get(help, Arg, "")), <<"must be a string or valid help template">>),
    lists:foreach(
        fun(Other) ->
            [bad(argument, Path, Field, lists:flatten(io_lib:format("~s conflicting with previously defined ~s for ~s", [Field, Field, to_list(maps:get(name, Other))])))
             || Field <- [short, long], is_map_key(Field, Arg), is_map_key(Field, Other),
                maps:get(Field, Arg) =:= maps:get(Field, Other)]
        end, Seen),
    Seen ++ [Arg];
check_argument(_, Path, _) ->
    bad(argument, Path, name, <<"argument must be a map containing 'name' field">>).

is_action(Action) when Action =:= store; Action =:= append; Action =:= count; Action =:= extend -> true;
is_action({Action, _}) when Action =:= store; Action =:= append -> true;
is_action(_) -> false.

is_type(Type) when Type =:= string; Type =:= binary; Type =:= integer; Type =:= float; Type =:= boolean;
                   Type =:= atom -> true;
is_type({custom, Fun}) -> is_function(Fun, 1);
is_type({atom, unsafe}) -> true;
is_type({atom, Choices}) when is_list(Choices) -> lists:all(fun is_atom/1, Choices);
is_type({Number, Limits}) when Number =:= integer; Number =:= float -> is_list(Limits);
is_type({string, Re}) when is_list(Re) -> true;
is_type({string, Re, Options}) when is_list(Re), is_list(Options) -> true;
is_type({binary, Re}) when is_binary(Re) -> true;
is_type({binary, Choices}) when is_list(Choices) -> lists:all(fun is_binary/1, Choices);
is_type({binary, Re, Options}) when is_binary(Re), is_list(Options) -> true;
is_type(_) -> false.

is_nargs(N) when is_integer(N) -> N > 0;
is_nargs({'maybe', _}) -> true;
is_nargs(N) -> lists:member(N, [none, list, nonempty_list, 'maybe', all]).

is_argument_help(hidden) -> true;
is_argument_help({Usage, Help}) ->
    is_list(Usage) andalso
        (is_function(Help, 0) orelse
         is_list(Help) andalso lists:all(fun(P) -> P =:= type orelse P =:= default orelse is_list(P) end, Help));
is_argument_help(Help) -> is_binary(Help) orelse is_list(Help) andalso io_lib:printable_unicode_list(Help).

%% ---- parsing

-doc "Parses arguments by a command specification.".
parse(Args, Command) -> parse(Args, Command, #{}).

-doc "As parse/2; options are progname, prefixes and default.".
parse(Args, Command, Options) ->
    Prog = validate(Command, Options),
    Default = case Options of
        #{default := D} -> {ok, D};
        _ -> none
    end,
    State = entered(Command, #state{prefixes = prefixes(Options), default = Default, path = [Prog]}),
    try tokens(Args, State)
    catch throw:{?MODULE, Error} -> {error, Error}
    end.

%% A command's arguments are added to those of the commands above it.
entered(Command, State0) ->
    State = State0#state{command = Command},
    lists:foldl(fun add_argument/2, State, maps:get(arguments, Command, [])).

add_argument(Arg, #state{short = Short, long = Long, positional = Positional, all = All} = State0) ->
    State = State0#state{all = All ++ [Arg]},
    case is_option(Arg) of
        true ->
            NewShort = case Arg of
                #{short := C} -> Short#{C => Arg};
                _ -> Short
            end,
            NewLong = case Arg of
                #{long := L} -> Long#{L => Arg};
                _ -> Long
            end,
            Digits = lists:any(fun(K) -> is_numeric(K) end, [[K] || K <- maps:keys(NewShort)] ++ maps:keys(NewLong)),
            State#state{short = NewShort, long = NewLong, no_digits = not Digits};
        false -> State#state{positional = Positional ++ [Arg]}
    end.

is_option(Arg) -> is_map_key(short, Arg) orelse is_map_key(long, Arg).

is_numeric(Text) ->
    try
        _ = list_to_float(Text),
        true
    catch error:_ ->
        try
            _ = list_to_integer(Text),
            true
        catch error:_ -> false
        end
    end.

fail(#state{path = Path}, Arg, Actual, Reason) -> throw({?MODULE, {Path, Arg, Actual, Reason}}).

tokens([[C | Rest] = Token | Args], #state{prefixes = Prefixes} = State) ->
    case lists:member(C, Prefixes) andalso not is_negative(Token, State) of
        true -> option(Rest, Token, Args, State);
        false -> word(Token, Args, State)
    end;
tokens([Token | Args], State) -> word(Token, Args, State);
tokens([], State) -> finished(State).

is_negative([$- | _] = Token, #state{no_digits = true}) -> is_numeric(Token);
is_negative(_, _) -> false.

is_switch([C, _ | _] = Token, #state{prefixes = Prefixes} = State) ->
    lists:member(C, Prefixes) andalso not is_negative(Token, State);
is_switch(_, _) -> false.

option(Name, Token, Args, #state{long = Long, short = Short} = State) ->
    case Long of
        #{Name := Arg} -> consumed(Arg, Args, State);
        #{} ->
            {Before, After} = lists:splitwith(fun(C) -> C =/= $= end, Name),
            case {Long, After} of
                {#{Before := Arg}, [$= | Value]} -> given(Arg, Value, Args, State);
                _ ->
                    case Name of
                        [C] when is_map_key(C, Short) -> consumed(maps:get(C, Short), Args, State);
                        [C | _] when is_map_key(C, Short) -> shorts(Name, Args, State);
                        _ -> fail(State, undefined, Token, <<>>)
                    end
            end
    end.

%% Several flags in one word, or an option and its value.
shorts([C | Rest] = Name, Args, #state{short = Short} = State) ->
    case Short of
        #{C := Arg} when Rest =:= [] -> consumed(Arg, Args, State);
        #{C := Arg} ->
            case is_flag(Arg) of
                true -> shorts(Rest, Args, stored(Arg, flag_value(Arg), State));
                false -> given(Arg, Rest, Args, State)
            end;
        #{} -> fail(State, undefined, Name, <<>>)
    end.

%% A value that came with the option, in one word.
given(#{nargs := N} = Arg, Value, Args, State) when N =/= 'maybe' -> consumed(Arg, [Value | Args], State);
given(Arg, Value, Args, State) -> tokens(Args, stored(Arg, converted(Arg, Value, State), State)).

is_flag(#{action := count}) -> true;
is_flag(#{action := {_, _}}) -> true;
is_flag(#{nargs := _}) -> false;
is_flag(#{type := boolean}) -> true;
is_flag(_) -> false.

flag_value(#{action := {_, Value}}) -> Value;
flag_value(_) -> true.

word(Token, Args, #state{command = Command, path = Path, positional = Positional} = State) ->
    case Command of
        #{commands := #{Token := Sub}} -> tokens(Args, entered(Sub, State#state{path = Path ++ [Token]}));
        #{} ->
            case Positional of
                [#{type := boolean} | _] when Token =/= "true", Token =/= "false" ->
                    fail(State, undefined, Token, <<>>);
                [Arg | Rest] -> consumed(Arg, [Token | Args], State#state{positional = Rest});
                [] -> fail(State, undefined, Token, <<>>)
            end
    end.

%% Takes an argument's values from what follows.
consumed(Arg, Args, State) ->
    case is_flag(Arg) of
        true -> flag(Arg, Args, State);
        false -> consumed(maps:get(nargs, Arg, one), Arg, Args, State)
    end.

flag(#{type := boolean} = Arg, [Text | Args], State) when (Text =:= "true" orelse Text =:= "false"),
                                                        not is_map_key(action, Arg) ->
    tokens(Args, stored(Arg, Text =:= "true", State));
flag(Arg, Args, State) -> tokens(Args, stored(Arg, flag_value(Arg), State)).

consumed(one, Arg, [], State) -> fail(State, Arg, undefined, <<"expected argument">>);
consumed(one, Arg, [Token | Args], State) ->
    case is_switch(Token, State) of
        true -> fail(State, Arg, undefined, <<"expected argument">>);
        false -> tokens(Args, stored(Arg, converted(Arg, Token, State), State))
    end;
consumed(N, Arg, Args, State) when is_integer(N) ->
    {Taken, Rest} = values(Args, N, State, []),
    case length(Taken) of
        N -> many(Arg, Taken, Rest, State);
        Found -> fail(State, Arg, Taken, lists:flatten(io_lib:format("expected ~b, found ~b argument(s)", [N, Found])))
    end;
consumed(list, Arg, Args, State) ->
    {Taken, Rest} = values(Args, infinity, State, []),
    many(Arg, Taken, Rest, State);
consumed(nonempty_list, Arg, Args, State) ->
    case values(Args, infinity, State, []) of
        {[], _} -> fail(State, Arg, [], <<"expected argument">>);
        {Taken, Rest} -> many(Arg, Taken, Rest, State)
    end;
consumed('maybe', Arg, Args, State) -> perhaps(Arg, maps:find(default, Arg), Args, State);
consumed({'maybe', Value}, Arg, Args, State) -> perhaps(Arg, {ok, Value}, Args, State);
consumed(all, Arg, Args, State) -> many(Arg, Args, [], State).

perhaps(Arg, Default, Args, State) ->
    case values(Args, 1, State, []) of
        {[Token], Rest} -> tokens(Rest, stored(Arg, converted(Arg, Token, State), State));
        {[], Rest} ->
            case Default of
                {ok, Value} -> tokens(Rest, stored(Arg, Value, State));
                error -> tokens(Rest, stored(Arg, type_default(Arg), State))
            end
    end.

type_default(#{type := Type}) ->
    case Type of
        boolean -> true;
        integer -> 0;
        {integer, _} -> 0;
        float -> 0.0;
        {float, _} -> 0.0;
        atom -> undefined;
        {atom, _} -> undefined;
        binary -> <<>>;
        {binary, _} -> <<>>;
        string -> "";
        _ -> undefined
    end;
type_default(_) -> undefined.

values(Args, 0, _, Acc) -> {lists:reverse(Acc), Args};
values([Token | Rest] = Args, N, State, Acc) ->
    case is_switch(Token, State) of
        true -> {lists:reverse(Acc), Args};
        false when N =:= infinity -> values(Rest, N, State, [Token | Acc]);
        false -> values(Rest, N - 1, State, [Token | Acc])
    end;
values([], _, _, Acc) -> {lists:reverse(Acc), []}.

many(Arg, Texts, Rest, State) ->
    Type = maps:get(type, Arg, string),
    tokens(Rest, stored(Arg, [converted(Type, Text, Arg#{type => {list, Type}}, State) || Text <- Texts], State)).

stored(#{name := Name} = Arg, Value, #state{found = Found} = State) ->
    New = case maps:get(action, Arg, store) of
        store -> Value;
        {store, V} -> V;
        append -> maps:get(Name, Found, []) ++ [Value];
        {append, V} -> maps:get(Name, Found, []) ++ [V];
        count -> maps:get(Name, Found, 0) + 1;
        extend -> maps:get(Name, Found, []) ++ Value
    end,
    State#state{found = Found#{Name => New}}.

finished(#state{path = Path, command = Command, positional = Positional, all = All, found = Found0} = State) ->
    lists:foreach(fun(Arg) -> needed(Arg, State) end, Positional),
    Found = lists:foldl(fun(Arg, Acc) -> defaulted(Arg, Acc, State) end, Found0, All),
    case Command of
        #{commands := Commands} when map_size(Commands) > 0, not is_map_key(handler, Command) ->
            fail(State, undefined, undefined, <<"subcommand expected">>);
        _ -> {ok, Found, Path, Command}
    end.

needed(#{name := Name}, #state{found = Found}) when is_map_key(Name, Found) -> ok;
needed(#{required := false}, _) -> ok;
needed(#{required := true} = Arg, State) -> fail(State, Arg, undefined, <<>>);
needed(#{default := _}, _) -> ok;
needed(#{nargs := N}, _) when N =:= all; is_tuple(N) -> ok;
needed(Arg, State) -> fail(State, Arg, undefined, <<>>).

defaulted(#{name := Name} = Arg, Found, #state{default = Default} = State) ->
    case {Found, Arg, Default} of
        {#{Name := _}, _, _} -> Found;
        {_, #{required := true, short := _}, _} -> fail(State, Arg, undefined, <<>>);
        {_, #{required := true, long := _}, _} -> fail(State, Arg, undefined, <<>>);
        {_, #{default := Value}, _} -> Found#{Name => Value};
        {_, _, {ok, Value}} -> Found#{Name => Value};
        _ -> Found
    end.

%% ---- types

converted(Arg, Text, State) -> converted(maps:get(type, Arg, string), Text, Arg, State).

%% Arg is what an error names.
converted(Type, Text, Arg, State) ->
    try convert(Type, Text)
    catch throw:{invalid, Reason} -> fail(State, Arg, Text, Reason)
    end.

convert(string, Text) -> Text;
convert({string, Re}, Text) -> string_check(Text, Re, []);
convert({string, Re, Options}, Text) -> string_check(Text, Re, Options);
convert(binary, Text) -> unicode:characters_to_binary(Text);
convert({binary, Choices}, Text) when is_list(Choices) -> choice(unicode:characters_to_binary(Text), Choices);
convert({binary, Re}, Text) -> matching(unicode:characters_to_binary(Text), Re, []);
convert({binary, Re, Options}, Text) -> matching(unicode:characters_to_binary(Text), Re, Options);
convert(integer, Text) -> integer(Text);
convert({integer, Limits}, Text) -> limited(integer(Text), Limits);
convert(float, Text) -> number(Text);
convert({float, Limits}, Text) -> limited(number(Text), Limits);
convert(boolean, "true") -> true;
convert(boolean, "false") -> false;
convert(boolean, _) -> throw({invalid, <<"is not a boolean">>});
convert(atom, Text) ->
    try list_to_existing_atom(Text)
    catch error:badarg -> throw({invalid, <<"is not an existing atom">>})
    end;
convert({atom, unsafe}, Text) -> list_to_atom(Text);
convert({atom, Choices}, Text) -> choice(convert(atom, Text), Choices);
convert({custom, Fun}, Text) ->
    try Fun(Text)
    catch error:badarg -> throw({invalid, <<"failed validation">>})
    end.

string_check(Text, [First | _] = Choices, []) when is_list(First) -> choice(Text, Choices);
string_check(Text, Re, Options) -> matching(Text, Re, Options).

choice(Value, Choices) ->
    lists:member(Value, Choices) orelse throw({invalid, <<"is not one of the choices">>}),
    Value.

matching(Text, Re, Options) ->
    case re:run(Text, Re, Options) of
        {match, Captured} when Options =/= [] -> Captured;
        {match, _} -> Text;
        match -> Text;
        nomatch -> throw({invalid, <<"does not match">>})
    end.

integer(Text) ->
    try list_to_integer(Text)
    catch error:badarg -> throw({invalid, <<"is not an integer">>})
    end.

number(Text) ->
    try list_to_float(Text)
    catch error:badarg ->
        try list_to_integer(Text)
        catch error:badarg -> throw({invalid, <<"is not a number">>})
        end
    end.

limited(Value, [{min, Min} | _]) when Value < Min -> throw({invalid, <<"is less than accepted minimum">>});
limited(Value, [{max, Max} | _]) when Value > Max -> throw({invalid, <<"is greater than accepted maximum">>});
limited(Value, [{_, _} | Rest]) -> limited(Value, Rest);
limited(Value, []) -> Value;
limited(Value, Choices) -> choice(Value, Choices).

%% ---- errors

-doc "A text that explains a parser error.".
format_error({Path, undefined, undefined, Reason}) -> text("~ts: ~ts", [path(Path), Reason]);
format_error({Path, undefined, Actual, _}) -> text("~ts: unknown argument: ~ts", [path(Path), Actual]);
format_error({Path, #{name := Name}, undefined, Reason}) ->
    text("~ts: required argument missing: ~ts~ts", [path(Path), to_list(Name), Reason]);
format_error({Path, #{name := Name}, Actual, Reason}) ->
    text("~ts: invalid argument for ~ts: ~ts ~ts", [path(Path), to_list(Name), Actual, Reason]).

-doc false.
format_error({?MODULE, command, Path, Field, Reason}, _) ->
    #{?MODULE => Reason, 1 => text("command specification is invalid", []), general => text("~ts: ~ts: ~ts", [path(Path), Field, Reason])};
format_error({?MODULE, argument, Path, Field, Reason}, _) ->
    #{1 => text("argument specification is invalid", []), general => text("~ts: ~ts: ~ts", [path(Path), Field, Reason])};
format_error(_, _) -> #{}.

path(Path) -> lists:join($\s, Path).

text(Format, Args) -> unicode:characters_to_list(io_lib:format(Format, Args)).

to_list(Name) when is_atom(Name) -> atom_to_list(Name);
to_list(Name) -> Name.

%% ---- running

-doc "Parses arguments and calls the handler of the command found; halts with a message where that fails.".
run(Args, Command, Options) ->
    try parse(Args, Command, Options) of
        {ok, Map, Path, Found} -> handle(Command, Map, tl(Path), Found);
        {error, {Path, _, _, _} = Error} ->
            io:format("error: ~ts~n", [format_error(Error)]),
            io:format("~ts", [help(Command, Options#{command => tl(Path)})]),
            erlang:halt(1)
    catch
        error:{?MODULE, _, Path, Field, Reason} ->
            io:format("error: ~ts: ~ts: ~ts~n", [path(Path), Field, Reason]),
            erlang:halt(1)
    end.

handle(Root, Map, Path, Command) ->
    case maps:get(handler, Command, optional) of
        Fun when is_function(Fun, 1) -> Fun(Map);
        {M, F} when is_atom(M), is_atom(F) -> M:F(Map);
        {Fun, Default} when is_function(Fun) -> apply(Fun, listed(Root, Map, Path, Default));
        {M, F, Default} -> apply(M, F, listed(Root, Map, Path, Default));
        optional -> ok
    end.

listed(Root, Map, Path, Default) -> [maps:get(Name, Map, Default) || #{name := Name} <- arguments(Root, Path)].

arguments(Command, Path) ->
    Own = maps:get(arguments, Command, []),
    case Path of
        [Name | Rest] -> Own ++ arguments(map_get(Name, map_get(commands, Command)), Rest);
        [] -> Own
    end.

%% ---- help

-doc "The help text of a command.".
help(Command) -> help(Command, #{}).

-doc "The help text of a command; options are progname, command, columns and prefixes.".
help(Root, Options) ->
    Prog = validate(Root, Options),
    Path = maps:get(command, Options, []),
    Command = lists:foldl(fun(Name, C) -> map_get(Name, map_get(commands, C)) end, Root, Path),
    Arguments = [A || A <- arguments(Root, Path), maps:get(help, A, "") =/= hidden],
    [Prefix | _] = prefixes(Options),
    Columns = maps:get(columns, Options, 80),
    Commands = lists:sort(maps:to_list(maps:get(commands, Command, #{}))),
    CommandRows = [{Name, help_of(C)} || {Name, C} <- Commands, maps:get(help, C, "") =/= hidden],
    ArgumentRows = [{to_list(maps:get(name, A)), argument_text(A)} || A <- Arguments, not is_option(A)],
    OptionRows = [{option_name(A, Prefix), argument_text(A)} || A <- Arguments, is_option(A)],
    Width = widest(ArgumentRows ++ OptionRows),
    Parts = #{usage => usage([Prog | Path], Commands, Arguments, Prefix, Columns),
              commands => rows(CommandRows, max(Width, widest(CommandRows)), Columns), arguments => rows(ArgumentRows, Width, Columns),
              options => rows(OptionRows, Width, Columns)},
    unicode:characters_to_list(template(maps:get(help, Command, ""), Parts, Columns)).

widest(Rows) -> lists:max([0 | [string:length(Name) || {Name, _} <- Rows]]).

help_of(#{help := Help}) when is_list(Help) ->
    case lists:any(fun is_atom/1, Help) of
        true -> [Part || Part <- Help, not is_atom(Part)];
        false -> Help
    end;
help_of(_) -> "".

template(Help, Parts, Columns) when is_list(Help) ->
    case lists:any(fun is_atom/1, Help) of
        true -> [case is_atom(Part) of true -> map_get(Part, Parts); false -> Part end || Part <- Help];
        false ->
            ["Usage:\n", map_get(usage, Parts), "\n", [["\n", paragraphs(Help, Columns), "\n"] || Help =/= ""],
             section("\nSubcommands:\n", commands, Parts), section("\nArguments:\n", arguments, Parts),
             section("\nOptional arguments:\n", options, Parts)]
    end;
template(hidden, Parts, Columns) -> template("", Parts, Columns).

%% A text in lines of at most so many columns; its own lines and blanks stay.
paragraphs(Text, Columns) ->
    lists:join($\n, [filled(string:split(Line, " ", all), 0, 0, Columns) || Line <- string:split(Text, "\n", all)]).

section(Title, Name, Parts) ->
    case Parts of
        #{Name := []} -> [];
        #{Name := Text} -> [Title, Text]
    end.

%% Options as -s, --long
option_name(#{short := S, long := L}, Prefix) -> [Prefix, S, $,, $\s, Prefix | L];
option_name(#{short := S}, Prefix) -> [Prefix, S];
option_name(#{long := L}, Prefix) -> [Prefix | L].

argument_text(#{help := {_, Fun}}) when is_function(Fun) -> Fun();
argument_text(#{help := {_, Parts}} = Arg) ->
    [case Part of
         type -> type_text(maps:get(type, Arg, none));
         default -> default_text(Arg);
         _ -> Part
     end || Part <- Parts];
argument_text(Arg) ->
    Help = case Arg of
        #{help := Text} -> Text;
        #{name := Name} -> to_list(Name)
    end,
    Type = case type_text(maps:get(type, Arg, none)) of
        "" when is_map_key(default, Arg), (map_get(type, Arg) =:= boolean orelse not is_map_key(help, Arg)) -> " ";
        "" when is_map_key(default, Arg), not is_map_key(help, Arg) -> " ";
        "" -> "";
        T -> [" (", T, ")"]
    end,
    Default = case Arg of
        #{default := _} -> [", default: ", default_text(Arg)];
        _ -> ""
    end,
    [Help, Type, Default].

default_text(#{default := Value}) ->
    case is_list(Value) andalso io_lib:printable_unicode_list(Value) orelse is_binary(Value) of
        true -> Value;
        false -> io_lib:format("~tp", [Value])
    end;
default_text(_) -> "".

type_text(none) -> "";
type_text(boolean) -> "";
type_text(integer) -> "int";
type_text({integer, Limits}) -> limits_text("int", Limits);
type_text({float, Limits}) -> limits_text("float", Limits);
type_text({custom, _}) -> "custom";
type_text({atom, unsafe}) -> "atom";
type_text({atom, Choices}) -> choices_text(Choices);
type_text({string, [First | _] = Choices}) when is_list(First) -> choices_text(Choices);
type_text({string, Re}) -> ["string re: ", Re];
type_text({string, Re, _}) -> ["string re: ", Re];
type_text({binary, [_ | _] = Choices}) -> choices_text(Choices);
type_text({binary, Re}) -> ["binary re: ", Re];
type_text({binary, Re, _}) -> ["binary re: ", Re];
type_text(Type) -> atom_to_list(Type).

limits_text(Name, [{min, Min}]) -> io_lib:format("~s >= ~tp", [Name, Min]);
limits_text(Name, [{max, Max}]) -> io_lib:format("~s <= ~tp", [Name, Max]);
limits_text(Name, [{min, Min}, {max, Max}]) -> io_lib:format("~tp <= ~s <= ~tp", [Min, Name, Max]);
limits_text(Name, [{max, Max}, {min, Min}]) -> limits_text(Name, [{min, Min}, {max, Max}]);
limits_text(_, Choices) -> choices_text(Choices).

choices_text(Choices) ->
    ["choice: ", lists:join(", ", [case is_list(C) orelse is_binary(C) of true -> C; false -> io_lib:format("~tp", [C]) end || C <- Choices])].

rows(Rows, Width, Columns) -> [row(Row, Width, Columns) || Row <- Rows].

row({Name, Text}, Width, Columns) ->
    Words = string:lexemes(unicode:characters_to_list(Text), " "),
    ["  ", string:pad(Name, Width), " ", filled(Words, Width + 3, Width + 3, Columns), "\n"].

%% Words, broken into lines that begin at an indent.
filled([Word | Words], At, Indent, Columns) -> [Word | filled_1(Words, At + string:length(Word), Indent, Columns)];
filled([], _, _, _) -> [].

filled_1([Word | Words], At, Indent, Columns) ->
    case At + 1 + string:length(Word) of
        Next when Next =< Columns -> [" ", Word | filled_1(Words, Next, Indent, Columns)];
        _ ->
            ["\n", lists:duplicate(Indent, $\s), Word
             | filled_1(Words, Indent + string:length(Word), Indent, Columns)]
    end;
filled_1([], _, _, _) -> [].

usage(Path, Commands, Arguments, Prefix, Columns) ->
    Name = unicode:characters_to_list(lists:join($\s, Path)),
    Sub = case Commands of
        [] -> [];
        _ -> ["{" ++ lists:append(lists:join("|", [N || {N, _} <- Commands])) ++ "}"]
    end,
    Options = [A || A <- Arguments, is_option(A)],
    Flags = [C || #{short := C} = A <- Options, is_plain(A)],
    FlagText = case Flags of
        [] -> [];
        _ -> [[$[, Prefix | Flags] ++ "]"]
    end,
    OptionTexts = lists:append([option_usage(A, Prefix) || A <- Options]),
    Positional = [positional_usage(A) || A <- Arguments, not is_option(A)],
    Words = Sub ++ FlagText ++ OptionTexts ++ Positional,
    ["  ", Name, usage_words(Words, string:length(Name), string:length(hd(Path)), Columns)].

%% Columns are counted from the program's name on, the first two of a line and the blank after the name are not.
usage_words([Word | Words], At, Start, Columns) ->
    case At + 1 + string:length(Word) of
        Next when Next =< Columns -> [" ", Word | usage_words(Words, Next, Start, Columns)];
        _ -> ["\n", lists:duplicate(Start + 3, $\s), Word | usage_words(Words, Start + string:length(Word), Start, Columns)]
    end;
usage_words([], _, _, _) -> [].

%% Options that stand for themselves: without a value, not required, no usage text of their own.
is_plain(#{help := {_, _}}) -> false;
is_plain(#{required := true}) -> false;
is_plain(#{nargs := N}) -> N =:= 'maybe' orelse is_tuple(N);
is_plain(Arg) -> is_flag(Arg).

option_usage(#{help := {Usage, _}}, _) -> [Usage];
option_usage(Arg, Prefix) ->
    Names = case is_plain(Arg) of
        true -> [[Prefix | L] || #{long := L} <- [Arg]];
        false -> [[Prefix, S] || #{short := S} <- [Arg]] ++ [[Prefix | L] || #{long := L} <- [Arg]]
    end,
    [bracketed(Name ++ value_usage(Arg), Arg) || Name <- Names].

bracketed(Text, #{required := true}) -> Text;
bracketed(Text, _) -> "[" ++ Text ++ "]".

value_usage(#{name := Name} = Arg) ->
    case {is_plain(Arg) orelse is_flag(Arg), Arg} of
        {true, _} -> "";
        {_, #{nargs := N}} when N =:= list; N =:= nonempty_list; N =:= all -> " <" ++ name_text(Name) ++ ">...";
        _ -> " <" ++ name_text(Name) ++ ">"
    end.

name_text(Name) -> unicode:characters_to_list(to_list(Name)).

positional_usage(#{help := {Usage, _}}) -> Usage;
positional_usage(#{name := Name} = Arg) ->
    Text = case Arg of
        #{nargs := N} when N =:= list; N =:= nonempty_list; N =:= all -> "<" ++ name_text(Name) ++ ">...";
        _ -> "<" ++ name_text(Name) ++ ">"
    end,
    case Arg of
        #{required := false} -> "[" ++ Text ++ "]";
        _ -> Text
    end.
