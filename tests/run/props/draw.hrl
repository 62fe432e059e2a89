%% Random terms from a fixed seed, and properties over them. A property that fails prints the smallest case seen, not all.
-compile({nowarn_unused_function, [{property, 3}, {int, 1}, {list, 2}, {pick, 1}, {term, 1}, {text, 1}, {bytes, 1}]}).

property(Name, Draw, Holds) ->
    Cases = [Draw(N rem 12) || N <- lists:seq(1, 60)],
    case [C || C <- Cases, not (try Holds(C) catch _:_ -> false end)] of
        [] -> io:format("~s: ~b cases~n", [Name, length(Cases)]);
        Failed -> io:format("~s fails for ~0tp~n", [Name, hd(lists:sort(fun(A, B) -> erlang:external_size(A) =< erlang:external_size(B) end, Failed))])
    end.

int(Max) -> rand:uniform(Max + 1) - 1.
pick(List) -> lists:nth(rand:uniform(length(List)), List).
list(Size, Draw) -> [Draw() || _ <- lists:seq(1, int(Size))].
text(Size) -> list(Size, fun() -> pick("ab,; \tXYzäö€\n") end).
bytes(Size) -> list_to_binary(list(Size, fun() -> int(255) end)).

term(0) -> pick([int(100), -int(1 bsl 70), int(10) / 4, a, 'B c', <<>>, [], {}, "text", <<"bin">>, <<5:3>>, 1.0e10, 1 bsl 64]);
term(Size) ->
    case int(4) of
        0 -> list(Size, fun() -> term(Size div 2) end);
        1 -> list_to_tuple(list(Size, fun() -> term(Size div 2) end));
        2 -> maps:from_list([{term(0), term(Size div 2)} || _ <- lists:seq(1, int(3))]);
        3 -> [term(Size div 2) | term(0)];
        4 -> term(0)
    end.
