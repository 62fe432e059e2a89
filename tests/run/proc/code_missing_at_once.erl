%% Modules that nobody has called yet, called by many processes at the same moment: each finds the function.
-module(code_missing_at_once).
-export([main/0]).

main() ->
    Calls = [{queue, new, []}, {orddict, new, []}, {gb_sets, new, []}, {gb_trees, empty, []}, {dict, new, []}, {sets, new, []}, {ordsets, new, []},
             {array, new, []}, {string, length, ["abc"]}, {base64, encode, ["a"]}, {filename, basename, ["a/b"]}, {proplists, compact, [[a]]},
             {sofs, family, [[]]}, {unicode, characters_to_list, [<<"a">>]}, {math, pi, []}, {uri_string, parse, ["a:b"]}, {erl_scan, string, ["a."]},
             {json, encode, [1]}, {timer, seconds, [1]}, {rand, seed_s, [exsss, 1]}, {calendar, is_leap_year, [2000]}],
    Known = [Call || Call <- Calls, is_there(Call)],
    io:format("~w of ~w~n", [length(Known), length(Calls)]).

%% Eight ask at once.
is_there({M, F, As}) ->
    Go = make_ref(),
    Ps = [spawn_monitor(fun() -> receive Go -> apply(M, F, As), ok end end) || _ <- lists:seq(1, 8)],
    [P ! Go || {P, _} <- Ps],
    [] =:= [R || {_, Ref} <- Ps, R <- [receive {'DOWN', Ref, _, _, How} -> How end], R =/= normal].
