%% A key is looked up once for all clauses that ask for it.
f(#{type := a, v := V}) -> V;
f(#{type := b} = M) -> M#{type := a, v => 0};
f(#{}) -> none.
g(K, V) -> #{K => V, a => 1, a => 2}.

%% ---- core ----
%% module 'm'
%% const #0 map
%% function 'f'/1 exported
%% b0(v0):
%%     attempt map_get v0 'type' then b1() else b5()
%% b1(v3):
%%     switch v3 'a' then b2() 'b' then b4() else b6()
%% b2():
%%     attempt map_get v0 'v' then b3() else b6()
%% b3(v4):
%%     return v4
%% b4():
%%     v5 = map_put v0 ['v'=0]
%%     v6 = map_update v5 ['type'='a']
%%     return v6
%% b5():
%%     branch is_map v0 then b6() else b7()
%% b6():
%%     return 'none'
%% b7():
%%     function_clause [v0]
%% function 'g'/2 exported
%% b0(v0 v1):
%%     v4 = map_put #0 [v0=v1 'a'=2]
%%     return v4
