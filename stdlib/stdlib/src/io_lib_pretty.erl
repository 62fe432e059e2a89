%% Pretty printing of terms: what `~p`, `~P` and io_lib:print write.
%%
%% Most terms fit on the rest of the line. line/3 therefore writes the one-line form straight away and gives up
%% as soon as the room is used; only then is a tree of nodes with their lengths built and laid out.
-module(io_lib_pretty).
-export([print/1, print/2, print/3, print/4, print/5, print/6]).
-export([print_bin/2, limited/3]).

-record(o, {enc = latin1, str = true, ord = undefined, rec = no, ll = 80, max = infinity, ind = -1}).

-define(is_depth(D), (is_integer(D) andalso D >= -1)).

-doc "The term as text, lines broken at 80 columns.".
print(Term) -> print(Term, 1, 80, -1).

-doc "As print/1, with a record definition fun or a list of options.".
print(Term, Options) when is_list(Options) ->
    Col = opt(column, Options, 1),
    Ll = opt(line_length, Options, 80),
    D = opt(depth, Options, -1),
    M = opt(line_max_chars, Options, -1),
    T = opt(chars_limit, Options, -1),
    Rec = opt(record_print_fun, Options, no_fun),
    Enc = opt(encoding, Options, utf8),
    Str = opt(strings, Options, true),
    Ord = opt(maps_order, Options, undefined),
    print(Term, Col, Ll, D, M, T, Rec, Enc, Str, Ord);
print(Term, RecFun) ->
    print(Term, -1, RecFun).

print(Term, Depth, RecFun) -> print(Term, 1, 80, Depth, RecFun).

print(Term, Col, Ll, D) -> print(Term, Col, Ll, D, -1, -1, no_fun, latin1, true, undefined).

print(Term, Col, Ll, D, RecFun) -> print(Term, Col, Ll, D, -1, -1, RecFun, latin1, true, undefined).

print(Term, Col, Ll, D, M, RecFun) -> print(Term, Col, Ll, D, M, -1, RecFun, latin1, true, undefined).

-doc "As print/2, as a binary in UTF-8.".
print_bin(Term, Options) ->
    unicode:characters_to_binary(print(Term, Options)).

opt(Key, Options, Default) ->
    case lists:keyfind(Key, 1, Options) of
        {_, Value} -> Value;
        false -> Default
    end.

print(_, _, _, 0, _, _, _, _, _, _) -> "...";
print(_, _, _, _, _, 0, _, _, _, _) -> "...";
print(Term, Col, Ll, D, M, T, Rec, Enc, Str, Ord) when Col < 1 -> print(Term, 1, Ll, D, M, T, Rec, Enc, Str, Ord);
print(Term, Col, Ll, D, M, T, Rec, Enc, Str, Ord) ->
    O = #o{enc = Enc, str = Str, ord = Ord, rec = rec_fun(Rec), ll = Ll, max = case M of -1 -> infinity; _ -> M end},
    if
        T >= 0 -> limited_text(Term, Col, Ll, D, T, O);
        Ll =:= 0 -> flat(node(Term, D, O));
        D =:= -1, O#o.rec =:= no -> simple(Term, Col, O);
        true -> layout(node(Term, D, O), Col, O)
    end.

rec_fun(F) when is_function(F, 2) -> F;
rec_fun(_) -> no.

