-module(rec2).
-export([main/1]).
main([Out | Files]) ->
    {ok, F} = file:open(Out, [write]),
    [one(F, X) || X <- Files],
    halt(0).
one(F, X) ->
    R = (catch compile:file(X, [return, strong_validation, nowarn_export_all, {i, filename:dirname(X)}])),
    Ws = case R of {ok,_,W} -> W; {ok,_,_,W} -> W; {error,E,W} -> E ++ W; _ -> [] end,
    [io:format(F, "~s ~s ~w ~0tp~n", [X, at(Wh), M, D]) || {_, Items} <- Ws, {Wh, M, D} <- Items, M =/= erl_lint].
at({L, C}) -> io_lib:format("~w:~w", [L, C]);
at(L) -> io_lib:format("~w", [L]).
