%% What eunit makes of test representations, and what it prints in verbose runs. Times, funs' numbers and frames of the
%% library itself are left out.
-module(eunit_report).
-export([main/0, one_test/0, two_test_/0, bad_test_/0, killed_test/0]).

one_test() -> ok.
two_test_() -> {"some", [fun() -> ok end, {"tt", fun() -> ok end}]}.
bad_test_() -> error(nogen).
killed_test() -> exit(self(), kill).

ok() -> fun() -> ok end.

main() ->
    logger:set_primary_config(level, none),
    [run(N, T) || {N, T} <- tests()],
    io:format("~n## not verbose~n"),
    [quiet(N, T) || {N, T} <- tests(), lists:member(N, ["setup fails", "fails", "two", "nothing", "killed", "generator fails"])].

tests() -> shapes() ++ failures() ++ fixtures() ++ cancelled().

shapes() ->
    [{"fun", ok()}, {"two", [ok(), ok()]}, {"nothing", []}, {"title", {"title", ok()}}, {"empty title", [{"", ok()}, {"", [ok(), ok()]}]}, {"binary title", {<<"b">>, ok()}},
     {"line", {3, ok()}}, {"line and title", {3, {"x", ok()}}}, {"mf", {?MODULE, one_test}}, {"test", {test, ?MODULE, one_test}},
     {"no function", {?MODULE, nosuch}}, {"no module", [{nomod, foo}, ok()]}, {"generator", {generator, ?MODULE, two_test_}},
     {"no generator", {generator, ?MODULE, nosuch_test_}}, {"generator fails", {generator, ?MODULE, bad_test_}},
     {"generator fun", {"named", {generator, fun() -> [ok(), ok()] end}}}, {"generator of one", {"named", {generator, fun() -> [ok()] end}}},
     {"empty groups", [{"x", []}, {"y", [[]]}, []]}, {"nested", {"a", {"b", {"c", [ok()]}}}}, {"inorder", {inorder, [ok(), ok()]}},
     {"parallel", {"par", {inparallel, [{"g", [ok(), {"h", [ok(), ok()]}]}, ok()]}}}, {"parallel n", {inparallel, 2, [ok(), ok(), ok()]}},
     {"spawn", {spawn, ok()}}, {"timeout", {timeout, 5, {"t", ok()}}}, {"with", {with, 5, [fun(5) -> ok end, fun(X) -> X = 5 end]}},
     {"17", 17}, {"tuple", {repeat, 2, foo}}, {"bad with", {with, 5, foo}}, {"module", nosuchmodule}, {"application", {application, noapp}},
     {"improper", [ok() | foo]}, {"file", {file, "nofile.beam"}}, {"text", "t1"}, {"deep lists", [[ok()], [[ok(), [ok()]]]]}].

failures() ->
    [{"fails", fun() -> error(boom) end}, {"throws", [fun() -> throw(x) end, fun() -> exit(y) end]},
     {"in a group", {"grp", [fun() -> exit(normal) end, ok()]}}, {"prints", fun() -> io:format("a~nb~p", ["x\"y"]), error(oops) end},
     {"badarith", fun() -> 1 / list_to_integer("0") end}, {"undefined", fun nomod:nofun/0},
     {"deep term", fun() -> error({long, lists:seq(1, 100), "string", lists:duplicate(30, {a, "bcd"})}) end},
     {"reads", fun() -> eof = io:get_line("x") end}, {"unicode", fun() -> io:format("~ts", [[955]]), error(x) end},
     {"mailbox", [fun() -> self() ! hello end, fun() -> receive hello -> ok after 0 -> error(none) end end]},
     {"dictionary", [fun() -> put(k, 2) end, fun() -> 2 = get(k) end]}].

