%% crypto: RSA signatures and encryption with a fixed key, Diffie-Hellman, keys made anew, wrong arguments.
-module(crypto_rsa).
-export([main/0]).

key() ->
    [65537,1148473057156520422462002422671286369335226734891236540838120332914528079274074085255450901205944107075287489158446832659066417590078824607553755080987435045486018779211375254667622771310770567568262701133972112071353191215950686023,819389096335269876763939595637029587216023493141957034598911004873849946300519646587032870570632384128450988267248330428534295848503229098335610913877424580955473717400431006179930364734778557321194396173558476771029616155865079953,34752099383713220597790642558444012035308524997335993885836209342358825840548968547087772957189007604082362961269411,33047587844283134027205772548010798386717540197605216034119856670071717078906251900968978738052963595809866571482893,7294350963918993279265271206096645094491723299256205378542852063925538371646422804427108424235042626329508291426553,32185810106121791944832538111210968451827321295340734684617883203951013285814551266232021223010582730264616377383921,4587668973447515235331578363478895593100712079049520259233539321955799851713509079727103563123360305473101377984467].

main() ->
    [E, N, D | _] = All = key(),
    Public = [E, N], Private = [E, N, D],
    [begin
         S = crypto:sign(rsa, Hash, "message", Private),
         io:format("~p ~s ~p ~p~n", [Hash, binary:encode_hex(S), crypto:verify(rsa, Hash, <<"message">>, S, Public), crypto:verify(rsa, Hash, "other", S, Public)])
     end || Hash <- [md5, ripemd160, sha, sha224, sha256, sha384, sha512]],
    Digest = crypto:hash(sha256, "message"),
    p(crypto:sign(rsa, sha256, {digest, Digest}, All, [{rsa_padding, rsa_pkcs1_padding}]) =:= crypto:sign(rsa, sha256, "message", Private, [])),
    p(crypto:verify(rsa, sha256, {digest, Digest}, crypto:sign(rsa, sha256, "message", Private), Public, [])),
    C = crypto:private_encrypt(rsa, <<"short text">>, Private, rsa_pkcs1_padding),
    p(binary:encode_hex(C)),
    p(crypto:public_decrypt(rsa, C, Public, rsa_pkcs1_padding)),
    [p(crypto:private_decrypt(rsa, crypto:public_encrypt(rsa, Text, Public, rsa_pkcs1_padding), Private, rsa_pkcs1_padding))
        || Text <- [<<>>, <<"a">>, <<0, 1, 2, 0>>, binary:copy(<<"x">>, 80)]],
    Block = <<0, (binary:copy(<<7>>, 95))/binary>>,
    p(crypto:private_decrypt(rsa, crypto:public_encrypt(rsa, Block, Public, rsa_no_padding), Private, rsa_no_padding) =:= Block),
    {Pub2, Priv2} = crypto:generate_key(rsa, {512, 65537}),
    p([length(Pub2), length(Priv2), bit_size(lists:nth(2, Pub2))]),
    p(crypto:verify(rsa, sha256, "m", crypto:sign(rsa, sha256, "m", Priv2), Pub2)),
    [e(F) || F <- [fun() -> crypto:sign(foo, sha, "a", Private) end, fun() -> crypto:sign(rsa, foo, "a", Private) end, fun() -> crypto:sign(rsa, sha, "a", x) end,
        fun() -> crypto:sign(rsa, sha, a, Private) end, fun() -> crypto:verify(rsa, sha, "a", <<"x">>, Public) end, fun() -> crypto:verify(rsa, sha, "a", x, Public) end,
        fun() -> crypto:sign(rsa, sha512, {digest, <<1, 2>>}, Private) end, fun() -> crypto:public_encrypt(rsa, binary:copy(<<1>>, 200), Public, rsa_pkcs1_padding) end,
        fun() -> crypto:public_encrypt(rsa, <<"a">>, Public, rsa_no_padding) end, fun() -> crypto:public_encrypt(rsa, <<"a">>, Public, foo) end,
        fun() -> crypto:public_decrypt(rsa, binary:copy(<<1>>, 96), Public, rsa_pkcs1_padding) end, fun() -> crypto:public_encrypt(foo, <<"a">>, Public, rsa_pkcs1_padding) end]].

p(X) -> io:format("~0p~n", [X]).
e(F) -> try F() of R -> p(R) catch error:{Tag, _, Text} -> p({Tag, Text}); C:R -> p({C, R}) end.
