%% Calls of core modules that earlier programs made with good arguments only, made with bad ones.
-module(core_last_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    {Public, Private} = {<<>>, <<>>},
    R = fun(M, F, A) -> say({M, F}, try apply(M, F, A) of V when is_binary(V) -> byte_size(V); V when is_atom(V) -> V; _ -> other catch C:{E, _, _} -> {C, E}; C:E -> {C, E} end) end,
    [R(crypto, F, A) || {F, A} <- [{macN, [poly1305, <<0:256>>, "d", 4]}, {macN, [poly1305, x, "d", 4]}, {crypto_one_time, [bad, <<>>, "", true]}, {crypto_one_time, [aes_128_ecb, <<0:128>>, <<0:128>>, true]},
                                   {mac, [poly1305, <<0:256>>, "d"]}, {mac_init, [poly1305, <<0:256>>]}, {crypto_init, [bad, <<>>, <<>>, true]}, {crypto_init, [aes_128_ecb, <<0:128>>, true]}, {crypto_get_data, [x]}, {hash_xof, [bad, "a", 8]},
                                   {sign, [bad, sha256, "m", Private, []]}, {verify, [bad, sha256, "m", <<>>, Public, []]}], F =/= mac_init],
    calls(code, [{add_paths, [[x, cache]]}, {add_pathsa, [[x, cache]]}, {add_pathsz, [[x, cache]]}, {module_status, [[none]]}, {set_path, [[x, cache]]}]),
    say("path", code:set_path(code:get_path(), nocache)),
    say("loaded", element(1, code:load_binary(a_module_of_none, "x", <<>>))),
    calls(erlang, [{spawn_request, [[5, fun main/0, []]]}, {get_keys, [[a]]}, {is_record, [[{a}, a, 1]]}]).
