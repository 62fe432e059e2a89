%% How records look: all directives, depths, widths, quoting, nesting, characters limits, stack traces of wrong uses.
-module(nrec_print).
-export([main/0]).

-record #a{x = 1, y = 2}.
-record #'Quoted name'{'a field' = "text", 'Z' = ~"bin", é = [233]}.
-record #averyveryverylongnameofarecord{averyveryverylongfieldname, anotherveryverylongname}.
-record #empty{}.

main() ->
    A = #a{},
    Q = #'Quoted name'{},
    L = records:create('Mod ule', 'A b', [{'x y', "abc"}, {'Z', <<"abcdefghijklmnopqrstuvwxyz">>}, {list, lists:seq(1, 40)}, {nested, A}, {map, #{A => A}}],
                       #{is_exported => false}),
    [io:format("~p~n~w~n~tp~n~tw~n~0p~n", [R, R, R, R, R]) || R <- [A, Q, #empty{}, {A, [A | A]}, #{A => Q}, L]],
    [io:format("~w: ~P~n~w: ~W~n", [D, R, D, D, R, D]) || R <- [A, #empty{}, [A, {A}], L], D <- [1, 2, 3, 4, 5, 8]],
    [io:format("~*p|~n", [W, A]) || W <- [5, 10, 14, 15, 16, 18, 40]],
    [io:format("~p~n", [T])
     || T <- [{some_tuple_tag, A, lists:duplicate(6, A)},
              #averyveryverylongnameofarecord{averyveryverylongfieldname = lists:seq(1, 30), anotherveryverylongname = "some string text"},
              #averyveryverylongnameofarecord{averyveryverylongfieldname = lists:duplicate(4, Q), anotherveryverylongname = {tag, lists:seq(1, 30), Q}},
              #a{x = #a{x = #a{x = lists:seq(1, 12), y = lists:duplicate(3, <<"0123456789">>)}, y = "one two three four five"}},
              [#a{x = N, y = lists:seq(N, 30)} || N <- [1, 20, 29]]]],
    [io:format("~s~n", [io_lib:format("~20p", [A])]), io:format("~ts~n", [io_lib:print(Q, 10, 30, -1)])],
    io:format("~999p~n", [L]),
    io:format("~s|~s~n", [io_lib:write(A), io_lib:write(A, 2)]),
    io:format("~kp ~Kp~n", [A, reversed, #{A => 1}]),
    io:format("~p~n", [lists:flatten(io_lib:format("~p", [fun() -> A end])) =/= ""]).
