%% What lists of a length come to, for lists_in_one_go and lists_in_slices.

%% Everything by its sums and ends.
sizes(N) ->
    Up = lists:seq(1, N),
    Down = lists:reverse(Up),
    Joined = Up ++ [tail],
    Odd = Up ++ tail,
    true = lists:sort(Down) =:= Up,
    true = lists:sort(Up) =:= Up,
    true = lists:reverse(Down) =:= Up,
    true = lists:reverse(Down, [x]) =:= Up ++ [x],
    {length(Joined), lists:last(Joined), last_tail(Odd), lists:sum(lists:sort([I * 7919 rem 1009 || I <- Up]))}.

last_tail([_ | T]) -> last_tail(T);
last_tail(T) -> T.

class(Call) ->
    try Call()
    catch Class:Reason -> {Class, Reason}
    end.

%% Runs of small integers before and behind others, and long ones that end out of order.
runs(N) ->
    Big = [1 bsl 64 | lists:seq(N, 1, -1)],
    Late = lists:seq(1, N) ++ [0],
    Tuples = [{I rem 7, I} || I <- lists:seq(1, N)],
    Sorted = lists:keysort(1, Tuples),
    [lists:sort(Big) =:= lists:seq(1, N) ++ [1 bsl 64], lists:sort(Late) =:= lists:seq(0, N),
     lists:sort(Tuples) =:= Sorted, lists:sublist(Sorted, 2), lists:sort(Sorted) =:= Sorted,
     lists:keysort(2, Sorted) =:= Tuples, lists:keysort(2, Tuples) =:= Tuples].
