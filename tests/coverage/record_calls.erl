%% Counts the corpus' calls to the library, by running its programs with real Erlang/OTP under a call trace.
%%
%%   erlc tests/coverage/record_calls.erl && erl -noshell -run record_calls main
%%
%% Run in the repository's root. With names of programs after `main`, only those are run, and what they call is added to what is recorded.
%% Writes tests/coverage/calls.txt: a line `module function/arity RETURNED REFUSED` for each documented
%% function that a program calls itself, that is, not through another library function. REFUSED is `-` when no call was refused: none
%% raised, or returned `error` or a tuple that begins with it. Counting a function ends in a program once it did both, or a thousand
%% calls were seen, so the numbers say "never", "some", "many", no more. `drawn` in place of `-`: the program drew the arguments
%% blindly (tests/run/sweep), and the function took them all.
-module(record_calls).
-export([main/0, main/1]).

-define(ENOUGH, 1000).

main() -> main(filelib:wildcard("tests/run/**/*.erl"), #{}).
main(Files) -> main(Files, recorded()).

main(Programs, Before) ->
    logger:set_primary_config(level, none),
    Documented = documented(),
    Modules = lists:usort([M || {M, _, _} <- Documented]),
    [code:ensure_loaded(M) || M <- Modules],
    Files = lists:sort([F || F <- Programs, filelib:is_regular(filename:rootname(F) ++ ".out")]),
    Counts = lists:foldl(fun(File, Acc) -> program(File, Documented, Acc) end, Before, Files),
    Head = ["# Calls of the corpus to the library, counted with OTP ", erlang:system_info(otp_release), ": made by record_calls.erl.\n"],
    Lines = [io_lib:format("~s ~s/~b ~b ~s~n", [M, F, A, Good, bad(Bad)]) || {{M, F, A}, {Good, Bad}} <- lists:sort(maps:to_list(Counts))],
    ok = file:write_file("tests/coverage/calls.txt", [Head | Lines]),
    halt(0).

recorded() ->
    {ok, Text} = file:read_file("tests/coverage/calls.txt"),
    maps:from_list([{begin
          [Name, Arity] = string:split(Function, "/", trailing),
          {binary_to_atom(Module), binary_to_atom(Name), binary_to_integer(Arity)}
      end, {binary_to_integer(Good), case Bad of <<"-">> -> none; <<"drawn">> -> drawn; N -> binary_to_integer(N) end}}
      || Line <- binary:split(Text, <<"\n">>, [global]), [Module, Function, Good, Bad] <- [binary:split(Line, <<" ">>, [global])]]).

bad(none) -> "-";
bad(drawn) -> "drawn";
bad(N) -> integer_to_list(N).

documented() ->
    {ok, Text} = file:read_file("tests/coverage/otp.txt"),
    [begin
         [Name, Arity] = string:split(Function, "/", trailing),
         {binary_to_atom(Module), binary_to_atom(Name), binary_to_integer(Arity)}
     end || Line <- binary:split(Text, <<"\n">>, [global]), [Module, Function, <<"documented">>] <- [binary:split(Line, <<" ">>, [global])]].

program(File, Documented, Counts) ->
    Module = list_to_atom(filename:basename(File, ".erl")),
    Transform = filename:rootname(File) ++ "_pt",
    case compile:file(Transform, [binary]) of
        {ok, Pt, PtCode} -> code:load_binary(Pt, Transform, PtCode);
        error -> none
    end,
    case compile:file(File, [binary, nowarn_export_all, {i, filename:dirname(File)}]) of
        {ok, Module, Code} ->
            {module, Module} = code:load_binary(Module, File, Code),
            Found = traced(Module, Documented),
            code:purge(Module), code:delete(Module), code:purge(Module),
            IsDrawn = lists:prefix("sweep_", atom_to_list(Module)),
            io:format("~s ~b~n", [File, map_size(Found)]),
            maps:fold(fun(Function, Count, Acc) -> add(Function, count(Count, IsDrawn), Acc) end, Counts, Found);
        _ ->
            io:format("~s does not compile~n", [File]),
            Counts
    end.

count({Good, 0}, true) -> {Good, drawn};
count({Good, 0}, false) -> {Good, none};
count(Count, _) -> Count.

add(Function, {Good, Bad}, Acc) ->
    {Good0, Bad0} = maps:get(Function, Acc, {0, none}),
    Acc#{Function => {Good0 + Good, both(Bad0, Bad)}}.

both(A, B) when is_integer(A), is_integer(B) -> A + B;
both(A, _) when is_integer(A) -> A;
both(_, B) when is_integer(B) -> B;
both(none, B) -> B;
both(drawn, _) -> drawn.

traced(Module, Documented) ->
    Self = self(),
    {Tracer, TracerRef} = spawn_opt(fun() -> tracer(Module, Self, #{}, #{}) end, [monitor, {priority, high}]),
    Spec = [{'_', [], [{message, {caller}}, {exception_trace}]}],
    {Pid, Ref} = spawn_monitor(fun() ->
        Sink = spawn(fun sink/0),
        group_leader(Sink, self()),
        receive go -> ok end,
        catch Module:main()
    end),
    [catch erlang:trace_pattern(MFA, Spec, []) || MFA <- Documented],
    erlang:trace(Pid, true, [call, arity, set_on_spawn, {tracer, Tracer}]),
    Pid ! go,
    receive {'DOWN', Ref, process, Pid, _} -> ok
    after 30000 -> exit(Pid, kill), io:format("~s takes too long~n", [Module])
    end,
    catch erlang:trace_delivered(Pid),
    erlang:trace(all, false, [call]),
    [catch erlang:trace_pattern(MFA, false, []) || MFA <- Documented],
    Tracer ! {finish, self()},
    receive {found, Found} -> Found; {'DOWN', TracerRef, process, Tracer, Why} -> io:format("~s: ~p~n", [Module, Why]), #{} end.

%% Frames of exception_trace come off a process' stack in the order they went on.
tracer(Module, To, Stacks, Found) ->
    receive
        {trace, Pid, call, Function, Caller} ->
            Ours = case Caller of {Module, _, _} -> true; _ -> false end,
            Stack = maps:get(Pid, Stacks, []),
            tracer(Module, To, Stacks#{Pid => [{Function, Ours} | Stack]}, Found);
        {trace, Pid, return_from, Function, Value} ->
            {Ours, Stacks1} = pop(Pid, Function, Stacks),
            Kind = case Value of error -> bad; _ when is_tuple(Value), element(1, Value) =:= error -> bad; _ -> good end,
            tracer(Module, To, Stacks1, found(Ours, Kind, Function, Found));
        {trace, Pid, exception_from, Function, {_, Reason}} ->
            {Ours, Stacks1} = pop(Pid, Function, Stacks),
            tracer(Module, To, Stacks1, found(Ours, raised(Function, Reason), Function, Found));
        %% Who entered a loop that is not left is in there still.
        {finish, To} -> To ! {found, lists:foldl(fun({Function, Ours}, Acc) -> found(Ours, good, Function, Acc) end, Found, lists:append(maps:values(Stacks)))};
        _ -> tracer(Module, To, Stacks, Found)
    end.

%% Some functions are there to raise.
raised({_, Name, _}, Reason) ->
    case lists:member(Name, [error, exit, throw, raise, nif_error, init_fail]) of
        true when Reason =/= badarg, Reason =/= function_clause -> good;
        _ -> bad
    end.

pop(Pid, Function, Stacks) ->
    case maps:get(Pid, Stacks, []) of
        [{Function, Ours} | Stack] -> {Ours, Stacks#{Pid => Stack}};
        [_ | Stack] -> pop(Pid, Function, Stacks#{Pid => Stack});
        [] -> {false, Stacks}
    end.

found(false, _, _, Found) -> Found;
found(true, Kind, Function, Found) ->
    {Good, Bad} = Old = maps:get(Function, Found, {0, 0}),
    New = case Kind of good -> {Good + 1, Bad}; bad -> {Good, Bad + 1} end,
    is_enough(New) andalso not is_enough(Old) andalso (catch erlang:trace_pattern(Function, false, [])),
    Found#{Function => New}.

is_enough({Good, Bad}) -> (Good > 0 andalso Bad > 0) orelse Good + Bad >= ?ENOUGH.

%% A group leader that throws everything away.
sink() ->
    receive
        {io_request, From, As, Request} -> From ! {io_reply, As, answer(Request)};
        _ -> ok
    end,
    sink().

answer(getopts) -> [{binary, false}, {encoding, unicode}];
answer({get_geometry, _}) -> {error, enotsup};
answer(Request) when element(1, Request) =:= get_line; element(1, Request) =:= get_chars; element(1, Request) =:= get_until -> eof;
answer(_) -> ok.
