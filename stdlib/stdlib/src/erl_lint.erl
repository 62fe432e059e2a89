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
    {Errors, [W || {_, {_, ?MODULE, _}, _} = W <- Warnings, purlin_compile:is_wanted(W, Options)]}.

by_file([{File, _, _} | _] = Problems) ->
    {Same, Others} = lists:partition(fun({F, _, _}) -> F =:= File end, Problems),
    [{File, lists:sort([Info || {_, Info, _} <- Same])} | by_file(Others)];
by_file([]) -> [].

-doc "What an error descriptor says.".
format_error({format_error, {Format, Args}}) -> io_lib:format(Format, Args);
format_error(Descriptor) when is_atom(Descriptor); is_list(Descriptor); is_tuple(Descriptor), Descriptor =/= {} ->
    case sentence(Descriptor) of
        {Format, Args} -> io_lib:format(Format, Args);
        none -> purlin_compile:message(?MODULE, Descriptor);
        Text -> Text
    end.

%% THE table of what descriptors say. Tools show these sentences and programs compare them, so they are OTP's; what the
%% command line shows of the same problems is the compiler's (its diagnostics/codes.rs).
sentence(bad_multi_field_init) -> "'_' initializes no omitted fields";
sentence(bittype_unit) -> "a bit unit size must not be specified unless a size is specified too";
sentence(compr_assign) ->
    "matches using '=' are not allowed in comprehension qualifiers\n"
    "unless the experimental 'compr_assign' language feature is enabled.\n"
    "With 'compr_assign' enabled, a match 'P = E' will behave as a\n"
    "strict generator 'P <:- [E]'.\"";
sentence(deprecated_catch) ->
    "'catch ...' is deprecated; please use 'try ... catch ... end' instead.\n"
    "Compile directive 'nowarn_deprecated_catch' can be used to suppress\n"
    "warnings in selected modules.";
sentence(export_all) -> "export_all flag enabled - all functions will be exported";
sentence(illegal_bitsize) -> "illegal bit size";
sentence(illegal_expr) -> "illegal expression";
sentence(illegal_guard_expr) -> "illegal guard expression";
sentence(illegal_map_assoc_in_pattern) -> "illegal pattern, did you mean to use `:=`?";
sentence(illegal_map_construction) -> "only association operators '=>' are allowed in map construction";
sentence(illegal_pattern) -> "illegal pattern";
sentence(illegal_record_info) -> "illegal record info";
sentence(illegal_zip_generator) -> "only generators are allowed in a zip generator.";
sentence(invalid_call) -> "invalid function call";
sentence(invalid_record) -> "invalid record expression";
sentence(match_alias_pats) ->
    "a pattern `P1=P2` where both sides are constructors\n"
    "may yield an error in a future version of Erlang/OTP.\n"
    "Note that a pattern such as `{a,B}={Y,Z} -> ...` can always be\n"
    "written in a unified form `{a=Y,B=Z} -> ...`.\n"
    "Compile directive 'nowarn_match_alias_pats' can be used to suppress\n"
    "warnings in selected modules.";
sentence(match_float_zero) ->
    "matching on the float 0.0 will no longer also match -0.0 in OTP 27.\n"
    "If you specifically intend to match 0.0 alone, write +0.0 instead.";
sentence(multiple_on_loads) -> "more than one on_load attribute";
sentence(no_load_nif) -> "nifs defined, but no call to erlang:load_nif/2";
sentence(non_integer_bitsize) ->
    "a size expression in a pattern evaluates to a non-integer value;\n"
    "this pattern cannot possibly match";
sentence(old_abstract_code) ->
    "abstract code generated before Erlang/OTP 19.0 and\nhaving typed record fields cannot be compiled";
sentence(pmod_unsupported) -> "parameterized modules are no longer supported";
sentence(redefine_module) -> "redefining module";
sentence(spec_wrong_arity) -> "spec has wrong arity";
sentence(undefined_module) -> "no module definition";
sentence(unsized_binary_in_bin_gen_pattern) ->
    "binary fields without size are not allowed in patterns of bit string generators";
