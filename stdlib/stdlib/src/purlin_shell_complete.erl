%% Completion at the shell. `names/1` gets the text before the cursor; the answer is text: the number of bytes before the
%% cursor that a completion replaces, then a line each: `Shown US Inserted TAB Description`, or `Inserted TAB Description`.
-module(purlin_shell_complete).
-moduledoc false.
-export([names/1]).

-define(MOST, 200).

names(Before) ->
    {Typed, Found} = found(Before),
    Lines = [line(F) || F <- lists:sublist(lists:usort(Found), ?MOST)],
    iolist_to_binary([integer_to_list(byte_size(Typed)), $\n, Lines]).

line({Shown, Inserted, Description}) ->
    unicode:characters_to_binary([case Shown of Inserted -> Inserted; _ -> [Shown, 16#1f, Inserted] end, $\t, one_line(Description), $\n]).

one_line(Text) -> string:replace(Text, "\n", " ", all).

%% What the text ends in decides what can follow.
found(Before) ->
    case re:run(Before, "(:?[\\w@]*|'[^']*)$", [{capture, [1], binary}, unicode, ucp]) of
        {match, [<<":", Word/binary>> = Typed]} ->
            case byte_size(Before) =:= byte_size(Typed) of
                true -> {Typed, [{C, C, D} || {C, D} <- colons(), lists:prefix(binary_to_list(Typed), C)]};
                false -> {Word, functions(module_before(Before, byte_size(Typed)), Word)}
            end;
        {match, [Typed]} -> {Typed, plain(Typed, context(Before, byte_size(Typed)))};
        nomatch -> {<<>>, []}
    end.

colons() -> [{":help", "commands"}, {":time", "evaluate and tell how long it took"}, {":doc", "documentation"},
             {":type", "evaluate and describe the type"}, {":all", "evaluate and show all of the value"}, {":quit", "leave"}].

module_before(Before, N) ->
    Text = binary:part(Before, 0, byte_size(Before) - N),
    case re:run(Text, "([a-z][\\w@]*|'[^']*')$", [{capture, [1], binary}]) of
        {match, [Name]} -> atom(string:trim(Name, both, "'"));
        nomatch -> none
    end.

atom(Name) ->
    try binary_to_existing_atom(Name)
    catch
        error:badarg ->
            case lists:member(binary_to_list(Name), modules()) of
                true -> binary_to_atom(Name);
                false -> none
            end
    end.

%% The text before the word: what is it part of?
context(Before, N) ->
    Text = binary:part(Before, 0, byte_size(Before) - N),
    case re:run(Text, "#([a-z][\\w@]*)?(\\.|\\{[^{}]*)?$", [{capture, [1, 2], binary}]) of
        {match, [Name, Rest]} when Rest =/= <<>> -> {field, Name, binary:first(Rest)};
        {match, _} -> record;
        nomatch ->
            case re:run(Text, "(whereis|send|call|cast|stop)\\([^()]*$", [{capture, none}]) of
                match -> registered;
                nomatch -> value
            end
    end.

%% ---------------------------------------------------------------------------------------------------------

functions(none, _) -> [];
functions(Module, Word) ->
    case code:ensure_loaded(Module) of
        {module, _} ->
            [begin
                 Name = name(F),
                 {[Name, $/, integer_to_list(A)], [Name, case A of 0 -> "()"; _ -> "(" end], description(Module, F, A)}
             end || {F, A} <- lists:sort(Module:module_info(exports)), F =/= module_info, starts(F, Word)];
        _ -> []
    end.

description(Module, F, A) ->
    try purlin_shell_doc:first_line(Module, F, A) of
        none -> "";
        Line -> Line
    catch
        _:_ -> ""
    end.

starts(Atom, Word) -> string:prefix(atom_to_binary(Atom), Word) =/= nomatch.

name(Atom) -> io_lib:format("~tw", [Atom]).

plain(Word, record) -> [{N ++ "{", N ++ "{", ["record ", N]} || {R, _} <- shell:records(), starts(R, Word), N <- [lists:flatten(name(R))]];
plain(Word, {field, Record, How}) ->
    Fields = [F || {R, Fs} <- shell:records(), atom_to_binary(R) =:= Record, F <- Fs, starts(F, Word)],
    [case How of
         $. -> {name(F), name(F), ["field of ", Record]};
         _ -> {name(F), [name(F), " = "], ["field of ", Record]}
     end || F <- Fields];
plain(<<>>, registered) -> registered_names(<<>>);
plain(<<>>, _) -> [];
plain(<<C/utf8, _/binary>> = Word, Where) when C >= $A, C =< $Z; C =:= $_ ->
    [{atom_to_list(N), atom_to_list(N), shown(V)} || {N, V} <- shell:bindings(), starts(N, Word)] ++
        case Where of registered -> []; _ -> [] end;
plain(Word, registered) -> registered_names(Word) ++ anything(Word);
plain(Word, value) -> anything(Word).

anything(Word) ->
    Chars = binary_to_list(Word),
    [{M, M ++ ":", module_line(M)} || M <- modules(), lists:prefix(Chars, M)]
        ++ [{Call, hd(string:split(Call, "(")) ++ call_end(Call), What}
            || {Call, What} <- purlin_shell_command:table() ++ c:table(), lists:prefix(Chars, Call)]
        ++ [{[name(F), $/, integer_to_list(A)], [name(F), $(], "defined here"} || {F, A} <- shell:functions(), starts(F, Word)]
        ++ [{[F, $/, integer_to_list(A)], [F, $(], "built in"} || {F, A} <- builtins(), lists:prefix(Chars, F)].

call_end(Call) ->
    case lists:suffix("()", Call) of
        true -> "()";
        false -> "("
    end.

builtins() ->
    [{atom_to_list(F), A} || {F, A} <- erlang:module_info(exports), erl_internal:bif(F, A)].

module_line(M) ->
    try purlin_shell_doc:module_line(list_to_atom(M)) of
        none -> "module";
        Line -> Line
    catch
        _:_ -> "module"
    end.

modules() -> lists:usort(purlin_shell_doc:library() ++ [atom_to_list(M) || {M, _} <- code:all_loaded(), hd(atom_to_list(M)) =/= $$]).

registered_names(Word) -> [{name(N), name(N), "registered process"} || N <- registered(), starts(N, Word)].

shown(Value) -> string:slice(io_lib:format("~0tP", [Value, 8]), 0, 60).
