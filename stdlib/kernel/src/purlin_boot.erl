%% Runs a program for the `purlin` command: starts the io server, calls the program's function, reports what went wrong
%% and ends the machine with the documented status.
-module(purlin_boot).
-export([main/4, named/1]).

%% The boot process. `Halt`: end the machine when the program's function returns.
main(Module, Function, Args, Halt) ->
    process_flag(trap_exit, true),
    group_leader(user:start(), self()),
    {Pid, Ref} = spawn_monitor(fun() -> run(Module, Function, Args) end),
    receive
        {'DOWN', Ref, process, Pid, Reason} -> ended(Reason, Halt)
    end.

%% Calls a program's function with the arguments it was started with, or without; init and escript know its name and those.
named([Name, Kind, Module, Function, With | Args]) ->
    init:set_arguments([], case Kind of "script" -> [Name | Args]; "program" -> Args end),
    init:set_program(Name),
    case With of
        "args" -> apply(list_to_existing_atom(Module), list_to_existing_atom(Function), [Args]);
        "none" -> apply(list_to_existing_atom(Module), list_to_existing_atom(Function), [])
    end.

run(Module, Function, Args) ->
    try
        apply(Module, Function, Args)
    catch
        Class:Reason:Stack -> exit({purlin_uncaught, Class, Reason, Stack})
    end.

ended({purlin_uncaught, Class, Reason, Stack}, _) ->
    report(Class, Reason, Stack),
    halt(status(Reason));
ended(Reason, _) when Reason =/= normal ->
    Hint = case Reason of system_limit -> limits_hint(); _ -> "" end,
    put_error(["error: the main process was killed: ", io_lib:format("~0tp", [Reason]), $\n, Hint]),
    halt(status(Reason));
ended(normal, true) ->
    halt(0);
ended(normal, false) ->
    receive never -> ok end.

%% A limit of the machine, be it the user's or its own, has a status of its own.
status(system_limit) -> 4;
status(_) -> 1.

%% What, where, the stack, a hint.
report(Class, Reason, Stack) ->
    put_error(["error: ", what(Class, Reason, Stack), $\n, [frame(F) || F <- Stack], hint(Reason, Stack)]).

what(throw, Reason, _) -> io_lib:format("uncaught throw: ~0tp", [Reason]);
what(exit, Reason, _) -> io_lib:format("exit: ~0tp", [Reason]);
what(error, {badmatch, V}, _) -> io_lib:format("no match of right hand side value ~0tp", [V]);
what(error, {case_clause, V}, _) -> io_lib:format("no case clause matching ~0tp", [V]);
what(error, {try_clause, V}, _) -> io_lib:format("no try clause matching ~0tp", [V]);
what(error, if_clause, _) -> "no true branch found in an if expression";
what(error, {else_clause, V}, _) -> io_lib:format("no else clause matching ~0tp", [V]);
what(error, {badfun, V}, _) -> io_lib:format("~0tp is not a fun", [V]);
what(error, {badarity, {F, As}}, _) ->
    io_lib:format("~0tp called with ~w arguments", [F, length(As)]);
what(error, {badmap, V}, _) -> io_lib:format("~0tp is not a map", [V]);
what(error, {badkey, V}, _) -> io_lib:format("the map has no key ~0tp", [V]);
what(error, {badrecord, V}, _) -> io_lib:format("~0tp is not the record that is asked for", [V]);
what(error, function_clause, [{M, F, As, _} | _]) when is_list(As) ->
    io_lib:format("no function clause matching ~ts", [call(M, F, As)]);
what(error, undef, [{M, F, As, _} | _]) ->
    io_lib:format("undefined function ~ts", [mfa(M, F, arity(As))]);
what(error, badarith, [{erlang, Op, [A, B], _} | _]) ->
    io_lib:format("bad argument in an arithmetic expression: ~0tp ~ts ~0tp", [A, atom_to_list(Op), B]);
what(error, badarith, _) -> "bad argument in an arithmetic expression";
what(error, badarg, [{M, F, As, _} | _]) when is_list(As) ->
    io_lib:format("bad argument in a call of ~ts", [call(M, F, As)]);
what(error, Reason, _) -> io_lib:format("~0tp", [Reason]).

frame({M, F, A, Where}) ->
    File = proplists:get_value(file, Where),
    Line = proplists:get_value(line, Where),
    At = case {File, Line} of
        {undefined, _} -> "";
        {_, undefined} -> io_lib:format(" (~ts)", [File]);
        _ -> io_lib:format(" (~ts:~w)", [File, Line])
    end,
    ["  in ", mfa(M, F, arity(A)), At, $\n].

call(M, F, As) ->
    [mf(M, F), $(, lists:join(", ", [io_lib:format("~0tP", [A, 12]) || A <- As]), $)].

limits_hint() -> "hint: the limits are set by --max-memory and --max-processes\n".

mfa(M, F, A) -> [mf(M, F), $/, integer_to_list(A)].

mf(M, F) -> io_lib:format("~tw:~tw", [M, F]).

arity(As) when is_list(As) -> length(As);
arity(A) -> A.

hint(system_limit, _) -> limits_hint();
hint(undef, [{M, F, As, _} | _]) ->
    case code:ensure_loaded(M) of
        {module, _} ->
            Arity = arity(As),
            case [A || {G, A} <- M:module_info(exports), G =:= F, A =/= Arity] of
                [] -> io_lib:format("hint: module ~tw has no function ~tw\n", [M, F]);
                Others ->
                    io_lib:format("hint: ~tw exists with ~ts arguments\n",
                                  [F, lists:join(" or ", [integer_to_list(A) || A <- lists:sort(Others)])])
            end;
        _ ->
            case lists:member(M, absent()) of
                true -> io_lib:format("hint: ~tw of OTP is not part of Purlin: docs/compatibility.md says what is\n", [M]);
                false -> io_lib:format("hint: no module ~tw could be loaded: is it beside the program, or on --path?\n", [M])
            end
    end;
hint(_, _) -> "".

%% Modules of OTP that programs use and Purlin lacks.
absent() ->
    [gen_tcp, gen_udp, gen_sctp, socket, ssl, public_key, ssh, httpc, httpd, inets, ftp, tftp, mnesia, disk_log, log_mf_h, erl_tar, zip,
     beam_lib, peer, slave, qlc, merl, erl_syntax, xmerl, xmerl_scan, xmerl_sax_parser, leex, yecc, memsup, cpu_sup, disksup, snmpm,
     eldap, cover, eprof, fprof, cprof, tprof, lcnt, observer, wx, heart, seq_trace, erl_ddll, rb, release_handler, systools, reltool,
     net, erl_features, auth].

put_error(Text) ->
    purlin_io:write(2, unicode:characters_to_binary(Text)).
