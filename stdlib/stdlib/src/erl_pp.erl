%% Prints abstract forms and expressions.
%%
%% A piece of text is a list of lines, the first of which starts where the text before it ends; the others are indented from
%% where the piece itself starts. Pieces put after each other keep that: see `beside/2`. Text that holds clauses or a
%% comprehension takes several lines; of the rest, only what
%% is in brackets takes a line for each part when it is wide by itself.
%% Types and specs take one line for each alternative of a spec, however wide.
-module(erl_pp).
-moduledoc "The Erlang pretty printer.".
-export([form/1, form/2, function/1, function/2, attribute/1, attribute/2, guard/1, guard/2, exprs/1, exprs/2, exprs/3,
         expr/1, expr/2, expr/3, expr/4, legalize_vars/1]).

-define(WIDTH, 72).

-doc "Prints a form.".
form(Form) -> form(Form, []).
-doc "Prints a form, with options or a hook.".
form({attribute, _, _, _} = Form, Options) -> attribute(Form, Options);
form({function, _, _, _, _} = Form, Options) -> function(Form, Options);
form({eof, _}, _) -> "\n";
form({Kind, _} = Form, _) when Kind =:= error; Kind =:= warning -> io_lib:format("~tp\n", [Form]).

-doc "Prints a function.".
function(Function) -> function(Function, []).
-doc "Prints a function, with options or a hook.".
function({function, _, Name, _, Clauses}, Options) ->
    Printed = [clause(beside(name(Name), head(Ps, hook(Options))), G, B, hook(Options)) || {clause, _, Ps, G, B} <- Clauses],
    [text(rows(Printed, ";"), 0), ".\n"].

-doc "Prints an attribute.".
attribute(Attribute) -> attribute(Attribute, []).
-doc "Prints an attribute, with options or a hook.".
attribute({attribute, _, Kind, {Name, Type, Vars}}, Options) when Kind =:= type; Kind =:= opaque; Kind =:= nominal ->
    Env = type_env(Options),
    Head = line(["-", atom_to_list(Kind), " ", name(Name), types("(", Vars, ")", Env), " ::"]),
    [text(follow(Head, 10, 0, top_type(Type, Env), fun(Room) -> wrapped(Type, 0, Room, Env) end), 0), ".\n"];
attribute({attribute, _, Kind, {Function, Types}}, Options) when Kind =:= spec; Kind =:= callback ->
    Name = case Function of
        {F, _} -> name(F);
        {M, F, _} -> lists:flatten([name(M), $:, name(F)])
    end,
    Env = type_env(Options),
    Head = lists:flatten(["-", atom_to_list(Kind), " ", Name]),
    Printed = [spec_clause(T, length(Head), Env) || T <- Types],
    [text(line([Head, rows(Printed, ";")]), 0), ".\n"];
attribute({attribute, _, record, {Name, Fields}}, Options) ->
    Printed = [field(F, hook(Options)) || F <- Fields],
    [text(listed(lists:flatten(["-record(", name(Name), ",{"]), Printed, ", ", "})"), 0), ".\n"];
attribute({attribute, _, native_record, {Name, Fields}}, Options) ->
    Printed = [field(F, hook(Options)) || F <- Fields],
    [text(listed(lists:flatten(["-record #", name(Name), "{"]), Printed, ", ", "}"), 0), ".\n"];
attribute({attribute, _, file, {File, Line}}, _) ->
    io_lib:format("-file(~tp, ~w).~n", [File, Line]);
attribute({attribute, _, Name, Names}, _) when Name =:= export; Name =:= export_type; Name =:= optional_callbacks ->
    [text(listed(lists:flatten(["-", name(Name), "(["]), functions(Names), ",", "])"), 0), ".\n"];
attribute({attribute, _, import, {Module, Names}}, _) ->
    Functions = functions(Names),
    Printed = case line(["-import(", name(Module), ", [", join(Functions, ","), "])"]) of
        [Line] when length(Line) =< ?WIDTH -> [Line];
        _ -> line(["-import(", rows([name(Module), line(["[", rows(Functions, ","), "]"])], ","), ")"])
    end,
    [text(Printed, 0), ".\n"];