%% What needs no layout is written at once.
simple(Term, _, #o{enc = Enc}) when is_atom(Term) -> io_lib:write_atom(Term, Enc);
simple(Term, _, _) when is_integer(Term) -> integer_to_list(Term);
simple(Term, _, _) when is_float(Term) -> io_lib_format:fwrite_g(Term);
simple([], _, _) -> "[]";
simple(Term, Col, #o{ll = Ll, max = Max} = O) when is_list(Term); is_tuple(Term); is_map(Term); is_bitstring(Term); is_record(Term) ->
    Room = min(Ll - Col - 1, Max),
    try line(Term, Room, O) of
        [_ | Chars] -> Chars
    catch
        throw:over -> layout(node(Term, -1, O), Col, O)
    end;
simple(Term, _, #o{enc = Enc}) -> io_lib:write_scalar(Term, Enc).

%% ---------------------------------------------------------------------------------------------------------
%% The one-line form: [Room left | Chars], or throw over.

line(_, N, _) when N < 0 -> throw(over);
line(T, N, #o{enc = Enc}) when is_atom(T) -> took(N, io_lib:write_atom(T, Enc));
line(T, N, _) when is_integer(T) -> took(N, integer_to_list(T));
line([], N, _) -> took(N, "[]");
line([H | T] = L, N, O) ->
    case string_of(L, O) of
        {yes, Chars} ->
            took(N, Chars);
        no ->
            [N1 | C1] = line(H, N - 2, O),
            [N2 | C2] = line_tail(T, N1, O),
            [N2, $[, C1 | C2]
    end;
line({}, N, _) -> took(N, "{}");
line(T, N, O) when is_tuple(T) ->
    [N1 | C1] = line(element(1, T), N - 2, O),
    [N2 | C2] = line_tuple(T, 2, tuple_size(T), N1, O),
    [N2, ${, C1 | C2];
line(T, N, _) when T =:= #{} -> took(N, "#{}");
line(T, N, O) when is_map(T) ->
    [N1 | C] = line_pairs(io_lib:map_pairs(T, O#o.ord), N - 3, first, O),
    [N1, $#, ${ | C];
line(T, N, O) when is_record(T) ->
    Name = io_lib:record_name(T, O#o.enc),
    [N1 | C] = line_fields(io_lib:record_fields(T), N - length(Name) - 2, first, O),
    [N1, Name, ${ | C];
line(T, N, O) when is_bitstring(T) ->
    case binary_text(T, -1, O) of
        {text, Chars} -> took(N, Chars);
        no when bit_size(T) div 4 > N -> throw(over);
        no -> took(N, io_lib:write_bits(T, []))
    end;
line(T, N, #o{enc = Enc}) -> took(N, io_lib:write_scalar(T, Enc)).

took(N, Chars) ->
    case N - length(Chars) of
        Left when Left < 0 -> throw(over);
        Left -> [Left | Chars]
    end.

line_tail([], N, _) -> [N, $]];
line_tail([H | T], N, O) ->
    [N1 | C1] = line(H, N - 1, O),
    [N2 | C2] = line_tail(T, N1, O),
    [N2, $,, C1 | C2];
line_tail(X, N, O) ->
    [N1 | C1] = line(X, N - 1, O),
    [N1, $|, C1, $]].

line_tuple(_, I, Size, N, _) when I > Size -> [N, $}];
line_tuple(T, I, Size, N, O) ->
    [N1 | C1] = line(element(I, T), N - 1, O),
    [N2 | C2] = line_tuple(T, I + 1, Size, N1, O),
    [N2, $,, C1 | C2].

line_pairs([], N, _, _) -> [N, $}];
line_pairs([{K, V} | Rest], N, Place, O) ->
    N0 = case Place of first -> N; next -> N - 1 end,
    [N1 | C1] = line(K, N0 - 4, O),
    [N2 | C2] = line(V, N1, O),
    [N3 | C3] = line_pairs(Rest, N2, next, O),
    case Place of
        first -> [N3, C1, " => ", C2 | C3];
        next -> [N3, $,, C1, " => ", C2 | C3]
    end.

line_fields(_, N, _, _) when N < 0 -> throw(over);
line_fields([], N, _, _) -> [N, $}];
line_fields([{F, V} | Rest], N, Place, #o{enc = Enc} = O) ->
    Name = case Place of
        first -> io_lib:write_atom(F, Enc) ++ " = ";
        next -> [$, | io_lib:write_atom(F, Enc) ++ " = "]
    end,
    [N1 | C1] = line(V, N - length(Name), O),
    [N2 | C2] = line_fields(Rest, N1, next, O),
    [N2, Name, C1 | C2].

%% ---------------------------------------------------------------------------------------------------------
%% Strings

string_of(L, #o{str = true, enc = Enc}) ->
    case printable(L, Enc) of
        true -> {yes, io_lib:quoted(L, $", Enc)};
        false -> no
    end;
string_of(_, _) -> no.

printable(L, latin1) -> io_lib:printable_latin1_list(L);
printable(L, _) -> io_lib:printable_list(L).

%% A binary that reads as text: {text, Chars} or no. With a depth only its beginning is shown.
binary_text(<<>>, _, _) -> {text, "<<>>"};
binary_text(B, D, #o{str = true, enc = Enc}) when is_binary(B) ->
    case D of
        -1 -> binary_chars(B, -1, Enc);
        1 -> no;
        _ -> binary_chars(B, 4 * (D - 1), Enc)
    end;
binary_text(_, _, _) -> no.

%% The first N characters, or all. UTF-8 is tried first where the encoding allows it; what is not UTF-8 may be
%% Latin-1. When not all is to be shown anyway, a printable beginning of a
%% quarter as many will do.
binary_chars(B, N, latin1) -> latin1_text(B, N);
binary_chars(B, N, _) ->
    case utf8_prefix(B, N, [], false, N div 4) of
        {Chars, Wide, Dots} ->
            {text, "<<" ++ io_lib:quoted(Chars, $", unicode) ++ [C || Wide, C <- "/utf8"] ++ Dots ++ ">>"};
        latin1 -> latin1_text(B, N);
        no -> no
    end.

latin1_text(B, N) ->
    case latin1_prefix(B, N, [], N div 4) of
        {Chars, Dots} -> {text, "<<" ++ io_lib:quoted(Chars, $", latin1) ++ Dots ++ ">>"};
        no -> no
    end.

latin1_prefix(<<>>, _, Acc, _) -> {lists:reverse(Acc), ""};
latin1_prefix(_, 0, Acc, _) -> {lists:reverse(Acc), "..."};
latin1_prefix(<<C, B/binary>>, N, Acc, Min) ->
    case io_lib:printable_latin1_list([C]) of
        true -> latin1_prefix(B, N - 1, [C | Acc], Min - 1);
        false when N > 0, Min =< 0 -> {lists:reverse(Acc), "..."};
        false -> no
    end.

utf8_prefix(<<>>, _, Acc, Wide, _) -> {lists:reverse(Acc), Wide, ""};
utf8_prefix(_, 0, Acc, Wide, _) -> {lists:reverse(Acc), Wide, "..."};
utf8_prefix(<<C, Rest/binary>>, N, Acc, Wide, Min) when C >= $\s, C =< $~ ->
    utf8_prefix(Rest, N - 1, [C | Acc], Wide, Min - 1);
utf8_prefix(<<C/utf8, Rest/binary>>, N, Acc, Wide, Min) ->
    case io_lib:printable_list([C]) of
        true -> utf8_prefix(Rest, N - 1, [C | Acc], Wide orelse C > 127, Min - 1);
        false when N > 0, Min =< 0 -> {lists:reverse(Acc), Wide, "..."};
        false -> no
    end;
utf8_prefix(_, _, _, _, _) -> latin1.

%% ---------------------------------------------------------------------------------------------------------
%% Nodes: {Kind, Length, Parts}. A leaf's parts are its characters.

leaf(Chars) -> {leaf, io_lib:chars_length(Chars), Chars}.

dots() -> {leaf, 3, "..."}.

-define(DOTS, {leaf, 3, "..."}).

node(_, 0, _) -> dots();
node(T, _, O) when is_atom(T) -> leaf(io_lib:write_atom(T, O#o.enc));
node([], _, _) -> {leaf, 2, "[]"};
node({}, _, _) -> {leaf, 2, "{}"};
node(L, 1, _) when is_list(L) -> {elided, 5, "[...]"};
node([H | T] = L, D, O) ->
    case string_of(L, O) of
        {yes, Chars} -> leaf(Chars);
        no -> many(list, 2, [node(H, less(D), O) | list_rest(T, less(D), O)])
    end;
node(T, D, O) when is_tuple(T) -> tuple(T, D, O);
node(M, _, _) when map_size(M) =:= 0 -> {leaf, 3, "#{}"};
node(M, 1, _) when is_map(M) -> {leaf, 6, "#{...}"};
node(M, D, O) when is_map(M) -> many(map, 3, pairs(io_lib:map_pairs(M, O#o.ord), D, less(D), O));
node(R, D, O) when is_record(R) -> native(R, io_lib:record_fields(R), D, O);
node(B, 1, _) when is_bitstring(B), B =/= <<>> -> {leaf, 7, "<<...>>"};
node(B, D, O) when is_bitstring(B) ->
    case binary_text(B, D, O) of
        {text, Chars} -> leaf(Chars);
        no -> many(bin, 4, [leaf(C) || C <- io_lib:bit_parts(B, D)])
    end;
node(T, _, O) -> leaf(io_lib:write_scalar(T, O#o.enc)).

less(-1) -> -1;
less(D) -> D - 1.

many(Kind, Frame, Parts) -> {Kind, sum(Parts, Frame - 1), Parts}.

sum([], N) -> N;
sum([P | Ps], N) -> sum(Ps, N + element(2, P) + 1).

list_rest([], _, _) -> [];
list_rest(_, 1, _) -> [{tail, 3, dots()}];
list_rest([H | T], D, O) -> [node(H, less(D), O) | list_rest(T, less(D), O)];
list_rest(X, D, O) ->
    N = node(X, less(D), O),
    [{tail, element(2, N), N}].

tuple(_, 1, _) -> {leaf, 5, "{...}"};
tuple(T, D, #o{rec = Rec} = O) when Rec =/= no, is_atom(element(1, T)) ->
    case Rec(element(1, T), tuple_size(T) - 1) of
        no -> tuple_parts(T, D, O);
        Names when is_list(Names), length(Names) =:= tuple_size(T) - 1 -> record(T, Names, D, O);
        _ -> tuple_parts(T, D, O)
    end;
tuple(T, D, O) -> tuple_parts(T, D, O).

tuple_parts(T, D, O) ->
    First = element(1, T),
    Parts = [node(First, less(D), O) | tuple_rest(T, 2, less(D), O)],
    many(if is_atom(First) -> tagged; true -> tuple end, 2, Parts).

tuple_rest(T, I, _, _) when I > tuple_size(T) -> [];
tuple_rest(_, _, 1, _) -> [dots()];
tuple_rest(T, I, D, O) -> [node(element(I, T), less(D), O) | tuple_rest(T, I + 1, less(D), O)].

pairs([], _, _, _) -> [];
pairs(_, 1, _, _) -> [dots()];
pairs([{K, V} | Rest], D, Inner, O) ->
    Kn = node(K, Inner, O),
    Vn = node(V, Inner, O),
    [{pair, element(2, Kn) + element(2, Vn) + 4, {Kn, Vn}} | pairs(Rest, less(D), Inner, O)].

record(T, [], _, #o{enc = Enc}) -> leaf([$#, io_lib:write_atom(element(1, T), Enc) | "{}"]);
record(T, _, 2, #o{enc = Enc}) ->
    Text = [$# | io_lib:write_atom(element(1, T), Enc)] ++ "{...}",
    {elided, length(Text), Text};
record(T, Names, D, #o{enc = Enc} = O) ->
    Name = leaf([$# | io_lib:write_atom(element(1, T), Enc)]),
    Fields = fields(Names, T, 2, less(D), O),
    {record, sum(Fields, element(2, Name) + 1), {Name, Fields}}.

%% A native record is laid out as a tuple's record.
native(R, [], _, #o{enc = Enc}) -> leaf(io_lib:record_name(R, Enc) ++ "{}");
native(R, _, D, #o{enc = Enc}) when D =:= 1; D =:= 2 ->
    Text = io_lib:record_name(R, Enc) ++ "{...}",
    {elided, length(Text), Text};
native(R, Fields, D, #o{enc = Enc} = O) ->
    Name = leaf(io_lib:record_name(R, Enc)),
    Parts = native_fields(Fields, less(D), O),
    {record, sum(Parts, element(2, Name) + 1), {Name, Parts}}.

native_fields([], _, _) -> [];
native_fields(_, 1, _) -> [dots()];
native_fields([{Name, Value} | Fields], D, O) ->
    N = leaf(io_lib:write_atom(Name, O#o.enc)),
    V = node(Value, less(D), O),
    [{field, element(2, N) + element(2, V) + 3, {N, V}} | native_fields(Fields, less(D), O)].

fields([], _, _, _, _) -> [];
fields(_, _, _, 1, _) -> [dots()];
fields([Name | Names], T, I, D, O) ->
    N = leaf(io_lib:write_atom(Name, O#o.enc)),
    V = node(element(I, T), less(D), O),
    [{field, element(2, N) + element(2, V) + 3, {N, V}} | fields(Names, T, I + 1, less(D), O)].

%% A node on one line.
flat({leaf, _, Chars}) -> Chars;
flat({elided, _, Chars}) -> Chars;
flat({list, _, [P | Ps]}) -> [$[, flat(P) | flat_more(Ps, $])];
flat({map, _, [P | Ps]}) -> [$#, ${, flat(P) | flat_more(Ps, $})];
flat({bin, _, [P | Ps]}) -> [$<, $<, flat(P), flat_more(Ps, $>), $>];
flat({pair, _, {K, V}}) -> [flat(K), " => " | flat(V)];
flat({field, _, {N, V}}) -> [flat(N), " = " | flat(V)];
flat({record, _, {N, [F | Fs]}}) -> [flat(N), ${, flat(F) | flat_more(Fs, $})];
flat({_, _, [P | Ps]}) -> [${, flat(P) | flat_more(Ps, $})].

flat_more([], Close) -> [Close];
flat_more([{tail, _, N}], Close) -> [$|, flat(N), Close];
flat_more([P | Ps], Close) -> [$,, flat(P) | flat_more(Ps, Close)].

%% ---------------------------------------------------------------------------------------------------------
%% Layout. Elements of tuples, records and fields go beside their tag, or, where that would push text beyond the
%% middle of the line somewhere, below it: four columns in, or one. One choice holds for the whole term.
%% Shut is the number of closing brackets that follow a node, Used the characters on its line so far.

layout(Node, Col, O) ->
    M = case O#o.max of infinity -> element(2, Node); Max -> Max end,
    O1 = O#o{max = M},
    pp(Node, Col, 0, 0, O1#o{ind = indentation([-1, 4], Node, Col, O1)}).

indentation([], _, _, _) -> 1;
indentation([Ind | Inds], Node, Col, O) ->
    try
        try_ind(Node, Col, 0, 0, O#o{ind = Ind}),
        Ind
    catch
        throw:no_good -> indentation(Inds, Node, Col, O)
    end.

fits(Len, Col, Shut, Used, #o{ll = Ll, max = M}) ->
    Len < Ll - Col - Shut andalso Len + Used + Shut =< M.

pp({Kind, Len, Parts} = Node, Col, Shut, Used, O) ->
    case Kind =:= leaf orelse Kind =:= elided orelse fits(Len, Col, Shut, Used, O) of
        true -> flat(Node);
        false -> pp(Kind, Parts, Col, Shut, Used, O)
    end.

pp(list, Parts, Col, Shut, Used, O) -> [$[, pp_parts(Parts, Col + 1, Shut, Used + 1, O), $]];
pp(tuple, Parts, Col, Shut, Used, O) -> [${, pp_parts(Parts, Col + 1, Shut, Used + 1, O), $}];
pp(map, Parts, Col, Shut, Used, O) -> ["#{", pp_parts(Parts, Col + 2, Shut, Used + 2, O), $}];
pp(bin, Parts, Col, Shut, Used, #o{ll = Ll, max = M}) ->
    Room = max(8, min(Ll - Col - 2 - Shut, M - 4 - Shut - Used)),
    ["<<", pp_bytes(Parts, Room, Room, newline(Col + 2)), ">>"];
pp(tagged, [{_, TagLen, _} = Tag | Parts], Col, Shut, Used, O) ->
    case O#o.ind of
        _ when Parts =:= [] ->
            [${, flat(Tag), $}];
        Ind when Ind > 0, TagLen + 2 > Ind ->
            [${, flat(Tag), pp_more(Parts, Col + Ind, Col + 2 + TagLen, Used + 1 + TagLen, Shut, O), $}];
        _ ->
            [${, flat(Tag), $,, pp_parts(Parts, Col + TagLen + 2, Shut, Used + TagLen + 2, O), $}]
    end;
pp(record, {{_, NameLen, _} = Name, Fields}, Col, Shut, Used, O) ->
    case O#o.ind of
        Ind when Ind > 0, NameLen + 1 > Ind ->
            [flat(Name), ${, newline(Col + Ind), pp_parts(Fields, Col + Ind, Shut, 0, O), $}];
        _ ->
            [flat(Name), ${, pp_parts(Fields, Col + NameLen + 1, Shut, Used + NameLen + 1, O), $}]
    end;
pp(pair, {K, V}, Col, Shut, Used, O) ->
    Ind = value_indent(O),
    [pp(K, Col, Shut, Used, O), " =>", newline(Col + Ind), pp(V, Col + Ind, Shut, 0, O)];
pp(field, {{_, NameLen, _} = N, V}, Col, Shut, Used, O) ->
    case O#o.ind of
        Ind when Ind > 0, NameLen + 3 > Ind ->
            [flat(N), " =", newline(Col + Ind), pp(V, Col + Ind, Shut, 0, O)];
        _ ->
            [flat(N), " = ", pp(V, Col + NameLen + 3, Shut, Used + NameLen + 3, O)]
    end.

value_indent(#o{ind = Ind}) when Ind > 0 -> Ind;
value_indent(_) -> 4.

newline(Col) -> [$\n | lists:duplicate(Col - 1, $\s)].

pp_parts([P | Ps], Col, Shut, Used, O) ->
    [pp(P, Col, shut(Ps, Shut), Used, O) | pp_more(Ps, Col, after_part(P, Col), Used + element(2, P), Shut, O)].

shut([], Shut) -> Shut + 1;
shut([?DOTS], Shut) -> Shut + 1;
shut([{tail, _, _}], Shut) -> Shut + 1;
shut(_, _) -> 0.

%% Only a leaf, or a pair of leaves, lets the next element follow on its line.
after_part(P, Col) ->
    case atomic(P) of
        true -> Col + element(2, P);
        false -> full
    end.

atomic({leaf, _, _}) -> true;
atomic({pair, _, {{leaf, _, _}, {leaf, _, _}}}) -> true;
atomic({field, _, {_, {leaf, _, _}}}) -> true;
atomic(_) -> false.

pp_more([], _, _, _, _, _) -> [];
pp_more([?DOTS], _, _, _, _, _) -> ",...";
pp_more([{tail, _, ?DOTS}], _, _, _, _, _) -> "|...";
pp_more([{tail, Len, P}], Col, At, Used, Shut, O) ->
    pp_next($|, P, Len, [], Col, At, Used, Shut, O);
pp_more([P | Ps], Col, At, Used, Shut, O) ->
    pp_next($,, P, element(2, P), Ps, Col, At, Used, Shut, O).

pp_next(Sep, P, Len, Ps, Col, At, Used, Shut, O) ->
    S = shut(Ps, Shut),
    case At =/= full andalso atomic(P) andalso fits(Len + 1, At, max(S, 1), Used, O) of
        true ->
            [Sep, flat(P) | pp_more(Ps, Col, At + Len + 1, Used + Len + 1, Shut, O)];
        false ->
            [Sep, newline(Col), pp(P, Col, S, 0, O) | pp_more(Ps, Col, after_part(P, Col), Len, Shut, O)]
    end.

%% Bytes follow each other as long as they, with their commas, fit in the room of a line.
pp_bytes([{_, _, C}], _, _, _) -> [C];
pp_bytes([{_, Len, C} | [{_, Next, _} | More] = Ps], N, Room, Nl) ->
    Left = N - Len,
    Need = case More of [] -> Next + 1; _ -> Next + 2 end,
    if
        Need =< Left -> [C, $, | pp_bytes(Ps, Left - 1, Room, Nl)];
        true -> [C, $,, Nl | pp_bytes(Ps, Room, Room, Nl)]
    end.

%% Walks what would be laid out with this indentation and throws no_good where it leads too far right.
try_ind({leaf, _, _}, _, _, _, _) -> ok;
try_ind({elided, _, _}, _, _, _, _) -> ok;
try_ind({Kind, Len, Parts}, Col, Shut, Used, O) ->
    case fits(Len, Col, Shut, Used, O) of
        true -> ok;
        false -> try_ind(Kind, Parts, Col, Shut, Used, O)
    end.

try_ind(list, Parts, Col, Shut, Used, O) -> try_parts(Parts, Col + 1, Shut, Used + 1, O);
try_ind(tuple, Parts, Col, Shut, Used, O) -> try_parts(Parts, Col + 1, Shut, Used + 1, O);
try_ind(map, Parts, Col, Shut, Used, O) -> try_parts(Parts, Col + 2, Shut, Used + 2, O);
try_ind(bin, _, _, _, _, _) -> ok;
try_ind(tagged, [{_, TagLen, _} | Parts], Col, Shut, Used, O) ->
    try_beside(TagLen + 2, 1, Parts, Col, Shut, Used, O);
try_ind(record, {{_, NameLen, _}, Fields}, Col, Shut, Used, O) ->
    try_beside(NameLen + 1, 0, Fields, Col, Shut, Used, O);
try_ind(pair, {K, V}, Col, Shut, Used, O) ->
    Ind = value_indent(O),
    try_ind(K, Col, Shut, Used, O),
    try_ind(V, Col + Ind, Shut, 0, O);
try_ind(field, {{_, NameLen, _}, V}, Col, Shut, Used, O) ->
    try_beside(NameLen + 3, 0, [V], Col, Shut - 1, Used, O).

try_beside(_, _, [], _, _, _, _) -> ok;
try_beside(Own, Extra, Parts, Col, Shut, Used, #o{ind = Ind} = O) ->
    {Col1, Used1} = if Ind > 0, Own > Ind -> {Col + Ind, 0}; true -> {Col + Own, Used + Own} end,
    far(if Ind > 0, Own > Ind -> Col1; true -> Col1 + Extra end, O) andalso throw(no_good),
    try_parts(Parts, Col1, Shut, Used1, O).

far(Col, #o{ll = Ll, max = M}) -> M + Col > Ll andalso Col > Ll div 2.

try_parts([], _, _, _, _) -> ok;
try_parts([{tail, _, P}], Col, Shut, Used, O) -> try_ind(P, Col, Shut + 1, Used, O);
try_parts([P | Ps], Col, Shut, Used, O) ->
    try_ind(P, Col, shut(Ps, Shut), Used, O),
    try_parts(Ps, Col, Shut, 0, O).

%% ---------------------------------------------------------------------------------------------------------
%% chars_limit: about T characters, the rest elided.

-doc false.
limited(Term, T, {D, Enc, Ord}) ->
    flat(cut(Term, D, T, #o{enc = Enc, ord = Ord, str = false})).

limited_text(Term, Col, Ll, D, T, O) ->
    Whole = node(Term, D, O),
    Node = if element(2, Whole) =< T -> Whole; true -> cut(Term, D, T, O) end,
    case Ll of
        0 -> flat(Node);
        _ -> layout(Node, Col, O)
    end.

%% An element is shown while at least six characters of room remain; a compound one gets half of the room.
-define(ROOM, 6).

cut(Term, D, T, O) ->
    Whole = node(Term, D, O),
    case element(2, Whole) =< T of
        true -> Whole;
        false -> shorten(Term, D, T, O)
    end.

inner(Term, D, T, O) when is_list(Term); is_tuple(Term); is_map(Term); is_bitstring(Term); is_record(Term) ->
    cut(Term, D, T div 2, O);
inner(Term, D, _, O) -> node(Term, D, O).

shorten([_ | _] = L, D, T, O) when D =/= 0 ->
    case string_of(L, O) of
        {yes, _} when T > 4 -> leaf([io_lib:quoted(lists:sublist(L, T - 2), $", O#o.enc) | "..."]);
        {yes, _} -> {leaf, 5, "[...]"};
        no when T < ?ROOM -> {leaf, 5, "[...]"};
        no -> many(list, 2, cut_list(L, D, T, O))
    end;
shorten(X, D, T, _) when is_tuple(X), D =/= 0, T < ?ROOM -> {leaf, 5, "{...}"};
shorten(X, D, T, O) when is_tuple(X), D =/= 0 ->
    Kind = if is_atom(element(1, X)) -> tagged; true -> tuple end,
    many(Kind, 2, cut_tuple(tuple_to_list(X), D, T, O));
shorten(X, D, T, _) when is_map(X), D =/= 0, T < ?ROOM -> {leaf, 6, "#{...}"};
shorten(X, D, T, O) when is_map(X), D =/= 0 ->
    many(map, 3, cut_pairs(io_lib:map_pairs(X, O#o.ord), D, T, O));
shorten(X, D, T, O) when is_record(X), D =/= 0 ->
    Name = leaf(io_lib:record_name(X, O#o.enc)),
    case io_lib:record_fields(X) of
        [_ | _] = Fields when T >= ?ROOM ->
            Parts = cut_fields(Fields, D, T, O),
            {record, sum(Parts, element(2, Name) + 1), {Name, Parts}};
        _ -> node(X, 1, O)
    end;
shorten(X, D, T, O) when is_bitstring(X), D =/= 0 ->
    if
        T < ?ROOM + 2 -> {leaf, 7, "<<...>>"};
        true -> node(X, max(2, 1 + (T - ?ROOM) div 4), O)
    end;
shorten(X, D, _, O) -> node(X, D, O).

cut_list([H | T], D, Room, O) ->
    N = inner(H, less(D), Room, O),
    [N | cut_rest(T, less(D), Room - element(2, N) - 1, O)].

cut_rest([], _, _, _) -> [];
cut_rest(_, D, Room, _) when D =:= 1; Room < ?ROOM -> [{tail, 3, dots()}];
cut_rest([_ | _] = L, D, Room, O) -> cut_list(L, D, Room, O);
cut_rest(X, D, Room, O) ->
    N = inner(X, less(D), Room, O),
    [{tail, element(2, N), N}].

cut_tuple([], _, _, _) -> [];
cut_tuple(_, D, Room, _) when D =:= 1; Room < ?ROOM -> [dots()];
cut_tuple([E | Es], D, Room, O) ->
    N = inner(E, less(D), Room, O),
    [N | cut_tuple(Es, less(D), Room - element(2, N) - 1, O)].

cut_fields([], _, _, _) -> [];
cut_fields(_, D, Room, _) when D =:= 1; Room < ?ROOM -> [dots()];
cut_fields([{F, V} | Rest], D, Room, O) ->
    N = leaf(io_lib:write_atom(F, O#o.enc)),
    Vn = inner(V, less(D), Room, O),
    Field = {field, element(2, N) + element(2, Vn) + 3, {N, Vn}},
    [Field | cut_fields(Rest, less(D), Room - element(2, Field) - 1, O)].

cut_pairs([], _, _, _) -> [];
cut_pairs(_, D, Room, _) when D =:= 1; Room < ?ROOM -> [dots()];
cut_pairs([{K, V} | Rest], D, Room, O) ->
    Kn = inner(K, less(D), Room, O),
    Vn = inner(V, less(D), Room, O),
    P = {pair, element(2, Kn) + element(2, Vn) + 4, {Kn, Vn}},
    [P | cut_pairs(Rest, less(D), Room - element(2, P) - 1, O)].
