%% Pseudo random numbers. A state is {Handler, AlgorithmState}: the handler is a map with the
%% algorithm's next function and its number of bits; older algorithms have max instead and make
%% floats of it.
-module(rand).
-moduledoc "Pseudo random number generation.".
-compile({inline, [exsss_next/1, exsp_step/2, starstar/1, rotl58/2]}).

-export([bytes/1, bytes_s/2, export_seed/0, export_seed_s/1, jump/0, jump/1, normal/0, normal/2,
         normal_s/1, normal_s/3, seed/1, seed/2, seed_s/1, seed_s/2, shuffle/1, shuffle_s/2,
         uniform/0, uniform/1, uniform_real/0, uniform_real_s/1, uniform_s/1, uniform_s/2]).
-export([exsp_jump/1, exsp_next/1, mwc59/1, mwc59_float/1, mwc59_seed/0, mwc59_seed/1,
         mwc59_value/1, mwc59_value32/1, splitmix64_next/1]).
-export([bc64/1, exro928_jump_2pow20/1, exro928_jump_2pow512/1, exro928_next/1,
         exro928_next_state/1, exro928_seed/1, float2str/1, format_jumpconst58/1, make_float/3,
         seed58/2]).

-export_type([alg/0, alg_handler/0, alg_state/0, builtin_alg/0, export_state/0, seed/0, state/0]).

-type builtin_alg() :: exsss | exro928ss | exrop | exs1024s | exsp | exs64 | exsplus | exs1024 | dummy.
-type alg() :: builtin_alg() | atom().
-type alg_handler() :: map().
-type alg_state() :: term().
-type state() :: {alg_handler(), alg_state()}.
-type export_state() :: {alg(), alg_state()}.
-type seed() :: [integer()] | integer() | {integer(), integer(), integer()}.

