%% Formatted output: scans a format string and writes its arguments. Called by io_lib:format/2.
-module(io_lib_format).
-export([fwrite/2, fwrite/3, fwrite_g/1, scan/2, unscan/1, build/1, build/2, indentation/2]).
-export([fwrite_bin/2, fwrite_bin/3]).

-doc "The text of Format with Args filled in; anything wrong raises badarg or worse.".
fwrite(Format, Args) when is_list(Format) -> run(Format, Args, []);
fwrite(Format, Args) -> run(format_chars(Format), Args, []).

-doc "As fwrite/2, limited to about the number of characters of the option chars_limit.".
fwrite(Format, Args, Options) -> build(scan(Format, Args), Options).

-doc false.
fwrite_bin(Format, Args) -> unicode:characters_to_binary(fwrite(Format, Args)).

-doc false.
fwrite_bin(Format, Args, Options) -> unicode:characters_to_binary(fwrite(Format, Args, Options)).

%% The bytes of a binary are characters of Latin-1, whatever they were meant to be.
format_chars(F) when is_list(F) -> F;
format_chars(F) when is_binary(F) -> binary_to_list(F);
format_chars(F) when is_atom(F) -> atom_to_list(F).

%% ---------------------------------------------------------------------------------------------------------
%% The straight way: one pass over the format, the text made in reverse. The frequent sequences without field
%% width and modifiers are written at once, all others through a specification.

-record(spec, {c, args = [], width = none, adjust = right, precision = none, pad = $\s, enc = latin1,
               strings = true, order = undefined}).

run([$~, $w | F], [A | As], Acc) -> run(F, As, [io_lib:write(A) | Acc]);
run([$~, $p | F], [A | As], Acc) -> run(F, As, [print(A, latin1, Acc) | Acc]);
run([$~, $n | F], As, Acc) -> run(F, As, [$\n | Acc]);
run([$~, $s | F], [A | As], Acc) -> run(F, As, [text(A, latin1) | Acc]);
run([$~, $t, $p | F], [A | As], Acc) -> run(F, As, [print(A, unicode, Acc) | Acc]);
run([$~, $t, $s | F], [A | As], Acc) -> run(F, As, [text(A, unicode) | Acc]);
run([$~, $b | F], [A | As], Acc) when is_integer(A) -> run(F, As, lists:reverse(integer_to_list(A), Acc));
run([$~ | F], As, Acc) ->
    {Spec, F1, As1} = spec(F, As),
    run(F1, As1, put_spec(Spec, Acc));
run([C | F], As, Acc) when is_integer(C) -> run(F, As, [C | Acc]);
run([], [], Acc) -> lists:reverse(Acc).

