%% Everything that can send takes an alias: !, send/3, send_after, erlang:send with options.
-module(alias_sending).
-export([main/0]).
-include("proc.hrl").

main() ->
    A = alias(),
    p({A ! 1 =:= 1, all()}),
    p({erlang:send(A, 2), all()}),
    p({erlang:send(A, 3, [nosuspend, noconnect]), all()}),
    p({erlang:send_nosuspend(A, 4), all()}),

    %% a message through an alias keeps its place among others of the sender
    H = host(), Self = self(),
    run(H, fun() -> Self ! a, A ! b, Self ! c, A ! d end),
    p(all()),
    %% stays the same through messages, tables, binaries
    ets:new(kept, [named_table]), ets:insert(kept, {k, A}),
    ets:lookup_element(kept, k, 2) ! from_table,
    (binary_to_term(term_to_binary(A))) ! from_binary,
    p(all()),
    %% one alias each: many at once
    As = [alias([reply]) || _ <- lists:seq(1, 50)],
    [X ! {n, I} || {I, X} <- lists:enumerate(As)], [X ! again || X <- As],
    p(length(all())),
    p(lists:usort([unalias(X) || X <- As])),
    p(erlang:is_reference(A)),
    p([unalias(A), length(element(2, process_info(self(), monitors)))]).
