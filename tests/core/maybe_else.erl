f(X) ->
    maybe
        {ok, A} ?= X,
        true ?= A > 1,
        A
    else
        false -> small;
        {error, R} -> R
    end.

%% ---- core ----
%% module 'm'
%% function 'f'/1 exported
%% b0(v0):
%%     branch tagged v0 2 'ok' then b1() else b3(v0)
%% b1():
%%     v4 = element v0 1
%%     v5 = boolean less 1 v4
%%     branch exact_eq v5 'true' then b2() else b3(v5)
%% b2():
%%     return v4
%% b3(v2):
%%     branch exact_eq v2 'false' then b4() else b5()
%% b4():
%%     return 'small'
%% b5():
%%     branch tagged v2 2 'error' then b6() else b7()
%% b6():
%%     v7 = element v2 1
%%     return v7
%% b7():
%%     fail ElseClause v2
