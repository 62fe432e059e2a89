%% What warnings of the compiler's optimising passes say. The passes themselves are the compiler's (its futile.rs and
%% others); their descriptors name OTP's module, which programs ask for the sentence.
-module(sys_core_fold).
-moduledoc false.
-export([format_error/1]).

format_error({failed, bad_map_update}) -> "map update will fail with a 'badmap' exception";
format_error({failed, bad_unicode}) ->
    "binary construction will fail with a 'badarg' exception (invalid Unicode code point in a utf8/utf16/utf32 segment)";
format_error({failed, {eval_failure, MFA, Reason}}) ->
    io_lib:format("~ts will fail with a '~p' exception", [evaluation("evaluation of", "the call to", MFA), Reason]);
format_error({ignored, useless_building}) -> "a term is constructed, but never used";
format_error({ignored, {no_effect, MFA}}) -> io_lib:format("the call to ~ts has no effect", [callee(MFA)]);
format_error({ignored, {result, MFA}}) ->
    io_lib:format("the result of ~ts is ignored (suppress the warning by assigning the expression to the _ variable)",
                  [evaluation("evaluating", "calling", MFA)]);
format_error({nomatch, clause_type}) -> "this clause cannot match because of different types/sizes";
format_error({nomatch, guard}) -> "this clause cannot match because its guard evaluates to 'false'";
format_error({nomatch, no_clause}) -> "no clause will ever match";
format_error({nomatch, shadow}) -> "this clause cannot match because a previous clause always matches";
format_error({nomatch, {bit_syntax_size, Size}}) ->
    io_lib:format("this clause cannot match because '~p' is not a valid size for a binary segment", [Size]);
format_error({nomatch, {bit_syntax_truncated, Signess, Value, Size}}) ->
    io_lib:format("this clause cannot match because the value ~p will not fit in ~s binary segment of size ~p",
                  [Value, case Signess of signed -> "a 'signed'"; unsigned -> "an 'unsigned'" end, Size]);
format_error({nomatch, {bit_syntax_type, Value, Type}}) ->
    io_lib:format("this clause cannot match because '~p' is not of the expected type '~p'", [Value, Type]);
format_error({nomatch, {bit_syntax_unicode, Char}}) ->
    io_lib:format("this clause cannot match because the value ~p is not a valid Unicode code point", [Char]);
format_error({nomatch, {shadow, Line}}) ->
    io_lib:format("this clause cannot match because a previous clause at line ~p always matches", [Line]);
format_error({nomatch, {shadow, Line, {Name, Arity}}}) ->
    io_lib:format("this clause for ~ts/~B cannot match because a previous clause at line ~p always matches", [Name, Arity, Line]).

%% An operator is evaluated, a function is called.
evaluation(Evaluating, Calling, {erlang, Name, Arity} = MFA) ->
    case erl_internal:arith_op(Name, Arity) orelse erl_internal:bool_op(Name, Arity) orelse erl_internal:comp_op(Name, Arity)
         orelse erl_internal:list_op(Name, Arity) orelse erl_internal:send_op(Name, Arity) of
        true -> io_lib:format("~s operator ~p/~p", [Evaluating, Name, Arity]);
        false -> [Calling, " ", callee(MFA)]
    end;
evaluation(_, Calling, MFA) -> [Calling, " ", callee(MFA)].

callee({M, F, A}) ->
    case M =:= erlang andalso erl_internal:bif(F, A) of
        true -> io_lib:format("~tw/~w", [F, A]);
        false -> io_lib:format("~tw:~tw/~w", [M, F, A])
    end.
