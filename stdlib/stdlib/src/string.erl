%% Strings as chardata: lists of characters, UTF-8 binaries, or both mixed, seen as sequences of
%% grapheme clusters. What is taken from a binary is a binary, what is taken from a list a list.
%% The second half holds the old functions, on flat lists of characters only.
-module(string).
-moduledoc "String processing functions.".
-compile({no_auto_import, [length/1]}).

-export([casefold/1, chomp/1, equal/2, equal/3, equal/4, find/2, find/3, is_empty/1,
         jaro_similarity/2, length/1, lexemes/2, lowercase/1, next_codepoint/1, next_grapheme/1,
         nth_lexeme/3, pad/2, pad/3, pad/4, prefix/2, replace/3, replace/4, reverse/1, slice/2,
         slice/3, split/2, split/3, take/2, take/3, take/4, titlecase/1, to_float/1,
         to_graphemes/1, to_integer/1, trim/1, trim/2, trim/3, uppercase/1]).
-export([centre/2, centre/3, chars/2, chars/3, chr/2, concat/2, copies/2, cspan/2, join/2, left/2,
         left/3, len/1, list_to_float/1, list_to_integer/1, rchr/2, right/2, right/3, rstr/2,
         span/2, str/2, strip/1, strip/2, strip/3, sub_string/2, sub_string/3, sub_word/2,
         sub_word/3, substr/2, substr/3, to_lower/1, to_upper/1, tokens/2, words/1, words/2]).

-export_type([grapheme_cluster/0]).

-type grapheme_cluster() :: char() | [char()].

-doc "True if the string has no characters.".
is_empty([]) -> true;
is_empty(<<>>) -> true;
is_empty([L | Rest]) -> is_empty(L) andalso is_empty(Rest);
is_empty(_) -> false.

-doc "The number of grapheme clusters.".
length(CD) when is_binary(CD) -> count_binary(CD, 0);
length(CD) -> count(CD, 0).

%% A native passes the characters that stand for themselves.
count_binary(Bin, N) ->
    case purlin_ascii:run(Bin, byte_size(Bin)) of
        Size when Size =:= byte_size(Bin) -> N + Size;
        0 ->
            case unicode_util:gc(Bin) of
                [_ | Rest] when is_binary(Rest) -> count_binary(Rest, N + 1);
                [_ | Rest] -> count(Rest, N + 1);
                [] -> N;
                {error, Bad} -> error({badarg, Bad})
            end;
        Run ->
            <<_:Run/binary, Rest/binary>> = Bin,
            count_binary(Rest, N + Run)
    end.

count([C1, C2 | _] = L, N) when is_integer(C1), is_integer(C2), 0 =< C1, C1 < 128, C1 =/= $\r,
                                0 =< C2, C2 < 128 ->
    count(tl(L), N + 1);
count(CD, N) ->
    case unicode_util:gc(CD) of
        [_ | Rest] -> count(Rest, N + 1);
        [] -> N;
        {error, Bad} -> error({badarg, Bad})
    end.

-doc "The list of grapheme clusters.".
to_graphemes(CD) ->
    case unicode_util:gc(CD) of
        [G | Rest] -> [G | to_graphemes(Rest)];
        [] -> [];
        {error, Bad} -> error({badarg, Bad})
    end.

-doc "The first code point and the rest.".
next_codepoint(CD) -> unicode_util:cp(CD).

-doc "The first grapheme cluster and the rest.".
next_grapheme(CD) -> unicode_util:gc(CD).

%% ---- comparing

-doc "True if both strings have the same code points.".
equal(A, B) when is_binary(A), is_binary(B) -> A =:= B;
equal(A, B) -> equal_cps(A, B).

equal_cps([C | A], [C | B]) when is_integer(C) -> equal_cps(A, B);
equal_cps(A, B) ->
    case {unicode_util:cp(A), unicode_util:cp(B)} of
        {[C | A1], [C | B1]} -> equal_cps(A1, B1);
        {[], []} -> true;
        {_, _} -> false
    end.

-doc "As equal/2, ignoring case if so wished.".
equal(A, B, false) -> equal(A, B);
equal(A, B, true) -> map_cps(A, fun unicode_util:casefold/1) =:= map_cps(B, fun unicode_util:casefold/1).

-doc "As equal/3, in a normal form.".
equal(A, B, IgnoreCase, none) -> equal(A, B, IgnoreCase);
equal(A, B, false, Norm) -> normal(A, Norm) =:= normal(B, Norm);
equal(A, B, true, Norm) -> equal(normal(A, Norm), normal(B, Norm), true).

normal(A, Norm) ->
    map_cps(A, fun(CD) -> unicode_util:Norm(CD) end).

%% Takes a string apart by Next and flattens the results.
map_cps(CD, Next) ->
    case Next(CD) of
        [C | Rest] -> cons(C, map_cps(Rest, Next));
        [] -> [];
        {error, Bad} -> error({badarg, Bad})
    end.

cons(G, Rest) when is_integer(G) -> [G | Rest];
cons(G, Rest) -> G ++ Rest.

-doc "The Jaro similarity of two strings, from 0.0 to 1.0.".
jaro_similarity(A0, B0) ->
    case {to_graphemes(A0), to_graphemes(B0)} of
        {[], []} -> 1.0;
        {[], _} -> 0.0;
        {_, []} -> 0.0;
        {A, B} -> jaro(A, erlang:length(A), B, erlang:length(B))
    end.

