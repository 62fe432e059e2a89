%% A word alone is compared as a whole; several share their beginning.
f("get") -> get;
f("go" ++ T) -> T;
f([]) -> none.
g("only") -> yes.

%% ---- core ----
%% module 'm'
%% const #0 string 116
%% const #1 string 111 110 108 121
%% function 'f'/1 exported
%% b0(v0):
%%     branch is_cons v0 then b1() else b7()
%% b1():
%%     v2 = head v0
%%     v3 = tail v0
%%     branch exact_eq v2 103 then b2() else b9()
%% b2():
%%     branch is_cons v3 then b3() else b9()
%% b3():
%%     v4 = head v3
%%     v5 = tail v3
%%     switch v4 101 then b4() 111 then b6() else b9()
%% b4():
%%     branch exact_eq v5 #0 then b5() else b9()
%% b5():
%%     return 'get'
%% b6():
%%     return v5
%% b7():
%%     branch is_nil v0 then b8() else b9()
%% b8():
%%     return 'none'
%% b9():
%%     function_clause [v0]
%% function 'g'/1 exported
%% b0(v0):
%%     branch exact_eq v0 #1 then b1() else b2()
%% b1():
%%     return 'yes'
%% b2():
%%     function_clause [v0]
