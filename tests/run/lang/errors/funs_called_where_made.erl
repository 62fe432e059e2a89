%% Funs that are called where they are made: what raises in them is shown in the function around, except that no clause fits.
-module(funs_called_where_made).
-export([main/0]).
t(F) -> try F() catch C:R:S -> io:format("~p ~0p ~0p~n", [C, R, [{N, A} || {M, N, A, _} <- S, M =:= ?MODULE, N =/= t, N =/= main]]) end.
id(X) -> X.
a() -> (fun() -> error(x) end)(), ok.
c() -> X = id(3), F = fun(Y) -> error({X, Y}) end, F(1), ok.
d() -> F = fun() -> id(a) + 1 end, [F(), 1].
h() -> (fun({ok, X}) -> X end)(id({error, 1})), ok.
h2() -> (fun({ok, X}) -> X end)(id({error, 1})).
h3() -> try (fun({ok, X}) -> X end)(id({error, 1})) after id(2) end.
i() -> (fun(X) -> throw(X) end)(5).
j() -> F = fun(X) -> error(X) end, catch F(1), F(2).
l() -> (fun Loop(0) -> error(done); Loop(N) -> Loop(N - 1) end)(3).
m() -> (fun() -> receive x -> ok after 0 -> error(none) end end)().
n() -> (fun() -> try id(1) + a catch error:badarg -> no end end)().
o() -> (fun() -> try error(in) catch throw:_ -> no end end)(), ok.
p() -> Y = id(0), (fun(X) when X > Y -> (fun(Z) when Z > X -> error({X, Y, Z}) end)(9); (_) -> ok end)(5), done.
q() -> [(fun(X) -> error({el, X}) end)(E) || E <- [1, 2]].
r() -> case id(2) of 1 -> ok; N -> (fun() -> (fun() -> exit({N}) end)() end)() end.
s() -> apply(fun(X) -> error({ap, X}) end, [1]).
u() -> F = fun(X) -> error({u, X}) end, case id(1) of 1 -> F(1); 2 -> F(2) end.
v(K) -> F = fun(X) -> error({X, K}) end, id(x), F(1).
w(K) -> F = fun(X) -> error({X, K}) end, F(id(K)).
x() -> (fun() -> X = 2, {X, error(inner)} end)().
y() -> (fun(X) -> {ok, X} end)(begin X = 1, X end) =:= {ok, 1} orelse error(shadowed), error(X).
z() -> (fun() -> X = 2, X end)() + (fun(X) -> X end)(id(3)) + (fun() -> error(at_the_end) end)().
main() -> [t(F) || F <- [fun a/0, fun c/0, fun d/0, fun h/0, fun h2/0, fun h3/0, fun i/0, fun j/0, fun l/0,
    fun m/0, fun n/0, fun o/0, fun p/0, fun q/0, fun r/0, fun s/0, fun u/0,
    fun() -> v(1) end, fun() -> w(1) end, fun x/0, fun y/0, fun z/0]].
