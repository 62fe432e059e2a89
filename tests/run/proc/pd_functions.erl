%% The process dictionary: every function, all kinds of keys, and that 1 and 1.0 differ.
-module(pd_functions).
-export([main/0]).
-include("proc.hrl").

main() ->
    p({erase(), get(), get_keys()}),
    p([put(a, 1), put(a, 2), get(a), erase(a), get(a), erase(a)]),
    Keys = [a, 1, 1.0, "s", <<"b">>, {t, 1}, #{}, [], 1 bsl 70, self()],
    [put(K, {value, K}) || K <- Keys],
    p(lists:all(fun(K) -> get(K) =:= {value, K} end, Keys)),
    p(length(get())),
    p({get(1) =:= get(1.0), get_keys() -- Keys, Keys -- get_keys()}),
    put(same, x), put(other, x), p(lists:sort(get_keys(x))),
    p(get_keys(nothing_has_this)),
    p([erase(K) =:= {value, K} || K <- Keys]),
    p(lists:sort(erase())),
    p(get()),
    p({put(undefined, undefined), get(undefined), erase(undefined)}),
    %% each process has its own
    put(mine, 1),
    p(run(host(), fun() -> {get(mine), put(mine, 2), get(mine)} end)),
    p(get(mine)),
    erase(),
    put(-0.0, minus), put(0.0, plus), p({get(0.0), get(-0.0), length(get())}).
