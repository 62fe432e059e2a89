%% The tuple is not made.
f(X, Y) ->
    case {X, Y} of
        {1, _} -> a;
        {_, 1} -> b
    end.

%% ---- core ----
%% module 'm'
%% function 'f'/2 exported
%% b0(v0 v1):
%%     branch exact_eq v0 1 then b1() else b2()
%% b1():
%%     return 'a'
%% b2():
%%     branch exact_eq v1 1 then b3() else b4()
%% b3():
%%     return 'b'
%% b4():
%%     v4 = tuple [v0 v1]
%%     fail CaseClause v4
