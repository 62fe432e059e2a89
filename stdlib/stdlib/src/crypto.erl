%% Cryptography: hashes, message authentication codes, symmetric ciphers, random numbers. The algorithms are natives
%% (purlin_crypto); here are names, sizes, options and errors. Of the public-key
%% systems there are RSA with the padding of PKCS #1 version 1.5, on numbers and not hidden from who can measure time, and
%% Diffie-Hellman in its classic form. There are no elliptic curves and no engines.
-module(crypto).
-moduledoc "Hashes, message authentication codes, ciphers and random numbers.".

-export([start/0, stop/0, version/0, info/0, info_lib/0, info_fips/0, enable_fips_mode/1, supports/0, supports/1]).
-export([hash/2, hash_init/1, hash_update/2, hash_final/1, hash_final_xof/2, hash_xof/3, hash_info/1, hash_equals/2]).
-export([mac/3, mac/4, macN/4, macN/5, mac_init/2, mac_init/3, mac_update/2, mac_final/1, mac_finalN/2,
         pbkdf2_hmac/5]).
-export([cipher_info/1, crypto_one_time/4, crypto_one_time/5, crypto_init/3, crypto_init/4, crypto_update/2,
         crypto_final/1, crypto_get_data/1, crypto_one_time_aead/4, crypto_one_time_aead/6, crypto_one_time_aead/7,
         crypto_one_time_aead_init/4]).
-export([strong_rand_bytes/1, strong_rand_range/1, rand_uniform/2, rand_seed/0, rand_seed/1, rand_seed_s/0,
         rand_seed_alg/1, rand_seed_alg/2, rand_seed_alg_s/1, rand_seed_alg_s/2]).
-export([rand_plugin_next/1, rand_plugin_bytes/2, rand_plugin_uniform/1, rand_plugin_uniform/2,
         rand_cache_plugin_next/1, rand_cache_plugin_bytes/2]).
-export([sign/4, sign/5, verify/5, verify/6, public_encrypt/4, public_decrypt/4, private_encrypt/4, private_decrypt/4]).
-export([exor/2, mod_pow/3, bytes_to_integer/1, generate_key/2, generate_key/3, compute_key/4, ec_curves/0,
         engine_get_all_methods/0, engine_list/0, format_error/2]).

%% Bytes given to a native at once: each call takes a bounded time.
-define(PIECE, 65536).

%% ---- about itself

-doc "Nothing is to be started.".
start() -> application:start(crypto).

-doc "Nothing is to be stopped.".
stop() -> application:stop(crypto).

-doc false.
version() -> "5.10".

-doc "About the implementation.".
info() ->
    #{compile_type => normal, cryptolib_version_compiled => "RustCrypto", cryptolib_version_linked => "RustCrypto",
      fips_provider_available => false, link_type => static, otp_crypto_version => version()}.

-doc "About the implementation.".
info_lib() -> [{<<"RustCrypto">>, 0, <<"RustCrypto">>}].

-doc "FIPS mode is not there.".
info_fips() -> not_supported.

-doc "FIPS mode is not there.".
enable_fips_mode(true) -> false;
enable_fips_mode(false) -> true.

-doc "What is there, by kind.".
supports() -> [{Kind, supports(Kind)} || Kind <- [hashs, ciphers, kems, public_keys, macs, curves, rsa_opts]].

-doc "What is there of a kind.".
supports(hashs) -> [Name || {Name, _, _, _} <- hashes()];
supports(ciphers) -> [element(1, Row) || Row <- ciphers()] ++ [element(1, Row) || Row <- short_ciphers()];
supports(macs) -> [cmac, hmac, poly1305];
supports(public_keys) -> [rsa, dh];
supports(kems) -> [];
supports(curves) -> [];
supports(rsa_opts) -> [rsa_pkcs1_padding, rsa_no_padding].

-doc "No elliptic curves are there.".
ec_curves() -> [].

-doc "No engines are there.".
engine_get_all_methods() -> erlang:error(notsup).

-doc "No engines are there.".
engine_list() -> erlang:error(notsup).

%% ---- errors

%% OTP's reasons name a place in its C sources; the shape is kept.
-spec fail(badarg | notsup | error, string()) -> no_return().
fail(Tag, Text) -> erlang:error({Tag, {"purlin_crypto", 0}, Text}).

-doc false.
format_error({_, _, Text}, _Stack) when is_list(Text) -> #{general => Text};
format_error(_, _) -> #{}.

%% ---- hashes

%% Name, size, block size, number of the algorithm.
hashes() ->
    [{blake2s, 32, 64, 1057}, {blake2b, 64, 128, 1056}, {sm3, 32, 64, 1143}, {shake256, 0, 136, 1101},
     {shake128, 0, 168, 1100}, {sha3_512, 64, 72, 1099}, {sha3_384, 48, 104, 1098}, {sha3_256, 32, 136, 1097},
     {sha3_224, 28, 144, 1096}, {sha512_256, 32, 128, 1095}, {sha512_224, 28, 128, 1094}, {sha512, 64, 128, 674},
     {sha384, 48, 128, 673}, {sha256, 32, 64, 672}, {sha224, 28, 64, 675}, {sha, 20, 64, 64},
     {ripemd160, 20, 64, 117}, {md5, 16, 64, 4}, {md4, 16, 64, 257}].

is_hash(Name) -> lists:keymember(Name, 1, hashes()).