attribute({attribute, _, Name, Value}, _) ->
    [text(line(["-", name(Name), "(", e(abstract(Value), 0, none), ")"]), 0), ".\n"].

functions(Names) -> [[lists:flatten([name(F), $/, integer_to_list(A)])] || {F, A} <- Names].

%% Parts on a line, or each on its own.
listed(Open, Parts, Mark, Close) ->
    case line([Open, join(Parts, Mark), Close]) of
        [Line] when length(Line) =< ?WIDTH -> [Line];
        Lines when Parts =:= [] -> Lines;
        _ -> line([Open, rows(Parts, ","), Close])
    end.

%% A piece after a head: on its line, or below it, indented, where it may take several lines. The head begins at a column.
follow(Head, Indent, Column, Flat, Wrapped) ->
    case line([Head, " ", Flat]) of
        [Line] when length(Line) + Column =< ?WIDTH -> [Line];
        _ -> Head ++ indent(Indent, Wrapped(?WIDTH - Column - Indent))
    end.

%% A value as an expression, for lists and tuples to be printed as such.
abstract([]) -> {nil, 0};
abstract([H | T] = List) ->
    case io_lib:printable_unicode_list(List) of
        true -> {string, 0, List};
        false -> {cons, 0, abstract(H), abstract(T)}
    end;
abstract(Tuple) when is_tuple(Tuple) -> {tuple, 0, [abstract(E) || E <- tuple_to_list(Tuple)]};
abstract(Value) -> {value, 0, Value}.

field({typed_record_field, Field, Type}, Hook) -> line([field(Field, Hook), " :: ", type(Type, 0, {Hook, false})]);
field({record_field, _, Name}, Hook) -> e(Name, 0, Hook);
field({record_field, _, Name, Value}, Hook) -> line([e(Name, 0, Hook), " = ", e(Value, 0, Hook)]).

%% ---- types. The environment: the hook, and whether an atom that is a whole type is quoted.

type_env(Options) -> {hook(Options), is_list(Options) andalso proplists:get_bool(quote_singleton_atom_types, Options)}.

top_type(Type, Env) -> type(Type, 0, Env).

%% Precedence 1: as an operand of `|`; 2: where `|` and `::` ask for parentheses.
type({ann_type, _, [Var, Type]}, P, Env) -> in_parens(P > 0, line([type(Var, 2, Env), " :: ", type(Type, 0, Env)]));
type({type, _, union, Types}, P, Env) -> in_parens(P > 1, join([type(T, 1, Env) || T <- Types], " | "));
type({type, _, list, [Type]}, _, Env) -> line(["[", type(Type, 0, Env), "]"]);
type({type, _, nonempty_list, [Type]}, _, Env) -> line(["[", type(Type, 0, Env), ", ...]"]);
type({type, _, nil, []}, _, _) -> ["[]"];
type({type, _, Any, any}, _, _) when Any =:= tuple; Any =:= map -> [atom_to_list(Any) ++ "()"];
type({type, _, tuple, Types}, _, Env) -> types("{", Types, "}", Env);
type({type, _, map, Fields}, _, Env) -> types("#{", Fields, "}", Env);
type({type, _, map_field_assoc, [K, V]}, _, Env) -> line([type(K, 0, Env), " => ", type(V, 0, Env)]);
type({type, _, map_field_exact, [K, V]}, _, Env) -> line([type(K, 0, Env), " := ", type(V, 0, Env)]);
type({type, _, record, [{tuple, _, [{atom, _, Module}, {atom, _, Name}]} | Fields]}, _, Env) ->
    line(["#", name(Module), ":", name(Name), types("{", Fields, "}", Env)]);
