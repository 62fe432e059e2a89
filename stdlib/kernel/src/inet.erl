%% Addresses as text and as tuples, and what is known of this host without opening anything. There are no sockets.
-module(inet).
-moduledoc "Internet addresses.".
-export([ntoa/1, parse_address/1, parse_ipv4_address/1, parse_ipv4strict_address/1, parse_ipv6_address/1,
         parse_ipv6strict_address/1, parse_strict_address/1, ipv4_mapped_ipv6_address/1, is_ip_address/1, is_ipv4_address/1,
         is_ipv6_address/1, gethostname/0, getifaddrs/0, format_error/1]).
-export_type([ip_address/0, ip4_address/0, ip6_address/0, port_number/0, hostname/0, posix/0]).

-type ip4_address() :: {0..255, 0..255, 0..255, 0..255}.
-type ip6_address() :: {0..65535, 0..65535, 0..65535, 0..65535, 0..65535, 0..65535, 0..65535, 0..65535}.
-type ip_address() :: ip4_address() | ip6_address().
-type port_number() :: 0..65535.
-type hostname() :: atom() | string().
-type posix() :: atom().

-define(IS_DIGIT(C), (C >= $0 andalso C =< $9)).
-define(IS_HEX(C), (?IS_DIGIT(C) orelse C >= $a andalso C =< $f orelse C >= $A andalso C =< $F)).

%% ---------------------------------------------------------------------------------------------------------
%% Which terms are addresses

-doc "Is it an address?".
is_ip_address(Address) -> is_ipv4_address(Address) orelse is_ipv6_address(Address).

-doc "Is it an IPv4 address?".
is_ipv4_address(Address) -> parts(Address, 4, 255).

-doc "Is it an IPv6 address?".
is_ipv6_address(Address) -> parts(Address, 8, 65535).

parts(Address, Size, Max) ->
    is_tuple(Address) andalso tuple_size(Address) =:= Size
        andalso lists:all(fun(N) -> is_integer(N) andalso N >= 0 andalso N =< Max end, tuple_to_list(Address)).

