%% Shows expressions with what they give: `Text => Value`, or `Text => ! Class: Reason` where they raise. Numbers of funs, processes and
%% references are left out.
-compile({nowarn_unused_function, [shown/2, each/2, outcome/1, many/3, show/2]}).

-define(show(Expr), shown(??Expr, fun() -> Expr end)).

shown(Text, Fun) -> io:format("~ts => ~ts~n", [Text, outcome(Fun)]).

%% A name and a value.
show(Name, Value) -> io:format("~ts: ~ts~n", [Name, text(Value)]).

%% A line for each of a list's elements and what Fun makes of it.
each(Fun, List) ->
    [io:format("~ts => ~ts~n", [text(X), outcome(fun() -> Fun(X) end)]) || X <- List],
    ok.

%% The same for lists of arguments of a function with a name.
many(Module, Function, Lists) ->
    [io:format("~ts(~ts) => ~ts~n", [Function, lists:join(", ", [text(A) || A <- As]), outcome(fun() -> apply(Module, Function, As) end)])
     || As <- Lists],
    ok.

outcome(Fun) ->
    try Fun() of Value -> text(Value)
    catch Class:Reason -> ["! ", atom_to_list(Class), ": ", text(Reason)]
    end.

text(Term) ->
    Text = unicode:characters_to_binary(io_lib:format("~0tkp", [Term])),
    case binary:match(Text, [<<"#Fun<">>, <<"#Ref<">>, <<"#Port<">>, <<"<0.">>]) of
        nomatch -> Text;
        _ ->
            lists:foldl(fun({What, With}, T) -> re:replace(T, What, With, [global, unicode, {return, binary}]) end, Text,
                [{"<[0-9]+\\.[0-9]+\\.[0-9]+>", "<pid>"}, {"#(Ref|Port)<[0-9.]+>", "#\\1"}, {"#Fun<([a-z_]+)\\.[0-9.]+>", "#Fun<\\1>"}])
    end.
