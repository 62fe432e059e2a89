%% Keys, ciphers with a tag and generators of random numbers, with arguments that do not fit.
-module(crypto_refused).
-export([main/0]).
-include("../show.hrl").

main() ->
    Why = fun(F) -> try F() catch C:_ -> C end end,
    Each = fun(Name, F, As) -> [show(Name, Why(fun() -> apply(crypto, F, A) end)) || A <- As] end,
    Each(aead, crypto_one_time_aead_init, [[no_cipher, <<0:128>>, 16, true], [aes_128_gcm, x, 16, false]]),
    {ok, S} = try {ok, crypto:crypto_one_time_aead_init(aes_128_gcm, <<0:128>>, 16, true)} catch _:_ -> {ok, none} end,
    show(sealed, crypto:crypto_one_time_aead(S, <<0:96>>, <<"text">>, <<"more">>)),
    [show(sealed_bad, (Why(fun() -> crypto:crypto_one_time_aead(A, <<0:96>>, <<"text">>, <<"more">>) end))) || A <- [x, <<>>]],
    Params = [23, 5],
    Group = [16#FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A63A3620FFFFFFFFFFFFFFFF, 2],
    Each(dh, generate_key, [[dh, x], [no_such_type, Params]]),
    Each(dh, generate_key, [[dh, Params, x], [no_such_type, Params, 1]]),
    {Pub, Priv} = crypto:generate_key(dh, Group, 12345),
    show(key, {is_binary(Pub), is_binary(Priv)}),
    show(shared, is_binary(crypto:compute_key(dh, Pub, Priv, Group))),
    Each(shared_bad, compute_key, [[dh, Pub, x, Group], [no_such_type, Pub, Priv, []]]),
    show(seeded, is_tuple(crypto:rand_seed_alg_s(crypto))),
    Each(seed_alg, rand_seed_alg_s, [[no_such_algorithm], [17]]),
    Each(seed_alg2, rand_seed_alg, [[no_such_algorithm, "seed"], [crypto_aes, fun() -> x end]]),
    Each(fips, enable_fips_mode, [[x], [17]]),
    ok.
