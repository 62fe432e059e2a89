%% Makes match specifications of the funs given to `ets:fun2ms` and `dbg:fun2ms`, in the forms of a module.
%%
%% Each clause becomes `{Head, Guards, Body}` in abstract form. Variables of the head are `'$1'`, `'$2'` ... in the order they
%% come in; the variable the whole head is matched with is `'$_'` (`'$*'` for dbg). Variables from outside become
%% `{const, Variable}`: their values are put in when the specification is made. What a specification cannot say is an
%% error: `{error, [{File, [{Line, ms_transform, Reason}]}], []}`.
-module(ms_transform).
-moduledoc "Parse transform that makes match specifications of funs.".
-export([parse_transform/2, transform_from_shell/3, format_error/1]).

-record(st, {records = #{}, kind, names = #{}, whole = none, line = 0}).

-doc "Replaces the calls of fun2ms in the forms of a module.".
parse_transform(Forms, _) ->
    Records = maps:from_list([{Name, [field(F) || F <- Fields]} || {attribute, _, record, {Name, Fields}} <- Forms]),
    try walk(Forms, #st{records = Records})
    catch
        throw:{not_a_spec, Line, Reason} -> {error, [{file_of(Forms), [{Line, ?MODULE, Reason}]}], []}
    end.

file_of(Forms) ->
    case [File || {attribute, _, file, {File, _}} <- Forms] of
        [File | _] -> File;
        [] -> "nofile"
    end.

-doc "The specification of the clauses of a fun, with the bindings it was made in.".
transform_from_shell(Dialect, Clauses, Bindings) ->
    try spec(Clauses, #st{kind = Dialect}) of
        Spec ->
            {value, Value, _} = erl_eval:expr(Spec, Bindings),
            Value
    catch
        throw:{not_a_spec, Line, Reason} -> {error, [{"", [{Line, ?MODULE, Reason}]}], []}
    end.

-doc false.
format_error({unknown_record, Name}) -> io_lib:format("fun2ms: record ~tw is not defined", [Name]);
format_error({unknown_call, Name, Arity}) ->
    io_lib:format("fun2ms: ~tw/~w cannot be called in a match specification", [Name, Arity]);
format_error(no_fun) -> "fun2ms: the argument must be a fun written out";
format_error(arity) -> "fun2ms: the fun must take one argument";
format_error(head) -> "fun2ms: this cannot be matched by a match specification";
format_error(dbg_head) -> "fun2ms: for dbg the argument must be a list, a variable or both";
format_error(expression) -> "fun2ms: a match specification cannot say this";
format_error(Other) -> io_lib:format("Unknown error code ~tw", [Other]).

field({typed_record_field, Field, _}) -> field(Field);
field({record_field, _, {atom, _, Name}}) -> {Name, none};
field({record_field, _, {atom, _, Name}, Default}) -> {Name, Default}.

fail(Line, Reason) -> throw({not_a_spec, Line, Reason}).

walk({call, Line, {remote, _, {atom, _, Module}, {atom, _, fun2ms}}, Args}, St) when Module =:= ets; Module =:= dbg ->
    case Args of
        [{'fun', _, {clauses, Clauses}}] -> spec(Clauses, St#st{kind = Module});
        _ -> fail(Line, no_fun)
    end;
walk(T, St) when is_tuple(T) -> list_to_tuple([walk(X, St) || X <- tuple_to_list(T)]);
walk([H | T], St) -> [walk(H, St) | walk(T, St)];
walk(X, _) -> X.

spec(Clauses, St) -> list(0, lists:append([rules(C, St) || C <- Clauses])).

%% A guard with alternatives is as many rules.
rules({clause, Line, [Head], Guard, Body}, St) ->
    {Pattern, St1} = whole(Head, St#st{line = Line}),
    Alternatives = case Guard of
        [] -> [[]];
        _ -> Guard
    end,
    [{tuple, Line, [Pattern, list(Line, [said(T, St1) || T <- Tests]), list(Line, [said(E, St1) || E <- Body])]} ||
        Tests <- Alternatives];
rules({clause, Line, _, _, _}, _) -> fail(Line, arity).

list(Line, [E | Es]) -> {cons, Line, E, list(Line, Es)};
list(Line, []) -> {nil, Line}.

whole({match, _, {var, _, Name}, Pattern}, St) -> whole_named(Name, Pattern, St);
whole({match, _, Pattern, {var, _, Name}}, St) -> whole_named(Name, Pattern, St);
whole({var, Line, '_'}, St) -> {{atom, Line, '_'}, St};
whole({var, Line, Name}, #st{kind = dbg} = St) -> {{atom, Line, '_'}, St#st{whole = Name}};
whole(Pattern, #st{kind = dbg} = St) ->
    case element(1, Pattern) of
        cons -> head(Pattern, St);
        nil -> head(Pattern, St);
        _ -> fail(element(2, Pattern), dbg_head)
    end;
whole(Pattern, St) -> head(Pattern, St).

whole_named(Name, Pattern, St) -> whole(Pattern, St#st{whole = Name}).

head({var, Line, '_'}, St) -> {{atom, Line, '_'}, St};
head({var, Line, Name}, #st{names = Names} = St) ->
    case Names of
        #{Name := N} -> {{atom, Line, N}, St};
        #{} ->
            N = list_to_atom("$" ++ integer_to_list(map_size(Names) + 1)),
            {{atom, Line, N}, St#st{names = Names#{Name => N}}}
    end;
head({tuple, Line, Ps}, St) ->
    {Heads, St1} = lists:mapfoldl(fun head/2, St, Ps),
    {{tuple, Line, Heads}, St1};
head({cons, Line, A, B}, St) ->
    {[H, T], St1} = lists:mapfoldl(fun head/2, St, [A, B]),
    {{cons, Line, H, T}, St1};
head({map, Line, Fields}, St) ->
    {Heads, St1} = lists:mapfoldl(fun({map_field_exact, L, K, V}, S) ->
        {P, S1} = head(V, S),
        {{map_field_assoc, L, K, P}, S1}
    end, St, Fields),
    {{map, Line, Heads}, St1};
head({record, Line, Name, Given}, St) ->
    {Values, St1} = lists:mapfoldl(fun({Field, _}, S) ->
        case given(Field, Given) of
            none -> {{atom, Line, '_'}, S};
            Value -> head(Value, S)
        end
    end, St, fields(Line, Name, St)),
    {{tuple, Line, [{atom, Line, Name} | Values]}, St1};
head({match, Line, _, _}, _) -> fail(Line, head);
head(Literal, St) -> {Literal, St}.

fields(Line, Name, #st{records = Records}) ->
    case Records of
        #{Name := Fields} -> Fields;
        #{} -> fail(Line, {unknown_record, Name})
    end.

%% What is given for a field, by name or for all others.
given(Name, Given) ->
    case [V || {record_field, _, {atom, _, N}, V} <- Given, N =:= Name] of
        [Value | _] -> Value;
        [] ->
            case [V || {record_field, _, {var, _, '_'}, V} <- Given] of
                [Value | _] -> Value;
                [] -> none
            end
    end.

place(Line, Name, Field, St) ->
    Names = [F || {F, _} <- fields(Line, Name, St)],
    length(lists:takewhile(fun(F) -> F =/= Field end, Names)) + 2.

whole_word(#st{kind = dbg}) -> '$*';
whole_word(_) -> '$_'.

%% Guards and bodies. A tuple is wrapped, as calls are tuples too.
said({var, Line, Name}, #st{names = Names, whole = Whole} = St) ->
    case Names of
        _ when Name =:= Whole -> {atom, Line, whole_word(St)};
        #{Name := N} -> {atom, Line, N};
        #{} -> {tuple, Line, [{atom, Line, const}, {var, Line, Name}]}
    end;
said({tuple, Line, Es}, St) -> {tuple, Line, [{tuple, Line, [said(E, St) || E <- Es]}]};
said({cons, Line, H, T}, St) -> {cons, Line, said(H, St), said(T, St)};
said({map, Line, Fields}, St) ->
    {map, Line, [{map_field_assoc, L, said(K, St), said(V, St)} || {map_field_assoc, L, K, V} <- Fields]};
said({op, Line, Op, A}, St) -> {tuple, Line, [{atom, Line, Op}, said(A, St)]};
said({op, Line, Op, A, B}, St) when Op =/= '++', Op =/= '--', Op =/= '!' ->
    {tuple, Line, [{atom, Line, Op}, said(A, St), said(B, St)]};
said({call, Line, {remote, _, {atom, _, erlang}, {atom, _, _} = F}, Es}, St) -> said({call, Line, F, Es}, St);
said({call, Line, {atom, _, object}, []}, _) -> {atom, Line, '$_'};
said({call, Line, {atom, _, bindings}, []}, _) -> {atom, Line, '$*'};
said({call, Line, {atom, _, is_record}, [E, {atom, _, Name} = Tag]}, St) ->
    Size = length(fields(Line, Name, St)) + 1,
    {tuple, Line, [{atom, Line, is_record}, said(E, St), Tag, {integer, Line, Size}]};
said({call, Line, {atom, _, Name}, Es}, St) ->
    is_known(Name, length(Es), St) orelse fail(Line, {unknown_call, Name, length(Es)}),
    {tuple, Line, [{atom, Line, Name} | [said(E, St) || E <- Es]]};
said({record_field, Line, R, Name, {atom, _, Field}}, St) ->
    {tuple, Line, [{atom, Line, element}, {integer, Line, place(Line, Name, Field, St)}, said(R, St)]};
said({record_index, Line, Name, {atom, _, Field}}, St) -> {integer, Line, place(Line, Name, Field, St)};
said({record, Line, Name, Given}, St) ->
    Values = [case given(Field, Given) of
                  none when Default =:= none -> {atom, Line, undefined};
                  none -> said(Default, St);
                  Value -> said(Value, St)
              end || {Field, Default} <- fields(Line, Name, St)],
    {tuple, Line, [{tuple, Line, [{atom, Line, Name} | Values]}]};
said({record, Line, R, Name, Given}, St) ->
    Values = [case given(Field, Given) of
                  none -> said({record_field, Line, R, Name, {atom, Line, Field}}, St);
                  Value -> said(Value, St)
              end || {Field, _} <- fields(Line, Name, St)],
    {tuple, Line, [{tuple, Line, [{atom, Line, Name} | Values]}]};
said({Kind, _, _} = Literal, _)
  when Kind =:= atom; Kind =:= integer; Kind =:= float; Kind =:= char; Kind =:= string; Kind =:= bin -> Literal;
said({nil, _} = Nil, _) -> Nil;
said(Other, _) -> fail(element(2, Other), expression).

is_known(Name, Arity, St) ->
    erl_internal:guard_bif(Name, Arity) orelse erl_internal:type_test(Name, Arity) orelse
        erl_internal:bool_op(Name, Arity) orelse erl_internal:arith_op(Name, Arity) orelse
        erl_internal:comp_op(Name, Arity) orelse
        lists:member({Name, Arity}, [{object, 0}, {bindings, 0}, {node, 0}]) orelse
        St#st.kind =:= dbg andalso
            lists:member({Name, Arity},
                         [{return_trace, 0}, {exception_trace, 0}, {message, 1}, {process_dump, 0}, {enable_trace, 1},
                          {enable_trace, 2}, {disable_trace, 1}, {disable_trace, 2}, {silent, 1}, {display, 1}, {caller, 0},
                          {set_seq_token, 2}, {get_seq_token, 0}, {is_seq_trace, 0}, {trace, 2}, {trace, 3},
                          {set_tcw, 1}, {get_tcw, 0}, {self, 0}, {caller_line, 0}, {current_stacktrace, 0}]).
