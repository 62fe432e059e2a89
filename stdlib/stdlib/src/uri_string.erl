%% URIs (RFC 3986) and form-urlencoded queries. Texts are taken apart as lists of characters;
%% results are binaries where the input was one.
-module(uri_string).
-moduledoc "URI processing functions.".

-export([allowed_characters/0, compose_query/1, compose_query/2, dissect_query/1, is_host/1, is_path/1,
         normalize/1, normalize/2, parse/1, percent_decode/1, quote/1, quote/2, recompose/1,
         resolve/2, resolve/3, transcode/2, unquote/1]).

-export_type([error/0, uri_map/0, uri_string/0]).

-type uri_string() :: iodata().
-type uri_map() :: #{fragment => unicode:chardata(), host => unicode:chardata(), path => unicode:chardata(),
                     port => non_neg_integer() | undefined, query => unicode:chardata(),
                     scheme => unicode:chardata(), userinfo => unicode:chardata()}.
-type error() :: {error, atom(), term()}.

%% ---- which characters may stand where

-define(IS_ALPHA(C), (C >= $a andalso C =< $z orelse C >= $A andalso C =< $Z)).
-define(IS_DIGIT(C), (C >= $0 andalso C =< $9)).
-define(IS_HEX(C), (?IS_DIGIT(C) orelse C >= $a andalso C =< $f orelse C >= $A andalso C =< $F)).

unreserved(C) -> ?IS_ALPHA(C) orelse ?IS_DIGIT(C) orelse lists:member(C, "-._~").

sub_delim(C) -> lists:member(C, "!$&'()*+,;=").

allowed(scheme, C) -> ?IS_ALPHA(C) orelse ?IS_DIGIT(C) orelse lists:member(C, "+-.");
allowed(userinfo, C) -> C =:= $: orelse C =:= $% orelse unreserved(C) orelse sub_delim(C);
allowed(host, C) -> C =:= $: orelse unreserved(C) orelse sub_delim(C);
allowed(regname, C) -> C =:= $% orelse unreserved(C) orelse sub_delim(C);
allowed(ipv4, C) -> C =:= $. orelse ?IS_DIGIT(C);
allowed(ipv6, C) -> C =:= $. orelse C =:= $: orelse ?IS_HEX(C);
allowed(path, C) -> lists:member(C, ":@%/") orelse unreserved(C) orelse sub_delim(C);
allowed(query, C) -> C =:= $? orelse allowed(path, C);
allowed(fragment, C) -> C =:= $? orelse allowed(path, C);
allowed(reserved, C) -> lists:member(C, ":/?#[]@") orelse sub_delim(C);
allowed(unreserved, C) -> unreserved(C).

-doc "The characters allowed in each component.".
allowed_characters() ->
    [{Component, [C || C <- lists:seq($!, $~), allowed(Component, C)]}
     || Component <- [scheme, userinfo, host, ipv4, ipv6, regname, path, query, fragment, reserved, unreserved]].

-doc false.
is_host(C) -> allowed(host, C) orelse C =:= $%.

-doc false.
is_path(C) -> allowed(path, C).

%% ---- parsing

-doc "The components of a URI, as a map.".
-spec parse(uri_string()) -> uri_map() | error().
parse(Uri) when is_binary(Uri) -> to_binaries(parse_guarded(unicode:characters_to_list(Uri)));
parse(Uri) when is_list(Uri) -> parse_guarded(unicode:characters_to_list(Uri)).

parse_guarded(Chars) ->
    try parse_list(Chars)
    catch throw:{error, _, _} = Error -> Error
    end.

to_binaries(Map) when is_map(Map) ->
    #{Key => case is_list(Value) of
                 true -> unicode:characters_to_binary(Value);
                 false -> Value
             end || Key := Value <- Map};
to_binaries({error, Reason, Chars}) -> {error, Reason, Chars}.

invalid(C) -> throw({error, invalid_uri, [C]}).