-doc "An IPv4 address as the IPv6 address that stands for it, or back.".
ipv4_mapped_ipv6_address({A, B, C, D}) when A bor B bor C bor D =< 255 -> {0, 0, 0, 0, 0, 16#ffff, A bsl 8 bor B, C bsl 8 bor D};
ipv4_mapped_ipv6_address({_, _, _, _, _, _, G, H}) -> {G bsr 8, G band 255, H bsr 8, H band 255}.

%% ---------------------------------------------------------------------------------------------------------
%% To text

-doc "An address as text.".
ntoa(Address) ->
    case {is_ipv4_address(Address), is_ipv6_address(Address)} of
        {true, _} -> dotted(tuple_to_list(Address));
        {_, true} -> groups(Address);
        _ -> {error, einval}
    end.

dotted(Bytes) -> lists:append(lists:join(".", [integer_to_list(B) || B <- Bytes])).

%% IPv4 addresses within IPv6 ones are shown as such; `::` stands for the longest of several zeros.
groups({0, 0, 0, 0, 0, 0, 0, 0}) -> "::";
groups({0, 0, 0, 0, 0, 0, 0, 1}) -> "::1";
groups({0, 0, 0, 0, 0, 0, G, H}) -> "::" ++ embedded(G, H);
groups({0, 0, 0, 0, 0, 16#ffff, G, H}) -> "::ffff:" ++ embedded(G, H);
groups(Address) ->
    Groups = tuple_to_list(Address),
    case longest(zeros(Groups, 0), {0, 1}) of
        {_, Length} when Length < 2 -> hex(Groups);
        {Start, Length} ->
            {Before, Rest} = lists:split(Start, Groups),
            hex(Before) ++ "::" ++ hex(lists:nthtail(Length, Rest))
    end.

embedded(G, H) -> dotted([G bsr 8, G band 255, H bsr 8, H band 255]).

hex(Groups) -> lists:append(lists:join(":", [string:lowercase(integer_to_list(G, 16)) || G <- Groups])).

%% [{Where, Length}] of the runs of zeros.
zeros([0 | _] = Groups, At) ->
    {Zeros, Rest} = lists:splitwith(fun(G) -> G =:= 0 end, Groups),
    [{At, length(Zeros)} | zeros(Rest, At + length(Zeros))];
zeros([_ | Rest], At) -> zeros(Rest, At + 1);
zeros([], _) -> [].

longest([{_, Length} = Run | Runs], {_, Best}) when Length > Best -> longest(Runs, Run);
longest([_ | Runs], Best) -> longest(Runs, Best);
longest([], Best) -> Best.

%% ---------------------------------------------------------------------------------------------------------
%% From text

-doc "The address a text says; numbers may be left out of IPv4 addresses.".
parse_address(Text) -> first([fun ipv4/1, fun ipv6/1], Text).

-doc "The address a text says, all four or eight parts told.".
parse_strict_address(Text) -> first([fun ipv4_strict/1, fun ipv6/1], Text).

-doc "The IPv4 address a text says.".
parse_ipv4_address(Text) -> first([fun ipv4/1], Text).

-doc "The IPv4 address a text says, all four numbers told.".
parse_ipv4strict_address(Text) -> first([fun ipv4_strict/1], Text).

-doc "The IPv6 address a text says; an IPv4 address stands for the one it is mapped to.".
parse_ipv6_address(Text) -> first([fun ipv6/1, fun mapped/1], Text).

-doc "The IPv6 address a text says.".
parse_ipv6strict_address(Text) -> first([fun ipv6/1], Text).

first([Parse | Parsers], Text) ->
    case is_list(Text) andalso io_lib:latin1_char_list(Text) andalso Parse(Text) of
        Address when is_tuple(Address) -> {ok, Address};
        _ -> first(Parsers, Text)
    end;
first([], _) -> {error, einval}.

mapped(Text) ->
    case ipv4(Text) of
        false -> false;
        Address -> ipv4_mapped_ipv6_address(Address)
    end.

%% Four decimal numbers without zeros before them.
ipv4_strict(Text) ->
    Words = string:split(Text, ".", all),
    Plain = fun([$0, _ | _]) -> false; (Word) -> digits(Word, 10) =/= false end,
    case length(Words) =:= 4 andalso lists:all(Plain, Words) of
        true -> ipv4(Text);
        false -> false
    end.

%% The last number fills what those before it leave: 127.1 is 127.0.0.1.
ipv4(Text) ->
    Numbers = [number(T) || T <- string:split(Text, ".", all)],
    {Bytes, [Last]} = lists:split(length(Numbers) - 1, Numbers),
    Left = 4 - length(Bytes),
    case Left >= 1 andalso lists:all(fun(B) -> is_integer(B) andalso B =< 255 end, Bytes) andalso is_integer(Last) of
        true when Last < 1 bsl (8 * Left) -> list_to_tuple(Bytes ++ binary_to_list(<<Last:Left/unit:8>>));
        _ -> false
    end.

%% Decimal, octal after 0, hexadecimal after 0x.
number([$0, X | Hex]) when X =:= $x; X =:= $X -> digits(Hex, 16);
number([$0 | Octal]) when Octal =/= [] -> digits(Octal, 8);
number(Decimal) -> digits(Decimal, 10).

digits(Text, Base) ->
    try list_to_integer(Text, Base) of
        N when ?IS_HEX(hd(Text)) -> N;
        _ -> false
    catch error:badarg -> false
    end.

%% What follows `%` in an address of the local link names a network card, which a tuple has no place for.
ipv6(Text) ->
    case string:split(Text, "%") of
        [Address] -> ipv6_groups(Address);
        [[F | _] = Address, _] when F =:= $f; F =:= $F ->
            case ipv6_groups(Address) of
                {First, _, _, _, _, _, _, _} = Parsed when First >= 16#fe80, First < 16#fec0; First band 16#ff0f =:= 16#ff02 -> Parsed;
                _ -> false
            end;
        _ -> false
    end.

ipv6_groups(Text) ->
    case [written(Part) || Part <- string:split(Text, "::")] of
        [Groups] when is_list(Groups), length(Groups) =:= 8 -> list_to_tuple(Groups);
        [Before, After] when is_list(Before), is_list(After), length(Before) + length(After) < 8 ->
            list_to_tuple(Before ++ lists:duplicate(8 - length(Before) - length(After), 0) ++ After);
        _ -> false
    end.

%% The groups of a part of an address, the last two perhaps as an IPv4 address.
written("") -> [];
written(Text) ->
    Words = string:split(Text, ":", all),
    {Hex, [Last]} = lists:split(length(Words) - 1, Words),
    Groups = [group(W) || W <- Hex] ++ last_groups(Last),
    not lists:member(false, Groups) andalso Groups.

last_groups(Text) ->
    case lists:member($., Text) of
        true ->
            case ipv4_strict(Text) of
                {A, B, C, D} -> [A bsl 8 bor B, C bsl 8 bor D];
                false -> [false]
            end;
        false -> [group(Text)]
    end.

group(Text) ->
    Text =/= "" andalso length(Text) =< 4 andalso lists:all(fun(C) -> ?IS_HEX(C) end, Text) andalso list_to_integer(Text, 16).

%% ---------------------------------------------------------------------------------------------------------
%% This host

-doc "The name of this host.".
gethostname() ->
    case file:read_file("/etc/hostname") of
        {ok, Name} -> {ok, hd(string:lexemes(binary_to_list(Name) ++ ".", ".\n"))};
        _ -> {ok, "localhost"}
    end.

-doc "The network cards: their names and hardware addresses, where the system tells them.".
getifaddrs() ->
    case file:list_dir("/sys/class/net") of
        {ok, Names} -> {ok, [{Name, card(Name)} || Name <- lists:sort(Names)]};
        _ -> {ok, []}
    end.

card(Name) ->
    case file:read_file(filename:join(["/sys/class/net", Name, "address"])) of
        {ok, Text} ->
            Bytes = string:split(string:trim(binary_to_list(Text)), ":", all),
            case length(Bytes) =:= 6 andalso lists:all(fun(B) -> length(B) =:= 2 end, Bytes) of
                true -> [{hwaddr, [list_to_integer(B, 16) || B <- Bytes]}];
                false -> []
            end;
        _ -> []
    end.

-doc "What an error of connections and names means.".
format_error(exbadport) -> "invalid port state";
format_error(exbadseq) -> "bad command sequence";
format_error(nxdomain) -> "non-existing domain";
format_error(Reason) -> file:format_error(Reason).
