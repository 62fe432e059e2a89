%% Compression. The streams are natives (purlin_zlib), which make output in bounded pieces; here are arguments and loops.
-module(zlib).
-moduledoc "zlib compression: whole binaries and streams.".

-export([open/0, close/1, set_controlling_process/2]).
-export([deflateInit/1, deflateInit/2, deflateInit/6, deflateSetDictionary/2, deflateReset/1,
         deflateParams/3, deflate/2, deflate/3, deflateEnd/1]).
-export([inflateInit/1, inflateInit/2, inflateInit/3, inflateSetDictionary/2, inflateGetDictionary/1,
         inflateReset/1, inflate/2, inflate/3, safeInflate/2, inflateEnd/1]).
-export([compress/1, uncompress/1, zip/1, unzip/1, gzip/1, gunzip/1, gzip/2]).

-export_type([zstream/0, zflush/0, zlevel/0, zstrategy/0, zmemlevel/0, zmethod/0, zwindowbits/0]).

-type zstream() :: reference().
-type zlevel() :: none | default | best_compression | best_speed | 0..9.
-type zflush() :: none | sync | full | finish.
-type zmemlevel() :: 1..9.
-type zmethod() :: deflated.
-type zstrategy() :: default | filtered | huffman_only | rle.
-type zwindowbits() :: -15..-8 | 8..47.

%% Input given to a stream at once.
-define(PIECE, 65536).

-define(DEFAULT_BITS, 15).
-define(RAW_BITS, -15).
-define(GZIP_BITS, 31).

%% ---- streams

-doc "A new stream, owned by the calling process.".
-spec open() -> zstream().
open() -> purlin_zlib:open().

-doc "Closes a stream.".
-spec close(zstream()) -> ok.
close(Z) -> run(fun() -> purlin_zlib:close(Z) end).

-doc "Gives the stream to another process.".
-spec set_controlling_process(zstream(), pid()) -> ok.
set_controlling_process(Z, Pid) -> run(fun() -> purlin_zlib:set_owner(Z, Pid) end).

%% Exceptions of natives become exceptions of this module.
run(Call) ->
    try Call()
    catch error:Reason -> erlang:error(Reason)
    end.

%% ---- compressing

-doc "Begins a stream for compression with the default level.".
deflateInit(Z) -> deflateInit(Z, default).

-doc "Begins a stream for compression.".
deflateInit(Z, Level) -> deflateInit(Z, Level, deflated, ?DEFAULT_BITS, 8, default).

-doc """
Begins a stream for compression. The memory level and the strategy are checked but make no difference.
""".
deflateInit(Z, Level, Method, WindowBits, MemLevel, Strategy) ->
    Number = level(Level),
    Method =:= deflated orelse erlang:error(bad_compression_method),
    is_deflate_bits(WindowBits) orelse erlang:error(bad_windowbits),
    is_integer(MemLevel) andalso MemLevel >= 1 andalso MemLevel =< 9 orelse erlang:error(bad_memlevel),
    check_strategy(Strategy),
    run(fun() -> purlin_zlib:deflate_init(Z, Number, WindowBits) end).

level(none) -> 0;
level(best_speed) -> 1;
level(best_compression) -> 9;
level(default) -> -1;
level(Level) when is_integer(Level), Level >= 0, Level =< 9 -> Level;
level(_) -> erlang:error(bad_compression_level).

is_deflate_bits(Bits) when is_integer(Bits) ->
    Size = if Bits > 15 -> Bits - 16; true -> abs(Bits) end,
    Size >= 8 andalso Size =< 15;
is_deflate_bits(_) -> false.

check_strategy(Strategy) ->
    lists:member(Strategy, [default, filtered, huffman_only, rle]) orelse erlang:error(bad_compression_strategy),
    ok.

-doc "Gives a dictionary before anything is compressed; its checksum.".
deflateSetDictionary(Z, Dictionary) ->
    Bytes = iolist_to_binary(Dictionary),
    run(fun() -> purlin_zlib:deflate_set_dictionary(Z, Bytes) end).

-doc "Begins anew with the same settings.".
deflateReset(Z) -> run(fun() -> purlin_zlib:deflate_reset(Z) end).

-doc "Changes the level for what follows.".
deflateParams(Z, Level, Strategy) ->
    Number = level(Level),
    check_strategy(Strategy),
    run(fun() -> purlin_zlib:deflate_params(Z, Number) end).

-doc "Compresses some data; output may stay in the stream.".
deflate(Z, Data) -> deflate(Z, Data, none).

-doc "Compresses some data.".
-spec deflate(zstream(), iodata(), zflush()) -> iolist().
deflate(Z, Data, Flush) ->
    Mode = flush(Flush),
    Bytes = iolist_to_binary(Data),
    run(fun() -> deflate_pieces(Z, Bytes, Mode, []) end).

flush(none) -> 0;
flush(sync) -> 2;
flush(full) -> 3;
flush(finish) -> 4;
flush(_) -> erlang:error(bad_flush_mode).

deflate_pieces(Z, <<Piece:?PIECE/binary, Rest/binary>>, Mode, Output) when Rest =/= <<>> ->
    deflate_pieces(Z, Rest, Mode, deflate_on(Z, Piece, 0, Output));
deflate_pieces(Z, Bytes, Mode, Output) ->
    lists:reverse(deflate_on(Z, Bytes, Mode, Output)).

deflate_on(Z, Bytes, Mode, Output) ->
    case purlin_zlib:deflate(Z, Bytes, Mode) of
        {finished, Piece} -> add(Piece, Output);
        {continue, Piece} -> deflate_on(Z, <<>>, Mode, add(Piece, Output))
    end.

