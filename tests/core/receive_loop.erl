loop(S, T) ->
    receive
        {add, N} -> loop(S + N, T);
        {get, From} -> From ! S, loop(S, T);
        stop -> S
    after T -> timeout
    end.

%% ---- core ----
%% module 'm'
%% function 'loop'/2 exported
%% b0(v0 v1):
%%     jump b1()
%% b1():
%%     recv_peek then b2() else b9()
%% b2(v4):
%%     branch arity v4 2 then b3() else b6()
%% b3():
%%     v7 = element v4 0
%%     v8 = element v4 1
%%     switch v7 'add' then b4() 'get' then b5() else b8()
%% b4():
%%     recv_accept
%%     v9 = add v0 v8
%%     v10 = call 'loop'/2 [v9 v1]
%%     return v10
%% b5():
%%     recv_accept
%%     v11 = send v8 v0
%%     v12 = call 'loop'/2 [v0 v1]
%%     return v12
%% b6():
%%     branch exact_eq v4 'stop' then b7() else b8()
%% b7():
%%     recv_accept
%%     return v0
%% b8():
%%     recv_skip b1()
%% b9():
%%     recv_wait_timeout v1 then b1() else b10()
%% b10():
%%     return 'timeout'
