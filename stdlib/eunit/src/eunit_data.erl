%% What test representations stand for. A representation is unfolded step by step: next/1 gives the first item of it, a
%% #test{} or a #group{}, and the rest. Generators run when they are reached, in the process that asks.
-module(eunit_data).
-export([stream/1, next/1, instantiate/2, where/1]).

-include("eunit_internal.hrl").

%% A stream is a list of representations, of which those in front may be unfolded already.

-doc "The items of a representation.".
stream(T) -> [T].

-doc "The next item and what follows, or none. Throws {bad, Why} when it meets something that is no test.".
next([]) -> none;
next([#test{} = T | Rest]) -> {T, Rest};
next([#group{} = G | Rest]) -> {fold(G), Rest};
next([{unfolded, Item} | Rest]) -> {Item, Rest};
next([T | Rest]) when is_list(T) ->
    case is_text(T) of
        true -> file(T);
        false -> next(join(T, Rest))
    end;
next([T | Rest]) ->
    case parse(T) of
        {list, Ts} -> next(join(Ts, Rest));
        #test{} = Test -> {Test, Rest};
        #group{} = Group -> {fold(Group), Rest}
    end;
next(T) -> next([T]).

join([], Rest) -> Rest;
join([T | Ts], Rest) -> [T | join(Ts, Rest)];
join(Tail, Rest) -> [Tail | Rest].

is_text([C | _]) -> is_integer(C);
is_text([]) -> false.

-spec file(string()) -> no_return().
file(Name) ->
    Why = case filelib:is_file(Name) of
        true -> "extracting module name failed";
        false -> "no such file or directory"
    end,
    throw({bad, {file, Why, Name}}).

%% A group of one item that adds nothing but a title or a time limit becomes that item.
fold(#group{context = none, tests = Tests} = G) ->
    case next(Tests) of
        {Item, Rest} ->
            try next(Rest) of
                none -> merge(G#group{tests = [{unfolded, Item}]}, Item);
                {Second, Rest1} -> G#group{tests = [{unfolded, Item}, {unfolded, Second} | Rest1]}
            catch
                %% comes again when it is reached
                throw:{bad, _} -> G#group{tests = [{unfolded, Item} | Rest]}
            end;
        none -> G#group{tests = []}
    end;
fold(G) -> G.

merge(#group{spawn = false, desc = D, timeout = Time}, #test{desc = TD, timeout = TTime} = T) when D =:= undefined; TD =:= undefined ->
    T#test{desc = either(D, TD), timeout = either(TTime, Time)};
merge(#group{desc = D, order = O, spawn = S, timeout = Time}, #group{context = none, desc = GD, order = GO, timeout = GTime} = G)
  when (D =:= undefined orelse GD =:= undefined) andalso (O =:= undefined orelse GO =:= undefined) ->
    G#group{desc = either(D, GD), order = either(O, GO), spawn = S orelse G#group.spawn, timeout = either(GTime, Time)};
merge(G, _) -> G.

either(undefined, B) -> B;
either(A, _) -> A.

parse({foreach, S, Ts}) when is_function(S, 0), is_list(Ts) -> parse({foreach, S, fun(_) -> ok end, Ts});
parse({foreach, S, C, Ts}) when is_function(S, 0), is_function(C, 1), is_list(Ts) -> parse({foreach, spawn, S, C, Ts});
parse({foreach, P, S, Ts}) when is_function(S, 0), is_list(Ts) -> parse({foreach, P, S, fun(_) -> ok end, Ts});
parse({foreach, P, S, C, Ts}) when is_function(S, 0), is_function(C, 1), is_list(Ts) -> {list, [{setup, P, S, C, T} || T <- Ts]};
parse({foreachx, S, Ts}) when is_function(S, 1), is_list(Ts) -> parse({foreachx, S, fun(_, _) -> ok end, Ts});
parse({foreachx, S, C, Ts}) when is_function(S, 1), is_function(C, 2), is_list(Ts) -> parse({foreachx, spawn, S, C, Ts});
parse({foreachx, P, S, Ts}) when is_function(S, 1), is_list(Ts) -> parse({foreachx, P, S, fun(_, _) -> ok end, Ts});
parse({foreachx, P, S, C, Ts}) when is_function(S, 1), is_function(C, 2), is_list(Ts) ->
    {list, [{setup, P, fun() -> S(X) end, fun(R) -> C(X, R) end, fun(R) -> F(X, R) end} || {X, F} <- Ts]};
parse({setup, S, I}) when is_function(S, 0) -> parse({setup, spawn, S, fun(_) -> ok end, I});
parse({setup, S, C, I}) when is_function(S, 0), is_function(C, 1) -> parse({setup, spawn, S, C, I});
parse({setup, P, S, I}) when is_function(S, 0) -> parse({setup, P, S, fun(_) -> ok end, I});
parse({setup, P, S, C, I}) when is_function(S, 0), is_function(C, 1) -> setup(P, S, C, I);
parse({with, X, Fs} = T) ->
    is_list(Fs) andalso lists:all(fun(F) -> is_function(F, 1) end, Fs) orelse bad(T),
    {list, [#test{run = fun() -> F(X) end, place = place(F)} || F <- Fs]};
parse({generator, F}) when is_function(F, 0) ->
    {module, M} = erlang:fun_info(F, module),
    {name, N} = erlang:fun_info(F, name),
    {list, [generated(M, N, F)]};
parse({generator, M, F}) when is_atom(M), is_atom(F) ->
    exists(M, F) orelse throw({bad, {no_generator, M, F}}),
    {list, [generated(M, F, fun M:F/0)]};
parse({inorder, T}) -> #group{tests = [T], order = inorder};
parse({inparallel, T}) -> parse({inparallel, 0, T});
parse({inparallel, N, T}) when is_integer(N), N >= 0 -> #group{tests = [T], order = {inparallel, N}};
parse({timeout, Seconds, T}) when is_number(Seconds), Seconds >= 0 -> #group{tests = [T], timeout = round(Seconds * 1000)};
parse({timeout, infinity, T}) -> #group{tests = [T], timeout = infinity};
parse({spawn, T}) -> #group{tests = [T], spawn = true};
parse({spawn, N, T}) when N =:= node() -> #group{tests = [T], spawn = true};
parse({module, M}) when is_atom(M) -> module(M);
parse({application, A}) when is_atom(A) ->
    case application:get_key(A, modules) of
        {ok, Ms} -> application(A, Ms);
        undefined ->
            case application:load(A) of
                ok -> parse({application, A});
                {error, _} -> throw({bad, {application_not_found, A}})
            end
    end;
parse({application, A, Info}) when is_atom(A), is_list(Info) -> application(A, proplists:get_value(modules, Info, []));
parse({file, F}) when is_list(F) -> throw({bad, {file, "extracting module name failed", F}});
parse({M, F}) when is_atom(M), is_atom(F) -> #test{run = {M, F}, place = {M, F}};
parse({test, M, F}) when is_atom(M), is_atom(F) -> #test{run = {M, F}, place = {M, F}};
parse({test, F}) when is_function(F, 0) -> parse(F);
parse({L, F}) when is_integer(L), L >= 0, is_function(F, 0) -> #test{run = F, place = place(F), line = L};
parse({L, {M, F}}) when is_integer(L), L >= 0, is_atom(M), is_atom(F) -> #test{run = {M, F}, place = {M, F}, line = L};
parse({L, T}) when is_integer(L), L >= 0 -> bad(T);
parse({Desc, T} = All) ->
    case title(Desc) of
        {ok, Text} when is_list(T); is_tuple(T); is_atom(T); is_function(T, 0) -> titled(Text, T);
        {ok, _} -> bad(T);
        error -> bad(All)
    end;
parse(F) when is_function(F, 0) -> #test{run = F, place = place(F)};
parse(M) when is_atom(M) -> module(M);
parse(T) -> bad(T).

-spec bad(term()) -> no_return().
bad(T) -> throw({bad, {bad_test, T}}).

title([]) -> {ok, <<>>};
title(Desc) when is_binary(Desc) -> title(unicode:characters_to_list(Desc));
title([C | _] = Desc) when is_integer(C) ->
    try unicode:characters_to_binary(Desc) of
        B when is_binary(B) -> {ok, B};
        _ -> error
    catch
        error:_ -> error
    end;
title(_) -> error.

titled(Desc, T) -> #group{tests = [T], desc = Desc}.

setup(Process, S, C, I) ->
    Spawn = case Process of
        spawn -> true;
        local -> false;
        {spawn, N} when N =:= node() -> true;
        _ -> bad({setup, Process, S, C, I})
    end,
    #group{context = {Spawn, S, C}, tests = I}.

-doc "The tests of a fixture, given what its setup returned.".
instantiate(F, R) when is_function(F, 1) ->
    case F(R) of
        T when is_list(T); is_tuple(T); is_atom(T); is_function(T) -> stream(T);
        T ->
            {module, M} = erlang:fun_info(F, module),
            {name, N} = erlang:fun_info(F, name),
            throw({bad, {bad_instantiator, M, N, T}})
    end;
instantiate({with, Fs}, R) -> stream({with, R, Fs});
instantiate(Ts, _) -> stream(Ts).

generated(M, N, F) ->
    try F()
    catch
        Class:Reason:Stack -> throw({bad, {generator_failed, M, N, {Class, Reason, Stack}}})
    end.

application(A, Modules) -> #group{tests = Modules, desc = unicode:characters_to_binary(["application '", atom_to_list(A), "'"])}.

exists(M, F) -> code:ensure_loaded(M) =:= {module, M} andalso erlang:function_exported(M, F, 0).

%% The tests of a module, and of the module beside it that is named with _tests.
module(M) ->
    code:ensure_loaded(M) =:= {module, M} orelse throw({bad, {module_not_found, M}}),
    #group{tests = own(M) ++ companion(M), desc = unicode:characters_to_binary(["module '", atom_to_list(M), "'"])}.

own(M) ->
    [case lists:suffix("_", atom_to_list(F)) of
         true -> {generator, M, F};
         false -> {test, M, F}
     end || {F, 0} <- M:module_info(exports), is_test(atom_to_list(F))].

is_test(Name) -> lists:suffix("_test", Name) orelse lists:suffix("_test_", Name).

companion(M) ->
    Name = atom_to_list(M),
    case lists:suffix("_tests", Name) of
        true -> [];
        false ->
            Tests = list_to_atom(Name ++ "_tests"),
            case code:ensure_loaded(Tests) of
                {module, Tests} -> [{module, Tests}];
                _ -> []
            end
    end.

place(F) ->
    {module, M} = erlang:fun_info(F, module),
    {name, N} = erlang:fun_info(F, name),
    {M, N}.

-doc "Where a test stands: {mfa, M, F}, or {line, N, {mfa, M, F}}.".
where(#test{place = {M, F}, line = 0}) -> {mfa, M, F};
where(#test{place = {M, F}, line = Line}) -> {line, Line, {mfa, M, F}}.
