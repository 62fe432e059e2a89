%% erl_pp of expressions: what was parsed is printed, and is parsed again as the same.
-module(pp_expressions).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) ->
             {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts),
             Out = lists:flatten(erl_pp:exprs(Es)),
             {ok, Ts2, _} = erl_scan:string(Out ++ "."), {ok, Es2} = erl_parse:parse_exprs(Ts2),
             Strip = fun(X) -> [erl_parse:map_anno(fun(_) -> 0 end, E) || E <- X] end,
             {Out, Strip(Es) =:= Strip(Es2)}
         end,
         ["1+2*3.", "(1+2)*3.", "1-(2-3).", "- (-1).", "not (A and B).", "A=B=C.", "(A=B)+1.", "catch f().", "X=(catch f()).", "[1,2|T].", "\"a\\nb\".", "[$a,1].", "{'A b',a}.", "#{a=>1,b:=2}.", "M#{}.", "(f())#{a=>1}.", "#r{a=1,_=2}.", "X#r.a.", "X#r{b=1}.", "#r.a.", "fun m:f/1.", "fun f/2.", "a:b(c).", "(a:b(c))(d).", "(fun(X) -> X end)(1).",
          "<<1,2:3,X/binary,(Y+1):4/little-unit:8>>.", "<<\"abc\"/utf8>>.", "<< <<X>> || X <- L >>.", "[X || X <- L, X > 1, {Y} <- K].", "#{K=>V || K:=V <- M}.", "[X || X <- A && Y <- B].", "A andalso B orelse C.", "A orelse (B andalso C).", "(A orelse B) andalso C.", "A ! (B ! C).", "1 bsl 2 bor 3 div 4 rem 5.", "A ++ B -- C.", "(A ++ B) -- C.", "-1.", "+1.5.", "$a.", "$\\n.", "'if'.", "1.0e10.", "16#ff.", "begin a,b end.", "maybe A ?= b end."]),
    ok.