type({type, _, record, [{atom, _, Name} | Fields]}, _, Env) -> line(["#", name(Name), types("{", Fields, "}", Env)]);
type({type, _, field_type, [{atom, _, Name}, Type]}, _, Env) -> line([name(Name), " :: ", type(Type, 0, Env)]);
type({type, _, 'fun', []}, _, _) -> ["fun()"];
type({type, _, Fun, _} = Type, _, Env) when Fun =:= 'fun'; Fun =:= bounded_fun -> line(["fun(", fun_type(Type, Env), ")"]);
type({type, _, range, [A, B]}, _, Env) -> line([type(A, 2, Env), "..", type(B, 2, Env)]);
type({type, _, binary, [M, N]}, _, Env) ->
    Parts = [line(["_:", type(M, 2, Env)]) || element(3, M) =/= 0] ++ [line(["_:_*", type(N, 2, Env)]) || element(3, N) =/= 0],
    line(["<<", join(Parts, ", "), ">>"]);
type({remote_type, _, [Module, Name, Types]}, _, Env) ->
    line([type(Module, 2, Env), ":", type(Name, 2, Env), types("(", Types, ")", Env)]);
type({Kind, _, Name, Types}, _, Env) when Kind =:= type; Kind =:= user_type -> line([name(Name), types("(", Types, ")", Env)]);
type({atom, _, Atom}, P, {_, true}) when P < 2 -> [[$', escaped(Atom), $']];
type(Type, P, {Hook, _}) -> e(Type, P * 100, Hook).