%% Matching characters are equal and no further apart than half the longer string.
jaro(A, LenA, B, LenB) ->
    Reach = max(0, max(LenA, LenB) div 2 - 1),
    {MatchedA, Used} = jaro_match(A, 0, Reach, LenB, list_to_tuple(B), #{}, []),
    case MatchedA of
        [] -> 0.0;
        _ ->
            MatchedB = [X || {I, X} <- lists:enumerate(0, B), is_map_key(I, Used)],
            M = map_size(Used),
            Transposed = jaro_transposed(lists:reverse(MatchedA), MatchedB, 0) / 2,
            (M / LenA + M / LenB + (M - Transposed) / M) / 3
    end.

jaro_match([X | Rest], I, Reach, LenB, B, Used, Matched) ->
    case jaro_find(X, max(0, I - Reach), min(LenB - 1, I + Reach), B, Used) of
        none -> jaro_match(Rest, I + 1, Reach, LenB, B, Used, Matched);
        J -> jaro_match(Rest, I + 1, Reach, LenB, B, Used#{J => true}, [X | Matched])
    end;
jaro_match([], _, _, _, _, Used, Matched) -> {Matched, Used}.

jaro_find(_, J, Last, _, _) when J > Last -> none;
jaro_find(X, J, _, B, Used) when element(J + 1, B) =:= X, not is_map_key(J, Used) -> J;
jaro_find(X, J, Last, B, Used) -> jaro_find(X, J + 1, Last, B, Used).

jaro_transposed([X | As], [X | Bs], N) -> jaro_transposed(As, Bs, N);
jaro_transposed([_ | As], [_ | Bs], N) -> jaro_transposed(As, Bs, N + 1);
jaro_transposed([], [], N) -> N.

%% ---- order and pieces

-doc "The grapheme clusters in reverse order.".
reverse(CD) -> reverse(CD, []).

reverse(CD, Acc) ->
    case unicode_util:gc(CD) of
        [G | Rest] -> reverse(Rest, [G | Acc]);
        [] -> Acc;
        {error, Bad} -> error({badarg, Bad})
    end.

-doc "The string from grapheme cluster Start (from 0) on.".
slice(CD, Start) when is_integer(Start), Start >= 0 ->
    case skip(CD, Start) of
        [] when is_binary(CD) -> <<>>;
        Rest -> Rest
    end.

skip(CD, 0) -> CD;
skip(Bin, N) when is_binary(Bin) ->
    case purlin_ascii:run(Bin, N) of
        0 -> skip_one(Bin, N);
        Run ->
            case Bin of
                <<_:Run/binary>> -> [];
                <<_:Run/binary, Rest/binary>> -> skip(Rest, N - Run)
            end
    end;
skip([C1, C2 | _] = L, N) when is_integer(C1), is_integer(C2), 0 =< C1, C1 < 128, C1 =/= $\r,
                               0 =< C2, C2 < 128 ->
    skip(tl(L), N - 1);
skip(CD, N) -> skip_one(CD, N).

skip_one(CD, N) ->
    case unicode_util:gc(CD) of
        [_ | Rest] -> skip(Rest, N - 1);
        [] -> [];
        {error, Bad} -> error({badarg, Bad})
    end.

-doc "At most Length grapheme clusters from Start (from 0) on.".
slice(CD, Start, infinity) when is_integer(Start), Start >= 0 -> slice(CD, Start);
slice(CD, Start, Length) when is_integer(Start), Start >= 0, is_integer(Length), Length >= 0 ->
    case skip(CD, Start) of
        [] when is_binary(CD) -> <<>>;
        Rest when is_binary(Rest) -> before(Rest, skip(Rest, Length));
        Rest -> take_clusters(Rest, Length)
    end.

take_clusters(_, 0) -> [];
take_clusters(CD, N) ->
    case unicode_util:gc(CD) of
        [G | Rest] -> cons(G, take_clusters(Rest, N - 1));
        [] -> [];
        {error, Bad} -> error({badarg, Bad})
    end.

%% The part of a binary before a tail of it.
before(Bin, []) -> Bin;
before(Bin, Tail) -> binary:part(Bin, 0, byte_size(Bin) - byte_size(Tail)).

-doc "Pads with spaces at the end to the given length.".
pad(CD, Length) -> pad(CD, Length, trailing, $\s).

-doc "Pads with spaces to the given length.".
pad(CD, Length, Dir) -> pad(CD, Length, Dir, $\s).

-doc "Pads with a character to the given length; Dir is leading, trailing or both.".
pad(CD, Length, leading, Char) when is_integer(Length) ->
    Len = length(CD),
    [lists:duplicate(max(0, Length - Len), Char), CD];
pad(CD, Length, trailing, Char) when is_integer(Length) ->
    Len = length(CD),
    [CD | lists:duplicate(max(0, Length - Len), Char)];
pad(CD, Length, both, Char) when is_integer(Length) ->
    Missing = max(0, Length - length(CD)),
    Left = lists:duplicate(Missing div 2, Char),
    case Missing rem 2 of
        0 -> [Left, CD, Left];
        1 -> [Left, CD, Left, Char]
    end.

%% ---- trimming and taking. Separators are grapheme clusters.

-doc "Removes white space at both ends.".
trim(CD) -> trim(CD, both, unicode_util:pattern_whitespace()).

-doc "Removes white space at one end or both.".
trim(CD, Dir) -> trim(CD, Dir, unicode_util:pattern_whitespace()).

-doc "Removes the given characters at one end or both.".
trim(CD, _, []) -> CD;
trim(CD, leading, Seps) -> trim_leading(CD, clusters(Seps));
trim(CD, trailing, Seps) -> trim_trailing(CD, clusters(Seps));
trim(CD, both, Seps) ->
    Clusters = clusters(Seps),
    trim_trailing(trim_leading(CD, Clusters), Clusters).

%% A binary whose bytes are all grapheme clusters of their own.
is_plain(Bin) -> is_binary(Bin) andalso purlin_ascii:run(Bin, byte_size(Bin)) =:= byte_size(Bin).

%% How much of a plain binary is left without the separators at its end.
plain_size(_, 0, _) -> 0;
plain_size(Bin, Size, Seps) ->
    case lists:member(binary:at(Bin, Size - 1), Seps) of
        true -> plain_size(Bin, Size - 1, Seps);
        false -> Size
    end.

-doc "Removes line ends at the end.".
chomp(CD) -> trim(CD, trailing, [[$\r, $\n], $\n]).

%% A cluster given as a list of one character is that character.
clusters([[C] | Rest]) -> [C | clusters(Rest)];
clusters([G | Rest]) -> [G | clusters(Rest)];
clusters([]) -> [].

trim_leading([C1, C2 | _] = L, Seps) when is_integer(C1), is_integer(C2), 0 =< C1, C1 < 128, C1 =/= $\r,
                                          0 =< C2, C2 < 128 ->
    case lists:member(C1, Seps) of
        true -> trim_leading(tl(L), Seps);
        false -> L
    end;
trim_leading(CD, Seps) ->
    case unicode_util:gc(CD) of
        [G | Rest] ->
            case lists:member(G, Seps) of
                true -> trim_leading(Rest, Seps);
                false when is_binary(CD) -> CD;
                false -> cons(G, Rest)
            end;
        [] when is_binary(CD) -> <<>>;
        [] -> [];
        {error, Bad} -> error({badarg, Bad})
    end.

trim_trailing(Bin, Seps) when is_binary(Bin) ->
    case is_plain(Bin) of
        true -> binary_part(Bin, 0, plain_size(Bin, byte_size(Bin), Seps));
        false -> before(Bin, trailing(Bin, Bin, Seps))
    end;
trim_trailing(CD, Seps) ->
    case unicode_util:gc(CD) of
        [G | Rest] when is_binary(Rest) ->
            case trim_trailing(Rest, Seps) of
                <<>> -> trim_last(G, [], Seps);
                Rest1 -> cons(G, Rest1)
            end;
        [G | Rest] -> trim_last(G, trim_trailing(Rest, Seps), Seps);
        [] -> [];
        {error, Bad} -> Bad
    end.

trim_last(G, [], Seps) ->
    case lists:member(G, Seps) of
        true -> [];
        false -> cons(G, [])
    end;
trim_last(G, Rest, _) -> cons(G, Rest).

%% The tail of a binary that consists of separators; Tail is what it may be so far.
trailing(Bin, Tail, Seps) ->
    case unicode_util:gc(Bin) of
        [G | Rest] ->
            case lists:member(G, Seps) of
                true -> trailing(Rest, Tail, Seps);
                false -> trailing(Rest, Rest, Seps)
            end;
        [] -> Tail;
        {error, _} -> []
    end.

-doc "Splits after the longest prefix made of the given characters.".
take(CD, Chars) -> take(CD, Chars, false, leading).

-doc "As take/2; with Complement true, made of other characters.".
take(CD, Chars, Complement) -> take(CD, Chars, Complement, leading).

-doc "As take/3, from either end.".
take(CD, [], Complement, Dir) ->
    Empty = case CD of
        _ when is_binary(CD) -> <<>>;
        _ -> []
    end,
    case {Complement, Dir} of
        {false, leading} -> {Empty, CD};
        {false, trailing} -> {CD, Empty};
        {true, leading} -> {CD, Empty};
        {true, trailing} -> {Empty, CD}
    end;
take(CD, Chars, Complement, leading) when is_boolean(Complement) ->
    take_leading(CD, clusters(Chars), not Complement);
take(CD, Chars, Complement, trailing) when is_boolean(Complement) ->
    take_trailing(CD, clusters(Chars), not Complement).

take_leading(Bin, Chars, Wanted) when is_binary(Bin) ->
    Rest = drop_leading(Bin, Chars, Wanted),
    {before(Bin, Rest), Rest};
take_leading(CD, Chars, Wanted) -> take_leading(CD, Chars, Wanted, []).

take_leading(CD, Chars, Wanted, Acc) ->
    case unicode_util:gc(CD) of
        [G | Rest] ->
            case lists:member(G, Chars) of
                Wanted -> take_leading(Rest, Chars, Wanted, push(G, Acc));
                _ -> {lists:reverse(Acc), cons(G, Rest)}
            end;
        [] -> {lists:reverse(Acc), []};
        {error, Bad} -> error({badarg, Bad})
    end.

push(G, Acc) when is_integer(G) -> [G | Acc];
push(G, Acc) -> lists:reverse(G, Acc).

drop_leading(Bin, Chars, Wanted) ->
    case unicode_util:gc(Bin) of
        [G | Rest] ->
            case lists:member(G, Chars) of
                Wanted -> drop_leading(Rest, Chars, Wanted);
                _ -> Bin
            end;
        [] -> <<>>;
        {error, Bad} when Wanted -> error({badarg, Bad});
        {error, <<_, Rest/binary>>} -> drop_leading(Rest, Chars, Wanted)
    end.

%% Bytes that are no text count as none of Chars.
take_trailing(Bin, Chars, Wanted) when is_binary(Bin) ->
    case tail_of(Bin, Bin, Chars, Wanted) of
        [] -> {Bin, <<>>};
        Tail -> {before(Bin, Tail), Tail}
    end;
take_trailing(CD, Chars, Wanted) ->
    {Rest, Tail} = lists:splitwith(fun(G) -> lists:member(G, Chars) =:= Wanted end, reverse(CD)),
    {flat(lists:reverse(Tail)), flat(lists:reverse(Rest))}.

flat([G | Rest]) -> cons(G, flat(Rest));
flat([]) -> [].

tail_of(Bin, Tail, Chars, Wanted) ->
    case unicode_util:gc(Bin) of
        [G | Rest] ->
            case lists:member(G, Chars) of
                Wanted -> tail_of(Rest, Tail, Chars, Wanted);
                _ -> tail_of(Rest, Rest, Chars, Wanted)
            end;
        [] -> Tail;
        {error, Bad} when Wanted, byte_size(Bad) < byte_size(Tail) -> error({badarg, Bad});
        {error, <<_, Rest/binary>>} when Wanted -> tail_of(Rest, Rest, Chars, Wanted);
        {error, Bad} -> error({badarg, Bad})
    end.

%% ---- letter cases

-doc "The string in upper case.".
uppercase(CD) when is_list(CD) -> upper_list(CD);
uppercase(<<>>) -> <<>>;
uppercase(CD) when is_binary(CD) ->
    case purlin_ascii:uppercase(CD) of
        false -> case_binary(CD, fun unicode_util:uppercase/1);
        Upper -> Upper
    end;
uppercase(CD) -> error({badarg, CD}).

-doc "The string in lower case.".
lowercase(CD) when is_list(CD) -> lower_list(CD, fun unicode_util:lowercase/1);
lowercase(<<>>) -> <<>>;
lowercase(CD) when is_binary(CD) -> lower_binary(CD, fun unicode_util:lowercase/1);
lowercase(CD) -> error({badarg, CD}).

-doc "The string with case distinctions removed.".
casefold(CD) when is_list(CD) -> lower_list(CD, fun unicode_util:casefold/1);
casefold(<<>>) -> <<>>;
casefold(CD) when is_binary(CD) -> lower_binary(CD, fun unicode_util:casefold/1);
casefold(CD) -> error({badarg, CD}).

%% ASCII before ASCII is its own affair.
upper_list([C | Rest]) when is_integer(C), 0 =< C, C < 128 -> upper_list(C, Rest);
upper_list(CD) -> upper_any(CD).

upper_list(C1, [C2 | Rest]) when is_integer(C2), 0 =< C2, C2 < 128 ->
    if
        C1 >= $a, C1 =< $z -> [C1 - 32 | upper_list(C2, Rest)];
        true -> [C1 | upper_list(C2, Rest)]
    end;
upper_list(C1, Rest) -> upper_any([C1 | Rest]).

upper_any(CD) ->
    case unicode_util:uppercase(CD) of
        [C | Rest] -> cons(C, upper_list(Rest));
        [] -> []
    end.

lower_list([C | Rest], Next) when is_integer(C), 0 =< C, C < 128 -> lower_list(C, Rest, Next);
lower_list(CD, Next) -> lower_any(CD, Next).

lower_list(C1, [C2 | Rest], Next) when is_integer(C2), 0 =< C2, C2 < 128 ->
    if
        C1 >= $A, C1 =< $Z -> [C1 + 32 | lower_list(C2, Rest, Next)];
        true -> [C1 | lower_list(C2, Rest, Next)]
    end;
lower_list(C1, Rest, Next) -> lower_any([C1 | Rest], Next).

lower_any(CD, Next) ->
    case Next(CD) of
        [C | Rest] -> cons(C, lower_list(Rest, Next));
        [] -> []
    end.

lower_binary(Bin, Next) ->
    case purlin_ascii:lowercase(Bin) of
        false -> case_binary(Bin, Next);
        Lower -> Lower
    end.

map_case(CD, Next) ->
    case Next(CD) of
        [C | Rest] -> cons(C, map_case(Rest, Next));
        [] -> []
    end.

case_binary(Bin, Next) -> unicode:characters_to_binary(map_case(Bin, Next)).

-doc "The string with its first character in title case.".
titlecase(CD) when is_list(CD) ->
    case unicode_util:titlecase(CD) of
        [C | Rest] -> cons(C, Rest);
        [] -> []
    end;
titlecase(CD) when is_binary(CD) ->
    case unicode_util:titlecase(CD) of
        [C | Rest] -> <<(unicode:characters_to_binary([C]))/binary, Rest/binary>>;
        [] -> <<>>
    end.

%% ---- numbers

-doc "The integer a string begins with: {Integer, Rest} or {error, Reason}.".
to_integer(CD) ->
    try digits(sign(CD, [])) of
        {[D | _] = Digits, Rest} when D >= $0, D =< $9 ->
            {erlang:list_to_integer(lists:reverse(Digits)), Rest};
        _ -> {error, no_integer}
    catch
        error:_ -> {error, badarg}
    end.

-doc "The float a string begins with: {Float, Rest} or {error, Reason}.".
to_float(CD) ->
    try digits(sign(CD, [])) of
        {[D | _] = Digits, Rest} when D >= $0, D =< $9 ->
            try fraction(Digits, Rest) catch error:_ -> {error, badarg} end;
        _ -> {error, no_float}
    catch
        error:_ -> {error, badarg}
    end.

%% {Characters read, reversed; rest}
sign(CD, Acc) ->
    case next(CD) of
        [C | Rest] when C =:= $-; C =:= $+ -> {[C | Acc], Rest};
        _ -> {Acc, CD}
    end.

digits({Acc, CD}) ->
    case next(CD) of
        [C | Rest] when C >= $0, C =< $9 -> digits({[C | Acc], Rest});
        [_ | _] -> {Acc, CD};
        [] when is_list(CD) -> {Acc, rest_of_empty(CD)};
        [] -> {Acc, CD}
    end.

%% Empty lists at the end of a string go; an empty binary stays.
rest_of_empty([Empty | Rest]) when is_list(Empty) -> rest_of_empty(Rest);
rest_of_empty([<<>>]) -> <<>>;
rest_of_empty(CD) -> CD.

next(CD) ->
    case unicode_util:cp(CD) of
        {error, _} -> error(badarg);
        Next -> Next
    end.

fraction(Digits, CD) ->
    case next(CD) of
        [Point | Rest] when Point =:= $.; Point =:= $, ->
            case digits({[$. | Digits], Rest}) of
                {[$. | _], _} -> {error, no_float};
                {Fraction, Rest1} -> exponent(Fraction, Rest1)
            end;
        _ -> {error, no_float}
    end.

exponent(Fraction, CD) ->
    case next(CD) of
        [E | Rest] when E =:= $e; E =:= $E ->
            case digits(sign(Rest, [E | Fraction])) of
                {[D | _] = Digits, Rest1} when D >= $0, D =< $9 -> float_of(Digits, Rest1);
                _ -> float_of(Fraction, CD)
            end;
        _ -> float_of(Fraction, CD)
    end.

float_of(Reversed, Rest) ->
    try {erlang:list_to_float(lists:reverse(Reversed)), Rest}
    catch error:badarg -> {error, no_float}
    end.

%% ---- searching. A match begins and ends between grapheme clusters.

-doc "What follows Prefix, or nomatch.".
prefix(CD, Prefix) ->
    case pattern(Prefix) of
        {[], _} -> CD;
        {Chars, Last} ->
            case match_chars(CD, Chars, Last) of
                [] when is_binary(CD) -> <<>>;
                Result -> Result
            end
    end.

-doc "The string from the first place of Pattern on, or nomatch.".
find(CD, Pattern) -> find(CD, Pattern, leading).

-doc "The string from the first or last place of Pattern on, or nomatch.".
find(CD, "", _) -> CD;
find(CD, <<>>, _) -> CD;
find(CD, Pattern, leading) -> found(CD, first_match(CD, pattern(Pattern), []));
find(CD, Pattern, trailing) -> found(CD, last_match(CD, pattern(Pattern))).

found(CD, none) when is_list(CD); is_binary(CD) -> nomatch;
found(_, {_, At, _}) -> At.

%% The code points of a pattern, and its last grapheme cluster as code points.
pattern(Pattern) ->
    case unicode:characters_to_list(Pattern) of
        [] -> {[], []};
        [_] = Chars -> {Chars, Chars};
        Chars -> {Chars, cons(lists:last(to_graphemes(Chars)), [])}
    end.

%% {The string before a match (reversed if a list), from the match on, after the match} or none.
first_match(Bin, {Chars, Last}, _) when is_binary(Bin) ->
    first_match_binary(Bin, unicode:characters_to_binary(Chars), Last, 0);
first_match([C1 | Rest], {[C | _], _} = Pattern, Before)
  when is_integer(C1), 0 =< C1, C1 < 128, C1 =/= C, is_list(Rest) ->
    first_match(Rest, Pattern, [C1 | Before]);
first_match(CD, {[C | Chars], Last} = Pattern, Before) ->
    case unicode_util:cp(CD) of
        [C | Rest] = At ->
            case match_chars(Rest, Chars, Last) of
                nomatch -> first_match(Rest, Pattern, [C | Before]);
                After -> {Before, At, After}
            end;
        [C1 | Rest] when is_list(Rest) -> first_match(Rest, Pattern, [C1 | Before]);
        [C1 | Rest] ->
            case first_match(Rest, Pattern, []) of
                {Head, At, After} ->
                    {lists:reverse(unicode:characters_to_list(Head), [C1 | Before]), At, After};
                none -> none
            end;
        [] -> none;
        {error, Bad} -> error({badarg, Bad})
    end;
first_match(_, {[], []}, _) -> none.

first_match_binary(Bin, Chars, Last, From) ->
    case binary:match(Bin, Chars, [{scope, {From, byte_size(Bin) - From}}]) of
        {Pos, Len} ->
            Skip = Pos + Len,
            <<Before:Pos/binary, At/binary>> = Bin,
            <<_:Skip/binary, After/binary>> = Bin,
            case ends_cluster(After, Last) of
                true -> {Before, At, After};
                false -> first_match_binary(Bin, Chars, Last, Pos + 1)
            end;
        nomatch -> none
    end.

match_chars(CD, [C | Chars], Last) ->
    case unicode_util:cp(CD) of
        [C | Rest] -> match_chars(Rest, Chars, Last);
        _ -> nomatch
    end;
match_chars(CD, [], Last) ->
    case ends_cluster(CD, Last) of
        true -> CD;
        false -> nomatch
    end.

%% True if a cluster ends between Last and what follows it.
ends_cluster([], _) -> true;
ends_cluster(<<>>, _) -> true;
ends_cluster([C1 | _], [C]) when is_integer(C1), 0 =< C1, C1 < 128, C < 128, C =/= $\r orelse C1 =/= $\n -> true;
ends_cluster(<<C1, _/binary>>, [C]) when C1 < 128, C < 128, C =/= $\r orelse C1 =/= $\n -> true;
ends_cluster(CD, Last) ->
    case unicode_util:gc(Last ++ CD) of
        [G | _] when is_integer(G) -> [G] =:= Last;
        [G | _] -> G =:= Last;
        _ -> true
    end.

last_match(CD, Pattern) ->
    case first_match(CD, Pattern, []) of
        none -> none;
        Found -> last_match(CD, Pattern, Found)
    end.

last_match(Bin, Pattern, {_, At, _} = Best) when is_binary(Bin) ->
    [_ | Rest] = unicode_util:cp(At),
    case first_match(Rest, Pattern, []) of
        none -> Best;
        {_, At1, After} ->
            Found = {binary:part(Bin, 0, byte_size(Bin) - byte_size(At1)), At1, After},
            last_match(Bin, Pattern, Found)
    end;
last_match(CD, Pattern, {Before, At, _} = Best) ->
    [C | Rest] = unicode_util:cp(At),
    case first_match(Rest, Pattern, [C | Before]) of
        none -> Best;
        Found when is_binary(Rest) ->
            {Head, At1, After} = Found,
            last_match(CD, Pattern, {lists:reverse(unicode:characters_to_list(Head), [C | Before]), At1, After});
        Found -> last_match(CD, Pattern, Found)
    end.

-doc "Splits at the first place of Pattern.".
split(CD, Pattern) -> split(CD, Pattern, leading).

-doc "Splits at the first (leading), last (trailing) or all places of Pattern.".
split(CD, Pattern, Where) ->
    case pattern(Pattern) of
        {[], _} -> [CD];
        Chars -> split_1(CD, Chars, Where)
    end.

split_1(CD, Pattern, leading) ->
    case first_match(CD, Pattern, []) of
        none -> [CD];
        {Before, _, After} -> [head(Before), tail(CD, After)]
    end;
split_1(CD, Pattern, trailing) ->
    case last_match(CD, Pattern) of
        none -> [CD];
        {Before, _, After} -> [head(Before), tail(CD, After)]
    end;
split_1(CD, Pattern, all) ->
    case first_match(CD, Pattern, []) of
        none -> [CD];
        {Before, _, After} -> [head(Before) | split_1(tail(CD, After), Pattern, all)]
    end.

head(Before) when is_binary(Before) -> Before;
head(Before) -> lists:reverse(Before).

tail(CD, []) when is_binary(CD) -> <<>>;
tail(_, After) -> After.

-doc "Replaces the first place of Pattern; the result is a list of parts.".
replace(CD, Pattern, Replacement) -> lists:join(Replacement, split(CD, Pattern)).

-doc "Replaces the first, last or all places of Pattern; the result is a list of parts.".
replace(CD, Pattern, Replacement, Where) -> lists:join(Replacement, split(CD, Pattern, Where)).

-doc "The parts between separators, empty ones left out.".
lexemes([], _) -> [];
lexemes(CD, []) -> [CD];
lexemes(CD, Seps) when is_list(Seps) ->
    Clusters = clusters(Seps),
    case is_plain(CD) of
        true -> plain_lexemes(CD, [<<C>> || C <- Clusters, is_integer(C), C >= 0, C < 128]);
        false -> lexemes_1(CD, Clusters)
    end.

plain_lexemes(<<>>, _) -> [];
plain_lexemes(Bin, []) -> [Bin];
plain_lexemes(Bin, Seps) -> binary:split(Bin, Seps, [global, trim_all]).

lexemes_1(CD, Seps) ->
    case lexeme(CD, Seps) of
        none -> [];
        {Lexeme, Rest} -> [Lexeme | lexemes_1(Rest, Seps)]
    end.

lexeme(CD, Seps) ->
    case trim_leading(CD, Seps) of
        [] -> none;
        <<>> -> none;
        Bin when is_binary(Bin) ->
            Rest = until_separator(Bin, Seps),
            {before(Bin, Rest), Rest};
        List -> until_separator(List, Seps, [])
    end.

%% A separator may begin anywhere, but ends where a cluster ends. A cluster that begins as a separator does and is none is passed
%% over as a whole.
until_separator(Bin, Seps) ->
    case unicode_util:cp(Bin) of
        [C | Rest] ->
            case separator_here(C, Rest, Seps) of
                true -> Bin;
                false -> until_separator(Rest, Seps);
                begins -> [_ | After] = unicode_util:gc(Bin), until_separator(tail(Bin, After), Seps)
            end;
        [] -> <<>>;
        {error, Bad} -> error({badarg, Bad})
    end.

until_separator([C | Rest], [Sep] = Seps, Acc) when is_integer(C), 0 =< C, C < 128, is_integer(Sep), C =/= Sep ->
    until_separator(Rest, Seps, [C | Acc]);
until_separator([C | Rest] = At, Seps, Acc) when is_integer(C), 0 =< C, C < 128 ->
    until_separator(C, Rest, At, Seps, Acc);
until_separator(CD, Seps, Acc) ->
    case unicode_util:cp(CD) of
        [C | Rest] = At -> until_separator(C, Rest, At, Seps, Acc);
        [] -> {lists:reverse(Acc), []};
        {error, Bad} -> error({badarg, Bad})
    end.

until_separator(C, Rest, At, Seps, Acc) ->
    case separator_here(C, Rest, Seps, false) of
        true -> {lists:reverse(Acc), At};
        false -> until_separator(Rest, Seps, [C | Acc]);
        begins ->
            [G | After] = unicode_util:gc(At),
            until_separator(After, Seps, lists:reverse(cons(G, []), Acc))
    end.

%% begins: not a separator, but the first code point of one.
separator_here(C, Rest, Seps) -> separator_here(C, Rest, Seps, false).

separator_here(C, Rest, [C | Seps], _) ->
    ends_cluster(Rest, [C]) orelse separator_here(C, Rest, Seps, begins);
separator_here(C, Rest, [[C | Chars] = Sep | Seps], _) ->
    match_chars(Rest, Chars, Sep) =/= nomatch orelse separator_here(C, Rest, Seps, begins);
separator_here(C, Rest, [_ | Seps], Otherwise) -> separator_here(C, Rest, Seps, Otherwise);
separator_here(_, _, [], Otherwise) -> Otherwise.

-doc "The Nth lexeme, or the empty string.".
nth_lexeme(CD, 1, []) -> CD;
nth_lexeme(CD, N, Seps) when is_list(Seps), is_integer(N), N > 0 ->
    nth_lexeme_1(CD, N, clusters(Seps)).

nth_lexeme_1(CD, N, Seps) ->
    case lexeme(CD, Seps) of
        none when is_binary(CD) -> <<>>;
        none -> [];
        {Lexeme, _} when N =:= 1 -> Lexeme;
        {_, Rest} -> nth_lexeme_1(Rest, N - 1, Seps)
    end.

%% ==== the old functions, on lists of characters

-doc "The length of a list (old, see length/1).".
len(S) -> erlang:length(S).

-doc "Appends two strings (old, use ++).".
concat(S1, S2) -> S1 ++ S2.

-doc "The position of the first Char, or 0 (old, see find/2).".
chr(S, C) when is_integer(C) -> chr(S, C, 1).

chr([C | _], C, I) -> I;
chr([_ | Rest], C, I) -> chr(Rest, C, I + 1);
chr([], _, _) -> 0.

-doc "The position of the last Char, or 0 (old, see find/3).".
rchr(S, C) when is_integer(C) -> rchr(S, C, 1, 0).

rchr([C | Rest], C, I, _) -> rchr(Rest, C, I + 1, I);
rchr([_ | Rest], C, I, Last) -> rchr(Rest, C, I + 1, Last);
rchr([], _, _, Last) -> Last.

-doc "The position of the first Sub, or 0 (old, see find/2).".
str(S, Sub) when is_list(Sub) -> str(S, Sub, 1).

str([C | Rest] = S, [C | _] = Sub, I) ->
    case lists:prefix(Sub, S) of
        true -> I;
        false -> str(Rest, Sub, I + 1)
    end;
str([_ | Rest], Sub, I) -> str(Rest, Sub, I + 1);
str([], _, _) -> 0.

-doc "The position of the last Sub, or 0 (old, see find/3).".
rstr(_, []) -> 0;
rstr(S, Sub) when is_list(Sub) -> rstr(S, Sub, 1, 0).

rstr([_ | Rest] = S, Sub, I, Last) ->
    case lists:prefix(Sub, S) of
        true -> rstr(Rest, Sub, I + 1, I);
        false -> rstr(Rest, Sub, I + 1, Last)
    end;
rstr([], _, _, Last) -> Last.

-doc "The length of the longest prefix of the given characters (old, see take/2).".
span(S, Chars) when is_list(Chars) -> span(S, Chars, 0).

span([C | Rest], Chars, N) ->
    case lists:member(C, Chars) of
        true -> span(Rest, Chars, N + 1);
        false -> N
    end;
span([], _, N) -> N.

-doc "The length of the longest prefix without the given characters (old, see take/3).".
cspan(S, Chars) when is_list(Chars) -> cspan(S, Chars, 0).

cspan([C | Rest], Chars, N) ->
    case lists:member(C, Chars) of
        true -> N;
        false -> cspan(Rest, Chars, N + 1)
    end;
cspan([], _, N) -> N.

-doc "The string from position Start on (old, see slice/2).".
substr(S, 1) when is_list(S) -> S;
substr(S, Start) when is_integer(Start), Start > 1 -> substr_2(S, Start).

substr_2(S, 1) when is_list(S) -> S;
substr_2([_ | Rest], Start) -> substr_2(Rest, Start - 1).

-doc "At most Length characters from position Start on (old, see slice/3).".
substr(S, Start, Length) when is_integer(Start), Start >= 1, is_integer(Length), Length >= 0 ->
    substr_3(substr_2(S, Start), Length).

substr_3([C | Rest], N) when N > 0 -> [C | substr_3(Rest, N - 1)];
substr_3(S, 0) when is_list(S) -> [];
substr_3([], _) -> [].

-doc "The words between separators (old, see lexemes/2).".
tokens(S, Seps) ->
    case Seps of
        [] when S =:= [] -> [];
        [] -> [S];
        _ -> tokens_1(S, Seps)
    end.

tokens_1([C | Rest], Seps) ->
    case lists:member(C, Seps) of
        true -> tokens_1(Rest, Seps);
        false -> token(Rest, Seps, [C])
    end;
tokens_1([], _) -> [].

token([C | Rest], Seps, Acc) ->
    case lists:member(C, Seps) of
        true -> [lists:reverse(Acc) | tokens_1(Rest, Seps)];
        false -> token(Rest, Seps, [C | Acc])
    end;
token([], _, Acc) -> [lists:reverse(Acc)].

-doc "A list with N copies of Char (old).".
chars(C, N) -> chars(C, N, []).

-doc "N copies of Char, then Tail (old).".
chars(C, N, Tail) when is_integer(N), N > 0 -> chars(C, N - 1, [C | Tail]);
chars(C, 0, Tail) when is_integer(C) -> Tail.

-doc "The string N times (old).".
copies(S, N) when is_list(S), is_integer(N), N >= 0 -> copies(S, N, []).

copies(_, 0, Acc) -> Acc;
copies(S, N, Acc) -> copies(S, N - 1, S ++ Acc).

-doc "The number of words between blanks (old, see lexemes/2).".
words(S) -> words(S, $\s).

-doc "The number of words between Char (old, see lexemes/2).".
words(S, C) when is_integer(C) -> words_1(strip(S, both, C), C, 1).

words_1([], _, N) -> N;
words_1([C | Rest], C, N) -> words_1(strip(Rest, left, C), C, N + 1);
words_1([_ | Rest], C, N) -> words_1(Rest, C, N).

-doc "The word of a given number between blanks (old, see nth_lexeme/3).".
sub_word(S, N) -> sub_word(S, N, $\s).

-doc "The word of a given number between Char (old, see nth_lexeme/3).".
sub_word(S, N, C) when is_integer(N), is_integer(C) ->
    case words(S, C) of
        Count when Count < N -> [];
        _ -> sub_word_1(strip(S, left, C), N, C)
    end.

sub_word_1([_ | _] = S, N, C) when N < 1 -> error(function_clause, [S, N, C]);
sub_word_1(S, 1, C) -> lists:takewhile(fun(X) -> X =/= C end, S);
sub_word_1([C | Rest], N, C) -> sub_word_1(strip(Rest, left, C), N - 1, C);
sub_word_1([_ | Rest], N, C) -> sub_word_1(Rest, N, C);
sub_word_1([], _, _) -> [].

-doc "Removes blanks at both ends (old, see trim/1).".
strip(S) -> strip(S, both, $\s).

-doc "Removes blanks on the left, on the right or on both sides (old, see trim/2).".
strip(S, Side) -> strip(S, Side, $\s).

-doc "Removes Char on the left, on the right or on both sides (old, see trim/3).".
strip(S, right, C) -> strip_right(S, C);
strip(S, left, C) -> strip_left(S, C);
strip(S, both, C) -> strip_right(strip_left(S, C), C).

strip_left([C | Rest], C) -> strip_left(Rest, C);
strip_left(S, C) when is_list(S), is_integer(C) -> S.

strip_right([C | Rest], C) ->
    case strip_right(Rest, C) of
        [] -> [];
        Rest1 -> [C | Rest1]
    end;
strip_right([X | Rest], C) -> [X | strip_right(Rest, C)];
strip_right([], C) when is_integer(C) -> [].

-doc "Cuts or pads on the right (old, see pad/2).".
left(S, Length) when is_integer(Length) -> left(S, Length, $\s).

-doc "Cuts or pads with Char on the right (old, see pad/4).".
left(S, Length, C) when is_integer(Length), is_integer(C) ->
    case erlang:length(S) of
        N when N > Length -> substr(S, 1, Length);
        N when N < Length -> S ++ chars(C, Length - N);
        _ -> S
    end.

-doc "Cuts or pads on the left (old, see pad/3).".
right(S, Length) when is_integer(Length) -> right(S, Length, $\s).

-doc "Cuts or pads with Char on the left (old, see pad/4).".
right(S, Length, C) when is_integer(Length), is_integer(C) ->
    case erlang:length(S) of
        N when N > Length -> lists:nthtail(N - Length, S);
        N when N < Length -> chars(C, Length - N, S);
        _ -> S
    end.

-doc "Centres in a field (old, see pad/3).".
centre(S, Length) when is_integer(Length) -> centre(S, Length, $\s).

-doc "Centres in a field of Char (old, see pad/4).".
centre(S, 0, C) when is_list(S), is_integer(C) -> [];
centre(S, Length, C) when is_integer(Length), is_integer(C) ->
    case erlang:length(S) of
        N when N > Length -> substr(S, (N - Length) div 2 + 1, Length);
        N when N < Length ->
            Left = (Length - N) div 2,
            chars(C, Left, S ++ chars(C, Length - N - Left));
        _ -> S
    end.

-doc "The string from position Start on (old, see slice/2).".
sub_string(S, Start) -> substr(S, Start).

-doc "The string from position Start to position Stop (old, see slice/3).".
sub_string(S, Start, Stop) when is_integer(Start), is_integer(Stop) -> substr(S, Start, Stop - Start + 1).

-doc "Lower case for Latin-1 (old, see lowercase/1).".
to_lower(S) when is_list(S) -> [lower(C) || C <- S];
to_lower(C) when is_integer(C) -> lower(C).

lower(C) when is_integer(C), C >= $A, C =< $Z -> C + 32;
lower(C) when is_integer(C), C >= 16#C0, C =< 16#D6 -> C + 32;
lower(C) when is_integer(C), C >= 16#D8, C =< 16#DE -> C + 32;
lower(C) -> C.

-doc "Upper case for Latin-1 (old, see uppercase/1).".
to_upper(S) when is_list(S) -> [upper(C) || C <- S];
to_upper(C) when is_integer(C) -> upper(C).

upper(C) when is_integer(C), C >= $a, C =< $z -> C - 32;
upper(C) when is_integer(C), C >= 16#E0, C =< 16#F6 -> C - 32;
upper(C) when is_integer(C), C >= 16#F8, C =< 16#FE -> C - 32;
upper(C) -> C.

-doc "Joins strings with a separator between them.".
join([], Sep) when is_list(Sep) -> [];
join([First | Rest], Sep) -> First ++ lists:append([Sep ++ S || S <- Rest]).

-doc "The integer a list begins with.".
list_to_integer(S) when is_list(S) -> to_integer(S);
list_to_integer(_) -> {error, not_a_list}.

-doc "The float a list begins with.".
list_to_float(S) when is_list(S) -> to_float(S);
list_to_float(_) -> {error, not_a_list}.
