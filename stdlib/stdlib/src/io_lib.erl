%% Text from terms and terms from text, without any input or output: format, write, print, fread and the helpers
%% of the io protocol.
-module(io_lib).

-export([format/2, format/3, fwrite/2, fwrite/3, bformat/2, bformat/3, bfwrite/2, bfwrite/3]).
-export([scan_format/2, unscan_format/1, build_text/1, build_text/2]).
-export([print/1, print/4, indentation/2, fread/2, fread/3]).
-export([write/1, write/2, write/3, write/5, write_bin/5, bwrite/2]).
-export([write_atom/1, write_atom/2, write_atom_as_latin1/1, quote_atom/2]).
-export([write_string/1, write_string/2, write_latin1_string/1, write_latin1_string/2, write_unicode_string/1,
         write_string_as_latin1/1, write_string_as_latin1/2, write_string_bin/3, bwrite_string/3]).
-export([write_char/1, write_latin1_char/1, write_unicode_char/1, write_char_as_latin1/1]).
-export([write_binary/3, write_binary_bin/4]).
-export([char_list/1, latin1_char_list/1, deep_char_list/1, deep_latin1_char_list/1, deep_unicode_char_list/1]).
-export([printable_list/1, printable_latin1_list/1, printable_unicode_list/1]).
-export([format_prompt/1, format_prompt/2, nl/0, chars_length/1, limit_term/2]).
-export([collect_chars/1, collect_chars/3, collect_chars/4, collect_chars_eager/4]).
-export([collect_line/1, collect_line/3, collect_line/4, collect_line_no_eol/4]).
-export([get_until/1, get_until/3, get_until/4]).
%% for io_lib_pretty and io_lib_format
-export([write_scalar/2, quoted/3, map_pairs/2, bit_parts/2, write_bits/2, record_name/2, record_fields/1]).

-export_type([chars/0, latin1_string/0, continuation/0, fread_error/0, fread_item/0, format_spec/0, chars_limit/0, depth/0]).

-type chars() :: [char() | chars()].
-type latin1_string() :: [byte()].
-type depth() :: -1 | non_neg_integer().
-type chars_limit() :: integer().
-opaque continuation() :: {term(), term(), term(), term()}.
-type fread_error() :: atom | based | character | float | format | input | integer | string | unsigned.
-type fread_item() :: string() | atom() | integer() | float().
-type format_spec() :: #{control_char := char(), args := [any()], width := none | integer(), adjust := left | right,
                         precision := none | integer(), pad_char := char(), encoding := unicode | latin1,
                         strings := boolean(), maps_order => undefined | reversed | ordered | fun()}.

%% ---------------------------------------------------------------------------------------------------------
%% format

-doc "Text made from a format string and its arguments.".
format(Format, Args) ->
    try io_lib_format:fwrite(Format, Args)
    catch
        error:R:S -> is_bad(R) andalso erlang:error(badarg, [Format, Args]), erlang:raise(error, R, S)
    end.

-doc "As format/2; {chars_limit, N} asks for about N characters.".
format(Format, Args, Options) ->
    try io_lib_format:fwrite(Format, Args, Options)
    catch
        error:R:S -> is_bad(R) andalso erlang:error(badarg, [Format, Args, Options]), erlang:raise(error, R, S)
    end.

%% What fails in there is a wrong argument of the caller.
is_bad(R) when R =:= badarg; R =:= function_clause; R =:= badarith; R =:= if_clause -> true;
is_bad({R, _}) -> lists:member(R, [badmatch, case_clause, badmap, badkey, badarg]);
is_bad(_) -> false.

-doc "Same as format/2.".
fwrite(Format, Args) -> format(Format, Args).

-doc "Same as format/3.".
fwrite(Format, Args, Options) -> format(Format, Args, Options).

-doc "As format/2, as a binary in UTF-8.".
bformat(Format, Args) -> unicode:characters_to_binary(format(Format, Args)).

bformat(Format, Args, Options) -> unicode:characters_to_binary(format(Format, Args, Options)).

bfwrite(Format, Args) -> bformat(Format, Args).

bfwrite(Format, Args, Options) -> bformat(Format, Args, Options).

