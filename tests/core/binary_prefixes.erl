%% Clauses share one context; a common prefix is read once.
f(<<"GET ", P/binary>>) -> {get, P};
f(<<"PUT ", P/binary>>) -> {put, P};
f(<<N, B:N/binary, R/binary>>) -> {B, R};
f(_) -> none.

