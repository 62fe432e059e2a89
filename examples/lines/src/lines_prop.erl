%% Checks properties on random values; one that fails is made as small as it can be.
-module(lines_prop).
-export([for_all/2, for_all/3]).

-record(o, {tests = 100, seed = 1, size = 20}).

for_all(Gen, Property) -> for_all(Gen, Property, #{}).

-doc "ok, or {failed, Smallest, Original, Why} of a value for which the property is not true.".
-spec for_all(lines_gen:gen(T), fun((T) -> boolean()), map()) -> ok | {failed, T, T, term()}.
for_all(Gen, Property, Options) ->
    O = #o{tests = maps:get(tests, Options, 100), seed = maps:get(seed, Options, 1), size = maps:get(size, Options, 20)},
    rand:seed(exsss, O#o.seed),
    try_each(1, Gen, Property, O).

try_each(N, _, _, #o{tests = Tests}) when N > Tests -> ok;
try_each(N, Gen, Property, #o{tests = Tests, size = Size} = O) ->
    Value = lines_gen:run(Gen, 1 + Size * N div Tests),
    case holds(Property, Value) of
        true -> try_each(N + 1, Gen, Property, O);
        Why -> smallest(Value, Value, Why, Property, 500)
    end.

holds(Property, Value) ->
    try Property(Value)
    catch
        Class:Reason -> {Class, Reason}
    end.

smallest(Value, Original, Why, _, 0) -> {failed, Value, Original, Why};
smallest(Value, Original, Why, Property, Left) ->
    case first_failing(lines_gen:shrink(Value), Property) of
        {Smaller, Why1} -> smallest(Smaller, Original, Why1, Property, Left - 1);
        none -> {failed, Value, Original, Why}
    end.

first_failing([Value | Values], Property) ->
    case holds(Property, Value) of
        true -> first_failing(Values, Property);
        Why -> {Value, Why}
    end;
first_failing([], _) -> none.
