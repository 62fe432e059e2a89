-module(booleans).
-export([both/2, known/1, chain/2, inside/3]).
both(A, B) -> is_atom(A) andalso is_atom(B).
known(X) -> X =:= a orelse X =:= b.
chain(X, Y) -> if X > Y, Y > 0 -> gt; X =:= Y; Y < 0 -> odd; true -> no end.
inside(X, A, B) -> case X >= A andalso X =< B of true -> in; false -> out end.
%%% bytecode