add(<<>>, Output) -> Output;
add(Piece, Output) -> [Piece | Output].

-doc "Ends a compression; `data_error` if it was not finished.".
deflateEnd(Z) -> run(fun() -> purlin_zlib:deflate_end(Z) end).

%% ---- decompressing

-doc "Begins a stream for decompression.".
inflateInit(Z) -> inflateInit(Z, ?DEFAULT_BITS).

-doc "Begins a stream for decompression.".
inflateInit(Z, WindowBits) -> inflateInit(Z, WindowBits, cut).

-doc "Begins a stream for decompression; says what to do with input behind the end.".
inflateInit(Z, WindowBits, AtEnd) ->
    is_inflate_bits(WindowBits) orelse erlang:error(bad_windowbits),
    Mode = at_end(AtEnd),
    run(fun() -> purlin_zlib:inflate_init(Z, WindowBits, Mode) end).

is_inflate_bits(Bits) when is_integer(Bits), Bits > 31 -> Bits >= 40 andalso Bits =< 47;
is_inflate_bits(Bits) -> is_deflate_bits(Bits).

at_end(error) -> 0;
at_end(reset) -> 1;
at_end(cut) -> 2;
at_end(_) -> erlang:error(bad_eos_behavior).

-doc "Gives the dictionary that the data was compressed with.".
inflateSetDictionary(Z, Dictionary) ->
    Bytes = iolist_to_binary(Dictionary),
    run(fun() -> purlin_zlib:inflate_set_dictionary(Z, Bytes) end).

-doc "The dictionary that the stream has by now.".
inflateGetDictionary(Z) -> run(fun() -> purlin_zlib:inflate_get_dictionary(Z) end).

-doc "Begins anew with the same settings.".
inflateReset(Z) -> run(fun() -> purlin_zlib:inflate_reset(Z) end).

-doc "Decompresses some data.".
-spec inflate(zstream(), iodata()) -> iolist().
inflate(Z, Data) -> inflate(Z, Data, []).

-doc "Decompresses some data; `{exception_on_need_dict, false}` gives the need for a dictionary as a value.".
inflate(Z, Data, Options) ->
    Raises = raises_need(Options),
    Bytes = iolist_to_binary(Data),
    run(fun() -> inflate_all(Z, Bytes, Raises, []) end).

raises_need([]) -> true;
raises_need([{exception_on_need_dict, Raises} | Rest]) when is_boolean(Raises) ->
    _ = raises_need(Rest),
    Raises;
raises_need([_ | Rest]) -> raises_need(Rest).

inflate_all(Z, Bytes, Raises, Output) ->
    case purlin_zlib:inflate(Z, Bytes) of
        {continue, Piece} -> inflate_all(Z, <<>>, Raises, join(Output, Piece));
        {finished, Piece} -> join(Output, Piece);
        {need_dictionary, Sum, _} when Raises -> erlang:error({need_dictionary, Sum});
        {need_dictionary, Sum, Piece} -> {need_dictionary, Sum, join(Output, Piece)}
    end.

join(Output, <<>>) -> Output;
join([], Piece) -> [Piece];
join(Output, Piece) -> [Output, Piece].

-doc "Decompresses a bounded piece, so that small input cannot make much output unseen.".
safeInflate(Z, Data) ->
    Bytes = iolist_to_binary(Data),
    run(fun() ->
        case purlin_zlib:inflate(Z, Bytes) of
            {need_dictionary, Sum, Piece} -> {need_dictionary, Sum, add(Piece, [])};
            {State, Piece} -> {State, add(Piece, [])}
        end
    end).

-doc "Ends a decompression; `data_error` if the end of the data was not reached.".
inflateEnd(Z) -> run(fun() -> purlin_zlib:inflate_end(Z) end).

%% ---- whole binaries

-doc "Compresses with the zlib header and checksum.".
-spec compress(iodata()) -> binary().
compress(Data) -> deflated(Data, default, ?DEFAULT_BITS).

-doc "Compresses without header and checksum.".
-spec zip(iodata()) -> binary().
zip(Data) -> deflated(Data, default, ?RAW_BITS).

-doc "Compresses with the gzip header and checksum.".
-spec gzip(iodata()) -> binary().
gzip(Data) -> deflated(Data, default, ?GZIP_BITS).

-doc false.
gzip(Data, Level) -> deflated(Data, Level, ?GZIP_BITS).

-doc "The data of `compress/1`.".
-spec uncompress(iodata()) -> binary().
uncompress(Data) -> inflated(Data, ?DEFAULT_BITS, cut).

-doc "The data of `zip/1`.".
-spec unzip(iodata()) -> binary().
unzip(Data) -> inflated(Data, ?RAW_BITS, cut).

-doc "The data of `gzip/1`; several after each other are joined.".
-spec gunzip(iodata()) -> binary().
gunzip(Data) -> inflated(Data, ?GZIP_BITS, reset).

deflated(Data, Level, Bits) ->
    Bytes = whole(Data),
    Z = open(),
    try
        ok = deflateInit(Z, Level, deflated, Bits, 8, default),
        Output = deflate(Z, Bytes, finish),
        ok = deflateEnd(Z),
        iolist_to_binary(Output)
    after
        close(Z)
    end.

inflated(Data, Bits, AtEnd) ->
    Bytes = whole(Data),
    Z = open(),
    try
        ok = inflateInit(Z, Bits, AtEnd),
        Output = inflate(Z, Bytes),
        ok = inflateEnd(Z),
        iolist_to_binary(Output)
    catch
        error:Reason -> erlang:error(Reason)
    after
        close(Z)
    end.

whole(Data) ->
    try iolist_to_binary(Data)
    catch error:_ -> erlang:error(badarg)
    end.
