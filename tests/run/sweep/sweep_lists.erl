%% Functions of lists, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_lists).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun lists:all/2, fun lists:any/2, fun lists:append/1, fun lists:append/2, fun lists:concat/1, fun lists:delete/2,
     fun lists:droplast/1, fun lists:dropwhile/2, fun lists:enumerate/1, fun lists:enumerate/2, fun lists:enumerate/3,
     fun lists:filter/2, fun lists:filtermap/2, fun lists:flatlength/1, fun lists:flatmap/2, fun lists:flatten/1,
     fun lists:flatten/2, fun lists:foldl/3, fun lists:foldr/3, fun lists:foreach/2, fun lists:join/2, fun lists:keydelete/3,
     fun lists:keyfind/3, fun lists:keymap/3, fun lists:keymember/3, fun lists:keymerge/3, fun lists:keyreplace/4,
     fun lists:keysearch/3, fun lists:keystore/4, fun lists:keytake/3, fun lists:last/1, fun lists:map/2, fun lists:mapfoldl/3,
     fun lists:mapfoldr/3, fun lists:max/1, fun lists:member/2, fun lists:merge/1, fun lists:merge/2, fun lists:merge/3,
     fun lists:merge3/3, fun lists:min/1, fun lists:nth/2, fun lists:nthtail/2, fun lists:partition/2, fun lists:prefix/2,
     fun lists:reverse/1, fun lists:reverse/2, fun lists:search/2, fun lists:sort/1, fun lists:sort/2, fun lists:split/2,
     fun lists:splitwith/2, fun lists:sublist/2, fun lists:sublist/3, fun lists:subtract/2, fun lists:suffix/2, fun lists:sum/1,
     fun lists:takewhile/2, fun lists:ukeymerge/3, fun lists:ukeysort/2, fun lists:umerge/1, fun lists:umerge/3,
     fun lists:umerge3/3, fun lists:uniq/1, fun lists:uniq/2, fun lists:unzip/1, fun lists:unzip3/1, fun lists:usort/1,
     fun lists:usort/2, fun lists:zip/2, fun lists:zip/3, fun lists:zip3/3, fun lists:zip3/4, fun lists:zipwith/3,
     fun lists:zipwith/4, fun lists:zipwith3/4, fun lists:zipwith3/5].

special() ->
    [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [{1, a}, {2, b}, {3, c}], [{2, x}, {1, y}, {2, z}], ["ab", "cd"], [[b, a], [c]], 1, 2, 3, fun(X) -> X > 2 end, fun(X) -> {true, X} end, fun(X, S) -> X + S end, fun(A, B) -> A >= B end].
