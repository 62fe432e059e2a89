%% Defaults that are funs, calls and other records; `_ =`; updates of updates; fields by index; records as generators', guards' and map's parts.
-module(records_crossed).
-export([main/0]).
-include("../lang.hrl").
-record(in, {f = fun(X) -> X * 2 end, n = next(), l = []}).
-record(out, {i = #in{}, j = #in{n = 7}, k, m = #{a => #in{n = 1}}}).
-record(empty, {}).
-record('odd name', {'Field 1' = 1, 'case' = 2}).
-record(typed, {a = 1 :: integer(), b :: atom() | undefined, c = {[], <<>>} :: {list(), binary()}}).

main() ->
    put(next, 0), R = #out{}, ?show({(R#out.i)#in.n, R#out.j#in.n, R#out.k, get(next)}), ?show((R#out.i#in.f)(21)), ?show(R#out{i = #in{n = 9}}#out.i#in.n), ?show((R#out{i = (R#out.i)#in{l = [1]}})#out.i#in.l), ?show(R#out{i = #in{}, j = #in{}}#out.j#in.n),
    ?show(begin #out{i = #in{n = A}, j = #in{n = B, f = F}} = R, {A, F(B)} end), ?show([X || #in{n = X} <- [R#out.i, other, #in{n = z}, R]]), ?show(#in{_ = every}), ?show(#in{n = 1, _ = rest}), ?show(begin put(next, 100), X = #in{_ = next()}, {X, get(next)} end),
    ?show({#out.i, #out.m, #in.l, #empty{}, tuple_size(#empty{}), record_info(fields, empty), record_info(size, out), record_info(fields, out)}), ?show(setelement(#out.k, R, changed) =:= R#out{k = changed}), ?show(element(#in.n, #in{n = q})),
    ?show(#'odd name'{}), ?show(#'odd name'{'case' = x}#'odd name'.'Field 1'), ?show(record_info(fields, 'odd name')), ?show([guard(X) || X <- [#in{n = 1}, #in{n = 20}, #empty{}, {in, 1}, {in, 1, 2, 3}, R, a, #typed{}]]),
    ?show(#{R#out.k => #in{n = 1}#in.n}), ?show(case R#out.m of #{a := #in{n = N}} -> N end), ?show(try (id(R#out.k))#in.n catch error:E -> E end), ?show(try (id(#empty{}))#in{n = 1} catch error:E1 -> E1 end), ?show(try #in{n = 5} = id(#in{n = 6, f = x}) catch error:E2 -> E2 end),
    ?show(lists:sort([#in{n = 2, f = 1}, #in{n = 1, f = 1}, #empty{}, #typed{}])), ?show(lists:keysort(#in.n, [#in{n = 2, f = 1}, #in{n = 1, f = 1}])), ?show(is_record(R, out)), ?show({is_record(R, in), is_record({out}, out), is_record(setelement(1, R, in), in), is_record(id({x, 1}), id(x)), is_record({x, 1}, x, 2), is_record(id({x, 1}), id(x), id(2))}),
    ?show(#typed{}), ?show(#typed{b = x}#typed{a = y}), ?show([R2#typed.a || R2 <- [#typed{a = I} || I <- [1, 2]], R2#typed.a > 1]), ?show(fun(#typed{a = A1} = T) -> T#typed{a = A1 + 1} end(#typed{})), ?show(begin P = #typed{a = 1}, Q = P#typed{a = P#typed.a + 1, b = P}, {Q#typed.a, (Q#typed.b)#typed.a} end).

next() -> put(next, get(next) + 1), get(next).
guard(X) when X#in.n > 10 -> over_ten; guard(X) when is_record(X, in), X#in.n < 10 -> below; guard(#empty{}) -> empty; guard(X) when is_record(X, out), is_record(X#out.i, in) -> {out, (X#out.j)#in.n}; guard(X) when X#typed.a =:= 1; X =:= a -> typed_or_a; guard(X) when not is_record(X, in) -> none.
