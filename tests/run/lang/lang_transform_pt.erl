%% A parse transform: the parse transform of lang_transform.erl. Every atom `magic` becomes its line, `-magic(...)`
%% becomes a function, and a warning is given.
-module(lang_transform_pt).
-export([parse_transform/2, format_error/1]).

parse_transform(Forms, Options) when is_list(Options) ->
    true = is_list(Forms),
    {eof, _} = lists:last(Forms),
    [{attribute, _, file, _} | _] = Forms,
    [] = [F || {attribute, _, compile, {parse_transform, ?MODULE}} = F <- Forms],
    {warning, lists:flatmap(fun form/1, Forms), [{"nowhere.erl", [{none, ?MODULE, hello}]}]}.

format_error(hello) -> "hello".

form({function, A, Name, Arity, Clauses}) -> [{function, A, Name, Arity, walk(Clauses)}];
form({attribute, A, magic, {Name, Value}}) ->
    [{function, A, Name, 0, [{clause, A, [], [], [erl_parse:abstract(Value, erl_anno:line(A))]}]}];
form({attribute, _, nothing, _}) -> [];
form(Form) -> [Form].

walk({atom, A, magic}) -> {integer, A, erl_anno:line(A)};
walk({var, A, 'MAGIC'}) -> {op, A, '+', {integer, A, 1}, {integer, [{generated, true}, {location, A}], 2}};
walk(T) when is_tuple(T) -> list_to_tuple(walk(tuple_to_list(T)));
walk([H | T]) -> [walk(H) | walk(T)];
walk(Other) -> Other.
