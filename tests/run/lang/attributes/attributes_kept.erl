%% Attributes that a module may read about itself: vsn, author, own ones, in order and accumulated.
-module(attributes_kept).
-export([main/0]).
-vsn("1.2.3").
-author("Somebody").
-author(['Another', "Third"]).
-copyright("nobody").
-own({tuple, 1, [2, 3]}).
-own(atom).
-own([list, 'of', things]).
-own(#{key => value}).
-own("string").
-own(-5).
-own(<<"binary">>).
-own(1.5).
-own(fun lists:map/2).
-behaviour(gen_event).
-dialyzer({nowarn_function, main/0}).
-export([init/1, handle_call/2, handle_event/2]).
-include("../lang.hrl").

init(_) -> {ok, []}.
handle_call(_, S) -> {ok, ok, S}.
handle_event(_, S) -> {ok, S}.

main() ->
    Attributes = ?MODULE:module_info(attributes),
    ?show([A || {Key, _} = A <- Attributes, Key =/= dialyzer]),
    ?show(proplists:get_all_values(own, Attributes)),
    ?show(lists:keyfind(behaviour, 1, Attributes)),
    ?show(erlang:get_module_info(?MODULE, attributes) =:= Attributes),
    ok.
