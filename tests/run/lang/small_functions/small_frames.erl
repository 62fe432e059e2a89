%% Frames that calls of small local functions leave in stack traces: in tail position, elsewhere, inside each other, under try and after.
-module(small_frames).
-export([main/0]).

main() ->
    [show(Name, F) || {Name, F} <- [
        {not_tail, fun() -> not_tail(id(a)) end},
        {tail, fun() -> tail(id(a)) end},
        {tail_of_tail, fun() -> tail_of_tail(id(a)) end},
        {tail_in_call, fun() -> tail_in_call(id(a)) end},
        {two_deep, fun() -> two_deep(id(a)) end},
        {native, fun() -> native(id(1)) end},
        {native_tail, fun() -> native_tail(id(1)) end},
        {native_tail_called, fun() -> native_tail_called(id(1)) end},
        {same_line, fun() -> plus(id(1), plus(id(b), id(2))) end},
        {bad_match, fun() -> one(id(2)) + 1 end},
        {bad_case, fun() -> chosen(id(3)) end},
        {bad_if, fun() -> X = sign(id(0)), X end},
        {raised, fun() -> X = raised(id(5)), X end},
        {thrown, fun() -> thrown(id(6)) end},
        {exited, fun() -> X = exited(id(7)), X end},
        {undefined, fun() -> X = undefined(id(8)), X end},
        {undefined_tail, fun() -> undefined(id(8)) end},
        {called_fun, fun() -> X = called(id(9)), X end},
        {map_update, fun() -> X = updated(id([])), X end},
        {in_try, fun() -> in_try(id(c)) end},
        {in_of, fun() -> in_of(id(d)) end},
        {in_catch, fun() -> in_catch(id(e)) end},
        {in_handler, fun() -> in_handler(id(f)) end},
        {in_after, fun() -> in_after(id(g)) end},
        {of_case, fun() -> of_case(id(1)) end},
        {of_case_kept, fun() -> of_case_kept(id(1)) end},
        {of_other_case, fun() -> of_case(id(3)) end},
        {of_if, fun() -> of_if(id(4)) end},
        {of_receive, fun() -> of_receive(id(5)) end},
        {of_and, fun() -> of_and(id(6)) end},
        {of_maybe, fun() -> of_maybe(id(7)) end},
        {through, fun() -> X = through(id(1)), X end},
        {through_twice, fun() -> {through_twice(id(1))} end},
        {old_catch, fun() -> old_catch(id(h)) end}
    ]],
    ok.

show(Name, F) ->
    {Class, Reason, Trace} =
        try F() of
            X -> {value, X, []}
        catch
            C:R:St -> {C, R, St}
        end,
    io:format("~p ~p ~p~n", [Name, Class, Reason]),
    [io:format("    ~p:~p/~p ~p~n", [M, N, A, proplists:get_value(line, I)])
     || {M, N, A, I} <- Trace, M =:= ?MODULE orelse M =:= erlang, N =/= show, N =/= main,
        string:find(atom_to_list(N), "lc$^") =:= nomatch].

id(X) -> X.

plus(A, B) ->
    A + B.

not_tail(X) ->
    Y = plus(X, 1),
    {Y, X}.

tail(X) ->
    plus(X, 1).

tail_of_tail(X) ->
    tail(X).

tail_in_call(X) ->
    Y = tail_of_tail(X),
    [Y].

two_deep(X) ->
    twice(X) - 1.

twice(X) ->
    2 * half(X).

half(X) ->
    X / 2.

native(X) ->
    {text(X)}.

text(X) ->
    Y = atom_to_list(X),
    [$' | Y].

native_tail(X) ->
    {last_text(X)}.

last_text(X) ->
    atom_to_list(X).

native_tail_called(X) ->
    last_text(X).

one(X) ->
    1 = X.

chosen(X) ->
    case X of
        1 -> a;
        2 -> b
    end.

sign(X) ->
    if
        X > 0 -> plus;
        X < 0 -> minus
    end.

raised(X) ->
    error({no, X}).

thrown(X) ->
    throw({away, X}).

exited(X) ->
    exit({out, X}).

undefined(X) ->
    no_such_module_here:f(X).

called(F) ->
    F(1).

updated(M) ->
    M#{a => 1}.

in_try(X) ->
    try plus(X, 1)
    catch
        throw:_ -> never
    end.

in_of(X) ->
    try plus(1, 1) of
        N -> plus(N, X)
    catch
        error:_ -> never
    end.

in_catch(X) ->
    try tail_of_tail(X)
    catch
        error:badarith:St ->
            {caught, lines(St)}
    end.

in_handler(X) ->
    try raised(X)
    catch
        error:{no, Y} -> plus(Y, 1)
    end.

in_after(X) ->
    try
        id(X)
    after
        plus(X, 2)
    end.

old_catch(X) ->
    {'EXIT', {badarith, St}} = (catch plus(X, 1)),
    {_, Y} = (catch {1, plus(1, 2)}),
    {lines(St), Y}.

of_case(X) ->
    Y = case X of
        1 -> plus(X, a);
        2 -> b;
        _ -> case X of 3 -> plus(b, X) end
    end,
    Y.

of_case_kept(X) ->
    Y = case X of
        1 -> plus(id(a), X);
        2 -> b
    end,
    {Y}.

of_if(X) ->
    if
        X > 3 -> Y = plus(X, a), Y;
        true -> X
    end.

of_receive(X) ->
    receive after 0 -> plus(X, a) end.

of_and(X) ->
    X > 1 andalso plus(X, a).

of_maybe(X) ->
    maybe
        true ?= is_integer(X),
        plus(X, a)
    else
        _ -> plus(a, X)
    end.

through(X) ->
    if X =:= 1 -> tail(a); true -> X end.

through_twice(X) ->
    Y = through(X),
    Y.

lines(St) ->
    [{N, A, proplists:get_value(line, I)} || {?MODULE, N, A, I} <- St, N =/= show, N =/= main,
        hd(atom_to_list(N)) =/= $-].
