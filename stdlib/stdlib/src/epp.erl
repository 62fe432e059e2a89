%% Reading source files through the preprocessor, and how they tell their encoding. The compiler's own preprocessor and
%% parser do the work (purlin_compile): a file is read whole when it is opened.
-module(epp).
-moduledoc "The preprocessor.".
-export([open/1, open/2, open/3, close/1, parse_erl_form/1, parse_file/1, parse_file/2, parse_file/3, format_error/1]).
-export([default_encoding/0, encoding_to_string/1, read_encoding/1, read_encoding/2, read_encoding_from_binary/1,
         read_encoding_from_binary/2, set_encoding/1, set_encoding/2]).

-export_type([source_encoding/0, epp_handle/0]).
-type source_encoding() :: latin1 | utf8.
-type epp_handle() :: pid().

-define(LOOKED_AT, 4096).

-doc "The forms of a file, errors among them.".
parse_file(Name) -> parse_file(Name, []).

-doc "Likewise; options: includes, macros, source_name, location, extra.".
parse_file(Name, Options) ->
    case file:read_file(Name) of
        {ok, Text} ->
            {ok, Forms} = forms(Name, Text, Options),
            case lists:member(extra, Options) of
                true -> {ok, Forms, [{encoding, read_encoding_from_binary(Text)}]};
                false -> {ok, Forms}
            end;
        {error, Reason} -> {error, Reason}
    end.

-doc "Likewise, with a path of folders for include files and macros.".
parse_file(Name, Includes, Macros) -> parse_file(Name, [{includes, Includes}, {macros, Macros}]).

forms(Name, Text, Options) ->
    {ok, Folder} = file:get_cwd(),
    Source = proplists:get_value(source_name, Options, Name),
    Includes = [bin(Dir) || Dir <- proplists:get_value(includes, Options, [])],
    Macros = [macro(M) || M <- proplists:get_value(macros, Options, [])],
    {Forms, _, _} = purlin_compile:ask(parse_file, {bin(Source), Text, bin(Folder), Includes, Macros}),
    case proplists:get_value(location, Options, 1) of
        {1, 1} -> {ok, [first(F) || F <- Forms]};
        {Line, _} -> {ok, [moved(F, fun(L, C) -> {L + Line - 1, C} end) || F <- Forms]};
        Line -> {ok, [moved(F, fun(L, _) -> L + Line - 1 end) || F <- Forms]}
    end.

bin(Atom) when is_atom(Atom) -> atom_to_binary(Atom);
bin(Chars) -> unicode:characters_to_binary(Chars).

macro({Name, Value, redefine}) -> macro({Name, Value});
macro({Name, Value}) -> {bin(Name), bin(io_lib:format("~tw", [Value]))};
macro(Name) -> {bin(Name), <<"true">>}.

%% The form that names the file has no place of its own.
first({attribute, 1, file, What}) -> {attribute, {1, 1}, file, What};
first(Form) -> Form.

moved({Kind, {Place, Module, Descriptor}}, Move) when Kind =:= error; Kind =:= warning ->
    {Kind, {move(Place, Move), Module, Descriptor}};
moved({eof, Place}, Move) -> {eof, move(Place, Move)};
moved({attribute, 1, file, {_, 1}} = Form, _) -> Form;
moved(Form, Move) -> erl_parse:map_anno(fun(Place) -> move(Place, Move) end, Form).

move(Annos, Move) when is_list(Annos) ->
    [case Anno of {location, Place} -> {location, move(Place, Move)}; _ -> Anno end || Anno <- Annos];
move({Line, Column}, Move) -> Move(Line, Column);
move(Line, Move) when is_integer(Line) ->
    case Move(Line, 1) of
        {Moved, _} -> Moved;
        Moved -> Moved
    end;
move(Place, _) -> Place.

-doc "Opens a file.".
open(Options) when is_list(Options) ->
    case lists:keyfind(name, 1, Options) of
        {name, Name} -> open_named(Name, Options);
        false -> error(badarg)
    end.

open_named(Name, Options) ->
    case file:read_file(Name) of
        {ok, Text} ->
            {ok, Forms} = forms(Name, Text, Options),
            Epp = spawn_link(fun() -> server(Forms) end),
            case lists:member(extra, Options) of
                true -> {ok, Epp, [{encoding, read_encoding_from_binary(Text)}]};
                false -> {ok, Epp}
            end;
        {error, _} = Error -> Error
    end.

-doc "Opens a file, with a path of folders for include files.".
open(Name, Includes) -> open(Name, Includes, []).

-doc "Likewise, with macros.".
open(Name, Includes, Macros) -> open([{name, Name}, {includes, Includes}, {macros, Macros}]).

server([Form | Forms]) ->
    receive
        {form, From, Tag} ->
            From ! {Tag, Form},
            case Forms of
                [] -> server([Form]);
                _ -> server(Forms)
            end;
        {close, From, Tag} ->
            unlink(From),
            From ! {Tag, ok}
    end.

ask(Epp, What) ->
    Monitor = monitor(process, Epp),
    Epp ! {What, self(), Monitor},
    receive
        {Monitor, Answer} ->
            demonitor(Monitor, [flush]),
            Answer;
        {'DOWN', Monitor, process, Epp, Reason} -> exit(Reason)
    end.

-doc "The next form of an opened file.".
parse_erl_form(Epp) ->
    case ask(Epp, form) of
        {error, _} = Error -> Error;
        {warning, _} = Warning -> Warning;
        {eof, _} = Eof -> Eof;
        Form -> {ok, Form}
    end.

-doc "Closes an opened file.".
close(Epp) -> ask(Epp, close).

