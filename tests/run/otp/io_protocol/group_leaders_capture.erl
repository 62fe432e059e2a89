%% Output of processes captured by changing group leaders: spawned, linked, in servers, with format and nested captures.
-module(group_leaders_capture).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-include("../../stdlib/show.hrl").

init(_) -> io:format("init "), {ok, 0}.
handle_call(X, _, S) -> io:format("call ~p ", [X]), {reply, group_leader(), S}.
handle_cast(_, S) -> {noreply, S}.

main() ->
    {R1, T1} = capture(fun() -> io:format("a ~p~n", [1]), io:put_chars("b"), io:nl(), io:write({x, "s"}), done end), show("plain", {R1, T1}),
    {_, T2} = capture(fun() -> P = self(), spawn(fun() -> io:format("child"), P ! ok end), receive ok -> ok end end), show("child", T2),
    {_, T3} = capture(fun() -> io:format("out["), {_, In} = capture(fun() -> io:format("inner") end), io:format("~s]", [string:uppercase(In)]) end), show("nested", T3),
    {{Same, _}, T4} = capture(fun() -> {ok, S} = gen_server:start(?MODULE, x, []), G = gen_server:call(S, q), gen_server:stop(S), {G =:= group_leader(), 0} end), show("server", {Same, T4}),
    {ok, S0} = gen_server:start(?MODULE, x, []), {_, T5} = capture(fun() -> gen_server:call(S0, outside) end), io:nl(), show("server outside", T5), gen_server:stop(S0),
    {_, T6} = capture(fun() -> io:format(standard_error, "", []), io:format("~ts", ["åж"]), io:format(user, "", []) end), show("unicode", T6), {_, T7} = capture(fun() -> [io:format("~w,", [N]) || N <- lists:seq(1, 50)] end), show("many", length(T7)),
    {R8, T8} = capture(fun() -> {io:get_line("ask> "), io:columns(), io:getopts()} end), show("questions", {R8, T8}), {R9, T9} = capture(fun() -> io:format("before"), catch error(x), io:format(" after"), throw_away end), show("catch", {R9, T9}), show("gl", is_pid(group_leader())), ok.

capture(F) ->
    Old = group_leader(), G = spawn(fun() -> collect([]) end), group_leader(G, self()),
    R = try F() after group_leader(Old, self()) end, G ! {get, self()}, receive {text, T} -> {R, T} end.
collect(Acc) ->
    receive
        {io_request, From, Ref, {put_chars, E, C}} -> From ! {io_reply, Ref, ok}, collect([unicode:characters_to_list(C, E) | Acc]);
        {io_request, From, Ref, {put_chars, E, M, F, A}} -> From ! {io_reply, Ref, ok}, collect([unicode:characters_to_list(apply(M, F, A), E) | Acc]);
        {io_request, From, Ref, {get_line, _, P}} -> From ! {io_reply, Ref, "answer\n"}, collect([P | Acc]);
        {io_request, From, Ref, {get_geometry, _}} -> From ! {io_reply, Ref, {error, enotsup}}, collect(Acc);
        {io_request, From, Ref, getopts} -> From ! {io_reply, Ref, [{binary, false}]}, collect(Acc);
        {get, P} -> P ! {text, lists:flatten(lists:reverse(Acc))}
    end.
