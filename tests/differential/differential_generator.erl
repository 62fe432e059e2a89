%% Random programs for tests/differential/run.sh: modules of many small functions whose results two systems must agree on.
%%
%% Expressions are made for a wanted type most of the time, so that programs get somewhere, and of any type now and then,
%% so that they fail in all ways there are. Values go through id/1 or stand as they are, so that both what a compiler
%% can know and what it cannot is exercised; s/2 records the order of evaluation. The same seed gives the same text on
%% any system.
-module(differential_generator).
-export([write/3]).
-import(differential_chance, [rnd/1, pick/1, often/1]).

%% Writes the module for a seed into a folder; gives its name.
write(Folder, Seed, Functions) ->
    Name = lists:concat(["d_", Seed]),
    differential_chance:seed(Seed * 7919 + 12345),
    put(vars, 0),
    Tests = [test(N) || N <- lists:seq(1, Functions)],
    Text = ["-module(", Name, ").\n-export([main/0]).\n-compile([nowarn_deprecated_catch, nowarnings]).\n",
            "-record(r, {a, b = 2, c = id(x)}).\n-record(e, {}).\n",
            [T || {T, _} <- Tests],
            "main() -> [t(N) || N <- lists:seq(1, ", integer_to_list(Functions), ")].\n",
            "t(N) ->\n    put(trace, []),\n"
            "    R = try {ok, f(N)} catch C:E:St -> {C, E, top(St)} end,\n"
            "    io:format(\"~w: ~0tkp ~0tkp~n\", [N, plain(R), lists:reverse(plain(get(trace)))]).\n",
            "top([{M, F, A, _} | _]) when is_list(A) -> top([{M, F, length(A), []}]);\n"
            "top([{M, F, A, _} | _]) ->\n"
            "    case atom_to_list(F) of\n"
            "        [$- | Made] -> {M, made, hd(string:split(Made, \"-\"))};\n"
            "        _ -> {M, F, A}\n"
            "    end;\n"
            "top([]) -> none.\n"
            "plain(F) when is_function(F) -> {a_fun, erlang:fun_info(F, arity)};\n"
            "plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));\n"
            "plain([H | T]) -> [plain(H) | plain(T)];\n"
            "plain(M) when is_map(M) -> {a_map, lists:sort(plain(maps:to_list(M)))};\n"
            "plain(X) -> X.\n"
            "id(X) -> X.\n"
            "s(N, X) -> put(trace, [N | get(trace)]), X.\n",
            [["f(", integer_to_list(N), ") -> f", integer_to_list(N), "();\n"] || N <- lists:seq(1, Functions)],
            "f(_) -> none.\n"],
    ok = file:write_file(filename:join(Folder, Name ++ ".erl"), unicode:characters_to_binary(Text)),
    Name.

%% ---------------------------------------------------------------------------------------------------------
%% Chance

%% One of weighted generators.
weighted(Choices) ->
    Total = lists:sum([W || {W, _} <- Choices]),
    weighted(rnd(Total), Choices).

weighted(N, [{W, F} | _]) when N < W -> F();
weighted(N, [{W, _} | Rest]) -> weighted(N - W, Rest).

var() ->
    N = get(vars) + 1,
    put(vars, N),
    lists:concat(["V", N]).

comma(L) -> lists:join(", ", L).

type() -> pick([int, int, int, bool, atom, list, list, tuple, binary, map, float, any, record, string, 'fun']).

%% ---------------------------------------------------------------------------------------------------------
%% Functions: f1() calls h1_1(...) with values; the helpers have clauses with patterns and guards.

test(N) ->
    put(vars, 0),
    Arity = rnd(3) + 1,
    Types = [type() || _ <- lists:seq(1, Arity)],
    Name = lists:concat(["h", N]),
    Clauses = [clause(Name, Types) || _ <- lists:seq(1, rnd(4) + 1)],
    Helper = [lists:join(";\n", Clauses), ".\n"],
    put(vars, 0),
    {Bindings, Env} = bindings(rnd(3), []),
    Args = [e(T, 2, Env) || T <- Types],
    Call = [Name, "(", comma(Args), ")"],
    Body = case rnd(4) of
               0 -> e(any, 4, Env);
               1 -> ["{", Call, ", ", Call, "}"];
               _ -> Call
           end,
    {[Helper, "f", integer_to_list(N), "() ->\n    ", Bindings, Body, ".\n"], Name}.

