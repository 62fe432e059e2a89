%% Deep recursion with live variables in each frame, collected meanwhile; the stack shrinks again.
-module(gc_stack_deep).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(sum(50000)),
    p(length(build(30000))),
    p(tree_size(tree(14))),
    p(check(2000, {start})),
    {_, S} = process_info(self(), stack_size),
    p(S < 1000),
    p(ends(fun() -> exit(sum(20000)) end)).

sum(0) -> 0;
sum(N) -> X = {N, N}, R = sum(N - 1), element(1, X) + R.
build(0) -> [];
build(N) -> T = {N, [N]}, [T | build(N - 1)].
tree(0) -> leaf;
tree(N) -> {node, N, tree(N - 1), tree(N - 1)}.
tree_size(leaf) -> 1;
tree_size({node, _, L, R}) -> 1 + tree_size(L) + tree_size(R).
check(0, _) -> garbage_collect(), ok;
check(N, T) -> A = [N | T], ok = check(N - 1, {N}), A = [N | T], ok.
