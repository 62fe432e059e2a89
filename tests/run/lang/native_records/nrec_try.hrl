%% Prints what an expression gives or raises.
-define(TRY(E), show(??E, fun() -> E end)).

show(Text, Fun) ->
    try Fun() of
        Value -> io:format("~ts~n  ~0tp~n", [Text, Value])
    catch
        Class:Reason:Stack ->
            {M, F, A, _} = hd(Stack),
            Arity = case A of [_ | _] -> length(A); [] -> 0; _ -> A end,
            Where = case atom_to_list(F) of "-" ++ _ -> here; _ -> {M, F, Arity} end,
            io:format("~ts~n  ~p: ~0tp in ~p~n", [Text, Class, Reason, Where])
    end.

id(X) -> X.