bindings(0, Env) -> {[], Env};
bindings(N, Env) ->
    V = var(),
    T = type(),
    E = e(T, 3, Env),
    {Rest, Env1} = bindings(N - 1, [{V, T} | Env]),
    {[V, " = ", E, ",\n    ", Rest], Env1}.

clause(Name, Types) ->
    put(vars, 0),
    {Ps, Env} = patterns(Types, []),
    [Name, "(", comma(Ps), ")", guard(Env), " ->\n    ", body(any, 4, Env)].

body(T, D, Env) ->
    {Bs, Env1} = bindings(pick([0, 0, 1, 2]), Env),
    [Bs, e(T, D, Env1)].

%% ---------------------------------------------------------------------------------------------------------
%% Patterns: {Text, Env}

patterns(Types, Env) ->
    lists:mapfoldl(fun(T, E) -> p(T, 3, E) end, Env, Types).

%% Is the environment in a pattern that may use bound variables? Reuse now and then.
p(T, D, Env) ->
    case rnd(12) of
        0 when Env =/= [] ->
            {V, _} = pick(Env),
            {V, Env};
        1 -> {"_", Env};
        2 ->
            V = var(),
            {P, Env1} = p1(T, D, Env),
            case often(50) of
                true -> {[V, " = ", P], [{V, T} | Env1]};
                false -> {[P, " = ", V], [{V, T} | Env1]}
            end;
        3 -> p1(type(), D, Env);
        N when N < 6 ->
            V = var(),
            {V, [{V, T} | Env]};
        _ -> p1(T, D, Env)
    end.

p1(int, _, Env) -> {int(), Env};
p1(float, _, Env) -> {pick(["1.0", "2.5", "+0.0", "-0.0", "1.0e10"]), Env};
p1(atom, _, Env) -> {atom(), Env};
p1(bool, _, Env) -> {pick(["true", "false"]), Env};
p1(string, _, Env) ->
    case rnd(4) of
        0 -> {"\"ab\"", Env};
        1 ->
            V = var(),
            {["\"a\" ++ ", V], [{V, list} | Env]};
        2 -> {"[$a | _]", Env};
        _ -> {"\"\"", Env}
    end;
p1(list, 0, Env) -> {"[]", Env};
p1(list, D, Env) ->
    case rnd(6) of
        0 -> {"[]", Env};
        1 ->
            {H, Env1} = p(int, D - 1, Env),
            {["[", H, "]"], Env1};
        N when N < 5 ->
            {H, Env1} = p(int, D - 1, Env),
            {T, Env2} = p(list, D - 1, Env1),
            {["[", H, " | ", T, "]"], Env2};
        _ ->
            {H, Env1} = p(int, D - 1, Env),
            {H2, Env2} = p(int, D - 1, Env1),
            {["[", H, ", ", H2, "]"], Env2}
    end;
p1(tuple, 0, Env) -> {"{}", Env};
p1(tuple, D, Env) ->
    {Ps, Env1} = lists:mapfoldl(fun(_, E) -> p(type(), D - 1, E) end, Env, lists:seq(1, rnd(4))),
    {["{", comma(Ps), "}"], Env1};
p1(record, 0, Env) -> {"#e{}", Env};
p1(record, D, Env) ->
    {P, Env1} = p(int, D - 1, Env),
    {pick([["#r{a = ", P, "}"], ["#r{b = ", P, ", _ = _}"], ["#r{c = ", P, "}"]]), Env1};
p1(map, 0, Env) -> {"#{}", Env};
p1(map, D, Env) ->
    {Ps, Env1} = lists:mapfoldl(fun(_, E) ->
                                        {P, E1} = p(int, D - 1, E),
                                        {[key(Env), " := ", P], E1}
                                end, Env, lists:seq(1, rnd(3))),
    {["#{", comma(Ps), "}"], Env1};
p1(binary, _, Env) ->
    {Ss, Env1} = segments(rnd(4), Env, []),
    {["<<", comma(Ss), ">>"], Env1};
p1('fun', _, Env) ->
    V = var(),
    {V, [{V, 'fun'} | Env]};
