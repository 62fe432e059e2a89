%% Constants and funs of versions that are purged live on wherever they are kept, while others send them around: each version is large enough for
%% its memory to be wanted back.
-module(code_reclaim_holders).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

-define(VERSIONS, 8).

main() ->
    Me = self(),
    T = ets:new(t, [bag, public]),
    Ring = ring(5),
    Keeper = spawn_link(fun() -> keeper([]) end),
    Sleeper = spawn_link(fun() -> receive never -> ok end end),
    Timers = [begin
        {module, _} = load_heavy(V),
        Cs = crh_mod:constants(),
        F = crh_mod:a_fun({V, Cs}),
        ets:insert(T, {V, Cs, F}),
        persistent_term:put({crh, V}, {Cs, F}),
        put({kept, V}, Cs), put(Cs, V),
        Keeper ! {keep, Cs, F},
        Sleeper ! {unread, Cs, F},
        hd(Ring) ! {pass, 20, Cs, F},
        spawn(fun() -> Me ! {child, V, is_it(V, Cs), env(F)} end),
        {Pid, M} = spawn_monitor(fun() -> exit({reason, Cs, F}) end),
        receive {'DOWN', M, process, Pid, {reason, Cs, F}} -> ok end,
        code:purge(crh_mod), code:delete(crh_mod), code:purge(crh_mod),
        {V, erlang:send_after(100000, Me, {timer, Cs, F}), erlang:start_timer(1, Me, Cs)}
    end || V <- lists:seq(1, ?VERSIONS)],
    p(lists:sort([receive {child, V, true, {V, _}} -> V end || _ <- Timers])),
    p([receive {timeout, R, Cs} -> is_it(V, Cs) end || {V, _, R} <- Timers]),
    p([is_integer(erlang:cancel_timer(R)) || {_, R, _} <- Timers]),
    p([[is_it(V, Cs), env(F) =:= {V, Cs}] || V <- lists:seq(1, ?VERSIONS), {_, Cs, F} <- ets:lookup(T, V)]),
    p([[is_it(V, Cs), env(F) =:= {V, Cs}] || V <- lists:seq(1, ?VERSIONS), {Cs, F} <- [persistent_term:get({crh, V})]]),
    p([[is_it(V, get({kept, V})), get(get({kept, V}))] || V <- lists:seq(1, ?VERSIONS)]),
    Keeper ! {give, Me},
    p([{V, is_it(V, Cs), env(F) =:= {V, Cs}} || {V, {Cs, F}} <- lists:enumerate(receive {kept, L} -> L end)]),
    {messages, Ms} = process_info(Sleeper, messages),
    p([{V, is_it(V, Cs), env(F) =:= {V, Cs}} || {V, {unread, Cs, F}} <- lists:enumerate(Ms)]),
    [hd(Ring) ! {count, Me, length(Ring)}],
    p(lists:sum([receive {seen, N} -> N end || _ <- Ring])),
    F1 = element(3, hd(ets:lookup(T, 1))),
    p(try F1() catch error:_ -> gone end),
    [persistent_term:erase({crh, V}) || V <- lists:seq(1, ?VERSIONS)],
    [exit(P, kill) || P <- [unlink(Q) andalso Q || Q <- [Sleeper, Keeper | Ring]]],
    ok.

load_heavy(V) ->
    Heavy = fun({function, L, ballast, 0, [{clause, L, [], [], [_]}]}) ->
                    {function, L, ballast, 0, [{clause, L, [], [], [{string, L, lists:duplicate(9000, $A + V)}]}]};
               (Form) -> Form
            end,
    {ok, Module, Code} = compile:forms([Heavy(F) || F <- forms(crh_mod, version(V))], []),
    code:load_binary(Module, "crh_mod.erl", Code).

version(V) ->
    N = integer_to_list(V),
    ["-export([constants/0, a_fun/1, ballast/0]).",
     "ballast() -> text.",
     "constants() -> [" ++ N ++ ", {tuple, " ++ N ++ "}, [list, [\"deep\", " ++ N ++ "]], #{map => #{" ++ N ++ " => value}, 2 => b}, " ++ N ++ ".25, "
     "<<\"" ++ lists:duplicate(100, $a + V) ++ "\">>, " ++ N ++ lists:duplicate(30, $0) ++ ", fun crh_mod:a_fun/1].",
     "a_fun(X) -> fun() -> X end."].

is_it(V, [V, {tuple, V}, [list, ["deep", V]], #{map := Inner, 2 := b}, Float, Bin, Big, Fun]) ->
    Inner =:= #{V => value} andalso Float == V + 0.25 andalso Bin =:= binary:copy(<<($a + V)>>, 100) andalso
        Big =:= list_to_integer(integer_to_list(V) ++ lists:duplicate(30, $0)) andalso Fun =:= fun crh_mod:a_fun/1;
is_it(_, Other) -> {no, Other}.

env(F) -> {env, [E]} = erlang:fun_info(F, env), E.

keeper(Kept) ->
    receive
        {keep, Cs, F} -> keeper([{Cs, F} | Kept]);
        {give, To} -> To ! {kept, lists:reverse(Kept)}, keeper(Kept)
    end.

%% Each keeps what it saw last, and hands it on.
ring(N) ->
    Ps = [spawn_link(fun() -> receive {next, P} -> pass(P, none, 0) end end) || _ <- lists:seq(1, N)],
    [P ! {next, Q} || {P, Q} <- lists:zip(Ps, tl(Ps) ++ [hd(Ps)])],
    Ps.

pass(Next, Last, Seen) ->
    receive
        {pass, 0, Cs, F} -> pass(Next, {Cs, F}, seen(Cs, F, Seen));
        {pass, N, Cs, F} -> Next ! {pass, N - 1, Cs, F}, pass(Next, {Cs, F}, seen(Cs, F, Seen));
        {count, To, 1} -> To ! {seen, Seen};
        {count, To, N} -> To ! {seen, Seen}, Next ! {count, To, N - 1}
    end.

seen([V | _] = Cs, F, Seen) ->
    true = is_it(V, Cs), {V, _} = env(F), Seen + 1.