-doc "Sizes of a hash.".
hash_info(Name) ->
    case lists:keyfind(Name, 1, hashes()) of
        {_, Size, Block, Type} -> #{size => Size, block_size => Block, type => Type};
        false -> erlang:error(badarg, [Name])
    end.

-doc "The hash of some data.".
-spec hash(atom(), iodata()) -> binary().
hash(Name, Data) ->
    is_hash(Name) orelse fail(badarg, "Bad digest type"),
    case bytes(Data) of
        <<Bytes/binary>> when byte_size(Bytes) =< ?PIECE -> purlin_crypto:hash(Name, Bytes);
        Bytes -> purlin_crypto:hash_final(hash_pieces(purlin_crypto:hash_init(Name), Bytes))
    end.

hash_pieces(State, <<Piece:?PIECE/binary, Rest/binary>>) ->
    hash_pieces(purlin_crypto:hash_update(State, Piece), Rest);
hash_pieces(State, Bytes) ->
    purlin_crypto:hash_update(State, Bytes).

bytes(Data) ->
    try iolist_to_binary(Data)
    catch error:_ -> erlang:error(badarg)
    end.

-doc "The beginning of a hash.".
hash_init(Name) ->
    is_hash(Name) orelse fail(badarg, "Bad digest type"),
    purlin_crypto:hash_init(Name).

-doc "Adds data to a hash.".
hash_update(State, Data) ->
    is_reference(State) orelse fail(badarg, "Bad state"),
    Bytes = bytes(Data),
    try hash_pieces(State, Bytes)
    catch error:badarg -> fail(badarg, "Bad state")
    end.

-doc "Ends a hash.".
hash_final(State) ->
    try purlin_crypto:hash_final(State)
    catch error:badarg -> fail(badarg, "Bad state")
    end.

-doc false.
hash_final_xof(State, _Bits) -> hash_final(State).

-doc "A hash of any number of bits.".
hash_xof(Name, Data, Bits) ->
    is_hash(Name) orelse fail(badarg, "Bad digest type"),
    is_integer(Bits) andalso Bits >= 0 orelse fail(badarg, "Bad len"),
    lists:member(Name, [shake128, shake256]) orelse fail(error, "Low-level call EVP_DigestFinalXOF failed"),
    purlin_crypto:hash_xof(Name, bytes(Data), Bits div 8).

-doc "Compares two hashes in a time that does not depend on their contents.".
-spec hash_equals(binary(), binary()) -> boolean().
hash_equals(A, B) when is_binary(A), is_binary(B), byte_size(A) =:= byte_size(B) -> purlin_crypto:equals(A, B);
hash_equals(_, _) -> erlang:error(badarg).

%% ---- message authentication codes

-doc "A code without further choice.".
mac(poly1305, Key, Data) -> mac(poly1305, undefined, Key, Data).

-doc "The code of some data.".
mac(Type, Sub, Key, Data) ->
    State = mac_start(Type, Sub, bytes(Key)),
    mac_add(State, mac_bytes(Data)),
    purlin_crypto:mac_final(State).

-doc "The beginning of the code.".
macN(poly1305, Key, Data, Size) -> macN(poly1305, undefined, Key, Data, Size).

-doc "The beginning of the code.".
macN(Type, Sub, Key, Data, Size) -> first(mac(Type, Sub, Key, Data), Size).

first(Code, Size) when is_integer(Size), Size >= 0 -> binary:part(Code, 0, min(Size, byte_size(Code)));
first(_, _) -> erlang:error(badarg).

mac_bytes(Data) ->
    try iolist_to_binary(Data)
    catch error:_ -> fail(badarg, "Bad text")
    end.

-doc "The beginning of a code over pieces of data.".
mac_init(poly1305, Key) -> mac_start(poly1305, undefined, bytes(Key)).

-doc "The beginning of a code over pieces of data.".
mac_init(Type, Sub, Key) -> mac_start(Type, Sub, bytes(Key)).

mac_start(hmac, Name, Key) ->
    is_hash(Name) andalso Name =/= shake128 andalso Name =/= shake256
        orelse fail(badarg, "Bad digest algorithm for HMAC"),
    purlin_crypto:mac_init(hmac, Name, Key);
mac_start(cmac, Cipher, Key) ->
    case cipher(Cipher, byte_size(Key)) of
        {_, aes_cbc, KeySize, _, _, _} when byte_size(Key) =:= KeySize -> purlin_crypto:mac_init(cmac, aes_cbc, Key);
        {_, aes_cbc, _, _, _, _} -> fail(badarg, "Bad key size");
        _ -> fail(badarg, "Unknown cipher")
    end;
mac_start(poly1305, _, Key) ->
    byte_size(Key) =:= 32 orelse fail(badarg, "Bad key length"),
    purlin_crypto:mac_init(poly1305, poly1305, Key);
mac_start(_, _, _) ->
    fail(badarg, "Unknown mac algorithm").

mac_add(State, <<Piece:?PIECE/binary, Rest/binary>>) ->
    purlin_crypto:mac_update(State, Piece),
    mac_add(State, Rest);
mac_add(State, Bytes) ->
    purlin_crypto:mac_update(State, Bytes).

-doc "Adds data to a code.".
mac_update(State, Data) ->
    is_reference(State) orelse fail(badarg, "Bad ref"),
    Bytes = mac_bytes(Data),
    try mac_add(State, Bytes) of
        ok -> State
    catch
        error:badarg -> fail(error, "mac update")
    end.