p1(any, D, Env) -> p1(pick([int, atom, list, tuple, binary, map, bool, string, record, float]), D, Env).

%% A map key of a pattern: a literal or a variable bound before.
key(Bound) ->
    case Bound of
        [_ | _] when Bound =/= [] ->
            case often(10) of
                true -> keyvar(Bound);
                false -> key()
            end;
        _ -> key()
    end.

keyvar(_) -> key().

key() -> pick(["a", "b", "1", "2", "{a}", "\"a\"", "<<1>>", "1.0", "[]"]).

%% Segments of a binary pattern; sizes may be variables bound in it.
segments(0, Env, _Local) ->
    case rnd(4) of
        0 ->
            V = var(),
            {[[V, pick(["/binary", "/bitstring", "/bits", "/bytes"])]], [{V, binary} | Env]};
        1 -> {["_/bits"], Env};
        _ -> {[], Env}
    end;
segments(N, Env, Local) ->
    {S, New} = segment(Local),
    {Rest, Env2} = segments(N - 1, New ++ Env, New ++ Local),
    {[S | Rest], Env2}.

%% `Local`: what the segments before it bind.
segment(Local) ->
    V = var(),
    Ints = [X || {X, int} <- Local],
    Size = case rnd(4) of
               0 when Ints =/= [] -> [":", pick(Ints)];
               1 when Ints =/= [] -> [":(", pick(Ints), " + ", pick(["1", "3"]), ")"];
               _ -> [":", pick(["0", "1", "3", "4", "7", "8", "9", "12", "16", "17", "24", "32", "33", "64", "65", "100"])]
           end,
    case rnd(14) of
        0 -> {[V, Size, "/little"], [{V, int}]};
        1 -> {[V, Size, "/signed"], [{V, int}]};
        2 -> {[V, Size, "/little-signed"], [{V, int}]};
        3 -> {[V, "/utf8"], [{V, int}]};
        4 -> {[V, pick(["/utf16", "/utf32", "/utf16-little"])], [{V, int}]};
        5 -> {[V, ":", pick(["16", "32", "64"]), pick(["/float", "/float-little"])], [{V, float}]};
        6 -> {[V, ":", pick(["1", "2", "3"]), pick(["/binary", "/bytes", "/binary-unit:4", "/bits"])], [{V, binary}]};
        7 -> {pick(["\"a\"", "1", "2:3", "-1:5", "255", "97"]), []};
        8 -> {["_", Size], []};
        9 -> {[V, ":", pick(["1", "2"]), "/integer-unit:", pick(["4", "8", "3"])], [{V, int}]};
        _ -> {[V, Size], [{V, int}]}
    end.

guard(Env) ->
    case rnd(3) of
        0 -> [" when ", lists:join(pick([", ", "; "]), [g(2, Env) || _ <- lists:seq(1, rnd(2) + 1)])];
        _ -> []
    end.

g(D, Env) ->
    case rnd(13) of
        0 -> [pick(["is_integer", "is_list", "is_atom", "is_tuple", "is_binary", "is_map", "is_float", "is_number", "is_function",
                    "is_boolean", "is_bitstring"]), "(", ge(D, Env), ")"];
        1 when D > 0 -> ["(", g(D - 1, Env), pick([" andalso ", " orelse ", " and ", " or ", " xor "]), g(D - 1, Env), ")"];
        2 when D > 0 -> ["not ", "(", g(D - 1, Env), ")"];
        3 -> ["(length(", ge(D, Env), ") > 1)"];
        4 -> ["(hd(", ge(D, Env), ") =:= ", ge(0, Env), ")"];
        5 -> ["(map_get(", key(), ", ", ge(D, Env), ") > 1)"];
        6 -> ["is_map_key(", key(), ", ", ge(D, Env), ")"];
        7 -> ["is_record(", ge(D, Env), ", r)"];
        8 -> ge(D, Env);
        _ -> ["(", ge(D, Env), pick([" > ", " < ", " =< ", " >= ", " == ", " /= ", " =:= ", " =/= "]), ge(D, Env), ")"]
    end.

