%% catch with errors gives the stack; with exits and throws not; its place in expressions.
-module(exc_catch_stack).
-export([main/0]).
-export([id/1, only_one/1]).
-include("proc.hrl").

main() ->
    {'EXIT', {badarith, [{erlang, 'div', [1, 0], _} | _]}} = (catch 1 div id(0)),
    {'EXIT', {undef, [{nosuch_m, f, [], []} | _]}} = (catch nosuch_m:f()),
    {'EXIT', {function_clause, [{?MODULE, only_one, [2], [{file, _}, {line, L1}]} | _]}} = (catch only_one(2)),
    {'EXIT', {{badmatch, 5}, [{?MODULE, main, 0, [{file, _}, {line, L2}]} | _]}} = (catch 4 = id(5)),
    p({L1, L2}),
    p([catch exit(a), catch throw(b), catch c]),
    p(catch (catch exit(a))),
    X = (catch throw(in_match)), p(X),
    p(length([catch throw(I) || I <- [1, 2, 3]])),
    p(case catch throw(subject) of subject -> matched; _ -> other end),
    p((fun() -> catch throw(last) end)()),
    p({catch throw(in_tuple), #{k => catch throw(in_map)}}),
    p(begin catch throw(1), 2 end),
    p(catch lists:foreach(fun(I) when I < 3 -> ok; (I) -> throw({found, I}) end, [1, 2, 3, 4])).

only_one(1) -> ok.
id(X) -> X.
