%% Formatted input: reads values from characters by a format. Called by io_lib:fread.
-module(io_lib_fread).
-export([fread/2, fread/3]).

-define(is_space(C), (C =:= $\s orelse C =:= $\t orelse C =:= $\r orelse C =:= $\n)).

-doc "Values from a string: {ok, Values, Rest}, {more, RestFormat, Count, Values} or {error, {fread, What}}.".
fread(Format, Chars) -> scan(format(Format), Chars, 0, []).

-doc "As fread/2 for text that comes in pieces: whole lines are read, the first call has the continuation [].".
fread([], Chars, Format) -> fread({format(Format), [], 0, []}, Chars, Format);
fread({Format, Had, N, Results} = Cont, Chars, _) ->
    case Chars of
        eof when Had =:= [], Results =:= [], N =:= 0 -> {done, eof, eof};
        eof when Had =:= [] -> {done, {error, {fread, input}}, eof};
        eof -> whole(lists:reverse(Had), "", eof, Cont);
        _ ->
            case line(Chars, Had) of
                {Line, Rest} -> whole(Line, "\n", Rest, Cont);
                More -> {more, {Format, More, N, Results}}
            end
    end.

line([$\n | Rest], Had) -> {lists:reverse(Had), Rest};
line([C | Cs], Had) -> line(Cs, [C | Had]);
line([], Had) -> Had.

%% The end of a line belongs to what was read, unless something is left of the line.
whole(Line, End, Rest, {Format, _, N, Results}) ->
    case scan(Format, Line, N, Results) of
        {ok, Values, []} when Rest =:= eof -> {done, {ok, Values}, []};
        {ok, Values, []} -> {done, {ok, Values}, Rest};
        {ok, Values, Left} when Rest =:= eof -> {done, {ok, Values}, Left};
        {ok, Values, Left} -> {done, {ok, Values}, Left ++ End ++ Rest};
        {more, _, _, _} when Rest =:= eof -> {done, {error, {fread, input}}, eof};
        {more, Format1, N1, Results1} when Rest =:= [] -> {more, {Format1, [], N1 + 1, Results1}};
        {more, Format1, N1, Results1} -> fread({Format1, [], N1 + 1, Results1}, Rest, Format1);
        {error, _} = Error when Rest =:= eof -> {done, Error, []};
        {error, _} = Error -> {done, Error, Rest}
    end.

format(F) when is_atom(F) -> atom_to_list(F);
format(F) when is_binary(F) -> binary_to_list(F);
format(F) -> F.

%% N counts the characters read; Results are in reverse.
scan([$~ | F] = Format, Chars, N, Results) -> control(F, Chars, N, Results, Format);
scan([C | F], Chars, N, Results) when ?is_space(C) ->
    {Chars1, N1} = skip(Chars, N),
    scan(F, Chars1, N1, Results);
scan([C | F], [C | Chars], N, Results) -> scan(F, Chars, N + 1, Results);
scan([_ | _] = Format, [], N, Results) -> {more, Format, N, Results};
scan([_ | _], _, _, _) -> error_of(input);
scan([], Chars, _, Results) -> {ok, lists:reverse(Results), Chars}.

error_of(What) -> {error, {fread, What}}.

skip([C | Cs], N) when ?is_space(C) -> skip(Cs, N + 1);
skip(Cs, N) -> {Cs, N}.

control([$* | F], Chars, N, Results, Format) -> width(F, Chars, N, {drop, Results}, Format);
control(F, Chars, N, Results, Format) -> width(F, Chars, N, {keep, Results}, Format).

width([C | _] = F, Chars, N, Keep, Format) when C >= $0, C =< $9 ->
    {W, F1} = digits(F, 0),
    translation(F1, W, Chars, N, Keep, Format);
width(F, Chars, N, Keep, Format) -> translation(F, none, Chars, N, Keep, Format).

digits([C | F], N) when C >= $0, C =< $9 -> digits(F, N * 10 + C - $0);
digits(F, N) -> {N, F}.

%% Only text and characters have a t.
translation([$t, C | F], W, Chars, N, Keep, Format) when C =:= $s; C =:= $a; C =:= $c; C =:= $l; C =:= $~ ->
    read([C | F], W, Chars, N, Keep, Format, unicode);
