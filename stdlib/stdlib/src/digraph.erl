%% Directed graphs in three ets tables: vertices {V, Label}, edges {E, V1, V2, Label}, and a bag
%% of {{in, V}, E} and {{out, V}, E} with the counters for new names.
-module(digraph).
-moduledoc "Directed graphs.".

-export([add_edge/3, add_edge/4, add_edge/5, add_vertex/1, add_vertex/2, add_vertex/3, del_edge/2,
         del_edges/2, del_path/3, del_vertex/2, del_vertices/2, delete/1, edge/2, edges/1,
         edges/2, get_cycle/2, get_path/3, get_short_cycle/2, get_short_path/3, in_degree/2,
         in_edges/2, in_neighbours/2, info/1, new/0, new/1, no_edges/1, no_vertices/1,
         out_degree/2, out_edges/2, out_neighbours/2, sink_vertices/1, source_vertices/1,
         vertex/2, vertices/1]).

-export_type([graph/0, d_type/0, vertex/0, edge/0, label/0]).

-record(digraph, {vtab, etab, ntab, cyclic = true}).

-opaque graph() :: #digraph{}.
-type d_type() :: d_cyclicity() | d_protection().
-type d_cyclicity() :: acyclic | cyclic.
-type d_protection() :: private | protected.
-type vertex() :: term().
-type edge() :: term().
-type label() :: term().

-doc "A new graph.".
new() -> new([]).

-doc "A new graph of the given type: cyclic or acyclic, protected or private.".
new(Type) ->
    case type(Type, protected, true) of
        {Access, Cyclic} ->
            Vertices = ets:new(vertices, [set, Access]),
            Edges = ets:new(edges, [set, Access]),
            Neighbours = ets:new(neighbours, [bag, Access]),
            ets:insert(Neighbours, [{'$vid', 0}, {'$eid', 0}]),
            #digraph{vtab = Vertices, etab = Edges, ntab = Neighbours, cyclic = Cyclic};
        error ->
            error(badarg)
    end.

type([cyclic | Rest], Access, _) -> type(Rest, Access, true);
type([acyclic | Rest], Access, _) -> type(Rest, Access, false);
type([protected | Rest], _, Cyclic) -> type(Rest, protected, Cyclic);
type([private | Rest], _, Cyclic) -> type(Rest, private, Cyclic);
type([], Access, Cyclic) -> {Access, Cyclic};
type(_, _, _) -> error.