fixtures() ->
    [{"setup", {setup, fun() -> 1 end, fun(1) -> ok end, fun(X) -> [{"is one", fun() -> 1 = X end}, ok()] end}},
     {"setup of one", {setup, fun() -> 1 end, fun(_) -> {"inner", [ok()]} end}}, {"titled", {"outer", {setup, fun() -> 1 end, fun(_) -> [{"t2", ok()}] end}}},
     {"local", {setup, local, fun() -> put(k, 1) end, fun(_) -> 1 = erase(k) end, [fun() -> 1 = get(k) end]}},
     {"spawned", {setup, fun() -> put(k, 1) end, fun(_) -> 1 = erase(k) end, [fun() -> undefined = get(k) end]}},
     {"setup fails", [{setup, fun() -> error(no) end, [ok()]}, ok()]}, {"cleanup fails", [{setup, fun() -> 1 end, fun(_) -> error(no) end, [ok()]}, ok()]},
     {"instantiation fails", {setup, fun() -> 1 end, fun(_) -> error(no) end}}, {"instantiates no test", {setup, fun() -> 1 end, fun(_) -> 17 end}},
     {"setup throws", {setup, fun() -> throw(skip) end, ok()}}, {"bad setup", {setup, foo, [ok()]}},
     {"with in setup", {setup, fun() -> 1 end, {with, [fun(1) -> ok end]}}},
     {"foreach", {foreach, fun() -> 1 end, fun(_) -> ok end, [{"d1", ok()}, fun(1) -> {"d2", [ok(), ok()]} end]}},
     {"foreach fails", {foreach, fun() -> error(x) end, [ok(), ok()]}},
     {"foreachx", {foreachx, fun(X) -> X * 2 end, fun(_, _) -> ok end, [{1, fun(1, 2) -> ok() end}, {2, fun(X, Y) -> {"x", fun() -> Y = 2 * X end} end}]}}].

cancelled() ->
    K = fun() -> exit(self(), kill) end,
    [{"killed", {?MODULE, killed_test}}, {"rest is gone", [ok(), K, ok()]}, {"spawned group", [{spawn, {"grp", [ok(), {"in", [K, ok()]}, ok()]}}, ok()]},
     {"group spawned", [{"grp", {spawn, [K, ok()]}}, ok()]}, {"fixture", [{"grp", {setup, fun() -> ok end, [K, ok()]}}, ok()]},
     {"linked", fun() -> spawn_link(fun() -> exit(linkdie) end), timer:sleep(1000) end},
     {"too slow", [{spawn, {timeout, 0.01, fun() -> timer:sleep(10000) end}}, ok()]},
     {"group too slow", [{spawn, [{timeout, 0.01, {"grp", [ok(), fun() -> timer:sleep(10000) end, ok()]}}, ok()]}, ok()]},
     {"parallel", {inparallel, [ok(), K, {"g", [ok(), ok()]}, ok()]}}].

run(Name, T) -> show(Name, T, [verbose]).
quiet(Name, T) -> show(Name, T, []).

show(Name, T, Options) ->
    {Result, Text} = captured(fun() -> eunit:test(T, Options) end),
    io:format("~n## ~ts~n~ts-> ~p~n", [Name, clean(Text), Result]).

captured(Fun) ->
    Self = self(),
    Collector = spawn_link(fun() -> collect([]) end),
    {Pid, Ref} = spawn_monitor(fun() ->
        group_leader(Collector, self()),
        Self ! {result, self(), Fun()}
    end),
    Result = receive
        {result, Pid, R} -> R;
        {'DOWN', Ref, process, Pid, Why} -> Why
    end,
    Collector ! {take, self()},
    receive {text, Text} -> {Result, Text} end.

collect(Acc) ->
    receive
        {take, To} -> To ! {text, unicode:characters_to_list(lists:reverse(Acc))};
        {io_request, From, As, Request} ->
            {Reply, Text} = text(Request),
            From ! {io_reply, As, Reply},
            collect([Text | Acc])
    end.

text({put_chars, Enc, Chars}) -> {ok, unicode:characters_to_binary(Chars, Enc)};
text({put_chars, Enc, M, F, A}) -> {ok, unicode:characters_to_binary(apply(M, F, A), Enc)};
text({requests, Rs}) -> {ok, [element(2, text(R)) || R <- Rs]};
text(_) -> {{error, request}, []}.

clean(Text) ->
    Lines = string:split(Text, "\n", all),
    lists:join("\n", [line(L) || L <- Lines, not frame(L)]).

frame("in call from " ++ _) -> true;
frame("in function timer:sleep" ++ _) -> true;
frame(_) -> false.

line(L) ->
    lists:foldl(fun({Re, New}, Acc) -> re:replace(Acc, Re, New, [global, unicode, {return, list}]) end, L,
                [{"\\[[0-9.]+ s\\] ok", "ok"}, {"done in [0-9.]+ s", "done"}, {"-fun-[0-9]+-", "-fun-"}, {", line [0-9]+", ""},
                 {"#Fun<[^>]*>", "#Fun"}, {" \\([a-z_]+\\.erl\\)", ""}]).
