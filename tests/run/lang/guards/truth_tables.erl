%% Every combination of and, or, not, xor, andalso, orelse, `,` and `;` over true, false, non-boolean and failing parts, as a guard and as a body.
-module(truth_tables).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Vs = [true, false, x, fail],
    [io:format("~p: guard ~s body ~s~n", [N, [letter(g(N, A, B)) || A <- Vs, B <- Vs], [letter(try b(N, A, B) catch error:_ -> error end) || A <- Vs, B <- Vs]]) || N <- lists:seq(1, 16)],
    ?show([three(A, B, C) || A <- [true, false, x], B <- [true, false], C <- [true, false, x]]), ?show([mixed(X) || X <- [1, a, [], [1], {1}, true]]).

letter(yes) -> $y; letter(true) -> $T; letter(no) -> $n; letter(false) -> $F; letter(error) -> $e; letter(_) -> $o.
v(fail) -> hd([]);
v(X) -> X.

g(1, A, B) when A and B -> yes; g(2, A, B) when A or B -> yes; g(3, A, B) when A xor B -> yes; g(4, A, B) when A andalso B -> yes; g(5, A, B) when A orelse B -> yes; g(6, A, B) when A, B -> yes; g(7, A, B) when A; B -> yes;
g(8, A, B) when not A, not B -> yes; g(9, A, B) when not (A and B) -> yes; g(10, A, B) when not (A orelse B) -> yes; g(11, A, B) when A =:= true orelse hd(B) -> yes; g(12, A, B) when A =:= true; hd(B) -> yes; g(13, A, B) when (A =:= x) xor (B =:= x) -> yes; g(14, A, B) when (A =/= fail andalso A) or (B =/= fail andalso B) -> yes;
g(15, A, B) when A == B; A =:= true, not (B == x); B =:= true -> yes; g(16, A, B) when is_boolean(A) and is_boolean(B) andalso (A xor B) -> yes; g(_, _, _) -> no.

b(1, A, B) -> v(A) and v(B); b(2, A, B) -> v(A) or v(B); b(3, A, B) -> v(A) xor v(B); b(4, A, B) -> v(A) andalso v(B); b(5, A, B) -> v(A) orelse v(B); b(6, A, B) -> case v(A) of true -> v(B) end; b(7, A, B) -> if A; B -> true; true -> false end;
b(8, A, B) -> not v(A) andalso not v(B); b(9, A, B) -> not (v(A) and v(B)); b(10, A, B) -> not (v(A) orelse v(B)); b(11, A, B) -> v(A) =:= true orelse hd(v(B)); b(12, A, _) -> v(A) =:= true; b(13, A, B) -> (v(A) =:= x) xor (v(B) =:= x); b(14, A, B) -> (v(A) andalso v(A)) or (v(B) andalso v(B));
b(15, A, B) -> v(A) == v(B) orelse v(A) =:= true andalso not (v(B) == x); b(16, A, B) -> is_boolean(v(A)) and is_boolean(v(B)) andalso (v(A) xor v(B)).

three(A, B, C) when A, B; B, C; not A -> 1; three(A, B, C) when (A orelse B) andalso C -> 2; three(A, _, C) when A =:= C -> 3; three(_, _, _) -> 4.
mixed(X) when X > 0, X < 5; is_list(X), length(X) =:= 1; X =:= true -> in; mixed(X) when is_list(X) orelse tuple_size(X) =:= 1 -> shape; mixed(_) -> out.
