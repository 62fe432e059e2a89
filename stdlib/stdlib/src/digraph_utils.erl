%% Algorithms over directed graphs, by depth-first traversal.
-module(digraph_utils).
-moduledoc "Algorithms for directed graphs.".

-export([arborescence_root/1, components/1, condensation/1, cyclic_strong_components/1,
         is_acyclic/1, is_arborescence/1, is_tree/1, loop_vertices/1, postorder/1, preorder/1,
         reachable/2, reachable_neighbours/2, reaching/2, reaching_neighbours/2,
         strong_components/1, subgraph/2, subgraph/3, topsort/1]).

-doc "The connected components, edges taken both ways.".
components(G) -> forest(G, fun both/2, digraph:vertices(G)).

-doc "The strongly connected components.".
strong_components(G) -> forest(G, fun into/2, reverse_postorder(digraph:vertices(G), G)).

-doc "The strongly connected components that have a cycle.".
cyclic_strong_components(G) ->
    [C || C <- strong_components(G), is_cyclic_component(C, G)].

is_cyclic_component([V], G) -> lists:member(V, digraph:out_neighbours(G, V));
is_cyclic_component(_, _) -> true.

-doc "The vertices from which one of Vs can be reached.".
reaching(Vs, G) -> lists:append(forest(G, fun into/2, Vs)).

-doc "As reaching/2, by at least one edge.".
reaching_neighbours(Vs, G) when is_list(Vs) -> by_an_edge(G, fun into/2, Vs).

-doc "The vertices that can be reached from one of Vs.".
reachable(Vs, G) -> lists:append(forest(G, fun out_of/2, Vs)).

-doc "As reachable/2, by at least one edge.".
reachable_neighbours(Vs, G) when is_list(Vs) -> by_an_edge(G, fun out_of/2, Vs).

by_an_edge(G, Next, Vs) ->
    lists:append(forest(G, Next, lists:usort(lists:append([Next(G, V) || V <- Vs])))).

into(G, V) -> digraph:in_neighbours(G, V).
out_of(G, V) -> digraph:out_neighbours(G, V).
both(G, V) -> digraph:in_neighbours(G, V) ++ digraph:out_neighbours(G, V).

-doc "True if there is no cycle.".
is_acyclic(G) -> loop_vertices(G) =:= [] andalso topsort(G) =/= false.

-doc "The vertices in an order that follows all edges, or false.".
topsort(G) ->
    Order = reverse_postorder(digraph:vertices(G), G),
    case length(forest(G, fun into/2, Order)) =:= length(digraph:vertices(G)) of
        true -> Order;
        false -> false
    end.

-doc "True if the graph is a tree, edges taken both ways.".
is_tree(G) ->
    digraph:no_edges(G) =:= digraph:no_vertices(G) - 1 andalso length(components(G)) =:= 1.

-doc "True if the graph is a tree with a root.".
is_arborescence(G) -> arborescence_root(G) =/= no.

-doc "{yes, Root} or no.".
arborescence_root(G) ->
    case digraph:no_edges(G) =:= digraph:no_vertices(G) - 1 of
        true ->
            case [V || V <- digraph:vertices(G), digraph:in_degree(G, V) =:= 0] of
                [Root] ->
                    case lists:all(fun(V) -> digraph:in_degree(G, V) =< 1 end, digraph:vertices(G)) of
                        true -> {yes, Root};
                        false -> no
                    end;
                _ -> no
            end;
        false -> no
    end.

-doc "The vertices with an edge to themselves.".
loop_vertices(G) -> [V || V <- digraph:vertices(G), lists:member(V, digraph:out_neighbours(G, V))].

-doc "The part of a graph between the given vertices.".
subgraph(G, Vs) -> subgraph(G, Vs, []).

-doc "The part of a graph between the given vertices; options are {type, Type} and {keep_labels, Boolean}.".
subgraph(G, Vs, Options) ->
    {Type, Labels} = try subgraph_options(Options, inherit, true)
    catch _:_ -> error(badarg)
    end,
    try subgraph(G, Vs, subgraph_type(Type, G), Labels)
    catch throw:{?MODULE, badarg} -> error(badarg)
    end.

