%% An interpreter for a language of eight instructions, with jumps computed beforehand and a tape of two lists.
-module(bf_interpreter).
-export([main/0]).
-include("../lang.hrl").

compile(Text) -> {Code, []} = block([C || C <- Text, lists:member(C, "+-<>.,[]")], []), Code.
block([], Acc) -> {lists:reverse(Acc), []};
block([$] | T], Acc) -> {lists:reverse(Acc), T};
block([$[ | T], Acc) -> {Body, Rest} = block(T, []), block(Rest, [{loop, Body} | Acc]);
block([C | T], [{C, N} | Acc]) -> block(T, [{C, N + 1} | Acc]);
block([C | T], Acc) -> block(T, [{C, 1} | Acc]).
run([], S) -> S;
run([{$+, N} | T], {L, X, R, I, O}) -> run(T, {L, (X + N) band 255, R, I, O});
run([{$-, N} | T], {L, X, R, I, O}) -> run(T, {L, (X - N) band 255, R, I, O});
run([{$>, N} | T], S) -> run(T, right(N, S));
run([{$<, N} | T], S) -> run(T, left(N, S));
run([{$., N} | T], {L, X, R, I, O}) -> run(T, {L, X, R, I, lists:duplicate(N, X) ++ O});
run([{$,, 1} | T], {L, _, R, [], O}) -> run(T, {L, 0, R, [], O});
run([{$,, 1} | T], {L, _, R, [C | I], O}) -> run(T, {L, C, R, I, O});
run([{loop, _} | T], {_, 0, _, _, _} = S) -> run(T, S);
run([{loop, Body} | _] = Code, S) -> run(Code, run(Body, S)).
right(0, S) -> S;
right(N, {L, X, [], I, O}) -> right(N - 1, {[X | L], 0, [], I, O});
right(N, {L, X, [Y | R], I, O}) -> right(N - 1, {[X | L], Y, R, I, O}).
left(0, S) -> S;
left(N, {[Y | L], X, R, I, O}) -> left(N - 1, {L, Y, [X | R], I, O}).
out(Text, Input) -> {_, _, _, _, O} = run(compile(Text), {[], 0, [], Input, []}), lists:reverse(O).
main() ->
    ?show(out("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.", "")),
    ?show(out(",[.,]", "echo")),
    ?show(out(",>,<[>[>+>+<<-]>>[<<+>>-]<<<-]>>.", [6, 7])),
    ?show(out("-.", "")),
    ?show(compile("++[>-<-]..")),
    ?show(out("<", "")),
    ?show(compile("[[]")),
    ok.
