%% The old catch: values of all classes, precedence, nested, exits and stack traces.
-module(catch_old).
-export([main/0]).
-include("../lang.hrl").

shape({'EXIT', {R, St}}) when is_list(St) -> {'EXIT', R, stack, length(St) > 0};
shape(X) -> X.

main() ->
    ?show(catch 1 + 1),
    ?show(shape(catch throw(ball))),
    ?show(shape(catch error(oops))),
    ?show(shape(catch exit(bye))),
    ?show(shape(catch exit({tuple, []}))),
    ?show(shape(catch 1 div id(0))),
    ?show(shape(catch id(a) + 1)),
    ?show(shape(catch hd(id([])))),
    ?show(shape(catch (catch throw(x)))),
    ?show(shape(catch {catch throw(x), throw(y)})),
    ?show([shape(X) || X <- [catch throw(1), (catch error(2)), catch 3]]),
    X = (catch throw(assigned)),
    ?show(X),
    ?show(catch begin throw(a), b end),
    ?show(shape(catch no_such_module:f())),
    ?show(shape(catch lists:no_such(1))),
    ?show(case catch throw({a, 1}) of {a, N} -> N; _ -> no end),
    ?show(shape(catch erlang:raise(throw, r, []))),
    ?show(shape(catch erlang:raise(error, r, []))),
    ?show({'EXIT', a} =:= (catch exit(a))),
    ?show(catch id([catch throw(in_list)])),
    ?show(fun() -> catch throw(in_fun) end()),
    ?show(shape(catch (id(1))())),
    ?show(shape(catch error(r, [args]))),
    ok.
