%% Finds mistakes in conditions before they run: unknown functions, wrong numbers of arguments, kinds that do not fit.
-module(rules_types).
-export([check/1, functions/0]).

-type kind() :: boolean | number | string | list | any.

-doc "Functions that conditions can call: arguments and result.".
functions() ->
    #{<<"length">> => {[any], number}, <<"lower">> => {[string], string}, <<"upper">> => {[string], string},
      <<"contains">> => {[string, string], boolean}, <<"starts_with">> => {[string, string], boolean}, <<"abs">> => {[number], number},
      <<"min">> => {[number, number], number}, <<"max">> => {[number, number], number}, <<"exists">> => {[any], boolean},
      <<"matches">> => {[string, string], boolean}, <<"round">> => {[number], number}}.

-spec check(rules_parser:tree()) -> ok | {error, string()}.
check(Tree) ->
    try want(boolean, Tree) of
        _ -> ok
    catch
        throw:{kind, Why} -> {error, lists:flatten(Why)}
    end.

-spec kind(rules_parser:tree()) -> kind().
kind({literal, V}) when is_boolean(V) -> boolean;
kind({literal, V}) when is_number(V) -> number;
kind({literal, V}) when is_binary(V) -> string;
kind({literal, null}) -> any;
kind({field, _}) -> any;
kind({list, Items}) ->
    [kind(I) || I <- Items],
    list;
kind({Op, A, B}) when Op =:= 'and'; Op =:= 'or' ->
    want(boolean, A),
    want(boolean, B);
kind({'not', A}) -> want(boolean, A);
kind({negative, A}) -> want(number, A);
kind({arith, '+', A, B}) ->
    case {kind(A), kind(B)} of
        {string, K} when K =:= string; K =:= any -> string;
        {any, string} -> string;
        _ ->
            want(number, A),
            want(number, B)
    end;
kind({arith, _, A, B}) ->
    want(number, A),
    want(number, B);
kind({compare, _, A, B}) ->
    fits(kind(A), kind(B)) orelse wrong("cannot compare ~ts and ~ts", [A, B]),
    boolean;
kind({in, A, B}) ->
    _ = kind(A),
    want(list, B),
    boolean;
kind({call, Name, Args}) ->
    case functions() of
        #{Name := {Kinds, Result}} when length(Kinds) =:= length(Args) ->
            lists:foreach(fun({K, A}) -> want(K, A) end, lists:zip(Kinds, Args)),
            Result;
        #{Name := {Kinds, _}} -> throw({kind, io_lib:format("~ts wants ~w arguments", [Name, length(Kinds)])});
        #{} -> throw({kind, io_lib:format("there is no function ~ts", [Name])})
    end.

want(Kind, Tree) ->
    fits(Kind, kind(Tree)) orelse wrong("~ts is no " ++ atom_to_list(Kind), [Tree]),
    Kind.

fits(any, _) -> true;
fits(_, any) -> true;
fits(Kind, Kind) -> true;
fits(_, _) -> false.

-spec wrong(string(), [rules_parser:tree()]) -> no_return().
wrong(Format, Trees) -> throw({kind, io_lib:format(Format, [rules_parser:print(T) || T <- Trees])}).
