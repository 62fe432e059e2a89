%% crypto: digests, macs, ciphers and random numbers by known answers, and what is refused.
-module(crypto_known_answers).
-export([main/0]).
-include("../show.hrl").

main() ->
    H = fun(B) -> binary:encode_hex(B, lowercase) end,
    [io:format("~s ~s~n", [T, H(crypto:hash(T, "abc"))]) || T <- [md5, sha, sha224, sha256, sha384, sha512, sha3_256, sha3_512]],
    show("pieces", [H(crypto:hash_final(lists:foldl(fun(X, S) -> crypto:hash_update(S, X) end, crypto:hash_init(T), ["a", <<"b">>, ["c"]]))) =:= H(crypto:hash(T, "abc")) || T <- [md5, sha, sha256, sha512]]),
    [io:format("hmac ~s ~s~n", [T, H(crypto:mac(hmac, T, <<"key">>, "The quick brown fox jumps over the lazy dog"))]) || T <- [md5, sha, sha256, sha512]], show("macN", H(crypto:macN(hmac, sha256, "key", "data", 8))),
    M = crypto:mac_init(hmac, sha256, "key"), show("mac pieces", H(crypto:mac_final(crypto:mac_update(crypto:mac_update(M, "da"), "ta"))) =:= H(crypto:mac(hmac, sha256, "key", "data"))),
    K = <<0:128>>, K2 = binary:copy(<<7>>, 32), IV = <<1:128>>, T = <<"sixteen bytes ok", "and sixteen more">>,
    each(fun({C, Key, I}) -> E = crypto:crypto_one_time(C, Key, I, T, true), {H(E), crypto:crypto_one_time(C, Key, I, E, false) =:= T} end, [{aes_128_cbc, K, IV}, {aes_256_cbc, K2, IV}, {aes_128_ctr, K, IV}, {aes_256_ctr, K2, IV}, {chacha20, K2, IV}]),
    show("ecb", H(crypto:crypto_one_time(aes_128_ecb, K, <<"0123456789abcdef">>, true))),
    each(fun({C, Key}) -> {E, Tag} = crypto:crypto_one_time_aead(C, Key, <<5:96>>, T, <<"aad">>, true), {H(E), H(Tag), crypto:crypto_one_time_aead(C, Key, <<5:96>>, E, <<"aad">>, Tag, false) =:= T, crypto:crypto_one_time_aead(C, Key, <<5:96>>, E, <<"AAD">>, Tag, false)} end, [{aes_128_gcm, K}, {aes_256_gcm, K2}, {chacha20_poly1305, K2}]),
    show("pbkdf2", H(crypto:pbkdf2_hmac(sha256, <<"password">>, <<"salt">>, 2, 20))), show("exor", crypto:exor(<<1, 2>>, <<3, 3>>)), show("equal", {crypto:hash_equals(<<"a">>, <<"a">>), crypto:hash_equals(<<"a">>, <<"b">>)}), show("pow", crypto:mod_pow(5, 117, 19)), show("random", {byte_size(crypto:strong_rand_bytes(9)), crypto:strong_rand_bytes(0), [X || _ <- lists:seq(1, 20), X <- [crypto:rand_uniform(3, 6)], X < 3 orelse X > 5]}),
    each(fun(F) -> try F() catch C:{R, _, _} -> {C, R}; C:R -> {C, R} end end, [fun() -> crypto:hash(nohash, "a") end, fun() -> crypto:crypto_one_time(nocipher, K, T, true) end, fun() -> crypto:crypto_one_time(aes_128_cbc, <<1>>, IV, T, true) end, fun() -> crypto:strong_rand_bytes(-1) end, fun() -> crypto:exor(<<1>>, <<1, 2>>) end, fun() -> crypto:hash_equals(<<"a">>, <<"bc">>) end, fun() -> crypto:hash(sha256, x) end]),
    show("info", {maps:get(size, crypto:hash_info(sha256)), crypto:hash_info(sha256), maps:get(iv_length, crypto:cipher_info(aes_128_cbc))}),
    ok.
