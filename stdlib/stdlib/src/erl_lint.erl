%% The checks of the compiler, for forms that programs have. The compiler's own checker does the work (purlin_compile).
-module(erl_lint).
-moduledoc "Checks of abstract forms.".
-export([module/1, module/2, module/3, format_error/1]).
-export([is_guard_test/1, is_guard_test/2, is_guard_test/3, is_guard_expr/1, is_pattern_expr/1, used_vars/2]).
-export_type([error_info/0, error_description/0]).

-type error_description() :: term().
-type error_info() :: {erl_anno:location() | none, module(), error_description()}.

-doc "What is wrong with forms.".
module(Forms) -> module(Forms, "nofile", []).

-doc "What is wrong with forms of a file.".
module(Forms, File) -> module(Forms, File, []).

-doc "Likewise, with options of the compiler.".
-spec module([erl_parse:abstract_form() | erl_parse:form_info()], file:name(), [compile:option()]) ->
          {ok, Warnings} | {error, Errors, Warnings} when
      Warnings :: [{file:filename(), [error_info()]}],
      Errors :: [{file:filename(), [error_info()]}].
module(Forms, File, Options) ->
    {Errors, Warnings} = check(Forms, File, Options),
    Ws = by_file(Warnings),
    case by_file(Errors) of
        [] -> {ok, Ws};
        Es -> {error, Es, Ws}
    end.

check(Forms, File, Options) ->
    Words = [atom_to_binary(O) || O <- Options, is_atom(O)],
    Name = unicode:characters_to_binary(File),
    {none, none, Errors, Warnings} = purlin_compile:ask(lint, {Name, Forms, Words}),
    %% What the compiler's later passes warn of is not the linter's.
    {Errors, [W || {_, {_, ?MODULE, _}, _} = W <- Warnings]}.

by_file([{File, _, _} | _] = Problems) ->
    {Same, Others} = lists:partition(fun({F, _, _}) -> F =:= File end, Problems),
    [{File, lists:sort([Info || {_, Info, _} <- Same])} | by_file(Others)];
by_file([]) -> [].

-doc "What an error descriptor says.".
format_error(Descriptor) -> purlin_compile:message(?MODULE, Descriptor).

-doc "Is the expression a legal guard test?".
is_guard_test(Expr) -> is_guard_test(Expr, []).

-doc "Likewise, where records are declared.".
is_guard_test(Expr, Records) -> is_guard_test(Expr, Records, fun(_) -> false end).

-doc "Likewise, where functions with names of guard functions are defined: those are no guard tests.".
is_guard_test(Expr, Records, IsOverridden) ->
    Vars = vars(Expr, []),
    Head = [{var, 1, V} || V <- Vars],
    Declared = [case R of
                    {attribute, _, record, _} -> R;
                    {Name, Fields} -> {attribute, 1, record, {Name, Fields}}
                end || R <- Records],
    Function = {function, 1, f, length(Vars), [{clause, 1, Head, [[Expr]], [{atom, 1, ok}]}]},
    {Errors, _} = check([{attribute, 1, module, m}, {attribute, 1, export, [{f, length(Vars)}]}] ++ Declared ++ [Function], "", []),
    Errors =:= [] andalso not lists:any(IsOverridden, calls(Expr, [])).

-doc "Is the expression legal in a guard?".
is_guard_expr(Expr) -> is_guard_test({op, 1, '=:=', Expr, {atom, 1, true}}).

-doc "Is the expression a legal pattern?".
is_pattern_expr(Expr) ->
    Function = {function, 1, f, 1, [{clause, 1, [Expr], [], [{atom, 1, ok}]}]},
    {Errors, _} = check([{attribute, 1, module, m}, {attribute, 1, export, [{f, 1}]}, Function], "", []),
    Errors =:= [].

-doc "Which of the bound variables the expressions use.".
used_vars(Exprs, Bound) ->
    Names = [case B of {Name, _} -> Name; Name -> Name end || B <- Bound],
    Used = vars(Exprs, []),
    [Name || Name <- Names, lists:member(Name, Used)].

vars({var, _, '_'}, Acc) -> Acc;
vars({var, _, Name}, Acc) -> ordsets:add_element(Name, Acc);
vars(T, Acc) when is_tuple(T) -> vars(tuple_to_list(T), Acc);
vars([H | T], Acc) -> vars(T, vars(H, Acc));
vars(_, Acc) -> Acc.

calls({call, _, {atom, _, Name}, Args}, Acc) -> calls(Args, [{Name, length(Args)} | Acc]);
calls(T, Acc) when is_tuple(T) -> calls(tuple_to_list(T), Acc);
calls([H | T], Acc) -> calls(T, calls(H, Acc));
calls(_, Acc) -> Acc.