sentence(unsized_binary_not_at_end) -> "a binary field without size is only allowed at the end of a binary pattern";
sentence(update_literal) -> "expression updates a literal";
sentence(utf_bittype_size_or_unit) -> "neither size nor unit must be given for segments of type utf8/utf16/utf32";
sentence({attribute, Name}) -> {"attribute ~tw after function definitions", [Name]};
sentence({bad_bitsize, Type}) -> {"bad ~ts bit size", [Type]};
sentence({bad_deprecated, {F, A}}) -> {"deprecated function ~tw/~w undefined or not exported", [F, A]};
sentence({bad_dialyzer_attribute, Term}) -> {"badly formed dialyzer attribute: ~tw", [Term]};
sentence({bad_dialyzer_option, Term}) -> {"unknown dialyzer warning option: ~tw", [Term]};
sentence({bad_export_type, _}) -> "bad export_type declaration";
sentence({bad_inline, {F, A}}) -> {"inlined function ~tw/~w undefined", [F, A]};
sentence({bad_inline, {F, A}, Guess}) -> {"inlined function ~tw/~w undefined, did you mean ~ts?", [F, A, guessed(Guess)]};
sentence({bad_nowarn_bif_clash, {F, A}}) -> {"function ~tw/~w undefined", [F, A]};
sentence({bad_nowarn_bif_clash, FA, Guess}) -> sentence({undefined_function, FA, Guess});
sentence({bad_nowarn_unused_function, {F, A}}) -> {"function ~tw/~w undefined", [F, A]};
sentence({bad_nowarn_unused_function, FA, Guess}) -> sentence({undefined_function, FA, Guess});
sentence({bad_on_load, Term}) -> {"badly formed on_load attribute: ~tw", [Term]};
sentence({bad_on_load_arity, {F, A}}) -> {"function ~tw/~w has wrong arity (must be 0)", [F, A]};
sentence({bad_removed, {F, A}}) -> {"removed function ~tw/~w is still exported", [F, A]};
sentence({bittype_mismatch, A, B, What}) -> {"conflict in ~s specification for bit field: '~p' and '~p'", [What, A, B]};
sentence({call_to_redefined_bif, {F, A}}) ->
    {"ambiguous call of overridden auto-imported BIF ~tw/~w --\n"
     "use erlang:~tw/~w or \"-compile({no_auto_import,[~tw/~w]}).\" to resolve name clash", [F, A, F, A, F, A]};
sentence({conflicting_behaviours, {F, A}, B, Location, Other}) ->
    {"conflicting behaviours -- callback ~tw/~w required by both '~p' and '~p' ~s", [F, A, B, Other, place(Location)]};
sentence({define_import, {F, A}}) -> {"defining imported function ~tw/~w", [F, A]};
sentence({deprecated, MFA, Text}) -> {"~ts is deprecated; ~ts", [mfa(MFA), Text]};
sentence({deprecated, MFA, Text, Release}) ->
    {"~ts is deprecated and will be removed in ~ts; ~ts", [mfa(MFA), Release, Text]};
sentence({deprecated_callback, {M, F, A}, Text}) -> {"the callback ~tw:~ts is deprecated; ~ts", [M, type_head({F, A}), Text]};
sentence({deprecated_type, {M, F, A}, Text}) -> {"the type ~tw:~ts is deprecated; ~ts", [M, type_head({F, A}), Text]};
sentence({deprecated_type, {M, F, A}, Text, Release}) ->
    {"the type ~tw:~ts is deprecated and will be removed in ~ts; ~ts", [M, type_head({F, A}), Release, Text]};
sentence({doc, duplicate_doc_attribute, Line}) ->
    {"redefining documentation attribute (doc) previously set at line ~p", [Line]};
sentence({duplicated_export, {F, A}}) -> {"function ~tw/~w already exported", [F, A]};
sentence({duplicated_export_type, {T, A}}) -> {"type ~tw/~w already exported", [T, A]};
sentence({export_var_subexpr, Var, {What, Location}}) ->
    {"variable '~ts' exported from '~s' ~s.\n"
     "Exporting bindings from subexpressions other than block expressions is\n"
     "deprecated and may yield an error in a future version of Erlang/OTP.\n"
     "Please move the binding of '~ts' out of the '~s'.\n"
     "Compile directive 'nowarn_export_var_subexpr' can be used to suppress\n"
     "warnings in selected modules.", [Var, What, place(Location), Var, What]};
