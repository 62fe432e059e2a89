%% The `after` body stands once.
f(X) ->
    try g(X) of
        ok -> 1
    catch
        throw:Y -> Y;
        error:E:S -> {E, S}
    after
        done(X)
    end.
g(X) -> X.
done(X) -> X.

%% ---- core ----
%% module 'm'
%% function 'f'/1 exported
%% b0(v0) handler b2:
%%     v8 = call 'g'/1 [v0]
%%     branch exact_eq v8 'ok' then b4(1) else b1()
%% b1() handler b6:
%%     fail TryClause v8
%% b2(v5 v6 v7):
%%     switch v5 'throw' then b4(v6) 'error' then b3() else b5()
%% b3():
%%     v11 = build_trace v7
%%     v12 = tuple [v6 v11]
%%     jump b4(v12)
%% b4(v13):
%%     jump b7([] v13 [])
%% b5() handler b6:
%%     reraise v5 v6 v7
%% b6(v2 v3 v4):
%%     jump b7(v2 v3 v4)
%% b7(v14 v15 v16):
%%     v17 = call 'done'/1 [v0]
%%     branch is_nil v14 then b8() else b9()
%% b8():
%%     return v15
%% b9():
%%     reraise v14 v15 v16
%% function 'g'/1 exported
%% b0(v0):
%%     return v0
%% function 'done'/1 exported
%% b0(v0):
%%     return v0
