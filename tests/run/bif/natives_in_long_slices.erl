%% Comparisons of large terms, long lists of matches, large terms as bytes: made in slices, they are what they are when made at once.
-module(natives_in_long_slices).
-export([main/0, keep/6]).

%% Printed when the process and its large terms are gone.
p(Name, X) -> put(printed, [{Name, X} | case get(printed) of undefined -> []; L -> L end]).

deep(0) -> [];
deep(N) -> {deep(N - 1), N}.

compare(Name, A, B) ->
    p(Name, {A < B, A >= B, A == B, A =/= B}).

%% What is in registers survives a comparison that pauses.
keep(A, B, X, Y, Z, F) when A =:= B -> {same, X, Y, Z, F};
keep(A, B, X, Y, Z, F) when A < B -> {less, X, Y, Z, F};
keep(_, _, X, Y, Z, F) -> {more, X, Y, Z, F}.

%% In a process of its own, so that heaps stay small.
alone(Fun) ->
    {Pid, Ref} = spawn_monitor(fun() -> Fun(), exit({printed, lists:reverse(get(printed))}) end),
    receive
        {'DOWN', Ref, process, Pid, {printed, All}} -> [io:format("~p ~0p~n", [Name, X]) || {Name, X} <- All];
        {'DOWN', Ref, process, Pid, Reason} -> io:format("died ~0p~n", [Reason])
    end.

list() -> lists:seq(1, 20000).

