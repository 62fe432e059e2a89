%% A loop for each generator; the outer one is called at the inner one's end.
f(L, M) -> [{X, Y} || X <- L, X > 1, Y <- M, is_ok(Y)].
is_ok(Y) -> Y =/= x.

%% ---- core ----
%% module 'm'
%% function 'f'/2 exported
%% b0(v0 v1):
%%     v4 = call '-f/2-lc$^0/1-0-'/2 [v0 v1]
%%     return v4
%% function 'is_ok'/1 exported
%% b0(v0):
%%     v2 = boolean exact_not_eq v0 'x'
%%     return v2
%% function '-f/2-lc$^0/1-0-'/2
%% b0(v0 v1):
%%     branch is_cons v0 then b1() else b4()
%% b1():
%%     v2 = head v0
%%     v3 = tail v0
%%     branch less 1 v2 then b2() else b3()
%% b2():
%%     v6 = call '-f/2-lc$^1/1-1-'/4 [v1 v1 v2 v3]
%%     return v6
%% b3():
%%     v5 = call '-f/2-lc$^0/1-0-'/2 [v3 v1]
%%     return v5
%% b4():
%%     branch is_nil v0 then b5() else b6()
%% b5():
%%     return []
%% b6():
%%     fail BadGenerator v0
%% function '-f/2-lc$^1/1-1-'/4
%% b0(v0 v1 v2 v3):
%%     branch is_cons v0 then b1() else b5()
%% b1():
%%     v4 = head v0
%%     v5 = tail v0
%%     v7 = call 'is_ok'/1 [v4]
%%     switch v7 'true' then b2() 'false' then b3() else b4()
%% b2():
%%     v9 = tuple [v2 v4]
%%     v10 = call '-f/2-lc$^1/1-1-'/4 [v5 v1 v2 v3]
%%     v11 = cons v9 v10
%%     return v11
%% b3():
%%     v8 = call '-f/2-lc$^1/1-1-'/4 [v5 v1 v2 v3]
%%     return v8
%% b4():
%%     fail BadFilter v7
%% b5():
%%     branch is_nil v0 then b6() else b7()
%% b6():
%%     v13 = call '-f/2-lc$^0/1-0-'/2 [v3 v1]
%%     return v13
%% b7():
%%     fail BadGenerator v0
