%% Reasons and extra information when map operations fail.
-module(maps_errors).
-export([main/0]).
-include("../lang.hrl").

hint(F) ->
    try F() catch C:R:St ->
        Info = case St of [{_, N, A, I} | _] -> {N, if is_list(A) -> length(A); true -> A end, proplists:get_value(error_info, I)} end,
        {C, R, Info}
    end.

main() ->
    ?show(hint(fun() -> maps:get(a, id(#{})) end)),
    ?show(hint(fun() -> maps:get(a, id([])) end)),
    ?show(hint(fun() -> map_get(a, id(#{b => 1})) end)),
    ?show(hint(fun() -> map_size(id(x)) end)),
    ?show(hint(fun() -> maps:update(a, 1, id(#{})) end)),
    ?show(hint(fun() -> maps:put(a, 1, id(x)) end)),
    ?show(hint(fun() -> maps:merge(#{}, id(x)) end)),
    ?show(hint(fun() -> maps:from_list(id([a])) end)),
    ?show(hint(fun() -> maps:from_list(id([{a, b} | c])) end)),
    ?show(hint(fun() -> maps:map(id(x), #{}) end)),
    ?show(hint(fun() -> maps:keys(id(1)) end)),
    ?show(hint(fun() -> maps:remove(1, id(1)) end)),
    ?show(hint(fun() -> maps:find(1, id(1)) end)),
    ?show(hint(fun() -> maps:take(1, id(1)) end)),
    ?show(hint(fun() -> is_map_key(1, id(1)) end)),
    ?show(element(2, hint(fun() -> (id(x))#{a => 1} end))),
    ?show(element(2, hint(fun() -> (id(#{}))#{a := 1} end))),
    ?show(element(2, hint(fun() -> maps:update_with(a, fun(X) -> X end, id(#{})) end))),
    ?show(element(2, hint(fun() -> maps:from_keys(id(x), 1) end))),
    ?show(element(2, hint(fun() -> maps:with(id(x), #{}) end))),
    ok.
