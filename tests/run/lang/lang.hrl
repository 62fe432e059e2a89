%% What programs of the language's corpus share: a line for an expression with its value or exception, and values
%% that a compiler cannot foresee.
-compile(nowarn_unused_function).

-define(show(Expr), show(??Expr, fun() -> Expr end)).

show(Text, Fun) ->
    io:format("~ts => ~0tkp~n", [Text, try Fun() catch Class:Reason -> {Class, Reason} end]).

%% Whatever it is given, by a way that is not known when the program is compiled.
id(Value) ->
    case get('$nothing') of
        undefined -> Value;
        Other -> Other
    end.
