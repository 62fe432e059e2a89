%% Subscribers by filter in a tree of words, so that a message only visits the filters that may match it.
-module(broker_trie).
-export([new/0, add/3, remove/3, find/2, size/1, is_empty/1, to_list/1]).

-export_type([trie/1]).

%% here: those whose filter ends in this node; rest: those whose filter ends in `#' here
-record(node, {here = #{}, rest = #{}, next = #{}}).
-opaque trie(_Subscriber) :: #node{}.

-spec new() -> trie(_).
new() -> #node{}.

-spec add(broker_filter:filter(), S, trie(S)) -> trie(S).
add([any_words], S, #node{rest = Rest} = N) -> N#node{rest = Rest#{S => true}};
add([], S, #node{here = Here} = N) -> N#node{here = Here#{S => true}};
add([W | Fs], S, #node{next = Next} = N) -> N#node{next = Next#{W => add(Fs, S, maps:get(W, Next, #node{}))}}.

-doc "Without a subscriber of a filter; branches that hold nobody go.".
-spec remove(broker_filter:filter(), S, trie(S)) -> trie(S).
remove([any_words], S, #node{rest = Rest} = N) -> N#node{rest = maps:remove(S, Rest)};
remove([], S, #node{here = Here} = N) -> N#node{here = maps:remove(S, Here)};
remove([W | Fs], S, #node{next = Next} = N) ->
    case Next of
        #{W := Branch} ->
            Branch1 = remove(Fs, S, Branch),
            case is_empty(Branch1) of
                true -> N#node{next = maps:remove(W, Next)};
                false -> N#node{next = Next#{W := Branch1}}
            end;
        _ -> N
    end.

-doc "Everybody whose filter matches, each once, in order.".
-spec find(broker_filter:name(), trie(S)) -> [S].
find(Name, Trie) -> lists:usort(find(Name, Trie, [])).

find([], #node{here = Here, rest = Rest}, Acc) -> maps:keys(Here) ++ maps:keys(Rest) ++ Acc;
find([W | Ws], #node{rest = Rest, next = Next}, Acc) ->
    Acc1 = maps:keys(Rest) ++ Acc,
    lists:foldl(fun(Key, A) ->
        case Next of
            #{Key := Branch} -> find(Ws, Branch, A);
            _ -> A
        end
    end, Acc1, [W, any_word]).

size(#node{here = Here, rest = Rest, next = Next}) ->
    map_size(Here) + map_size(Rest) + lists:sum([?MODULE:size(N) || _ := N <- Next]).

is_empty(#node{here = Here, rest = Rest, next = Next}) -> map_size(Here) + map_size(Rest) + map_size(Next) =:= 0.

-doc "All subscriptions.".
to_list(Trie) -> lists:sort(to_list(Trie, [])).

to_list(#node{here = Here, rest = Rest, next = Next}, Path) ->
    [{lists:reverse(Path), S} || S := _ <- Here] ++ [{lists:reverse([any_words | Path]), S} || S := _ <- Rest]
        ++ lists:append([to_list(N, [W | Path]) || W := N <- Next]).
