%% When funs are equal: the same place and the same values held; keys of maps, order, hashes.
-module(fun_equality).
-export([main/0]).
-include("../lang.hrl").

make(X) -> fun() -> X end.
other(X) -> fun() -> X end.
none() -> fun() -> ok end.

main() ->
    ?show(make(1) =:= make(1)),
    ?show(make(1) == make(1.0)),
    ?show(make(1) =:= make(2)),
    ?show(make(1) =:= other(1)),
    ?show(none() =:= none()),
    ?show(make([a, {b}]) =:= make([a, {b}])),
    ?show(maps:get(make(k), #{make(k) => found})),
    ?show(map_size(#{make(1) => a, make(2) => b, make(1) => c})),
    ?show(erlang:phash2(make(1)) =:= erlang:phash2(make(1))),
    ?show(lists:usort([make(1), make(1), make(2)]) =:= lists:sort([make(1), make(2)])),
    ?show(length(lists:usort([none(), none(), make(1)]))),
    ?show([make(1) > 1, make(1) > a, make(1) < self(), make(1) < {}, make(1) > make_ref()]),
    ?show(lists:member(make(3), [make(1), make(3)])),
    F = make(x),
    ?show(case id(make(x)) of F -> same; _ -> differs end),
    ?show(self() =:= (make(self()))()),
    Parent = self(),
    spawn(fun() -> Parent ! {got, make(sent)} end),
    ?show(receive {got, G} -> {G =:= make(sent), G()} end),
    ?show(binary_to_term(term_to_binary(make(y))) =:= make(y)),
    ok.
