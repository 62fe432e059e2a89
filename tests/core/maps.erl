%% A key is looked up once for all clauses that ask for it.
f(#{type := a, v := V}) -> V;
f(#{type := b} = M) -> M#{type := a, v => 0};
f(#{}) -> none.
g(K, V) -> #{K => V, a => 1, a => 2}.

