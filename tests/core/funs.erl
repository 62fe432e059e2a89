%% Constants are not captured; a named fun calls itself directly.
f(A) ->
    B = 2,
    {fun(X) -> X + A + B end,
     fun Loop(0) -> Loop; Loop(N) -> Loop(N - 1) end}.

%% ---- core ----
%% module 'm'
%% function 'f'/1 exported
%% b0(v0):
%%     v2 = make_fun '-f/1-fun-1-'/2 [v0]
%%     v3 = make_fun '-f/1-Loop/1-0-'/1 []
%%     v4 = tuple [v2 v3]
%%     return v4
%% function '-f/1-fun-1-'/2 lambda 1
%% b0(v0 v1):
%%     v3 = add v0 v1
%%     v4 = add v3 2
%%     return v4
%% function '-f/1-Loop/1-0-'/1 lambda 0
%% b0(v0):
%%     v1 = make_fun '-f/1-Loop/1-0-'/1 []
%%     branch exact_eq v0 0 then b1() else b2()
%% b1():
%%     return v1
%% b2():
%%     v3 = sub v0 1
%%     v4 = call '-f/1-Loop/1-0-'/1 [v3]
%%     return v4
