%% Byte order marks, normal forms and character classes. Conversions are native functions.
-module(unicode).
-moduledoc "Conversion of Unicode characters.".

-export([bom_to_encoding/1, category/1, characters_to_binary_int/2, characters_to_list_int/2,
         characters_to_nfc_binary/1, characters_to_nfc_list/1,
         characters_to_nfd_binary/1, characters_to_nfd_list/1, characters_to_nfkc_binary/1,
         characters_to_nfkc_list/1, characters_to_nfkd_binary/1, characters_to_nfkd_list/1,
         encoding_to_bom/1, is_id_continue/1, is_id_start/1, is_whitespace/1]).

-export_type([chardata/0, charlist/0, encoding/0, external_chardata/0, external_charlist/0,
              latin1_binary/0, latin1_char/0, latin1_chardata/0, latin1_charlist/0,
              unicode_binary/0, unicode_char/0]).

-type encoding() :: latin1 | unicode | utf8 | utf16 | {utf16, endian()} | utf32 | {utf32, endian()}.
-type endian() :: big | little.
-type unicode_binary() :: binary().
-type unicode_char() :: non_neg_integer().
-type charlist() :: maybe_improper_list(char() | unicode_binary() | charlist(), unicode_binary() | []).
-type chardata() :: charlist() | unicode_binary().
-type external_charlist() :: maybe_improper_list(char() | binary() | external_charlist(), binary() | []).
-type external_chardata() :: external_charlist() | binary().
-type latin1_binary() :: binary().
-type latin1_char() :: byte().
-type latin1_charlist() :: maybe_improper_list(byte() | binary() | latin1_charlist(), binary() | []).
-type latin1_chardata() :: latin1_charlist() | binary().

-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).

-doc "The encoding a byte order mark tells, and the mark's length.".
bom_to_encoding(<<16#EF, 16#BB, 16#BF, _/binary>>) -> {utf8, 3};
bom_to_encoding(<<0, 0, 16#FE, 16#FF, _/binary>>) -> {{utf32, big}, 4};
bom_to_encoding(<<16#FF, 16#FE, 0, 0, _/binary>>) -> {{utf32, little}, 4};
bom_to_encoding(<<16#FE, 16#FF, _/binary>>) -> {{utf16, big}, 2};
bom_to_encoding(<<16#FF, 16#FE, _/binary>>) -> {{utf16, little}, 2};
bom_to_encoding(Bin) when is_binary(Bin) -> {latin1, 0}.

-doc "The byte order mark of an encoding.".
encoding_to_bom(unicode) -> <<16#EF, 16#BB, 16#BF>>;
encoding_to_bom(utf8) -> <<16#EF, 16#BB, 16#BF>>;
encoding_to_bom(utf16) -> <<16#FE, 16#FF>>;
encoding_to_bom({utf16, big}) -> <<16#FE, 16#FF>>;
encoding_to_bom({utf16, little}) -> <<16#FF, 16#FE>>;
encoding_to_bom(utf32) -> <<0, 0, 16#FE, 16#FF>>;
encoding_to_bom({utf32, big}) -> <<0, 0, 16#FE, 16#FF>>;
encoding_to_bom({utf32, little}) -> <<16#FF, 16#FE, 0, 0>>;
encoding_to_bom(latin1) -> <<>>.

-doc false.
characters_to_list_int(CD, Encoding) -> unicode:characters_to_list(CD, Encoding).

-doc false.
characters_to_binary_int(CD, Encoding) -> unicode:characters_to_binary(CD, Encoding).

%% ---- normal forms

-doc "A list in canonical decomposition.".
characters_to_nfd_list(CD) ->
    try normal_list(CD, fun unicode_util:nfd/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A list in canonical composition.".
characters_to_nfc_list(CD) ->
    try normal_list(CD, fun unicode_util:nfc/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A list in compatibility decomposition.".
characters_to_nfkd_list(CD) ->
    try normal_list(CD, fun unicode_util:nfkd/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A list in compatibility composition.".
characters_to_nfkc_list(CD) ->
    try normal_list(CD, fun unicode_util:nfkc/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A binary in canonical decomposition.".
characters_to_nfd_binary(CD) ->
    try normal_binary(CD, fun unicode_util:nfd/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A binary in canonical composition.".
characters_to_nfc_binary(CD) ->
    try normal_binary(CD, fun unicode_util:nfc/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A binary in compatibility decomposition.".
characters_to_nfkd_binary(CD) ->
    try normal_binary(CD, fun unicode_util:nfkd/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

-doc "A binary in compatibility composition.".
characters_to_nfkc_binary(CD) ->
    try normal_binary(CD, fun unicode_util:nfkc/1)
    catch error:_ -> error(badarg, [CD], ?INFO)
    end.

normal_list(CD, Next) ->
    case normal(CD, Next, []) of
        {ok, Chars} -> lists:reverse(Chars);
        {error, Chars, Rest} -> {error, lists:reverse(Chars), Rest}
    end.

normal_binary(CD, Next) ->
    case normal(CD, Next, []) of
        {ok, Chars} -> unicode:characters_to_binary(lists:reverse(Chars));
        {error, Chars, Rest} -> {error, unicode:characters_to_binary(lists:reverse(Chars)), Rest}
    end.

normal(CD, Next, Acc) ->
    case Next(CD) of
        [G | Rest] when is_list(G) -> normal(Rest, Next, lists:reverse(G, Acc));
        [C | Rest] -> normal(Rest, Next, [C | Acc]);
        [] -> {ok, Acc};
        {error, Bad} -> {error, Acc, Bad}
    end.

%% ---- classes of characters

-doc "True if a character may begin an identifier.".
is_id_start(C) when is_integer(C), C >= 0, C =< 16#10FFFF -> id_start(C);
is_id_start(C) -> error(badarg, [C], ?INFO).

id_start(C) when C >= $a, C =< $z; C >= $A, C =< $Z -> true;
id_start(C) when C < 128 -> false;
id_start(C) ->
    case unicode_util:category(C) of
        {letter, _} -> unicode_util:is_letter_not_pattern_syntax(C);
        {number, letter} -> true;
        _ -> unicode_util:is_other_id_start(C)
    end.

-doc "True if an identifier may go on with a character.".
is_id_continue(C) when is_integer(C), C >= 0, C =< 16#10FFFF ->
    id_start(C) orelse id_continue(C);
is_id_continue(C) -> error(badarg, [C], ?INFO).

id_continue($_) -> true;
id_continue(C) when C < 128 -> C >= $0 andalso C =< $9;
id_continue(C) ->
    case unicode_util:category(C) of
        {punctuation, connector} -> true;
        {mark, non_spacing} -> true;
        {mark, spacing_combining} -> true;
        {number, decimal} -> true;
        _ -> unicode_util:is_other_id_continue(C)
    end.

-doc "True for white space characters.".
is_whitespace(C) when is_integer(C), C >= 0, C =< 16#10FFFF -> unicode_util:is_whitespace(C);
is_whitespace(C) -> error(badarg, [C], ?INFO).

-doc "The general category of a character.".
category(C) when is_integer(C), C >= 0, C =< 16#10FFFF -> unicode_util:category(C);
category(C) -> error(badarg, [C], ?INFO).
