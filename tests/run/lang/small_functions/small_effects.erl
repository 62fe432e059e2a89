%% Small local functions and what they do besides giving a value: order of effects, messages, bindings, results nobody wants,
%% what they say of the process, functions that call each other in circles.
-module(small_effects).
-export([main/0, state/0]).

main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P({note(1), note(2), [note(3) | note(4)]}),
    P(lists:reverse(erase(noted))),
    _ = note(unused),
    note(dropped),
    P(erase(noted)),
    P(fails(fun() -> both(note(a), note(b) + 1) end)),
    P(erase(noted)),
    self() ! {x, 1},
    self() ! {y, 2},
    P([wait(y), wait(x), wait(z)]),
    P(in_receive(id(3))),
    P([selected(id(K)) || K <- [1, 2, 3]]),
    P(circle(id(20001))),
    P(loop(id(30000), 0)),
    P(deep(id(1000))),
    P(state()),
    P({here()}),
    P(here_again()),
    P(guarded(id(4))),
    P(guarded(id(five))),
    P(first_true([id(false), id(unsure), true])),
    P(yes(id(true)) andalso yes(id(false)) orelse yes(id(3))),
    P(fails(fun() -> yes(id(3)) andalso true end)),
    P(shadow(1, 2)),
    P(made(id(3))),
    P(changed(id({a, b, c}))),
    P(sized(id(3), id(<<1, 2, 3, 4, 5>>))),
    P(fails(fun() -> sized(id(9), id(<<1, 2, 3, 4, 5>>)) end)),
    P(count(id(<<"a,b,,c">>), 0)),
    P([M || M <- [masked(N) || N <- [1, -1, 1 bsl 70]]]),
    P(self() =:= sender(id(self()))),
    P(spawned(fun() -> exit(unit(7)) end)),
    P(spawned(fun() -> unit(badarith(0)) end)),
    P([tick(I) || I <- lists:seq(1, 3)]),
    ok.

id(X) -> X.

note(X) ->
    put(noted, [X | case get(noted) of undefined -> []; L -> L end]),
    X.

both(A, B) -> {both, B, A}.

wait(Tag) ->
    receive {Tag, X} -> {Tag, X} after 0 -> none end.

in_receive(N) ->
    self() ! {n, N},
    receive {n, M} when M > 2 -> twice(M); {n, M} -> M end.

twice(X) -> X * 2.

selected(K) ->
    case kind(K) of
        odd -> twice(K);
        even -> -K
    end.

kind(K) when K rem 2 =:= 0 -> even;
kind(_) -> odd.

circle(0) -> even;
circle(N) -> other_half(N - 1).
other_half(0) -> odd;
other_half(N) -> circle(N - 1).

loop(N, Acc) -> step(N, Acc).
step(0, Acc) -> Acc;
step(N, Acc) -> loop(N - 1, Acc + 1).

deep(0) -> 0;
deep(N) -> up(deep(N - 1)).
up(X) -> X + 1.

state() ->
    {_, {M, F, A}} = current(),
    {M, F, A}.

current() ->
    process_info(self(), current_function).

here() ->
    {current_stacktrace, [{M, F, A, _} | _]} = process_info(self(), current_stacktrace),
    {M, F, A}.

here_again() -> here().

guarded(X) when X > 3, is_integer(X) -> {big, up(X)};
guarded(X) -> {other, X}.

first_true(L) -> [X || X <- L, yes_or_no(X)].
yes_or_no(unsure) -> false;
yes_or_no(X) -> X.

yes(X) -> X.

shadow(X, Y) -> A = plus(X, Y), B = plus(A, X), {A, B, plus(B, A)}.
plus(A, B) -> A + B.

made(N) ->
    F = adder(N),
    {F(1), (adder(10))(1), is_function(F, 1)}.
adder(N) -> fun(X) -> X + N end.

changed(T) ->
    U = with(with(T, 1), 2),
    {T, U, with(U, 3)}.
with(T, N) -> setelement(N, T, {element(N, T)}).

sized(N, B) ->
    part(N, B).
part(N, B) ->
    <<P:N/binary, Rest/binary>> = B,
    {P, Rest}.

count(B, N) ->
    case comma(B) of
        {_, Rest} -> count(Rest, up(N));
        none -> N
    end.
comma(<<$,, Rest/binary>>) -> {comma, Rest};
comma(<<_, Rest/binary>>) -> comma(Rest);
comma(<<>>) -> none.

masked(N) -> N band 16#FFFF.

sender(To) ->
    send(To, self()),
    receive {sent, X} -> X end.
send(To, X) -> To ! {sent, X}.

spawned(F) ->
    {Pid, Ref} = spawn_monitor(quiet(F)),
    receive {'DOWN', Ref, process, Pid, Why} -> Why end.
quiet(F) -> fun() -> exit(fails(F)) end.
fails(F) ->
    try F() of
        X -> X
    catch
        C:R:St -> {C, R, [{N, A} || {?MODULE, N, A, _} <- St, not is_fun_name(N), N =/= main, N =/= fails]}
    end.
is_fun_name(N) -> hd(atom_to_list(N)) =:= $-.
unit(X) -> {unit, X}.
badarith(X) -> 1 div X.

tick(I) ->
    erlang:garbage_collect(),
    {I, twice(I)}.
