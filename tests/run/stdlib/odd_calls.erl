%% Text that is no UTF-8, strings that end in odd ways, times of no calendar, queues that are none, patterns that are none.
-module(odd_calls).
-export([main/0]).
t(N,F) -> io:format("~0tp ~0tp~n",[N,try F() catch C:R -> {C,R} end]).
main() ->
 B = <<192,192>>,
 [t({take,X,Y,D},fun() -> string:take(B,X,Y,D) end) || X <- [".",[]], Y<-[true,false], D<-[leading,trailing]],
 [t({take2,X,Y,D},fun() -> string:take(<<"ab..",192,"..">>,X,Y,D) end) || X <- [".","b"], Y<-[true,false], D<-[leading,trailing], {X, Y, D} =/= {"b", true, trailing}],
 [t({tf,X},fun() -> string:to_float(X) end) || X <- [[$2,$.,$3,[]],[$2,$.,$3,hello],"2.3e",["2.3e",<<"x">>],["2.3"|<<"4">>],["2.3",[]],["2.3",<<>>],["2.3",[[]],"a"]]],
 [t({ti,X},fun() -> string:to_integer(X) end) || X <- [[$2,$3,[]],[$2,$3,hello],"2e",["23",<<"x">>],["2"|<<"4">>],["2",[]],["2",<<>>],["2",[[]],"a"],["-",[]],"-"]],
 [t({lex,S},fun() -> string:lexemes(B,S) end) || S <- [".",[],"a"]],
 [t({lex2,S},fun() -> string:lexemes([<<"ab.">>,B],S) end) || S <- [".",[]]],
 [t({rfc,S,O},fun() -> calendar:rfc3339_to_system_time(S,O) end) || S <- ["9999-12-31T23:59:60Z","2016-12-31T23:59:60Z","2016-12-31T23:58:60Z","2016-06-30T23:59:60.5Z","2015-12-31T22:59:60-01:00","2010-04-11T22:35:41","2010-04-31T22:35:41Z","2010-04-11x22:35:41Z","2010-04-11T24:35:41Z","2010-04-11T22:35:41+2","2010-04-11T22:35:41+02:60","","2010-04-11T22:35:41Z ","2010-04-11T22:35:41.Z",x,<<"2010-04-11T22:35:41Z">>,"2010-04-11T22:35:41.1234567890123Z","1970-01-01T23:59:60.999999Z","1970-01-01T00:00:00.9995Z","1970-01-01T00:00:00.9994Z","1970-01-01T00:00:00.5Z"],O<-[[],[{unit,millisecond}],[{unit,x}]]],
 [t({f,Fn,Q},fun() -> apply(queue,Fn,[Q]) end) || Q<-[illegal,{[],x},{x,[17]},{[1],x},{x,[]},{[1|2],[3]},{[1],[2|3]}], Fn<-[is_empty,len,to_list,get,get_r,peek,peek_r,drop,drop_r,out,out_r,reverse,head,tail,last,daeh,init,liat,lait,is_queue]],
 [t({f2,Fn,Q},fun() -> apply(queue,Fn,[fun(Z)->Z=/=1 end,Q]) end) || Q<-[illegal,{[],x},{x,[17]},{[1],x},{x,[]},{[1|2],[3]},{[1],[2|3]}], Fn<-[filter,filtermap,all,any,delete_with,delete_with_r]],
 [t({f3,Q},fun() -> apply(queue,split,[Z,Q]) end) || Q<-[illegal,{[],x},{x,[17]},{[1],x},{x,[]},{[],[]},{[],[1]}],Z<-[0,1,2,17,-1,x]],
 [t({re,P},fun() -> re:replace("apa",P,"X",O) end) || P<-[{1,2,3,4},{re_pattern,1,0,0,<<>>},"(",x], O<-[[],[global],[unicode],[bad]]],
 [t({rr,I},fun() -> case I of
   1 -> re:replace("abc","a","X",[{return,list}]); 2-> re:replace("aba","b","X"); 3->re:replace([<<"ab">>,1024],"b","X",[unicode]);4->re:replace(<<"aba">>,"(p",["X"]);5->re:replace(<<"aba">>,"b",x);6->re:replace(<<"aba">>,"a",<<"\\0\\0">>,[global]); 7 -> re:split("apa",{1,2,3,4}); 8->re:split("apa","p",[{parts,x}]);9->re:split("apa","p",[{return,x}]);10->re:replace("apa","p","X",[{return,x}]);13->re:run("DEFABC","(*COMMIT)ABC",[no_start_optimize]);14->re:replace("apa",<<"p">>,fun(_,_) -> "Q" end);15->re:replace("apa",<<"p">>,fun(_) -> "Q" end);16->re:replace("apa","p",fun(A,Bx) -> io_lib:format("~p~p",[A,Bx]) end,[global,{return,list}]) end end) || I<-lists:seq(1,16), I =/= 11, I =/= 12],
 ok.
