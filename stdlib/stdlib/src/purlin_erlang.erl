%% Functions of `erlang` that are written in Erlang: the natives of that name go on here.
-module(purlin_erlang).
-moduledoc false.

-export([decode_packet/3, nodes/2, monitor_node/2, monitor_node/3, set_cookie/1, set_cookie/2]).

%% ---- nodes: there is this one

nodes(Kinds, Info) ->
    is_map(Info) orelse error(badarg),
    maps:foreach(
        fun(Key, Value) -> lists:member(Key, [connection_id, node_type]) andalso is_boolean(Value) orelse error(badarg) end,
        Info),
    [{Node, maps:from_list([{Key, about(Key)} || Key := true <- Info])} || Node <- nodes(Kinds)].

about(connection_id) -> undefined;
about(node_type) -> this.

monitor_node(Node, Flag) -> monitor_node(Node, Flag, []).

monitor_node(Node, Flag, Options) when is_atom(Node), is_list(Options) ->
    lists:all(fun(Option) -> Option =:= allow_passive_connect end, Options) orelse error(badarg),
    Node =:= node() orelse error(notalive),
    is_boolean(Flag) orelse error(badarg);
monitor_node(_, _, _) -> error(badarg).

-spec set_cookie(term()) -> no_return().
set_cookie(Cookie) when is_atom(Cookie) -> error(distribution_not_started);
set_cookie(_) -> error(badarg).

-spec set_cookie(term(), term()) -> no_return().
set_cookie(Node, Cookie) when is_atom(Node), is_atom(Cookie), Node =/= node() -> error(distribution_not_started);
set_cookie(_, _) -> error(badarg).

%% ---- packets

-record(limits, {packet = 0, line = 0, delimiter = $\n}).

