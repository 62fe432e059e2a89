%% Every kind of term lives through collections of each sort, as itself and inside others.
-module(gc_terms_survive).
-export([main/0]).
-include("proc.hrl").

main() ->
    Terms = [1, 1 bsl 90, -(1 bsl 61), 1.5, 'an atom', <<"heap">>, binary:copy(<<"r">>, 200), <<5:3>>, binary:part(binary:copy(<<"s">>, 300), 5, 100),
             {}, {a, {b, [c]}}, [], [1 | 2], #{}, #{k => #{j => [1]}}, maps:from_list([{I, {I}} || I <- lists:seq(1, 60)]),
             self(), make_ref(), alias(), fun lists:map/2, captured({x, [y]}), "text", list_to_tuple(lists:seq(1, 200))],
    Copy = binary_to_term(term_to_binary([T || T <- Terms, not is_function(T)])),
    Boxed = {Terms, [Terms | Terms], #{t => Terms}},
    Check = fun() -> [T || T <- Terms, not is_function(T)] =:= Copy andalso element(2, Boxed) =:= [Terms | Terms] andalso map_get(t, element(3, Boxed)) =:= Terms end,
    p([begin Gc(), Check() end || Gc <- [fun() -> garbage_collect() end,
                                         fun() -> garbage_collect(self(), [{type, minor}]) end,
                                         fun() -> garbage_collect(self(), [{type, major}]) end,
                                         fun() -> churn(3000) end,
                                         fun() -> churn(30000) end,
                                         fun() -> erlang:hibernate_not() end || false] ++
              [fun() -> garbage_collect() end, fun() -> garbage_collect(self(), [{type, minor}]) end, fun() -> churn(20000) end,
               fun() -> garbage_collect(self(), [{type, major}]) end]]),
    p((lists:nth(21, Terms))(1)),
    p([byte_size(B) || B <- Terms, is_binary(B)]).

captured(X) -> fun(Y) -> {X, Y} end.
churn(0) -> ok;
churn(N) -> _ = [N, {N}, N * 1.0], churn(N - 1).