-doc "Ends a code.".
mac_final(State) ->
    is_reference(State) orelse fail(badarg, "Bad ref"),
    try purlin_crypto:mac_final(State)
    catch error:badarg -> fail(error, "Signing")
    end.

-doc "Ends a code and gives its beginning.".
mac_finalN(State, Size) -> first(mac_final(State), Size).

-doc "A key made of a password.".
pbkdf2_hmac(Name, Password, Salt, Iterations, Size) ->
    is_hash(Name) orelse fail(badarg, "Bad digest type"),
    is_binary(Password) orelse fail(badarg, "Not binary"),
    is_binary(Salt) orelse fail(badarg, "Not binary"),
    is_integer(Iterations) andalso Iterations > 0 orelse fail(badarg, "Must be > 0"),
    is_integer(Size) andalso Size > 0 orelse fail(badarg, "Must be > 0"),
    pbkdf2_blocks(Name, Password, Salt, Iterations, 1, Size, []).

pbkdf2_blocks(Name, Password, Salt, Iterations, Number, Size, Blocks) ->
    Block = purlin_crypto:pbkdf2(Name, Password, Salt, Iterations, Number),
    case Block of
        <<Part:Size/binary, _/binary>> -> iolist_to_binary(lists:reverse(Blocks, [Part]));
        _ -> pbkdf2_blocks(Name, Password, Salt, Iterations, Number + 1, Size - byte_size(Block), [Block | Blocks])
    end.

%% ---- ciphers

%% Name, what it is for mac/4 and cipher_info/1, key size, IV size, block size, {mode for the native, mode, number}.
ciphers() ->
    [{aes_name(KeySize, Mode), list_to_atom("aes_" ++ Mode), KeySize, IvSize, Block, {list_to_atom(Mode), Kind, Type}}
        || {Mode, Kind, IvSize, Block, Types} <- aes_modes(), {KeySize, Type} <- lists:zip([16, 24, 32], Types)]
    ++ [{chacha20, chacha20, 32, 16, 1, {chacha20, stream_cipher, undefined}},
        {chacha20_poly1305, chacha20_poly1305, 32, 12, 1, {chacha20_poly1305, stream_cipher, undefined}}].

aes_name(KeySize, Mode) -> list_to_atom(lists:concat(["aes_", KeySize * 8, "_", Mode])).

aes_modes() ->
    [{"cbc", cbc_mode, 16, 16, [419, 423, 427]}, {"ecb", ecb_mode, 0, 16, [418, 422, 426]},
     {"ctr", ctr_mode, 16, 1, [undefined, undefined, undefined]}, {"cfb8", cfb_mode, 16, 1, [421, 425, 429]},
     {"cfb128", cfb_mode, 16, 1, [421, 425, 429]}, {"ofb", ofb_mode, 16, 1, [420, 424, 428]},
     {"gcm", gcm_mode, 12, 1, [895, 898, 901]}, {"ccm", ccm_mode, 12, 1, [896, 899, 902]}].

%% Names whose key size is that of the key.
short_ciphers() ->
    [{list_to_atom("aes_" ++ Mode)} || Mode <- ["cbc", "ccm", "cfb128", "cfb8", "ctr", "ecb", "gcm"]].

%% The row of a cipher; a name without key size takes that of the key.
cipher(Name, KeySize) ->
    case cipher_row(Name) of
        false ->
            case lists:keymember(Name, 1, short_ciphers()) of
                true ->
                    Rows = [Row || Row <- ciphers(), element(2, Row) =:= Name],
                    case lists:keyfind(KeySize, 3, Rows) of
                        false -> hd(Rows);
                        Row -> Row
                    end;
                false -> false
            end;
        Row -> Row
    end.

cipher_row(Name) when is_atom(Name) ->
    case atom_to_list(Name) of
        "aes_" ++ _ -> lists:keyfind(Name, 1, ciphers());
        "chacha20" ++ _ -> lists:keyfind(Name, 1, ciphers());
        _ -> false
    end;
cipher_row(_) -> false.

is_aead({_, _, _, _, _, {Mode, _, _}}) -> lists:member(Mode, [gcm, ccm, chacha20_poly1305]).

-doc "Sizes and mode of a cipher.".
cipher_info(Name) ->
    case cipher(Name, 16) of
        {_, _, KeySize, IvSize, Block, {_, Kind, Type}} = Row ->
            #{type => Type, mode => Kind, key_length => KeySize, iv_length => IvSize, block_size => Block,
              prop_aead => is_aead(Row)};
        false -> erlang:error(badarg)
    end.

-record(options, {encrypt = true, padding = undefined}).