decode_packet(Type, Bytes, Options) when is_binary(Bytes) -> packet(Type, Bytes, limits(Options, #limits{}));
decode_packet(_, _, _) -> error(badarg).

limits([{packet_size, N} | Rest], Limits) when is_integer(N), N >= 0 -> limits(Rest, Limits#limits{packet = N});
limits([{line_length, N} | Rest], Limits) when is_integer(N), N >= 0 -> limits(Rest, Limits#limits{line = N});
limits([{line_delimiter, N} | Rest], Limits) when is_integer(N), N >= 0, N < 256 ->
    limits(Rest, Limits#limits{delimiter = N});
limits([], Limits) -> Limits;
limits(_, _) -> error(badarg).

packet(Type, Bytes, Limits) ->
    case Type of
        _ when Type =:= raw; Type =:= 0 ->
            case Bytes of
                <<>> -> {more, undefined};
                _ -> {ok, Bytes, <<>>}
            end;
        1 -> headed(Bytes, 1, Limits);
        2 -> headed(Bytes, 2, Limits);
        4 -> headed(Bytes, 4, Limits);
        line -> line(Bytes, Limits);
        asn1 -> asn1(Bytes, Limits);
        sunrm -> sunrm(Bytes, Limits);
        cdr -> cdr(Bytes, Limits);
        fcgi -> fcgi(Bytes, Limits);
        tpkt -> tpkt(Bytes, Limits);
        ssl_tls -> tls(Bytes, Limits);
        http -> http(Bytes, fun binary_to_list/1, Limits);
        http_bin -> http(Bytes, fun(Text) -> Text end, Limits);
        httph -> http_header(Bytes, fun binary_to_list/1, Limits);
        httph_bin -> http_header(Bytes, fun(Text) -> Text end, Limits);
        _ -> error(badarg)
    end.

%% The length stands in front and is not part of the packet.
headed(Bytes, Head, Limits) ->
    case Bytes of
        <<Size:Head/unit:8, _/binary>> when Limits#limits.packet > 0, Size > Limits#limits.packet -> {error, invalid};
        <<Size:Head/unit:8, _/binary>> when Size >= 16#80000000 -> {error, invalid};
        <<Size:Head/unit:8, Packet:Size/binary, Rest/binary>> -> {ok, Packet, Rest};
        <<Size:Head/unit:8, _/binary>> -> {more, Head + Size};
        _ -> {more, undefined}
    end.

%% A packet whose whole size, head and all, is known.
sized(Bytes, Size, #limits{packet = Max}) ->
    case Bytes of
        _ when Max > 0, Size > Max -> {error, invalid};
        <<Packet:Size/binary, Rest/binary>> -> {ok, Packet, Rest};
        _ -> {more, Size}
    end.

line(Bytes, #limits{packet = Max, line = Length, delimiter = Delimiter}) ->
    case binary:match(Bytes, <<Delimiter>>) of
        {At, 1} when Length > 0, At >= Length -> cut(Bytes, Length);
        {At, 1} when Max > 0, At >= Max -> {error, invalid};
        {At, 1} -> cut(Bytes, At + 1);
        nomatch when Length > 0, byte_size(Bytes) >= Length -> cut(Bytes, Length);
        nomatch when Max > 0, byte_size(Bytes) > Max -> {error, invalid};
        nomatch -> {more, undefined}
    end.

cut(Bytes, Size) ->
    <<Packet:Size/binary, Rest/binary>> = Bytes,
    {ok, Packet, Rest}.

%% BER: a tag, which goes on while the high bit is set when it is a long one, and a length.
asn1(<<Tag, Rest/binary>> = Bytes, Limits) when Tag band 31 =:= 31 -> asn1_tag(Rest, 1, Bytes, Limits);
asn1(<<_, Rest/binary>> = Bytes, Limits) -> asn1_length(Rest, 1, Bytes, Limits);
asn1(<<>>, _) -> {more, undefined}.

asn1_tag(<<1:1, _:7, Rest/binary>>, Used, Bytes, Limits) -> asn1_tag(Rest, Used + 1, Bytes, Limits);
asn1_tag(<<0:1, _:7, Rest/binary>>, Used, Bytes, Limits) -> asn1_length(Rest, Used + 1, Bytes, Limits);
asn1_tag(<<>>, _, _, _) -> {more, undefined}.

asn1_length(<<0:1, Size:7, _/binary>>, Used, Bytes, Limits) -> sized(Bytes, Used + 1 + Size, Limits);
asn1_length(<<1:1, Count:7, Size:Count/unit:8, _/binary>>, Used, Bytes, Limits) when Count =< 4 ->
    sized(Bytes, Used + 1 + Count + Size, Limits);
asn1_length(<<1:1, Count:7, _/binary>>, _, _, _) when Count > 4 -> {error, invalid};
asn1_length(_, _, _, _) -> {more, undefined}.

%% The high bit marks the last record.
sunrm(<<_:1, Size:31, _/binary>> = Bytes, Limits) -> sized(Bytes, 4 + Size, Limits);
sunrm(_, _) -> {more, undefined}.

cdr(<<"GIOP", _:16, 0, _, Size:32/big, _/binary>> = Bytes, Limits) -> sized(Bytes, 12 + Size, Limits);
cdr(<<"GIOP", _:16, _, _, Size:32/little, _/binary>> = Bytes, Limits) -> sized(Bytes, 12 + Size, Limits);
cdr(Bytes, _) when byte_size(Bytes) < 12 -> {more, undefined};
cdr(_, _) -> {error, invalid}.

fcgi(<<1, _, _:16, Size:16, Padding, _, _/binary>> = Bytes, Limits) ->
    case sized(Bytes, 8 + Size + Padding, Limits) of
        {ok, Packet, Rest} -> {ok, binary_part(Packet, 0, 8 + Size), Rest};
        Other -> Other
    end;
fcgi(<<_:64, _/binary>>, _) -> {error, invalid};
fcgi(_, _) -> {more, undefined}.

tpkt(<<3, _, Size:16, _/binary>> = Bytes, Limits) when Size >= 4 -> sized(Bytes, Size, Limits);
tpkt(<<_:32, _/binary>>, _) -> {error, invalid};
tpkt(_, _) -> {more, undefined}.

tls(<<Type, Major, Minor, Size:16, Data:Size/binary, Rest/binary>>, _) ->
    {ok, {ssl_tls, [], Type, {Major, Minor}, Data}, Rest};
tls(<<_, _, _, Size:16, _/binary>>, _) -> {more, 5 + Size};
tls(_, _) -> {more, undefined}.

%% ---- HTTP

%% A line without its end, or what to answer.
http_line(Bytes, #limits{packet = Max}) ->
    case binary:match(Bytes, <<"\n">>) of
        nomatch when Max > 0, byte_size(Bytes) >= Max -> {error, invalid};
        nomatch -> {more, undefined};
        {At, 1} ->
            <<Line:At/binary, _, Rest/binary>> = Bytes,
            {line, without_return(Line), <<Line/binary, "\n">>, Rest}
    end.

without_return(Line) ->
    case byte_size(Line) - 1 of
        Last when Last >= 0, binary_part(Line, Last, 1) =:= <<"\r">> -> binary_part(Line, 0, Last);
        _ -> Line
    end.

http(Bytes, As, Limits) ->
    case http_line(Bytes, Limits) of
        {line, Line, Whole, Rest} ->
            case start_line(Line, As) of
                error -> {ok, {http_error, As(Whole)}, Rest};
                Result -> {ok, Result, Rest}
            end;
        Answer -> Answer
    end.

start_line(<<"HTTP/", Version/binary>>, As) ->
    case binary:split(Version, <<" ">>) of
        [Number, After] ->
            {Status, Phrase} = case binary:split(After, <<" ">>) of
                [S, P] -> {S, P};
                [S] -> {S, <<>>}
            end,
            case {version(Number), number(Status)} of
                {{_, _} = V, Code} when is_integer(Code) -> {http_response, V, Code, As(Phrase)};
                _ -> error
            end;
        _ -> error
    end;
start_line(Line, As) ->
    case binary:split(Line, <<" ">>, [global]) of
        [Method, Uri] when Method =/= <<>>, Uri =/= <<>> -> {http_request, method(Method, As), uri(Uri, As), {0, 9}};
        [Method, Uri, <<"HTTP/", Number/binary>>] when Method =/= <<>>, Uri =/= <<>> ->
            case version(Number) of
                {_, _} = Version -> {http_request, method(Method, As), uri(Uri, As), Version};
                error -> error
            end;
        _ -> error
    end.

version(Text) ->
    case binary:split(Text, <<".">>) of
        [Major, Minor] ->
            case {number(Major), number(Minor)} of
                {A, B} when is_integer(A), is_integer(B) -> {A, B};
                _ -> error
            end;
        _ -> error
    end.

number(Text) ->
    try binary_to_integer(Text)
    catch error:badarg -> error
    end.

method(Text, As) ->
    case lists:member(Text, [<<"OPTIONS">>, <<"GET">>, <<"HEAD">>, <<"POST">>, <<"PUT">>, <<"DELETE">>, <<"TRACE">>]) of
        true -> binary_to_atom(Text);
        false -> As(Text)
    end.

uri(<<"*">>, _) -> '*';
uri(<<"/", _/binary>> = Path, As) -> {abs_path, As(Path)};
uri(<<"http://", Rest/binary>>, As) -> absolute(http, Rest, As);
uri(<<"https://", Rest/binary>>, As) -> absolute(https, Rest, As);
uri(Text, As) ->
    case binary:split(Text, <<":">>) of
        [Scheme, Rest] -> {scheme, As(Scheme), As(Rest)};
        _ -> As(Text)
    end.

absolute(Scheme, Text, As) ->
    {Authority, Path} = case binary:match(Text, <<"/">>) of
        {At, 1} -> split_binary(Text, At);
        nomatch -> {Text, <<"/">>}
    end,
    case binary:split(Authority, <<":">>) of
        [Host, Digits] ->
            case number(Digits) of
                Port when is_integer(Port) -> {absoluteURI, Scheme, As(Host), Port, As(Path)};
                error -> {absoluteURI, Scheme, As(Authority), undefined, As(Path)}
            end;
        [Host] -> {absoluteURI, Scheme, As(Host), undefined, As(Path)}
    end.

%% A header may go on in lines that begin with white space: the line after decides.
http_header(Bytes, As, Limits) ->
    case http_line(Bytes, Limits) of
        {line, <<>>, _, Rest} -> {ok, http_eoh, Rest};
        {line, _, Whole, Rest} -> whole_header(Whole, Rest, As, Limits);
        Answer -> Answer
    end.

whole_header(_, <<>>, _, _) -> {more, undefined};
whole_header(Whole, <<C, _/binary>> = Rest, As, Limits) when C =:= $\s; C =:= $\t ->
    case http_line(Rest, Limits) of
        {line, _, More, Rest1} -> whole_header(<<Whole/binary, More/binary>>, Rest1, As, Limits);
        Answer -> Answer
    end;
whole_header(Whole, Rest, As, _) ->
    Line = without_return(binary_part(Whole, 0, byte_size(Whole) - 1)),
    case binary:split(Line, <<":">>) of
        [Name, Value] when Name =/= <<>> ->
            case binary:match(Name, [<<" ">>, <<"\t">>]) of
                nomatch ->
                    {Number, Field} = field(Name, As),
                    {ok, {http_header, Number, Field, As(Name), As(without_space(Value))}, Rest};
                _ -> {ok, {http_error, As(Whole)}, Rest}
            end;
        _ -> {ok, {http_error, As(Whole)}, Rest}
    end.

without_space(<<C, Rest/binary>>) when C =:= $\s; C =:= $\t -> without_space(Rest);
without_space(Text) -> Text.

%% The number of a known field and its name; others get capitals after hyphens if they are short.
field(Name, As) ->
    Capital = case byte_size(Name) =< 20 of
        true -> capital(Name, true, <<>>);
        false -> Name
    end,
    case position(Capital, fields(), 1) of
        none -> {0, As(Capital)};
        Number -> {Number, binary_to_atom(Capital)}
    end.

capital(<<C, Rest/binary>>, First, Done) ->
    New = if
        First, C >= $a, C =< $z -> C - 32;
        not First, C >= $A, C =< $Z -> C + 32;
        true -> C
    end,
    capital(Rest, C =:= $-, <<Done/binary, New>>);
capital(<<>>, _, Done) -> Done.

position(Name, [Name | _], N) -> N;
position(Name, [_ | Rest], N) -> position(Name, Rest, N + 1);
position(_, [], _) -> none.

%% In the order of the numbers.
fields() ->
    [<<"Cache-Control">>, <<"Connection">>, <<"Date">>, <<"Pragma">>, <<"Transfer-Encoding">>, <<"Upgrade">>, <<"Via">>,
     <<"Accept">>, <<"Accept-Charset">>, <<"Accept-Encoding">>, <<"Accept-Language">>, <<"Authorization">>, <<"From">>,
     <<"Host">>, <<"If-Modified-Since">>, <<"If-Match">>, <<"If-None-Match">>, <<"If-Range">>, <<"If-Unmodified-Since">>,
     <<"Max-Forwards">>, <<"Proxy-Authorization">>, <<"Range">>, <<"Referer">>, <<"User-Agent">>, <<"Age">>,
     <<"Location">>, <<"Proxy-Authenticate">>, <<"Public">>, <<"Retry-After">>, <<"Server">>, <<"Vary">>, <<"Warning">>,
     <<"Www-Authenticate">>, <<"Allow">>, <<"Content-Base">>, <<"Content-Encoding">>, <<"Content-Language">>,
     <<"Content-Length">>, <<"Content-Location">>, <<"Content-Md5">>, <<"Content-Range">>, <<"Content-Type">>, <<"Etag">>,
     <<"Expires">>, <<"Last-Modified">>, <<"Accept-Ranges">>, <<"Set-Cookie">>, <<"Set-Cookie2">>, <<"X-Forwarded-For">>,
     <<"Cookie">>, <<"Keep-Alive">>, <<"Proxy-Connection">>].