ge(D, Env) ->
    case rnd(12) of
        N when N < 5, Env =/= [] ->
            {V, _} = pick(Env),
            V;
        5 when D > 0 -> ["(", ge(D - 1, Env), pick([" + ", " - ", " * ", " div ", " rem ", " / ", " band ", " bsl "]), ge(0, Env), ")"];
        6 when D > 0 -> [pick(["element(1, ", "element(2, "]), ge(D - 1, Env), ")"];
        7 when D > 0 -> [pick(["abs", "tuple_size", "byte_size", "bit_size", "map_size", "size", "round", "trunc", "tl", "-", "bnot "]), "(",
                         ge(D - 1, Env), ")"];
        8 -> atom();
        9 -> pick(["[]", "{}", "<<>>", "\"ab\"", "#{}", "<<1, 2>>", "{a, 1}", "[1, 2]"]);
        _ -> int()
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Expressions

int() ->
    case rnd(8) of
        0 -> pick(["1 bsl 59", "1 bsl 60", "(1 bsl 60) - 1", "-(1 bsl 60)", "-(1 bsl 60) - 1", "1 bsl 62", "1 bsl 63", "(1 bsl 64) - 1",
                   "-(1 bsl 63)", "1 bsl 64", "576460752303423487", "576460752303423488", "-576460752303423488",
                   "-576460752303423489", "18446744073709551616", "1152921504606846975", "1152921504606846976"]);
        1 -> pick(["100", "255", "256", "65535", "1000000", "$a", "16#FF", "-100"]);
        _ -> pick(["0", "1", "2", "3", "-1", "5", "7", "10"])
    end.

atom() -> pick(["a", "b", "c", "ok", "true", "false", "undefined", "'A b'"]).

opaque(E) ->
    case often(35) of
        true -> ["id(", E, ")"];
        false -> E
    end.

e(T0, D, Env) ->
    T = case rnd(14) of
            0 -> type();
            _ when T0 =:= any -> type();
            _ -> T0
        end,
    Fit = [V || {V, VT} <- Env, VT =:= T],
    case rnd(10) of
        N when N < 3, Fit =/= [] -> pick(Fit);
        3 when D > 0 -> general(T, D - 1, Env);
        4 when D > 0 -> ["s(", integer_to_list(rnd(100)), ", ", e(T, D - 1, Env), ")"];
        _ when D =< 0 -> opaque(leaf(T));
        _ -> typed(T, D - 1, Env)
    end.

leaf(int) -> ["(", int(), ")"];
leaf(float) -> pick(["0.0", "-0.0", "1.0", "2.5", "-3.75", "1.0e10", "1.0e308", "0.1", "4503599627370496.0", "1.0e-310"]);
leaf(bool) -> pick(["true", "false"]);
leaf(atom) -> atom();
leaf(list) -> pick(["[]", "[1]", "[1, 2]", "[1, 2, 3]", "[3, 1, 2]", "[a, 1]", "[1 | 2]", "[[]]"]);
leaf(string) -> pick(["\"\"", "\"a\"", "\"ab\"", "\"abc\"", "\"\\x{400}\""]);
leaf(tuple) -> pick(["{}", "{1}", "{a, 1}", "{1, 2, 3}", "{ok, {a, b}}", "{r, 1, 2, 3}"]);
leaf(record) -> pick(["#r{}", "#r{a = 1}", "#e{}", "#r{_ = 7}"]);
leaf(binary) -> pick(["<<>>", "<<1>>", "<<1, 2, 3>>", "<<\"abc\">>", "<<5:3>>", "<<1, 2:4>>", "<<\"aé\"/utf8>>", "<<255, 255>>",
                      "<<1.5/float>>", "<<0:100>>", "<<-1:65>>", "<<16#D800:16>>"]);
leaf(map) -> pick(["#{}", "#{a => 1}", "#{a => 1, b => 2}", "#{1 => a, 2 => b, 1.0 => c}", "#{{a} => 1, \"a\" => 2, <<1>> => 3}"]);
leaf('fun') -> pick(["fun id/1", "fun erlang:length/1", "fun(X) -> X end", "fun() -> 1 end", "fun(_, _) -> 2 end", "fun lists:reverse/1"]);
leaf(any) -> leaf(type()).