options(Encrypt) when is_boolean(Encrypt); Encrypt =:= undefined -> #options{encrypt = Encrypt};
options(List) when is_list(List) ->
    try lists:foldl(fun option/2, #options{}, List)
    catch error:function_clause -> fail(badarg, "Options are not a boolean or a proper list")
    end;
options(_) -> fail(badarg, "Options are not a boolean or a proper list").

option({encrypt, Encrypt}, Options) when is_boolean(Encrypt); Encrypt =:= undefined -> Options#options{encrypt = Encrypt};
option({encrypt, _}, _) -> fail(badarg, "Bad enc flag");
option({padding, Padding}, Options)
    when Padding =:= none; Padding =:= pkcs_padding; Padding =:= zero; Padding =:= random; Padding =:= undefined ->
    Options#options{padding = Padding};
option({padding, _}, _) -> fail(badarg, "Bad padding flag");
option(_, _) -> fail(badarg, "Bad tag in option").

-doc "Encrypts or decrypts with a cipher that has no IV.".
crypto_one_time(Cipher, Key, Data, Options) -> crypto_one_time(Cipher, Key, <<>>, Data, Options).

-doc "Encrypts or decrypts.".
crypto_one_time(Cipher, Key, Iv, Data, Options) ->
    {Row, KeyBytes, IvBytes, Settings} = cipher_arguments(Cipher, Key, Iv, Options),
    Bytes = data_bytes(Data),
    State = native_state(Row, KeyBytes, IvBytes, Settings),
    First = update_pieces(State, Bytes, []),
    {Last, _} = final(Row, Settings, State, byte_size(Bytes)),
    case {First, Last} of
        {[Only], <<>>} -> Only;
        _ -> iolist_to_binary([First, Last])
    end.

cipher_arguments(Cipher, Key, Iv, Options) ->
    Settings = options(Options),
    KeyBytes = iv_bytes(Key, "expected binary as key"),
    IvBytes = iv_bytes(Iv, "expected binary as iv"),
    Row = cipher(Cipher, byte_size(KeyBytes)),
    Row =/= false andalso not is_aead(Row) orelse fail(badarg, "Unknown cipher"),
    byte_size(KeyBytes) =:= element(3, Row) orelse fail(badarg, "Bad key size"),
    byte_size(IvBytes) =:= element(4, Row) orelse element(4, Row) =:= 0 orelse fail(badarg, "Bad iv size"),
    {Row, KeyBytes, IvBytes, Settings}.

iv_bytes(Data, Text) ->
    try iolist_to_binary(Data)
    catch error:_ -> fail(badarg, Text)
    end.

data_bytes(Data) -> iv_bytes(Data, "expected binary as data").

native_state({_, _, _, _, Block, {Mode, _, _}}, Key, Iv, #options{encrypt = Encrypt, padding = Padding}) ->
    HoldBack = not Encrypt andalso Padding =:= pkcs_padding andalso Block =:= 16,
    purlin_crypto:cipher_init(Mode, Key, Iv, Encrypt, HoldBack).

update_pieces(State, <<Piece:?PIECE/binary, Rest/binary>>, Done) when Rest =/= <<>> ->
    update_pieces(State, Rest, [purlin_crypto:cipher_update(State, Piece) | Done]);
update_pieces(State, Bytes, Done) ->
    lists:reverse(Done, [purlin_crypto:cipher_update(State, Bytes)]).

%% What comes out at the end, and the size of the padding.
final({_, _, _, _, 1, _}, _, _, _) -> {<<>>, 0};
final(_, #options{encrypt = true, padding = Padding}, State, Size) ->
    Rest = purlin_crypto:cipher_rest(State),
    Missing = 16 - byte_size(Rest),
    case Padding of
        pkcs_padding -> {purlin_crypto:cipher_update(State, <<Rest/binary, (binary:copy(<<Missing>>, Missing))/binary>>), Missing};
        _ when Rest =:= <<>> -> {<<>>, 0};
        zero -> {purlin_crypto:cipher_update(State, <<Rest/binary, 0:Missing/unit:8>>), Missing};
        random -> {purlin_crypto:cipher_update(State, <<Rest/binary, (strong_rand_bytes(Missing))/binary>>), Missing};
        none -> fail(error, "Padding 'none' but unfilled last block");
        undefined when Size >= 0 -> {<<>>, 0}
    end;
final(_, #options{padding = Padding}, State, _) ->
    Rest = purlin_crypto:cipher_rest(State),
    case Padding of
        pkcs_padding ->
            byte_size(Rest) =:= 16 orelse fail(error, "Can't finalize"),
            Last = purlin_crypto:cipher_update(State, Rest),
            {without_padding(Last), binary:last(Last)};
        _ when Rest =:= <<>>; Padding =:= undefined -> {<<>>, 0};
        _ -> fail(error, "Can't finalize")
    end.

without_padding(Last) ->
    Count = binary:last(Last),
    Keep = 16 - Count,
    case Last of
        <<Kept:Keep/binary, Padding/binary>> when Count >= 1, Count =< 16 ->
            Padding =:= binary:copy(<<Count>>, Count) orelse fail(error, "Can't finalize"),
            Kept;
        _ -> fail(error, "Can't finalize")
    end.

%% A cipher over pieces: the native's state, and counters for the bytes that came in and the size of the padding.
-record(crypto_state, {row, options, native, figures}).

-define(SIZE, 1).
-define(PADDING, 2).

-doc "The beginning of a cipher without IV over pieces of data.".
crypto_init(Cipher, Key, Options) -> crypto_init(Cipher, Key, <<>>, Options).

-doc "The beginning of a cipher over pieces of data.".
crypto_init(Cipher, Key, Iv, Options) ->
    {Row, KeyBytes, IvBytes, Settings} = cipher_arguments(Cipher, Key, Iv, Options),
    Native = native_state(Row, KeyBytes, IvBytes, Settings),
    Figures = atomics:new(2, []),
    atomics:put(Figures, ?PADDING, -1),
    #crypto_state{row = Row, options = Settings, native = Native, figures = Figures}.

-doc "Adds data; gives what can be given.".
crypto_update(#crypto_state{native = Native, figures = Figures}, Data) ->
    Bytes = data_bytes(Data),
    atomics:add(Figures, ?SIZE, byte_size(Bytes)),
    iolist_to_binary(update_pieces(Native, Bytes, []));
crypto_update(_, _) -> fail(badarg, "Bad State").

-doc "Ends a cipher; gives what is left.".
crypto_final(#crypto_state{row = Row, options = Options, native = Native, figures = Figures}) ->
    {Last, Padding} = final(Row, Options, Native, atomics:get(Figures, ?SIZE)),
    atomics:put(Figures, ?PADDING, Padding),
    Last;
crypto_final(_) -> fail(badarg, "Bad State").

-doc "Sizes and settings of a cipher over pieces.".
crypto_get_data(#crypto_state{options = #options{encrypt = Encrypt, padding = Type}, figures = Figures}) ->
    #{size => atomics:get(Figures, ?SIZE), encrypt => Encrypt, padding_type => Type,
      padding_size => atomics:get(Figures, ?PADDING)};
crypto_get_data(_) -> fail(badarg, "Bad State").

%% ---- authenticated ciphers

-doc "Encrypts; gives a code of the usual size too.".
crypto_one_time_aead(Cipher, Key, Iv, Data, Aad, true) ->
    crypto_one_time_aead(Cipher, Key, Iv, Data, Aad, default_tag(Cipher), true);
crypto_one_time_aead(_, _, _, _, _, _) ->
    fail(badarg, "Options are not a boolean or a proper list").

default_tag(Cipher) ->
    case cipher(Cipher, 16) of
        {_, _, _, _, _, {ccm, _, _}} -> 12;
        _ -> 16
    end.

-doc "Encrypts and gives a code of some size, or checks a code and decrypts.".
crypto_one_time_aead(Cipher, Key, Iv, Data, Aad, Tag, Encrypt) ->
    KeyBytes = iv_bytes(Key, "non binary key"),
    IvBytes = iv_bytes(Iv, "non binary iv"),
    Row = cipher(Cipher, byte_size(KeyBytes)),
    Row =/= false orelse fail(badarg, "Unknown cipher"),
    is_aead(Row) orelse fail(badarg, "Not an AEAD cipher"),
    byte_size(KeyBytes) =:= element(3, Row) orelse fail(badarg, "Bad key length"),
    Bytes = iv_bytes(Data, "non binary text"),
    AadBytes = iv_bytes(Aad, "non binary AAD"),
    aead(element(1, element(6, Row)), KeyBytes, IvBytes, Bytes, AadBytes, Tag, Encrypt).

aead(Mode, Key, Iv, Bytes, Aad, Size, true) when is_integer(Size), Size >= 0, Size =< 16 ->
    seal(Mode, Key, Iv, Aad, Bytes, Size, true);
aead(_, _, _, _, _, _, true) -> fail(badarg, "Bad Tag length");
aead(Mode, Key, Iv, Bytes, Aad, Tag, false) ->
    TagBytes = iv_bytes(Tag, "non binary Tag"),
    {Plain, Real} = seal(Mode, Key, Iv, Aad, Bytes, byte_size(TagBytes), false),
    case purlin_crypto:equals(Real, TagBytes) of
        true -> Plain;
        false -> error
    end;
aead(_, _, _, _, _, _, _) -> fail(badarg, "Bad enc flag").

seal(Mode, Key, Iv, Aad, Bytes, Size, Encrypt) ->
    try purlin_crypto:aead(Mode, Key, Iv, Aad, Bytes, Size, Encrypt)
    catch error:badarg -> fail(badarg, "Bad IV length")
    end.

-doc "Prepares an authenticated cipher for several uses.".
crypto_one_time_aead_init(Cipher, Key, TagSize, Encrypt) ->
    KeyBytes = iv_bytes(Key, "non binary key"),
    Row = cipher(Cipher, byte_size(KeyBytes)),
    Row =/= false orelse fail(badarg, "Unknown cipher"),
    is_aead(Row) orelse fail(badarg, "Not an AEAD cipher"),
    {crypto_aead, Cipher, KeyBytes, TagSize, Encrypt}.

-doc "Uses a prepared authenticated cipher.".
crypto_one_time_aead({crypto_aead, Cipher, Key, TagSize, true}, Iv, Data, Aad) ->
    {Text, Tag} = crypto_one_time_aead(Cipher, Key, Iv, Data, Aad, TagSize, true),
    <<Text/binary, Tag/binary>>;
crypto_one_time_aead({crypto_aead, Cipher, Key, TagSize, false}, Iv, Data, Aad) ->
    Bytes = iv_bytes(Data, "non binary text"),
    Size = byte_size(Bytes) - TagSize,
    Size >= 0 orelse fail(badarg, "Data too short"),
    <<Text:Size/binary, Tag/binary>> = Bytes,
    crypto_one_time_aead(Cipher, Key, Iv, Text, Aad, Tag, false);
crypto_one_time_aead(_, _, _, _) -> fail(badarg, "Bad State").

%% ---- random numbers

-doc "Random bytes that nobody can foretell.".
-spec strong_rand_bytes(non_neg_integer()) -> binary().
strong_rand_bytes(Size) when is_integer(Size), Size >= 0 -> purlin_crypto:random_bytes(Size);
strong_rand_bytes(_) -> erlang:error(badarg).

-doc "A random number from 0 to Range - 1, as a binary if the range is one.".
strong_rand_range(Range) when is_integer(Range), Range > 0 -> below(Range);
strong_rand_range(Range) when is_binary(Range) ->
    binary:encode_unsigned(strong_rand_range(binary:decode_unsigned(Range)));
strong_rand_range(_) -> erlang:error(badarg).

%% A number below Range: bits that make too large a number are thrown away.
below(Range) ->
    Bits = bits_of(Range - 1, 0),
    Skip = -Bits band 7,
    <<_:Skip, Number:Bits>> = purlin_crypto:random_bytes((Bits + 7) div 8),
    if
        Number < Range -> Number;
        true -> below(Range)
    end.

bits_of(0, Bits) -> Bits;
bits_of(N, Bits) -> bits_of(N bsr 1, Bits + 1).

-doc "A random number from Low to High - 1.".
rand_uniform(Low, High) when is_integer(Low), is_integer(High), Low < High -> Low + below(High - Low);
rand_uniform(_, _) -> erlang:error(badarg).

-doc "Makes `rand` use this module in the calling process.".
rand_seed() -> rand:seed(rand_seed_s()).

-doc "Stirs the generator; it needs none.".
rand_seed(Seed) when is_binary(Seed) -> ok.

-doc "A state of `rand` that uses this module.".
rand_seed_s() -> rand_seed_alg_s(?MODULE).

-doc "Makes `rand` use an algorithm of this module in the calling process.".
rand_seed_alg(Alg) -> rand:seed(rand_seed_alg_s(Alg)).

-doc "Makes `rand` use a seeded algorithm of this module: there is none.".
rand_seed_alg(Alg, Seed) -> rand:seed(rand_seed_alg_s(Alg, Seed)).

-doc "A state of `rand` that uses an algorithm of this module.".
rand_seed_alg_s(crypto) ->
    {#{type => crypto, bits => 64, next => fun ?MODULE:rand_plugin_next/1, bytes => fun ?MODULE:rand_plugin_bytes/2,
       uniform => fun ?MODULE:rand_plugin_uniform/1, uniform_n => fun ?MODULE:rand_plugin_uniform/2}, no_seed};
rand_seed_alg_s(crypto_cache) ->
    {#{type => crypto_cache, bits => 56, next => fun ?MODULE:rand_cache_plugin_next/1,
       bytes => fun ?MODULE:rand_cache_plugin_bytes/2}, {56, 903, <<>>}};
rand_seed_alg_s(Alg) -> erlang:error(function_clause, [Alg]).

-doc "A state of `rand` that uses a seeded algorithm of this module: there is none.".
rand_seed_alg_s(crypto_aes, _Seed) -> erlang:error(notsup);
rand_seed_alg_s(Alg, Seed) -> erlang:error(function_clause, [Alg, Seed]).

-doc false.
rand_plugin_next(Seed) ->
    <<Number:64>> = purlin_crypto:random_bytes(8),
    {Number, Seed}.

-doc false.
rand_plugin_bytes(Size, Seed) -> {strong_rand_bytes(Size), Seed}.

-doc false.
rand_plugin_uniform(State) ->
    <<Number:53, _:3>> = purlin_crypto:random_bytes(7),
    {Number * 1.1102230246251565e-16, State}.

-doc false.
rand_plugin_uniform(Max, State) -> {below(Max) + 1, State}.

-doc false.
rand_cache_plugin_next({Bits, Size, <<>>}) ->
    rand_cache_plugin_next({Bits, Size, purlin_crypto:random_bytes(Size)});
rand_cache_plugin_next({Bits, Size, Cache}) ->
    <<Number:Bits, Rest/binary>> = Cache,
    {Number, {Bits, Size, Rest}}.

-doc false.
rand_cache_plugin_bytes(Count, {Bits, Size, Cache}) ->
    case Cache of
        <<Bytes:Count/binary, Rest/binary>> -> {Bytes, {Bits, Size, Rest}};
        _ -> {purlin_crypto:random_bytes(Count), {Bits, Size, <<>>}}
    end.

%% ---- numbers

-doc "The bytes of two pieces of data, each pair exclusively ored.".
exor(A, B) ->
    First = bytes(A),
    Second = bytes(B),
    byte_size(First) =:= byte_size(Second) orelse erlang:error(badarg),
    purlin_crypto:exor(First, Second).

-doc "A power, modulo a number.".
mod_pow(Base, Exponent, Modulus) ->
    case purlin_crypto:mod_pow(unsigned(Base), unsigned(Exponent), unsigned(Modulus)) of
        <<0>> -> error;
        Power -> Power
    end.

unsigned(N) when is_integer(N), N >= 0 -> binary:encode_unsigned(N);
unsigned(Bytes) when is_binary(Bytes) -> Bytes;
unsigned(_) -> erlang:error(badarg).

-doc "The unsigned big-endian number in a binary.".
bytes_to_integer(Bytes) when is_binary(Bytes) ->
    Bits = bit_size(Bytes),
    <<Number:Bits>> = Bytes,
    Number.

-doc "A pair of keys.".
generate_key(Type, Parameters) -> generate_key(Type, Parameters, undefined).

-doc "A pair of keys, of which the private one may be given. RSA, or Diffie-Hellman in its classic form.".
generate_key(dh, [Prime, Generator | _], Private0) ->
    P = number(Prime),
    Private = case Private0 of undefined -> 1 + below(P - 2); _ -> number(Private0) end,
    {mod_pow(Generator, Private, P), binary:encode_unsigned(Private)};
generate_key(rsa, {Bits, Exponent}, _) when is_integer(Bits), Bits >= 512 ->
    E = number(Exponent),
    {P, Q} = primes(Bits div 2, Bits - Bits div 2, E),
    Private = [E, P * Q, inverse(E, (P - 1) * (Q - 1)), P, Q, inverse(E, P - 1), inverse(E, Q - 1), inverse(Q, P)],
    Numbers = [binary:encode_unsigned(N) || N <- Private],
    {lists:sublist(Numbers, 2), Numbers};
generate_key(_, _, _) -> fail(notsup, "Unsupported key type").

-doc "The secret that both sides have. Only Diffie-Hellman in its classic form.".
compute_key(dh, Others, Own, [Prime | _]) -> mod_pow(Others, Own, Prime);
compute_key(_, _, _, _) -> fail(notsup, "Unsupported key type").

number(N) when is_integer(N) -> N;
number(Bytes) when is_binary(Bytes) -> binary:decode_unsigned(Bytes).

%% ---- RSA

-doc "The signature of some data.".
sign(Algorithm, Hash, Data, Key) -> sign(Algorithm, Hash, Data, Key, []).

-doc "The signature of some data. RSA with the padding of PKCS #1 version 1.5.".
sign(rsa, Hash, Data, Key, Options) ->
    Digest = digest_info(Hash, Data),
    {N, D} = private(Key),
    check_padding(Options),
    power(padded(1, Digest, size_of(N)), D, N);
sign(_, _, _, _, _) -> fail(error, "Can't create PKEY_CTX from name").

-doc "Whether a signature is that of some data.".
verify(Algorithm, Hash, Data, Signature, Key) -> verify(Algorithm, Hash, Data, Signature, Key, []).

-doc "Whether a signature is that of some data. RSA with the padding of PKCS #1 version 1.5.".
verify(rsa, Hash, Data, Signature, Key, Options) ->
    is_binary(Signature) orelse fail(badarg, "Expected a binary"),
    Digest = digest_info(Hash, Data),
    {N, E} = public(Key),
    check_padding(Options),
    Size = size_of(N),
    byte_size(Signature) =:= Size andalso power(Signature, E, N) =:= padded(1, Digest, Size);
verify(_, _, _, _, _, _) -> fail(error, "Can't create PKEY_CTX from name").

-doc "Encrypts a short text for the owner of a key.".
public_encrypt(rsa, Text, Key, Options) -> encrypted(2, Text, public(Key), padding_option(Options));
public_encrypt(_, _, _, _) -> fail(badarg, "Bad algorithm").

-doc "Decrypts what private_encrypt/4 made.".
public_decrypt(rsa, Text, Key, Options) -> decrypted(1, Text, public(Key), padding_option(Options));
public_decrypt(_, _, _, _) -> fail(badarg, "Bad algorithm").

-doc "Encrypts a short text so that everybody can tell whose it is.".
private_encrypt(rsa, Text, Key, Options) -> encrypted(1, Text, private(Key), padding_option(Options));
private_encrypt(_, _, _, _) -> fail(badarg, "Bad algorithm").

-doc "Decrypts what public_encrypt/4 made.".
private_decrypt(rsa, Text, Key, Options) -> decrypted(2, Text, private(Key), padding_option(Options));
private_decrypt(_, _, _, _) -> fail(badarg, "Bad algorithm").

public([E, N | _]) -> {number(N), number(E)};
public(_) -> fail(badarg, "Couldn't get RSA public key").

private([_, N, D | _]) -> {number(N), number(D)};
private(_) -> fail(badarg, "Couldn't get RSA private key").

size_of(N) -> byte_size(binary:encode_unsigned(N)).

check_padding(Options) ->
    padding_option(Options) =:= rsa_pkcs1_padding orelse fail(notsup, "Only rsa_pkcs1_padding is there"),
    ok.

padding_option(Padding) when Padding =:= rsa_pkcs1_padding; Padding =:= rsa_no_padding -> Padding;
padding_option(Padding) when is_list(Padding) -> padding_option(proplists:get_value(rsa_padding, Padding, rsa_pkcs1_padding));
padding_option(Padding) when Padding =:= rsa_pkcs1_oaep_padding; Padding =:= rsa_x931_padding; Padding =:= rsa_pkcs1_pss_padding ->
    fail(notsup, "Padding is not supported");
padding_option(_) -> fail(badarg, "Bad padding type in option rsa_padding").

%% A power as a text of the modulus's size.
power(Text, Exponent, N) ->
    Power = unsigned_power(Text, Exponent, N),
    Missing = size_of(N) - byte_size(Power),
    <<0:Missing/unit:8, Power/binary>>.

unsigned_power(Text, Exponent, N) ->
    binary:encode_unsigned(binary:decode_unsigned(purlin_crypto:mod_pow(Text, binary:encode_unsigned(Exponent), binary:encode_unsigned(N)))).

encrypted(Kind, Text, {N, Exponent}, Padding) ->
    Bytes = data_bytes(Text),
    Size = size_of(N),
    case Padding of
        rsa_pkcs1_padding -> power(padded(Kind, Bytes, Size), Exponent, N);
        rsa_no_padding when byte_size(Bytes) =:= Size -> power(Bytes, Exponent, N);
        rsa_no_padding -> no_result()
    end.

decrypted(Kind, Text, {N, Exponent}, Padding) ->
    Bytes = data_bytes(Text),
    Size = size_of(N),
    byte_size(Bytes) =< Size orelse no_result(),
    Plain = power(Bytes, Exponent, N),
    case Padding of
        rsa_no_padding -> Plain;
        rsa_pkcs1_padding -> unpadded(Kind, Plain)
    end.

-spec no_result() -> no_return().
no_result() -> fail(error, "Couldn't get the result").

%% PKCS #1 version 1.5: ones for what is signed, random bytes that are not zero for what is hidden.
padded(Kind, Bytes, Size) ->
    case Size - 3 - byte_size(Bytes) of
        Count when Count < 8 -> no_result();
        Count when Kind =:= 1 -> <<0, 1, (binary:copy(<<255>>, Count))/binary, 0, Bytes/binary>>;
        Count -> <<0, 2, (not_zero(Count, <<>>))/binary, 0, Bytes/binary>>
    end.

not_zero(Count, Done) when byte_size(Done) >= Count -> binary_part(Done, 0, Count);
not_zero(Count, Done) -> not_zero(Count, <<Done/binary, << <<B>> || <<B>> <= strong_rand_bytes(Count), B =/= 0 >>/binary>>).

unpadded(Kind, <<0, Kind, Rest/binary>>) ->
    case binary:split(Rest, <<0>>) of
        [Padding, Bytes] when byte_size(Padding) >= 8 ->
            Kind =:= 2 orelse Padding =:= binary:copy(<<255>>, byte_size(Padding)) orelse no_result(),
            Bytes;
        _ -> no_result()
    end;
unpadded(_, _) -> no_result().

%% The hash with its name, in DER.
digest_info(Hash, {digest, Digest}) when is_binary(Digest) ->
    Hash =:= none orelse byte_size(Digest) =:= maps:get(size, known_hash(Hash)) orelse
        fail(badarg, "Bad binary size for the algorithm"),
    <<(digest_name(Hash))/binary, Digest/binary>>;
digest_info(none, Data) -> digest_info(none, {digest, signed_bytes(Data)});
digest_info(Hash, Data) ->
    _ = known_hash(Hash),
    digest_info(Hash, {digest, hash(Hash, signed_bytes(Data))}).

known_hash(Hash) ->
    is_hash(Hash) orelse fail(badarg, "Bad digest type"),
    hash_info(Hash).

signed_bytes(Data) ->
    try iolist_to_binary(Data)
    catch error:_ -> fail(badarg, "Expected a binary or a list")
    end.

digest_name(none) -> <<>>;
digest_name(md5) -> binary:decode_hex(<<"3020300c06082a864886f70d020505000410">>);
digest_name(ripemd160) -> binary:decode_hex(<<"3021300906052b2403020105000414">>);
digest_name(sha) -> binary:decode_hex(<<"3021300906052b0e03021a05000414">>);
digest_name(sha224) -> binary:decode_hex(<<"302d300d06096086480165030402040500041c">>);
digest_name(sha256) -> binary:decode_hex(<<"3031300d060960864801650304020105000420">>);
digest_name(sha384) -> binary:decode_hex(<<"3041300d060960864801650304020205000430">>);
digest_name(sha512) -> binary:decode_hex(<<"3051300d060960864801650304020305000440">>);
digest_name(_) -> fail(badarg, "Bad digest type").

%% ---- primes

%% Two primes that make a modulus of all the bits, neither minus one sharing a factor with E.
primes(Bits1, Bits2, E) ->
    P = prime(Bits1, E),
    Q = prime(Bits2, E),
    if
        P > Q -> {P, Q};
        P < Q -> {Q, P};
        true -> primes(Bits1, Bits2, E)
    end.

%% The two highest bits are set, so that products have all their bits.
prime(Bits, E) ->
    <<Random:Bits, _/bits>> = strong_rand_bytes((Bits + 7) div 8),
    Candidate = Random bor (3 bsl (Bits - 2)) bor 1,
    case gcd(Candidate - 1, E) =:= 1 andalso is_prime(Candidate) of
        true -> Candidate;
        false -> prime(Bits, E)
    end.

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

is_prime(N) ->
    lists:all(fun(P) -> N rem P =/= 0 end, [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97])
        andalso miller_rabin(N, 40).

miller_rabin(_, 0) -> true;
miller_rabin(N, Rounds) ->
    {Odd, Twos} = odd_part(N - 1, 0),
    Base = 2 + below(N - 3),
    X = binary:decode_unsigned(unsigned_power(binary:encode_unsigned(Base), Odd, N)),
    (X =:= 1 orelse reaches_minus_one(X, N, Twos)) andalso miller_rabin(N, Rounds - 1).

odd_part(N, Twos) when N band 1 =:= 0 -> odd_part(N bsr 1, Twos + 1);
odd_part(N, Twos) -> {N, Twos}.

reaches_minus_one(_, _, 0) -> false;
reaches_minus_one(X, N, _) when X =:= N - 1 -> true;
reaches_minus_one(X, N, Twos) -> reaches_minus_one(X * X rem N, N, Twos - 1).

%% A number whose product with A is 1, modulo M.
inverse(A, M) ->
    {1, X} = bezout(A rem M, M),
    (X rem M + M) rem M.

bezout(A, M) -> bezout(A, M, 1, 0).

bezout(G, 0, X, _) -> {G, X};
bezout(A, B, X, Y) -> bezout(B, A rem B, Y, X - A div B * Y).
