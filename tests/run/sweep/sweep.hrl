%% Calls each function of a list many times, with arguments drawn from a pool by fixed seeds, most of them wrong, and prints for each
%% function how many calls went well, a hash of all results, and the first good and the first bad result. What the arguments are shall
%% not matter: whatever a function makes of them, it makes it as OTP does.
%%
%% A program that includes this has functions/0 and special/0: values of its module's own types, drawn every second time.

main() ->
    Special = list_to_tuple(special()),
    Common = list_to_tuple(common()),
    lists:foreach(fun(Fun) -> function(Fun, Special, Common) end, functions()).

function(Fun, Special, Common) ->
    {name, Name} = erlang:fun_info(Fun, name),
    {arity, Arity} = erlang:fun_info(Fun, arity),
    Calls = draw(Arity, calls(Arity), Special, Common, erlang:phash2({Name, Arity}) + 1, []),
    Results = [call(Fun, Arguments) || Arguments <- Calls],
    Good = [{A, R} || {A, {ok, R}} <- lists:zip(Calls, Results)],
    Bad = [{A, R} || {A, R} <- lists:zip(Calls, Results), element(1, R) =/= ok],
    io:format("~s/~b ~b of ~b good, ~8.16.0b~n", [Name, Arity, length(Good), length(Calls), erlang:phash2(Results, 1 bsl 32)]),
    first("  ", Good),
    first("  not ", Bad).

first(_, []) -> ok;
first(Before, [{Arguments, Result} | _]) -> io:format("~s~0kP -> ~0kP~n", [Before, portable(Arguments), 30, Result, 40]).

calls(0) -> 1;
calls(1) -> 60;
calls(_) -> 90.

draw(_, 0, _, _, _, Done) -> lists:reverse(Done);
draw(Arity, N, Special, Common, Seed0, Done) ->
    {Arguments, Seed} = lists:mapfoldl(fun(_, S) -> one(S, Special, Common) end, Seed0, lists:seq(1, Arity)),
    draw(Arity, N - 1, Special, Common, Seed, [Arguments | Done]).

one(Seed0, Special, Common) ->
    Seed = next(Seed0),
    Pick = Seed bsr 33,
    case Pick band 1 of
        1 when Special =/= {} -> {element((Pick bsr 1) rem tuple_size(Special) + 1, Special), Seed};
        _ -> {element((Pick bsr 1) rem tuple_size(Common) + 1, Common), Seed}
    end.

next(Seed) -> (Seed * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF.

call(Fun, Arguments) ->
    try apply(Fun, Arguments) of
        Result -> {ok, portable(Result)}
    catch
        Class:Reason -> {Class, portable(reason(Reason))}
    end.

%% Which of several wrong things a reason names is left open.
reason({Reason, _}) when Reason =:= badfun; Reason =:= badarity -> Reason;
reason(Reason) -> Reason.

%% Without what differs from run to run.
portable(Term) when is_function(Term) -> {function, element(2, erlang:fun_info(Term, arity))};
portable(Term) when is_reference(Term) -> reference;
portable(Term) when is_pid(Term) -> process;
portable([Head | Tail]) -> [portable(Head) | portable(Tail)];
portable(Term) when is_tuple(Term) -> list_to_tuple([portable(E) || E <- tuple_to_list(Term)]);
portable(Term) when is_map(Term) -> maps:from_list([{portable(K), portable(V)} || {K, V} <- maps:to_list(Term)]);
portable(Term) -> Term.

common() ->
    [0, 1, 2, 3, 5, -1, 255, 1 bsl 64, 1.0, 2.5, -0.0, a, b, ok, true, false, undefined, [], [1, 2, 3], [3, 1, 2, 1], [1, 2.0, 1.0, 2],
     [a, b, c], "abc", "Hello, World", [[1], [2, 3], []], [{a, 1}, {b, 2}], [{b, 2}, {a, 1}, {a, 3}], [a | b], {}, {1, 2}, {a, 1}, <<>>,
     <<"abc">>, <<1, 2, 3, 255>>, <<5:3>>, [<<"ab">>, "c", [$d]], "åäö€", <<"åäö€"/utf8>>, #{}, #{a => 1}, #{1 => a, b => [x]},
     fun(X) -> X end, fun(X) -> X =:= 1 end, fun(X, Y) -> X =< Y end, fun(X, Acc) -> {X, Acc} end, fun(_, V) -> V end, fun(_, _, C) -> C end].