%% Constructs that give a value of any type.
general(T, D, Env) ->
    weighted([
        {6, fun() -> case_(T, D, Env) end},
        {2, fun() -> if_(T, D, Env) end},
        {3, fun() -> try_(T, D, Env) end},
        {1, fun() -> ["(catch ", e(T, D, Env), ")"] end},
        {2, fun() -> maybe_(T, D, Env) end},
        {1, fun() -> M = var(), ["receive ", M, " -> ", M, " after ", pick(["0", "id(0)", "1"]), " -> ", body(T, D, Env), " end"] end},
        {1, fun() -> receive_(T, D, Env) end},
        {2, fun() -> ["begin ", body(T, D, Env), " end"] end},
        {2, fun() -> fun_call(T, D, Env) end},
        {2, fun() -> ["element(", pick(["1", "2"]), ", {", e(T, D, Env), ", ", e(T, D, Env), "})"] end},
        {1, fun() -> ["hd([", e(T, D, Env), "])"] end},
        {1, fun() -> ["(", record(D, Env), ")#r.", pick(["a", "b", "c"])] end},
        {1, fun() -> ["map_get(", key(), ", ", e(map, D, Env), ")"] end},
        {1, fun() -> [pick(["erlang:error", "throw", "exit", "error"]), "(", e(any, D, Env), ")"] end},
        {2, fun() -> match(T, D, Env) end},
        {1, fun() -> ["(", e(bool, D, Env), pick([" andalso ", " orelse "]), e(T, D, Env), ")"] end}
    ]).

match(T, D, Env) ->
    {P, Env1} = p(T, 2, Env),
    ["begin ", P, " = ", e(T, D, Env), ", ", e(T, D, Env1), " end"].

clauses(N, PT, T, D, Env) ->
    lists:join("; ", [begin
                          {P, Env1} = p(PT, 3, Env),
                          [P, guard(Env1), " -> ", body(T, D, Env1)]
                      end || _ <- lists:seq(1, N)]).

case_(T, D, Env) ->
    PT = type(),
    ["case ", e(PT, D, Env), " of ", clauses(rnd(4) + 1, PT, T, D, Env),
     case often(60) of true -> ["; _ -> ", e(T, D, Env)]; false -> [] end, " end"].

if_(T, D, Env) ->
    ["if ", [[g(2, Env), " -> ", body(T, D, Env), "; "] || _ <- lists:seq(1, rnd(2) + 1)],
     pick(["true", "true", "id_not_a_guard =:= 1"]), " -> ", e(T, D, Env), " end"].

try_(T, D, Env) ->
    Of = case often(30) of
             true ->
                 PT = type(),
                 [e(PT, D, Env), " of ", clauses(rnd(2) + 1, PT, T, D, Env)];
             false -> body(T, D, Env)
         end,
    C = var(),
    R = var(),
    Catch = case rnd(5) of
                0 -> [" catch throw:", R, " -> {thrown, ", R, "}"];
                1 -> [" catch error:", R, " -> {error, ", R, "}"];
                2 -> [" catch ", C, ":", R, " when is_atom(", R, ") -> {", C, ", ", R, "}; ", "_:_ -> ", e(T, D, Env)];
                3 -> [" catch ", C, ":{badmatch, ", R, "}:_ -> {", C, ", ", R, "}; exit:_ -> ", e(T, D, Env)];
                4 -> [" catch ", C, ":", R, " -> {", C, ", ", R, "}"]
            end,
    After = case often(30) of
                true -> [" after s(", integer_to_list(rnd(100)), ", ", e(any, D - 1, Env), ")"];
                false -> []
            end,
    ["try ", Of, Catch, After, " end"].

maybe_(T, D, Env) ->
    PT = type(),
    {P, Env1} = p(PT, 2, Env),
    ["maybe ", P, " ?= ", e(PT, D, Env), ", ", body(T, D, Env1),
     case often(50) of true -> [" else ", clauses(rnd(2) + 1, PT, T, D, Env)]; false -> [] end, " end"].

receive_(T, D, Env) ->
    PT = type(),
    M = var(),
    ["begin self() ! ", e(PT, D, Env), ", receive ", clauses(rnd(2) + 1, PT, T, D, Env), " after 0 -> receive ", M, " -> {left, ", M, "} after 0 -> none end end end"].