translation([$t | _], _, _, _, _, _) -> error_of(format);
translation(F, W, Chars, N, Keep, Format) -> read(F, W, Chars, N, Keep, Format, latin1).

read([$l | F], _, Chars, N, Keep, _, _) -> value(N, F, Chars, N, Keep);
read([_ | _], _, [], N, {_, Results}, Format, _) -> {more, Format, N, Results};
read([$d | F], none, Chars, N, Keep, _, _) ->
    {Cs, N1} = skip(Chars, N),
    integer(Cs, 10, F, N1, Keep, integer);
read([$d | F], W, Chars, N, Keep, _, _) ->
    within(W, Chars, N, F, Keep, integer, fun(Cs) -> signed(Cs, 10) end);
read([$u | F], none, Chars, N, Keep, _, _) -> unsigned(Chars, 10, F, N, Keep);
read([$u | F], Base, Chars, N, Keep, _, _) when Base >= 2, Base =< 36 -> unsigned(Chars, Base, F, N, Keep);
read([$- | F], _, [$- | Chars], N, Keep, _, _) -> value(-1, F, Chars, N + 1, Keep);
read([$- | F], _, [$+ | Chars], N, Keep, _, _) -> value(1, F, Chars, N + 1, Keep);
read([$- | F], _, Chars, N, Keep, _, _) -> value(1, F, Chars, N, Keep);
read([$# | F], none, Chars, N, Keep, _, _) ->
    {Cs, N1} = skip(Chars, N),
    case based(Cs) of
        {V, Rest} -> value(V, F, Rest, N1 + length(Cs) - length(Rest), Keep);
        error -> error_of(based)
    end;
read([$# | F], W, Chars, N, Keep, _, _) -> within(W, Chars, N, F, Keep, based, fun based/1);
read([$f | F], none, Chars, N, Keep, _, _) ->
    {Cs, N1} = skip(Chars, N),
    case float_number(Cs) of
        {V, Rest} -> value(V, F, Rest, N1 + length(Cs) - length(Rest), Keep);
        error -> error_of(float)
    end;
read([$f | F], W, Chars, N, Keep, _, _) -> within(W, Chars, N, F, Keep, float, fun float_number/1);
read([$s | F], none, Chars, N, Keep, _, Enc) -> word(Chars, N, F, Keep, Enc, string, fun(S) -> S end);
read([$a | F], none, Chars, N, Keep, _, Enc) -> word(Chars, N, F, Keep, Enc, atom, fun list_to_atom/1);
read([$s | F], W, Chars, N, Keep, _, Enc) ->
    within(W, Chars, N, F, Keep, string, fun(Cs) -> padded(Cs, Enc) end);
read([$a | F], W, Chars, N, Keep, _, Enc) ->
    within(W, Chars, N, F, Keep, atom, fun(Cs) ->
        case padded(Cs, Enc) of
            {S, Rest} -> {list_to_atom(S), Rest};
            error -> error
        end
    end);
read([$c | F], none, Chars, N, Keep, Format, Enc) -> read([$c | F], 1, Chars, N, Keep, Format, Enc);
read([$c | F], W, Chars, N, Keep, _, Enc) ->
    case take(Chars, W, []) of
        {Cs, Rest} ->
            case known(Cs, Enc) andalso not lists:member($\n, Cs) of
                true -> value(Cs, F, Rest, N + W, Keep);
                false -> error_of(character)
            end;
        error -> error_of(character)
    end;
read([$~ | F], none, [$~ | Chars], N, {_, Results}, _, _) -> scan(F, Chars, N + 1, Results);
read(_, _, _, _, _, _, _) -> error_of(format).

value(V, F, Chars, N, {keep, Results}) -> scan(F, Chars, N, [V | Results]);
value(_, F, Chars, N, {drop, Results}) -> scan(F, Chars, N, Results).

take(Rest, 0, Acc) -> {lists:reverse(Acc), Rest};
take([C | Cs], N, Acc) -> take(Cs, N - 1, [C | Acc]);
take([], _, _) -> error.

%% A field of exactly W characters, which Fun must use up.
within(W, Chars, N, F, Keep, What, Fun) ->
    case take(Chars, W, []) of
        {Field, Rest} ->
            case not lists:member($\n, Field) andalso Fun(Field) of
                {V, []} -> value(V, F, Rest, N + W, Keep);
                _ -> error_of(What)
            end;
        error -> error_of(What)
    end.

integer(Cs, Base, F, N, Keep, What) ->
    case signed(Cs, Base) of
        {V, Rest} -> value(V, F, Rest, N + length(Cs) - length(Rest), Keep);
        error -> error_of(What)
    end.

signed([$- | Cs], Base) ->
    case number(Cs, Base) of
        {V, Rest} -> {-V, Rest};
        error -> error
    end;
signed([$+ | Cs], Base) -> number(Cs, Base);
signed(Cs, Base) -> number(Cs, Base).

unsigned(Cs, Base, F, N, Keep) ->
    case number(Cs, Base) of
        {_, [C | _]} when C >= $0, C =< $9 -> error_of(unsigned);
        {V, Rest} -> value(V, F, Rest, N + length(Cs) - length(Rest), Keep);
        error -> error_of(unsigned)
    end.

number([C | Cs], Base) ->
    case digit(C) of
        D when D < Base -> number(Cs, Base, D);
        _ -> error
    end;
number([], _) -> error.

number([C | Cs] = All, Base, V) ->
    case digit(C) of
        D when D < Base -> number(Cs, Base, V * Base + D);
        _ -> {V, All}
    end;
number([], _, V) -> {V, []}.

digit(C) when C >= $0, C =< $9 -> C - $0;
digit(C) when C >= $a, C =< $z -> C - $a + 10;
digit(C) when C >= $A, C =< $Z -> C - $A + 10;
digit(_) -> none.

based([$- | Cs]) ->
    case based(Cs) of
        {V, Rest} -> {-V, Rest};
        error -> error
    end;
based([$+ | Cs]) -> based(Cs);
based(Cs) ->
    case number(Cs, 10) of
        {Base, [$# | Rest]} when Base >= 2, Base =< 36 -> number(Rest, Base);
        _ -> error
    end.

float_number(Cs) ->
    {Sign, Cs1} = case Cs of
        [$- | T] -> {"-", T};
        [$+ | T] -> {"", T};
        _ -> {"", Cs}
    end,
    case lists:splitwith(fun is_digit/1, Cs1) of
        {[_ | _] = Whole, [$. | Rest]} ->
            case lists:splitwith(fun is_digit/1, Rest) of
                {[_ | _] = Fraction, Rest1} -> exponent(Rest1, Sign ++ Whole ++ [$. | Fraction]);
                _ -> error
            end;
        _ -> error
    end.

exponent([E | Cs] = All, Text) when E =:= $e; E =:= $E ->
    {Sign, Cs1} = case Cs of
        [S | T] when S =:= $-; S =:= $+ -> {[S], T};
        _ -> {"", Cs}
    end,
    case lists:splitwith(fun is_digit/1, Cs1) of
        {[_ | _] = Digits, Rest} -> to_float(Text ++ "e" ++ Sign ++ Digits, Rest);
        _ -> to_float(Text, All)
    end;
exponent(Cs, Text) -> to_float(Text, Cs).

to_float(Text, Rest) ->
    try {list_to_float(Text), Rest}
    catch
        error:badarg -> error
    end.

is_digit(C) -> C >= $0 andalso C =< $9.

word(Chars, N, F, Keep, Enc, What, Fun) ->
    {Cs, N1} = skip(Chars, N),
    {S, Rest} = lists:splitwith(fun(C) -> not ?is_space(C) end, Cs),
    case known(S, Enc) of
        true -> value(Fun(S), F, Rest, N1 + length(S), Keep);
        false -> error_of(What)
    end.

%% The text of a field; blanks around it do not count.
padded(Cs, Enc) ->
    {Cs1, _} = skip(Cs, 0),
    {Back, _} = skip(lists:reverse(Cs1), 0),
    S = lists:reverse(Back),
    case known(S, Enc) of
        true -> {S, []};
        false -> error
    end.

known(S, latin1) -> io_lib:latin1_char_list(S);
known(S, unicode) -> io_lib:char_list(S).
