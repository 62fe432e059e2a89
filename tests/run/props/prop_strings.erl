%% Model-based properties with fixed seeds: string on lists, binaries and mixed data does what the list of grapheme clusters says.
-module(prop_strings).
-export([main/0]).

main() ->
    rand:seed(exsss, 4711),
    io:format("~p~n", [[round_of(N) || N <- lists:seq(1, 60)]]).

round_of(N) ->
    Clusters = [cluster(N) || _ <- lists:seq(1, rand:uniform(12))],
    Flat = lists:flatten(Clusters),
    %% What stands beside each other may have joined: the library's own clusters are the model.
    Gs = string:to_graphemes(Flat),
    Forms = [Flat, unicode:characters_to_binary(Flat), mixed(Flat)],
    [form(F, Gs) || F <- Forms],
    erlang:phash2(Gs) band 16#FFFF.

cluster(N) when N rem 3 =:= 0 -> lists:nth(rand:uniform(12), "abcABC ,;xyz");
cluster(_) ->
    lists:nth(rand:uniform(14), [$a, $B, $\s, $,, $\n, [$\r, $\n], $å, $Ö, [$e, 16#301], 16#1F600, [16#1F468, 16#200D, 16#1F469], $ß, 16#4E00, [$q, 16#323, 16#307]]).

mixed(Flat) ->
    {A, B} = lists:split(length(Flat) div 2, Flat),
    case rand:uniform(3) of
        1 -> [A, unicode:characters_to_binary(B)];
        2 -> [unicode:characters_to_binary(A) | [B]];
        3 -> [[[A]], B]
    end.

same(Real, Model) -> Real =:= Model orelse error({differ, Real, Model}).

flat(Data) -> unicode:characters_to_list(Data).

form(S, Gs) ->
    Len = length(Gs),
    same(string:length(S), Len),
    same(string:to_graphemes(S), Gs),
    same(flat(string:reverse(S)), flat(lists:reverse(Gs))),
    Start = rand:uniform(Len + 2) - 1, Count = rand:uniform(Len + 2) - 1,
    same(flat(string:slice(S, Start)), flat(drop(Start, Gs))),
    same(flat(string:slice(S, Start, Count)), flat(lists:sublist(drop(Start, Gs), Count))),
    Seps = " ,",
    same([flat(L) || L <- string:lexemes(S, Seps)], [flat(L) || L <- words(Gs, Seps, [], [])]),
    same(flat(string:trim(S, leading, Seps)), flat(lists:dropwhile(fun(G) -> lists:member(G, Seps) end, Gs))),
    same(flat(string:trim(S, trailing, Seps)), flat(lists:reverse(lists:dropwhile(fun(G) -> lists:member(G, Seps) end, lists:reverse(Gs))))),
    same(flat(string:trim(S, both, Seps)), flat(string:trim(string:trim(S, leading, Seps), trailing, Seps))),
    {Taken, Rest} = string:take(S, "abc ", true),
    {T1, R1} = lists:splitwith(fun(G) -> not lists:member(G, "abc ") end, Gs),
    same({flat(Taken), flat(Rest)}, {flat(T1), flat(R1)}),
    same(string:equal(S, Gs), true),
    same(string:is_empty(S), Gs =:= []),
    same(flat(string:pad(S, Len + 3, both, $*)), flat(["*", Gs, "**"])),
    same(string:length(string:uppercase(string:lowercase(S))) >= 1, true),
    same(flat(lists:join(",", string:split(S, ",", all))), flat(Gs)),
    case string:find(S, ",") of
        nomatch -> same(lists:member($,, Gs), false);
        Found -> same(flat(Found), flat(lists:dropwhile(fun(G) -> G =/= $, end, Gs)))
    end.

drop(N, L) -> lists:nthtail(min(N, length(L)), L).

words([], _, [], Done) -> lists:reverse(Done);
words([], _, Word, Done) -> lists:reverse([lists:reverse(Word) | Done]);
words([G | Gs], Seps, Word, Done) ->
    case {lists:member(G, Seps), Word} of
        {true, []} -> words(Gs, Seps, [], Done);
        {true, _} -> words(Gs, Seps, [], [lists:reverse(Word) | Done]);
        {false, _} -> words(Gs, Seps, [G | Word], Done)
    end.