-doc "The format string's control sequences as maps, with their arguments.".
scan_format(Format, Args) ->
    try io_lib_format:scan(Format, Args)
    catch
        error:_ -> erlang:error(badarg, [Format, Args])
    end.

-doc "The format string and arguments of a list made by scan_format/2.".
unscan_format(List) -> io_lib_format:unscan(List).

-doc "The text of a list made by scan_format/2.".
build_text(List) ->
    try io_lib_format:build(List)
    catch
        error:_ -> erlang:error(badarg, [List])
    end.

build_text(List, Options) ->
    try io_lib_format:build(List, Options)
    catch
        error:_ -> erlang:error(badarg, [List, Options])
    end.

-doc "The term as text, broken into lines of 80 columns.".
print(Term) -> io_lib_pretty:print(Term, 1, 80, -1).

-doc "As print/1 from a column, with a line length and a depth.".
print(Term, Column, LineLength, Depth) -> io_lib_pretty:print(Term, Column, LineLength, Depth).

-doc "The column after writing the characters from column Start.".
indentation([$\n | Cs], _) -> indentation(Cs, 0);
indentation([$\t | Cs], I) -> indentation(Cs, (I + 8) div 8 * 8);
indentation([C | Cs], I) when is_integer(C) -> indentation(Cs, I + 1);
indentation([C | Cs], I) -> indentation(Cs, indentation(C, I));
indentation(<<Cs/binary>>, I) -> indentation(binary_to_list(Cs), I);
indentation([], I) -> I.

-doc "Reads values from a string by a format.".
fread(Format, Chars) -> io_lib_fread:fread(Format, Chars).

-doc "Reads values by a format from text that comes in pieces.".
fread(Cont, Chars, Format) -> io_lib_fread:fread(Cont, Chars, Format).

%% ---------------------------------------------------------------------------------------------------------
%% write: the standard syntax on one line. Each function puts its text before Tail.

-doc "The term in standard syntax.".
write(Term) -> w(Term, [], latin1).

-doc "As write/1 to a depth, or with options depth, encoding, chars_limit and maps_order.".
write(Term, Options) when is_list(Options) ->
    Depth = option(depth, Options, -1),
    Enc = option(encoding, Options, utf8),
    Limit = option(chars_limit, Options, -1),
    Order = option(maps_order, Options, undefined),
    write(Term, Depth, Enc, Order, Limit);
write(Term, Depth) ->
    write(Term, Depth, latin1, undefined, -1).

write(Term, Depth, Pretty) when is_boolean(Pretty) ->
    write(Term, Depth, latin1, undefined, -1).

-doc false.
write(_, 0, _, _, _) -> "...";
write(_, _, _, _, 0) -> "...";
write(Term, -1, Enc, undefined, Limit) when Limit < 0 -> w(Term, [], Enc);
write(Term, Depth, Enc, Order, Limit) when Limit < 0 -> wd(Term, Depth, [], {Enc, Order});
write(Term, Depth, Enc, Order, Limit) -> io_lib_pretty:limited(Term, Limit, {Depth, Enc, Order}).

-doc false.
write_bin(Term, Depth, Enc, Order, Limit) ->
    Text = write(Term, Depth, Enc, Order, Limit),
    {unicode:characters_to_binary(Text), chars_length(Text)}.

-doc "As write/2 with options, as a binary in UTF-8.".
bwrite(Term, Options) when is_list(Options) -> unicode:characters_to_binary(write(Term, Options)).

option(Key, Options, Default) ->
    case lists:keyfind(Key, 1, Options) of
        {_, Value} -> Value;
        false -> Default
    end.