-doc "Deletes a graph.".
delete(G) ->
    ets:delete(G#digraph.vtab),
    ets:delete(G#digraph.etab),
    ets:delete(G#digraph.ntab).

-doc "Cyclicity, memory and protection.".
info(G) ->
    Memory = ets:info(G#digraph.vtab, memory) + ets:info(G#digraph.etab, memory)
        + ets:info(G#digraph.ntab, memory),
    Cyclicity = case G#digraph.cyclic of
        true -> cyclic;
        false -> acyclic
    end,
    [{cyclicity, Cyclicity}, {memory, Memory}, {protection, ets:info(G#digraph.vtab, protection)}].

%% ---- vertices

-doc "Adds a vertex with a name of its own.".
add_vertex(G) -> insert_vertex({new_id('$vid', '$v', G), []}, G).

-doc "Adds a vertex.".
add_vertex(G, V) -> insert_vertex({V, []}, G).

-doc "Adds a vertex or changes its label.".
add_vertex(G, V, Label) -> insert_vertex({V, Label}, G).

insert_vertex({V, _} = Entry, G) ->
    ets:insert(G#digraph.vtab, Entry),
    V.

%% Names are ['$v' | N] and ['$e' | N].
new_id(Counter, Tag, G) ->
    Table = G#digraph.ntab,
    [{Counter, N}] = ets:lookup(Table, Counter),
    ets:delete(Table, Counter),
    ets:insert(Table, {Counter, N + 1}),
    [Tag | N].

-doc "{Vertex, Label} or false.".
vertex(G, V) ->
    case ets:lookup(G#digraph.vtab, V) of
        [Entry] -> Entry;
        [] -> false
    end.

-doc "All vertices.".
vertices(G) -> [V || {V, _} <- ets:tab2list(G#digraph.vtab)].

-doc "The number of vertices.".
no_vertices(G) -> ets:info(G#digraph.vtab, size).

-doc "The vertices without incoming edges.".
source_vertices(G) -> without(in, G).

-doc "The vertices without outgoing edges.".
sink_vertices(G) -> without(out, G).

without(Direction, G) ->
    lists:foldl(
        fun(V, Acc) ->
            case ets:member(G#digraph.ntab, {Direction, V}) of
                true -> Acc;
                false -> [V | Acc]
            end
        end, [], vertices(G)).

-doc "Deletes a vertex and its edges.".
del_vertex(G, V) -> delete_vertex(V, G).

-doc "Deletes vertices and their edges.".
del_vertices(G, Vs) -> lists:foreach(fun(V) -> delete_vertex(V, G) end, Vs), true.

delete_vertex(V, G) ->
    Neighbours = G#digraph.ntab,
    Edges = [E || Direction <- [in, out], {_, E} <- ets:lookup(Neighbours, {Direction, V})],
    lists:foreach(fun(E) -> delete_edge(E, G) end, Edges),
    ets:delete(G#digraph.vtab, V),
    true.

-doc "The number of edges into a vertex.".
in_degree(G, V) -> length(ets:lookup(G#digraph.ntab, {in, V})).

-doc "The number of edges out of a vertex.".
out_degree(G, V) -> length(ets:lookup(G#digraph.ntab, {out, V})).

-doc "Where the edges into a vertex come from.".
in_neighbours(G, V) ->
    [ets:lookup_element(G#digraph.etab, E, 2) || {_, E} <- lists:reverse(ets:lookup(G#digraph.ntab, {in, V}))].

-doc "Where the edges out of a vertex lead.".
out_neighbours(G, V) ->
    [ets:lookup_element(G#digraph.etab, E, 3) || {_, E} <- lists:reverse(ets:lookup(G#digraph.ntab, {out, V}))].

-doc "The edges into a vertex.".
in_edges(G, V) -> [E || {_, E} <- ets:lookup(G#digraph.ntab, {in, V})].

-doc "The edges out of a vertex.".
out_edges(G, V) -> [E || {_, E} <- ets:lookup(G#digraph.ntab, {out, V})].

%% ---- edges

-doc "Adds an edge with a name of its own.".
add_edge(G, V1, V2) -> insert_edge({new_id('$eid', '$e', G), V1, V2, []}, G).

-doc "Adds an edge with a label and a name of its own.".
add_edge(G, V1, V2, Label) -> insert_edge({new_id('$eid', '$e', G), V1, V2, Label}, G).

-doc "Adds an edge or changes its label; {error, Reason} if it cannot be.".
add_edge(G, E, V1, V2, Label) -> insert_edge({E, V1, V2, Label}, G).

insert_edge({E, V1, V2, _} = Edge, G) ->
    case [V || V <- [V1, V2], not ets:member(G#digraph.vtab, V)] of
        [V | _] -> {error, {bad_vertex, V}};
        [] ->
            case edge(G, E) of
                {E, V1, V2, _} -> put_edge(Edge, G);
                {E, _, _, _} -> {error, {bad_edge, [V1, V2]}};
                false -> insert_new_edge(Edge, G)
            end
    end.

insert_new_edge({_, V1, V2, _} = Edge, #digraph{cyclic = false} = G) ->
    case V1 =:= V2 of
        true -> {error, {bad_edge, [V1, V2]}};
        false ->
            case get_path(G, V2, V1) of
                false -> link_edge(Edge, G);
                Path -> {error, {bad_edge, Path}}
            end
    end;
insert_new_edge(Edge, G) -> link_edge(Edge, G).

link_edge({E, V1, V2, _} = Edge, G) ->
    ets:insert(G#digraph.ntab, [{{out, V1}, E}, {{in, V2}, E}]),
    put_edge(Edge, G).

put_edge({E, _, _, _} = Edge, G) ->
    ets:insert(G#digraph.etab, Edge),
    E.

-doc "{Edge, From, To, Label} or false.".
edge(G, E) ->
    case ets:lookup(G#digraph.etab, E) of
        [Edge] -> Edge;
        [] -> false
    end.

-doc "All edges.".
edges(G) -> [E || {E, _, _, _} <- ets:tab2list(G#digraph.etab)].

-doc "The edges into and out of a vertex.".
edges(G, V) ->
    [E || Direction <- [out, in], {_, E} <- ets:lookup(G#digraph.ntab, {Direction, V})].

-doc "The number of edges.".
no_edges(G) -> ets:info(G#digraph.etab, size).

-doc "Deletes an edge.".
del_edge(G, E) -> delete_edge(E, G).

-doc "Deletes edges.".
del_edges(G, Es) -> lists:foreach(fun(E) -> delete_edge(E, G) end, Es), true.

delete_edge(E, G) ->
    case edge(G, E) of
        {E, V1, V2, _} ->
            ets:delete_object(G#digraph.ntab, {{out, V1}, E}),
            ets:delete_object(G#digraph.ntab, {{in, V2}, E}),
            ets:delete(G#digraph.etab, E);
        false -> true
    end.

-doc "Deletes edges until there is no path from V1 to V2.".
del_path(G, V1, V2) ->
    case get_path(G, V1, V2) of
        false -> true;
        Path ->
            delete_along(Path, G),
            del_path(G, V1, V2)
    end.

delete_along([V1, V2 | Rest], G) ->
    lists:foreach(
        fun(E) ->
            case edge(G, E) of
                {E, V1, V2, _} -> delete_edge(E, G);
                _ -> true
            end
        end, out_edges(G, V1)),
    delete_along([V2 | Rest], G);
delete_along([_], _) -> true.

%% ---- paths

-doc "A cycle through a vertex, or false.".
get_cycle(G, V) ->
    case walk(out_neighbours(G, V), V, G, [V], [V], 2) of
        false ->
            case lists:member(V, out_neighbours(G, V)) of
                true -> [V];
                false -> false
            end;
        Path -> Path
    end.

-doc "A path of at least one edge, as a list of vertices, or false.".
get_path(G, V1, V2) -> walk(out_neighbours(G, V1), V2, G, [V1], [V1], 1).

%% Depth first; Seen are the vertices tried, Path the way here, reversed.
walk(Next, Goal, G, Seen, Path, Min) ->
    case walk_1(Next, Goal, G, Seen, Path, Min) of
        {found, Found} -> lists:reverse(Found);
        {none, _} -> false
    end.

walk_1([Goal | Rest], Goal, G, Seen, Path, Min) ->
    case length(Path) >= Min of
        true -> {found, [Goal | Path]};
        false -> walk_1(Rest, Goal, G, Seen, Path, Min)
    end;
walk_1([V | Rest], Goal, G, Seen, Path, Min) ->
    case lists:member(V, Seen) of
        true -> walk_1(Rest, Goal, G, Seen, Path, Min);
        false ->
            case walk_1(out_neighbours(G, V), Goal, G, [V | Seen], [V | Path], Min) of
                {none, Seen1} -> walk_1(Rest, Goal, G, Seen1, Path, Min);
                Found -> Found
            end
    end;
walk_1([], _, _, Seen, _, _) -> {none, Seen}.

-doc "A shortest cycle through a vertex, or false.".
get_short_cycle(G, V) -> get_short_path(G, V, V).

-doc "A shortest path of at least one edge, or false.".
get_short_path(G, V1, V2) ->
    spread([{V, [V, V1]} || V <- lists:reverse(out_neighbours(G, V1))], [], V2, G, #{V1 => true}).

%% Breadth first, over a front of {Vertex, Path to it} and the ones to come, reversed.
spread([{Goal, Path} | _], _, Goal, _, _) -> lists:reverse(Path);
spread([{V, Path} | Rest], Later, Goal, G, Seen) ->
    case Seen of
        #{V := _} -> spread(Rest, Later, Goal, G, Seen);
        #{} ->
            Next = [{N, [N | Path]} || N <- lists:reverse(out_neighbours(G, V))],
            spread(Rest, lists:reverse(Next, Later), Goal, G, Seen#{V => true})
    end;
spread([], [], _, _, _) -> false;
spread([], Later, Goal, G, Seen) -> spread(lists:reverse(Later), [], Goal, G, Seen).
