%% Texts of exceptions: what crash reports and the shell print.
-module(erl_error).
-export([format_exception/3, format_exception/4, format_exception/6, format_exception/7, format_exception/8]).
-export([format_stacktrace/4, format_stacktrace/5, format_call/4, format_call/5, format_fun/1, format_fun/2]).

-define(ERROR_DEPTH, 30).

-doc "The text of an exception with its stack trace.".
format_exception(Class, Reason, Stack) -> format_exception(Class, Reason, Stack, #{}).

-doc "As format_exception/3 with options column, stack_trim_fun and format_fun.".
format_exception(Class, Reason, Stack, Options) when is_map(Options) ->
    Column = maps:get(column, Options, 1),
    Trim = maps:get(stack_trim_fun, Options, fun(_, _, _) -> false end),
    Format = maps:get(format_fun, Options, fun default_format/2),
    format_exception(Column, Class, Reason, Stack, Trim, Format, unicode).

default_format(Term, I) -> io_lib:format("~." ++ integer_to_list(I) ++ "tP", [Term, ?ERROR_DEPTH]).

-doc false.
format_exception(I, Class, Reason, Stack, StackFun, FormatFun) ->
    format_exception(I, Class, Reason, Stack, StackFun, FormatFun, latin1).

-doc false.
format_exception(I, Class, Reason, Stack, StackFun, FormatFun, Enc) ->
    format_exception(I, Class, Reason, Stack, StackFun, FormatFun, Enc, -1).

-doc false.
format_exception(I, Class, Reason, Stack0, StackFun, FormatFun, Enc, _Limit)
  when is_integer(I), I >= 1, is_function(StackFun, 3), is_function(FormatFun, 2) ->
    Stack = visible(StackFun, Stack0),
    F = {FormatFun, Enc},
    Title = "exception " ++ atom_to_list(Class) ++ ": ",
    Col = I + length(Title),
    {Text, Rest} = explain(Class, Reason, Stack, Col, F),
    [Title, Text | trace(Rest, Reason, Stack, I, F)].

%% Frames at the end that are of no interest.
visible(StackFun, Stack) ->
    lists:reverse(lists:dropwhile(fun(Frame) ->
        {M, F, A} = {element(1, Frame), element(2, Frame), element(3, Frame)},
        StackFun(M, F, arity(A))
    end, lists:reverse(Stack))).

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

%% ---------------------------------------------------------------------------------------------------------
%% What happened: {Text, frames still to be shown}

explain(error, Reason, Stack, Col, F) -> explain_error(Reason, Stack, Col, F);
explain(_, Reason, Stack, Col, F) -> {term(Reason, Col, F), Stack}.

explain_error(function_clause, [{M, Fun, As, Loc} | Stack], Col, F) when is_list(As) ->
    Text = "no function clause matching ",
    Where = case location(Loc) of "" -> " "; Location -> Location end,
    {[call_text(Text, M, Fun, As, Col, F), Where], Stack};
explain_error(undef, [{M, Fun, A, _} | Stack], _, F) ->
    {["undefined function ", mfa(M, Fun, arity(A), F)], Stack};
explain_error(Reason, Stack, Col, F) ->
    case information({Reason, Stack}) of
        #{reason := Text} -> {Text, Stack};
        #{} -> {reason(Reason, Col, F), Stack}
    end.

reason(badarg, _, _) -> "bad argument";
reason({badarg, V}, Col, F) -> with("bad argument: ", V, Col, F);
reason(badarith, _, _) -> "an error occurred when evaluating an arithmetic expression";
reason({badarity, {Fun, As}}, _, F) when is_function(Fun), is_list(As) ->
    [fun_text(Fun, F), " called with ", arguments(length(As))];
reason({badfun, V}, Col, F) -> with("bad function ", V, Col, F);
reason({badmatch, V}, Col, F) -> with("no match of right hand side value ", V, Col, F);
reason({case_clause, V}, Col, F) -> with("no case clause matching ", V, Col, F);
reason(if_clause, _, _) -> "no true branch found when evaluating an if expression";
reason({try_clause, V}, Col, F) -> with("no try clause matching ", V, Col, F);
reason({else_clause, V}, Col, F) -> with("no else clause matching ", V, Col, F);
reason(noproc, _, _) -> "no such process or port";
reason(notalive, _, _) -> "the node cannot be part of a distributed system";
reason(system_limit, _, _) -> "a system limit has been reached";
reason(timeout_value, _, _) -> "bad receive timeout value";
reason({badkey, V}, Col, F) -> with("bad key: ", V, Col, F);
reason({badmap, V}, Col, F) -> with("bad map: ", V, Col, F);
reason({bad_filter, V}, Col, F) -> with("bad filter ", V, Col, F);
reason({bad_generator, V}, Col, F) -> with("bad generator ", V, Col, F);
reason(undef, _, _) -> "undef";
reason(function_clause, _, _) -> "function_clause";
reason(Reason, Col, F) -> term(Reason, Col, F).

arguments(0) -> "no arguments";
arguments(1) -> "one argument";
arguments(2) -> "two arguments";
arguments(N) -> io_lib:format("~w arguments", [N]).

with(Text, Term, Col, F) -> place(Text, Col, 1, fun(C) -> term(Term, C, F) end).

%% What follows a text: on lines of its own if it takes fewer of them there, and more breaks than so many beside the text.
place(Text, Col, Breaks, Show) ->
    Beside = Show(Col + length(Text)),
    case newlines(Beside) of
        N when N =< Breaks -> [Text, Beside];
        N ->
            Below = Show(Col),
            case newlines(Below) < N of
                true -> [Text, newline(Col), Below];
                false -> [Text, Beside]
            end
    end.

newlines(Text) -> length([$\n || $\n <- unicode:characters_to_list(Text)]).

newline(Col) -> [$\n | lists:duplicate(Col - 1, $\s)].

term(Term, Col, {FormatFun, _}) -> FormatFun(Term, Col).

%% ---------------------------------------------------------------------------------------------------------
%% Stack traces

-doc false.
format_stacktrace(I, Stack, StackFun, FormatFun) -> format_stacktrace(I, Stack, StackFun, FormatFun, latin1).

-doc false.
format_stacktrace(I, Stack, StackFun, FormatFun, Enc) ->
    frames(visible(StackFun, Stack), none, I, {FormatFun, Enc}, "in function  ").

trace(Stack, Reason, All, I, F) ->
    Hint = case {Stack, All} of
        {[Top | _], [Top | _]} -> {Reason, All};
        _ -> none
    end,
    frames(Stack, Hint, I, F, "in function  ").

frames([{M, Fun, A, Loc} | Stack], Hint, I, F, Lead) ->
    [newline(I + 2), frame(M, Fun, A, Loc, Hint, I, F, Lead) | frames(Stack, none, I, F, "in call from ")];
frames([], _, _, _, _) -> [].

frame(M, Fun, A, Loc, Hint, I, F, Lead) ->
    case is_operator(M, Fun, arity(A)) of
        true when Lead =:= "in function  ", is_list(A) -> ["in operator  ", operator(Fun, A) | called(M, Fun, A, Hint, I, F)];
        true when Lead =:= "in function  " -> ["in operator  ", operator(Fun, A), location(Loc)];
        true -> ["in call from ", operator(Fun, A), location(Loc)];
        false when is_list(A) -> [Lead, mfa(M, Fun, arity(A), F) | called(M, Fun, A, Hint, I, F)];
        false -> [Lead, mfa(M, Fun, A, F), location(Loc) | hints(Hint, I + 5)]
    end.

operator('/', A) -> io_lib:format("'/'/~w", [arity(A)]);
operator(Name, A) -> io_lib:format("~ts/~w", [Name, arity(A)]).

is_operator(erlang, Fun, N) -> erl_internal:arith_op(Fun, N) orelse erl_internal:bool_op(Fun, N) orelse
                               erl_internal:comp_op(Fun, N) orelse erl_internal:list_op(Fun, N) orelse
                               erl_internal:send_op(Fun, N);
is_operator(_, _, _) -> false.

called(M, Fun, A, Hint, I, F) when is_list(A) ->
    Text = "called as ",
    Col = I + 5,
    Call = case is_operator(M, Fun, length(A)) of
        true -> [Text, operation(Fun, A, Col + length(Text), F)];
        false -> [Text, arguments_text(call_name(M, Fun, A, F), A, Col + length(Text), F)]
    end,
    [newline(Col), Call | hints(Hint, Col)];
called(_, _, _, _, _, _) -> [].

operation(Op, [A], Col, F) ->
    Lead = atom_to_list(Op) ++ " ",
    [Lead, term(A, Col + length(Lead), F)];
operation(Op, [A, B], Col, F) ->
    Left = term(A, Col, F),
    Lead = [$\s, atom_to_list(Op), $\s],
    Beside = term(B, Col + io_lib:chars_length([Left, Lead]), F),
    Below = term(B, Col, F),
    case newlines(Left) =:= 0 andalso newlines(Beside) =< newlines(Below) of
        true -> [Left, Lead, Beside];
        false -> [Left, newline(Col), atom_to_list(Op), newline(Col), Below]
    end.

%% What the module that raised the error says about its arguments.
hints(Hint, Col) ->
    [[newline(Col), "*** ", hint(Key, Text)] || {Key, Text} <- lists:sort(maps:to_list(information(Hint))), Key =/= reason].

information({Reason, [{_, _, _, Info} | _] = Stack}) ->
    case lists:keyfind(error_info, 1, Info) of
        {_, #{} = ErrorInfo} ->
            Module = maps:get(module, ErrorInfo, element(1, hd(Stack))),
            Function = maps:get(function, ErrorInfo, format_error),
            try Module:Function(Reason, Stack) of
                #{} = Map -> Map
            catch
                _:_ -> #{}
            end;
        _ -> #{}
    end;
information(_) -> #{}.

hint(general, Text) -> Text;
hint(N, Text) when is_integer(N) -> ["argument ", integer_to_list(N), ": ", Text];
hint(_, Text) -> Text.

location(Info) ->
    case {lists:keyfind(file, 1, Info), lists:keyfind(line, 1, Info)} of
        {{_, File}, {_, Line}} -> io_lib:format(" (~ts:~w)", [File, Line]);
        _ -> " "
    end.

mfa(M, Fun, A, F) ->
    case is_bare(M, Fun, A) of
        true -> [atom(Fun, F), $/ | integer_to_list(A)];
        false -> full_mfa(M, Fun, A, F)
    end.

%% Functions of erlang that programs call without saying so, and operators.
is_bare(M, Fun, A) -> M =:= erlang andalso (erl_internal:bif(Fun, A) orelse is_operator(M, Fun, A)).

full_mfa(M, Fun, A, F) -> [atom(M, F), $:, atom(Fun, F), $/ | integer_to_list(A)].

atom(A, {_, latin1}) -> io_lib:write_atom_as_latin1(A);
atom(A, _) -> io_lib:write_atom(A).

fun_text(Fun, F) ->
    case erlang:fun_info(Fun, type) of
        {type, external} ->
            {module, M} = erlang:fun_info(Fun, module),
            {name, N} = erlang:fun_info(Fun, name),
            {arity, A} = erlang:fun_info(Fun, arity),
            mfa(M, N, A, F);
        {type, local} ->
            {module, M} = erlang:fun_info(Fun, module),
            {name, N} = erlang:fun_info(Fun, name),
            {arity, A} = erlang:fun_info(Fun, arity),
            mfa(M, N, A, F)
    end.

-doc false.
format_fun(Fun) -> format_fun(Fun, latin1).

-doc false.
format_fun(Fun, Enc) when is_function(Fun) -> fun_text(Fun, {none, Enc}).

-doc false.
format_call(I, ForMForFun, As, FormatFun) -> format_call(I, ForMForFun, As, FormatFun, latin1).

-doc false.
format_call(I, {M, Fun}, As, FormatFun, Enc) -> call_text("", M, Fun, As, I, {FormatFun, Enc});
format_call(I, Fun, As, FormatFun, Enc) -> arguments_text(fun_text(Fun, {none, Enc}), As, I, {FormatFun, Enc}).

%% M:F(Arguments) after a text that began in column Col.
call_text(Text, M, Fun, As, Col, F) ->
    Name = call_name(M, Fun, As, F),
    Show = fun(C) -> arguments_text(Name, As, C, F) end,
    case Col + length(Text) + io_lib:chars_length(Name) =< 66 of
        true -> place(Text, Col, 0, Show);
        false -> [Text, newline(Col), Show(Col)]
    end.

call_name(M, Fun, As, F) ->
    case is_bare(M, Fun, length(As)) of
        true -> atom(Fun, F);
        false -> lists:append([atom(M, F), ":", atom(Fun, F)])
    end.

%% The arguments are laid out as the elements of one list are, which also shares the depth among them.
arguments_text(Name, As, Col, F) ->
    C = Col + io_lib:chars_length(Name),
    List = case As of
        [N | Rest] when is_integer(N) -> as_atom(integer_to_list(N), Rest, C, F);
        _ -> unicode:characters_to_list(term(As, C, F))
    end,
    [Name, $(, lists:droplast(tl(List)), $)].

%% A list that begins with an integer might be shown as a string: an atom of the same width takes its place.
as_atom(Digits, Rest, Col, F) ->
    Width = length(Digits),
    Place = list_to_atom(lists:duplicate(Width, $a)),
    [$[ | Text] = unicode:characters_to_list(term([Place | Rest], Col, F)),
    [$[, Digits | lists:nthtail(Width, Text)].
