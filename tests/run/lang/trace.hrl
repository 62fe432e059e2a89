%% Stack traces as text: the frames of this module and of the function that raised, without the frames of the harness.
-compile(nowarn_unused_function).

trace(Fun) ->
    try Fun() of
        Value -> io:format("no exception: ~0p~n", [Value])
    catch
        Class:Reason:Stack ->
            io:format("~p ~0p~n", [Class, Reason]),
            [frame(F) || {M, _, _, _} = F <- Stack, M =:= ?MODULE orelse F =:= hd(Stack)],
            ok
    end.

frame({?MODULE, trace, 1, _}) -> ok;
frame({?MODULE, main, 0, _}) -> ok;
frame({M, F, A, Location}) ->
    Arity = if is_list(A) -> io_lib:format("(~0p)", [A]); true -> io_lib:format("/~p", [A]) end,
    Line = case lists:keyfind(line, 1, Location) of {line, L} -> integer_to_list(L); false -> "none" end,
    io:format("  ~p:~p~s line ~s~n", [M, F, Arity, case M of ?MODULE -> Line; _ -> "-" end]).

id(Value) ->
    case get('$nothing') of
        undefined -> Value;
        Other -> Other
    end.