w(T, Tail, _) when is_integer(T) -> integer_to_list(T) ++ Tail;
w(T, Tail, E) when is_atom(T) -> write_atom(T, E) ++ Tail;
w([], Tail, _) -> [$[, $] | Tail];
w([H | T], Tail, E) -> [$[ | w(H, w_rest(T, Tail, E), E)];
w({}, Tail, _) -> [${, $} | Tail];
w(T, Tail, E) when is_tuple(T) -> [${ | w_tuple(T, 1, tuple_size(T), Tail, E)];
w(T, Tail, _) when is_bitstring(T) -> write_bits(T, Tail);
w(T, Tail, E) when is_map(T) -> [$#, ${ | w_pairs(map_pairs(T, undefined), Tail, E)];
w(T, Tail, E) when is_record(T) -> record_name(T, E) ++ [${ | w_fields(record_fields(T), Tail, E)];
w(T, Tail, E) -> write_scalar(T, E) ++ Tail.

w_fields([], Tail, _) -> [$} | Tail];
w_fields([F], Tail, E) -> w_field(F, [$} | Tail], E);
w_fields([F | Fs], Tail, E) -> w_field(F, [$, | w_fields(Fs, Tail, E)], E).

w_field({F, V}, Tail, E) -> w(F, [$\s, $=, $\s | w(V, Tail, E)], E).

-doc false.
%% `#module:name` of a native record.
record_name(R, E) -> lists:append(["#", write_atom(records:get_module(R), E), ":", write_atom(records:get_name(R), E)]).

-doc false.
record_fields(R) -> [{F, records:get(F, R)} || F <- records:get_field_names(R)].

w_rest([], Tail, _) -> [$] | Tail];
w_rest([H | T], Tail, E) -> [$, | w(H, w_rest(T, Tail, E), E)];
w_rest(X, Tail, E) -> [$| | w(X, [$] | Tail], E)].

w_tuple(T, I, I, Tail, E) -> w(element(I, T), [$} | Tail], E);
w_tuple(T, I, N, Tail, E) -> w(element(I, T), [$, | w_tuple(T, I + 1, N, Tail, E)], E).

w_pairs([], Tail, _) -> [$} | Tail];
w_pairs([P], Tail, E) -> w_pair(P, [$} | Tail], E);
w_pairs([P | Ps], Tail, E) -> w_pair(P, [$, | w_pairs(Ps, Tail, E)], E).

w_pair({K, V}, Tail, E) -> w(K, [$\s, $=, $>, $\s | w(V, Tail, E)], E).

%% with a depth or an order of map keys
wd(_, 0, Tail, _) -> "..." ++ Tail;
wd([_ | _], 1, Tail, _) -> "[...]" ++ Tail;
wd([H | T], D, Tail, O) -> [$[ | wd(H, less(D), wd_rest(T, less(D), Tail, O), O)];
wd({}, _, Tail, _) -> [${, $} | Tail];
wd(T, 1, Tail, _) when is_tuple(T) -> "{...}" ++ Tail;
wd(T, D, Tail, O) when is_tuple(T) ->
    [${ | wd(element(1, T), less(D), wd_tuple(T, 2, tuple_size(T), less(D), Tail, O), O)];
wd(T, D, Tail, _) when is_map(T), D =:= 1; T =:= #{} -> "#{}" ++ Tail;
wd(T, D, Tail, {_, Order} = O) when is_map(T) ->
    [P | Ps] = map_pairs(T, Order),
    Inner = less(D),
    [$#, ${ | wd_pair(P, Inner, wd_pairs(Ps, Inner, Inner, Tail, O), O)];
wd(T, D, Tail, {E, _} = O) when is_record(T) ->
    record_name(T, E) ++ [${ | case record_fields(T) of
        [] -> [$} | Tail];
        _ when D =:= 1 -> "...}" ++ Tail;
        [F | Fs] -> wd_field(F, less(D), wd_fields(Fs, less(D), Tail, O), O)
    end];
wd(T, D, Tail, _) when is_bitstring(T) -> "<<" ++ join(bit_parts(T, D), ">>" ++ Tail);
wd(T, _, Tail, {E, _}) -> w(T, Tail, E).

wd_rest([], _, Tail, _) -> [$] | Tail];
wd_rest(_, 1, Tail, _) -> "|...]" ++ Tail;
wd_rest([H | T], D, Tail, O) -> [$, | wd(H, less(D), wd_rest(T, less(D), Tail, O), O)];
wd_rest(X, D, Tail, O) -> [$| | wd(X, less(D), [$] | Tail], O)].

wd_tuple(_, I, N, _, Tail, _) when I > N -> [$} | Tail];
wd_tuple(_, _, _, 1, Tail, _) -> ",...}" ++ Tail;
wd_tuple(T, I, N, D, Tail, O) ->
    [$, | wd(element(I, T), less(D), wd_tuple(T, I + 1, N, less(D), Tail, O), O)].

