%% inet without sockets: addresses as text and as terms, short and odd ways of writing them, and what is no address.
-module(inet_addresses).
-export([main/0]).

main() ->
    [io:format("ntoa ~0p: ~0p~n", [A, inet:ntoa(A)])
     || A <- [{127, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 2}, {0, 0, 0, 0, 0, 0, 49320, 1},
              {0, 0, 0, 0, 0, 65535, 49320, 1}, {0, 0, 0, 0, 65535, 0, 258, 772}, {1, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 2, 0, 0, 0, 3},
              {1, 0, 0, 0, 2, 0, 0, 3}, {1, 0, 2, 0, 3, 0, 4, 0}, {1, 1, 0, 0, 1, 1, 0, 0}, {0, 0, 1, 1, 1, 1, 1, 1},
              {16#fe80, 0, 0, 0, 16#ABCD, 16#ef01, 2, 3}, {256, 0, 0, 1}, {1, 2, 3}, {a, b, c, d}, text]],
    Texts = ["127.0.0.1", "127.1", "1.2.3", "0x7f.1", "017.1", "4294967295", "4294967296", "1.2.3.256", "1.2.65535", "1.2.65536", "",
             "1..2", ".1", "-1.2", "1.2.3.08", "1.2.3.04", "00.0.0.0", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3::5:6:7:8",
             "1:2:3:4::5:6:7:8", "::ffff:192.168.0.1", "::ffff:192.168.1", "::1.2.3.04", "fe80::1%eth0", "::1%lo", "ff02::1%1", "12345::",
             ":1", "1:", "1::2::3", "ABCD::ef", "g::"],
    [io:format("~0p: ~0p~n", [T, [element(2, inet:F(T)) || F <- [parse_address, parse_strict_address, parse_ipv4_address,
                                                                  parse_ipv4strict_address, parse_ipv6_address, parse_ipv6strict_address]]])
     || T <- Texts],
    [io:format("~0p: ~0p~n", [A, [inet:F(A) || F <- [is_ip_address, is_ipv4_address, is_ipv6_address]]])
     || A <- [{1, 2, 3, 4}, {1, 2, 3, 400}, {1, 2, 3, 4, 5, 6, 7, 65535}, {1, 2, 3, 4, 5, 6, 7, 65536}, {1, 2}, x]],
    [io:format("~0p~n", [inet:ipv4_mapped_ipv6_address(A)]) || A <- [{1, 2, 3, 4}, {0, 0, 0, 0, 0, 65535, 258, 772}]],
    [io:format("~s~n", [inet:format_error(R)]) || R <- [econnrefused, nxdomain, exbadport, exbadseq, no_such_thing]],
    {ok, [_ | _]} = inet:gethostname(),
    {ok, Cards} = inet:getifaddrs(),
    true = lists:all(fun({Name, Options}) -> is_list(Name) andalso is_list(Options) end, Cards),
    ok.