-doc "What an error descriptor says.".
format_error(Descriptor) when is_atom(Descriptor) ->
    case sentence(Descriptor) of
        none -> file:format_error(Descriptor);
        Text -> Text
    end;
format_error(Descriptor) ->
    case sentence(Descriptor) of
        {Format, Args} -> io_lib:format(Format, Args);
        none -> file:format_error(Descriptor)
    end.

%% THE table of what descriptors say: OTP's sentences, see erl_lint.
sentence(cannot_parse) -> "cannot parse file, giving up";
sentence(elif_after_else) -> "'elif' following 'else'";
sentence(ftr_after_prefix) -> "feature directive not allowed after exports or record definitions";
sentence(missing_comma) -> "badly formed define: missing comma";
sentence(missing_parenthesis) -> "badly formed define: missing closing right parenthesis";
sentence({arg_error, Macro}) -> {"badly formed argument for macro '~ts'", [Macro]};
sentence({bad, Directive}) -> {"badly formed '~ts'", [Directive]};
sentence({call, What}) -> {"illegal macro call '~ts'", [What]};
sentence({circular, Macro, none}) -> {"circular macro '~ts'", [Macro]};
sentence({circular, Macro, Arity}) -> {"circular macro '~ts/~w'", [Macro, Arity]};
sentence({depth, Directive}) -> {"~s too deep", [Directive]};
sentence({duplicated_argument, Var}) -> {"argument '~ts' already used", [Var]};
sentence({error, Term}) -> {"-error(~tp).", [Term]};
sentence({warning, Term}) -> {"-warning(~tp).", [Term]};
sentence({illegal, How, Directive}) -> {"~s '-~s'", [How, Directive]};
sentence({illegal_function, Macro}) -> {"?~ts can only be used within a function", [Macro]};
sentence({illegal_function_usage, Macro}) -> {"?~ts must not begin a form", [Macro]};
sentence({include, lib, Name}) -> {"can't find include lib \"~ts\"", [Name]};
sentence({include, file, Name}) -> {"can't find include file \"~ts\"", [Name]};
sentence({Doc, file, Name}) when Doc =:= doc; Doc =:= moduledoc -> {"can't find ~s file \"~ts\"", [Doc, Name]};
sentence({mismatch, Macro}) -> {"argument mismatch for macro '~ts'", [Macro]};
sentence({redefine, Macro}) -> {"redefining macro '~ts'", [Macro]};
sentence({redefine_predef, Macro}) -> {"redefining predefined macro '~s'", [Macro]};
sentence({undefined, Macro, none}) -> {"undefined macro '~ts'", [Macro]};
sentence({undefined, Macro, Arity}) -> {"undefined macro '~ts/~w'", [Macro, Arity]};
sentence(_) -> none.

-doc "The encoding of files that do not tell.".
default_encoding() -> utf8.

-doc "How a file tells its encoding.".
encoding_to_string(latin1) -> "coding: latin-1";
encoding_to_string(utf8) -> "coding: utf-8".

-doc "The encoding a file tells.".
read_encoding(Name) -> read_encoding(Name, []).

-doc "Likewise; with `{in_comment_only, false}` it need not be in a comment.".
read_encoding(Name, Options) when is_list(Options) ->
    case file:open(Name, [read, raw, binary]) of
        {ok, File} ->
            try file:read(File, ?LOOKED_AT) of
                {ok, Bytes} -> read_encoding_from_binary(Bytes, Options);
                _ -> none
            after
                file:close(File)
            end;
        _ -> none
    end.

-doc "The encoding a text tells.".
read_encoding_from_binary(Bytes) -> read_encoding_from_binary(Bytes, []).

-doc "Likewise; with `{in_comment_only, false}` it need not be in a comment.".
read_encoding_from_binary(Bytes, Options) when is_binary(Bytes), is_list(Options) ->
    OnlyComments = proplists:get_value(in_comment_only, Options, true),
    Lines = lists:sublist(binary:split(Bytes, <<"\n">>, [global]), 2),
    told([comment(L, OnlyComments) || L <- Lines]).

comment(Line, false) -> Line;
comment(Line, true) ->
    case binary:match(Line, <<"%">>) of
        {At, 1} -> binary:part(Line, At, byte_size(Line) - At);
        nomatch -> <<>>
    end.

told([Line | Lines]) ->
    case string:lowercase(coding(Line)) of
        "utf-8" ++ _ -> utf8;
        "latin-1" ++ _ -> latin1;
        _ -> told(Lines)
    end;
told([]) -> none.

%% The word after "coding:" or "coding=".
coding(Line) ->
    case binary:split(Line, <<"coding">>) of
        [_, Rest] ->
            case string:trim(Rest, leading, " \t\r\v\f") of
                <<Mark, Value/binary>> when Mark =:= $:; Mark =:= $= ->
                    case word(string:trim(Value, leading, " \t\r\v\f")) of
                        [] -> coding(Rest);
                        Word -> Word
                    end;
                _ -> coding(Rest)
            end;
        [_] -> []
    end.

word(<<C, Rest/binary>>) when C =:= $-; C >= $a, C =< $z; C >= $A, C =< $Z; C >= $0, C =< $9 -> [C | word(Rest)];
word(_) -> [].

-doc "Has an opened file read in the encoding it tells.".
set_encoding(File) -> set_encoding(File, default_encoding()).

-doc "Likewise, with an encoding for files that do not tell.".
set_encoding(File, Default) ->
    {ok, Here} = file:position(File, cur),
    Lines = [L || {ok, L} <- [file:read_line(File), file:read_line(File)]],
    Told = read_encoding_from_binary(iolist_to_binary(Lines)),
    {ok, Here} = file:position(File, Here),
    ok = io:setopts(File, [{encoding, case Told of none -> Default; _ -> Told end}]),
    Told.