wd_pairs(_, 1, _, Tail, _) -> ",...}" ++ Tail;
wd_pairs([], _, _, Tail, _) -> [$} | Tail];
wd_pairs([P | Ps], D, Inner, Tail, O) -> [$, | wd_pair(P, Inner, wd_pairs(Ps, less(D), Inner, Tail, O), O)].

wd_fields([], _, Tail, _) -> [$} | Tail];
wd_fields(_, 1, Tail, _) -> ",...}" ++ Tail;
wd_fields([F | Fs], D, Tail, O) -> [$, | wd_field(F, less(D), wd_fields(Fs, less(D), Tail, O), O)].

wd_field({F, V}, D, Tail, {E, _} = O) -> write_atom(F, E) ++ " = " ++ wd(V, D, Tail, O).

wd_pair({K, V}, D, Tail, O) -> wd(K, D, " => " ++ wd(V, D, Tail, O), O).

less(-1) -> -1;
less(D) -> D - 1.

join([], Tail) -> Tail;
join([P], Tail) -> P ++ Tail;
join([P | Ps], Tail) -> P ++ [$, | join(Ps, Tail)].

-doc false.
map_pairs(Map, undefined) -> maps:to_list(Map);
map_pairs(Map, Order) when Order =:= ordered; Order =:= reversed; is_function(Order, 2) ->
    maps:to_list(maps:iterator(Map, Order)).

-doc false.
write_scalar(T, _) when is_integer(T) -> integer_to_list(T);
write_scalar(T, E) when is_atom(T) -> write_atom(T, E);
write_scalar(T, _) when is_float(T) -> io_lib_format:fwrite_g(T);
write_scalar(T, _) when is_pid(T) -> pid_to_list(T);
write_scalar(T, _) when is_reference(T) -> ref_to_list(T);
write_scalar(T, _) when is_function(T) -> erlang:fun_to_list(T);
write_scalar(T, _) when is_port(T) -> erlang:port_to_list(T);
write_scalar([], _) -> "[]".

-doc false.
write_bits(<<>>, Tail) -> [$<, $<, $>, $> | Tail];
write_bits(B, Tail) -> [$<, $< | bits(B, [$>, $> | Tail])].

bits(<<X>>, Tail) -> integer_to_list(X) ++ Tail;
bits(<<X, B/bitstring>>, Tail) when B =/= <<>> -> integer_to_list(X) ++ [$, | bits(B, Tail)];
bits(B, Tail) -> last_bits(B) ++ Tail.

last_bits(B) ->
    N = bit_size(B),
    <<X:N>> = B,
    integer_to_list(X) ++ [$: | integer_to_list(N)].

-doc false.
bit_parts(<<>>, _) -> [];
bit_parts(_, 1) -> ["..."];
bit_parts(<<X, B/bitstring>>, D) -> [integer_to_list(X) | bit_parts(B, less(D))];
bit_parts(B, _) -> [last_bits(B)].

-doc false.
write_binary(B, Depth, _Limit) ->
    {wd(B, Depth, [], {latin1, undefined}), rest_of(B, Depth)}.

rest_of(_, -1) -> <<>>;
rest_of(B, D) when D > 0, byte_size(B) >= D -> binary:part(B, D - 1, byte_size(B) - D + 1);
rest_of(_, _) -> <<>>.

-doc false.
write_binary_bin(B, Depth, Limit, Acc) ->
    {Text, Rest} = write_binary(B, Depth, Limit),
    {<<Acc/binary, (unicode:characters_to_binary(Text))/binary>>, Rest}.

%% ---------------------------------------------------------------------------------------------------------
%% Atoms

-doc "The atom, quoted where its text needs it.".
write_atom(Atom) -> write_atom(Atom, unicode).

-doc "As write_atom/1, with characters outside Latin-1 escaped.".
write_atom_as_latin1(Atom) -> write_atom(Atom, latin1).

