-module(lang_many_clauses).
-export([main/0]).
op(add) -> 1; op(sub) -> 2; op(mul) -> 3; op(divide) -> 4; op(rem_) -> 5; op(band_) -> 6; op(bor_) -> 7; op(bxor_) -> 8;
op(bsl_) -> 9; op(bsr_) -> 10; op(0) -> zero; op(1) -> one; op(2) -> two; op(3) -> three; op(4) -> four; op(5) -> five;
op(-1) -> minus; op(100) -> hundred; op(1000) -> thousand; op(16#ffffffff) -> u32; op(16#7fffffffffffffff) -> i64;
op(16#fffffffffffffffff) -> big; op(-16#8000000000000000) -> min; op(X) when is_atom(X) -> atom; op(X) when is_integer(X) -> int;
op(_) -> other.
st({idle, start, N}) when N > 0 -> {running, N}; st({idle, start, _}) -> idle; st({idle, stop, _}) -> idle;
st({running, tick, N}) when N > 1 -> {running, N - 1}; st({running, tick, 1}) -> done; st({running, stop, _}) -> idle;
st({running, {set, N}, _}) -> {running, N}; st({_, reset, _}) -> idle; st({S, E}) -> {old, S, E}; st({S}) -> S;
st([S | _]) -> {list, S}; st(_) -> bad.
tok([$i, $f | T]) -> {if_, T}; tok([$i, $n | T]) -> {in, T}; tok("else" ++ T) -> {else_, T}; tok("end" ++ T) -> {end_, T};
tok([C | T]) when C >= $0, C =< $9 -> {digit, C - $0, T}; tok([C | T]) when C =:= $\s; C =:= $\n -> {space, T};
tok([C | T]) -> {char, C, T}; tok([]) -> eof.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([op(X) || X <- [add, sub, mul, divide, rem_, band_, bor_, bxor_, bsl_, bsr_, foo, 0, 1, 2, 3, 4, 5, 6, -1, -2, 100, 1000,
                      16#ffffffff, 16#7fffffffffffffff, 16#7ffffffffffffffe, 16#fffffffffffffffff, 16#ffffffffffffffffe,
                      -16#8000000000000000, 1.0, "s"]]),
    P([st(X) || X <- [{idle, start, 3}, {idle, start, 0}, {idle, stop, 0}, {running, tick, 3}, {running, tick, 1}, {running, tick, 0},
                      {running, stop, 1}, {running, {set, 4}, 1}, {idle, {set, 4}, 1}, {x, reset, 0}, {a, b}, {a}, [l], [], {1, 2, 3, 4}]]),
    P([tok(X) || X <- ["if x", "in", "ix", "else", "els", "endx", "end", "en", "7a", " b", "\n", "z", "", "é"]]),
    ok.
