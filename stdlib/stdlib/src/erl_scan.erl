%% Text to tokens. The compiler's own scanner does the work (purlin_compile); here are options, continuations and what
%% tokens are asked.
%%
%% A continuation holds all the text so far as UTF-8: it is scanned anew when more has come.
-module(erl_scan).
-moduledoc "Tokens of Erlang source text.".
-export([string/1, string/2, string/3, tokens/3, tokens/4, continuation_location/1, format_error/1, reserved_word/1,
         f_reserved_word/1, category/1, symbol/1, text/1, location/1, line/1, column/1, end_location/1]).
-export_type([category/0, error_description/0, error_info/0, options/0, option/0, symbol/0, token/0, tokens/0,
              tokens_result/0, return_cont/0]).

-type category() :: atom().
-type symbol() :: atom() | float() | integer() | string().
-type token() :: {category(), erl_anno:anno(), symbol()} | {category(), erl_anno:anno()}.
-type tokens() :: [token()].
-type error_description() :: term().
-type error_info() :: {erl_anno:location(), module(), error_description()}.
-type option() :: return | return_white_spaces | return_comments | text | {reserved_word_fun, fun((atom()) -> boolean())}
                | {text_fun, fun((atom(), string()) -> boolean())}.
-type options() :: option() | [option()].
-type tokens_result() :: {ok, tokens(), erl_anno:location()} | {eof, erl_anno:location()}
                       | {error, error_info(), erl_anno:location()}.
-opaque return_cont() :: tuple().

-record(opts, {text = false, spaces = false, comments = false, reserved, text_fun}).
-record(erl_scan_continuation, {start, opts, text}).

%% A form this long (bytes) is scanned anew only when it may be complete.
-define(LONG, 4096).

-define(IS_START(S), (is_integer(S) orelse is_integer(element(1, S)) andalso element(1, S) >= 0
                      andalso is_integer(element(2, S)) andalso element(2, S) >= 1)).

-doc "Equivalent to string(Chars, 1).".
-spec string(string()) -> {ok, tokens(), erl_anno:location()} | {error, error_info(), erl_anno:location()}.
string(Chars) -> string(Chars, 1, []).

-doc "Equivalent to string(Chars, Start, []).".
string(Chars, Start) -> string(Chars, Start, []).

-doc "All tokens of a text.".
string(Chars, Start, Options) when is_list(Chars), ?IS_START(Start) ->
    Opts = options(Options),
    erl_anno:new(Start),
    case utf8(Chars) of
        {ok, Text} -> fit(purlin_compile:ask(string, {Text, Start, flags(Opts)}), Opts);
        {bad, Text} ->
            case purlin_compile:ask(string, {Text, Start, flags(Opts)}) of
                {ok, _, End} -> {error, {End, ?MODULE, {illegal, character}}, End};
                Error -> Error
            end
    end.

-doc "Equivalent to tokens(Continuation, Chars, Start, []).".
tokens(Continuation, Chars, Start) -> tokens(Continuation, Chars, Start, []).

