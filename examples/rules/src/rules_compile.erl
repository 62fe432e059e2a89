%% Trees as funs of an event. What is known beforehand is worked out beforehand: constants are folded, patterns compiled.
%% At run time nothing fails: a field that is missing is null, and what makes no sense is false or null.
-module(rules_compile).
-export([compile/1, fold/1]).

-type event() :: #{binary() => term()}.
-type code() :: fun((event()) -> term()).

-spec compile(rules_parser:tree()) -> code().
compile(Tree) ->
    Code = code(fold(Tree)),
    fun(Event) -> Code(Event) =:= true end.

-doc "Works out what does not depend on the event.".
-spec fold(rules_parser:tree()) -> rules_parser:tree().
fold({'and', A, B}) ->
    case {fold(A), fold(B)} of
        {{literal, false}, _} -> {literal, false};
        {{literal, true}, B1} -> B1;
        {A1, {literal, true}} -> A1;
        {A1, B1} -> {'and', A1, B1}
    end;
fold({'or', A, B}) ->
    case {fold(A), fold(B)} of
        {{literal, true}, _} -> {literal, true};
        {{literal, false}, B1} -> B1;
        {A1, {literal, false}} -> A1;
        {A1, B1} -> {'or', A1, B1}
    end;
fold({'not', A}) -> constant({'not', fold(A)});
fold({negative, A}) -> constant({negative, fold(A)});
fold({arith, Op, A, B}) -> constant({arith, Op, fold(A), fold(B)});
fold({compare, Op, A, B}) -> constant({compare, Op, fold(A), fold(B)});
fold({in, A, B}) -> constant({in, fold(A), fold(B)});
fold({list, Items}) -> constant({list, [fold(I) || I <- Items]});
fold({call, Name, Args}) -> constant({call, Name, [fold(A) || A <- Args]});
fold(Tree) -> Tree.

constant(Tree) ->
    case lists:all(fun is_literal/1, children(Tree)) of
        true -> {literal, (code(Tree))(#{})};
        false -> Tree
    end.

children({list, Items}) -> Items;
children({call, _, Args}) -> Args;
children({arith, _, A, B}) -> [A, B];
children({compare, _, A, B}) -> [A, B];
children(Tree) -> tl(tuple_to_list(Tree)).

is_literal({literal, _}) -> true;
is_literal(_) -> false.

-spec code(rules_parser:tree()) -> code().
code({literal, V}) -> fun(_) -> V end;
code({field, Path}) -> fun(Event) -> field(Path, Event) end;
code({list, Items}) ->
    Codes = [code(I) || I <- Items],
    fun(E) -> [C(E) || C <- Codes] end;
code({'and', A, B}) -> binary(A, B, fun(X, Y, E) -> X(E) =:= true andalso Y(E) =:= true end);
code({'or', A, B}) -> binary(A, B, fun(X, Y, E) -> X(E) =:= true orelse Y(E) =:= true end);
code({'not', A}) ->
    C = code(A),
    fun(E) -> C(E) =/= true end;
code({negative, A}) ->
    C = code(A),
    fun(E) -> case C(E) of V when is_number(V) -> -V; _ -> null end end;
code({in, A, B}) -> binary(A, B, fun(X, Y, E) -> L = Y(E), is_list(L) andalso lists:any(fun(V) -> V == X(E) end, L) end);
code({compare, Op, A, B}) -> binary(A, B, fun(X, Y, E) -> compare(Op, X(E), Y(E)) end);
code({arith, Op, A, B}) -> binary(A, B, fun(X, Y, E) -> arith(Op, X(E), Y(E)) end);
code({call, <<"matches">>, [A, {literal, Pattern}]}) when is_binary(Pattern) ->
    C = code(A),
    case re:compile(Pattern, [unicode]) of
        {ok, Re} -> fun(E) -> case C(E) of V when is_binary(V) -> re:run(V, Re, [{capture, none}]) =:= match; _ -> false end end;
        {error, _} -> fun(_) -> false end
    end;
code({call, Name, Args}) ->
    Codes = [code(A) || A <- Args],
    fun(E) -> call(Name, [C(E) || C <- Codes]) end.

binary(A, B, Fun) ->
    X = code(A),
    Y = code(B),
    fun(E) -> Fun(X, Y, E) end.

field([Key | Path], #{} = Map) ->
    case Map of
        #{Key := Value} -> field(Path, Value);
        _ -> null
    end;
field([], Value) -> Value;
field(_, _) -> null.

compare(eq, A, B) -> A == B;
compare(ne, A, B) -> A /= B;
compare(Op, A, B) when is_number(A), is_number(B); is_binary(A), is_binary(B) ->
    case Op of
        lt -> A < B;
        le -> A =< B;
        gt -> A > B;
        ge -> A >= B
    end;
compare(_, _, _) -> false.

arith('+', A, B) when is_binary(A), is_binary(B) -> <<A/binary, B/binary>>;
arith('+', A, B) when is_number(A), is_number(B) -> A + B;
arith('-', A, B) when is_number(A), is_number(B) -> A - B;
arith('*', A, B) when is_number(A), is_number(B) -> A * B;
arith('/', A, B) when is_number(A), is_number(B), B /= 0 -> A / B;
arith(_, _, _) -> null.

call(<<"exists">>, [V]) -> V =/= null;
call(<<"length">>, [V]) when is_binary(V) -> string:length(V);
call(<<"length">>, [V]) when is_list(V) -> length(V);
call(<<"length">>, [V]) when is_map(V) -> map_size(V);
call(<<"lower">>, [V]) when is_binary(V) -> string:lowercase(V);
call(<<"upper">>, [V]) when is_binary(V) -> string:uppercase(V);
call(<<"contains">>, [V, Part]) when is_binary(V), is_binary(Part) -> string:find(V, Part) =/= nomatch;
call(<<"starts_with">>, [V, Part]) when is_binary(V), is_binary(Part) -> string:prefix(V, Part) =/= nomatch;
call(<<"matches">>, [V, Pattern]) when is_binary(V), is_binary(Pattern) -> (code({call, <<"matches">>, [{literal, V}, {literal, Pattern}]}))(#{});
call(<<"abs">>, [V]) when is_number(V) -> abs(V);
call(<<"round">>, [V]) when is_number(V) -> round(V);
call(<<"min">>, [A, B]) when is_number(A), is_number(B) -> min(A, B);
call(<<"max">>, [A, B]) when is_number(A), is_number(B) -> max(A, B);
call(_, _) -> null.
