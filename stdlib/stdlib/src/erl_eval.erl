%% Evaluates expressions in their abstract form.
%%
%% Every step takes the bindings it starts from and gives a value and the bindings after it. Bindings are a map, or the
%% ordered list older callers use. `#env{}` holds the handlers of the caller: for functions without a module, and for those
%% with one. Funs that are made here carry their clauses, the bindings and the handlers, see `fun_data/1`.
%%
%% A receive looks at the mailbox and takes the message that matches; while there is none it looks again and again, after
%% pauses of up to `?LONGEST_PAUSE` milliseconds. Records are not known: they must have been expanded before.
-module(erl_eval).
-moduledoc "The Erlang meta interpreter.".
-export([exprs/2, exprs/3, exprs/4, expr/2, expr/3, expr/4, expr/5, expr_list/2, expr_list/3, expr_list/4,
         new_bindings/0, new_bindings/1, bindings/1, binding/2, add_binding/3, del_binding/2, match_clause/4,
         is_constant_expr/1, partial_eval/1, fun_data/1]).

-export_type([binding_struct/0, bindings/0, name/0, value/0, local_function_handler/0, non_local_function_handler/0]).

-type name() :: term().
-type value() :: term().
-type bindings() :: [{name(), value()}].
-type binding_struct() :: orddict:orddict() | map().
-type local_function_handler() :: {value, fun()} | {eval, fun()} | none.
-type non_local_function_handler() :: {value, fun()} | none.

-define(LONGEST_PAUSE, 8).

-record(env, {local = none, remote = none}).

%% ---------------------------------------------------------------------------------------------------------
%% Ways in

-doc "Evaluates a sequence of expressions.".
exprs(Es, Bs) -> exprs(Es, Bs, none, none).
-doc "Likewise, with a handler of local functions.".
exprs(Es, Bs, Lf) -> exprs(Es, Bs, Lf, none).
-doc "Likewise, with a handler of functions in modules and funs.".
exprs(Es, Bs, Lf, Nlf) -> with_value(body(Es, Bs, env(Lf, Nlf))).

-doc "Evaluates an expression.".
expr(E, Bs) -> expr(E, Bs, none, none, none).
-doc "Likewise, with a handler of local functions.".
expr(E, Bs, Lf) -> expr(E, Bs, Lf, none, none).
-doc "Likewise, with a handler of functions in modules and funs.".
expr(E, Bs, Lf, Nlf) -> expr(E, Bs, Lf, Nlf, none).
-doc "Likewise; `value` asks for the value alone.".
expr(E, Bs, Lf, Nlf, value) ->
    {Value, _} = eval(E, Bs, env(Lf, Nlf)),
    Value;
expr(E, Bs, Lf, Nlf, none) -> with_value(eval(E, Bs, env(Lf, Nlf))).

-doc "Evaluates expressions, each from the same bindings.".
expr_list(Es, Bs) -> expr_list(Es, Bs, none, none).
-doc "Likewise, with a handler of local functions.".
expr_list(Es, Bs, Lf) -> expr_list(Es, Bs, Lf, none).
-doc "Likewise, with a handler of functions in modules and funs.".
expr_list(Es, Bs, Lf, Nlf) -> args(Es, Bs, env(Lf, Nlf)).

env(Lf, Nlf) -> #env{local = Lf, remote = Nlf}.

with_value({Value, Bs}) -> {value, Value, Bs}.

%% ---------------------------------------------------------------------------------------------------------
%% Bindings

-doc "Bindings without any.".
new_bindings() -> [].

-doc "Bindings of the same kind without any.".
new_bindings(Bs) when is_map(Bs) -> #{};
new_bindings(Bs) when is_list(Bs) -> [].

-doc "The names and values.".
bindings(Bs) when is_map(Bs) -> maps:to_list(Bs);
bindings(Bs) when is_list(Bs) -> orddict:to_list(Bs).

-doc "The value of a name.".
binding(Name, Bs) when is_map(Bs) ->
    case Bs of
        #{Name := Value} -> {value, Value};
        #{} -> unbound
    end;
binding(Name, Bs) when is_list(Bs) ->
    case orddict:find(Name, Bs) of
        {ok, Value} -> {value, Value};
        error -> unbound
    end.

-doc "Binds a name.".
add_binding(Name, Value, Bs) when is_map(Bs) -> Bs#{Name => Value};
add_binding(Name, Value, Bs) when is_list(Bs) -> orddict:store(Name, Value, Bs).

-doc "Unbinds a name.".
del_binding(Name, Bs) when is_map(Bs) -> maps:remove(Name, Bs);
del_binding(Name, Bs) when is_list(Bs) -> orddict:erase(Name, Bs).

%% ---------------------------------------------------------------------------------------------------------
%% Expressions: {Value, Bindings}

body([E], Bs, Env) -> eval(E, Bs, Env);
body([E | Es], Bs, Env) ->
    {_, Bs1} = eval(E, Bs, Env),
    body(Es, Bs1, Env).

%% Expressions that do not see what the others bind.
args(Es, Bs, Env) -> args(Es, Bs, Bs, Env).

args([E | Es], Bs, All, Env) ->
    {Value, Bs1} = eval(E, Bs, Env),
    {Values, All1} = args(Es, Bs, joined(Bs1, Bs, All), Env),
    {[Value | Values], All1};
args([], _, All, _) -> {[], All}.

joined(Bs, Bs, All) -> All;
joined(New, _, All) ->
    lists:foldl(fun({Name, Value}, Acc) ->
        case binding(Name, Acc) of
            unbound -> add_binding(Name, Value, Acc);
            {value, Value} -> Acc;
            {value, Other} -> error({badmatch, Other})
        end
    end, All, bindings(New)).

eval({var, _, Name}, Bs, _) ->
    case binding(Name, Bs) of
        {value, Value} -> {Value, Bs};
        unbound -> error({unbound_var, Name})
    end;
eval({Kind, _, Value}, Bs, _)
  when Kind =:= atom; Kind =:= integer; Kind =:= float; Kind =:= char; Kind =:= string; Kind =:= value ->
    {Value, Bs};