sentence({exported_var, Var, {What, Location}}) -> {"variable '~ts' exported from '~s' ~s", [Var, What, place(Location)]};
sentence({ill_defined_behaviour_callbacks, B}) -> {"behaviour ~tw callback functions erroneously defined", [B]};
sentence({ill_defined_optional_callbacks, B}) -> {"behaviour ~tw optional callback functions erroneously defined", [B]};
sentence({illegal_guard_local_call, {F, A}}) -> {"call to local/imported function ~tw/~w is illegal in guard", [F, A]};
sentence({invalid_deprecated, Term}) -> {"badly formed deprecated attribute ~tw", [Term]};
sentence({invalid_fa_attribute, Name}) -> {"badly formed attribute ~tw", [Name]};
sentence({invalid_removed, Term}) -> {"badly formed removed attribute ~tw", [Term]};
sentence({match_underscore_var, Var}) ->
    {"variable '~ts' is already bound. If you mean to ignore this\n"
     "value, use '_' or a different underscore-prefixed name", [Var]};
sentence({match_underscore_var_pat, Var}) ->
    {"variable '~ts' is bound multiple times in this pattern.\n"
     "If you mean to ignore this value, use '_' or\na different underscore-prefixed name", [Var]};
sentence({missing_spec, {F, A}}) -> {"missing specification for function ~tw/~w", [F, A]};
sentence({not_exported_opaque, Type}) -> {"opaque type ~ts is not exported", [type_head(Type)]};
sentence({obsolete_guard, {F, A}}) ->
    {"~w/~w as a type test is obsolete and will be\nremoved in OTP 30; use is_~w/~w instead.", [F, A, F, A]};
sentence({obsolete_guard_overridden, Test}) ->
    {"obsolete ~w/1 (meaning is_~w/1) is illegal when there is a\nlocal/imported function named is_~w/1", [Test, Test, Test]};
sentence({redefine_bif_import, {F, A}}) ->
    {"import directive overrides auto-imported BIF ~tw/~w --\n"
     "use \"-compile({no_auto_import,[~tw/~w]}).\" to resolve name clash", [F, A, F, A]};
sentence({redefine_builtin_type, Type}) -> {"local redefinition of built-in type: ~ts", [type_head(Type)]};
sentence({redefine_callback, {F, A}}) -> {"callback ~tw/~w already defined", [F, A]};
sentence({redefine_field, Record, Field}) -> {"field ~tw already defined in record ~tw", [Field, Record]};
sentence({redefine_function, {F, A}}) -> {"function ~tw/~w already defined", [F, A]};
sentence({redefine_import, {{F, A}, Module}}) -> {"function ~tw/~w already imported from ~tw", [F, A, Module]};
sentence({redefine_optional_callback, {F, A}}) -> {"optional callback ~tw/~w duplicated", [F, A]};
sentence({redefine_record, Record}) -> {"record ~tw already defined", [Record]};
sentence({redefine_spec, {F, A}}) -> {"spec for ~tw/~w already defined", [F, A]};
sentence({redefine_spec, {M, F, A}}) -> {"spec for ~tw:~tw/~w already defined", [M, F, A]};
sentence({redefine_type, Type}) -> {"type ~ts already defined", [type_head(Type)]};
sentence({removed, MFA, {M, F, A}, Release}) ->
    {"call to ~ts will fail, since it was removed in ~ts; use ~ts", [mfa(MFA), Release, mfa({M, F, A})]};
