%% Alternatives of a guard meet before the body; a failing guard goes on with what is known.
f(X, Y) when X > Y; is_atom(Y) -> {X, Y};
f({ok, X}, _) when hd(X) =:= 1 orelse X =:= [] -> X;
f({ok, _}, Y) -> Y;
f(_, _) -> none.

%% ---- core ----
%% module 'm'
%% function 'f'/2 exported
%% b0(v0 v1):
%%     branch less v1 v0 then b2() else b1()
%% b1():
%%     branch is_atom v1 then b2() else b3()
%% b2():
%%     v8 = tuple [v0 v1]
%%     return v8
%% b3():
%%     branch tagged v0 2 'ok' then b4() else b9()
%% b4():
%%     v6 = element v0 1
%%     attempt bif 'hd' [v6] then b5() else b8()
%% b5(v7):
%%     branch exact_eq v7 1 then b7() else b6()
%% b6():
%%     branch exact_eq v6 [] then b7() else b8()
%% b7():
%%     return v6
%% b8():
%%     return v1
%% b9():
%%     return 'none'
