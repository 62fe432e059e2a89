%% What is printable, a list of characters, a quoted atom or string: functions of io_lib, each called many times: see sweep.hrl.
-module(sweep_chars).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun io_lib:char_list/1, fun io_lib:latin1_char_list/1, fun io_lib:deep_char_list/1, fun io_lib:deep_latin1_char_list/1, fun io_lib:printable_list/1, fun io_lib:printable_latin1_list/1, fun io_lib:printable_unicode_list/1,
     fun io_lib:write_atom/1, fun io_lib:write_char/1, fun io_lib:write_latin1_char/1, fun io_lib:write_char_as_latin1/1, fun io_lib:nl/0].

special() -> [[], "abc", [1024], [$a, 200], [[$a], "b", [[]]], [$\n, 0], [55296], [1114112], 'A', 'a b', [], a, '', $a, $\n, 1024, 200, 127, -1].
