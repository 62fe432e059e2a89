%% fun M:F/A with constants and variables: equality, printing, calls, what cannot be.
-module(fun_external).
-export([main/0]).
-export([twice/1, nothing/0]).
-include("../lang.hrl").

twice(X) -> X * 2.
nothing() -> nothing.
local(X) -> X.

main() ->
    M = ?MODULE, F = twice, A = 1,
    ?show(fun lists:map/2),
    ?show(fun M:F/A),
    ?show((fun M:F/A)(21)),
    ?show((fun ?MODULE:twice/1)(4)),
    ?show(fun M:F/A =:= fun ?MODULE:twice/1),
    ?show(fun lists:map/2 == fun lists:map/2),
    ?show(fun lists:map/2 < fun lists:map/3),
    ?show(fun lists:map/2 < fun maps:map/2),
    ?show(fun local/1 =:= fun local/1),
    ?show(fun twice/1 =:= fun ?MODULE:twice/1),
    ?show(fun no_module_at_all:f/3),
    ?show((fun no_module_at_all:f/1)(1)),
    ?show((fun lists:no_function/1)(1)),
    ?show((fun lists:map/2)(1)),
    ?show(lists:map(fun erlang:abs/1, [-1, 2])),
    ?show(lists:map(fun abs/1, [-1, 2])),
    ?show(is_function(fun abs/1, 1)),
    ?show(fun abs/1 =:= fun erlang:abs/1),
    ?show(begin Bad = id(1), fun Bad:f/1 end),
    ?show(begin Bad = id("f"), fun lists:Bad/1 end),
    ?show(begin Bad = id(-1), fun lists:map/Bad end),
    ?show(begin Bad = id(256), fun lists:map/Bad end),
    ?show(begin Ok = id(255), is_function(fun lists:map/Ok, 255) end),
    ?show([erlang:fun_info(fun lists:map/2, I) || I <- [module, name, arity, type, env]]),
    ?show(erlang:fun_to_list(fun 'odd module':'Odd Name'/2)),
    ?show(term_to_binary(fun lists:map/2) =:= term_to_binary(fun lists:map/2)),
    ?show(binary_to_term(term_to_binary(fun ?MODULE:twice/1))(3)),
    ok.
