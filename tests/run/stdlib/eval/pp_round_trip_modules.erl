%% Whole modules through scan, parse, erl_pp and back, compiled and run.
-module(pp_round_trip_modules).
-export([main/0]).
-include("../show.hrl").

main() ->
    Sources = [["-module(rt_a).", "-export([f/1, g/2, h/0]).", "-record(r, {a = 1, b}).", "f(#r{a = A} = R) when A > 0 -> R#r{b = A + 1}; f(X) -> #r{a = X}.", "g(X, Y) -> case {X, Y} of {A, A} -> same; {A, B} when A > B -> more; _ -> less end.", "h() -> [f(#r{}), f(-1), g(1, 1), g(2, 1), g(a, b)]."],
               ["-module(rt_b).", "-export([h/0]).", "h() -> {try t(1) catch throw:X -> {thrown, X}; error:badarith -> arith after ok end, [try t(N) of V -> V catch _:_ -> failed end || N <- [0, 1, 2]], << <<X:4>> || X <- [1, 2] >>, fun(A, B) -> A + B end(1, 2)}.", "t(0) -> zero;", "t(1) -> throw(one);", "t(N) -> N + a."],
               ["-module(rt_c).", "-export([h/0]).", "-spec h() -> [integer()].", "h() -> F = fun L(0, Acc) -> lists:reverse(Acc); L(N, Acc) -> L(N - 1, [N * 2 + 1 | Acc]) end, Me = self(), spawn(fun() -> Me ! {done, F(3, [])} end), receive {done, R} -> R after 5000 -> none end."]],
    [begin
         Forms = forms(S), Printed = lists:flatten([erl_pp:form(F) || F <- Forms]),
         io:format("~ts", [Printed]),
         Again = forms(string:split(Printed, ".\n", all), []),
         io:format("same ~p~n", [[erl_parse:map_anno(fun(_) -> 0 end, F) || F <- Forms] =:= [erl_parse:map_anno(fun(_) -> 0 end, F) || F <- Again]]),
         {ok, M, Bin} = compile:forms(Again, []), {module, M} = code:load_binary(M, "x", Bin),
         show("run", M:h()), code:purge(M), code:delete(M), code:purge(M)
     end || S <- Sources],
    ok.

forms(Lines) -> {ok, Ts, _} = erl_scan:string(lists:flatten(lists:join("\n", Lines))), dots(Ts, []).
forms(Texts, _) -> [F || T <- Texts, string:trim(T) =/= "", F <- forms([T ++ "."])].
dots([], []) -> [];
dots([{dot, _} = D | Ts], Acc) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), [F | dots(Ts, [])];
dots([T | Ts], Acc) -> dots(Ts, [T | Acc]).
