%% Code points and grapheme clusters of chardata, letter cases and normal forms.
%% The tables are purlin_unicode_breaks (clusters, cases, widths) and purlin_unicode_data
%% (categories and decompositions, loaded when first needed).
-module(unicode_util).
-moduledoc "Unicode helpers.".

-export([casefold/1, category/1, cp/1, gc/1, get_case/1, is_letter_not_pattern_syntax/1,
         is_other_id_continue/1, is_other_id_start/1, is_whitespace/1, is_wide/1, lookup/1,
         lowercase/1, nfc/1, nfd/1, nfkc/1, nfkd/1, pattern_whitespace/0, spec_version/0,
         titlecase/1, uppercase/1]).

-export_type([gc/0]).

-type gc() :: char() | [char()].

-define(IS_CP(C), is_integer(C), 0 =< C, C < 16#110000).

-doc "The version of Unicode that is implemented.".
spec_version() -> {17, 0}.

%% ---- code points and clusters

-doc "The first code point: [Char | Rest], [] or {error, Rest}.".
cp([C | _] = L) when ?IS_CP(C) -> L;
cp([List]) -> cp(List);
cp([List | Rest]) ->
    case cp(List) of
        [] -> cp(Rest);
        [C | Rest1] -> [C | flat(Rest1, Rest, 3)];
        {error, Bad} -> {error, [Bad | Rest]}
    end;
cp([]) -> [];
cp(<<C/utf8, Rest/binary>>) -> [C | Rest];
cp(<<>>) -> [];
cp(<<Rest/binary>>) -> {error, Rest}.

%% The chars Deep and then Rest, with the next few code points in plain sight.
flat(Deep, Rest, 0) -> push(Deep, Rest);
flat([C | Deep], Rest, N) when is_integer(C) -> [C | flat(Deep, Rest, N - 1)];
flat([L | Deep], Rest, N) when is_list(L) -> flat(L, push(Deep, Rest), N);
flat([Bin | Deep], Rest, _) ->
    case push(Deep, Rest) of
        [] -> Bin;
        Rest1 -> [Bin | Rest1]
    end;
flat([], [], _) -> [];
flat([], Rest, N) -> flat(Rest, [], N);
flat(Bin, Rest, _) -> push(Bin, Rest).

push([], Rest) -> Rest;
push(Deep, []) -> Deep;
push(Deep, Rest) -> [Deep | Rest].

-doc "The first grapheme cluster: [Cluster | Rest], [] or {error, Rest}.".
gc([C1, C2 | _] = L) when is_integer(C1), is_integer(C2), 0 =< C1, C1 < 256, C1 =/= $\r, 0 =< C2, C2 < 256 -> L;
gc([C] = L) when ?IS_CP(C) -> L;
gc(<<C1, C2, _/binary>> = Bin) when C1 < 128, C1 =/= $\r, C2 < 128 ->
    <<_, Rest/binary>> = Bin,
    [C1 | Rest];
gc(Chars) ->
    case cp(Chars) of
        [C | Rest] -> cluster(first_state(break_class(C)), C, Rest);
        Other -> Other
    end.

cluster(stop, C, Rest) -> [C | Rest];
cluster(State, C, Rest) ->
    case cp(Rest) of
        [C1 | Rest1] ->
            case next_state(State, break_class(C1)) of
                break -> [C | Rest];
                State1 -> cluster(State1, Rest1, Rest, [C1, C])
            end;
        {error, Bad} -> [C | Bad];
        [] when State =:= prepend -> [C];
        [] -> [C | Rest]
    end.

cluster(stop, Rest, _, Acc) -> [lists:reverse(Acc) | Rest];
cluster(State, Rest, _, Acc) ->
    case cp(Rest) of
        [C1 | Rest1] ->
            case next_state(State, break_class(C1)) of
                break -> [lists:reverse(Acc) | Rest];
                State1 -> cluster(State1, Rest1, Rest, [C1 | Acc])
            end;
        {error, Bad} -> [lists:reverse(Acc) | Bad];
        [] -> [lists:reverse(Acc) | Rest]
    end.

%% Break classes, as numbered in the table.
-define(OTHER, 0).
-define(CR, 1).
-define(LF, 2).
-define(CONTROL, 3).
-define(EXTEND, 4).
-define(ZWJ, 5).
-define(RI, 6).
-define(PREPEND, 7).
-define(L, 8).
-define(V, 9).
-define(T, 10).
-define(PICT, 11).
-define(CONSONANT, 12).
-define(LINKER, 13).
-define(LV, 14).
-define(LVT, 15).

first_state(?CR) -> cr;
first_state(?LF) -> stop;
first_state(?CONTROL) -> stop;
first_state(?PREPEND) -> prepend;
first_state(?RI) -> ri;
first_state(?L) -> l;
first_state(?V) -> v;
first_state(?LV) -> v;
first_state(?T) -> t;
first_state(?LVT) -> t;
first_state(?PICT) -> pict;
first_state(?CONSONANT) -> consonant;
first_state(_) -> other.

%% What the next character does to a cluster: break, or the new state.
next_state(cr, ?LF) -> stop;
next_state(cr, _) -> break;
next_state(_, Class) when Class =:= ?CR; Class =:= ?LF; Class =:= ?CONTROL -> break;
next_state(prepend, Class) -> first_state(Class);
next_state(consonant, ?LINKER) -> linked;
next_state(State, Class) when State =:= consonant, (Class =:= ?EXTEND orelse Class =:= ?ZWJ) -> State;
next_state(linked, ?CONSONANT) -> consonant;
next_state(linked, Class) when Class =:= ?EXTEND; Class =:= ?ZWJ; Class =:= ?LINKER -> linked;
next_state(State, ?ZWJ) when State =:= pict; State =:= pict_zwj -> pict_zwj;
next_state(State, Class) when (State =:= pict orelse State =:= pict_zwj),
                              (Class =:= ?EXTEND orelse Class =:= ?LINKER) -> pict;
next_state(pict_zwj, ?PICT) -> pict;
next_state(_, Class) when Class =:= ?EXTEND; Class =:= ?ZWJ; Class =:= ?LINKER -> other;
next_state(ri, ?RI) -> other;
next_state(l, ?L) -> l;
next_state(l, Class) when Class =:= ?V; Class =:= ?LV -> v;
next_state(l, ?LVT) -> t;
next_state(v, ?V) -> v;
next_state(v, ?T) -> t;
next_state(t, ?T) -> t;
next_state(_, _) -> break.

break_class(C) when C >= 32, C < 127 -> ?OTHER;
break_class(C) when C >= 16#AC00, C =< 16#D7A3 ->
    case (C - 16#AC00) rem 28 of
        0 -> ?LV;
        _ -> ?LVT
    end;
break_class(C) -> run_code(C, purlin_unicode_breaks:breaks()).

%% ---- letter cases

-doc "The first code point in upper case, and the rest.".
uppercase(Chars) -> change_case(cp(Chars), upper).

-doc "The first code point in lower case, and the rest.".
lowercase(Chars) -> change_case(cp(Chars), lower).

-doc "The first code point in title case, and the rest.".
titlecase(Chars) -> change_case(cp(Chars), title).

-doc "The first code point with its case folded, and the rest.".
casefold(Chars) -> change_case(cp(Chars), fold).

change_case([C | Rest], Case) when C < 128 -> [ascii_case(C, Case) | Rest];
change_case([C | Rest], Case) -> [element(case_index(Case), cases(C)) | Rest];
change_case([], _) -> [];
change_case({error, Bad}, _) -> error({badarg, Bad}).

ascii_case(C, Case) when C >= $a, C =< $z, (Case =:= upper orelse Case =:= title) -> C - 32;
ascii_case(C, Case) when C >= $A, C =< $Z, (Case =:= lower orelse Case =:= fold) -> C + 32;
ascii_case(C, _) -> C.

case_index(upper) -> 1;
case_index(lower) -> 2;
case_index(title) -> 3;
case_index(fold) -> 4.

-doc "All cases of a character.".
get_case(C) ->
    {Upper, Lower, Title, Fold} = cases(C),
    #{upper => Upper, lower => Lower, title => Title, fold => Fold}.

%% {Upper, Lower, Title, Fold}, each a character or a list.
cases(C) ->
    Table = purlin_unicode_breaks:cases(),
    case find_run(C, Table, 25, 0, byte_size(Table) div 25) of
        none -> special_cases(C);
        I ->
            At = I * 25,
            <<_:At/binary, F1, F2, F3, F4, L1, L2, L3, L4, Step, Deltas:16/binary, _/binary>> = Table,
            First = number(F1, F2, F3, F4),
            Last = number(L1, L2, L3, L4),
            case C =< Last andalso (C - First) rem (Step - $0) =:= 0 of
                true ->
                    <<A1, A2, A3, A4, B1, B2, B3, B4, C1, C2, C3, C4, D1, D2, D3, D4>> = Deltas,
                    Base = C - (1 bsl 20),
                    {Base + number(A1, A2, A3, A4), Base + number(B1, B2, B3, B4),
                     Base + number(C1, C2, C3, C4), Base + number(D1, D2, D3, D4)};
                false -> special_cases(C)
            end
    end.

special_cases(C) ->
    case purlin_unicode_breaks:special_case(C) of
        none -> {C, C, C, C};
        Cases -> Cases
    end.

%% ---- normal forms: one grapheme cluster at a time

-doc "The first cluster in canonical composition, and the rest.".
nfc([C1, C2 | _] = L) when is_integer(C1), 0 =< C1, C1 < 256, C1 =/= $\r, is_integer(C2), 0 =< C2, C2 < 256 -> L;
nfc(Chars) -> normal(gc(Chars), canonical, true).

-doc "The first cluster in canonical decomposition, and the rest.".
nfd([C1, C2 | _] = L) when is_integer(C1), 0 =< C1, C1 < 128, C1 =/= $\r, is_integer(C2), 0 =< C2, C2 < 128 -> L;
nfd(Chars) -> normal(gc(Chars), canonical, false).

-doc "The first cluster in compatibility composition, and the rest.".
nfkc([C1, C2 | _] = L) when is_integer(C1), 0 =< C1, C1 < 128, C1 =/= $\r, is_integer(C2), 0 =< C2, C2 < 128 -> L;
nfkc(Chars) -> normal(gc(Chars), compatible, true).

-doc "The first cluster in compatibility decomposition, and the rest.".
nfkd([C1, C2 | _] = L) when is_integer(C1), 0 =< C1, C1 < 128, C1 =/= $\r, is_integer(C2), 0 =< C2, C2 < 128 -> L;
nfkd(Chars) -> normal(gc(Chars), compatible, false).

normal([C | _] = L, _, _) when is_integer(C), C < 128 -> L;
normal([Cluster | Rest], Form, Composed) ->
    Chars = case Cluster of
        [_ | _] -> Cluster;
        _ -> [Cluster]
    end,
    Decomposed = order([C || Char <- Chars, C <- decompose(Char, Form)], []),
    Normal = case Composed of
        true -> compose(Decomposed);
        false -> Decomposed
    end,
    case Normal of
        [One] when Form =:= canonical; tl(Decomposed) =:= [] -> [One | Rest];
        _ -> [Normal | Rest]
    end;
normal(Other, _, _) -> Other.

decompose(C, _) when C < 160 -> [C];
decompose(C, _) when C >= 16#AC00, C =< 16#D7A3 -> hangul(C);
decompose(C, canonical) ->
    case canonical(C) of
        [] -> [C];
        Chars -> Chars
    end;
decompose(C, compatible) ->
    case compatible(C) of
        [] -> decompose(C, canonical);
        {_, Chars} -> Chars
    end.

%% A Hangul syllable is leading consonant, vowel and maybe trailing consonant.
hangul(C) ->
    S = C - 16#AC00,
    LV = [16#1100 + S div 588, 16#1161 + S rem 588 div 28],
    case S rem 28 of
        0 -> LV;
        T -> LV ++ [16#11A7 + T]
    end.

canonical(C) ->
    Table = purlin_unicode_data:canonical(),
    case find_exact(C, Table, 8) of
        none -> [];
        At ->
            <<_:At/binary, _:4/binary, P1, P2, P3, Len, _/binary>> = Table,
            payload(number($0, P1, P2, P3), Len - $0)
    end.

compatible(C) ->
    Table = purlin_unicode_data:compatible(),
    case find_exact(C, Table, 9) of
        none -> [];
        At ->
            <<_:At/binary, _:4/binary, P1, P2, P3, Len, Kind, _/binary>> = Table,
            {kind(Kind - $0), payload(number($0, P1, P2, P3), Len - $0)}
    end.

payload(At, Length) ->
    Skip = At * 4,
    Take = Length * 4,
    <<_:Skip/binary, Chars:Take/binary, _/binary>> = purlin_unicode_data:payload(),
    [number(A, B, C, D) || <<A, B, C, D>> <= Chars].

kind(Kind) ->
    element(Kind + 1, {circle, compat, final, font, fraction, initial, isolated, medial, narrow,
                       noBreak, small, square, sub, super, vertical, wide}).

%% Sorts each stretch of non-starters by combining class, keeping the order of equal ones.
order([C | Rest], Marks) ->
    case combining_class(C) of
        0 -> sorted(Marks, [C | order(Rest, [])]);
        Class -> order(Rest, [{Class, C} | Marks])
    end;
order([], Marks) -> sorted(Marks, []).

sorted([], Rest) -> Rest;
sorted([{_, C}], Rest) -> [C | Rest];
sorted(Marks, Rest) -> [C || {_, C} <- lists:keysort(1, lists:reverse(Marks))] ++ Rest.

combining_class(C) when C < 16#300 -> 0;
combining_class(C) ->
    Table = purlin_unicode_data:classes(),
    case find_run(C, Table, 6, 0, byte_size(Table) div 6) of
        none -> 0;
        I ->
            At = I * 6,
            <<_:At/binary, _:4/binary, A, B, _/binary>> = Table,
            ((A - $0) bsl 6) + (B - $0)
    end.

%% Joins each character with the last starter, unless one of the same or a higher class between
%% them blocks it.
compose([C | Rest]) ->
    case combining_class(C) of
        0 -> compose(Rest, C, 0, []);
        _ -> [C | compose(Rest)]
    end;
compose([]) -> [].

compose([C | Rest], Starter, LastClass, Kept) ->
    Class = combining_class(C),
    Composed = case LastClass =:= 0 andalso Kept =:= [] orelse LastClass < Class of
        true -> composition(Starter, C);
        false -> none
    end,
    if
        Composed =/= none -> compose(Rest, Composed, LastClass, Kept);
        Class =:= 0 -> [Starter | lists:reverse(Kept, compose(Rest, C, 0, []))];
        true -> compose(Rest, Starter, Class, [C | Kept])
    end;
compose([], Starter, _, Kept) -> [Starter | lists:reverse(Kept)].

composition(L, V) when L >= 16#1100, L < 16#1113, V >= 16#1161, V < 16#1176 ->
    16#AC00 + ((L - 16#1100) * 21 + (V - 16#1161)) * 28;
composition(LV, T) when LV >= 16#AC00, LV =< 16#D7A3, (LV - 16#AC00) rem 28 =:= 0, T > 16#11A7, T < 16#11C3 ->
    LV + T - 16#11A7;
composition(A, B) ->
    Table = purlin_unicode_data:compositions(),
    find_pair(A, B, Table, 0, byte_size(Table) div 12).

find_pair(_, _, _, High, High) -> none;
find_pair(A, B, Table, Low, High) ->
    Mid = (Low + High) div 2,
    At = Mid * 12,
    <<_:At/binary, A1, A2, A3, A4, B1, B2, B3, B4, C1, C2, C3, C4, _/binary>> = Table,
    case {number(A1, A2, A3, A4), number(B1, B2, B3, B4)} of
        {A, B} -> number(C1, C2, C3, C4);
        Pair when Pair < {A, B} -> find_pair(A, B, Table, Mid + 1, High);
        _ -> find_pair(A, B, Table, Low, Mid)
    end.

%% ---- properties

-doc "Category, combining class and decompositions of a character.".
lookup(C) ->
    #{category => category(C), ccc => combining_class(C),
      canon => case C < 16#AC00 orelse C > 16#D7A3 of
                   true -> with_class(canonical(C));
                   false -> []
               end,
      compat => case compatible(C) of
                    [] -> [];
                    {Kind, Chars} -> {Kind, with_class(Chars)}
                end}.

with_class(Chars) -> [{combining_class(C), C} || C <- Chars].

-doc "The general category of a character.".
category(C) when ?IS_CP(C) ->
    element(run_code(C, purlin_unicode_data:categories()) + 1,
            {{letter, uppercase}, {letter, lowercase}, {letter, titlecase}, {letter, modifier},
             {letter, other}, {mark, non_spacing}, {mark, spacing_combining}, {mark, enclosing},
             {number, decimal}, {number, letter}, {number, other}, {separator, space},
             {separator, line}, {separator, paragraph}, {other, control}, {other, format},
             {other, surrogate}, {other, private}, {other, not_assigned},
             {punctuation, connector}, {punctuation, dash}, {punctuation, open},
             {punctuation, close}, {punctuation, initial}, {punctuation, final},
             {punctuation, other}, {symbol, math}, {symbol, currency}, {symbol, modifier},
             {symbol, other}}).

-doc "True if a character, or the first of a cluster, takes two columns.".
is_wide(C) when ?IS_CP(C) -> is_wide_cp(C);
is_wide([C | Rest]) when ?IS_CP(C) ->
    is_wide_cp(C) orelse lists:member(16#FE0F, Rest).

is_wide_cp(C) when C < 16#1100 -> false;
is_wide_cp(C) -> run_code(C, purlin_unicode_breaks:wide()) =:= 1.

-doc "True for white space characters.".
is_whitespace(C) when C >= 9, C =< 13; C =:= 32; C =:= 133; C =:= 160 -> true;
is_whitespace(C) when C >= 8192, C =< 8202; C =:= 8232; C =:= 8233; C =:= 8239 -> true;
is_whitespace(C) when C =:= 5760; C =:= 8287; C =:= 12288 -> true;
is_whitespace(_) -> false.

-doc "True for the extra characters identifiers may begin with.".
is_other_id_start(C) ->
    C =:= 6277 orelse C =:= 6278 orelse C =:= 8472 orelse C =:= 8494 orelse C =:= 12443 orelse C =:= 12444.

-doc "True for the extra characters identifiers may go on with.".
is_other_id_continue(C) when C >= 4969, C =< 4977 -> true;
is_other_id_continue(C) ->
    lists:member(C, [183, 903, 6618, 8204, 8205, 12539, 65381]).

-doc "False for letters that are kept for syntax.".
is_letter_not_pattern_syntax(16#2E2F) -> false;
is_letter_not_pattern_syntax(_) -> true.

-doc "White space of patterns, as clusters.".
pattern_whitespace() -> [[13, 10], 9, 10, 11, 12, 13, 32, 133, 8206, 8207, 8232, 8233].

%% ---- tables

number(A, B, C, D) ->
    ((A - $0) bsl 18) + ((B - $0) bsl 12) + ((C - $0) bsl 6) + (D - $0).

%% The code of the run a character is in; records are four characters and a code.
run_code(C, Table) ->
    At = 5 * find_run(C, Table, 5, 0, byte_size(Table) div 5),
    <<_:At/binary, _:4/binary, Code, _/binary>> = Table,
    Code - $0.

%% The index of the last record that begins with C or a smaller character, or none.
find_run(C, Table, Width, Low, High) when Low < High ->
    Mid = (Low + High) div 2,
    At = Mid * Width,
    <<_:At/binary, A, B, D, E, _/binary>> = Table,
    case number(A, B, D, E) =< C of
        true -> find_run(C, Table, Width, Mid + 1, High);
        false -> find_run(C, Table, Width, Low, Mid)
    end;
find_run(_, _, _, 0, 0) -> none;
find_run(_, _, _, Low, _) -> Low - 1.

%% The place of the record that begins with C, or none.
find_exact(C, Table, Width) ->
    case find_run(C, Table, Width, 0, byte_size(Table) div Width) of
        none -> none;
        I ->
            At = I * Width,
            <<_:At/binary, A, B, D, E, _/binary>> = Table,
            case number(A, B, D, E) of
                C -> At;
                _ -> none
            end
    end.
