%% Runs test modules for `purlin test`: several at a time, prints what failed with the source line and a diff, ends with
%% status 1 if anything did.
-module(purlin_test).
-moduledoc false.
-export([main/1]).

-record(o, {jobs = 4, filter = "", verbose = false, colour = false}).
%% What came of a module, printed when it is done.
-record(r, {passed = 0, failed = 0, skipped = 0, text = []}).

main(Args) ->
    {O, Modules} = options(Args, #o{}, []),
    T0 = erlang:monotonic_time(millisecond),
    R = run(Modules, [], O, #r{}),
    Time = erlang:monotonic_time(millisecond) - T0,
    Total = R#r.passed + R#r.failed,
    io:put_chars(summary(R, Total, Time, O)),
    halt(if R#r.failed > 0; Total + R#r.skipped =:= 0 -> 1; true -> 0 end).

summary(#r{skipped = 0}, 0, _, #o{filter = Filter}) when Filter =/= "" ->
    io_lib:format("no test's name contains ~ts~n", [Filter]);
summary(#r{passed = P, failed = F, skipped = S}, _, Time, O) ->
    Skipped = case S of
        0 -> "";
        _ -> io_lib:format(", ~w skipped", [S])
    end,
    Text = io_lib:format("~w passed, ~w failed~ts (~.2f s)", [P, F, Skipped, Time / 1000]),
    [colour(if F > 0 -> red; true -> green end, Text, O), $\n].

options(["jobs=" ++ N | Args], O, Ms) -> options(Args, O#o{jobs = list_to_integer(N)}, Ms);
options(["filter=" ++ Text | Args], O, Ms) -> options(Args, O#o{filter = Text}, Ms);
options(["verbose" | Args], O, Ms) -> options(Args, O#o{verbose = true}, Ms);
options(["colour" | Args], O, Ms) -> options(Args, O#o{colour = true}, Ms);
options(["eunit:" ++ M | Args], O, Ms) -> options(Args, O, [{eunit, list_to_atom(M)} | Ms]);
options(["ct:" ++ M | Args], O, Ms) -> options(Args, O, [{ct, list_to_atom(M)} | Ms]);
options([], O, Ms) -> {O, lists:reverse(Ms)}.

%% Starts modules while there are free places; prints each that is done.
run([M | Ms], Running, O, R) when length(Running) < O#o.jobs ->
    Self = self(),
    {_, Ref} = spawn_monitor(fun() -> Self ! {done, self(), module(M, O)} end),
    run(Ms, [{Ref, M} | Running], O, R);
run([], [], _, R) -> R;
run(Ms, Running, O, R) ->
    receive
        {done, Pid, New} ->
            Ref = receive {'DOWN', Ref0, process, Pid, _} -> Ref0 end,
            io:put_chars(lists:reverse(New#r.text)),
            run(Ms, lists:keydelete(Ref, 1, Running), O, add(New, R));
        {'DOWN', Ref, process, _, Reason} when Reason =/= normal ->
            {_, {_, M}} = lists:keyfind(Ref, 1, Running),
            io:format("~ts ~tw: ended unexpectedly: ~tp~n", [colour(red, "failed", O), M, Reason]),
            run(Ms, lists:keydelete(Ref, 1, Running), O, R#r{failed = R#r.failed + 1})
    end.

add(A, B) -> B#r{passed = A#r.passed + B#r.passed, failed = A#r.failed + B#r.failed, skipped = A#r.skipped + B#r.skipped}.

%% ---------------------------------------------------------------------------------------------------------
%% One module, in a process of its own

module({eunit, M}, O) ->
    Chosen = fun(Where) -> is_chosen(Where, O) end,
    Self = self(),
    eunit:run_for(own(M), fun(Event) -> Self ! {note, event(Event, M, O)} end, Chosen),
    collected(#r{});
module({ct, M}, O) -> suite(M, O).

%% A module named like another with _tests behind is run by itself, not with that one.
own(M) ->
    Tests = [{lists:suffix("_", atom_to_list(F)), F} || {F, 0} <- lists:sort(M:module_info(exports))],
    [case IsGenerator of
         true -> {generator, M, F};
         false -> {test, M, F}
     end || {IsGenerator, F} <- Tests, is_test(atom_to_list(F))].

is_test(Name) -> lists:suffix("_test", Name) orelse lists:suffix("_test_", Name).

is_chosen(_, #o{filter = ""}) -> true;
is_chosen({line, _, Where}, O) -> is_chosen(Where, O);
is_chosen({mfa, M, F}, #o{filter = Text}) -> string:find(io_lib:format("~ts:~ts", [M, F]), Text) =/= nomatch.

%% What was noted comes as messages, as fixtures run in processes of their own.
collected(R) ->
    receive
        {note, New} -> collected(merge(New, R))
    after 0 -> R
    end.

merge(New, R) -> (add(New, R))#r{text = New#r.text ++ R#r.text}.

event({test, Where, Desc, ok, _, Time}, _, O) ->
    Text = case O#o.verbose of
        true -> [[colour(green, "ok", O), "     ", name(Where, Desc), slow(Time), $\n]];
        false -> []
    end,
    #r{passed = 1, text = Text};
event({test, Where, Desc, Result, Output, _}, _, O) ->
    Shown = case Output of
        <<>> -> [];
        _ -> ["    output:\n", indent(Output, 6)]
    end,
    #r{failed = 1, text = [[colour(red, "failed", O), $\s, name(Where, Desc), $\n, failure(Result, O), Shown, $\n]]};
event({cancelled, Text}, M, O) ->
    #r{failed = 1, text = [[colour(red, "failed", O), io_lib:format(" ~tw~n", [M]), indent(unicode:characters_to_binary(Text), 4), $\n]]}.

name({line, Line, {mfa, M, F}}, Desc) -> [io_lib:format("~ts:~ts (line ~w)", [M, F, Line]), described(Desc)];
name({mfa, M, F}, Desc) -> [io_lib:format("~ts:~ts", [M, F]), described(Desc)].

described(undefined) -> "";
described(Desc) -> [": ", Desc].

slow(Ms) when Ms >= 100 -> io_lib:format(" (~.2f s)", [Ms / 1000]);
slow(_) -> "".

%% ---------------------------------------------------------------------------------------------------------
%% Failures

failure({timeout, Stack}, O) -> ["    it took too long; it was in\n", place(Stack, O)];
failure({died, Reason}, _) -> ["    its process ended: ", io_lib:format("~tp", [Reason]), $\n];
failure({failed, error, {Macro, Info}, Stack}, O) when is_list(Info), is_atom(Macro) ->
    case is_assertion(Info) of
        true -> [where(Info, Stack, O), assertion(Info, O)];
        false -> exception(error, {Macro, Info}, Stack, O)
    end;
failure({failed, Class, Reason, Stack}, O) -> exception(Class, Reason, Stack, O).

is_assertion([{_, _} | _] = Info) -> lists:keymember(module, 1, Info) andalso lists:keymember(line, 1, Info);
is_assertion(_) -> false.

exception(Class, Reason, Stack, O) ->
    Own = own_frames(Stack),
    Text = erl_error:format_exception(Class, Reason, Own, #{column => 5}),
    [place(Own, O), "    ", Text, $\n].

own_frames(Stack) -> lists:takewhile(fun(F) -> not lists:member(element(1, F), [eunit, ?MODULE, ct_run]) end, Stack).

%% The line of an assertion.
where(Info, Stack, O) ->
    Module = proplists:get_value(module, Info),
    Line = proplists:get_value(line, Info),
    Files = [proplists:get_value(file, I) || {M, _, _, I} <- Stack, M =:= Module],
    case [F || F <- Files, F =/= undefined] ++ [F || [_ | _] = F <- [code:which(Module)]] of
        [File | _] -> source(File, Line, O);
        [] -> ""
    end.

%% The first frame whose source is at hand.
place(Stack, O) ->
    Known = [{File, Line} || {_, _, _, I} <- Stack, {file, File} <- I, {line, Line} <- I, filelib:is_regular(File)],
    case Known of
        [{File, Line} | _] -> source(File, Line, O);
        [] -> ""
    end.

source(File, Line, O) ->
    Head = io_lib:format("    ~ts:~w~n", [File, Line]),
    case file:read_file(File) of
        {ok, Text} ->
            Lines = binary:split(Text, <<"\n">>, [global]),
            case Line >= 1 andalso Line =< length(Lines) of
                true -> [Head, io_lib:format("    ~ts ~ts~n", [colour(blue, io_lib:format("~w |", [Line]), O), lists:nth(Line, Lines)])];
                false -> Head
            end;
        _ -> Head
    end.

assertion(Info, O) ->
    case {lists:keyfind(expected, 1, Info), lists:keyfind(value, 1, Info)} of
        {{_, Expected}, {_, Value}} -> difference(Expected, Value, O);
        {_, {_, Value}} -> [pattern(Info), got(Value)];
        _ -> [pattern(Info), [got_exception(E) || {unexpected_exception, E} <- Info], [["    it succeeded with ", term(V), $\n] || {unexpected_success, V} <- Info],
              [["    comment: ", C, $\n] || {comment, C} <- Info]]
    end.

pattern(Info) -> [["    expected: ", P, $\n] || {pattern, P} <- Info].

got(Value) -> ["    got:      ", indented(term(Value), 14), $\n].

got_exception({Class, Reason, Stack}) -> ["    raised:   ", erl_error:format_exception(Class, Reason, own_frames(Stack), #{column => 15}), $\n];
got_exception(E) -> ["    raised:   ", term(E), $\n].

term(T) -> io_lib:format("~tp", [T]).

indented(Text, N) -> string:replace(unicode:characters_to_list(Text), "\n", [$\n | lists:duplicate(N, $\s)], all).

%% Short values one below the other; long ones as lines with those that differ marked.
difference(Expected, Value, O) ->
    [E, V] = [string:split(unicode:characters_to_list(term(T)), "\n", all) || T <- [Expected, Value]],
    case length(E) =:= 1 andalso length(V) =:= 1 of
        true -> ["    expected: ", colour(green, E, O), "\n    got:      ", colour(red, V, O), $\n];
        false -> ["    - expected, + got\n" | [change(C, O) || C <- diff(E, V)]]
    end.

change({both, L}, _) -> ["      ", L, $\n];
change({gone, L}, O) -> ["    ", colour(green, ["- ", L], O), $\n];
change({new, L}, O) -> ["    ", colour(red, ["+ ", L], O), $\n].

-define(MOST_LINES, 400).

%% The longest common subsequence of lines; very long ones are only compared at both ends.
diff(A, B) ->
    {Start, A1, B1} = same_start(A, B, []),
    {End, A2, B2} = same_start(lists:reverse(A1), lists:reverse(B1), []),
    {A3, B3} = {lists:reverse(A2), lists:reverse(B2)},
    Middle = case length(A3) * length(B3) =< ?MOST_LINES * ?MOST_LINES of
        true -> lcs(A3, B3);
        false -> [{gone, L} || L <- A3] ++ [{new, L} || L <- B3]
    end,
    [{both, L} || L <- lists:reverse(Start)] ++ Middle ++ [{both, L} || L <- End].

same_start([L | A], [L | B], Acc) -> same_start(A, B, [L | Acc]);
same_start(A, B, Acc) -> {Acc, A, B}.

%% Each row holds, for every rest of B, the length of what it has in common with a rest of A, and the way there.
lcs(A, B) ->
    Last = [{0, [{new, L} || L <- Rest]} || Rest <- rests(B)],
    Row = lists:foldr(fun(L, Below) -> row(L, B, Below) end, Last, A),
    element(2, hd(Row)).

rests([]) -> [[]];
rests([_ | T] = L) -> [L | rests(T)].

row(L, [], [{N, Way}]) -> [{N, [{gone, L} | Way]}];
row(L, [X | B], [{DownN, DownWay} | [{DiagonalN, DiagonalWay} | _] = Below]) ->
    [{RightN, RightWay} | _] = Cells = row(L, B, Below),
    Cell = if
        L =:= X -> {DiagonalN + 1, [{both, L} | DiagonalWay]};
        DownN >= RightN -> {DownN, [{gone, L} | DownWay]};
        true -> {RightN, [{new, X} | RightWay]}
    end,
    [Cell | Cells].

indent(Text, N) ->
    Lines = binary:split(string:trim(Text, trailing, "\n"), <<"\n">>, [global]),
    [[lists:duplicate(N, $\s), L, $\n] || L <- Lines].

colour(_, Text, #o{colour = false}) -> Text;
colour(Colour, Text, _) ->
    Code = case Colour of
        red -> "31";
        green -> "32";
        blue -> "34"
    end,
    ["\e[", Code, $m, Text, "\e[0m"].

%% ---------------------------------------------------------------------------------------------------------
%% Common Test

suite(M, O) ->
    {{Ok, Failed, Skipped}, Output} = kept(fun() -> cases(M, chosen(M, O)) end),
    #r{passed = Ok, failed = Failed, skipped = Skipped, text = said(M, Failed, Output, O)}.

chosen(_, #o{filter = ""}) -> all;
chosen(M, #o{filter = Text}) ->
    [C || C <- M:all(), is_atom(C), string:find(io_lib:format("~ts:~ts", [M, C]), Text) =/= nomatch].

said(_, 0, _, #o{verbose = false}) -> [];
said(M, Failed, Output, O) ->
    Verdict = case Failed of
        0 -> colour(green, "ok    ", O);
        _ -> colour(red, "failed", O)
    end,
    [[Verdict, io_lib:format(" ~tw~n", [M]), indent(Output, 4), $\n]].

%% What a function gives and writes.
kept(Fun) ->
    Self = self(),
    Keeper = spawn_link(fun() -> keep(Self, []) end),
    Old = group_leader(),
    group_leader(Keeper, Self),
    Result = Fun(),
    group_leader(Old, Self),
    Keeper ! {finish, Self},
    receive {output, Keeper, Output} -> {Result, Output} end.

cases(_, []) -> {0, 0, 0};
cases(M, Cases) ->
    {Ok, Failed, {Skipped, Auto}} = ct_run:suite(M, Cases),
    {Ok, Failed, Skipped + Auto}.

%% A group leader that keeps what is written.
keep(Owner, Acc) ->
    receive
        {io_request, From, As, Request} ->
            case written(Request) of
                error ->
                    From ! {io_reply, As, {error, request}},
                    keep(Owner, Acc);
                Text ->
                    From ! {io_reply, As, ok},
                    keep(Owner, [Text | Acc])
            end;
        {finish, Owner} -> Owner ! {output, self(), unicode:characters_to_binary(lists:reverse(Acc))}
    end.

written({put_chars, Enc, Chars}) -> unicode:characters_to_binary(Chars, Enc);
written({put_chars, Enc, M, F, A}) -> written({put_chars, Enc, apply(M, F, A)});
written({requests, Requests}) -> [T || R <- Requests, T <- [written(R)], T =/= error];
written(_) -> error.
