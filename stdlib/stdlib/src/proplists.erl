%% Property lists: lists of {Key, Value} tuples, where an atom alone stands for {Atom, true}.
-module(proplists).
-moduledoc "Support functions for property lists.".

-export([append_values/2, compact/1, delete/2, expand/2, from_map/1, get_all_values/2, get_bool/2,
         get_keys/1, get_value/2, get_value/3, is_defined/2, lookup/2, lookup_all/2, normalize/2,
         property/1, property/2, split/2, substitute_aliases/2, substitute_negations/2, to_map/1,
         to_map/2, unfold/1]).

-export_type([property/0, proplist/0]).

-type property() :: atom() | tuple().
-type proplist() :: [property()].

-doc "The shortest form of a property: {a, true} becomes a.".
property({Key, true}) when is_atom(Key) -> Key;
property(Property) -> Property.

-doc "The shortest form of {Key, Value}.".
property(Key, true) when is_atom(Key) -> Key;
property(Key, Value) -> {Key, Value}.

-doc "Turns all atoms into {Atom, true}.".
unfold([P | Rest]) when is_atom(P) -> [{P, true} | unfold(Rest)];
unfold([P | Rest]) -> [P | unfold(Rest)];
unfold([]) -> [].

-doc "Gives all properties their shortest form.".
compact(List) -> [property(P) || P <- List].

-doc "The first entry for Key, or none.".
lookup(Key, [P | _]) when is_atom(P), P =:= Key -> {Key, true};
lookup(Key, [P | _]) when tuple_size(P) >= 1, element(1, P) =:= Key -> P;
lookup(Key, [_ | Rest]) -> lookup(Key, Rest);
lookup(_Key, []) -> none.

-doc "All entries for Key.".
lookup_all(Key, [P | Rest]) when is_atom(P), P =:= Key -> [{Key, true} | lookup_all(Key, Rest)];
lookup_all(Key, [P | Rest]) when tuple_size(P) >= 1, element(1, P) =:= Key ->
    [P | lookup_all(Key, Rest)];
lookup_all(Key, [_ | Rest]) -> lookup_all(Key, Rest);
lookup_all(_Key, []) -> [].

-doc "True if there is an entry for Key.".
is_defined(Key, [P | _]) when is_atom(P), P =:= Key -> true;
is_defined(Key, [P | _]) when tuple_size(P) >= 1, element(1, P) =:= Key -> true;
is_defined(Key, [_ | Rest]) -> is_defined(Key, Rest);
is_defined(_Key, []) -> false.

-doc "Same as get_value(Key, List, undefined).".
get_value(Key, List) -> get_value(Key, List, undefined).

-doc "The value of the first entry for Key, or Default.".
get_value(Key, [{K, Value} | Rest], Default) ->
    if
        K =:= Key -> Value;
        true -> get_value(Key, Rest, Default)
    end;
get_value(Key, [P | Rest], Default) ->
    if
        is_atom(P), P =:= Key -> true;
        tuple_size(P) >= 1, element(1, P) =:= Key -> Default;
        true -> get_value(Key, Rest, Default)
    end;
get_value(_Key, [], Default) -> Default.

-doc "The values of all {Key, Value} entries.".
get_all_values(Key, [P | Rest]) ->
    if
        is_atom(P), P =:= Key -> [true | get_all_values(Key, Rest)];
        tuple_size(P) =:= 2, element(1, P) =:= Key -> [element(2, P) | get_all_values(Key, Rest)];
        true -> get_all_values(Key, Rest)
    end;
get_all_values(_Key, []) -> [].

-doc "As get_all_values/2, values that are lists being appended.".
append_values(Key, [P | Rest]) ->
    if
        is_atom(P), P =:= Key -> [true | append_values(Key, Rest)];
        tuple_size(P) =:= 2, element(1, P) =:= Key ->
            case element(2, P) of
                Value when is_list(Value) -> Value ++ append_values(Key, Rest);
                Value -> [Value | append_values(Key, Rest)]
            end;
        true -> append_values(Key, Rest)
    end;
append_values(_Key, []) -> [].

-doc "True if the first entry for Key is Key or {Key, true}.".
get_bool(Key, [P | Rest]) ->
    if
        is_atom(P), P =:= Key -> true;
        tuple_size(P) >= 1, element(1, P) =:= Key ->
            case P of
                {_, true} -> true;
                _ -> false
            end;
        true -> get_bool(Key, Rest)
    end;
get_bool(_Key, []) -> false.