escaped(Atom) ->
    case io_lib:write_atom(Atom) of
        [$' | Quoted] -> lists:droplast(Quoted);
        Plain -> Plain
    end.

types(Open, Types, Close, Env) -> line([Open, join([type(T, 0, Env) || T <- Types], ", "), Close]).

fun_type({type, _, bounded_fun, [Fun, Constraints]}, Env) ->
    line([fun_type(Fun, Env), " when ", join([constraint(C, Env) || C <- Constraints], ", ")]);
fun_type({type, _, 'fun', [{type, _, any}, Result]}, Env) -> line(["(...) -> ", type(Result, 0, Env)]);
fun_type({type, _, 'fun', [{type, _, product, Types}, Result]}, Env) ->
    line([types("(", Types, ")", Env), " -> ", type(Result, 0, Env)]).

%% A clause of a spec, which begins at a column: its result, or its constraints, may go below.
spec_clause({type, _, bounded_fun, [Fun, Constraints]}, Column, Env) ->
    Conditions = [constraint(C, Env) || C <- Constraints],
    case fun_type({type, 0, bounded_fun, [Fun, Constraints]}, Env) of
        [Line] when length(Line) + Column =< ?WIDTH -> [Line];
        _ ->
            Below = follow(["when"], 4, Column + 4, join(Conditions, ", "), fun(_) -> rows(Conditions, ",") end),
            spec_clause(Fun, Column, Env) ++ indent(4, Below)
    end;
spec_clause({type, _, 'fun', [{type, _, product, _}, Result]} = Fun, Column, Env) ->
    {Head, Wrapped} = spec_parts(Fun, Column, Env),
    follow(Head, 4, Column, type(Result, 0, Env), Wrapped);
spec_clause(Type, _, Env) -> fun_type(Type, Env).

%% The arguments and what makes the result in so many columns.
spec_parts({type, _, 'fun', [{type, _, product, Types}, Result]}, Column, Env) ->
    Arguments = case types("(", Types, ")", Env) of
        [Line] when length(Line) + Column =< ?WIDTH -> [Line];
        _ -> line(["(", rows([wrapped(T, 0, ?WIDTH - Column - 2, Env) || T <- Types], ","), ")"])
    end,
    {beside(Arguments, " ->"), fun(Room) -> wrapped(Result, 0, Room, Env) end};
spec_parts({type, _, 'fun', [{type, _, any}, Result]}, _, Env) ->
    {["(...) ->"], fun(Room) -> wrapped(Result, 0, Room, Env) end}.

%% A type in so many columns.
wrapped(Type, P, Room, Env) ->
    case type(Type, P, Env) of
        [Line] when length(Line) =< Room -> [Line];
        Lines -> broken(Type, Lines, Room, Env)
    end.

broken({ann_type, _, [Var, Type]}, _, Room, Env) ->
    beside(type(Var, 2, Env), " ::") ++ indent(4, wrapped(Type, 0, Room - 4, Env));
broken({type, _, union, Types}, _, Room, Env) -> alternatives([{wrapped(T, 1, Room, Env), is_simple(T)} || T <- Types], Room);
broken({type, _, list, [Type]}, _, Room, Env) -> line(["[", wrapped(Type, 0, Room - 2, Env), "]"]);
broken({type, _, tuple, Types}, _, Room, Env) when is_list(Types) ->
    line(["{", rows([wrapped(T, 0, Room - 2, Env) || T <- Types], ","), "}"]);
broken({type, _, map, Fields}, _, Room, Env) when is_list(Fields) ->
    line(["#{", rows([wrapped(F, 0, Room - 3, Env) || F <- Fields], ","), "}"]);
broken(_, Lines, _, _) -> Lines.

is_simple(Type) -> lists:member(element(1, Type), [atom, integer, char, var]).

%% Simple alternatives fill lines, others stand alone.
alternatives([{Piece, false} | Rest], Room) -> stacked(Piece, Rest, Room);
alternatives([{[Text], true} | Rest], Room) -> filled(Text, Rest, Room);
alternatives([{Piece, true} | Rest], Room) -> stacked(Piece, Rest, Room).

stacked(Piece, [], _) -> Piece;
stacked(Piece, Rest, Room) -> ended(Piece, " |") ++ alternatives(Rest, Room).

filled(Text, [{[Next], true} | Rest], Room) when length(Text) + length(Next) + 3 =< Room - 2 -> filled(Text ++ " | " ++ Next, Rest, Room);
filled(Text, Rest, Room) -> stacked([Text], Rest, Room).

constraint({type, _, constraint, [{atom, _, is_subtype}, [Var, Type]]}, Env) -> line([type(Var, 2, Env), " :: ", type(Type, 0, Env)]);
constraint({type, _, constraint, [{atom, _, Name}, Types]}, Env) -> line([name(Name), types("(", Types, ")", Env)]).

in_parens(true, Piece) -> line(["(", Piece, ")"]);
in_parens(false, Piece) -> Piece.

-doc "Prints a guard.".
guard(Guard) -> guard(Guard, []).
-doc "Prints a guard, with options or a hook.".
guard(Guard, Options) -> text(line(["when ", guard_of(Guard, hook(Options))]), 0).

-doc "Prints a sequence of expressions.".
exprs(Es) -> exprs(Es, 0, []).
-doc "Prints a sequence of expressions, with options or a hook.".
exprs(Es, Options) -> exprs(Es, 0, Options).
-doc "Likewise, indented.".
exprs(Es, Indent, Options) ->
    Printed = [e(E, 0, hook(Options)) || E <- Es],
    case join(Printed, ", ") of
        [Line] when length(Line) =< ?WIDTH -> text([Line], Indent);
        _ -> text(rows(Printed, ","), Indent)
    end.

-doc "Prints an expression.".
expr(E) -> expr(E, 0, 0, []).
-doc "Prints an expression, with options or a hook.".
expr(E, Options) -> expr(E, 0, 0, Options).
-doc "Likewise, indented.".
expr(E, Indent, Options) -> expr(E, Indent, 0, Options).
-doc "Likewise, in parentheses where the precedence around it asks for them.".
expr(E, Indent, Precedence, Options) -> text(e(E, Precedence, hook(Options)), Indent).

-doc "A function whose variables have names that source code may use: those that begin with a small letter get a capital.".
legalize_vars({function, Anno, Name, Arity, Clauses}) ->
    Used = used(Clauses, #{}),
    {function, Anno, Name, Arity, legal(Clauses, Used)}.

used({var, _, Name}, Used) -> Used#{Name => true};
used(T, Used) when is_tuple(T) -> used(tuple_to_list(T), Used);
used([H | T], Used) -> used(T, used(H, Used));
used(_, Used) -> Used.

legal({var, Anno, Name}, Used) -> {var, Anno, legal_name(Name, Used)};
legal(T, Used) when is_tuple(T) -> list_to_tuple(legal(tuple_to_list(T), Used));
legal([H | T], Used) -> [legal(H, Used) | legal(T, Used)];
legal(Term, _) -> Term.

legal_name(Name, Used) ->
    case atom_to_list(Name) of
        [C | _] = Text when C >= $a, C =< $z -> unused(string:uppercase(Text), Used);
        _ -> Name
    end.

unused(Text, Used) ->
    Name = list_to_atom(Text),
    case Used of
        #{Name := _} -> unused(Text ++ "@", Used);
        #{} -> Name
    end.

hook(Options) when is_list(Options) -> proplists:get_value(hook, Options, none);
hook(Hook) -> Hook.

%% ---------------------------------------------------------------------------------------------------------
%% Pieces

text([First | Lines], Indent) ->
    Space = lists:duplicate(max(Indent, 0), $\s),
    lists:flatten([First | [[$\n, Space, L] || L <- Lines]]).

%% Each part a piece or one line of text.
line(Parts) -> lists:foldl(fun(P, Acc) -> beside(Acc, piece(P)) end, [""], Parts).

piece([H | _] = Lines) when is_list(H) -> Lines;
piece(Text) -> [Text].

beside(A, B) when is_integer(hd(A)); A =:= [] -> beside([A], B);
beside(A, B) ->
    [First | Rest] = piece(B),
    {Above, [Last]} = lists:split(length(A) - 1, A),
    Space = lists:duplicate(length(Last), $\s),
    Above ++ [Last ++ First | [Space ++ L || L <- Rest]].

%% Pieces below each other, all but the last ended by a mark.
rows([P], _) -> piece(P);
rows([P | Ps], Mark) -> ended(piece(P), Mark) ++ rows(Ps, Mark).

ended(P, Mark) ->
    {Above, [Last]} = lists:split(length(P) - 1, P),
    Above ++ [Last ++ Mark].

indent(N, P) -> [lists:duplicate(N, $\s) ++ L || L <- P].

join([], _) -> [""];
join([P | Ps], Mark) -> lists:foldl(fun(Q, Acc) -> line([Acc, Mark, Q]) end, piece(P), Ps).

%% Pieces in brackets: each below the other when one has several lines or all do not fit.
within(Open, Ps, Close) ->
    case line([Open, join(Ps, ", "), Close]) of
        [Line] when length(Line) > ?WIDTH, Ps =/= [] -> line([Open, rows(Ps, ","), Close]);
        [_, _ | _] when Ps =/= [] -> line([Open, rows(Ps, ","), Close]);
        Lines -> Lines
    end.

name(Name) -> lists:flatten(io_lib:write_atom(Name)).

%% ---------------------------------------------------------------------------------------------------------
%% Expressions. Around: what binds less than this goes into parentheses.

e(E, Around, Hook) ->
    case binds(E) of
        P when P < Around -> line(["(", x(E, Hook), ")"]);
        _ -> x(E, Hook)
    end.

binds({'catch', _, _}) -> 50;
binds({match, _, _, _}) -> 100;
binds({maybe_match, _, _, _}) -> 100;
binds({op, _, Op, _, _}) -> element(2, infix(Op));
binds({op, _, _, _}) -> 600;
binds({call, _, _, _}) -> 750;
binds({record, _, _, _, _}) -> 700;
binds({record_field, _, _, _, _}) -> 700;
binds({map, _, _, _}) -> 700;
binds({map, _, _}) -> 700;
binds({record, _, _, _}) -> 700;
binds({remote, _, _, _}) -> 800;
binds(_) -> 1000.

record_name([]) -> "#_";
record_name({Module, Name}) -> lists:flatten([$#, name(Module), $:, name(Name)]);
record_name(Name) -> lists:flatten([$# | name(Name)]).

%% What the left operand, the whole and the right operand need.
infix('!') -> {151, 150, 150};
infix('orelse') -> {161, 160, 160};
infix('andalso') -> {171, 170, 170};
infix(Op) when Op =:= '=='; Op =:= '/='; Op =:= '=<'; Op =:= '<'; Op =:= '>='; Op =:= '>'; Op =:= '=:='; Op =:= '=/=' ->
    {201, 200, 201};
infix(Op) when Op =:= '++'; Op =:= '--' -> {301, 300, 300};
infix(Op) when Op =:= '+'; Op =:= '-'; Op =:= 'bor'; Op =:= 'bxor'; Op =:= 'bsl'; Op =:= 'bsr'; Op =:= 'or'; Op =:= 'xor' ->
    {400, 400, 401};
infix(_) -> {500, 500, 501}.

x({var, _, Name}, _) -> [atom_to_list(Name)];
x({atom, _, Name}, _) -> [name(Name)];
x({integer, _, N}, _) -> [integer_to_list(N)];
x({float, _, N}, _) -> [io_lib:write(N)];
x({char, _, $\s}, _) -> ["$ "];
x({char, _, C}, _) -> [lists:flatten(io_lib:write_char(C))];
x({string, _, S}, _) -> [lists:flatten(io_lib:write_string(S))];
x({value, _, V}, _) -> [lists:flatten(io_lib:format("~0tp", [V]))];
x({nil, _}, _) -> ["[]"];
x({cons, _, _, _} = E, Hook) -> line(["[", elements(E, Hook), "]"]);
x({tuple, _, Es}, Hook) -> within("{", [e(E, 0, Hook) || E <- Es], "}");
x({map, _, Fields}, Hook) -> within("#{", [pair(F, Hook) || F <- Fields], "}");
x({map, _, Map, Fields}, Hook) -> line([e(Map, 751, Hook), within("#{", [pair(F, Hook) || F <- Fields], "}")]);
x({record, _, Name, Fields}, Hook) -> line([record_name(Name), within("{", [field(F, Hook) || F <- Fields], "}")]);
x({record, _, R, Name, Fields}, Hook) ->
    line([e(R, 751, Hook), record_name(Name), within("{", [field(F, Hook) || F <- Fields], "}")]);
x({record_index, _, Name, Field}, Hook) -> line(["#", name(Name), ".", e(Field, 0, Hook)]);
x({record_field, _, R, Name, Field}, Hook) -> line([e(R, 751, Hook), record_name(Name), ".", e(Field, 0, Hook)]);
x({match, _, P, E}, Hook) -> line([e(P, 101, Hook), " = ", e(E, 100, Hook)]);
x({maybe_match, _, P, E}, Hook) -> line([e(P, 101, Hook), " ?= ", e(E, 100, Hook)]);
x({op, _, Op, A}, Hook) ->
    Operand = e(A, 601, Hook),
    case Op of
        _ when Op =:= '+'; Op =:= '-' -> line([atom_to_list(Op), Operand]);
        _ -> line([atom_to_list(Op), " ", Operand])
    end;
x({op, _, Op, A, B}, Hook) ->
    {Left, _, Right} = infix(Op),
    case Op =:= 'andalso' orelse Op =:= 'orelse' of
        true -> e(A, Left, Hook) ++ [atom_to_list(Op)] ++ e(B, Right, Hook);
        false -> line([e(A, Left, Hook), " ", atom_to_list(Op), " ", e(B, Right, Hook)])
    end;
x({'catch', _, E}, Hook) -> line(["catch ", e(E, 50, Hook)]);
x({remote, _, M, F}, Hook) -> line([e(M, 801, Hook), ":", e(F, 801, Hook)]);
x({call, Anno, {remote, _, {atom, _, erlang}, {atom, _, F} = Name}, Es} = Call, Hook) ->
    %% what needs no module's name is shown without
    case erl_internal:bif(F, length(Es)) of
        true -> x({call, Anno, Name, Es}, Hook);
        false -> x_call(Call, Hook)
    end;
x({call, _, _, _} = Call, Hook) -> x_call(Call, Hook);
x({'fun', _, {function, F, A}}, _) -> [lists:flatten(["fun ", name(F), $/, integer_to_list(A)])];
x({'fun', _, {function, M, F, A}}, _) when is_atom(M) ->
    [lists:flatten(["fun ", name(M), $:, name(F), $/, integer_to_list(A)])];
x({'fun', _, {function, M, F, A}}, Hook) ->
    line(["fun ", e(M, 801, Hook), ":", e(F, 801, Hook), "/", e(A, 801, Hook)]);
x({'fun', _, {clauses, Clauses}}, Hook) ->
    line(["fun", rows([clause(head(Ps, Hook), G, B, Hook) || {clause, _, Ps, G, B} <- Clauses], ";")]) ++ ["end"];
x({named_fun, _, Name, Clauses}, Hook) ->
    Printed = [clause(beside(atom_to_list(Name), head(Ps, Hook)), G, B, Hook) || {clause, _, Ps, G, B} <- Clauses],
    line(["fun ", rows(Printed, ";")]) ++ ["end"];
x({block, _, Es}, Hook) -> ["begin"] ++ sequence(Es, Hook) ++ ["end"];
x({'if', _, Clauses}, Hook) ->
    Printed = [beside(guard_of(G, Hook), " ->") ++ sequence(B, Hook) || {clause, _, _, G, B} <- Clauses],
    ["if"] ++ indent(4, rows(Printed, ";")) ++ ["end"];
x({'case', _, E, Clauses}, Hook) -> line(["case ", e(E, 0, Hook), " of"]) ++ choices(Clauses, Hook) ++ ["end"];
x({'receive', _, Clauses}, Hook) -> ["receive"] ++ choices(Clauses, Hook) ++ ["end"];
x({'receive', _, [], Time, [E]}, Hook) ->
    line(["receive after ", e(Time, 0, Hook), " -> ", e(E, 0, Hook), " end"]);
x({'receive', _, Clauses, Time, Es}, Hook) ->
    ["receive"] ++ [L || Clauses =/= [], L <- choices(Clauses, Hook)] ++ ["after"] ++
        indent(4, after_(Time, Es, Hook)) ++ ["end"];
x({'try', _, Es, Of, Catches, After}, Hook) -> try_(Es, Of, Catches, After, Hook);
x({'maybe', _, [E]}, Hook) -> one_line("maybe", E, "end", Hook);
x({'maybe', _, Es}, Hook) -> ["maybe"] ++ sequence(Es, Hook) ++ ["end"];
x({'maybe', _, Es, {'else', _, Clauses}}, Hook) ->
    ["maybe"] ++ sequence(Es, Hook) ++ ["else"] ++ choices(Clauses, Hook) ++ ["end"];
x({lc, _, E, Qs}, Hook) -> comprehension("[ ", 1, e(E, 0, Hook), Qs, "]", Hook);
x({bc, _, E, Qs}, Hook) -> comprehension("<< ", 2, e(E, 0, Hook), Qs, ">>", Hook);
x({mc, _, F, Qs}, Hook) -> comprehension("#{ ", 2, pair(F, Hook), Qs, "}", Hook);
x({bin, _, Elements}, Hook) -> line(["<<", join([segment(S, Hook) || S <- Elements], ","), ">>"]);
x(E, Hook) when is_function(Hook, 4) -> [lists:flatten(Hook(E, 0, 0, Hook))];
x(E, _) -> [lists:flatten(io_lib:format("INVALID-FORM:~tp:", [E]))].

x_call({call, _, F, Es}, Hook) -> line([e(F, 751, Hook), within("(", [e(E, 0, Hook) || E <- Es], ")")]).

elements({cons, _, H, {nil, _}}, Hook) -> e(H, 0, Hook);
elements({cons, _, H, {cons, _, _, _} = T}, Hook) -> line([e(H, 0, Hook), ", ", elements(T, Hook)]);
elements({cons, _, H, T}, Hook) -> line([e(H, 0, Hook), " | ", e(T, 0, Hook)]).

pair({map_field_assoc, _, K, V}, Hook) -> line([e(K, 0, Hook), " => ", e(V, 0, Hook)]);
pair({map_field_exact, _, K, V}, Hook) -> line([e(K, 0, Hook), " := ", e(V, 0, Hook)]);
pair(Other, Hook) -> e(Other, 0, Hook).

head(Ps, Hook) -> within("(", [e(P, 0, Hook) || P <- Ps], ")").

clause(Head, Guard, Body, Hook) -> line([Head, when_(Guard, Hook), " ->"]) ++ sequence(Body, Hook).

when_([], _) -> [""];
when_(Guard, Hook) -> line([" when ", guard_of(Guard, Hook)]).

guard_of(Guard, Hook) -> join([join([e(T, 0, Hook) || T <- Tests], ", ") || Tests <- Guard], "; ").

choices(Clauses, Hook) -> indent(4, rows([choice(C, Hook) || C <- Clauses], ";")).

choice({clause, _, [P], Guard, Body}, Hook) -> clause(e(P, 0, Hook), Guard, Body, Hook).

sequence(Es, Hook) -> indent(4, rows([e(E, 0, Hook) || E <- Es], ",")).

after_(Time, [E], Hook) -> line([e(Time, 0, Hook), " -> ", e(E, 0, Hook)]);
after_(Time, Es, Hook) -> line([e(Time, 0, Hook), " ->"]) ++ sequence(Es, Hook).

one_line(Word, E, End, Hook) ->
    case e(E, 0, Hook) of
        [_] = P -> line([Word, " ", P, " ", End]);
        P -> [Word] ++ indent(4, P) ++ [End]
    end.

try_([E], [], [], [A], Hook) ->
    case {e(E, 0, Hook), e(A, 0, Hook)} of
        {[_] = P, [_] = Q} -> line(["try ", P, " after ", Q, " end"]);
        _ -> try_parts([E], [], [], [A], Hook)
    end;
try_(Es, Of, Catches, After, Hook) -> try_parts(Es, Of, Catches, After, Hook).

try_parts(Es, Of, Catches, After, Hook) ->
    Begin = case {Of, Es} of
        {[], _} -> ["try"] ++ sequence(Es, Hook);
        {_, [E]} -> line(["try ", e(E, 0, Hook), " of"]);
        _ -> ["try"] ++ sequence(Es, Hook) ++ ["of"]
    end,
    Begin ++ [L || Of =/= [], L <- choices(Of, Hook)]
        ++ [L || Catches =/= [], L <- ["catch" | indent(4, rows([catch_(C, Hook) || C <- Catches], ";"))]]
        ++ [L || After =/= [], L <- ["after" | sequence(After, Hook)]] ++ ["end"].

catch_({clause, _, [{tuple, _, [Class, P, Stack]}], Guard, Body}, Hook) ->
    Trace = case Stack of
        {var, _, '_'} -> [""];
        _ -> line([":", e(Stack, 0, Hook)])
    end,
    clause(line([e(Class, 0, Hook), ":", e(P, 0, Hook), Trace]), Guard, Body, Hook).

comprehension(Open, Indent, E, Qs, Close, Hook) ->
    [Open] ++ indent(Indent, beside(E, " ||")) ++ indent(Indent + 4, rows([qualifier(Q, Hook) || Q <- Qs], ",")) ++ [Close].

qualifier({zip, _, Qs}, Hook) -> rows([qualifier(Q, Hook) || Q <- Qs], "&&");
qualifier({Kind, _, P, E}, Hook) when Kind =:= generate; Kind =:= m_generate -> generator(P, " <- ", E, Hook);
qualifier({Kind, _, P, E}, Hook) when Kind =:= generate_strict; Kind =:= m_generate_strict -> generator(P, " <:- ", E, Hook);
qualifier({b_generate, _, P, E}, Hook) -> generator(P, " <= ", E, Hook);
qualifier({b_generate_strict, _, P, E}, Hook) -> generator(P, " <:= ", E, Hook);
qualifier(E, Hook) -> e(E, 0, Hook).

generator(P, Arrow, E, Hook) -> line([pair(P, Hook), Arrow, e(E, 0, Hook)]).

segment({bin_element, _, E, Size, Specs}, Hook) ->
    Value = case E of
        {op, _, _, _} -> line(["(", x(E, Hook), ")"]);
        _ -> e(E, 1000, Hook)
    end,
    line([Value, size(Size, Hook), specs(Specs)]).

size(default, _) -> [""];
size(Size, Hook) -> line([":", e(Size, 1000, Hook)]).

specs(default) -> [""];
specs(Specs) -> ["/" ++ lists:append(lists:join("-", [spec(S) || S <- Specs]))].

spec({unit, N}) -> "unit:" ++ integer_to_list(N);
spec(Word) -> atom_to_list(Word).