fun_call(T, D, Env) ->
    PT = type(),
    {P, Env1} = p(PT, 2, Env),
    case rnd(3) of
        0 -> ["(fun(", P, ")", guard(Env1), " -> ", body(T, D, Env1), " end)(", e(PT, D, Env), ")"];
        1 ->
            F = var(),
            N = var(),
            ["(fun ", F, "(0) -> ", e(T, D, Env), "; ", F, "(", N, ") when is_integer(", N, "), ", N, " > 0, ", N, " < 20 -> ", F, "(", N,
             " - 1) end)(", e(int, D, Env), ")"];
        2 ->
            F = var(),
            ["begin ", F, " = fun(", P, ")", guard(Env1), " -> ", body(T, D, Env1), "; (_) -> ", e(T, D, Env), " end, ", F, "(",
             e(PT, D, Env), ") end"]
    end.

record(D, Env) ->
    case rnd(4) of
        0 -> e(record, D, Env);
        1 -> ["#r{a = ", e(any, D - 1, Env), ", b = ", e(any, D - 1, Env), "}"];
        2 -> ["#r{c = ", e(any, D - 1, Env), ", _ = ", e(any, D - 1, Env), "}"];
        _ -> ["(", e(record, D, Env), ")#r{", pick(["a", "b"]), " = ", e(any, D - 1, Env), ", c = ", e(any, D - 1, Env), "}"]
    end.

call(F, Types, D, Env) -> [F, "(", comma([e(T, D, Env) || T <- Types]), ")"].

op(L, Op, R) -> ["(", L, " ", Op, " ", R, ")"].

typed(int, D, Env) ->
    weighted([
        {6, fun() -> op(e(int, D, Env), pick(["+", "-", "*"]), e(int, D, Env)) end},
        {2, fun() -> op(e(int, D, Env), pick(["div", "rem", "band", "bor", "bxor"]), e(int, D, Env)) end},
        {1, fun() -> op(e(int, D, Env), pick(["bsl", "bsr"]), pick(["0", "1", "5", "59", "60", "63", "64", "-1", "-3"])) end},
        {2, fun() -> [pick(["-", "bnot ", "+ "]), "(", e(int, D, Env), ")"] end},
        {1, fun() -> call("length", [list], D, Env) end},
        {1, fun() -> call("abs", [int], D, Env) end},
        {1, fun() -> call(pick(["round", "trunc", "floor", "ceil"]), [float], D, Env) end},
        {1, fun() -> call(pick(["byte_size", "bit_size"]), [binary], D, Env) end},
        {1, fun() -> call(pick(["tuple_size", "size"]), [tuple], D, Env) end},
        {1, fun() -> call("map_size", [map], D, Env) end},
        {1, fun() -> call(pick(["min", "max"]), [int, int], D, Env) end},
        {1, fun() -> call("hd", [list], D, Env) end},
        {1, fun() -> call("lists:sum", [list], D, Env) end},
        {1, fun() -> call("list_to_integer", [string], D, Env) end},
        {1, fun() -> ["#r.", pick(["a", "b", "c"])] end},
        {1, fun() -> ["(", record(D, Env), ")#r.b"] end}
    ]);
typed(float, D, Env) ->
    weighted([
        {5, fun() -> op(e(float, D, Env), pick(["+", "-", "*", "/"]), e(pick([float, int]), D, Env)) end},
        {2, fun() -> op(e(int, D, Env), "/", e(int, D, Env)) end},
        {1, fun() -> call("float", [int], D, Env) end},
        {1, fun() -> call("abs", [float], D, Env) end},
        {1, fun() -> ["-(", e(float, D, Env), ")"] end},
        {1, fun() -> call("math:sqrt", [int], D, Env) end}
    ]);