-define(M32, 16#FFFFFFFF).
-define(M58, 16#3FFFFFFFFFFFFFF).
-define(M64, 16#FFFFFFFFFFFFFFFF).
-define(TWO_POW_MINUS_53, 1.11022302462515654042e-16).

%% ---- seeding and the state in the process dictionary

-doc "Seeds the process's generator and returns the state.".
seed(Alg) -> keep(seed_s(Alg)).

-doc "Seeds the process's generator from a given seed.".
seed(default, Seed) -> seed(exsss, Seed);
seed(Alg, Seed) -> keep(seed_s(Alg, Seed)).

%% States of MWC59 lie below the multiplier's prime.
-define(MWC59_END, (16#7FA6502 bsl 32 - 1)).

-doc "A state of an algorithm seeded from the clock, or an exported one.".
seed_s({Handler, _} = State) when is_map(Handler) -> State;
seed_s({Alg, State}) when is_atom(Alg) -> {handler(Alg), State};
seed_s(default) -> seed_s(exsss);
seed_s(Alg) ->
    seed_s(Alg, {erlang:phash2([{node(), self()}]), erlang:system_time(), erlang:unique_integer()}).

-doc "A state of an algorithm from a given seed.".
seed_s(default, Seed) -> seed_s(exsss, Seed);
seed_s(Alg, Seed) when is_atom(Alg) ->
    Handler = handler(Alg),
    {Handler, seeded(Alg, Seed)}.

keep({#{type := _}, _} = State) ->
    put(rand_seed, State),
    State.

kept() ->
    case get(rand_seed) of
        undefined -> seed_s(exsss);
        {Alg, AlgState} when is_atom(Alg) -> {handler(Alg), AlgState};
        State -> State
    end.

-doc "The process's state for export, or undefined.".
export_seed() ->
    case get(rand_seed) of
        {#{type := Alg}, AlgState} -> {Alg, AlgState};
        Other -> Other
    end.

-doc "A state for export.".
export_seed_s({#{type := Alg}, AlgState}) -> {Alg, AlgState}.

handler(exsss) ->
    #{type => exsss, bits => 58, next => fun exsss_next/1, jump => fun exsp_jump_state/1,
      uniform => fun exsss_uniform/1, uniform_n => fun exsss_uniform/2};
handler(exrop) ->
    #{type => exrop, bits => 58, weak_low_bits => 1, next => fun exrop_next/1, jump => fun exrop_jump/1,
      uniform => fun uniform_float/1, uniform_n => fun uniform_58/2};
handler(exsp) ->
    #{type => exsp, bits => 58, weak_low_bits => 1, next => fun exsp_next/1, jump => fun exsp_jump_state/1,
      uniform => fun uniform_float/1, uniform_n => fun uniform_58/2};
handler(exro928ss) ->
    #{type => exro928ss, bits => 58, next => fun exro928ss_next/1, jump => fun exro928_jump/1,
      uniform => fun uniform_float/1, uniform_n => fun uniform_58/2};
handler(exs1024s) ->
    #{type => exs1024s, bits => 64, weak_low_bits => 3, next => fun exs1024_next/1,
      jump => fun exs1024_jump/1};
handler(dummy) ->
    #{type => dummy, bits => 58, next => fun dummy_next/1, uniform => fun dummy_uniform/1,
      uniform_n => fun dummy_uniform/2};
handler(exs64) -> #{type => exs64, max => ?M64, next => fun exs64_next/1};
handler(exsplus) ->
    #{type => exsplus, max => ?M58, next => fun exsp_next/1, jump => fun exsp_jump_state/1};
handler(exs1024) ->
    #{type => exs1024, max => ?M64, next => fun exs1024_next/1, jump => fun exs1024_jump/1}.

-doc "Jumps the process's generator ahead.".
jump() -> keep(jump(kept())).

-doc "A state far ahead.".
jump({#{jump := Jump}, _} = State) -> Jump(State);
jump({#{}, _}) -> error(not_implemented).

%% ---- uniform numbers

-doc "A float from 0.0 up to 1.0.".
uniform() ->
    case get(rand_seed) of
        {#{type := _, uniform := Uniform}, _} = State ->
            {X, NewState} = Uniform(State),
            put(rand_seed, NewState),
            X;
        _ ->
            {X, State} = uniform_s(kept()),
            keep(State),
            X
    end.

-doc "An integer from 1 to N.".
uniform(N) ->
    case get(rand_seed) of
        {#{type := _, uniform_n := Uniform}, _} = State when is_integer(N), N >= 1 ->
            {X, NewState} = Uniform(N, State),
            put(rand_seed, NewState),
            X;
        _ ->
            {X, State} = uniform_s(N, kept()),
            keep(State),
            X
    end.

-doc "A float from 0.0 up to 1.0, and the new state.".
uniform_s({#{uniform := Uniform}, _} = State) -> Uniform(State);
uniform_s({#{bits := Bits, next := Next} = Handler, S0}) ->
    {V, S1} = Next(S0),
    {(V bsr (Bits - 53)) * ?TWO_POW_MINUS_53, {Handler, S1}};
uniform_s({#{max := Max, next := Next} = Handler, S0}) ->
    {V, S1} = Next(S0),
    {V / (Max + 1), {Handler, S1}}.

-doc "An integer from 1 to N, and the new state.".
uniform_s(N, {#{uniform_n := Uniform}, _} = State) when is_integer(N), N >= 1 -> Uniform(N, State);
uniform_s(N, {#{bits := Bits} = Handler, S0}) when is_integer(N), N >= 1 ->
    in_range(N, Bits, Handler, S0);
uniform_s(N, {#{max := Max, next := Next} = Handler, S0}) when is_integer(N), N >= 1 ->
    {V, S1} = Next(S0),
    if
        N =< Max -> {V rem N + 1, {Handler, S1}};
        true -> {trunc(V / (Max + 1) * N) + 1, {Handler, S1}}
    end.

uniform_float({#{next := Next, bits := Bits} = Handler, S0}) ->
    {V, S1} = Next(S0),
    {(V bsr (Bits - 53)) * ?TWO_POW_MINUS_53, {Handler, S1}}.

uniform_58(N, {Handler, S0}) -> in_range(N, 58, Handler, S0).

exsss_uniform({Handler, S0}) ->
    {V, S1} = exsss_next(S0),
    {(V bsr 5) * ?TWO_POW_MINUS_53, {Handler, S1}}.

exsss_uniform(N, {Handler, S0}) ->
    {V, S1} = exsss_next(S0),
    if
        N =< ?M58 + 1 ->
            I = V rem N,
            if
                V - I =< ?M58 + 1 - N -> {I + 1, {Handler, S1}};
                true -> in_range(N, 58, Handler, S1)
            end;
        true -> in_range(N, 58, Handler, V, S1)
    end.

in_range(N, Bits, #{next := Next} = Handler, S0) ->
    {V, S1} = Next(S0),
    in_range(N, Bits, Handler, V, S1).

%% Values that would make small results likelier are thrown away.
in_range(N, Bits, Handler, V, S1) when N =< 1 bsl Bits ->
    I = V rem N,
    if
        V - I =< (1 bsl Bits) - N -> {I + 1, {Handler, S1}};
        true -> in_range(N, Bits, Handler, S1)
    end;
in_range(N, Bits, #{next := Next} = Handler, V, S1) ->
    Weak = maps:get(weak_low_bits, Handler, 0),
    Shift = Bits - Weak,
    Mask = bnot ((1 bsl Weak) - 1),
    case N band (N - 1) of
        0 ->
            {V1, S2, _} = wider(N bsr Bits, Next, S1, V, Mask, Shift, Bits),
            {(V1 band (N - 1)) + 1, {Handler, S2}};
        _ ->
            {V1, S2, B} = wider(N bsr (Bits - 2), Next, S1, V, Mask, Shift, Bits),
            I = V1 rem N,
            if
                V1 - I =< (1 bsl B) - N -> {I + 1, {Handler, S2}};
                true ->
                    {V2, S3} = Next(S2),
                    in_range(N, Bits, Handler, V2, S3)
            end
    end.

wider(Range, _, S, V, _, _, B) when Range =< 1 -> {V, S, B};
wider(Range, Next, S0, V0, Mask, Shift, B) ->
    {V1, S1} = Next(S0),
    wider(Range bsr Shift, Next, S1, ((V0 band Mask) bsl Shift) bor V1, Mask, Shift, B + Shift).

-doc "A float between 0.0 and 1.0 with all its bits random.".
uniform_real() ->
    {X, State} = uniform_real_s(kept()),
    keep(State),
    X.

-doc "A float between 0.0 and 1.0 with all its bits random, and the new state.".
uniform_real_s({#{bits := Bits, next := Next} = Handler, S0}) ->
    {V, S1} = Next(S0),
    real(V bsr (Bits - 56), Handler, Next, S1, Bits);
uniform_real_s({#{max := _, next := Next} = Handler, S0}) ->
    {V, S1} = Next(S0),
    real(V band 16#FFFFFFFFFFFFFF, Handler, Next, S1, old).

real(M, Handler, Next, S, Bits) ->
    if
        M >= 1 bsl 55 -> {(M bsr 3) * math:pow(2.0, -53), {Handler, S}};
        M >= 1 bsl 54 -> {(M bsr 2) * math:pow(2.0, -54), {Handler, S}};
        M >= 1 bsl 53 -> {(M bsr 1) * math:pow(2.0, -55), {Handler, S}};
        M >= 1 bsl 52 -> {M * math:pow(2.0, -56), {Handler, S}};
        true -> small_real(M, -56, Handler, Next, S, Bits)
    end.

%% Too many leading zeros: more words, until the mantissa is full.
small_real(M, Exponent, Handler, Next, S0, Bits) ->
    {V0, S1} = Next(S0),
    V = case Bits of
        old -> V0;
        _ -> V0 bsr (Bits - 56)
    end,
    case M of
        0 when Exponent =:= -1008 -> {2.2250738585072014e-308, {Handler, S1}};
        0 when V < 1 bsl 52 -> small_real(V, Exponent - 56, Handler, Next, S1, Bits);
        _ ->
            Wide = (M bsl 56) bor V,
            Extra = bit_length(Wide, 0) - 53,
            {(Wide bsr Extra) * math:pow(2.0, Exponent - 56 + Extra), {Handler, S1}}
    end.

bit_length(0, N) -> N;
bit_length(X, N) -> bit_length(X bsr 1, N + 1).

-doc "N random bytes.".
bytes(N) ->
    {Bytes, State} = bytes_s(N, kept()),
    keep(State),
    Bytes.

-doc "N random bytes, and the new state.".
bytes_s(N, {#{bits := Bits, next := Next} = Handler, S}) when is_integer(N), N >= 0 ->
    bytes_s(N, Handler, Next, S, Bits, (Bits - maps:get(weak_low_bits, Handler, 0)) div 8, []);
bytes_s(N, {#{max := _, next := Next} = Handler, S}) when is_integer(N), N >= 0 ->
    Next58 = fun(S0) ->
        {V, S1} = Next(S0),
        {V band ?M58, S1}
    end,
    bytes_s(N, Handler, Next58, S, 58, 7, []).

bytes_s(N, Handler, Next, S0, Bits, Good, Acc) when N > Good ->
    {V, S1} = Next(S0),
    Part = <<(V bsr (Bits - Good * 8)):(Good * 8)>>,
    bytes_s(N - Good, Handler, Next, S1, Bits, Good, [Part | Acc]);
bytes_s(0, Handler, _, S, _, _, Acc) -> {iolist_to_binary(lists:reverse(Acc)), {Handler, S}};
bytes_s(N, Handler, Next, S0, _, Good, Acc) ->
    {V, S1} = Next(S0),
    Part = <<((V band ((1 bsl (Good * 8)) - 1)) bsr ((Good - N) * 8)):(N * 8)>>,
    {iolist_to_binary(lists:reverse(Acc, [Part])), {Handler, S1}}.

%% ---- the generators

%% Xorshift116 with 24, 11, 41.
exsp_step(S1_0, S0) ->
    S1 = S1_0 bxor ((S1_0 band (?M58 bsr 24)) bsl 24),
    S1 bxor S0 bxor (S1 bsr 11) bxor (S0 bsr 41).

-doc "Xorshift116+: {Value, NewState}.".
exsp_next([S1 | S0]) ->
    New = exsp_step(S1, S0),
    {(S0 + New) band ?M58, [S0 | New]}.

exsss_next([S1 | S0]) ->
    New = exsp_step(S1, S0),
    {starstar(S0), [S0 | New]}.

%% Times 5, rotated by 7, times 9.
starstar(S) ->
    V0 = (S + ((S band (?M58 bsr 2)) bsl 2)) band ?M58,
    V1 = rotl58(V0, 7),
    (V1 + ((V1 band (?M58 bsr 3)) bsl 3)) band ?M58.

%% Bits that would leave the number are cut off first: it stays a small one.
rotl58(X, N) -> ((X band (?M58 bsr N)) bsl N) bor (X bsr (58 - N)).

%% Xoroshiro116+ with 24, 2, 35.
exrop_next([S1 | S0]) ->
    V = (S0 + S1) band ?M58,
    T = S1 bxor S0,
    A = rotl58(S1, 24) bxor T bxor ((T band (?M58 bsr 2)) bsl 2),
    {V, [A | rotl58(T, 35)]}.

%% Xorshift64* with 12, 25, 27.
exs64_next(R) ->
    R1 = R bxor (R bsr 12),
    R2 = R1 bxor ((R1 bsl 25) band ?M64),
    R3 = R2 bxor (R2 bsr 27),
    {(R3 * 2685821657736338717) band ?M64, R3}.

%% Xorshift1024* with 31, 11, 30; the state is a queue {Next, Reversed}.
exs1024_next({[S0, S1 | Rest], Done}) ->
    T = S1 bxor ((S1 bsl 31) band ?M64),
    New = T bxor S0 bxor (T bsr 11) bxor (S0 bsr 30),
    {(New * 1181783497276652981) band ?M64, {[New | Rest], [S0 | Done]}};
exs1024_next({[S], Done}) -> exs1024_next({[S | lists:reverse(Done)], []}).

%% Xoroshiro928** with 44, 9, 45.
exro928ss_next({[S15, S0 | Rest], Done}) ->
    {starstar(S0), exro928_step(S15, S0, Rest, Done)};
exro928ss_next({[S15], Done}) -> exro928ss_next({[S15 | lists:reverse(Done)], []}).

exro928_step(S15, S0, Rest, Done) ->
    Q = S15 bxor S0,
    NewS0 = rotl58(S0, 44) bxor Q bxor ((Q band (?M58 bsr 9)) bsl 9),
    {[rotl58(Q, 45) | Rest], [NewS0 | Done]}.

-doc false.
exro928_next({[S15, S0 | Rest], Done}) -> {{S15, S0}, exro928_step(S15, S0, Rest, Done)};
exro928_next({[S15], Done}) -> exro928_next({[S15 | lists:reverse(Done)], []}).

-doc false.
exro928_next_state({[S15, S0 | Rest], Done}) -> exro928_step(S15, S0, Rest, Done);
exro928_next_state({[S15], Done}) -> exro928_next_state({[S15 | lists:reverse(Done)], []}).

%% A counter, for measuring.
dummy_next(R) -> {R, (R * 16#3FFFFFFFFFFFF + 1) band ?M58}.

dummy_uniform({Handler, R}) ->
    {_, R1} = dummy_next(R),
    {0.5, {Handler, R1}}.

dummy_uniform(_, {Handler, R}) ->
    {_, R1} = dummy_next(R),
    {1, {Handler, R1}}.

-doc "SplitMix64: {Value, NewState}.".
splitmix64_next(X0) ->
    X = (X0 + 16#9E3779B97F4A7C15) band ?M64,
    Z1 = ((X bxor (X bsr 30)) * 16#BF58476D1CE4E5B9) band ?M64,
    Z2 = ((Z1 bxor (Z1 bsr 27)) * 16#94D049BB133111EB) band ?M64,
    {Z2 bxor (Z2 bsr 31), X}.

%% ---- MWC59

-doc "The next MWC59 state.".
mwc59(CX) when is_integer(CX), CX > 0, CX < ?MWC59_END ->
    C = CX bsr 32,
    X = CX band ?M32,
    16#7FA6502 * X + C.

-doc "A 32-bit value of an MWC59 state.".
mwc59_value32(CX0) when is_integer(CX0), CX0 > 0, CX0 < ?MWC59_END ->
    CX = CX0 band ?M32,
    CX bxor ((CX bsl 8) band ?M32).

-doc "A 59-bit value of an MWC59 state.".
mwc59_value(CX) when is_integer(CX), CX > 0, CX < ?MWC59_END ->
    M59 = (1 bsl 59) - 1,
    CX1 = CX bxor ((CX band (M59 bsr 4)) bsl 4),
    CX1 bxor ((CX1 band (M59 bsr 27)) bsl 27).

-doc "A float of an MWC59 state.".
mwc59_float(CX) when is_integer(CX), CX > 0, CX < ?MWC59_END ->
    (mwc59_value(CX) band ((1 bsl 53) - 1)) * ?TWO_POW_MINUS_53.

-doc "An MWC59 state seeded from the clock.".
mwc59_seed() ->
    mwc59_seed(erlang:phash2([{node(), self()}, erlang:system_time(), erlang:unique_integer()])).

-doc "An MWC59 state from a seed.".
mwc59_seed(S) when is_integer(S), S >= 0, S =< ?M58 -> hash58(S) + 1.

%% The finalizer of MurmurHash3, cut down to 58 bits.
hash58(X) ->
    X0 = X band ?M58,
    X1 = ((X0 bxor (X0 bsr 29)) * 16#351AFD7ED558CCD) band ?M58,
    X2 = ((X1 bxor (X1 bsr 29)) * 16#0CEB9FE1A85EC53) band ?M58,
    X2 bxor (X2 bsr 29).

%% ---- seeds

seeded(Alg, Seed) when is_list(Seed) -> from_words(Alg, Seed);
seeded(Alg, Seed) when is_integer(Seed) -> from_integer(Alg, Seed);
seeded(Alg, {A, B, C}) when is_integer(A), is_integer(B), is_integer(C) -> from_triple(Alg, A, B, C).

from_words(exs64, L) ->
    [R] = words(1, ?M64, L),
    R;
from_words(dummy, L) ->
    [R] = words(1, ?M58, L),
    R;
from_words(Alg, L) when Alg =:= exs1024; Alg =:= exs1024s -> {words(16, ?M64, L), []};
from_words(exro928ss, L) -> {words(16, ?M58, L), []};
from_words(_, L) ->
    [S1, S0] = words(2, ?M58, L),
    [S1 | S0].

words(N, Mask, L) ->
    Words = words_1(N, Mask, L),
    lists:any(fun(W) -> W =/= 0 end, Words) orelse error(zero_seed),
    Words.

words_1(0, _, []) -> [];
words_1(0, _, [_ | _]) -> error(too_many_seed_integers);
words_1(N, _, []) -> lists:duplicate(N, 0);
words_1(N, Mask, [W | Rest]) when is_integer(W) -> [W band Mask | words_1(N - 1, Mask, Rest)];
words_1(_, _, _) -> error(non_integer_seed).

from_integer(exs64, X) -> hd(seed64(1, X));
from_integer(dummy, X) -> hd(seed58(1, X));
from_integer(Alg, X) when Alg =:= exs1024; Alg =:= exs1024s -> {seed64(16, X), []};
from_integer(exro928ss, X) -> {seed58(16, X), []};
from_integer(_, X) ->
    [S1, S0] = seed58(2, X),
    [S1 | S0].

-doc false.
seed58(N, X) -> seed_words(N, X band ?M64, ?M58).

seed64(N, X) -> seed_words(N, X band ?M64, ?M64).

%% Values of SplitMix64 that are not zero after masking.
seed_words(0, _, _) -> [];
seed_words(N, X, Mask) ->
    {Z, X1} = seed_word(X, Mask),
    [Z | seed_words(N - 1, X1, Mask)].

seed_word(X, Mask) ->
    {Z, X1} = splitmix64_next(X),
    case Z band Mask of
        0 -> seed_word(X1, Mask);
        W -> {W, X1}
    end.

from_triple(exs64, A, B, C) ->
    {V1, _} = exs64_next((A band ?M32 * 4294967197 + 1) band ?M64),
    {V2, _} = exs64_next((B band ?M32 * 4294967231 + 1) band ?M64),
    {V3, _} = exs64_next((C band ?M32 * 4294967279 + 1) band ?M64),
    (V1 * V2 * V3) rem (?M64 - 1) + 1;
from_triple(Alg, A, B, C) when Alg =:= exsp; Alg =:= exsplus ->
    {_, R1} = exsp_next([(A * 4294967197 + 1) band ?M58 | (B * 4294967231 + 1) band ?M58]),
    {_, R2} = exsp_next([(C * 4294967279 + 1) band ?M58 | tl(R1)]),
    R2;
from_triple(exrop, A, B, C) ->
    [_ | S1] = step_exrop([(A * 4294967197 + 1) band ?M58 | (B * 4294967231 + 1) band ?M58]),
    step_exrop([(C * 4294967279 + 1) band ?M58 | S1]);
from_triple(Alg, A, B, C) when Alg =:= exs1024; Alg =:= exs1024s ->
    M21 = (1 bsl 21) - 1,
    B1 = (((A band M21) + 1) * 2097131) band M21,
    B2 = (((B band M21) + 1) * 2097133) band M21,
    B3 = (((C band M21) + 1) * 2097143) band M21,
    {exs64_words(16, (B1 bsl 43) bor (B2 bsl 22) bor (B3 bsl 1) bor 1, []), []};
from_triple(Alg, A, B, C) ->
    {S0, X0} = seed_word(A band ?M64, ?M58),
    {S1, X1} = seed_word((B bxor X0) band ?M64, ?M58),
    {S2, X2} = seed_word((C bxor X1) band ?M64, ?M58),
    case Alg of
        exsss -> [S1 | S2];
        dummy -> S2;
        exro928ss -> {[S0, S1, S2 | seed58(13, X2)], []}
    end.

step_exrop(S0) ->
    {_, S1} = exrop_next(S0),
    S1.

exs64_words(0, _, Acc) -> Acc;
exs64_words(N, R0, Acc) ->
    {X, R1} = exs64_next(R0),
    exs64_words(N - 1, R1, [X | Acc]).

-doc false.
exro928_seed(L) -> {words(16, ?M58, L), []}.

%% ---- jumps: the state after 2^64 (2^512 for the long ones) steps is the sum of the states whose
%% bit is set in the power of x modulo the generator's characteristic polynomial.

-define(EXSP_JUMP, 16#D174A83E17DE2302F8EA6BC32C797).
-define(EXROP_JUMP, 16#9863200F83FCD4A11293241FCB12A).
-define(EXS1024_JUMP, 16#284600E3F30E38C3B99181F2D8F685CA047F7684E9FC949D0B5FC64563B3E2A87910C41D10A1E6A5691548C86C1BD5405EE975283D71C93BC4CB815590989B13AAC17D8EFA43CAB83659132BB12FEA70DC2D9891FE68C0222FFEEB0A48316F404489AFFCE4F31A1E5B34A39F070B5837A3C65B8776F9685584242F96ECA9C41D).
-define(EXRO928_JUMP, 16#B10773CBE19F5FC1A1504ACD83F240C6007E76CEBCB3B7C4CC049C536E62A33CC2323831B45A3A8A3CEF3CC0F02F778573CF0F0A0657E19F00D4B3584DDD98EE4BE41E015AC26D5D20F9B49FA81B0090567FD9F0B83FE51A1EB3BE1910A1DE1D7D6813D2BA05381FDFD1490244085302F77130CA).
-define(EXRO928_JUMP_20, 16#CB3D181CA30BEBC15FEFCC78FF45EF33C82F3D48A480C5878C3549BD5BDEB1A5A90F2E6B06DF2EB1FEAF0FB690627C014098F4B6DC4D3AF15F8A4DFDC081A7BF148531FB8EBC73C700B8B091AF699C306D8E75664A426866BFAD3C77DA90F4A806C17E9E644807A56270CF78BDB966A3DAF905E6).

-doc "The Xorshift116+ state 2^64 steps ahead.".
exsp_jump(S) ->
    [A, B] = jump_words(?EXSP_JUMP, S, fun(T) -> element(2, exsp_next(T)) end, fun([X | Y]) -> [X, Y] end),
    [A | B].

exsp_jump_state({Handler, S}) -> {Handler, exsp_jump(S)}.

exrop_jump({Handler, S}) ->
    [A, B] = jump_words(?EXROP_JUMP, S, fun step_exrop/1, fun([X | Y]) -> [X, Y] end),
    {Handler, [A | B]}.

exs1024_jump({Handler, S}) ->
    Words = jump_words(?EXS1024_JUMP, S, fun(T) -> element(2, exs1024_next(T)) end, fun queue_words/1),
    {Next, Done} = lists:split(length(element(1, S)), Words),
    {Handler, {Next, lists:reverse(Done)}}.

exro928_jump({Handler, S}) -> {Handler, exro928_jump_2pow512(S)}.

-doc false.
exro928_jump_2pow512(S) -> {jump_words(?EXRO928_JUMP, S, fun exro928_next_state/1, fun queue_words/1), []}.

-doc false.
exro928_jump_2pow20(S) -> {jump_words(?EXRO928_JUMP_20, S, fun exro928_next_state/1, fun queue_words/1), []}.

queue_words({Next, Done}) -> Next ++ lists:reverse(Done).

jump_words(Poly, S, Step, Words) ->
    jump_words(Poly, S, Step, Words, [0 || _ <- Words(S)]).

jump_words(0, _, _, _, Sum) -> Sum;
jump_words(Poly, S, Step, Words, Sum) when Poly band 1 =:= 1 ->
    Sum1 = lists:zipwith(fun(A, B) -> A bxor B end, Sum, Words(S)),
    jump_words(Poly bsr 1, Step(S), Step, Words, Sum1);
jump_words(Poly, S, Step, Words, Sum) ->
    jump_words(Poly bsr 1, Step(S), Step, Words, Sum).

%% ---- shuffling

-doc "The list in random order.".
shuffle(List) ->
    {Shuffled, State} = shuffle_s(List, kept()),
    keep(State),
    Shuffled.

-doc "The list in random order, and the new state.".
shuffle_s(List, State) when is_list(List) ->
    {Keyed, State1} = lists:mapfoldl(
        fun(X, S0) ->
            {Key, S1} = uniform_s(1 bsl 58, S0),
            {{Key, X}, S1}
        end, State, List),
    {[X || {_, X} <- lists:keysort(1, Keyed)], State1}.

%% ---- the normal distribution, by the ziggurat method of Marsaglia and Tsang with 256 layers

-doc "A normally distributed float.".
normal() ->
    {X, State} = normal_s(kept()),
    keep(State),
    X.

-doc "A normally distributed float of given mean and variance.".
normal(Mean, Variance) -> Mean + math:sqrt(Variance) * normal().

-doc "A normally distributed float of given mean and variance, and the new state.".
normal_s(Mean, Variance, State0) when 0 =< Variance ->
    {X, State} = normal_s(State0),
    {Mean + math:sqrt(Variance) * X, State}.

-doc "A normally distributed float, and the new state.".
normal_s(State0) ->
    {Sign, R, State} = sign_and_51(State0),
    Layer = R band 255 + 1,
    X = R * element(Layer, rand_tables:w()),
    case R < element(Layer, rand_tables:k()) of
        true when Sign =:= 0 -> {X, State};
        true -> {-X, State};
        false when Sign =:= 0 -> edge(Layer, Sign, X, State);
        false -> edge(Layer, Sign, -X, State)
    end.

%% Sign, 51 bits and the new state.
sign_and_51({#{bits := Bits, next := Next} = Handler, S0}) ->
    {V, S1} = Next(S0),
    {(V bsr (Bits - 52)) band 1, V bsr (Bits - 51), {Handler, S1}};
sign_and_51({#{max := _, next := Next} = Handler, S0}) ->
    {V, S1} = Next(S0),
    {(V bsr 51) band 1, V band ((1 bsl 51) - 1), {Handler, S1}}.

-define(NORMAL_R, 3.6541528853610087963519472518).

%% Outside the layer's rectangle: the tail for the lowest layer, else under the curve or again.
edge(1, Sign, _, State) -> tail(Sign, State);
edge(Layer, _, X, State0) ->
    {U, State} = uniform_s(State0),
    F = rand_tables:f(),
    FI = element(Layer, F),
    FI1 = element(Layer - 1, F),
    case (FI1 - FI) * U + FI < math:exp(-0.5 * X * X) of
        true -> {X, State};
        false -> normal_s(State)
    end.

tail(Sign, State0) ->
    {U0, State1} = uniform_s(State0),
    X = -(1 / ?NORMAL_R) * math:log(U0),
    {U1, State2} = uniform_s(State1),
    Y = -math:log(U1),
    case Y + Y > X * X of
        false -> tail(Sign, State2);
        true when Sign =:= 0 -> {?NORMAL_R + X, State2};
        true -> {-(?NORMAL_R + X), State2}
    end.

%% ---- for looking at numbers

-doc false.
bc64(V) -> bc(V, 64).

bc(_, 0) -> 0;
bc(V, N) when V >= 1 bsl (N - 1) -> N;
bc(V, N) -> bc(V, N - 1).

-doc false.
make_float(S, E, M) ->
    <<F/float>> = <<S:1, E:11, M:52>>,
    F.

-doc false.
float2str(N) ->
    <<S:1, E:11, M:52>> = <<(float(N))/float>>,
    Sign = case S of
        1 -> "-";
        0 -> "+"
    end,
    lists:flatten(io_lib:format("~s~c.~13.16.0bE~b", [Sign, if E =:= 0 -> $0; true -> $1 end, M, E - 16#3FF])).

-doc false.
format_jumpconst58(Const) -> io_lib:format("16#~.16b~n", [Const]).
