%% Random functions over bitstrings for tests/differential/run.sh: heads of several clauses that read the same bits in other
%% ways, with repeated variables, sizes that were read before, aliases, guards and loops over the rest. The same seed gives
%% the same text on any system.
-module(differential_bits).
-export([write/3]).
-import(differential_chance, [rnd/1, pick/1, often/1]).

%% Writes the module for a seed into a folder; gives its name.
write(Folder, Seed, Functions) ->
    differential_chance:seed(Seed * 7919 + 54321),
    Name = lists:concat(["d_", Seed]),
    Texts = [function(["f", integer_to_list(N)]) || N <- lists:seq(1, Functions)],
    Text = ["-module(", Name, ").\n-export([main/0]).\n-compile(nowarnings).\n",
            "t(F) -> try F() catch _:R -> R end.\n",
            Texts,
            "main() ->\n    Inputs = [", lists:join(", ", [input() || _ <- lists:seq(1, 60)]), "],\n",
            "    [io:format(\"~0p: ~0p~n\", [N, [t(fun() -> F(B) end) || B <- Inputs]]) || {N, F} <- lists:enumerate([",
            lists:join(", ", [["fun f", integer_to_list(N), "/1"] || N <- lists:seq(1, Functions)]), "])].\n"],
    ok = file:write_file(filename:join(Folder, Name ++ ".erl"), Text),
    Name.

number(N) -> integer_to_list(N).

function(Name) ->
    Clauses = [clause(Name, N) || N <- lists:seq(1, 2 + rnd(6))],
    [lists:join(";\n", Clauses), ".\n"].

clause(Name, N) ->
    {Segments, Bound, Integers} = segments(rnd(5), [], [], []),
    {Pattern, All} = rest(Segments, Bound),
    Alias = often(25),
    Head = ["<<", lists:join(", ", Pattern), ">>", [" = All" || Alias]],
    Values = [value(Name, V, Segments) || V <- All] ++ ["All" || Alias],
    [Name, "(", Head, ")", guard(Integers, Alias), " -> {", number(N), ", [", lists:join(", ", Values), "]}"].

rest(Segments, Bound) ->
    case rnd(5) of
        0 -> {Segments ++ ["T/bits"], Bound ++ ["T"]};
        1 -> {Segments ++ ["_/bits"], Bound};
        2 -> {Segments ++ ["T/binary"], Bound ++ ["T"]};
        _ -> {Segments, Bound}
    end.

guard([_ | _] = Integers, Alias) ->
    case often(35) of
        true -> [" when ", pick(Integers), pick([" > 1", " =:= 0", " < 100", " rem 2 =:= 1", " =/= 3"])];
        false -> guard([], Alias)
    end;
guard([], true) -> [" when bit_size(All) > 16" || often(30)];
guard([], false) -> [].

%% The rest goes on in the function itself where something was read before it, so that it ends.
value(Name, "T", [_ | _]) ->
    case often(40) of
        true -> ["case T of <<>> -> done; _ when bit_size(T) < 40 -> t(fun() -> ", Name, "(T) end); _ -> long end"];
        false -> "T"
    end;
value(_, Variable, _) -> Variable.

%% Texts, variables bound, those of them that are integers.
segments(0, Texts, Bound, Integers) -> {lists:reverse(Texts), lists:reverse(Bound), Integers};
segments(N, Texts, Bound, Integers) ->
    Variable = "V" ++ number(N),
    case segment(Variable, pick(kinds(Integers)), Integers, Texts =:= []) of
        {Text, none} -> segments(N - 1, [Text | Texts], Bound, Integers);
        {Text, integer} -> segments(N - 1, [Text | Texts], [Variable | Bound], [Variable | Integers]);
        {Text, other} -> segments(N - 1, [Text | Texts], [Variable | Bound], Integers)
    end.

kinds([]) -> [literal, literal, integer, integer, integer, byte, binary, wild, utf, float, bits, string];
kinds([_ | _]) -> [repeated, sized | kinds([])].

%% The first segment takes at least a bit: a loop over the rest goes on.
segment(V, Kind, Integers, IsFirst) ->
    Size = pick([1, 2, 3, 4, 4, 5, 7, 8, 8, 8, 9, 12, 16]),
    Flags = pick(["", "", "", "/little", "/signed", "/signed-little"]),
    case Kind of
        literal -> {[number(pick([0, 1, 2, 3, 255, 170, 5]) rem (1 bsl Size)) ++ ":", number(Size)], none};
        integer -> {[V, ":", number(Size), Flags], integer};
        byte -> {V, integer};
        wild -> {["_:", number(Size)], none};
        repeated -> {[pick(Integers), ":", number(Size)], none};
        sized -> {[V, ":(", pick(Integers), " band ", number(pick([1, 3, 7, 15])), ")", Flags], integer};
        binary when IsFirst -> {[V, ":1/binary"], other};
        binary -> {[V, ":", number(pick([0, 1, 1, 2])), "/binary"], other};
        bits -> {[V, ":", number(Size), "/bits"], other};
        utf -> {[V, pick(["/utf8", "/utf16"])], integer};
        float -> {[V, ":", number(pick([16, 32])), "/float"], other};
        string -> {pick(["\"a\"", "\"ab\"", "1", "2"]), none}
    end.

input() ->
    Bytes = [number(pick([0, 1, 2, 3, 5, 97, 98, 170, 255, 128, 60, rnd(256)])) || _ <- lists:seq(1, rnd(7))],
    Odd = case rnd(4) of
              0 -> [[number(rnd(8)), ":", number(1 + rnd(7))]];
              _ -> []
          end,
    ["<<", lists:join(", ", Bytes ++ Odd), ">>"].
