%% Random functions of many clauses for tests/differential/run.sh: patterns of all kinds over few values, so that clauses
%% overlap, with repeated variables, aliases and guards, called with values that were made the same way. The same seed
%% gives the same text on any system.
-module(differential_heads).
-export([write/3]).
-import(differential_chance, [rnd/1, pick/1, often/1]).

%% Writes the module for a seed into a folder; gives its name.
write(Folder, Seed, Functions) ->
    differential_chance:seed(Seed * 7919 + 98765),
    Name = lists:concat(["d_", Seed]),
    Arities = [{N, 1 + rnd(3)} || N <- lists:seq(1, Functions)],
    Text = ["-module(", Name, ").\n-export([main/0]).\n-compile(nowarnings).\n-record(r, {a, b = 2}).\n",
            "t(F) -> try F() catch _:R -> R end.\n",
            [function(["f", number(N)], Arity) || {N, Arity} <- Arities],
            "main() ->\n",
            [["    ", show(N, Arity), ",\n"] || {N, Arity} <- Arities],
            "    ok.\n"],
    ok = file:write_file(filename:join(Folder, Name ++ ".erl"), Text),
    Name.

number(N) -> integer_to_list(N).

comma(List) -> lists:join(", ", List).

times(N, F) -> [F() || _ <- lists:seq(1, N)].

show(N, Arity) ->
    Calls = times(40, fun() -> ["t(fun() -> f", number(N), "(", comma(times(Arity, fun() -> value(3) end)), ") end)"] end),
    ["io:format(\"~w: ~0kp~n\", [", number(N), ", [", lists:join(",\n        ", Calls), "]])"].

%% ---------------------------------------------------------------------------------------------------------
%% Functions

function(Name, Arity) ->
    Clauses = [clause(Name, Arity, N) || N <- lists:seq(1, 2 + rnd(9))],
    [lists:join(";\n", Clauses), ".\n"].

clause(Name, Arity, N) ->
    put(bound, []),
    Patterns = times(Arity, fun() -> pattern(3) end),
    Bound = lists:usort(get(bound)),
    [Name, "(", comma(Patterns), ")", guard(Bound), " -> {", number(N), ", [", comma(Bound), "]}"].

guard([]) -> [];
guard(Bound) ->
    case rnd(3) of
        0 -> [" when ", lists:join(pick([", ", "; ", " andalso ", " orelse "]), times(1 + rnd(2), fun() -> test(Bound) end))];
        _ -> []
    end.

test(Bound) ->
    V = pick(Bound),
    case rnd(9) of
        0 -> [pick(["is_atom", "is_integer", "is_list", "is_tuple", "is_map", "is_float", "is_binary", "is_number"]), "(", V, ")"];
        1 -> [V, pick([" =:= ", " == ", " =/= ", " /= ", " < ", " >= "]), literal()];
        2 -> [V, pick([" =:= ", " == ", " < "]), pick(Bound)];
        3 -> ["hd(", V, ") =:= ", literal()];
        4 -> ["tuple_size(", V, ") > 1"];
        5 -> [V, " + 1 > 2"];
        6 -> ["is_map_key(", literal(), ", ", V, ")"];
        7 -> ["element(1, ", V, ") =:= ", literal()];
        8 -> ["not is_record(", V, ", r)"]
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Patterns and values

literal() -> pick(["0", "1", "2", "-1", "a", "b", "r", "1.0", "0.0", "-0.0", "[]", "{}", "18446744073709551616", "\"ab\"", "$a",
                   "<<>>", "<<1>>", "true"]).

variable() ->
    V = pick(["A", "B", "C", "D", "E", "F"]),
    put(bound, [V | get(bound)]),
    V.

pattern(0) ->
    case rnd(3) of
        0 -> literal();
        1 -> "_";
        2 -> variable()
    end;
pattern(Depth) ->
    Less = Depth - 1,
    case rnd(16) of
        N when N < 3 -> literal();
        3 -> "_";
        N when N < 6 -> variable();
        6 -> ["{", comma(times(rnd(4), fun() -> pattern(Less) end)), "}"];
        7 -> ["{", pick(["a", "b", "r", "ok"]), ", ", pattern(Less), "}"];
        8 -> ["[", comma(times(1 + rnd(3), fun() -> pattern(Less) end)), "]"];
        9 -> ["[", pattern(Less), " | ", pattern(Less), "]"];
        10 -> ["#{", pick(["a", "b", "1", "1.0"]), " := ", pattern(Less), "}"];
        11 -> ["#r{", pick(["a", "b", "_"]), " = ", pattern(Less), "}"];
        12 -> [variable(), " = ", pattern(Less)];
        13 -> ["\"a\" ++ ", pattern(0)];
        14 -> ["<<", pick(["1", "_", "0:4, 1:4"]), ", _/binary>>"];
        15 -> "#{}"
    end.

value(0) -> literal();
value(Depth) ->
    Less = Depth - 1,
    case rnd(11) of
        N when N < 4 -> literal();
        4 -> ["{", comma(times(rnd(4), fun() -> value(Less) end)), "}"];
        5 -> ["{", pick(["a", "b", "r", "ok"]), ", ", value(Less), "}"];
        6 -> ["[", comma(times(1 + rnd(3), fun() -> value(Less) end)), "]"];
        7 -> ["[", value(Less), " | ", value(Less), "]"];
        8 -> ["#{", comma([[K, " => ", value(Less)] || K <- ["a", "b", "1", "1.0"], often(40)]), "}"];
        9 -> ["#r{a = ", value(Less), "}"];
        10 -> pick(["\"ab\"", "\"abc\"", "[$a | b]", "<<1, 2>>", "<<0, 1>>", "<<5:3>>", "<<1:4, 1:4>>"])
    end.