-doc false.
write_atom(Atom, Enc) ->
    Chars = atom_to_list(Atom),
    case plain_atom(Chars) andalso not reserved(Atom) of
        true -> Chars;
        false -> quoted(Chars, $', Enc)
    end.

-doc "Whether the atom must be written in quotes.".
quote_atom(Atom, Chars) -> reserved(Atom) orelse not plain_atom(Chars).

plain_atom([C | Cs]) when C >= $a, C =< $z -> plain_rest(Cs);
plain_atom([C | Cs]) when C >= $\xdf, C =< $\xff, C =/= $\xf7 -> plain_rest(Cs);
plain_atom(_) -> false.

plain_rest([C | Cs]) when C >= $a, C =< $z -> plain_rest(Cs);
plain_rest([$_ | Cs]) -> plain_rest(Cs);
plain_rest([C | Cs]) when C >= $A, C =< $Z; C >= $0, C =< $9; C =:= $@ -> plain_rest(Cs);
plain_rest([C | Cs]) when C >= $\xc0, C =< $\xff, C =/= $\xd7, C =/= $\xf7 -> plain_rest(Cs);
plain_rest([]) -> true;
plain_rest(_) -> false.

reserved('after') -> true;
reserved('and') -> true;
reserved('andalso') -> true;
reserved('band') -> true;
reserved('begin') -> true;
reserved('bnot') -> true;
reserved('bor') -> true;
reserved('bsl') -> true;
reserved('bsr') -> true;
reserved('bxor') -> true;
reserved('case') -> true;
reserved('catch') -> true;
reserved('cond') -> true;
reserved('div') -> true;
reserved('else') -> true;
reserved('end') -> true;
reserved('fun') -> true;
reserved('if') -> true;
reserved('let') -> true;
reserved('maybe') -> true;
reserved('not') -> true;
reserved('of') -> true;
reserved('or') -> true;
reserved('orelse') -> true;
reserved('receive') -> true;
reserved('rem') -> true;
reserved('try') -> true;
reserved('when') -> true;
reserved('xor') -> true;
reserved(_) -> false.

%% ---------------------------------------------------------------------------------------------------------
%% Strings and characters

-doc "The string in double quotes, with escapes.".
write_string(S) -> quoted(S, $", unicode).

-doc "As write_string/1 with another quote; [] gives no quotes.".
write_string(S, Quote) -> quoted(S, Quote, unicode).

write_unicode_string(S) -> quoted(S, $", unicode).

write_latin1_string(S) -> write_latin1_string(S, $").

write_latin1_string(S, Quote) -> quoted(S, Quote, latin1_only).

-doc "As write_string/1, with characters outside Latin-1 escaped.".
write_string_as_latin1(S) -> write_string_as_latin1(S, $").

write_string_as_latin1(S, Quote) -> quoted(S, Quote, latin1).

-doc false.
write_string_bin(S, Quote, Enc) ->
    Text = quoted(S, Quote, case Enc of latin1 -> latin1; _ -> unicode end),
    {unicode:characters_to_binary(Text), length(Text)}.

-doc false.
bwrite_string(S, Quote, true) -> unicode:characters_to_binary(quoted(S, Quote, unicode));
bwrite_string(S, Quote, _) -> unicode:characters_to_binary(quoted(S, Quote, latin1)).

-doc false.
quoted(Chars, [], Enc) -> [[] | escape(Chars, none, [[]], Enc)];
quoted(Chars, Quote, Enc) -> [Quote | escape(Chars, Quote, [Quote], Enc)].

escape([C | Cs], Q, End, E) when is_integer(C), C >= $\s, C =< $~, C =/= $\\, C =/= Q -> [C | escape(Cs, Q, End, E)];
escape([], _, End, _) -> End;
escape([C | Cs], Q, End, E) when C >= 16#a0, C =< 16#ff -> [C | escape(Cs, Q, End, E)];
escape([C | Cs], Q, End, E) when is_integer(C), C > 16#ff, E =/= latin1, E =/= latin1_only -> [C | escape(Cs, Q, End, E)];
escape([C | Cs], Q, End, latin1) when is_integer(C), C > 16#ff ->
    "\\x{" ++ integer_to_list(C, 16) ++ [$} | escape(Cs, Q, End, latin1)];
escape([Q | Cs], Q, End, E) -> [$\\, Q | escape(Cs, Q, End, E)];
escape([C | Cs], Q, End, E) when C =< 16#ff ->
    case short(C) of
        none -> [$\\, (C bsr 6) + $0, ((C bsr 3) band 7) + $0, (C band 7) + $0 | escape(Cs, Q, End, E)];
        S -> [$\\, S | escape(Cs, Q, End, E)]
    end.

%% The letter after the backslash.
short($\n) -> $n;
short($\t) -> $t;
short($\r) -> $r;
short($\e) -> $e;
short($\b) -> $b;
short($\f) -> $f;
short($\v) -> $v;
short($\d) -> $d;
short($\\) -> $\\;
short(_) -> none.

-doc "The character as a literal, with its dollar sign.".
write_char($\s) -> "$\\s";
write_char(C) when is_integer(C), C >= 0 -> [$$ | escape([C], none, [], unicode)].

write_unicode_char(C) when is_integer(C), C >= 0 -> write_char(C).

write_latin1_char(C) when is_integer(C), C >= 0, C =< 255 -> write_char(C).

-doc "As write_char/1, with a character outside Latin-1 escaped.".
write_char_as_latin1(C) when is_integer(C), C >= 0 -> [$$ | escape([C], none, [], latin1)].

%% ---------------------------------------------------------------------------------------------------------
%% Tests

-define(is_unicode(C), (is_integer(C) andalso (C >= 0 andalso C < 16#D800 orelse C > 16#DFFF andalso C < 16#FFFE orelse C > 16#FFFF andalso C =< 16#10FFFF))).

-doc "Whether the term is a flat list of Unicode characters.".
char_list([C | Cs]) when ?is_unicode(C) -> char_list(Cs);
char_list([]) -> true;
char_list(_) -> false.

-doc "Whether the term is a flat list of Latin-1 characters.".
latin1_char_list([C | Cs]) when is_integer(C), C >= 0, C =< 255 -> latin1_char_list(Cs);
latin1_char_list([]) -> true;
latin1_char_list(_) -> false.

-doc "Whether the term is a deep list of Unicode characters.".
deep_char_list(L) -> deep_unicode(L, []).

deep_unicode_char_list(L) -> deep_unicode(L, []).

deep_unicode([C | Cs], More) when ?is_unicode(C) -> deep_unicode(Cs, More);
deep_unicode([C | Cs], More) when is_list(C) -> deep_unicode(C, [Cs | More]);
deep_unicode([], [L | More]) -> deep_unicode(L, More);
deep_unicode([], []) -> true;
deep_unicode(_, _) -> false.

-doc "Whether the term is a deep list of Latin-1 characters.".
deep_latin1_char_list(L) -> deep_latin1(L, []).

deep_latin1([C | Cs], More) when is_integer(C), C >= 0, C =< 255 -> deep_latin1(Cs, More);
deep_latin1([C | Cs], More) when is_list(C) -> deep_latin1(C, [Cs | More]);
deep_latin1([], [L | More]) -> deep_latin1(L, More);
deep_latin1([], []) -> true;
deep_latin1(_, _) -> false.

-doc "Whether the term is a list of printable characters, as `+pc` defines printable.".
printable_list(L) ->
    case io:printable_range() of
        latin1 -> printable_latin1_list(L);
        unicode -> printable_unicode_list(L)
    end.

-doc "Whether the term is a list of printable Latin-1 characters.".
printable_latin1_list([C | Cs]) when is_integer(C), C >= $\s, C =< $~ -> printable_latin1_list(Cs);
printable_latin1_list([C | Cs]) when is_integer(C), C >= 16#a0, C =< 16#ff -> printable_latin1_list(Cs);
printable_latin1_list([C | Cs]) when is_integer(C), C >= $\b, C =< $\r -> printable_latin1_list(Cs);
printable_latin1_list([$\e | Cs]) -> printable_latin1_list(Cs);
printable_latin1_list([]) -> true;
printable_latin1_list(_) -> false.

-doc "Whether the term is a list of printable Unicode characters.".
printable_unicode_list([C | Cs]) when is_integer(C), C >= $\s, C =< $~ -> printable_unicode_list(Cs);
printable_unicode_list([C | Cs])
  when is_integer(C), (C >= 16#a0 andalso C < 16#d800 orelse C > 16#dfff andalso C < 16#fffe
                       orelse C > 16#ffff andalso C =< 16#10ffff) -> printable_unicode_list(Cs);
printable_unicode_list([C | Cs]) when is_integer(C), C >= $\b, C =< $\r -> printable_unicode_list(Cs);
printable_unicode_list([$\e | Cs]) -> printable_unicode_list(Cs);
printable_unicode_list([]) -> true;
printable_unicode_list(_) -> false.

-doc "The characters that start a new line.".
nl() -> "\n".

-doc "The number of characters of a deep list of characters and binaries.".
chars_length(S) ->
    try iolist_size(S)
    catch
        error:_ -> string:length(S)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Prompts, limited terms

-doc "The text of a prompt given to the io functions.".
format_prompt(Prompt) -> format_prompt(Prompt, latin1).

-doc false.
format_prompt({format, Format, Args}, _) -> prompt_text(Format, Args);
format_prompt(Prompt, _) when is_binary(Prompt) -> prompt_text("~ts", [Prompt]);
format_prompt(Prompt, unicode) when is_list(Prompt) -> prompt_text("~ts", [Prompt]);
format_prompt(Prompt, _) when is_list(Prompt) -> prompt_text("~s", [Prompt]);
format_prompt(Prompt, _) when is_atom(Prompt) -> atom_to_list(Prompt);
format_prompt(Prompt, _) -> prompt_text("~tp", [Prompt]).

prompt_text(Format, Args) ->
    try io_lib_format:fwrite(Format, Args)
    catch
        error:_ -> "???"
    end.

-doc "The term with what lies deeper than Depth replaced by the atom '...'.".
limit_term(Term, -1) -> Term;
limit_term(Term, Depth) -> limit(Term, Depth).

limit(_, 0) -> '...';
limit([_ | _], 1) -> ['...'];
limit([H | T] = L, D) ->
    case printable_list(L) of
        true -> L;
        false -> [limit(H, D - 1) | limit_tail(T, D - 1)]
    end;
limit(T, 1) when is_tuple(T), T =/= {} -> {'...'};
limit(T, D) when is_tuple(T), T =/= {} ->
    [E | Es] = tuple_to_list(T),
    list_to_tuple([limit(E, D - 1) | limit_elements(Es, D - 1)]);
limit(M, D) when is_map(M) ->
    #{K => limit(V, D - 1) || {K, V} <- lists:sublist(maps:to_list(M), D + 1)};
limit(T, _) -> T.

limit_tail([], _) -> [];
limit_tail(_, 1) -> ['...'];
limit_tail([H | T], D) -> [limit(H, D - 1) | limit_tail(T, D - 1)];
limit_tail(T, D) -> limit(T, D - 1).

limit_elements([], _) -> [];
limit_elements(_, 1) -> ['...'];
limit_elements([E | Es], D) -> [limit(E, D - 1) | limit_elements(Es, D - 1)].

%% ---------------------------------------------------------------------------------------------------------
%% The reading side of the io protocol: functions called as F(State, Data, Encoding, Argument) until they
%% answer {stop, Result, Rest}. The first state is start; data is a list, a binary, or eof.

-doc false.
collect_chars(N) -> {more, {N, []}}.

-doc false.
collect_chars(State, Data, N) -> collect_chars(State, Data, latin1, N).

-doc false.
collect_chars(start, Data, Enc, N) -> collect_chars({N, []}, Data, Enc, N);
collect_chars({_, []}, eof, _, _) -> {stop, eof, eof};
collect_chars({_, Had}, eof, _, _) -> {stop, joined(Had), eof};
collect_chars({Left, Had}, Data, Enc, _) ->
    case take_chars(Data, Left, Enc) of
        {Piece, 0, Rest} -> {stop, joined([Piece | Had]), Rest};
        {Piece, More, _} -> {More, [Piece | Had]}
    end;
collect_chars(_, Data, _, _) -> {stop, {error, badarg}, Data}.

-doc false.
collect_chars_eager(start, Data, Enc, N) -> collect_chars_eager({N, []}, Data, Enc, N);
collect_chars_eager(State, eof, Enc, N) -> collect_chars(State, eof, Enc, N);
collect_chars_eager({Left, []}, Data, Enc, _) when Data =/= [], Data =/= <<>> ->
    {Piece, _, Rest} = take_chars(Data, Left, Enc),
    {stop, Piece, Rest};
collect_chars_eager(State, Data, Enc, N) -> collect_chars(State, Data, Enc, N).

take_chars(Data, N, _) when is_list(Data) -> take_list(Data, N, []);
take_chars(Data, N, latin1) when byte_size(Data) >= N ->
    <<Piece:N/binary, Rest/binary>> = Data,
    {Piece, 0, Rest};
take_chars(Data, N, latin1) -> {Data, N - byte_size(Data), <<>>};
take_chars(Data, N, _) -> take_utf8(Data, N, 0, Data).

take_list(Rest, 0, Acc) -> {lists:reverse(Acc), 0, Rest};
take_list([], N, Acc) -> {lists:reverse(Acc), N, []};
take_list([C | Cs], N, Acc) -> take_list(Cs, N - 1, [C | Acc]).

take_utf8(_, 0, At, Data) ->
    <<Piece:At/binary, Rest/binary>> = Data,
    {Piece, 0, Rest};
take_utf8(<<C/utf8, Rest/binary>>, N, At, Data) -> take_utf8(Rest, N - 1, At + byte_size(<<C/utf8>>), Data);
take_utf8(<<>>, N, _, Data) -> {Data, N, <<>>};
take_utf8(<<_, Rest/binary>>, N, At, Data) -> take_utf8(Rest, N - 1, At + 1, Data).

joined([First | _] = Pieces) when is_binary(First) -> iolist_to_binary(lists:reverse(Pieces));
joined(Pieces) -> lists:append(lists:reverse(Pieces)).

-doc false.
collect_line(start) -> {more, []}.

-doc false.
collect_line(State, Data, Arg) -> collect_line(State, Data, latin1, Arg).

-doc false.
collect_line(start, Data, Enc, Arg) -> collect_line([], Data, Enc, Arg);
collect_line([], eof, _, _) -> {stop, eof, eof};
collect_line(Had, eof, _, _) -> {stop, joined(Had), eof};
collect_line(Had, Data, _, _) ->
    case line_end(Data) of
        {Line, Rest} -> {stop, joined([Line | Had]), Rest};
        none when Data =:= []; Data =:= <<>> -> Had;
        none -> [Data | Had]
    end.

-doc false.
collect_line_no_eol(State, Data, Enc, Arg) ->
    case collect_line(State, Data, Enc, Arg) of
        {stop, Line, Rest} when Line =/= eof -> {stop, string:trim(Line, trailing, "\n"), Rest};
        Other -> Other
    end.

%% The first line of the data with its end, and what follows. "\r\n" reads as "\n".
line_end(Data) when is_binary(Data) ->
    case binary:match(Data, <<"\n">>) of
        {0, 1} -> {<<"\n">>, binary:part(Data, 1, byte_size(Data) - 1)};
        {At, 1} ->
            <<Line:(At - 1)/binary, Last, $\n, Rest/binary>> = Data,
            case Last of
                $\r -> {<<Line/binary, "\n">>, Rest};
                _ -> {<<Line/binary, Last, "\n">>, Rest}
            end;
        nomatch -> none
    end;
line_end(Data) -> line_end(Data, []).

line_end([$\r, $\n | Rest], Acc) -> {lists:reverse(Acc, "\n"), Rest};
line_end([$\n | Rest], Acc) -> {lists:reverse(Acc, "\n"), Rest};
line_end([C | Cs], Acc) -> line_end(Cs, [C | Acc]);
line_end([], _) -> none.

-doc false.
get_until({M, F, As}) -> {more, {[], {M, F, As}}}.

-doc false.
get_until(State, Data, Arg) -> get_until(State, Data, latin1, Arg).

-doc false.
get_until(start, Data, Enc, Arg) -> get_until([], Data, Enc, Arg);
get_until(Cont, Data, Enc, {M, F, As}) when is_binary(Data) ->
    case unicode:characters_to_list(Data, Enc) of
        Chars when is_list(Chars) ->
            case get_until(Cont, Chars, Enc, {M, F, As}) of
                {stop, Result, Rest} when is_list(Rest) -> {stop, Result, unicode:characters_to_binary(Rest, unicode, Enc)};
                Other -> Other
            end;
        _ -> {stop, {error, {no_translation, Enc, unicode}}, <<>>}
    end;
get_until(Cont, Data, _, {M, F, As}) ->
    case apply(M, F, [Cont, Data | As]) of
        {done, Result, Rest} -> {stop, Result, Rest};
        {more, More} -> More;
        _ -> {stop, {error, F}, Data}
    end.
