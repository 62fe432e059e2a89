%% A loop over a bitstring: what is left is only an argument of the next call.
sum(<<X, T/binary>>, Acc) -> sum(T, Acc + X);
sum(<<>>, Acc) -> Acc.