subgraph_options([{type, inherit} | Rest], _, Labels) -> subgraph_options(Rest, inherit, Labels);
subgraph_options([{type, Type} | Rest], _, Labels) when is_list(Type) -> subgraph_options(Rest, Type, Labels);
subgraph_options([{keep_labels, Labels} | Rest], Type, _) when is_boolean(Labels) ->
    subgraph_options(Rest, Type, Labels);
subgraph_options([], Type, Labels) -> {Type, Labels}.

subgraph_type(inherit, G) -> [Value || {Item, Value} <- digraph:info(G), Item =/= memory];
subgraph_type(Type, _) -> Type.

subgraph(G, Vs, Type, Labels) ->
    Sub = try digraph:new(Type)
    catch error:badarg -> throw({?MODULE, badarg})
    end,
    lists:foreach(
        fun(V) ->
            case digraph:vertex(G, V) of
                {_, Label} when Labels -> digraph:add_vertex(Sub, V, Label);
                {_, _} -> digraph:add_vertex(Sub, V);
                false -> ok
            end
        end, Vs),
    lists:foreach(
        fun(V) ->
            [add_edge(Sub, digraph:edge(G, E), Labels) || E <- digraph:out_edges(G, V)]
        end, digraph:vertices(Sub)),
    Sub.

add_edge(Sub, {E, V1, V2, Label}, Labels) ->
    case digraph:vertex(Sub, V2) of
        false -> ok;
        _ when Labels -> digraph:add_edge(Sub, E, V1, V2, Label);
        _ -> digraph:add_edge(Sub, E, V1, V2, [])
    end.

-doc "A graph of the strongly connected components.".
condensation(G) ->
    Components = strong_components(G),
    Of = maps:from_list([{V, C} || C <- Components, V <- C]),
    Condensed = digraph:new(),
    lists:foreach(
        fun(C) ->
            digraph:add_vertex(Condensed, C),
            Targets = lists:usort([maps:get(N, Of) || V <- C, N <- digraph:out_neighbours(G, V)]) -- [C],
            lists:foreach(
                fun(T) ->
                    digraph:add_vertex(Condensed, T),
                    digraph:add_edge(Condensed, C, T)
                end, Targets)
        end, Components),
    Condensed.

-doc "The vertices in the order a depth-first traversal meets them.".
preorder(G) -> lists:append(forest_preorder(G)).

-doc "The vertices in the order a depth-first traversal leaves them.".
postorder(G) -> lists:reverse(reverse_postorder(roots(G), G)).

%% ---- depth-first traversals

roots(G) ->
    case [V || V <- digraph:vertices(G), digraph:in_degree(G, V) =:= 0] of
        Sources -> Sources ++ digraph:vertices(G)
    end.

forest_preorder(G) -> [lists:reverse(T) || T <- lists:reverse(visit_all(roots(G), G, fun out_of/2, #{}, []))].

%% The trees grown from Vs, each a list of vertices, the last tree first.
forest(G, Next, Vs) -> visit_all(Vs, G, Next, #{}, []).

visit_all([V | Rest], G, Next, Seen, Trees) ->
    case Seen of
        #{V := _} -> visit_all(Rest, G, Next, Seen, Trees);
        #{} ->
            {Tree, Seen1} = visit([V], G, Next, Seen, []),
            visit_all(Rest, G, Next, Seen1, [Tree | Trees])
    end;
visit_all([], _, _, _, Trees) -> Trees.

visit([V | Rest], G, Next, Seen, Tree) ->
    case Seen of
        #{V := _} -> visit(Rest, G, Next, Seen, Tree);
        #{} -> visit(Next(G, V) ++ Rest, G, Next, Seen#{V => true}, [V | Tree])
    end;
visit([], _, _, Seen, Tree) -> {Tree, Seen}.

reverse_postorder(Roots, G) ->
    {Order, _} = lists:foldl(
        fun(V, {Acc, Seen}) -> leave([{enter, V}], G, Acc, Seen) end, {[], #{}}, Roots),
    Order.

leave([{enter, V} | Rest], G, Acc, Seen) ->
    case Seen of
        #{V := _} -> leave(Rest, G, Acc, Seen);
        #{} ->
            Next = [{enter, N} || N <- digraph:out_neighbours(G, V)],
            leave(Next ++ [{leave, V} | Rest], G, Acc, Seen#{V => true})
    end;
leave([{leave, V} | Rest], G, Acc, Seen) -> leave(Rest, G, [V | Acc], Seen);
leave([], _, Acc, Seen) -> {Acc, Seen}.
