%% The external term format: what records are as bytes, what bytes are records, what is refused.
-module(nrec_format).
-export([main/0]).
-include("nrec_try.hrl").

main() ->
    R = fun(Name, Fields, E) -> records:create(m, Name, Fields, #{is_exported => E}) end,
    A = R(a, [{x, 1}, {y, 2}], true),
    Deep = R(deep, [{z, A}, {b, [A, {A, #{A => A}}]}, {a, <<1:3>>}], false),
    [io:format("~0p~n  ~w~n", [T, term_to_binary(T)]) || T <- [A, R(e, [], false), R('é', [{'ü', 1.5}], true)]],
    io:format("~w~n~w~n", [term_to_binary(A, [{minor_version, 1}]), term_to_binary(A, [deterministic])]),
    [begin
         Bytes = term_to_binary(T, Options),
         Back = binary_to_term(Bytes),
         io:format("~p ~p ~p~n", [Back =:= T, byte_size(Bytes) =:= erlang:external_size(T) orelse Options, records:is_exported(Back)])
     end || T <- [A, Deep, R(e, [], false)], Options <- [[], [compressed], [{minor_version, 1}]]],
    ?TRY(iolist_to_binary(term_to_iovec(A)) =:= term_to_binary(A)),
    Head = fun(N, Flag) -> <<131, 67, N:32, Flag>> end,
    Atom = fun(Text) -> <<119, (byte_size(Text)), Text/binary>> end,
    M = Atom(~"m"),
    Name = Atom(~"a"),
    X = Atom(~"x"),
    [?TRY(binary_to_term(B))
     || B <- [<<(Head(1, 1))/binary, M/binary, Name/binary, X/binary, 97, 7>>,
              <<(Head(1, 0))/binary, M/binary, Name/binary, X/binary, 97, 7>>,
              <<(Head(1, 2))/binary, M/binary, Name/binary, X/binary, 97, 7>>,
              <<(Head(2, 1))/binary, M/binary, Name/binary, X/binary, X/binary, 97, 7, 97, 8>>,
              <<(Head(1, 1))/binary, 97, 1, Name/binary, X/binary, 97, 7>>,
              <<(Head(1, 1))/binary, M/binary, 106, X/binary, 97, 7>>,
              <<(Head(1, 1))/binary, M/binary, Name/binary, 97, 1, 97, 7>>,
              <<(Head(1, 1))/binary, M/binary, Name/binary, X/binary>>,
              <<(Head(16#ffffffff, 1))/binary, M/binary, Name/binary, X/binary, 97, 7>>,
              <<(Head(1, 1))/binary, M/binary, Name/binary, X/binary, 104, 1>>]],
    Unknown = <<(Head(1, 1))/binary, M/binary, Name/binary, (Atom(~"field_nobody_has_ever_named"))/binary, 97, 1>>,
    ?TRY(binary_to_term(Unknown, [safe])),
    ?TRY(binary_to_term(<<(term_to_binary(A))/binary, 1, 2>>, [used])),
    ?TRY(erlang:crc32(term_to_binary(Deep)) =:= erlang:crc32(term_to_binary(binary_to_term(term_to_binary(Deep))))).