eval({nil, _}, Bs, _) -> {[], Bs};
eval({cons, _, Head, Tail}, Bs, Env) ->
    {[H, T], Bs1} = args([Head, Tail], Bs, Env),
    {[H | T], Bs1};
eval({tuple, _, Es}, Bs, Env) ->
    {Values, Bs1} = args(Es, Bs, Env),
    {list_to_tuple(Values), Bs1};
eval({map, _, Fields}, Bs, Env) -> fields(Fields, #{}, Bs, Env);
eval({map, _, Source, Fields}, Bs, Env) ->
    {Map, Bs1} = eval(Source, Bs, Env),
    Fields =/= [] orelse is_map(Map) orelse error({badmap, Map}),
    fields(Fields, Map, Bs1, Env);
eval({bin, _, Elements}, Bs, Env) -> construct(Elements, <<>>, Bs, Env);
eval({block, _, Es}, Bs, Env) -> body(Es, Bs, Env);
eval({match, _, Pattern, E}, Bs, Env) ->
    {Value, Bs1} = eval(E, Bs, Env),
    case match(Pattern, Value, Bs1, Bs1, Env) of
        {match, Bs2} -> {Value, Bs2};
        nomatch -> error({badmatch, Value})
    end;
eval({op, _, 'andalso', A, B}, Bs, Env) ->
    case eval(A, Bs, Env) of
        {true, Bs1} -> {element(1, eval(B, Bs1, Env)), Bs1};
        {false, Bs1} -> {false, Bs1};
        {Other, _} -> error({badarg, Other})
    end;
eval({op, _, 'orelse', A, B}, Bs, Env) ->
    case eval(A, Bs, Env) of
        {true, Bs1} -> {true, Bs1};
        {false, Bs1} -> {element(1, eval(B, Bs1, Env)), Bs1};
        {Other, _} -> error({badarg, Other})
    end;
eval({op, Anno, Op, A}, Bs, Env) ->
    {Value, Bs1} = eval(A, Bs, Env),
    {remote(erlang, Op, [Value], Anno, Env), Bs1};
eval({op, Anno, Op, A, B}, Bs, Env) ->
    {Values, Bs1} = args([A, B], Bs, Env),
    {remote(erlang, Op, Values, Anno, Env), Bs1};
eval({call, Anno, Function, Es}, Bs, Env) -> call(Function, Anno, Es, Bs, Env);
eval({'case', _, E, Clauses}, Bs, Env) ->
    {Value, Bs1} = eval(E, Bs, Env),
    clauses([Value], Clauses, Bs1, Env, fun() -> error({case_clause, Value}) end);
eval({'if', _, Clauses}, Bs, Env) -> clauses([], Clauses, Bs, Env, fun() -> error(if_clause) end);
eval({'catch', _, E}, Bs, Env) ->
    try eval(E, Bs, Env)
    catch
        throw:Value -> {Value, Bs};
        exit:Reason -> {{'EXIT', Reason}, Bs};
        error:Reason:Stack -> {{'EXIT', {Reason, Stack}}, Bs}
    end;
eval({'try', _, Es, Of, Catches, After}, Bs, Env) -> try_(Es, Of, Catches, After, Bs, Env);
eval({'maybe', _, Es}, Bs, Env) -> {element(1, maybe_(Es, Bs, Env, fun(Value) -> {Value, Bs} end)), Bs};
eval({'maybe', _, Es, {'else', _, Clauses}}, Bs, Env) ->
    {element(1, maybe_(Es, Bs, Env, fun(Value) ->
        {Result, _} = clauses([Value], Clauses, Bs, Env, fun() -> error({else_clause, Value}) end),
        {Result, Bs}
    end)), Bs};
eval({'receive', _, Clauses}, Bs, Env) -> receive_(Clauses, infinity, [], Bs, Env);
eval({'receive', _, Clauses, After, Es}, Bs, Env) ->
    {Time, Bs1} = eval(After, Bs, Env),
    receive_(Clauses, Time, Es, Bs1, Env);
eval({'fun', _, {clauses, Clauses}}, Bs, Env) -> {make_fun(arity(Clauses), {none, used(Clauses, Bs), Env, Clauses}), Bs};
eval({named_fun, _, Name, Clauses}, Bs, Env) -> {make_fun(arity(Clauses), {Name, used(Clauses, Bs), Env, Clauses}), Bs};
eval({'fun', Anno, {function, Name, Arity}}, Bs, Env) ->
    case erl_internal:bif(Name, Arity) of
        true -> {fun erlang:Name/Arity, Bs};
        false ->
            Vars = [{var, Anno, list_to_atom("A" ++ integer_to_list(N))} || N <- lists:seq(1, Arity)],
            Clauses = [{clause, Anno, Vars, [], [{call, Anno, {atom, Anno, Name}, Vars}]}],
            {make_fun(Arity, {none, new_bindings(Bs), Env, Clauses}), Bs}
    end;
eval({'fun', _, {function, M, F, A}}, Bs, _) when is_atom(M), is_atom(F), is_integer(A) -> {fun M:F/A, Bs};
eval({'fun', _, {function, M, F, A}}, Bs, Env) ->
    {[Module, Function, Arity], Bs1} = args([M, F, A], Bs, Env),
    {fun Module:Function/Arity, Bs1};
eval({lc, _, E, Qualifiers}, Bs, Env) ->
    {lists:reverse(generate(Qualifiers, Bs, Env, fun(B, Acc) -> [element(1, eval(E, B, Env)) | Acc] end, [])), Bs};
eval({bc, _, E, Qualifiers}, Bs, Env) ->
    {generate(Qualifiers, Bs, Env, fun(B, Acc) ->
        case eval(E, B, Env) of
            {Bits, _} when is_bitstring(Bits) -> <<Acc/bits, Bits/bits>>;
            _ -> error(badarg)
        end
    end, <<>>), Bs};
eval({mc, _, {map_field_assoc, _, K, V}, Qualifiers}, Bs, Env) ->
    {generate(Qualifiers, Bs, Env, fun(B, Acc) ->
        {[Key, Value], _} = args([K, V], B, Env),
        Acc#{Key => Value}
    end, #{}), Bs};
eval({record, _, {Module, Name}, Fields}, Bs, Env) ->
    {Names, Values, Bs1} = record_fields(Fields, Bs, Env),
    Ask = {Names, Module, Name},
    {native(fun() -> purlin_record:record_new(Ask, Values) end,
            fun() ->
                case purlin_record:record_new_error(Ask) of
                    {badrecord, Id} -> {undef_record, Id};
                    Reason -> Reason
                end
            end), Bs1};
eval({record, _, R, Name, Fields}, Bs, Env) when not is_atom(Name) ->
    {Record, Bs1} = eval(R, Bs, Env),
    {Names, Values, Bs2} = record_fields(Fields, Bs1, Env),
    Ask = record_ask(Names, Name),
    {native(fun() -> purlin_record:record_put_all(Record, Ask, Values) end,
            fun() -> purlin_record:record_put_error(Record, Ask) end), Bs2};
eval({record_field, _, R, Name, {atom, _, Field}}, Bs, Env) when not is_atom(Name) ->
    {Record, Bs1} = eval(R, Bs, Env),
    Ask = case Name of [] -> {{Field, 0}}; _ -> record_ask({Field, 0}, Name) end,
    {native(fun() -> purlin_record:record_get(Record, Ask) end,
            fun() ->
                case purlin_record:record_get_error(Record, Ask) of
                    {badrecord, _} -> {badarg, Record};
                    {badfield, _} -> badarg
                end
            end), Bs1};
eval({record, _, Name, _}, _, _) -> error({undefined_record, Name});
eval({record, _, _, Name, _}, _, _) -> error({undefined_record, Name});
eval({record_index, _, Name, _}, _, _) -> error({undefined_record, Name});
eval({record_field, _, _, Name, _}, _, _) -> error({undefined_record, Name});
eval({executable_line, _, _}, Bs, _) -> {ok, Bs}.

%% Native records: what to tell the natives that make and read them, and why they failed.

record_fields(Fields, Bs, Env) ->
    {Names, Exprs} = lists:unzip([{Name, E} || {record_field, _, {atom, _, Name}, E} <- Fields]),
    {Values, Bs1} = args(Exprs, Bs, Env),
    {list_to_tuple(Names), list_to_tuple(Values), Bs1}.

record_ask(What, []) -> {What, ?MODULE};
record_ask(What, {Module, Name}) -> {What, Module, Name, external}.

native(Do, Reason) ->
    try Do()
    catch
        error:badarg -> error(Reason())
    end.

fields([{map_field_assoc, _, K, V} | Fields], Map, Bs, Env) ->
    {[Key, Value], Bs1} = args([K, V], Bs, Env),
    fields(Fields, Map#{Key => Value}, Bs1, Env);
fields([{map_field_exact, _, K, V} | Fields], Map, Bs, Env) ->
    {[Key, Value], Bs1} = args([K, V], Bs, Env),
    fields(Fields, maps:update(Key, Value, Map), Bs1, Env);
fields([], Map, Bs, _) -> {Map, Bs}.

%% ---------------------------------------------------------------------------------------------------------
%% Calls

call({remote, _, M, F}, Anno, Es, Bs, Env) ->
    {[Module, Function | Values], Bs1} = args([M, F | Es], Bs, Env),
    {remote(Module, Function, Values, Anno, Env), Bs1};
call({atom, _, Name}, Anno, Es, Bs, Env) ->
    case erl_internal:bif(Name, length(Es)) of
        true ->
            {Values, Bs1} = args(Es, Bs, Env),
            {remote(erlang, Name, Values, Anno, Env), Bs1};
        false -> local(Name, Anno, Es, Bs, Env)
    end;
call(Function, Anno, Es, Bs, Env) ->
    {[Fun | Values], Bs1} = args([Function | Es], Bs, Env),
    {apply_fun(Fun, Values, Anno, Env), Bs1}.

local(Name, Anno, Es, Bs, #env{local = {value, F}} = Env) ->
    {Values, Bs1} = args(Es, Bs, Env),
    {case erlang:fun_info(F, arity) of
         {arity, 2} -> F(Name, Values);
         {arity, 3} -> F(Anno, Name, Values)
     end, Bs1};
local(Name, Anno, Es, Bs, #env{local = {eval, F}}) ->
    {value, Value, Bs1} = case erlang:fun_info(F, arity) of
        {arity, 3} -> F(Name, Es, Bs);
        {arity, 4} -> F(Anno, Name, Es, Bs)
    end,
    {Value, Bs1};
local(Name, _, Es, Bs, #env{local = none} = Env) ->
    {Values, _} = args(Es, Bs, Env),
    erlang:raise(error, undef, [{erl_eval, Name, Values, []}]).

remote(M, F, Values, _, #env{remote = none}) -> apply(M, F, Values);
remote(M, F, Values, Anno, #env{remote = {value, Handler}}) -> handled(Handler, {M, F}, Values, Anno).

apply_fun(Fun, Values, _, #env{remote = none}) -> apply(Fun, Values);
apply_fun(Fun, Values, Anno, #env{remote = {value, Handler}}) -> handled(Handler, Fun, Values, Anno).

handled(Handler, Function, Values, Anno) ->
    case erlang:fun_info(Handler, arity) of
        {arity, 2} -> Handler(Function, Values);
        {arity, 3} -> Handler(Anno, Function, Values)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Funs

arity([{clause, _, Patterns, _, _} | _]) -> length(Patterns).

%% The bindings of the variables clauses speak of.
used(Clauses, Bs) ->
    Names = all_variables(Clauses, #{}),
    lists:foldl(fun({Name, Value}, Acc) when is_map_key(Name, Names) -> add_binding(Name, Value, Acc);
                   (_, Acc) -> Acc
                end, new_bindings(Bs), bindings(Bs)).

all_variables({var, _, Name}, Names) -> Names#{Name => true};
all_variables({value, _, _}, Names) -> Names;
all_variables({string, _, _}, Names) -> Names;
all_variables(T, Names) when is_tuple(T) -> all_variables(tuple_to_list(T), Names);
all_variables([H | T], Names) -> all_variables(T, all_variables(H, Names));
all_variables(_, Names) -> Names.

%% A fun of so many arguments; there is no way to make one but to write it.
make_fun(0, D) -> fun() -> enter(D, []) end;
make_fun(1, D) -> fun(A) -> enter(D, [A]) end;
make_fun(2, D) -> fun(A, B) -> enter(D, [A, B]) end;
make_fun(3, D) -> fun(A, B, C) -> enter(D, [A, B, C]) end;
make_fun(4, D) -> fun(A, B, C, E) -> enter(D, [A, B, C, E]) end;
make_fun(5, D) -> fun(A, B, C, E, F) -> enter(D, [A, B, C, E, F]) end;
make_fun(6, D) -> fun(A, B, C, E, F, G) -> enter(D, [A, B, C, E, F, G]) end;
make_fun(7, D) -> fun(A, B, C, E, F, G, H) -> enter(D, [A, B, C, E, F, G, H]) end;
make_fun(8, D) -> fun(A, B, C, E, F, G, H, I) -> enter(D, [A, B, C, E, F, G, H, I]) end;
make_fun(9, D) -> fun(A, B, C, E, F, G, H, I, J) -> enter(D, [A, B, C, E, F, G, H, I, J]) end;
make_fun(10, D) -> fun(A, B, C, E, F, G, H, I, J, K) -> enter(D, [A, B, C, E, F, G, H, I, J, K]) end;
make_fun(11, D) -> fun(A, B, C, E, F, G, H, I, J, K, L) -> enter(D, [A, B, C, E, F, G, H, I, J, K, L]) end;
make_fun(12, D) -> fun(A, B, C, E, F, G, H, I, J, K, L, M) -> enter(D, [A, B, C, E, F, G, H, I, J, K, L, M]) end;
make_fun(_, {_, _, _, Clauses}) -> error({argument_limit, {'fun', 0, {clauses, Clauses}}}).

enter({Name, Bs, Env, Clauses} = Data, Values) ->
    Bs1 = case Name of
        none -> Bs;
        _ -> add_binding(Name, make_fun(length(Values), Data), Bs)
    end,
    {Value, _} = clauses_of_fun(Clauses, Values, Bs1, Env),
    Value.

clauses_of_fun([{clause, _, Patterns, Guard, Es} | Clauses], Values, Bs, Env) ->
    %% What a fun takes hides what is bound outside.
    case match_all(Patterns, Values, hidden(Patterns, Bs), Bs, Env) of
        {match, Bs1} ->
            case guard(Guard, Bs1, Env) of
                true -> body(Es, Bs1, Env);
                false -> clauses_of_fun(Clauses, Values, Bs, Env)
            end;
        nomatch -> clauses_of_fun(Clauses, Values, Bs, Env)
    end;
clauses_of_fun([], Values, _, _) -> erlang:raise(error, function_clause, [{erl_eval, '-inside-an-interpreted-fun-', Values, []}]).

%% Bindings without the variables of patterns. Sizes and keys are looked up in the whole.
hidden(Patterns, Bs) -> lists:foldl(fun del_binding/2, Bs, variables(Patterns, [])).

variables({var, _, '_'}, Vars) -> Vars;
variables({var, _, Name}, Vars) -> [Name | Vars];
variables({bin_element, _, E, _, _}, Vars) -> variables(E, Vars);
variables({map_field_exact, _, _, V}, Vars) -> variables(V, Vars);
variables(T, Vars) when is_tuple(T) -> variables(tuple_to_list(T), Vars);
variables([H | T], Vars) -> variables(T, variables(H, Vars));
variables(_, Vars) -> Vars.

-doc "The clauses and bindings of a fun made by this module; or false.".
fun_data(F) when is_function(F) ->
    case erlang:fun_info(F, module) of
        {module, ?MODULE} ->
            case erlang:fun_info(F, env) of
                {env, [{none, Bs, #env{}, Clauses}]} -> {fun_data, Bs, Clauses};
                {env, [{Name, Bs, #env{}, Clauses}]} -> {named_fun_data, Bs, Name, Clauses};
                _ -> false
            end;
        _ -> false
    end;
fun_data(_) -> false.

%% ---------------------------------------------------------------------------------------------------------
%% Clauses and guards

clauses(Values, Clauses, Bs, Env, Else) ->
    case select(Clauses, Values, Bs, Env) of
        {Es, Bs1} -> body(Es, Bs1, Env);
        nomatch -> Else()
    end.

-doc "The body of the first clause that matches values, and the bindings there; or nomatch.".
match_clause(Clauses, Values, Bs, Lf) -> select(Clauses, Values, Bs, env(Lf, none)).

select([{clause, _, Patterns, Guard, Es} | Clauses], Values, Bs, Env) ->
    case match_all(Patterns, Values, Bs, Bs, Env) of
        {match, Bs1} ->
            case guard(Guard, Bs1, Env) of
                true -> {Es, Bs1};
                false -> select(Clauses, Values, Bs, Env)
            end;
        nomatch -> select(Clauses, Values, Bs, Env)
    end;
select([], _, _, _) -> nomatch.

guard([], _, _) -> true;
guard(Alternatives, Bs, _) ->
    lists:any(fun(Tests) -> lists:all(fun(T) -> test(T, Bs) end, Tests) end, Alternatives).

test(E, Bs) ->
    is_guard(E) orelse error(guard_expr),
    try eval(E, Bs, #env{}) of
        {Value, _} -> Value =:= true
    catch
        error:{unbound_var, _} = Reason -> error(Reason);
        error:_ -> false
    end.

is_guard({call, _, {atom, _, Name}, Es}) ->
    Arity = length(Es),
    (erl_internal:guard_bif(Name, Arity) orelse erl_internal:type_test(Name, Arity)) andalso lists:all(fun is_guard/1, Es);
is_guard({call, Anno, {remote, _, {atom, _, erlang}, {atom, _, _} = F}, Es}) ->
    {atom, _, Name} = F,
    Arity = length(Es),
    is_guard({call, Anno, F, Es}) orelse
        (erl_internal:arith_op(Name, Arity) orelse erl_internal:comp_op(Name, Arity) orelse
         erl_internal:bool_op(Name, Arity)) andalso lists:all(fun is_guard/1, Es);
is_guard({call, _, _, _}) -> false;
is_guard({op, _, Op, A}) -> Op =/= '!' andalso is_guard(A);
is_guard({op, _, Op, A, B}) -> not lists:member(Op, ['!', '++', '--']) andalso is_guard(A) andalso is_guard(B);
is_guard({tuple, _, Es}) -> lists:all(fun is_guard/1, Es);
is_guard({cons, _, H, T}) -> is_guard(H) andalso is_guard(T);
is_guard({map, _, Fields}) -> lists:all(fun is_guard/1, Fields);
is_guard({map, _, Source, Fields}) -> lists:all(fun is_guard/1, [Source | Fields]);
is_guard({Field, _, K, V}) when Field =:= map_field_assoc; Field =:= map_field_exact -> is_guard(K) andalso is_guard(V);
is_guard({bin, _, Elements}) -> lists:all(fun({bin_element, _, E, _, _}) -> is_guard(E) end, Elements);
is_guard({Kind, _, _}) -> lists:member(Kind, [var, atom, integer, float, char, string, value]);
is_guard({nil, _}) -> true;
is_guard(_) -> false.

%% ---------------------------------------------------------------------------------------------------------
%% try, maybe, receive

try_(Es, Of, Catches, After, Bs, Env) ->
    try body(Es, Bs, Env) of
        {Value, _} when Of =:= [] -> {Value, Bs};
        {Value, Bs1} -> clauses([Value], Of, Bs1, Env, fun() -> error({try_clause, Value}) end)
    catch
        Class:Reason:Stack when Catches =/= [] ->
            case select(Catches, [{Class, Reason, Stack}], Bs, Env) of
                {Handler, Bs1} -> body(Handler, Bs1, Env);
                nomatch -> erlang:raise(Class, Reason, Stack)
            end
    after
        After =:= [] orelse body(After, Bs, Env)
    end.

maybe_([{maybe_match, _, Pattern, E} | Es], Bs, Env, Else) ->
    {Value, Bs1} = eval(E, Bs, Env),
    case match(Pattern, Value, Bs1, Bs1, Env) of
        {match, Bs2} when Es =:= [] -> {Value, Bs2};
        {match, Bs2} -> maybe_(Es, Bs2, Env, Else);
        nomatch -> Else(Value)
    end;
maybe_([E], Bs, Env, _) -> eval(E, Bs, Env);
maybe_([E | Es], Bs, Env, Else) ->
    {_, Bs1} = eval(E, Bs, Env),
    maybe_(Es, Bs1, Env, Else).

receive_(Clauses, Time, Es, Bs, Env) ->
    Time =:= infinity orelse (is_integer(Time) andalso Time >= 0) orelse error(timeout_value),
    Until = case Time of
        infinity -> infinity;
        _ -> erlang:monotonic_time(millisecond) + Time
    end,
    wait(Clauses, Until, 1, Es, Bs, Env).

wait(Clauses, Until, Pause, Es, Bs, Env) ->
    {messages, Messages} = process_info(self(), messages),
    case first_match(Messages, Clauses, Bs, Env) of
        {Body, Bs1} -> body(Body, Bs1, Env);
        nomatch ->
            case left(Until) of
                0 -> body(Es, Bs, Env);
                Left ->
                    receive after min(Pause, Left) -> ok end,
                    wait(Clauses, Until, min(Pause * 2, ?LONGEST_PAUSE), Es, Bs, Env)
            end
    end.

left(infinity) -> infinity;
left(Until) -> max(0, Until - erlang:monotonic_time(millisecond)).

%% Takes the first message that a clause matches.
first_match([Message | Messages], Clauses, Bs, Env) ->
    case select(Clauses, [Message], Bs, Env) of
        nomatch -> first_match(Messages, Clauses, Bs, Env);
        Found ->
            receive M when M =:= Message -> Found end
    end;
first_match([], _, _, _) -> nomatch.

%% ---------------------------------------------------------------------------------------------------------
%% Comprehensions: calls Fun with the bindings of each round and what it gave last.

generate([{zip, _, Generators} | Qs], Bs, Env, Fun, Acc) ->
    Sources = [source(G, Bs, Env) || G <- Generators],
    zipped(Generators, Sources, Qs, Bs, Env, Fun, Acc);
generate([Q | Qs], Bs, Env, Fun, Acc) ->
    case is_generator(Q) of
        true -> zipped([Q], [source(Q, Bs, Env)], Qs, Bs, Env, Fun, Acc);
        false ->
            case filter(Q, Bs, Env) of
                {true, Bs1} -> generate(Qs, Bs1, Env, Fun, Acc);
                {false, _} -> Acc
            end
    end;
generate([], Bs, _, Fun, Acc) -> Fun(Bs, Acc).

is_generator({Kind, _, _, _}) ->
    lists:member(Kind, [generate, generate_strict, b_generate, b_generate_strict, m_generate, m_generate_strict]);
is_generator(_) -> false.

filter(Q, Bs, Env) ->
    case is_guard(Q) of
        true -> {test(Q, Bs), Bs};
        false ->
            case eval(Q, Bs, Env) of
                {Value, Bs1} when is_boolean(Value) -> {Value, Bs1};
                {Value, _} -> error({bad_filter, Value})
            end
    end.

source({Kind, _, _, E}, Bs, Env) when Kind =:= m_generate; Kind =:= m_generate_strict ->
    case eval(E, Bs, Env) of
        {Map, _} when is_map(Map) -> maps:to_list(Map);
        {Iterator, _} ->
            try maps:to_list(Iterator)
            catch
                error:_ -> error({bad_generator, Iterator})
            end
    end;
source({_, _, _, E}, Bs, Env) -> element(1, eval(E, Bs, Env)).

%% One round takes one of each source; a strict generator raises what does not match, another leaves the round out.
zipped(Generators, Sources, Qs, Bs, Env, Fun, Acc) ->
    case round(Generators, Sources, Bs, Bs, Env) of
        done -> Acc;
        {skip, Rest} -> zipped(Generators, Rest, Qs, Bs, Env, Fun, Acc);
        {Bs1, Rest} -> zipped(Generators, Rest, Qs, Bs, Env, Fun, generate(Qs, Bs1, Env, Fun, Acc))
    end.

round(Generators, Sources, Bs, Outer, Env) ->
    Steps = [step(G, S, Outer, Env) || {G, S} <- lists:zip(Generators, Sources)],
    case {lists:member(done, Steps), lists:all(fun(S) -> S =:= done end, Steps)} of
        {true, true} -> done;
        {true, false} -> error({bad_generators, list_to_tuple(Sources)});
        {false, _} -> joined(Generators, Steps, Bs, Outer, Env)
    end.

joined(Generators, Steps, Bs, Outer, Env) ->
    Rest = [R || {_, R} <- Steps],
    Patterns = [pattern_of(G) || G <- Generators],
    case lists:member(skip, [V || {V, _} <- Steps]) of
        true -> {skip, Rest};
        false ->
            Values = [V || {{value, V}, _} <- Steps],
            case match_all(Patterns, Values, hidden(Patterns, Bs), Outer, Env) of
                {match, Bs1} -> {lists:foldl(fun bound_by_bits/2, Bs1, lists:zip(Generators, Values)), Rest};
                nomatch ->
                    _ = [error({badmatch, V}) || {G, V} <- lists:zip(Generators, Values), is_strict(G),
                            match(pattern_of(G), V, hidden(Patterns, Bs), Outer, Env) =:= nomatch],
                    {skip, Rest}
            end
    end.

%% A generator of bits has matched already: its value is the bindings after that.
bound_by_bits({{Kind, _, Pattern, _}, Bound}, Bs) when Kind =:= b_generate; Kind =:= b_generate_strict ->
    lists:foldl(fun(Name, Acc) ->
        case binding(Name, Bound) of
            {value, Value} -> add_binding(Name, Value, Acc);
            unbound -> Acc
        end
    end, Bs, variables(Pattern, []));
bound_by_bits(_, Bs) -> Bs.

is_strict({Kind, _, _, _}) -> lists:member(Kind, [generate_strict, b_generate_strict, m_generate_strict]).

pattern_of({Kind, Anno, {map_field_exact, _, K, V}, _}) when Kind =:= m_generate; Kind =:= m_generate_strict ->
    {tuple, Anno, [K, V]};
pattern_of({Kind, Anno, _, _}) when Kind =:= b_generate; Kind =:= b_generate_strict -> {var, Anno, '_'};
pattern_of({_, _, Pattern, _}) -> Pattern.

%% The next of a source: {{value, V} | skip, Rest} | done.
step({Kind, _, {bin, _, _} = Pattern, _}, Bits, Outer, Env) when Kind =:= b_generate; Kind =:= b_generate_strict ->
    bits_step(Kind, Pattern, Bits, Outer, Env);
step(_, [H | T], _, _) -> {{value, H}, T};
step(_, [], _, _) -> done;
step(_, Other, _, _) -> error({bad_generator, Other}).

bits_step(Kind, {bin, _, Elements}, Bits, Outer, Env) when is_bitstring(Bits) ->
    case match_bits(Elements, Bits, hidden(Elements, Outer), Outer, Env) of
        {match, Bs, Rest} when bit_size(Rest) < bit_size(Bits) -> {{value, Bs}, Rest};
        {nomatch, Rest} when Kind =:= b_generate -> {skip, Rest};
        _ when Kind =:= b_generate_strict, Bits =/= <<>> -> error({badmatch, Bits});
        _ -> done
    end;
bits_step(_, _, Other, _, _) -> error({bad_generator, Other}).

%% ---------------------------------------------------------------------------------------------------------
%% Patterns: {match, Bindings} | nomatch. Outer are the bindings outside: keys of maps, and sizes of segments that the pattern
%% itself does not bind, are looked up there.

match_all([P | Ps], [V | Vs], Bs, Outer, Env) ->
    case match(P, V, Bs, Outer, Env) of
        {match, Bs1} -> match_all(Ps, Vs, Bs1, Outer, Env);
        nomatch -> nomatch
    end;
match_all([], [], Bs, _, _) -> {match, Bs};
%% The class, reason and stack of a caught exception are one pattern but for older forms.
match_all(_, _, _, _, _) -> nomatch.

match({var, _, '_'}, _, Bs, _, _) -> {match, Bs};
match({var, _, Name}, Value, Bs, _, _) ->
    case binding(Name, Bs) of
        {value, Bound} when Bound =:= Value -> {match, Bs};
        {value, _} -> nomatch;
        unbound -> {match, add_binding(Name, Value, Bs)}
    end;
match({Kind, _, Literal}, Value, Bs, _, _)
  when Kind =:= atom; Kind =:= integer; Kind =:= float; Kind =:= char; Kind =:= string; Kind =:= value ->
    same(Literal, Value, Bs);
match({nil, _}, Value, Bs, _, _) -> same([], Value, Bs);
match({cons, _, H, T}, [Head | Tail], Bs, Outer, Env) -> match_all([H, T], [Head, Tail], Bs, Outer, Env);
match({cons, _, _, _}, _, _, _, _) -> nomatch;
match({tuple, _, Ps}, Value, Bs, Outer, Env) when tuple_size(Value) =:= length(Ps) ->
    match_all(Ps, tuple_to_list(Value), Bs, Outer, Env);
match({tuple, _, _}, _, _, _, _) -> nomatch;
match({match, _, A, B}, Value, Bs, Outer, Env) -> match_all([A, B], [Value, Value], Bs, Outer, Env);
match({map, _, Fields}, Value, Bs, Outer, Env) when is_map(Value) -> match_fields(Fields, Value, Bs, Outer, Env);
match({map, _, _}, _, _, _, _) -> nomatch;
match({record, _, Name, []}, Value, Bs, _, _) when not is_atom(Name) ->
    case Name of
        [] when is_record(Value) -> {match, Bs};
        [] -> nomatch;
        {M, N} ->
            case is_record(Value, M, N) of
                true -> {match, Bs};
                false -> nomatch
            end
    end;
match({record, _, Name, Fields}, Value, Bs, Outer, Env) when not is_atom(Name) ->
    {Names, Patterns} = lists:unzip([{F, P} || {record_field, _, {atom, _, F}, P} <- Fields]),
    try [purlin_record:record_get(Value, record_ask({F, 0}, Name)) || F <- Names] of
        Values -> match_all(Patterns, Values, Bs, Outer, Env)
    catch
        error:badarg -> nomatch
    end;
match({bin, _, Elements}, Value, Bs, Outer, Env) when is_bitstring(Value) ->
    case match_bits(Elements, Value, Bs, Outer, Env) of
        {match, Bs1, <<>>} -> {match, Bs1};
        _ -> nomatch
    end;
match({bin, _, _}, _, _, _, _) -> nomatch;
match({op, _, '++', {string, _, Text}, Rest}, Value, Bs, Outer, Env) -> match_prefix(Text, Rest, Value, Bs, Outer, Env);
match({op, _, '++', {nil, _}, Rest}, Value, Bs, Outer, Env) -> match(Rest, Value, Bs, Outer, Env);
match({op, _, '++', {cons, Anno, H, T}, Rest}, Value, Bs, Outer, Env) ->
    match({cons, Anno, H, {op, Anno, '++', T, Rest}}, Value, Bs, Outer, Env);
match({op, _, _, _} = E, Value, Bs, _, _) -> same(constant(E), Value, Bs);
match({op, _, _, _, _} = E, Value, Bs, _, _) -> same(constant(E), Value, Bs);
match(Pattern, _, _, _, _) -> error({illegal_pattern, Pattern}).

same(A, B, Bs) when A =:= B -> {match, Bs};
same(_, _, _) -> nomatch.

match_prefix([C | Text], Rest, [C | Value], Bs, Outer, Env) -> match_prefix(Text, Rest, Value, Bs, Outer, Env);
match_prefix([], Rest, Value, Bs, Outer, Env) -> match(Rest, Value, Bs, Outer, Env);
match_prefix(_, _, _, _, _, _) -> nomatch.

constant(E) ->
    is_constant(E) orelse error({illegal_pattern, E}),
    element(1, eval(E, #{}, #env{})).

is_constant({op, _, Op, A}) -> lists:member(Op, ['+', '-', 'bnot']) andalso is_constant(A);
is_constant({op, _, Op, A, B}) ->
    lists:member(Op, ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr']) andalso is_constant(A)
        andalso is_constant(B);
is_constant({Kind, _, _}) -> lists:member(Kind, [integer, float, char]);
is_constant(_) -> false.

match_fields([{map_field_exact, _, K, V} | Fields], Map, Bs, Outer, Env) ->
    is_guard(K) orelse error(illegal_guard_expr),
    {Key, _} = eval(K, Outer, Env),
    case Map of
        #{Key := Value} ->
            case match(V, Value, Bs, Outer, Env) of
                {match, Bs1} -> match_fields(Fields, Map, Bs1, Outer, Env);
                nomatch -> nomatch
            end;
        #{} -> nomatch
    end;
match_fields([], _, Bs, _, _) -> {match, Bs}.

%% ---------------------------------------------------------------------------------------------------------
%% Binaries. A segment's specifiers: {Type, Unit, Sign, Endianness}; its size is `default` or a number of units.

construct([{bin_element, _, {string, _, []}, Size, Specs} | Elements], Acc, Bs, Env) ->
    _ = Size =:= default orelse bits(element(1, eval(Size, Bs, Env)), 8, element(2, specs(Specs))),
    construct(Elements, Acc, Bs, Env);
construct([{bin_element, Anno, {string, _, Text}, Size, Specs} | Elements], Acc, Bs, Env) ->
    Chars = [{bin_element, Anno, {char, Anno, C}, Size, Specs} || C <- Text],
    {Bits, Bs1} = construct(Chars, Acc, Bs, Env),
    construct(Elements, Bits, Bs1, Env);
construct([{bin_element, _, E, Size, Specs} | Elements], Acc, Bs, Env) ->
    {Value, Bs1} = eval(E, Bs, Env),
    Spec = specs(Specs),
    {N, Bs2} = case Size of
        default -> {default, Bs1};
        _ -> eval(Size, Bs1, Env)
    end,
    Bits = segment(Value, N, Spec),
    construct(Elements, <<Acc/bits, Bits/bits>>, Bs2, Env);
construct([], Acc, Bs, _) -> {Acc, Bs}.

specs(default) -> specs([]);
specs(Specs) ->
    Type = one_of(Specs, [integer, float, binary, bytes, bitstring, bits, utf8, utf16, utf32], integer),
    Known = case Type of
        bytes -> binary;
        bits -> bitstring;
        _ -> Type
    end,
    Unit = case lists:keyfind(unit, 1, [S || S <- Specs, is_tuple(S)]) of
        {unit, U} -> U;
        false when Known =:= binary -> 8;
        false -> 1
    end,
    {Known, Unit, one_of(Specs, [signed, unsigned], unsigned), order(one_of(Specs, [big, little, native], big))}.

one_of(Specs, Words, Default) ->
    case [S || S <- Specs, lists:member(S, Words)] of
        [Word | _] -> Word;
        [] -> Default
    end.

order(native) ->
    case <<1:16/native>> of
        <<0, 1>> -> big;
        _ -> little
    end;
order(Order) -> Order.

segment(V, N, {integer, Unit, _, Order}) ->
    Size = bits(N, 8, Unit),
    case Order of
        big -> <<V:Size/big>>;
        little -> <<V:Size/little>>
    end;
segment(V, N, {float, Unit, _, Order}) ->
    Size = bits(N, 64, Unit),
    case Order of
        big -> <<V:Size/float-big>>;
        little -> <<V:Size/float-little>>
    end;
segment(V, default, {binary, Unit, _, _}) when is_bitstring(V), bit_size(V) rem Unit =:= 0 -> V;
segment(V, default, {bitstring, _, _, _}) when is_bitstring(V) -> V;
segment(V, N, {Type, Unit, _, _}) when N =/= default, Type =:= binary orelse Type =:= bitstring ->
    Size = bits(N, 0, Unit),
    <<V:Size/bitstring>>;
segment(V, _, {utf8, _, _, _}) -> <<V/utf8>>;
segment(V, _, {utf16, _, _, big}) -> <<V/utf16>>;
segment(V, _, {utf16, _, _, little}) -> <<V/utf16-little>>;
segment(V, _, {utf32, _, _, big}) -> <<V/utf32>>;
segment(V, _, {utf32, _, _, little}) -> <<V/utf32-little>>;
segment(_, _, _) -> error(badarg).

bits(default, Default, 1) -> Default;
bits(default, Default, Unit) -> Default * Unit;
bits(N, _, Unit) when is_integer(N), N >= 0 -> N * Unit;
bits(_, _, _) -> error(badarg).

%% {match, Bindings, Rest} | {nomatch, Rest}, the rest past all segments when only values differ | nomatch.
match_bits(Elements, Bits, Bs, Outer, Env) -> match_bits(Elements, Bits, Bs, Outer, Env, true).

match_bits([{bin_element, Anno, {string, _, Text}, Size, Specs} | Elements], Bits, Bs, Outer, Env, Same) ->
    Chars = [{bin_element, Anno, {char, Anno, C}, Size, Specs} || C <- Text],
    match_bits(Chars ++ Elements, Bits, Bs, Outer, Env, Same);
match_bits([{bin_element, _, P, Size, Specs} | Elements], Bits, Bs, Outer, Env, Same) ->
    case taken(units(Size, Bs, Outer, Env), specs(Specs), Bits) of
        {Value, Rest} ->
            case match(as_type(P, Value), Value, Bs, Outer, Env) of
                {match, Bs1} -> match_bits(Elements, Rest, Bs1, Outer, Env, Same);
                nomatch -> match_bits(Elements, Rest, Bs, Outer, Env, false)
            end;
        none -> nomatch
    end;
match_bits([], Rest, Bs, _, _, true) -> {match, Bs, Rest};
match_bits([], Rest, _, _, _, false) -> {nomatch, Rest}.

%% A whole number stands for the float it equals.
as_type({integer, Anno, N} = P, Value) when is_float(Value) ->
    try {float, Anno, float(N)}
    catch error:badarg -> P
    end;
as_type({op, _, _, _} = P, Value) -> constant_as_type(partial_eval(P), Value);
as_type({op, _, _, _, _} = P, Value) -> constant_as_type(partial_eval(P), Value);
as_type(P, _) -> P.

constant_as_type({integer, _, _} = P, Value) -> as_type(P, Value);
constant_as_type(P, _) -> P.

units(default, _, _, _) -> default;
units({atom, _, all}, _, _, _) -> default;
units(Size, Bs, Outer, Env) ->
    is_guard(Size) orelse error(illegal_bitsize),
    Both = lists:foldl(fun({Name, Value}, Acc) -> add_binding(Name, Value, Acc) end, Outer, bindings(Bs)),
    try eval(Size, Both, Env) of
        {N, _} when is_integer(N), N >= 0 -> N;
        _ -> bad
    catch
        error:{unbound_var, _} = Reason -> error(Reason);
        error:_ -> bad
    end.

taken(bad, _, _) -> none;
taken(N, {integer, Unit, Sign, Order}, Bits) ->
    Size = bits(N, 8, Unit),
    case {Sign, Order, Bits} of
        {unsigned, big, <<V:Size, Rest/bits>>} -> {V, Rest};
        {unsigned, little, <<V:Size/little, Rest/bits>>} -> {V, Rest};
        {signed, big, <<V:Size/signed, Rest/bits>>} -> {V, Rest};
        {signed, little, <<V:Size/signed-little, Rest/bits>>} -> {V, Rest};
        _ -> none
    end;
taken(N, {float, Unit, _, Order}, Bits) ->
    Size = bits(N, 64, Unit),
    case {Order, Bits} of
        {big, <<V:Size/float, Rest/bits>>} -> {V, Rest};
        {little, <<V:Size/float-little, Rest/bits>>} -> {V, Rest};
        _ -> none
    end;
taken(default, {Type, Unit, _, _}, Bits) when Type =:= binary; Type =:= bitstring ->
    case bit_size(Bits) rem Unit of
        0 -> {Bits, <<>>};
        _ -> none
    end;
taken(N, {Type, Unit, _, _}, Bits) when Type =:= binary; Type =:= bitstring ->
    Size = bits(N, 0, Unit),
    case Bits of
        <<V:Size/bitstring, Rest/bits>> -> {V, Rest};
        _ -> none
    end;
taken(_, {Type, _, _, Order}, Bits) ->
    case {Type, Order, Bits} of
        {utf8, _, <<V/utf8, Rest/bits>>} -> {V, Rest};
        {utf16, big, <<V/utf16, Rest/bits>>} -> {V, Rest};
        {utf16, little, <<V/utf16-little, Rest/bits>>} -> {V, Rest};
        {utf32, big, <<V/utf32, Rest/bits>>} -> {V, Rest};
        {utf32, little, <<V/utf32-little, Rest/bits>>} -> {V, Rest};
        _ -> none
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Constants

-doc "Is it a number, or arithmetic on numbers?".
is_constant_expr(E) -> is_constant(E).

-doc "The number an arithmetic expression on constants gives; other expressions stay.".
partial_eval(E) ->
    try folded(E)
    catch
        _:_ -> E
    end.

folded({op, Anno, Op, A}) -> fold_op({op, Anno, Op, folded(A)}, Anno);
folded({op, Anno, Op, A, B}) -> fold_op({op, Anno, Op, folded(A), folded(B)}, Anno);
folded(E) -> E.

fold_op(E, Anno) ->
    case is_constant(E) of
        true ->
            case element(1, eval(E, #{}, #env{})) of
                V when is_integer(V) -> {integer, Anno, V};
                V when is_float(V) -> {float, Anno, V}
            end;
        false -> E
    end.
