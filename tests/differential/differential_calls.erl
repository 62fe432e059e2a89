%% Random helpers that only their module calls, with arguments of known types: what a compiler concludes over calls must not show.
%% Each parameter has a type of its own that most calls keep to; helpers test types, take tuples and records apart, count up and down,
%% compare with numbers near the ends of ranges, call each other, and give results others rely on. The same seed gives the same text on
%% any system.
-module(differential_calls).
-export([write/3]).
-import(differential_chance, [rnd/1, pick/1, often/1]).

%% Writes the module for a seed into a folder; gives its name.
write(Folder, Seed, Functions) ->
    differential_chance:seed(Seed * 104729 + 1234567),
    Name = lists:concat(["d_", Seed]),
    Helpers = [{N, [type() || _ <- lists:seq(1, 1 + rnd(3))]} || N <- lists:seq(1, Functions)],
    put(helpers, list_to_tuple(Helpers)),
    Shown = [N || {N, _} <- Helpers, often(70)],
    Text = ["-module(", Name, ").\n-export([main/0", [[", e", number(N), "/", number(length(Types))] || {N, Types} <- Helpers, exported(N)],
            "]).\n-compile(nowarnings).\n-record(r, {a, b = 2, c}).\n",
            "t(F) -> try F() catch C:R -> {C, R} end.\n",
            [helper(N, Types) || {N, Types} <- Helpers],
            [exported(N, length(Types)) || {N, Types} <- Helpers, exported(N)],
            "main() ->\n",
            [show(lists:nth(N, Helpers)) || N <- Shown],
            "    ok.\n"],
    ok = file:write_file(filename:join(Folder, Name ++ ".erl"), Text),
    Name.

number(N) -> integer_to_list(N).

comma(List) -> lists:join(", ", List).

%% A few may be called with anything.
exported(N) -> N rem 11 =:= 0.

exported(N, Arity) ->
    Variables = [["X", number(At)] || At <- lists:seq(1, Arity)],
    ["e", number(N), "(", comma(Variables), ") -> h", number(N), "(", comma(["9" | Variables]), ").\n"].

show({N, Types}) ->
    Calls = [["t(fun() -> h", number(N), "(", comma([number(3 + rnd(4)) | [value(Type) || Type <- Types]]), ") end)"]
             || _ <- lists:seq(1, 1 + rnd(3))],
    ["    io:format(\"~w: ~0kp~n\", [", number(N), ", [", lists:join(",\n        ", Calls), "]]),\n"].

%% ---------------------------------------------------------------------------------------------------------
%% Types and values of them

type() ->
    pick([natural, natural, byte, integer, big, float, number, atom, boolean, list, pair, record, any, tagged, binary]).

value(Type) ->
    case often(4) of
        true -> plain(any);
        false -> plain(Type)
    end.

plain(natural) -> number(rnd(12));
plain(byte) -> pick(["0", "255", "17", "254"]);
plain(integer) -> pick(["-1", "0", "1", "-300", "65536", "1152921504606846975", "-1152921504606846976", "1152921504606846976"]);
plain(big) -> pick(["1152921504606846975", "1152921504606846976", "18446744073709551616", "-1152921504606846977", "9223372036854775807"]);
plain(float) -> pick(["0.0", "-0.0", "1.0", "2.5", "-7.0", "1.0e20"]);
plain(number) -> plain(pick([natural, float, integer]));
plain(atom) -> pick(["a", "b", "ok", "true", "r"]);
plain(boolean) -> pick(["true", "false"]);
plain(list) -> pick(["[]", "[1]", "[a, b]", "[1, 2, 3]", "\"ab\"", "[1 | 2]"]);
plain(pair) -> ["{", plain(pick([natural, atom])), ", ", plain(pick([float, list])), "}"];
plain(record) -> ["#r{a = ", plain(natural), ", c = ", plain(atom), "}"];
plain(tagged) -> pick(["{a, 1}", "{a, 2}", "{b, 1.0}", "{a, 1, 2}"]);
plain(binary) -> pick(["<<>>", "<<1, 2, 3>>", "<<\"abc\">>", "<<5:3>>"]);
plain(any) -> plain(pick([natural, integer, float, atom, list, pair, record, tagged, binary])).

%% ---------------------------------------------------------------------------------------------------------
%% Helpers: the first argument counts down, so that they end.

helper(N, Types) ->
    Variables = [["X", number(At)] || At <- lists:seq(1, length(Types))],
    Scope = lists:zip(Variables, Types),
    Name = ["h", number(N)],
    First = [Name, "(K, ", comma(Variables), ") when K < 1 -> ", result(Scope), ";\n"],
    Special = [[Name, "(K, ", comma([pattern(T) || T <- Types]), ") when K ", pick(["> 1", ">= 2", "=/= 1", "< 9"]), " -> ",
                comma(["here" | [pick(["K", "a", "K * 2"])]]), ";\n"] || often(25)],
    Last = [Name, "(K, ", comma(Variables), ")", guard(Scope), " ->\n    ", body(N, Scope), ".\n"],
    [First, Special, Last].

