%% A group leader written for the occasion: what it answers is what io's functions return, and what they make of odd answers.
-module(io_leader_of_ones_own).
-export([main/0]).
-include("../show.hrl").

main() ->
    Old = group_leader(),
    Lines = [{rows, fun() -> io:rows() end}, {columns, fun() -> io:columns() end},
             {form, fun() -> io:parse_erl_form(group_leader(), '> ', 1, []) end}, {form3, fun() -> io:parse_erl_form(group_leader(), '> ', 1) end},
             {line, fun() -> io:get_line("> ") end}, {chars, fun() -> io:get_chars("> ", 3) end}, {write, fun() -> io:write({a, "b"}) end},
             {nl, fun() -> io:nl() end}, {opts, fun() -> io:getopts() end}, {set, fun() -> io:setopts([binary]) end}],
    Answers = [with_leader(Fun, fun answer/1) || {_, Fun} <- Lines],
    Errors = [with_leader(Fun, fun(_) -> {error, eio} end) || {_, Fun} <- Lines],
    Gone = [with_dead(Fun) || {_, Fun} <- Lines],
    group_leader(Old, self()),
    [show(What, Result) || {What, Results} <- [{answered, Answers}, {refused, Errors}, {gone, Gone}], Result <- lists:zip([N || {N, _} <- Lines], Results), What =/= none],
    Dead = spawn(fun() -> ok end),
    Ref = monitor(process, Dead),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    many(io, parse_erl_form, [[Dead, '> ', 1, []], [no_such_device, '> ', 1, []]]),
    many(io, write, [[no_such_device, x], [Dead, x]]),
    ok.

with_leader(Fun, Answer) ->
    Leader = spawn_link(fun() -> leader(Answer) end),
    group_leader(Leader, self()),
    Result = outcome(Fun),
    unlink(Leader), exit(Leader, kill),
    Result.

with_dead(Fun) ->
    {Leader, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    group_leader(Leader, self()),
    outcome(Fun).

leader(Answer) ->
    receive {io_request, From, As, Request} -> From ! {io_reply, As, Answer(Request)} end,
    leader(Answer).

answer({get_geometry, rows}) -> 24;
answer({get_geometry, columns}) -> 80;
answer({get_password, _}) -> "secret\n";
answer({get_until, _, _, M, F, As}) -> until(M, F, As, [], ["f(X) ->\n", " X + 1.\n"]);
answer({get_line, _, _}) -> "a line\n";
answer({get_chars, _, _, N}) -> lists:duplicate(N, $c);
answer(getopts) -> [{binary, true}, {encoding, unicode}];
answer(_) -> ok.

until(M, F, As, State, [Text | Rest]) ->
    case apply(M, F, [State, Text | As]) of
        {done, Result, _} -> Result;
        {more, State1} -> until(M, F, As, State1, Rest)
    end;
until(M, F, As, State, []) ->
    {done, Result, _} = apply(M, F, [State, eof | As]),
    Result.
