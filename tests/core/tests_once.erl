%% No value is asked twice for the same on a path.
f({a, X}, 1) -> X;
f({b, X}, 1) -> X;
f({a, X}, 2) -> {X};
f({b, _}, _) -> b;
f([X], Y) -> {X, Y};
f(_, 2) -> two.

%% ---- core ----
%% module 'm'
%% function 'f'/2 exported
%% b0(v0 v1):
%%     branch arity v0 2 then b1() else b8()
%% b1():
%%     v7 = element v0 0
%%     v8 = element v0 1
%%     switch v7 'a' then b2() 'b' then b5() else b11()
%% b2():
%%     switch v1 1 then b3() 2 then b4() else b13()
%% b3():
%%     return v8
%% b4():
%%     v11 = tuple [v8]
%%     return v11
%% b5():
%%     branch exact_eq v1 1 then b6() else b7()
%% b6():
%%     return v8
%% b7():
%%     return 'b'
%% b8():
%%     branch is_cons v0 then b9() else b11()
%% b9():
%%     v9 = tail v0
%%     branch is_nil v9 then b10() else b11()
%% b10():
%%     v10 = head v0
%%     v12 = tuple [v10 v1]
%%     return v12
%% b11():
%%     branch exact_eq v1 2 then b12() else b13()
%% b12():
%%     return 'two'
%% b13():
%%     function_clause [v0 v1]