main() ->
    alone(fun() -> compare(same_list, list(), list()) end),
    alone(fun() -> compare(longer, list(), list() ++ [x]) end),
    alone(fun() -> compare(last_differs, list() ++ [1], list() ++ [1.0]) end),
    alone(fun() -> compare(prefix, [list(), 1], [list() | [1, 0]]) end),
    alone(fun() -> compare(tuples, list_to_tuple(list()), list_to_tuple(list())) end),
    alone(fun() -> compare(deep, deep(2000), deep(2000)) end),
    alone(fun() -> compare(deep_differs, {deep(2000), a}, {deep(2000), b}) end),
    alone(fun() -> compare(floats, lists:duplicate(1000, 3.0), lists:duplicate(1000, 3)) end),
    alone(fun() -> M = maps:from_keys(lists:seq(1, 500), v), compare(maps, M, maps:from_keys(lists:seq(500, 1, -1), v)), compare(map_values, M, M#{500 => 1.0}) end),
    alone(fun() -> keep(list(), list()) end),
    alone(fun() -> messages(list(), list()) end),
    alone(fun() -> killed() end),
    matches(),
    external().

keep(L, K) ->
    p(keep, keep(L, K, {x, length(L)}, [y | lists:sublist(K, 2)], #{z => 1.5}, 1 bsl 80)),
    p(keep, keep(L, K ++ [1], {x, length(L)}, [y | lists:sublist(K, 2)], #{z => 1.5}, 1 bsl 80)),
    p(keep, keep(L ++ [1], K, {x, length(L)}, [y | lists:sublist(K, 2)], #{z => 1.5}, 1 bsl 80)).

%% Messages that come meanwhile arrive, in order.
messages(L, K) ->
    Self = self(),
    spawn_link(fun() -> [Self ! {n, N} || N <- lists:seq(1, 50)] end),
    Equal = [L =:= K || _ <- lists:seq(1, 20)],
    p(messages, {lists:usort(Equal), [receive {n, N} -> N end || _ <- lists:seq(1, 50)] =:= lists:seq(1, 50)}).

%% So does an exit.
killed() ->
    {Pid, Ref} = spawn_monitor(fun() -> compare_for_ever(list(), list()) end),
    receive after 1 -> ok end,
    {current_stacktrace, [_ | _]} = process_info(Pid, current_stacktrace),
    garbage_collect(Pid),
    exit(Pid, enough),
    receive {'DOWN', Ref, process, Pid, Reason} -> p(killed, Reason) end.

compare_for_ever(L, K) when L =:= K -> compare_for_ever(L, K).

matches() ->
    B = binary:copy(<<"ab,c">>, 4200),
    [alone(fun() -> matches(N, B) end) || N <- [1, 2, 3, 4, 6, 7, 8, 9]].

matches(1, B) ->
    Places = binary:matches(B, <<",">>),
    p(matches, {length(Places), hd(Places), lists:last(Places), Places =:= [{4 * N + 2, 1} || N <- lists:seq(0, 4199)]});
matches(2, B) ->
    p(matches_of_two, length(binary:matches(B, [<<"b,">>, <<"c">>])));
matches(3, B) ->
    Parts = binary:split(B, <<",">>, [global]),
    p(split, {length(Parts), hd(Parts), lists:nth(2, Parts), lists:last(Parts), iolist_to_binary(lists:join(<<",">>, Parts)) =:= B});
matches(4, B) ->
    p(split_trimmed, length(binary:split(B, [<<"c">>, <<"ab">>], [global, trim_all])));
matches(6, B) ->
    {match, All} = re:run(B, "a(b)", [global]),
    p(re_index, {length(All), hd(All), lists:last(All)});
matches(7, B) ->
    {match, Texts} = re:run(B, "[a-c]+", [global, {capture, all, binary}]),
    p(re_binary, {length(Texts), hd(Texts), lists:usort(Texts)});
matches(8, B) ->
    {match, Lists} = re:run(B, "(?<x>,)", [global, {capture, [x], list}]),
    p(re_list, {length(Lists), lists:usort(Lists)});
matches(9, B) ->
    p(re_none, re:run(B, "a", [global, {capture, none}])).

external() ->
    Terms = [
        fun list/0, fun() -> lists:duplicate(1500, {integer_to_binary(17), [1 / 3], "text", -1 bsl 90}) end, fun() -> maps:from_keys(lists:seq(1, 7000), v) end,
        fun() -> {binary:copy(<<"x">>, 100000), fun lists:map/2, make_ref(), self()} end, fun() -> binary:copy(<<1, 2, 3>>, 30000) end],
    [alone(fun() ->
        T = Make(),
        p(external, {same(T, binary_to_term(term_to_binary(T))), same(T, binary_to_term(term_to_binary(T, [compressed]))),
            same(T, binary_to_term(term_to_binary(T, [{compressed, 9}]), [safe]))})
    end) || Make <- Terms],
    alone(fun() -> used(list()) end),
    alone(fun() -> bad(term_to_binary(list()), term_to_binary(list(), [compressed])) end).

used(L) ->
    B = term_to_binary(L), Size = byte_size(B),
    p(used, same({L, Size}, binary_to_term(<<B/binary, "more">>, [used]))),
    C = term_to_binary(L, [compressed]), SizeC = byte_size(C),
    p(used_compressed, same({L, SizeC}, binary_to_term(<<C/binary, "more">>, [used]))),
    p(smaller, {SizeC < Size, erlang:external_size(L) >= Size}),
    Random = rand:bytes(70000),
    p(no_gain, byte_size(term_to_binary(Random, [compressed])) - byte_size(term_to_binary(Random))).

bad(B, C) ->
    [p(bad, try binary_to_term(X) catch error:R:S -> {R, [{F, length(As)} || {erlang, F, As, _} <- [hd(S)]]} end) ||
        X <- [binary:part(B, 0, byte_size(B) - 1), binary:part(C, 0, byte_size(C) - 1), binary:part(C, 0, 20000), <<131, 80, 1000000:32, (binary:copy(<<0>>, 70000))/binary>>,
            <<131, 108, 100000:32, (binary:copy(<<97, 1>>, 99999))/binary>>, <<131, 104, 255, (binary:copy(<<0>>, 70000))/binary>>]].

same(X, X) -> true;
same(_, _) -> false.