parse_list(Chars) ->
    {Scheme, AfterScheme} = parse_scheme(Chars),
    {Authority, AfterAuthority} = parse_authority(AfterScheme),
    {Path, Query, Fragment} = parse_tail(AfterAuthority),
    check(path, Path),
    check_first_segment(Scheme, Authority, Path),
    Map = maps:merge(Authority, #{path => Path}),
    with(fragment, Fragment, with(query, Query, with(scheme, Scheme, Map))).

with(_, none, Map) -> Map;
with(Key, Value, Map) -> Map#{Key => Value}.

check(Component, Chars) ->
    lists:foreach(fun(C) -> allowed(Component, C) orelse invalid(C) end, Chars).

parse_scheme([C | _] = Chars) when ?IS_ALPHA(C) ->
    case lists:splitwith(fun(X) -> allowed(scheme, X) end, Chars) of
        {Scheme, [$: | Rest]} -> {Scheme, Rest};
        _ -> {none, Chars}
    end;
parse_scheme(Chars) -> {none, Chars}.

%% Without scheme and authority the first segment of a path has no colon.
check_first_segment(none, Authority, Path) when map_size(Authority) =:= 0 ->
    case lists:member($:, lists:takewhile(fun(C) -> C =/= $/ end, Path)) of
        true -> invalid($:);
        false -> ok
    end;
check_first_segment(_, _, _) -> ok.

parse_authority([$/, $/ | Chars]) ->
    {Authority, Rest} = lists:splitwith(fun(C) -> not lists:member(C, "/?#") end, Chars),
    {Userinfo, HostPort} = case lists:splitwith(fun(C) -> C =/= $@ end, Authority) of
        {User, [$@ | Host]} -> {User, Host};
        _ -> {none, Authority}
    end,
    Userinfo =:= none orelse check(userinfo, Userinfo),
    {with(userinfo, Userinfo, parse_host(HostPort)), Rest};
parse_authority(Chars) -> {#{}, Chars}.

parse_host([$[ | Chars]) ->
    case lists:splitwith(fun(C) -> C =/= $] end, Chars) of
        {Host, [$] | Port]} ->
            check(ipv6, Host),
            is_ipv6(Host) orelse throw({error, invalid_uri, Host}),
            parse_port(Port, #{host => Host});
        {Host, []} ->
            check(ipv6, Host),
            throw({error, invalid_uri, <<>>})
    end;
parse_host(Chars) ->
    {Host, Port} = lists:splitwith(fun(C) -> C =/= $: end, Chars),
    check(regname, Host),
    parse_port(Port, #{host => Host}).

%% Eight groups of up to four digits, the last two perhaps as an IPv4 address; `::` stands for groups left out.
is_ipv6(Host) ->
    case string:split(Host, "::") of
        [Whole] -> groups(Whole, last) =:= 8;
        ["", ""] -> true;
        ["", Last] -> is_short(groups(Last, last));
        [First, ""] -> is_short(groups(First, inner));
        [First, Last] -> is_short(groups(First, inner) + groups(Last, last))
    end.

is_short(Groups) -> Groups =< 7.

%% How many groups, or more than there may be.
groups(Text, Place) ->
    Groups = string:split(Text, ":", all),
    case lists:split(length(Groups) - 1, Groups) of
        {Hex, [Last]} when Place =:= last ->
            case {lists:all(fun is_group/1, Hex), is_group(Last), is_ipv4(Last)} of
                {true, true, _} -> length(Groups);
                {true, _, true} -> length(Groups) + 1;
                _ -> 16
            end;
        _ ->
            case lists:all(fun is_group/1, Groups) of
                true -> length(Groups);
                false -> 16
            end
    end.

is_group(Text) -> Text =/= "" andalso length(Text) =< 4 andalso lists:all(fun(C) -> ?IS_HEX(C) end, Text).

is_ipv4(Text) ->
    Numbers = string:split(Text, ".", all),
    length(Numbers) =:= 4 andalso
        lists:all(fun(N) -> N =/= "" andalso length(N) =< 3 andalso lists:all(fun(C) -> ?IS_DIGIT(C) end, N)
                            andalso list_to_integer(N) =< 255
                  end, Numbers).

parse_port([], Map) -> Map;
parse_port(":", Map) -> Map#{port => undefined};
parse_port([$: | Digits], Map) ->
    lists:foreach(fun(C) -> ?IS_DIGIT(C) orelse invalid(C) end, Digits),
    length(Digits) =< 5 orelse throw({error, invalid_uri, list_to_binary(Digits)}),
    Map#{port => list_to_integer(Digits)};
parse_port([C | _], _) -> invalid(C).

parse_tail(Chars) ->
    {BeforeFragment, Fragment} = cut($#, Chars),
    {Path, Query} = cut($?, BeforeFragment),
    Query =:= none orelse check(query, Query),
    Fragment =:= none orelse check(fragment, Fragment),
    {Path, Query, Fragment}.

cut(C, Chars) ->
    case lists:splitwith(fun(X) -> X =/= C end, Chars) of
        {Before, [C | After]} -> {Before, After};
        {Before, []} -> {Before, none}
    end.

%% ---- recomposing

-doc "The URI of a map of components.".
-spec recompose(uri_map()) -> uri_string() | error().
recompose(Map) when is_map(Map) ->
    case is_valid(Map) of
        true ->
            try recompose_list(maps:map(fun(_, Value) -> chars(Value) end, Map)) of
                Chars -> like(Map, Chars)
            catch throw:{error, _, _} = Error -> Error
            end;
        false -> {error, invalid_map, Map}
    end;
recompose(Map) -> error(function_clause, [Map]).

is_valid(#{path := _, port := _} = Map) -> is_map_key(host, Map);
is_valid(#{path := _}) -> true;
is_valid(_) -> false.

chars(Text) when is_list(Text); is_binary(Text) ->
    case unicode:characters_to_list(Text) of
        Chars when is_list(Chars) -> Chars;
        {_, _, Bad} -> throw({error, invalid_input, Bad})
    end;
chars(Other) -> Other.

%% The characters as a binary if all components are binaries.
like(Map, Chars) ->
    case all_binaries(Map) of
        true -> unicode:characters_to_binary(Chars);
        false -> Chars
    end.

all_binaries(Map) ->
    Texts = [V || _ := V <- Map, is_list(V) orelse is_binary(V)],
    Texts =/= [] andalso lists:all(fun is_binary/1, Texts).

recompose_list(#{path := Path0} = Map) ->
    Authority = authority(Map),
    Path = case {Authority, Path0} of
        {[_ | _], [C | _]} when C =/= $/ -> [$/ | Path0];
        _ -> Path0
    end,
    lists:append([part(Map, scheme, "", ":"), Authority, encoded(path, Path), part(Map, query, "?", ""),
                  part(Map, fragment, "#", "")]).

part(Map, Component, Before, After) ->
    case Map of
        #{Component := Text} -> Before ++ encoded(Component, Text) ++ After;
        #{} -> ""
    end.

authority(#{host := Host} = Map) ->
    HostText = case is_ipv6(hd(string:split(Host, "%"))) of
        true -> "[" ++ Host ++ "]";
        false -> encoded(regname, Host)
    end,
    "//" ++ part(Map, userinfo, "", "@") ++ HostText ++ port(Map);
authority(#{userinfo := Userinfo}) -> "//" ++ encoded(userinfo, Userinfo);
authority(_) -> "".

port(#{port := undefined}) -> ":";
port(#{port := Port}) -> ":" ++ integer_to_list(Port);
port(_) -> "".

encoded(Component, Chars) -> encode(Chars, fun(C) -> C < 128 andalso allowed(Component, C) end).

encode(Chars, Keep) ->
    lists:flatmap(
        fun(C) ->
            case Keep(C) of
                true -> [C];
                false -> triplets(unicode:characters_to_binary([C]))
            end
        end, Chars).

triplets(Bytes) -> lists:append([[$%, hex(Byte bsr 4), hex(Byte band 15)] || <<Byte>> <= Bytes]).

hex(N) when N < 10 -> $0 + N;
hex(N) -> $A + N - 10.

%% ---- percent encoding

-doc "Decodes all percent-encoded triplets of a text or of a map's components.".
percent_decode(Map) when is_map(Map) ->
    try maps:map(fun(Key, Value) when is_list(Value); is_binary(Value) ->
                         case raw_decode(Value) of
                             {error, _, _} = Error when is_binary(Value) -> throw(Error);
                             {error, Reason, Term} -> throw({error, {invalid, {Key, {Reason, Term}}}});
                             Decoded -> Decoded
                         end;
                    (_, Value) -> Value
                 end, Map)
    catch
        throw:{error, _} = Error -> Error;
        throw:{error, _, _} = Error -> Error
    end;
percent_decode(Text) when is_list(Text); is_binary(Text) -> decoded(Text).

%% What is wrong with a binary is thrown.
decoded(Text) ->
    case raw_decode(Text) of
        {error, _, _} = Error when is_binary(Text) -> throw(Error);
        Decoded -> Decoded
    end.

raw_decode(Text) ->
    Bin = case unicode:characters_to_binary(Text) of
        Whole when is_binary(Whole) -> Whole;
        {_, _, _} when is_binary(Text) -> throw({error, invalid_utf8, Text});
        {_, _, Bad} -> throw({error, invalid_input, Bad})
    end,
    try decode_triplets(Bin, <<>>) of
        Decoded ->
            case unicode:characters_to_list(Decoded) of
                Chars when is_list(Chars), is_list(Text) -> Chars;
                Chars when is_list(Chars) -> Decoded;
                _ when is_binary(Text) -> throw({error, invalid_utf8, Decoded});
                _ -> {error, invalid_utf8, Decoded}
            end
    catch throw:{bad, Triplet, _} -> {error, invalid_percent_encoding, Triplet}
    end.

decode_triplets(<<$%, A, B, Rest/binary>>, Acc) ->
    case ?IS_HEX(A) andalso ?IS_HEX(B) of
        true -> decode_triplets(Rest, <<Acc/binary, (list_to_integer([A, B], 16))>>);
        false -> throw({bad, <<$%, A, B>>, Rest})
    end;
decode_triplets(<<C, Rest/binary>>, Acc) -> decode_triplets(Rest, <<Acc/binary, C>>);
decode_triplets(<<>>, Acc) -> Acc.

-doc "Percent-encodes all but unreserved characters.".
quote(Data) -> quote(Data, []).

-doc "Percent-encodes all but unreserved characters and those of Safe.".
quote(Data, Safe) when is_list(Data); is_binary(Data) ->
    Chars = case unicode:characters_to_list(Data) of
        List when is_list(List) -> List;
        {_, _, Rest} when is_binary(Data) -> throw({error, invalid_input, Rest});
        _ -> error(function_clause, [Data, Safe])
    end,
    Quoted = encode(Chars,
                    fun(C) -> C < 128 andalso unreserved(C) orelse lists:member(C, Safe) end),
    same_kind(Data, Quoted).

same_kind(Data, Chars) when is_binary(Data) -> unicode:characters_to_binary(Chars);
same_kind(_, Chars) -> Chars.

-doc "Decodes percent-encoded triplets.".
unquote(Data) when is_list(Data); is_binary(Data) -> decoded(Data).

-doc "Changes the encoding of a URI's binary form and triplets: in_encoding and out_encoding.".
transcode(Uri, Options) when is_list(Options), is_list(Uri) orelse is_binary(Uri) ->
    lists:all(fun is_encoding/1, Options) orelse error(function_clause, [Uri, Options]),
    In = proplists:get_value(in_encoding, Options, utf8),
    Out = proplists:get_value(out_encoding, Options, utf8),
    try
        Chars = characters_of(Uri, In),
        New = transcoded(Chars, In, Out),
        case is_binary(Uri) of
            true -> unicode:characters_to_binary(New, unicode, Out);
            false -> New
        end
    catch throw:{error, _, _} = Error -> Error
    end.

%% Binaries within a list are encoded, its characters are what they are.
characters_of(Bin, In) when is_binary(Bin) -> listed(Bin, In);
characters_of([Part | Rest], In) -> characters_of(Part, In) ++ characters_of(Rest, In);
characters_of([], _) -> [];
characters_of(C, _) when is_integer(C) -> [C].

is_encoding({_, _}) -> true;
is_encoding(_) -> false.

listed(Bin, Encoding) ->
    case unicode:characters_to_list(Bin, Encoding) of
        Chars when is_list(Chars) -> Chars;
        {_, _, Rest} -> throw({error, invalid_input, Rest})
    end.

transcoded([$%, _, _ | _] = Chars, In, Out) ->
    {Bytes, Rest} = triplet_run(Chars, []),
    New = case unicode:characters_to_binary(listed(Bytes, In), unicode, Out) of
        Bin when is_binary(Bin) -> triplets(Bin);
        {_, _, Bad} -> throw({error, invalid_input, unicode:characters_to_binary(Bad)})
    end,
    New ++ transcoded(Rest, In, Out);
transcoded([C | Rest], In, Out) -> [C | transcoded(Rest, In, Out)];
transcoded([], _, _) -> [].

triplet_run([$%, A, B | Rest], Acc) ->
    case ?IS_HEX(A) andalso ?IS_HEX(B) of
        true -> triplet_run(Rest, [list_to_integer([A, B], 16) | Acc]);
        false -> throw({error, invalid_percent_encoding, [$%, A, B | Rest]})
    end;
triplet_run(Rest, Acc) -> {list_to_binary(lists:reverse(Acc)), Rest}.

%% ---- normal form and references

-doc "A URI in normal form.".
normalize(Uri) -> normalize(Uri, []).

-doc "A URI in normal form; the option return_map gives its components.".
normalize(Uri, Options) when Options =:= []; Options =:= [return_map] ->
    case is_map(Uri) of
        true -> normalize_given(Uri, Options);
        false ->
            case parse(Uri) of
                Map when is_map(Map) -> normalize_map(Map, Options);
                Error -> Error
            end
    end.

normalize_given(#{path := _} = Map, Options) -> normalize_map(Map, Options);
normalize_given(#{} = Map, Options) ->
    %% A path that is missing is an empty one.
    case lists:any(fun(Key) -> lists:member(Key, [fragment, host, port, query, scheme, userinfo]) end, maps:keys(Map)) of
        true -> normalize_map(Map#{path => ""}, Options);
        false when map_size(Map) =:= 0 -> <<>>;
        false -> {error, invalid_map, Map#{path => <<>>}}
    end.

normalize_map(Map, Options) ->
    try scheme_rules(without_dots(lower(plain_triplets(maps:map(fun(_, V) -> chars(V) end, Map))))) of
        Normal -> finished(Normal, Map, Options)
    catch throw:{bad, Triplet} -> {error, invalid_percent_encoding, Triplet}
    end.

finished(Chars, Map, [return_map]) ->
    case all_binaries(Map) of
        true -> to_binaries(Chars);
        false -> Chars
    end;
finished(Chars, Map, []) ->
    case all_binaries(Map) of
        true -> recompose(to_binaries(Chars));
        false -> recompose(Chars)
    end.

%% Triplets of unreserved characters are decoded, others get upper case digits.
plain_triplets(Map) ->
    maps:map(fun(_, Chars) when is_list(Chars) -> plain(Chars);
                (_, Value) -> Value
             end, Map).

plain([$%, A, B | Rest]) ->
    (?IS_HEX(A) andalso ?IS_HEX(B)) orelse throw({bad, list_to_binary([$%, A, B])}),
    Byte = list_to_integer([A, B], 16),
    case Byte < 128 andalso unreserved(Byte) of
        true -> [Byte | plain(Rest)];
        false -> triplets(<<Byte>>) ++ plain(Rest)
    end;
plain([C | Rest]) -> [C | plain(Rest)];
plain([]) -> [].

lower(Map) ->
    maps:map(fun(scheme, Chars) -> string:lowercase(Chars);
                (host, Chars) -> lower_host(Chars);
                (_, Value) -> Value
             end, Map).

lower_host([$%, A, B | Rest]) -> [$%, A, B | lower_host(Rest)];
lower_host([C | Rest]) when C >= $A, C =< $Z -> [C + 32 | lower_host(Rest)];
lower_host([C | Rest]) -> [C | lower_host(Rest)];
lower_host([]) -> [].

without_dots(#{path := Path} = Map) -> Map#{path := remove_dots(Path)}.

%% RFC 3986, 5.2.4; Out holds the segments done, each with its slash, reversed.
remove_dots(Path) -> remove_dots(Path, []).

remove_dots([], Out) -> lists:append(lists:reverse(Out));
remove_dots("../" ++ Rest, Out) -> remove_dots(Rest, Out);
remove_dots("./" ++ Rest, Out) -> remove_dots(Rest, Out);
remove_dots("/./" ++ Rest, Out) -> remove_dots("/" ++ Rest, Out);
remove_dots("/.", Out) -> remove_dots("/", Out);
remove_dots("/../" ++ Rest, Out) -> remove_dots("/" ++ Rest, dropped(Out));
remove_dots("/..", Out) -> remove_dots("/", dropped(Out));
remove_dots(".", Out) -> remove_dots("", Out);
remove_dots("..", Out) -> remove_dots("", Out);
remove_dots([C | Rest], Out) ->
    {Segment, Rest1} = lists:splitwith(fun(X) -> X =/= $/ end, Rest),
    remove_dots(Rest1, [[C | Segment] | Out]).

dropped([_ | Out]) -> Out;
dropped([]) -> [].

%% The scheme's own port goes; a web address has a path.
scheme_rules(#{scheme := Scheme, host := _} = Map0) ->
    Map = case {Map0, default_port(Scheme)} of
        {#{port := undefined}, _} -> maps:remove(port, Map0);
        {#{port := Port}, Port} -> maps:remove(port, Map0);
        _ -> Map0
    end,
    case Map of
        #{path := ""} when Scheme =:= "http"; Scheme =:= "https" -> Map#{path := "/"};
        _ -> Map
    end;
scheme_rules(Map) -> Map.

default_port("http") -> 80;
default_port("https") -> 443;
default_port("ftp") -> 21;
default_port("ssh") -> 22;
default_port("sftp") -> 22;
default_port("tftp") -> 69;
default_port(_) -> none.

-doc "The URI a reference means relative to a base.".
resolve(Reference, Base) -> resolve(Reference, Base, []).

-doc "As resolve/2; the option return_map gives the components.".
resolve(Reference, Base, Options) when Options =:= []; Options =:= [return_map] ->
    R0 = parsed(Reference),
    case {R0, needs_base(R0) andalso parsed(Base)} of
        {#{scheme := _}, false} ->
            finished(without_dots(maps:map(fun(_, V) -> chars(V) end, R0)), R0, Options);
        {R, B} when is_map(R), is_map(B) ->
            case B of
                #{scheme := _} ->
                    Chars = resolved(maps:map(fun(_, V) -> chars(V) end, R), maps:map(fun(_, V) -> chars(V) end, B)),
                    finished(Chars, maps:merge(B, R), Options);
                _ -> {error, invalid_scheme, ""}
            end;
        {R, B} when is_map(R) -> B;
        {R, _} -> R
    end;
resolve(_, _, Options) -> error({case_clause, Options}).

%% A whole URI stands for itself, and what is none is told first.
needs_base(#{scheme := _}) -> false;
needs_base(Reference) -> is_map(Reference).

parsed(Map) when is_map(Map) -> Map;
parsed(Uri) -> parse(Uri).

%% RFC 3986, 5.2.2.
resolved(#{scheme := _} = R, _) -> without_dots(R);
resolved(#{host := _} = R, #{scheme := Scheme}) -> without_dots(R#{scheme => Scheme});
resolved(#{path := ""} = R, B) ->
    maps:merge(maps:remove(fragment, B), maps:remove(path, R));
resolved(#{path := Path} = R, B) ->
    Full = case Path of
        [$/ | _] -> Path;
        _ -> merged(Path, B)
    end,
    Kept = maps:with([scheme, host, userinfo, port], B),
    maps:merge(Kept, R#{path := remove_dots(Full)}).

merged(Path, #{host := _, path := ""}) -> [$/ | Path];
merged(Path, #{path := Base}) ->
    lists:reverse(lists:dropwhile(fun(C) -> C =/= $/ end, lists:reverse(Base))) ++ Path.

%% ---- form-urlencoded queries

-doc "The query of a list of {Key, Value}.".
compose_query(Pairs) -> compose_query(Pairs, [{encoding, utf8}]).

-doc "The query of a list of {Key, Value}; the option is {encoding, utf8 | latin1}.".
compose_query([], _) -> [];
compose_query(Pairs, Options) ->
    try
        Encoding = proplists:get_value(encoding, Options),
        lists:member(Encoding, [undefined, utf8, unicode, latin1]) orelse throw({error, invalid_encoding, Encoding}),
        Parts = pairs(Pairs, Encoding),
        Chars = lists:append(lists:join("&", Parts)),
        case lists:all(fun({K, V}) -> is_binary(K) andalso (is_binary(V) orelse V =:= true) end, Pairs) of
            true -> list_to_binary(Chars);
            false -> Chars
        end
    catch throw:{error, _, _} = Error -> Error
    end.

pairs([Pair | Rest], Encoding) -> [pair(Pair, Encoding) | pairs(Rest, Encoding)];
pairs([], _) -> [].

pair({Key, true}, Encoding) -> form(Key, Encoding);
pair({Key, Value}, Encoding) -> form(Key, Encoding) ++ "=" ++ form(Value, Encoding).

form(Text, Encoding) ->
    Chars = try unicode:characters_to_list(Text)
    catch error:_ -> throw({error, invalid_input, Text})
    end,
    Plain = case Chars of
        _ when is_list(Chars), Encoding =/= undefined -> true;
        _ when is_list(Chars) -> lists:all(fun(C) -> C < 128 end, Chars) orelse throw({error, invalid_input, Text});
        _ when is_list(Text) -> throw({error, invalid_input, Text});
        _ -> false
    end,
    case Plain of
        true -> lists:flatmap(fun(C) -> form_char(C, Encoding) end, Chars);
        false -> lists:flatmap(fun(Byte) -> form_char(Byte, latin1) end, binary_to_list(Text))
    end.

form_char($\s, _) -> "+";
form_char(C, _) when ?IS_ALPHA(C); ?IS_DIGIT(C); C =:= $*; C =:= $-; C =:= $.; C =:= $_ -> [C];
form_char(C, Encoding) when Encoding =:= utf8; Encoding =:= unicode -> triplets(<<C/utf8>>);
form_char(C, latin1) when C < 256 -> triplets(<<C>>);
form_char(C, latin1) -> "%26%23" ++ integer_to_list(C) ++ "%3B".

-doc "The list of {Key, Value} of a query.".
dissect_query(<<>>) -> [];
dissect_query([]) -> [];
dissect_query(Query) when is_list(Query); is_binary(Query) ->
    try
        Bin = case unicode:characters_to_binary(Query) of
            Whole when is_binary(Whole) -> Whole;
            {_, _, <<Bad, _/binary>>} when is_binary(Query) -> throw({error, invalid_character, [Bad]});
            {_, _, Rest} -> throw({error, invalid_input, Rest})
        end,
        [dissect_pair(Part, is_binary(Query)) || Part <- binary:split(Bin, <<"&">>, [global])]
    catch throw:{error, _, _} = Error -> Error
    end.

dissect_pair(Part, Binary) ->
    case binary:split(Part, <<"=">>) of
        [Key, Value] -> {unform(Key, Binary), unform(Value, Binary)};
        [Key] -> {unform(Key, Binary), true}
    end.

unform(Text, Binary) ->
    Bytes = try decode_triplets(binary:replace(Text, <<"+">>, <<" ">>, [global]), <<>>)
    catch throw:{bad, Triplet, Rest} -> throw({error, invalid_percent_encoding, binary_to_list(<<Triplet/binary, Rest/binary>>)})
    end,
    case unicode:characters_to_list(Bytes) of
        Chars when is_list(Chars), Binary -> unicode:characters_to_binary(entities(Chars));
        Chars when is_list(Chars) -> entities(Chars);
        {_, _, <<Bad, _/binary>>} -> throw({error, invalid_input, [Bad]})
    end.

%% &#N; stands for the character with number N.
entities([$&, $# | Rest]) ->
    case lists:splitwith(fun(C) -> ?IS_DIGIT(C) end, Rest) of
        {[_ | _] = Digits, [$; | Rest1]} -> [list_to_integer(Digits) | entities(Rest1)];
        {_, [C | _]} -> throw({error, invalid_input, [C]});
        {_, []} -> throw({error, invalid_input, ""})
    end;
entities([C | Rest]) -> [C | entities(Rest)];
entities([]) -> [].
