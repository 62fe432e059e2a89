%% Looking for constants of purged versions where there is much to look through: large heaps, deep stacks, full mailboxes, processes that hibernate,
%% are suspended, or end meanwhile; and code that comes back.
-module(code_reclaim_large).
-export([main/0, deep/3, asleep/1, storm/3]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    Me = self(),
    {Cs0, F0} = next(0),
    Deep = spawn_link(fun() -> Me ! {depth, deep(500, Cs0, Me)} end),
    receive deep -> ok end,
    Sleeper = spawn_link(fun() -> asleep({Cs0, F0}) end),
    Suspended = host(), run(Suspended, fun() -> put(kept, Cs0), ok end), erlang:suspend_process(Suspended),
    Full = spawn_link(fun() -> receive go -> ok end, full(0) end),
    [Full ! {I, Cs0, F0} || I <- lists:seq(1, 150)],
    Heavy = host(), run(Heavy, fun() -> put(heap, lists:duplicate(9000, Cs0)), ok end),
    Saved = term_to_binary(F0),
    Storm = spawn_link(?MODULE, storm, [Cs0, F0, 0]),
    Rounds = [begin
        {Cs, F} = next(V),
        Storm ! {new, Cs, F},
        [V | _] = Cs, {env, [V]} = erlang:fun_info(F, env)
    end || V <- lists:seq(1, 5)],
    p(length(Rounds)),
    p(run(Heavy, fun() -> length([x || Cs <- get(heap), Cs =:= Cs0]) end)),
    Deep ! up, receive {depth, D} -> p(D) end,
    Sleeper ! {say, Me}, receive {asleep, T} -> p(T =:= {Cs0, F0}) end,
    Full ! go, Full ! {done, Me}, receive {full, N} -> p(N) end,
    erlang:resume_process(Suspended), p(run(Suspended, fun() -> get(kept) =:= Cs0 end)),
    Storm ! {stop, Me}, receive {stormed, Sound} -> p(Sound) end,
    %% the code of the first version comes back: so do its funs
    p(try F0() catch error:_ -> gone end),
    {Again, F1} = loaded(0),
    p([Again =:= Cs0, F1 =:= F0, F0(), (binary_to_term(Saved))()]),
    unload(crl_mod),
    p(try (binary_to_term(Saved))() catch error:_ -> gone end).

%% Constants and a fun of a version that is gone when they are seen.
next(V) -> R = loaded(V), unload(crl_mod), R.

loaded(V) ->
    N = integer_to_list(V),
    Heavy = fun({function, L, ballast, 0, [{clause, L, [], [], [_]}]}) ->
                    {function, L, ballast, 0, [{clause, L, [], [], [{string, L, lists:duplicate(9000, $A)}]}]};
               (Form) -> Form
            end,
    Texts = ["-export([constants/0, a_fun/1, ballast/0]).", "ballast() -> text.", "constants() -> [" ++ N ++ ", {a, \"text\", " ++ N ++ "}].",
             "a_fun(X) -> fun() -> {X, " ++ N ++ "} end."],
    {ok, Module, Code} = compile:forms([Heavy(F) || F <- forms(crl_mod, Texts)], []),
    {module, _} = code:load_binary(Module, "crl_mod.erl", Code),
    {crl_mod:constants(), crl_mod:a_fun(V)}.

%% Frames that all hold a constant; so many of them came back with it.
deep(0, Cs, To) -> To ! deep, receive up -> length(Cs) - 2 end;
deep(N, Cs, To) ->
    [V | _] = Kept = tl([x | Cs]),
    Below = deep(N - 1, Cs, To),
    case Kept of [V, {a, "text", V}] -> Below + 1 end.

asleep(Kept) ->
    receive {say, To} -> To ! {asleep, Kept}
    after 0 -> erlang:hibernate(?MODULE, asleep, [Kept])
    end.

full(N) -> receive {_, [0, {a, "text", 0}], _} -> full(N + 1); {done, To} -> To ! {full, N} end.

%% Processes that are given constants and funs and end at once; how many found them sound.
storm(Cs, F, N) ->
    receive
        {new, Cs1, F1} -> storm(Cs1, F1, N);
        {stop, To} -> To ! {stormed, N > 0}
    after 0 ->
        [V | _] = Cs,
        Ps = [spawn_monitor(fun() -> [V, {a, "text", V}] = Cs, {env, [V]} = erlang:fun_info(F, env), exit({sound, Cs, F}) end) || _ <- lists:seq(1, 2)],
        storm(Cs, F, N + length([sound || {P, M} <- Ps, {sound, Cs1, F1} <- [down(P, M)], Cs1 =:= Cs, F1 =:= F]))
    end.
