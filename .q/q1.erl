-module(q1).
-export([main/0]).
-record(r,{a=1,b=2,c=p(c)}).
-compile([nowarn_unused_vars]).
p(X) -> io:format("~w ", [X]), X.
n(F) -> io:format("~w~n", [[erlang:fun_info(F,K) || K <- [name,arity,env]]]).
t(F) -> try F() of V -> io:format("val ~p~n",[V]) catch C:E:S -> io:format("~p:~p ~w~n",[C,E,[{N,if is_list(A) -> A; true -> A end,proplists:get_value(line,L)}||{_,N,A,L}<-S]]) end.
names(Z) ->
  F = fun() -> fun(A) -> fun(B) -> {A,B,Z} end end end,
  n(F), n(F()), n((F())(1)),
  G = fun Rec(X) -> case X of 0 -> Rec; _ -> Rec(X-1) end end,
  n(G), n(G(2)),
  n(fun names/1), n(fun q1:main/0), n(fun erlang:abs/1),
  L = [fun() -> Y+Z end || Y <- [1,2]], [n(Q)||Q <- L],
  n(fun() -> [fun()-> U end || U <- [1]] end),
  B = 3, A = 4,
  n(fun(Q) -> {Z,B,A,Q} end).
lc1(L) -> [p(1 div X) || X <- L, X > -1].
lc2(L,M) -> [{X,1 div Y} || X <- L, Y <- M].
lc3(L) -> F = fun(X) -> [1 div Y || Y <- X] end, F(L).
bc1(L) -> << <<(1 div X)>> || X <- L >>.
bc2(B) -> [1 div X || <<X>> <= B].
mc1(L) -> #{X => 1 div X || X <- L}.
mg1(M) -> [1 div V || K := V <- M].
zip1(L,M) -> [1 div (X-Y) || X <- L && Y <- M].
aft1() -> try p(1) after erlang:error(x) end.
aft2() -> try p(1) after p(1), p(2), p(3), p(4), p(5),p(6),p(7), erlang:error(x) end.
aft3() -> try p(1) of 1 -> p(2) after (case p(3) of 3 -> erlang:error(y) end) end.
fc(Z) -> F = fun(1) -> Z end, F(2).
main() ->
  names(z),
  t(fun() -> lc1([1,2,0]) end),
  t(fun() -> lc2([1,2],[1,0]) end),
  t(fun() -> lc3([1,0]) end),
  t(fun() -> bc1([1,0]) end),
  t(fun() -> bc2(<<1,0>>) end),
  t(fun() -> mc1([1,0]) end),
  t(fun() -> mg1(#{a=>1,b=>0}) end),
  t(fun() -> zip1([1,2,3],[0,2,3]) end),
  t(fun() -> zip1([1,2,3],[0,2]) end),
  t(fun() -> zip1([1,2,3],foo) end),
  t(fun() -> zip1([1,2,3|z],[0,1,2]) end),
  t(fun() -> lc1([1,2|z]) end),
  t(fun() -> lc1(foo) end),
  t(fun() -> lc2([1,2],foo) end),
  t(fun() -> bc2(foo) end),
  t(fun() -> mg1(foo) end),
  t(fun() -> [X || X <:- [1,2|z]] end),
  t(fun() -> [X || {ok,X} <:- [{ok,1},2]] end),
  t(fun() -> [X || <<X:2,1:6>> <:= <<1,2>>] end),
  t(fun() -> [X || <<X:5>> <= <<1,2>>] end),
  t(fun() -> [X || <<X:5>> <:= <<1,2>>] end),
  t(fun() -> [V || {k,_} := V <:- #{a=>1}] end),
  t(fun() -> [V || K := V <:- [1]] end),
  t(fun() -> [{X,Y} || {ok,X} <:- [{ok,1},2] && Y <- [1,2]] end),
  t(fun() -> [{X,Y} || {ok,X} <- [{ok,1},2] && Y <- [1,2]] end),
  t(fun() -> [{X,Y} || X <- [1,2] && Y <:- [1]] end),
  t(fun() -> [{X,Y,K} || X <- [1,2] && <<Y>> <= <<1>> && K := _ <- #{a=>1}] end),
  t(fun() -> [{X,Y} || X <- [1] && <<Y>> <= <<1>>] end),
  t(fun() -> [X || X <- [1], X] end),
  t(fun() -> [X || X <- [true,false], X] end),
  t(fun() -> [X || X <- [1], p(X)] end),
  t(fun() -> [X || X <- [1,[]], hd(X)] end),
  t(fun() -> [X || X <- [1,[]], hd(X) == 1 orelse true] end),
  t(fun() -> [X || X <- [1,[]], {X}] end),
  t(fun() -> aft1() end),t(fun() -> aft2() end),t(fun() -> aft3() end),
  t(fun() -> fc(3) end),
  t(fun() -> #r{c=p(1),b=p(2),a=p(3)} end),
  t(fun() -> #r{b=p(2)} end),
  t(fun() -> (p(x))#r{c=p(1),b=p(2)} end),
  t(fun() -> (p(#r{c=0}))#r{c=p(1),b=p(2)} end),
  t(fun() -> (p(#r{c=0}))#r{c=p(1)} end),
  t(fun() -> R = p(foo), R#r.a end),
  t(fun() -> #r{_ = p(9), b=p(1)} end),
  t(fun() -> {X = p(1), X = p(2)} end),
  t(fun() -> <<(p(1)):(p(8)),(p(2)):(p(8))>> end),
  t(fun() -> #{p(k1)=>p(v1),p(k1)=>p(v2)} end),
  t(fun() -> (p(foo))#{p(k1)=>p(v1),p(k2):=p(v2)} end),
  t(fun() -> (p(#{}))#{p(k1)=>p(v1),p(k2):=p(v2),p(k3):=3} end),
  t(fun() -> (p(#{}))#{p(k1)=>p(v1),p(k1):=p(v2),p(k2) => 3, k2 => 4} end),
  t(fun() -> (p(m)):(p(f))(p(1)) end),
  t(fun() -> (p(m))(p(1)) end),
  t(fun() -> grec(foo) end),
  t(fun() -> grec2(foo) end),
  t(fun() -> (p(1)) andalso p(2) end),
  t(fun() -> true andalso (p(2)) end),
  t(fun() -> p(1) and p(2) end),
  t(fun() -> if (foo) -> 1; true -> p(2) end end),
  t(fun() -> p(1) ! p(2) end),
  t(fun() -> p([1]) ++ p([2]) ++ p([3]) end),
  t(fun() -> maybe ok ?= p(3), 1 end end),
  t(fun() -> maybe ok ?= p(3), 1 else 4 -> 5 end end),
  ok.
grec(R) when true orelse R#r.a =:= 1 -> 1;
grec(_) -> 2.
grec2(R) when R#r.a =:= 1; true -> 1;
grec2(_) -> 2.
