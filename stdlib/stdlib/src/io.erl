%% Input and output through the io protocol: requests to the group leader or another io server.
-module(io).
-export([put_chars/1, put_chars/2, nl/0, nl/1, write/1, write/2, format/1, format/2, format/3, fwrite/1, fwrite/2, fwrite/3]).
-export([get_chars/2, get_chars/3, get_line/1, get_line/2, get_password/0, get_password/1]).
-export([read/1, read/2, read/3, read/4, fread/2, fread/3]).
-export([scan_erl_exprs/1, scan_erl_exprs/2, scan_erl_exprs/3, scan_erl_exprs/4]).
-export([scan_erl_form/1, scan_erl_form/2, scan_erl_form/3, scan_erl_form/4]).
-export([parse_erl_exprs/1, parse_erl_exprs/2, parse_erl_exprs/3, parse_erl_exprs/4]).
-export([parse_erl_form/1, parse_erl_form/2, parse_erl_form/3, parse_erl_form/4]).
-export([setopts/1, setopts/2, getopts/0, getopts/1, columns/0, columns/1, rows/0, rows/1]).
-export([request/1, request/2, requests/1, requests/2]).

-export_type([device/0, format/0, server_no_data/0]).

-type device() :: atom() | pid() | file:fd().
-type format() :: atom() | string() | binary().
-type server_no_data() :: {error, term()} | eof.

%% ---------------------------------------------------------------------------------------------------------
%% Output. A request that fails raises in the caller; Args are the arguments of the function called.

