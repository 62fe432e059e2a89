-module(binary_parse).
-export([run/0]).
%% Takes a text of lines and fields apart, byte by byte.
run() ->
    Text = iolist_to_binary([[integer_to_list(N * 37), $;, integer_to_list(N), $\n] || N <- lists:seq(1, 6000)]),
    lines(Text, 0, 0).
lines(<<>>, _, Sum) -> Sum;
lines(<<$\n, T/binary>>, N, Sum) -> lines(T, 0, Sum + N);
lines(<<$;, T/binary>>, N, Sum) -> lines(T, 0, Sum bxor N);
lines(<<C, T/binary>>, N, Sum) -> lines(T, N * 10 + C - $0, Sum).
