%% Functions of io_lib, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_io_lib).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun io_lib:bformat/2, fun io_lib:bformat/3, fun io_lib:bfwrite/2, fun io_lib:bfwrite/3, fun io_lib:build_text/1,
     fun io_lib:char_list/1, fun io_lib:deep_char_list/1, fun io_lib:deep_latin1_char_list/1, fun io_lib:format/2,
     fun io_lib:format/3, fun io_lib:fwrite/2, fun io_lib:fwrite/3, fun io_lib:latin1_char_list/1, fun io_lib:nl/0,
     fun io_lib:printable_latin1_list/1, fun io_lib:printable_list/1, fun io_lib:printable_unicode_list/1,
     fun io_lib:scan_format/2, fun io_lib:write_atom/1, fun io_lib:write_atom_as_latin1/1, fun io_lib:write_char/1,
     fun io_lib:write_char_as_latin1/1, fun io_lib:write_latin1_char/1].

special() ->
    ["~p ~w~n", "~s", "~5b|~-5b", "~.3f", "~ts", [1], [1, 2], ["abc"], [2.5], "ab~c", "~d", "~d ~s", "12 xyz", 10, {a, [1, 2], "str", <<"bin">>, 2.5}, [{depth, 3}], [{chars_limit, 20}], "~e"].
