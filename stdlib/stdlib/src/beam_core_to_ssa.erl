%% What warnings of the compiler's step from its core language say: see sys_core_fold.
-module(beam_core_to_ssa).
-moduledoc false.
-export([format_error/1]).

format_error({failed, bad_call}) -> ~"invalid module and/or function name; this call will always fail";
format_error({failed, bad_segment_size}) -> ~"binary construction will fail because the size of a segment is invalid".
