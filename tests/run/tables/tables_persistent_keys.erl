%% Keys of persistent terms are told apart exactly.
-module(tables_persistent_keys).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    Keys = [1, 1.0, {1}, {1.0}, "k", <<"k">>, [], {}, 1 bsl 70, #{a => 1}, self(), a, 'b c', 0.0, -0.0],
    Tagged = lists:zip(Keys, lists:seq(1, length(Keys))),
    [persistent_term:put({?MODULE, K}, I) || {K, I} <- Tagged],
    p([persistent_term:get({?MODULE, K}) || K <- Keys]),
    p([persistent_term:get({?MODULE, K}, none) || K <- [2, 2.0, {2}, "l", b]]),
    p([persistent_term:erase({?MODULE, K}) || K <- Keys]),
    p([persistent_term:get({?MODULE, K}, none) || K <- Keys]).