typed(bool, D, Env) ->
    weighted([
        {5, fun() ->
                T = type(),
                op(e(T, D, Env), pick(["==", "/=", "=:=", "=/=", "<", ">", "=<", ">="]), e(T, D, Env))
            end},
        {1, fun() -> op(e(any, D, Env), pick(["==", "=:=", "<", ">="]), e(any, D, Env)) end},
        {3, fun() -> op(e(bool, D, Env), pick(["andalso", "orelse", "and", "or", "xor"]), e(bool, D, Env)) end},
        {1, fun() -> ["not (", e(bool, D, Env), ")"] end},
        {2, fun() -> call(pick(["is_integer", "is_list", "is_atom", "is_tuple", "is_binary", "is_bitstring", "is_map", "is_float",
                                "is_number", "is_boolean", "is_function", "is_pid"]), [any], D, Env) end},
        {1, fun() -> ["is_function(", e('fun', D, Env), ", ", pick(["0", "1", "2"]), ")"] end},
        {1, fun() -> ["is_record(", e(record, D, Env), ", r)"] end},
        {1, fun() -> ["is_map_key(", key(), ", ", e(map, D, Env), ")"] end},
        {1, fun() -> call("lists:member", [int, list], D, Env) end}
    ]);
typed(atom, D, Env) ->
    weighted([
        {2, fun() -> atom() end},
        {1, fun() -> call("hd", [list], D, Env) end},
        {1, fun() -> ["element(1, ", e(record, D, Env), ")"] end},
        {1, fun() -> ["list_to_atom(", e(string, D, Env), ")"] end}
    ]);
typed(list, D, Env) ->
    weighted([
        {3, fun() -> ["[", comma([e(int, D, Env) || _ <- lists:seq(1, rnd(4))]), "]"] end},
        {2, fun() -> ["[", e(int, D, Env), " | ", e(list, D, Env), "]"] end},
        {2, fun() -> op(e(list, D, Env), pick(["++", "--"]), e(list, D, Env)) end},
        {5, fun() -> comprehension("[", "]", D, Env) end},
        {1, fun() -> call("tl", [list], D, Env) end},
        {1, fun() -> call("tuple_to_list", [tuple], D, Env) end},
        {1, fun() -> call("lists:reverse", [list], D, Env) end},
        {1, fun() -> call("binary_to_list", [binary], D, Env) end},
        {1, fun() -> call(pick(["lists:map", "lists:filter"]), ['fun', list], D, Env) end},
        {1, fun() -> ["lists:sort(", e(list, D, Env), ")"] end}
    ]);
typed(string, D, Env) ->
    weighted([
        {1, fun() -> op(e(string, D, Env), "++", e(string, D, Env)) end},
        {1, fun() -> call("integer_to_list", [int], D, Env) end},
        {1, fun() -> call("atom_to_list", [atom], D, Env) end},
        {1, fun() -> call("tl", [string], D, Env) end}
    ]);
typed(tuple, D, Env) ->
    weighted([
        {4, fun() -> ["{", comma([e(type(), D, Env) || _ <- lists:seq(1, rnd(4))]), "}"] end},
        {1, fun() -> ["setelement(", pick(["1", "2", "0"]), ", ", e(tuple, D, Env), ", ", e(any, D, Env), ")"] end},
        {1, fun() -> call("list_to_tuple", [list], D, Env) end}
    ]);
typed(record, D, Env) -> record(D, Env);
typed(map, D, Env) ->
    weighted([
        {3, fun() -> ["#{", comma([[mapkey(D, Env), " => ", e(any, D, Env)] || _ <- lists:seq(1, rnd(4))]), "}"] end},
        {3, fun() -> ["(", e(map, D, Env), ")#{", comma([[mapkey(D, Env), pick([" => ", " := "]), e(any, D, Env)] || _ <- lists:seq(1, rnd(3))]),
                      "}"] end},
        {1, fun() ->
                {Qs, Env1} = qualifiers(rnd(2) + 1, D, Env),
                ["#{", e(int, D, Env1), " => ", e(any, D, Env1), " || ", Qs, "}"]
            end},
        {1, fun() -> ["maps:put(", key(), ", ", e(any, D, Env), ", ", e(map, D, Env), ")"] end},
        {1, fun() -> ["maps:remove(", key(), ", ", e(map, D, Env), ")"] end}
    ]);
typed(binary, D, Env) ->
    weighted([
        {5, fun() -> ["<<", comma([build(D, Env) || _ <- lists:seq(1, rnd(4))]), ">>"] end},
        {2, fun() ->
                {Qs, Env1} = qualifiers(rnd(2) + 1, D, Env),
                ["<< <<", build(D, Env1), ">> || ", Qs, ">>"]
            end},
        {1, fun() -> call("list_to_binary", [list], D, Env) end},
        {1, fun() -> call("integer_to_binary", [int], D, Env) end},
        {1, fun() -> ["binary_part(", e(binary, D, Env), ", ", pick(["0", "1"]), ", ", pick(["1", "2"]), ")"] end}
    ]);
