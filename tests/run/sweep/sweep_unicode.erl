%% Functions of unicode, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_unicode).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun unicode:bom_to_encoding/1, fun unicode:category/1, fun unicode:characters_to_binary/1,
     fun unicode:characters_to_binary/2, fun unicode:characters_to_binary/3, fun unicode:characters_to_list/1,
     fun unicode:characters_to_list/2, fun unicode:characters_to_nfc_binary/1, fun unicode:characters_to_nfc_list/1,
     fun unicode:characters_to_nfd_binary/1, fun unicode:characters_to_nfd_list/1, fun unicode:characters_to_nfkc_binary/1,
     fun unicode:characters_to_nfkc_list/1, fun unicode:characters_to_nfkd_binary/1, fun unicode:characters_to_nfkd_list/1,
     fun unicode:encoding_to_bom/1, fun unicode:is_id_continue/1, fun unicode:is_id_start/1, fun unicode:is_whitespace/1].

special() ->
    ["abc", <<"abc">>, "åäö", <<"åäö"/utf8>>, <<229, 228>>, <<16#D8, 16#00>>, utf8, latin1, utf16, {utf16, little}, utf32, {utf32, big}, unicode, [1114112], [<<"a">>, 229, "b"], <<"e", 204, 129>>, [101, 769]].
