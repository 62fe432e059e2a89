%% Variables bound in each branch become parameters of the block after it; unused ones do not.
f(X) ->
    case X of
        {A, B} -> C = 1;
        [A | B] -> C = 2
    end,
    A + C.

%% ---- core ----
%% module 'm'
%% function 'f'/1 exported
%% b0(v0):
%%     branch arity v0 2 then b1() else b2()
%% b1():
%%     v8 = element v0 0
%%     jump b4(v8 1)
%% b2():
%%     branch is_cons v0 then b3() else b5()
%% b3():
%%     v6 = head v0
%%     jump b4(v6 2)
%% b4(v10 v12):
%%     v13 = add v10 v12
%%     return v13
%% b5():
%%     fail CaseClause v0