typed('fun', D, Env) ->
    {P, Env1} = p(type(), 2, Env),
    ["fun(", P, ")", guard(Env1), " -> ", body(any, D, Env1), " end"];
typed(any, D, Env) -> typed(type(), D, Env).

mapkey(D, Env) ->
    case often(25) of
        true -> e(any, D - 1, Env);
        false -> key()
    end.

comprehension(Open, Close, D, Env) ->
    {Qs, Env1} = qualifiers(rnd(3) + 1, D, Env),
    [Open, e(any, D, Env1), " || ", Qs, Close].

qualifiers(N, D, Env) ->
    {Qs, Env1} = lists:mapfoldl(fun(I, E) -> qualifier(I, D, E) end, Env, lists:seq(1, N)),
    {comma(Qs), Env1}.

qualifier(1, D, Env) -> generator(D, Env);
qualifier(_, D, Env) ->
    case rnd(4) of
        0 -> {g(2, Env), Env};
        1 -> {e(bool, D, Env), Env};
        _ -> generator(D, Env)
    end.

generator(D, Env) ->
    case rnd(8) of
        0 ->
            {G1, Env1} = plain_generator(D, Env, Env),
            {G2, Env2} = plain_generator(D, Env, Env1),
            {[G1, " && ", G2], Env2};
        _ -> plain_generator(D, Env, Env)
    end.

%% Sources see `Outer`; patterns add to `Env`. Patterns of generators are new variables only.
plain_generator(D, Outer, Env) ->
    case rnd(6) of
        0 ->
            {Ss, New} = segments(rnd(2) + 1, [], []),
            {["<<", comma(fixed(Ss)), ">> ", pick(["<=", "<=", "<:="]), " ", e(binary, D, Outer)], New ++ Env};
        1 ->
            {K, New1} = p(atom, 1, []),
            {V, New2} = p(int, 1, New1),
            {[K, " := ", V, " ", pick(["<-", "<-", "<:-"]), " ", e(map, D, Outer)], New2 ++ Env};
        _ ->
            {P, New} = p(pick([int, int, tuple, any]), 2, []),
            {[P, " ", pick(["<-", "<-", "<-", "<:-"]), " ", e(list, D, Outer)], New ++ Env}
    end.

%% Without a rest of any size, which a generator's pattern may not have.
fixed(Ss) ->
    case [S || S <- Ss, not is_rest(lists:flatten(S))] of
        [] -> ["_:8"];
        Fixed -> Fixed
    end.

is_rest(S) ->
    lists:suffix("/binary", S) andalso not lists:member($:, S) orelse
        lists:suffix("/bitstring", S) orelse lists:suffix("/bits", S) andalso not lists:member($:, S) orelse
        lists:suffix("/bytes", S) andalso not lists:member($:, S).

%% A segment of a construction.
build(D, Env) ->
    Size = [":", pick(["0", "1", "3", "4", "7", "8", "9", "16", "17", "32", "64", "65", ["(", e(int, 0, Env), ")"]])],
    case rnd(12) of
        0 -> ["(", e(int, D, Env), ")", Size, "/little"];
        1 -> ["(", e(int, D, Env), ")/utf8"];
        2 -> ["(", e(int, D, Env), pick([")/utf16", ")/utf32", ")/utf16-little"])];
        3 -> ["(", e(float, D, Env), "):", pick(["16", "32", "64"]), pick(["/float", "/float-little"])];
        4 -> ["(", e(binary, D, Env), ")/binary"];
        5 -> ["(", e(binary, D, Env), ")/bits"];
        6 -> ["(", e(binary, D, Env), "):", pick(["1", "2", "0"]), pick(["/binary", "/bits", "/binary-unit:3"])];
        7 -> pick(["\"abc\"", "\"aé\"/utf8", "\"ab\":16", "1.5/float", "1", "-1"]);
        8 -> ["(", e(int, D, Env), ")", Size, "/signed"];
        _ -> ["(", e(int, D, Env), ")", Size]
    end.
