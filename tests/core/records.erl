%% A record is tested as a whole; an update checks, then copies.
-record(r, {a, b = 1, c}).
f(#r{a = 1, c = C}) -> C;
f(#r{b = B} = R) -> R#r{a = B, c = R#r.a}.
g() -> #r{c = 2}.

%% ---- core ----
%% module 'm'
%% const #0 tuple 'r' 'undefined' 1 2
%% function 'f'/1 exported
%% b0(v0):
%%     branch tagged v0 4 'r' then b1() else b8()
%% b1():
%%     v4 = element v0 1
%%     branch exact_eq v4 1 then b2() else b3()
%% b2():
%%     v6 = element v0 3
%%     return v6
%% b3():
%%     v5 = element v0 2
%%     branch tagged v0 4 'r' then b4() else b7()
%% b4():
%%     v7 = element v0 1
%%     branch tagged v0 4 'r' then b5() else b6()
%% b5():
%%     v8 = set_tuple v0 4 copy [1=v5 3=v7]
%%     return v8
%% b6():
%%     fail BadRecord v0
%% b7():
%%     fail BadRecord v0
%% b8():
%%     function_clause [v0]
%% function 'g'/0 exported
%% b0():
%%     return #0