pattern(natural) -> pick(["0", "_", "3"]);
pattern(atom) -> pick(["a", "_", "ok"]);
pattern(boolean) -> pick(["true", "_"]);
pattern(list) -> pick(["[]", "[_ | _]", "_"]);
pattern(pair) -> pick(["{_, _}", "{1, _}", "{_, _, _}"]);
pattern(record) -> pick(["#r{}", "#r{a = 3}", "#r{c = a}", "{r, _}"]);
pattern(tagged) -> pick(["{a, _}", "{a, 1}", "{b, _}"]);
pattern(_) -> pick(["_", "0", "a"]).

guard(Scope) ->
    case often(40) of
        true -> [" when ", lists:join(pick([", ", "; "]), [test(pick(Scope)) || _ <- lists:seq(1, 1 + rnd(2))])];
        false -> []
    end.

test({V, Type}) ->
    case rnd(6) of
        0 -> [pick(["is_integer", "is_number", "is_tuple", "is_list", "is_atom", "is_boolean", "is_float", "is_binary", "is_map"]), "(", V, ")"];
        1 -> [V, pick([" < ", " >= ", " > ", " =< "]), plain(Type)];
        2 -> [V, pick([" =:= ", " == ", " =/= ", " /= "]), plain(Type)];
        3 -> [V, pick([" < ", " >= ", " == "]), plain(pick([natural, float, atom]))];
        4 -> [pick(["length", "tuple_size", "byte_size", "abs", "hd", "bit_size"]), "(", V, ") ", pick(["> ", "=:= ", "< "]), number(rnd(5))];
        5 -> [V, pick([" + 1", " - 1", " * 3", " band 7", " div 2", " rem 4"]), pick([" > ", " =:= ", " < ", " == "]), number(rnd(9))]
    end.

body(N, Scope) ->
    case rnd(5) of
        0 -> call(N, Scope);
        1 -> ["Y = ", call(N, Scope), ",\n    ", use(Scope)];
        2 -> ["case ", element(1, pick(Scope)), " of ", pick(["0", "a", "{_, _}", "[]", "#r{}", "255"]), " -> ", call(N, Scope),
              "; _ -> ", call(N, Scope), " end"];
        3 -> ["if ", test(pick(Scope)), " -> ", call(N, Scope), "; ", test(pick(Scope)), " -> ", result(Scope), "; true -> ", call(N, Scope), " end"];
        4 -> ["Y = try ", call(N, Scope), " catch error:_ -> ", element(1, pick(Scope)), " end,\n    ", use(Scope)]
    end.

%% What a call gave is looked at.
use(Scope) ->
    case rnd(6) of
        0 -> "Y";
        1 -> "case Y of {A, _} when is_integer(A) -> A + 1; {_, B} -> B; [H | _] -> H; Z -> {z, Z} end";
        2 -> "if is_integer(Y), Y >= 0 -> Y band 255; is_float(Y) -> Y / 2; is_tuple(Y) -> tuple_size(Y); true -> Y end";
        3 -> ["{Y, ", result(Scope), "}"];
        4 -> "case Y of 0 -> zero; 1 -> one; N when N < 5 -> {small, N}; N when N > 255 -> {large, N}; N -> N end";
        5 -> "{Y == 1, Y =:= 1.0, Y < 2, Y >= a, Y =:= a, Y /= 0}"
    end.

%% Itself, or another; mostly with what its parameters are for.
call(N, Scope) ->
    Helpers = get(helpers),
    To = case rnd(3) of
        0 -> N;
        _ -> 1 + rnd(tuple_size(Helpers))
    end,
    {_, Types} = element(To, Helpers),
    ["h", number(To), "(K - ", pick(["1", "2"]), ", ", comma([argument(Type, Scope) || Type <- Types]), ")"].

argument(Type, Scope) ->
    Same = [V || {V, T} <- Scope, T =:= Type],
    case {Same, rnd(10)} of
        {[_ | _], N} when N < 5 -> changed(Type, pick(Same));
        {_, 9} -> element(1, pick(Scope));
        _ -> plain(Type)
    end.

changed(natural, V) -> [V, pick([" + 1", "", " * 2", " band 15", " rem 10"])];
changed(byte, V) -> ["(", V, pick([" + 1) band 255", " bxor 85)", " * 3) rem 256", " bsr 1)"])];
changed(integer, V) -> [V, pick([" - 1", " + 1", " bsl 1", " div 2", ""])];
changed(big, V) -> [V, pick([" + 1", " - 1", " * 2"])];
changed(float, V) -> [V, pick([" + 1", " / 2", " * 2.0"])];
changed(record, V) -> [V, pick(["#r{b = 3}", "", "#r{a = 1, c = b}"])];
changed(pair, V) -> pick([V, ["setelement(1, ", V, ", 7)"]]);
changed(list, V) -> pick([V, ["[0 | ", V, "]"]]);
changed(_, V) -> V.

result(Scope) ->
    {V, Type} = pick(Scope),
    case {Type, rnd(4)} of
        {_, 0} -> plain(Type);
        {record, _} -> ["{", V, "#r.a, ", V, "#r.c}"];
        {pair, _} -> ["element(1, ", V, ")"];
        {list, _} -> ["length(", V, ")"];
        {natural, _} -> [V, pick([" + 1", " - 1", ""])];
        {byte, _} -> ["{", V, ", ", V, " < 256, ", V, " > -1}"];
        {binary, _} -> ["byte_size(", V, ")"];
        _ -> V
    end.