%% Characters of number-like sequences stand in the result themselves, those of others in a list of their own.
put_spec(#spec{c = C} = Spec, Acc) ->
    Text = control(Spec, Acc),
    case C of
        _ when C =:= $w; C =:= $p; C =:= $W; C =:= $P; C =:= $s -> [Text | Acc];
        _ -> lists:reverse(Text, Acc)
    end.

print(A, Enc, _) when is_atom(A) -> io_lib:write_atom(A, Enc);
print(A, _, _) when is_integer(A) -> integer_to_list(A);
print(A, Enc, Acc) ->
    io_lib_pretty:print(A, [{column, column(Acc) + 1}, {encoding, Enc}]).

%% The column reached by the reversed output.
column([]) -> 0;
column(Acc) -> line_start(Acc, []).

line_start([$\n | _], Line) -> indentation(Line, 0);
line_start([C | Acc], Line) -> line_start(Acc, [C | Line]);
line_start([], Line) -> indentation(Line, 0).

-doc false.
indentation([$\n | Cs], _) -> indentation(Cs, 0);
indentation([$\t | Cs], I) -> indentation(Cs, (I + 8) div 8 * 8);
indentation([C | Cs], I) when is_integer(C) -> indentation(Cs, I + 1);
indentation([C | Cs], I) when is_list(C); is_binary(C) -> indentation(Cs, indentation(C, I));
indentation([], I) -> I;
indentation(B, I) when is_binary(B) -> indentation(unicode:characters_to_list(B), I).

%% ---------------------------------------------------------------------------------------------------------
%% Control sequences: ~F.P.PadModC

spec(F, As) ->
    {Width, Adjust, F1, As1} = width(F, As),
    {Precision, F2, As2} = precision(F1, As1),
    {Pad, F3, As3} = pad(F2, As2),
    modifiers(F3, As3, #spec{width = Width, adjust = Adjust, precision = Precision, pad = Pad}).

width([$- | F], As) ->
    case number(F, As) of
        {0, F1, As1} -> {0, right, F1, As1};
        {N, F1, As1} when is_integer(N) -> {abs(N), left, F1, As1}
    end;
width(F, As) ->
    case number(F, As) of
        {N, F1, As1} when is_integer(N), N < 0 -> {-N, left, F1, As1};
        {N, F1, As1} -> {N, right, F1, As1}
    end.

precision([$. | F], As) -> number(F, As);
precision(F, As) -> {none, F, As}.

pad([$., $* | F], [C | As]) -> {C, F, As};
pad([$., C | F], As) -> {C, F, As};
pad(F, As) -> {$\s, F, As}.

number([$* | F], [N | As]) when is_integer(N) -> {N, F, As};
number([C | _] = F, As) when C >= $0, C =< $9 -> digits(F, 0, As);
number(F, As) -> {none, F, As}.

digits([C | F], N, As) when C >= $0, C =< $9 -> digits(F, N * 10 + C - $0, As);
digits(F, N, As) -> {N, F, As}.

modifiers([$t | F], As, S) -> modifiers(F, As, S#spec{enc = unicode});
modifiers([$l | F], As, S) -> modifiers(F, As, S#spec{strings = false});
modifiers([$k | F], As, S) -> modifiers(F, As, S#spec{order = ordered});
modifiers([$K | F], [Order | As], S) -> modifiers(F, As, S#spec{order = Order});
modifiers([C | F], As, S) ->
    {Args, Rest} = arguments(C, As),
    {S#spec{c = C, args = Args}, F, Rest}.

arguments(C, As) ->
    case arity(C) of
        0 -> {[], As};
        1 -> [A | Rest] = As, {[A], Rest};
        2 -> [A, B | Rest] = As, {[A, B], Rest}
    end.

arity($w) -> 1;
arity($p) -> 1;
arity($W) -> 2;
arity($P) -> 2;
arity($s) -> 1;
arity($e) -> 1;
arity($f) -> 1;
arity($g) -> 1;
arity($b) -> 1;
arity($B) -> 1;
arity($x) -> 2;
arity($X) -> 2;
arity($+) -> 1;
arity($#) -> 1;
arity($c) -> 1;
arity($~) -> 0;
arity($n) -> 0;
arity($i) -> 1;
arity(_) -> error(badarg).

control(#spec{c = $w, args = [A], enc = Enc, order = Order} = S, _) ->
    term(io_lib:write(A, -1, Enc, Order, -1), S);
control(#spec{c = $W, args = [A, D], enc = Enc, order = Order} = S, _) when is_integer(D) ->
    term(io_lib:write(A, D, Enc, Order, -1), S);
control(#spec{c = $p, args = [A]} = S, Acc) -> pretty(A, -1, S, Acc);
control(#spec{c = $P, args = [A, D]} = S, Acc) when is_integer(D) -> pretty(A, D, S, Acc);
control(#spec{c = $s, args = [A], enc = Enc} = S, _) -> string(text(A, Enc), S);
control(#spec{c = $e, args = [A]} = S, _) when is_float(A) -> term(float_e(A, S#spec.precision), no_precision(S));
control(#spec{c = $f, args = [A]} = S, _) when is_float(A) -> term(float_f(A, S#spec.precision), no_precision(S));
control(#spec{c = $g, args = [A]} = S, _) when is_float(A) -> term(float_g(A, S#spec.precision), no_precision(S));
control(#spec{c = $b, args = [A]} = S, _) when is_integer(A) -> based(A, lower, "", S);
control(#spec{c = $B, args = [A]} = S, _) when is_integer(A) -> based(A, upper, "", S);
control(#spec{c = $x, args = [A, P]} = S, _) when is_integer(A) -> based(A, lower, prefix(P), S);
control(#spec{c = $X, args = [A, P]} = S, _) when is_integer(A) -> based(A, upper, prefix(P), S);
control(#spec{c = $+, args = [A]} = S, _) when is_integer(A) -> based(A, lower, hash(S), S);
control(#spec{c = $#, args = [A]} = S, _) when is_integer(A) -> based(A, upper, hash(S), S);
control(#spec{c = $c, args = [A], enc = unicode} = S, _) when is_integer(A) -> characters(A, S);
control(#spec{c = $c, args = [A]} = S, _) when is_integer(A) -> characters(A band 255, S);
control(#spec{c = $~} = S, _) -> characters($~, S);
control(#spec{c = $n, adjust = right} = S, _) -> repeat(S#spec.width, $\n);
control(#spec{c = $i}, _) -> [].

repeat(none, C) -> [C];
repeat(N, C) -> lists:duplicate(N, C).

pretty(A, D, #spec{adjust = right} = S, Acc) ->
    Ll = case S#spec.width of none -> 80; F -> F end,
    Col = case S#spec.precision of none -> column(Acc) + 1; P -> P end,
    pretty(A, D, Ll, Col, -1, S).

pretty(A, D, 0, _, Limit, S) -> pretty_text(A, D, 0, 1, Limit, S);
pretty(A, D, Ll, Col, Limit, S) -> pretty_text(A, D, Ll, Col, Limit, S).

pretty_text(A, D, Ll, Col, Limit, #spec{enc = Enc, strings = Str, order = Order}) ->
    io_lib_pretty:print(A, [{column, Col}, {line_length, Ll}, {depth, D}, {encoding, Enc}, {strings, Str},
                            {maps_order, Order}, {chars_limit, Limit}]).

prefix(A) when is_atom(A) -> atom_to_list(A);
prefix(P) ->
    true = io_lib:deep_char_list(P),
    P.

hash(S) -> integer_to_list(base(S)) ++ "#".

base(#spec{precision = none}) -> 10;
base(#spec{precision = B}) when B >= 2, B =< 36 -> B.

based(A, Case, Prefix, S) ->
    Base = base(S),
    Digits = case integer_to_list(abs(A), Base) of
        D when Case =:= lower, Base > 10 -> string:lowercase(D);
        D -> D
    end,
    Text = if A < 0 -> [$-, Prefix | Digits]; true -> [Prefix | Digits] end,
    term(lists:flatten(Text), no_precision(S)).

no_precision(S) -> S#spec{precision = none}.

%% A character, as often as the precision says, in a field.
characters(C, #spec{width = none, precision = none}) -> [C];
characters(C, #spec{width = F, precision = none}) -> lists:duplicate(F, C);
characters(C, #spec{width = none, precision = P}) -> lists:duplicate(P, C);
characters(C, #spec{width = F, precision = P} = S) when P =< F ->
    lists:flatten(adjust(lists:duplicate(P, C), F - P, S)).

%% A text that must not be cut: in a field too small it becomes stars.
term(Text, #spec{width = none, precision = none}) -> Text;
term(Text, #spec{width = W, precision = P} = S) ->
    Len = io_lib:chars_length(Text),
    F = case W of none -> P; _ -> W end,
    Room = case P of none -> F; _ -> min(P, F) end,
    if
        Len > Room -> adjust(lists:duplicate(Room, $*), F - Room, S);
        true -> adjust(Text, F - Len, S)
    end.

adjust(Text, N, _) when N =< 0 -> Text;
adjust(Text, N, #spec{adjust = left, pad = Pad}) -> lists:flatten([Text | lists:duplicate(N, Pad)]);
adjust(Text, N, #spec{pad = Pad}) -> lists:duplicate(N, Pad) ++ lists:flatten(Text).

%% The argument of ~s.
text(A, latin1) when is_list(A) ->
    L = bytes(A),
    true = io_lib:deep_latin1_char_list(L),
    L;
text(A, latin1) when is_atom(A) ->
    L = atom_to_list(A),
    true = io_lib:latin1_char_list(L),
    L;
text(A, unicode) when is_atom(A) -> atom_to_list(A);
text(A, latin1) when is_binary(A) -> binary_to_list(A);
text(A, unicode) when is_binary(A) ->
    case unicode:characters_to_list(A) of
        L when is_list(L) -> L;
        _ -> binary_to_list(A)
    end;
text(A, unicode) when is_list(A) ->
    case io_lib:deep_char_list(A) of
        true -> A;
        false ->
            case unicode:characters_to_list(A) of
                L when is_list(L) -> L;
                _ -> mixed(A)
            end
    end.

%% Binaries that are not UTF-8 hold Latin-1, among others that are.
mixed(A) when is_binary(A) -> text(A, unicode);
mixed([Head | Tail]) -> [mixed(Head) | mixed(Tail)];
mixed(C) when is_integer(C), C >= 0; C =:= [] -> C.

bytes(A) ->
    case io_lib:deep_latin1_char_list(A) of
        true -> A;
        false -> binary_to_list(iolist_to_binary(A))
    end.

string(Text, #spec{width = none, precision = none}) -> Text;
string(Text, #spec{width = F, precision = P} = S) when P =:= none; P =:= F ->
    case string:length(Text) of
        N when N > F -> flat(string:slice(Text, 0, F));
        N -> adjust(Text, F - N, S)
    end;
string(Text, #spec{width = none, precision = P} = S) -> field(Text, P, P, S);
string(Text, #spec{width = F, precision = P} = S) when F >= P -> field(Text, F, P, S).

%% The first P characters of the text, in a field of F.
field(Text, F, P, S) ->
    case string:length(Text) of
        N when N > P -> adjust(flat(string:slice(Text, 0, P)), F - P, S);
        N when N =:= P -> adjust(Text, F - P, S);
        N -> fill(Text, N, F, P, S)
    end.

%% Within the precision the text stands on the left whatever the adjustment.
fill(Text, N, F, P, #spec{pad = Pad} = S) ->
    adjust(lists:flatten([Text | lists:duplicate(P - N, Pad)]), F - P, S).

flat(Text) -> lists:flatten(Text).

%% ---------------------------------------------------------------------------------------------------------
%% Floats

-doc "The shortest text that reads back as the float.".
fwrite_g(F) -> float_to_list(F, [short]).

%% 21 significant digits and the exponent of the first one.
digits21(F) ->
    [D, $. | Rest] = float_to_list(abs(F), [{scientific, 20}]),
    {Fraction, [$e | E]} = lists:splitwith(fun(C) -> C =/= $e end, Rest),
    {[D | Fraction], list_to_integer(E)}.

negative(F) -> <<S:1, _:63>> = <<F/float>>, S =:= 1.

signed(F, Text) ->
    case negative(F) of
        true -> [$- | Text];
        false -> Text
    end.

%% Rounds to N digits after the first; a carry may lengthen the number by one.
round_digits(Digits, N) when length(Digits) =< N -> {0, Digits ++ lists:duplicate(N - length(Digits), $0)};
round_digits(_, N) when N < 0 -> {0, []};
round_digits(Digits, N) ->
    {Keep, [Next | _]} = lists:split(N, Digits),
    if
        Next >= $5 -> increment(lists:reverse(Keep), []);
        true -> {0, Keep}
    end.

increment([], Acc) -> {1, [$1 | Acc]};
increment([$9 | Ds], Acc) -> increment(Ds, [$0 | Acc]);
increment([D | Ds], Acc) -> {0, lists:reverse(Ds, [D + 1 | Acc])}.

float_e(F, none) -> float_e(F, 6);
float_e(F, P) when P >= 2 ->
    {Digits, E} = digits21(F),
    {Carry, [D | Ds]} = round_digits(Digits, P),
    E1 = if F == 0 -> 0; true -> E + Carry end,
    Fraction = lists:sublist(Ds, P - 1),
    signed(F, [D, $. | Fraction] ++ exponent(E1)).

exponent(E) when E >= 0 -> "e+" ++ integer_to_list(E);
exponent(E) -> "e" ++ integer_to_list(E).

float_f(F, none) -> float_f(F, 6);
float_f(F, P) when P >= 1 ->
    {Digits, E0} = digits21(F),
    E = if F == 0 -> 0; true -> E0 end,
    %% Whole is the number of digits before the point
    Whole = E + 1,
    Padded = if Whole =< 0 -> lists:duplicate(1 - Whole, $0) ++ Digits; true -> Digits end,
    W = max(Whole, 1),
    {Carry, All} = round_digits(Padded, W + P),
    {Before, After} = lists:split(W + Carry, All),
    signed(F, Before ++ [$. | After]).

float_g(F, none) -> float_g(F, 6);
float_g(F, P) when P >= 1 ->
    A = abs(F),
    E = if
        A < 1.0e-1 -> -2;
        A < 1.0 -> -1;
        A < 1.0e1 -> 0;
        A < 1.0e2 -> 1;
        A < 1.0e3 -> 2;
        A < 1.0e4 -> 3;
        true -> over
    end,
    if
        E =:= over; E =< -2; P - 1 =< E, E > -1 -> float_e(F, max(P, 2));
        true -> float_f(F, P - 1 - E)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Formats as data

-doc "The format as characters and maps.".
scan(Format, Args) -> scan_chars(format_chars(Format), Args).

scan_chars([$~ | F], As) ->
    {S, F1, As1} = spec(F, As),
    [to_map(S) | scan_chars(F1, As1)];
scan_chars([C | F], As) -> [C | scan_chars(F, As)];
scan_chars([], []) -> [].

to_map(#spec{c = C, args = Args, width = W, adjust = A, precision = P, pad = Pad, enc = E, strings = Str, order = O}) ->
    #{control_char => C, args => Args, width => W, adjust => A, precision => P, pad_char => Pad, encoding => E,
      strings => Str, maps_order => O}.

from_map(#{control_char := C, args := Args, width := W, adjust := A, precision := P, pad_char := Pad,
           encoding := E, strings := Str} = M) ->
    #spec{c = C, args = Args, width = W, adjust = A, precision = P, pad = Pad, enc = E, strings = Str,
          order = maps:get(maps_order, M, undefined)}.

-doc "The format string and the arguments of scanned format.".
unscan(Parts) -> {unscan_format(Parts), unscan_args(Parts)}.

unscan_args([#{args := As, maps_order := O} | Parts]) when is_function(O, 2) -> [O | As] ++ unscan_args(Parts);
unscan_args([#{args := As} | Parts]) -> As ++ unscan_args(Parts);
unscan_args([_ | Parts]) -> unscan_args(Parts);
unscan_args([]) -> [].

unscan_format([#{} = M | Parts]) ->
    #spec{c = C, width = W, adjust = A, precision = P, pad = Pad, enc = E, strings = Str, order = O} = from_map(M),
    [$~ | unscan_width(W, A) ++ unscan_precision(P, Pad) ++ unscan_pad(Pad) ++
         [$t || E =:= unicode] ++ unscan_order(O) ++ [$l || not Str] ++ [C | unscan_format(Parts)]];
unscan_format([C | Parts]) -> [C | unscan_format(Parts)];
unscan_format([]) -> [].

unscan_width(none, left) -> "-";
unscan_width(none, right) -> "";
unscan_width(W, left) -> [$- | integer_to_list(W)];
unscan_width(W, right) -> integer_to_list(W).

unscan_precision(none, $\s) -> "";
unscan_precision(none, _) -> ".";
unscan_precision(P, _) -> [$. | integer_to_list(P)].

unscan_pad($\s) -> "";
unscan_pad(C) -> [$., C].

unscan_order(undefined) -> "";
unscan_order(ordered) -> "k";
unscan_order(_) -> "K".

-doc "The text of scanned format.".
build(Parts) -> build_parts(Parts, []).

build_parts([#{} = M | Parts], Acc) -> build_parts(Parts, put_spec(from_map(M), Acc));
build_parts([C | Parts], Acc) when is_integer(C); is_list(C); is_binary(C) -> build_parts(Parts, [C | Acc]);
build_parts([], Acc) -> lists:reverse(Acc).

build(Parts, Options) ->
    case lists:keyfind(chars_limit, 1, Options) of
        {_, N} when is_integer(N), N >= 0 -> build_limited(Parts, N);
        {_, N} when is_integer(N) -> build(Parts);
        false -> build(Parts)
    end.

%% What the other parts leave of N is shared evenly by the terms and strings.
build_limited(Parts, N) ->
    Done = [case P of #{control_char := C} -> {limited(C), P}; _ -> {no, P} end || P <- Parts],
    Fixed = [case X of
                 {no, #{} = M} -> put_spec(from_map(M), []);
                 {no, C} -> C;
                 {yes, _} -> []
             end || X <- Done],
    Count = length([x || {yes, _} <- Done]),
    limited_parts(Done, max(0, N - io_lib:chars_length(Fixed)), Count, []).

limited(C) when C =:= $w; C =:= $p; C =:= $W; C =:= $P; C =:= $s -> yes;
limited(_) -> no.

limited_parts([{no, #{} = M} | Ps], Room, Count, Acc) -> limited_parts(Ps, Room, Count, put_spec(from_map(M), Acc));
limited_parts([{no, C} | Ps], Room, Count, Acc) -> limited_parts(Ps, Room, Count, [C | Acc]);
limited_parts([{yes, M} | Ps], Room, Count, Acc) ->
    Text = limited_text(from_map(M), Room div Count, Acc),
    limited_parts(Ps, max(0, Room - io_lib:chars_length(Text)), Count - 1, [Text | Acc]);
limited_parts([], _, _, Acc) -> lists:reverse(Acc).

limited_text(#spec{c = $s, args = [A], enc = Enc, width = none, precision = none}, T, _) ->
    Text = text(A, Enc),
    %% the dots take three places, so up to that many characters are never cut
    case string:length(Text) > max(T, 3) of
        true -> flat(string:slice(Text, 0, max(0, T - 3))) ++ "...";
        false -> Text
    end;
limited_text(#spec{c = $s} = S, _, Acc) -> control(S, Acc);
limited_text(#spec{c = C, args = [A | More], enc = Enc, order = Order} = S, T, _) when C =:= $w; C =:= $W ->
    D = case More of [Depth] -> Depth; [] -> -1 end,
    term(io_lib:write(A, D, Enc, Order, T), S);
limited_text(#spec{args = [A | More]} = S, T, Acc) ->
    D = case More of [Depth] -> Depth; [] -> -1 end,
    Ll = case S#spec.width of none -> 80; F -> F end,
    Col = case S#spec.precision of none -> column(Acc) + 1; P -> P end,
    pretty(A, D, Ll, Col, T, S).