-define(checked(Io, Request, Args),
        case request(Io, Request) of
            {error, Reason} -> erlang:error(error_of(Reason), Args, [{error_info, #{cause => cause(Reason), module => erl_stdlib_errors}}]);
            Reply -> Reply
        end).

-doc "Writes characters to the standard output.".
put_chars(Chars) -> ?checked(standard_io, {put_chars, unicode, Chars}, [Chars]).

-doc "Writes characters to a device.".
put_chars(Io, Chars) -> ?checked(Io, {put_chars, unicode, Chars}, [Io, Chars]).

-doc "Writes an end of line.".
nl() -> ?checked(standard_io, nl, []).

nl(Io) -> ?checked(Io, nl, [Io]).

-doc "Writes a term in standard syntax.".
write(Term) -> ?checked(standard_io, {write, Term}, [Term]).

write(Io, Term) -> ?checked(Io, {write, Term}, [Io, Term]).

-doc "Writes a format without arguments.".
format(Format) -> ?checked(standard_io, {format, Format, []}, [Format]).

-doc "Writes a format filled with arguments.".
format(Format, Args) -> ?checked(standard_io, {format, Format, Args}, [Format, Args]).

format(Io, Format, Args) -> ?checked(Io, {format, Format, Args}, [Io, Format, Args]).

fwrite(Format) -> ?checked(standard_io, {format, Format, []}, [Format]).

fwrite(Format, Args) -> ?checked(standard_io, {format, Format, Args}, [Format, Args]).

fwrite(Io, Format, Args) -> ?checked(Io, {format, Format, Args}, [Io, Format, Args]).

error_of(terminated) -> terminated;
error_of(calling) -> calling;
error_of({no_translation, _, _}) -> no_translation;
error_of(_) -> badarg.

cause(Reason) when Reason =:= terminated; Reason =:= arguments; Reason =:= calling -> {io, Reason};
cause(Reason) -> {device, Reason}.

%% ---------------------------------------------------------------------------------------------------------
%% Input

-doc "Reads characters, with a prompt.".
get_chars(Prompt, N) -> get_chars(standard_io, Prompt, N).

get_chars(Io, Prompt, N) when is_integer(N), N >= 0 -> request(Io, {get_chars, unicode, Prompt, N}).

-doc "Reads a line, with a prompt.".
get_line(Prompt) -> get_line(standard_io, Prompt).

get_line(Io, Prompt) -> request(Io, {get_line, unicode, Prompt}).

get_password() -> get_password(standard_io).

get_password(Io) -> request(Io, {get_password, unicode}).

-doc "Reads a term, with a prompt.".
read(Prompt) -> read(standard_io, Prompt).

read(Io, Prompt) ->
    case request(Io, {get_until, unicode, Prompt, erl_scan, tokens, [1]}) of
        {ok, Tokens, _} -> erl_parse:parse_term(Tokens);
        {error, E, _} -> {error, E};
        {eof, _} -> eof;
        Other -> Other
    end.

read(Io, Prompt, Start) -> read(Io, Prompt, Start, []).

read(Io, Prompt, Start, Options) ->
    case request(Io, {get_until, unicode, Prompt, erl_scan, tokens, [Start, Options]}) of
        {ok, Tokens, End} -> parsed(erl_parse:parse_term(Tokens), End);
        Other -> Other
    end.

parsed({ok, What}, End) -> {ok, What, End};
parsed({error, E}, End) -> {error, E, End}.

-doc "Reads values by a format, with a prompt.".
fread(Prompt, Format) -> fread(standard_io, Prompt, Format).

fread(Io, Prompt, Format) -> request(Io, {fread, Prompt, Format}).

scan_erl_exprs(Prompt) -> scan_erl_exprs(standard_io, Prompt, 1).

scan_erl_exprs(Io, Prompt) -> scan_erl_exprs(Io, Prompt, 1).

scan_erl_exprs(Io, Prompt, Start) -> scan_erl_exprs(Io, Prompt, Start, []).

scan_erl_exprs(Io, Prompt, Start, Options) ->
    request(Io, {get_until, unicode, Prompt, erl_scan, tokens, [Start, Options]}).

scan_erl_form(Prompt) -> scan_erl_form(standard_io, Prompt, 1).

scan_erl_form(Io, Prompt) -> scan_erl_form(Io, Prompt, 1).

scan_erl_form(Io, Prompt, Start) -> scan_erl_form(Io, Prompt, Start, []).

scan_erl_form(Io, Prompt, Start, Options) -> scan_erl_exprs(Io, Prompt, Start, Options).

parse_erl_exprs(Prompt) -> parse_erl_exprs(standard_io, Prompt, 1).

parse_erl_exprs(Io, Prompt) -> parse_erl_exprs(Io, Prompt, 1).

parse_erl_exprs(Io, Prompt, Start) -> parse_erl_exprs(Io, Prompt, Start, []).

parse_erl_exprs(Io, Prompt, Start, Options) ->
    case scan_erl_exprs(Io, Prompt, Start, Options) of
        {ok, Tokens, End} -> parsed(erl_parse:parse_exprs(Tokens), End);
        Other -> Other
    end.

parse_erl_form(Prompt) -> parse_erl_form(standard_io, Prompt, 1).

parse_erl_form(Io, Prompt) -> parse_erl_form(Io, Prompt, 1).

parse_erl_form(Io, Prompt, Start) -> parse_erl_form(Io, Prompt, Start, []).

parse_erl_form(Io, Prompt, Start, Options) ->
    case scan_erl_form(Io, Prompt, Start, Options) of
        {ok, Tokens, End} -> parsed(erl_parse:parse_form(Tokens), End);
        Other -> Other
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Options and geometry

setopts(Options) -> setopts(standard_io, Options).

-doc "Sets options of a device.".
setopts(Io, Options) -> request(Io, {setopts, Options}).

getopts() -> getopts(standard_io).

-doc "The options of a device.".
getopts(Io) -> request(Io, getopts).

columns() -> columns(standard_io).

-doc "The width of a terminal.".
columns(Io) -> geometry(Io, columns).

rows() -> rows(standard_io).

-doc "The height of a terminal.".
rows(Io) -> geometry(Io, rows).

geometry(Io, What) ->
    case request(Io, {get_geometry, What}) of
        N when is_integer(N), N > 0 -> {ok, N};
        _ -> {error, enotsup}
    end.


%% ---------------------------------------------------------------------------------------------------------
%% Requests

request(Request) -> request(standard_io, Request).

-doc false.
request(standard_io, Request) -> ask(group_leader(), Request);
request(Io, Request) when is_pid(Io) -> ask(Io, Request);
request(Io, Request) when is_atom(Io) ->
    case whereis(Io) of
        undefined -> {error, arguments};
        Pid -> ask(Pid, Request)
    end;
request(#{} = Io, Request) -> ask(maps:get(pid, Io), Request);
request(Io, Request) when element(1, Io) =:= file_descriptor ->
    Module = element(2, Io),
    Module:io_request(Io, Request).

requests(Requests) -> requests(standard_io, Requests).

requests(Io, Requests) -> request(Io, {requests, Requests}).

%% The program's own output is formatted here, by the process that wants it: the server only copies bytes.
ask(Pid, {format, Format, Args}) ->
    case whereis(user) of
        Pid ->
            try unicode:characters_to_binary(io_lib_format:fwrite(Format, Args)) of
                Bytes when is_binary(Bytes) -> call(Pid, {put_chars, unicode, Bytes});
                _ -> {error, format}
            catch
                error:_ -> {error, format}
            end;
        _ ->
            call(Pid, wire({format, Format, Args}))
    end;
ask(Pid, Request) ->
    call(Pid, wire(Request)).

call(Pid, Request) ->
    Ref = erlang:monitor(process, Pid),
    Pid ! {io_request, self(), Ref, Request},
    receive
        {io_reply, Ref, Reply} ->
            erlang:demonitor(Ref, [flush]),
            Reply;
        {'DOWN', Ref, process, _, _} ->
            {error, terminated}
    end.

%% The request as it is sent.
wire({put_chars, Enc, Chars}) ->
    try unicode:characters_to_binary(Chars, unicode_of(Enc)) of
        B when is_binary(B) -> {put_chars, unicode, B};
        _ -> {put_chars, Enc, Chars}
    catch
        error:_ -> {put_chars, Enc, Chars}
    end;
wire({format, Format, Args}) ->
    {put_chars, unicode, io_lib, format, [Format, Args]};
wire({write, Term}) -> {put_chars, unicode, io_lib, write, [Term]};
wire(nl) -> {put_chars, unicode, "\n"};
wire({fread, Prompt, Format}) -> {get_until, unicode, Prompt, io_lib, fread, [Format]};
wire({requests, Requests}) -> {requests, [part(R) || R <- Requests]};
wire(Request) -> Request.

part({put_chars, _} = R) -> R;
part(R) -> wire(R).

unicode_of(latin1) -> latin1;
unicode_of(_) -> unicode.