sentence({removed, MFA, Text}) -> {"~ts is removed; ~ts", [mfa(MFA), Text]};
sentence({removed_callback, {M, F, A}, Text}) -> {"the callback ~tw:~ts is removed; ~ts", [M, type_head({F, A}), Text]};
sentence({removed_type, {M, F, A}, Text}) -> {"the type ~tw:~ts is removed; ~ts", [M, type_head({F, A}), Text]};
sentence({renamed_type, Old, New}) -> {"type ~tw() is now called ~tw(); please use the new name instead", [Old, New]};
sentence({shadowed_var, Var, Where}) -> {"variable '~ts' shadowed in ~tw", [Var, Where]};
sentence({singleton_typevar, Var}) -> {"type variable '~ts' is only used once (is unbound)", [Var]};
sentence({spec_fun_undefined, {F, A}}) -> {"spec for undefined function ~tw/~w", [F, A]};
sentence({stacktrace_bound, Var}) -> {"stacktrace variable '~ts' must not be previously bound", [Var]};
sentence({stacktrace_guard, Var}) -> {"stacktrace variable '~ts' must not be used in a guard", [Var]};
sentence({type_syntax, Constructor}) -> {"bad ~tw type", [Constructor]};
sentence({unbound_var, Var}) -> {"variable '~ts' is unbound", [Var]};
sentence({unbound_var, Var, Guess}) -> {"variable '~ts' is unbound, did you mean '~ts'?", [Var, Guess]};
sentence({undefined_behaviour, B}) -> {"behaviour ~tw undefined", [B]};
sentence({undefined_behaviour_callbacks, B}) -> {"behaviour ~tw callback functions are undefined", [B]};
sentence({undefined_behaviour_func, {F, A}, B}) -> {"undefined callback function ~tw/~w (behaviour '~tw')", [F, A, B]};
sentence({undefined_bittype, Type}) -> {"bit type ~tw undefined", [Type]};
sentence({undefined_callback, {_, F, A}}) -> {"callback ~tw/~w is undefined", [F, A]};
sentence({undefined_field, Record, Field}) -> {"field ~tw undefined in record ~ts", [Field, Record]};
sentence({undefined_field, Record, Field, Guess}) ->
    {"field ~tw undefined in record ~tw, did you mean ~ts?", [Field, atom_to_list(Record), Guess]};
sentence({undefined_function, {F, A}}) -> {"function ~tw/~w undefined", [F, A]};
sentence({undefined_function, {F, A}, Guess}) -> {"function ~tw/~w undefined, did you mean ~ts?", [F, A, guessed(Guess)]};
sentence({undefined_nif, {F, A}}) -> {"nif ~tw/~w undefined", [F, A]};
sentence({undefined_nif, {F, A}, Guess}) -> {"nif ~tw/~w undefined, did you mean ~ts?", [F, A, guessed(Guess)]};
sentence({undefined_on_load, {F, A}}) -> {"function ~tw/~w undefined", [F, A]};
sentence({undefined_on_load, {F, A}, Guess}) -> {"function ~tw/~w undefined, did you mean ~ts/~w?", [F, A, Guess, A]};
sentence({undefined_record, Record}) -> {"record ~tw undefined", [Record]};
sentence({undefined_record, Record, Guess}) -> {"record ~tw undefined, did you mean ~ts?", [Record, Guess]};
sentence({undefined_type, Type}) -> {"type ~ts undefined", [type_head(Type)]};
sentence({unexported_function, MFA}) -> {"function ~ts is not exported", [mfa(MFA)]};
sentence({unsafe_var, Var, {What, Location}}) -> {"variable '~ts' unsafe in '~s' ~s", [Var, What, place(Location)]};
sentence({untyped_record, Record}) -> {"record ~tw has field(s) without type information", [Record]};
sentence({unused_function, {F, A}}) -> {"function ~tw/~w is unused", [F, A]};
sentence({unused_import, {{F, A}, Module}}) -> {"import ~tw:~tw/~w is unused", [Module, F, A]};
sentence({unused_record, Record}) -> {"record ~tw is unused", [Record]};
sentence({unused_type, Type}) -> {"type ~ts is unused", [type_head(Type)]};
sentence({unused_var, Var}) -> {"variable '~ts' is unused", [Var]};
sentence({wildcard_in_update, Record}) -> {"meaningless use of _ in update of record ~tw", [Record]};
sentence(_) -> none.

mfa({M, F, A}) -> io_lib:format("~tw:~tw/~w", [M, F, A]).

type_head({Name, Arity}) -> io_lib:format("~tw(~s)", [Name, lists:join($,, lists:duplicate(Arity, $_))]).

guessed({Name, Arities}) -> io_lib:format("~ts/~s", [Name, lists:join($,, [integer_to_list(A) || A <- Arities])]).

place({Line, Column}) -> io_lib:format("(line ~w, column ~w)", [Line, Column]);
place(Line) -> io_lib:format("(line ~w)", [Line]).

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
    Forms = [{attribute, 1, module, m}, {attribute, 1, export, [{f, length(Vars)}]}] ++ Declared ++ [Function],
    %% what is no abstract code is no guard either
    {Errors, _} = try check(Forms, "", []) catch error:badarg -> {[Expr], []} end,
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
