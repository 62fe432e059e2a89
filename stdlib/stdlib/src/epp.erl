%% How a source file tells its encoding. The preprocessor itself is the compiler's.
-module(epp).
-moduledoc "Encodings of source files.".
-export([default_encoding/0, encoding_to_string/1, read_encoding/1, read_encoding/2, read_encoding_from_binary/1,
         read_encoding_from_binary/2, set_encoding/1, set_encoding/2]).

-export_type([source_encoding/0]).
-type source_encoding() :: latin1 | utf8.

-define(LOOKED_AT, 4096).

-doc "The encoding of files that do not tell.".
default_encoding() -> utf8.

-doc "How a file tells its encoding.".
encoding_to_string(latin1) -> "coding: latin-1";
encoding_to_string(utf8) -> "coding: utf-8".

-doc "The encoding a file tells.".
read_encoding(Name) -> read_encoding(Name, []).

-doc "Likewise; with `{in_comment_only, false}` it need not be in a comment.".
read_encoding(Name, Options) ->
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
read_encoding_from_binary(Bytes, Options) ->
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
