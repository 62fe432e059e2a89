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

