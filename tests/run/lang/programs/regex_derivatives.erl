%% Regular expressions by derivatives: a parser, matching, and simplification.
-module(regex_derivatives).
-export([main/0]).
-include("../lang.hrl").

parse(S) -> {R, []} = alt(S), R.
alt(S) -> {A, T} = seq(S), case T of [$| | T1] -> {B, T2} = alt(T1), {{alt, A, B}, T2}; _ -> {A, T} end.
seq([C | _] = S) when C =/= $|, C =/= $) -> {A, T} = star(S), {B, T1} = seq(T), {cat(A, B), T1};
seq(S) -> {empty, S}.
star(S) -> {A, T} = atom(S), stars(A, T).
stars(A, [$* | T]) -> stars({star, A}, T);
stars(A, [$+ | T]) -> stars(cat(A, {star, A}), T);
stars(A, [$? | T]) -> stars({alt, A, empty}, T);
stars(A, T) -> {A, T}.
atom([$( | T]) -> {R, [$) | T1]} = alt(T), {R, T1};
atom([$. | T]) -> {any, T};
atom([$\\, C | T]) -> {{chr, C}, T};
atom([$[, A, $-, B, $] | T]) -> {{range, A, B}, T};
atom([C | T]) -> {{chr, C}, T}.
cat(none, _) -> none;
cat(_, none) -> none;
cat(empty, R) -> R;
cat(R, empty) -> R;
cat(A, B) -> {cat, A, B}.
or_(none, R) -> R;
or_(R, none) -> R;
or_(R, R) -> R;
or_(A, B) -> {alt, A, B}.
nullable(empty) -> true;
nullable({star, _}) -> true;
nullable({alt, A, B}) -> nullable(A) orelse nullable(B);
nullable({cat, A, B}) -> nullable(A) andalso nullable(B);
nullable(_) -> false.
d(_, empty) -> none;
d(C, {chr, C}) -> empty;
d(_, any) -> empty;
d(C, {range, A, B}) when C >= A, C =< B -> empty;
d(C, {star, R}) -> cat(d(C, R), {star, R});
d(C, {alt, A, B}) -> or_(d(C, A), d(C, B));
d(C, {cat, A, B}) -> case nullable(A) of true -> or_(cat(d(C, A), B), d(C, B)); false -> cat(d(C, A), B) end;
d(_, _) -> none.
match(P, S) -> nullable(lists:foldl(fun d/2, parse(P), S)).
main() ->
    [io:format("~s: ~p~n", [P, [{S, match(P, S)} || S <- Ss]]) || {P, Ss} <- [{"abc", ["abc", "ab", "abcd"]}, {"a*", ["", "aaa", "ab"]}, {"(a|b)*c", ["c", "abbac", "abd"]},
        {"a+b?", ["a", "aab", "b", ""]}, {"[0-9]+\\.[0-9]+", ["3.14", "3.", "x"]}, {"(ab|a)(c|bcd)", ["abcd", "ac", "abc", "abbcd"]}, {"h.t", ["hat", "hot", "ht"]}, {"((a*)*)*b", ["aaaaaaab", "aaaaaa"]}]],
    ?show(parse("a|b*")),
    ?show(d($a, parse("ab|ac"))),
    ?show(match("(a", "a")),
    ok.
