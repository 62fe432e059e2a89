%% What warnings of the compiler's step to its core language say: see sys_core_fold.
-module(v3_core).
-moduledoc false.
-export([format_error/1]).

format_error({failed, bad_binary}) -> "binary construction will fail because of a type mismatch";
format_error({map_key_repeated, Key}) when is_atom(Key) -> io_lib:format("key '~ts' will be overridden in expression", [Key]);
format_error({map_key_repeated, Key}) -> io_lib:format("key ~tp will be overridden in expression", [Key]);
format_error({nomatch, pattern}) -> "pattern cannot possibly match".
