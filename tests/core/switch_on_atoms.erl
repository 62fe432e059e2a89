%% One switch, bodies shared; the second column is tested once for each atom.
f(get, {A, _}) -> A;
f(put, {_, B}) -> B;
f(put, none) -> none;
f(_, {A, B}) -> [A | B];
f(_, _) -> other.

%% ---- core ----
%% module 'm'
%% function 'f'/2 exported
%% b0(v0 v1):
%%     branch arity v1 2 then b1() else b5()
%% b1():
%%     v6 = element v1 0
%%     v7 = element v1 1
%%     switch v0 'get' then b2() 'put' then b3() else b4()
%% b2():
%%     return v6
%% b3():
%%     return v7
%% b4():
%%     v8 = cons v6 v7
%%     return v8
%% b5():
%%     branch exact_eq v0 'put' then b6() else b8()
%% b6():
%%     branch exact_eq v1 'none' then b7() else b8()
%% b7():
%%     return 'none'
%% b8():
%%     return 'other'