-doc "The tokens of one form, whose text comes in pieces; begins with the continuation `[]`, ends with `eof`.".
tokens([], Chars, Start, Options) when ?IS_START(Start) ->
    erl_anno:new(Start),
    more(#erl_scan_continuation{start = Start, opts = options(Options), text = <<>>}, Chars);
tokens(#erl_scan_continuation{} = Continuation, Chars, _, _) -> more(Continuation, Chars).

more(#erl_scan_continuation{start = Start, opts = Opts, text = Before} = Continuation, eof) ->
    case purlin_compile:ask(tokens, {Before, Start, flags(Opts), true}) of
        {eof, End} -> {done, {eof, End}, eof};
        {done, Result, Offset} when Offset < byte_size(Before) -> {done, fit(Result, Opts), rest(Before, Offset)};
        {done, Result, _} -> {done, fit(Result, Opts), eof};
        more -> {more, Continuation}
    end;
more(#erl_scan_continuation{start = Start, opts = Opts, text = Before} = Continuation, Chars) when is_list(Chars) ->
    {Kind, New} = utf8(Chars),
    Text = <<Before/binary, New/binary>>,
    Answer = case Kind =:= ok andalso byte_size(Before) > ?LONG andalso not may_end(Before, New) of
                 true -> more;
                 false -> purlin_compile:ask(tokens, {Text, Start, flags(Opts), false})
             end,
    case Answer of
        {done, Result, Offset} when Kind =:= ok -> {done, fit(Result, Opts), rest(Text, Offset)};
        {done, Result, Offset} ->
            {done, fit(Result, Opts), rest(Text, Offset) ++ lists:nthtail(string:length(New), Chars)};
        more when Kind =:= ok -> {more, Continuation#erl_scan_continuation{text = Text}};
        more ->
            {_, _, End} = purlin_compile:ask(string, {Text, Start, flags(Opts)}),
            {done, {error, {End, ?MODULE, {illegal, character}}, End}, lists:nthtail(length(rest(New, 0)), Chars)}
    end.

%% May the new text, after a long one, hold a full stop? If not, scanning can wait.
may_end(Before, New) ->
    Seen = <<(binary:last(Before)), New/binary>>,
    binary:last(Seen) =:= $.
        orelse binary:match(Seen, [<<".\n">>, <<". ">>, <<".\t">>, <<".\r">>, <<".%">>]) =/= nomatch.

rest(Text, Offset) -> unicode:characters_to_list(binary:part(Text, Offset, byte_size(Text) - Offset)).

-doc "Where the text that a continuation waits for begins.".
continuation_location(#erl_scan_continuation{start = Start, opts = Opts, text = Text}) ->
    element(3, purlin_compile:ask(string, {Text, Start, flags(Opts)})).

%% The text as UTF-8; what precedes a character that is none.
utf8(Chars) -> utf8(Chars, []).

utf8([C | Chars], Acc) when is_integer(C), C >= 0, C < 16#D800 -> utf8(Chars, [C | Acc]);
utf8([C | Chars], Acc) when is_integer(C), C > 16#DFFF, C =< 16#10FFFF -> utf8(Chars, [C | Acc]);
utf8([C | _], Acc) when is_integer(C), C >= 16#D800, C =< 16#DFFF -> {bad, unicode:characters_to_binary(lists:reverse(Acc))};
utf8([C | _], _) -> error({not_character, C});
utf8([], Acc) -> {ok, unicode:characters_to_binary(lists:reverse(Acc))}.

%% ---------------------------------------------------------------------------------------------------------
%% Options

options(Options) when is_list(Options) -> lists:foldr(fun option/2, #opts{}, Options);
options(Option) -> options([Option]).

option(return, Opts) -> Opts#opts{spaces = true, comments = true};
option(return_white_spaces, Opts) -> Opts#opts{spaces = true};
option(return_comments, Opts) -> Opts#opts{comments = true};
option(text, Opts) -> Opts#opts{text = true};
option({reserved_word_fun, Fun}, Opts) when is_function(Fun, 1) -> Opts#opts{reserved = Fun};
option({text_fun, Fun}, Opts) when is_function(Fun, 2) -> Opts#opts{text_fun = Fun};
option({Name, _}, _) when Name =:= reserved_word_fun; Name =:= text_fun -> error(badarg);
option(_, Opts) -> Opts.

flags(#opts{text = Text, spaces = Spaces, comments = Comments, text_fun = Fun}) ->
    {Text orelse Fun =/= undefined, Spaces, Comments}.

%% What the funs among the options make of the tokens.
fit({ok, Tokens, End}, #opts{reserved = Reserved, text_fun = Fun, text = Text})
  when Reserved =/= undefined; Fun =/= undefined ->
    {ok, [slim(reserve(Token, Reserved), Fun, Text) || Token <- Tokens], End};
fit(Result, _) -> Result.

reserve(Token, undefined) -> Token;
reserve({atom, Anno, Symbol} = Token, Fun) ->
    case plain(Anno, Symbol) andalso Fun(Symbol) of
        true -> {Symbol, Anno};
        false -> Token
    end;
reserve({Word, Anno} = Token, Fun) ->
    case reserved_word(Word) andalso not Fun(Word) of
        true -> {atom, Anno, Word};
        false -> Token
    end;
reserve(Token, _) -> Token.

%% Quoted atoms are never reserved; without their text that is not known.
plain(Anno, _) ->
    case is_list(Anno) andalso erl_anno:text(Anno) of
        [$' | _] -> false;
        _ -> true
    end.

slim(Token, undefined, _) -> Token;
slim(Token, _, true) -> Token;
slim(Token, Fun, false) ->
    Anno = element(2, Token),
    Text = erl_anno:text(Anno),
    case Text =:= undefined orelse Fun(element(1, Token), Text) of
        true -> Token;
        false -> setelement(2, Token, erl_anno:location(Anno))
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Asking tokens

-doc "The kind of a token.".
category({Category, _}) -> Category;
category({Category, _, _}) -> Category;
category(Token) -> error(badarg, [Token]).

-doc "The value of a token; of one without, its kind.".
symbol({Category, _}) -> Category;
symbol({_, _, Symbol}) -> Symbol;
symbol(Token) -> error(badarg, [Token]).

-doc "The characters a token was made of, if they were asked for.".
text(Token) -> erl_anno:text(element(2, Token)).

-doc "Where a token begins.".
location(Token) -> erl_anno:location(element(2, Token)).

-doc "The line of a token.".
line(Token) -> erl_anno:line(element(2, Token)).

-doc "The column of a token, if columns were counted.".
column(Token) -> erl_anno:column(element(2, Token)).

-doc "Where a token ends, if its text is there.".
end_location(Token) -> erl_anno:end_location(element(2, Token)).

%% ---------------------------------------------------------------------------------------------------------
%% Words and errors

-doc "Is it a reserved word, all features enabled?".
reserved_word('maybe') -> true;
reserved_word('else') -> true;
reserved_word(Word) -> f_reserved_word(Word).

-doc "Is it a reserved word whatever features are enabled?".
f_reserved_word(Word) ->
    lists:member(Word, ['after', 'and', 'andalso', 'band', 'begin', 'bnot', 'bor', 'bsl', 'bsr', 'bxor', 'case', 'catch',
                        'cond', 'div', 'end', 'fun', 'if', 'let', 'not', 'of', 'or', 'orelse', 'receive', 'rem', 'try',
                        'when', 'xor']).

-doc "What an error descriptor says.".
format_error({unterminated, char}) -> "unterminated character";
format_error({unterminated, What, Text}) ->
    {Name, Quote} = kind(What),
    lists:flatten(["unterminated ", Name, " starting with ", io_lib:write_string(Text, Quote)]);
format_error({illegal, What}) -> lists:flatten(io_lib:format("illegal ~w", [What]));
format_error({base, Base}) -> lists:flatten(io_lib:format("illegal base '~w'", [Base]));
format_error(indentation) -> "bad indentation in triple-quoted string";
format_error(white_space) -> "not white space after start of triple-quoted string";
format_error(string_concat) -> "adjacent string literals without intervening white space";
format_error(Other) -> lists:flatten(io_lib:write(Other)).

kind(atom) -> {"atom", $'};
kind(string) -> {"string", $"};
kind({string, _}) -> {"triple-quoted string", $"};
kind({sigil, Name, N}) when is_integer(N) -> {io_lib:format("triple-quoted ~~~ts sigil string", [Name]), $"};
kind({sigil, Name, Open, Close}) -> {io_lib:format("~~~ts~ts~ts sigil string", [Name, [Open], [Close]]), $"}.