-doc "The different keys, in no particular order.".
get_keys(List) -> maps:keys(get_keys(List, #{})).

get_keys([P | Rest], Keys) ->
    if
        is_atom(P) -> get_keys(Rest, Keys#{P => []});
        tuple_size(P) >= 1 -> get_keys(Rest, Keys#{element(1, P) => []});
        true -> get_keys(Rest, Keys)
    end;
get_keys([], Keys) -> Keys.

-doc "Removes all entries for Key.".
delete(Key, [P | Rest]) ->
    if
        is_atom(P), P =:= Key -> delete(Key, Rest);
        tuple_size(P) >= 1, element(1, P) =:= Key -> delete(Key, Rest);
        true -> [P | delete(Key, Rest)]
    end;
delete(_Key, []) -> [].

-doc "Renames keys: each {Old, New} of Aliases.".
substitute_aliases(Aliases, List) -> [alias(Aliases, P) || P <- List].

alias([{Old, New} | Rest], P) ->
    if
        is_atom(P), P =:= Old -> property(New, true);
        tuple_size(P) >= 1, element(1, P) =:= Old -> property(setelement(1, P, New));
        true -> alias(Rest, P)
    end;
alias([], P) -> P.

-doc "Renames keys and negates their boolean values: each {Old, New} of Negations.".
substitute_negations(Negations, List) -> [negate(Negations, P) || P <- List].

negate([{Old, New} | Rest], P) ->
    if
        is_atom(P), P =:= Old -> property(New, false);
        tuple_size(P) >= 1, element(1, P) =:= Old ->
            case P of
                {_, true} -> property(New, false);
                _ -> property(New, true)
            end;
        true -> negate(Rest, P)
    end;
negate([], P) -> P.

-doc "Replaces properties by lists of properties: each {Property, Expansion}.".
expand(Expansions, List) when is_list(List) ->
    Rules = [{property(P), Expansion} || {P, Expansion} <- Expansions],
    flatten_once(lists:foldl(fun apply_rule/2, List, Rules)).

%% A rule applies when the first entry of its key is exactly its property: the expansion takes
%% the entry's place (as a nested list, so that later rules leave it alone), and later entries
%% of the key go.
apply_rule({P, Expansion}, List) when is_atom(P) -> apply_rule(P, P, Expansion, List);
apply_rule({P, Expansion}, List) when tuple_size(P) >= 1 ->
    apply_rule(element(1, P), P, Expansion, List);
apply_rule(_, List) -> List.

apply_rule(Key, Property, Expansion, [P | Rest] = List) ->
    case is_entry(Key, P) of
        true ->
            case property(P) of
                Property -> [Expansion | delete(Key, Rest)];
                Compact -> [Compact | tl(List)]
            end;
        false -> [P | apply_rule(Key, Property, Expansion, Rest)]
    end;
apply_rule(_Key, _Property, _Expansion, []) -> [].

is_entry(Key, P) when is_atom(P) -> P =:= Key;
is_entry(Key, P) when tuple_size(P) >= 1 -> element(1, P) =:= Key;
is_entry(_, _) -> false.

flatten_once([P | Rest]) when is_list(P) -> P ++ flatten_once(Rest);
flatten_once([P | Rest]) -> [P | flatten_once(Rest)];
flatten_once([]) -> [].

-doc "Applies the stages {aliases, A}, {negations, N} and {expand, E} in order, then compacts.".
normalize(List, Stages) -> compact(apply_stages(List, Stages)).

apply_stages(List, [{aliases, Aliases} | Stages]) ->
    apply_stages(substitute_aliases(Aliases, List), Stages);
apply_stages(List, [{negations, Negations} | Stages]) ->
    apply_stages(substitute_negations(Negations, List), Stages);
apply_stages(List, [{expand, Expansions} | Stages]) ->
    apply_stages(expand(Expansions, List), Stages);
apply_stages(List, []) ->
    List.

-doc "Divides List into one list per key of Keys, and the rest.".
split(List, Keys) ->
    {Found, Rest} = split(List, maps:from_list([{Key, []} || Key <- Keys]), []),
    {[lists:reverse(maps:get(Key, Found)) || Key <- Keys], lists:reverse(Rest)}.

split([P | Rest], Found, Others) ->
    Key = if
        is_tuple(P), P =/= {} -> element(1, P);
        true -> P
    end,
    case Found of
        #{Key := Entries} when is_atom(P); is_tuple(P) ->
            split(Rest, Found#{Key := [P | Entries]}, Others);
        #{} ->
            split(Rest, Found, [P | Others])
    end;
split([], Found, Others) -> {Found, Others}.

-doc "The map of the first value of each key.".
to_map(List) ->
    lists:foldr(
        fun({Key, Value}, Map) -> Map#{Key => Value};
           (Tuple, Map) when is_tuple(Tuple), tuple_size(Tuple) >= 1 -> maps:remove(element(1, Tuple), Map);
           (Atom, Map) when is_atom(Atom) -> Map#{Atom => true};
           (_, Map) -> Map
        end, #{}, List).

-doc "to_map(normalize(List, Stages)).".
to_map(List, Stages) -> to_map(apply_stages(List, Stages)).

-doc "The property list of a map's associations.".
from_map(Map) -> maps:to_list(Map).
