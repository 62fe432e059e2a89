%% Sets of sets: {'Set', Elements, ElementType} with the elements in order, and {'OrdSet', Term, Type}
%% for atoms and tuples. A type is an atom, a tuple of types, or [Type] for sets; '_' is the type of
%% the elements of an empty set made from nothing.
-module(sofs).
-moduledoc "Functions for manipulating sets of sets.".

-export([a_function/1, a_function/2, canonical_relation/1, composite/2, constant_function/2, converse/1,
         difference/2, digraph_to_family/1, digraph_to_family/2, domain/1, drestriction/2, drestriction/3,
         empty_set/0, extension/3, fam2rel/1, family/1, family/2, family_difference/2, family_domain/1,
         family_field/1, family_intersection/1, family_intersection/2, family_projection/2,
         family_range/1, family_specification/2, family_to_digraph/1, family_to_digraph/2,
         family_to_relation/1, family_union/1, family_union/2, field/1, from_external/2, from_sets/1,
         from_term/1, from_term/2, image/2, intersection/1, intersection/2, intersection_of_family/1,
         inverse/1, inverse_image/2, is_a_function/1, is_disjoint/2, is_empty_set/1, is_equal/2,
         is_set/1, is_sofs_set/1, is_subset/2, is_type/1, join/4, multiple_relative_product/2,
         no_elements/1, partition/1, partition/2, partition/3, partition_family/2, product/1,
         product/2, projection/2, range/1, rel2fam/1, relation/1, relation/2, relation_to_family/1,
         relative_product/1, relative_product/2, relative_product1/2, restriction/2, restriction/3,
         set/1, set/2, specification/2, strict_relation/1, substitution/2, symdiff/2,
         symmetric_partition/2, to_external/1, to_sets/1, type/1, union/1, union/2,
         union_of_family/1, weak_relation/1]).

-export_type([a_set/0, anyset/0, binary_relation/0, external_set/0, family/0, a_function/0, ordset/0,
              relation/0, set_fun/0, set_of_sets/0, tuple_of/1, type/0]).

-opaque a_set() :: {'Set', list(), term()}.
-opaque ordset() :: {'OrdSet', term(), term()}.
-type anyset() :: ordset() | a_set().
-type binary_relation() :: relation().
-type external_set() :: term().
-type family() :: a_function().
-type a_function() :: relation().
-type relation() :: a_set().
-type set_of_sets() :: a_set().
-type set_fun() :: pos_integer() | {external, fun((external_set()) -> external_set())} | fun((anyset()) -> anyset()).
-type tuple_of(_T) :: tuple().
-type type() :: term().

-define(SET(L, T), {'Set', L, T}).
-define(ORDSET(X, T), {'OrdSet', X, T}).

%% ---- types

-doc "True if the term is a type.".
is_type(Type) when is_atom(Type) -> Type =/= '_';
is_type([Type]) -> Type =:= '_' orelse is_type(Type);
is_type(Type) when is_tuple(Type), tuple_size(Type) > 0 -> lists:all(fun is_type/1, tuple_to_list(Type));
is_type(_) -> false.

%% The type both can be taken for; [] if there is none.
unify(T, T) -> T;
unify('_', T) -> T;
unify(T, '_') -> T;
unify([A], [B]) ->
    case unify(A, B) of
        [] -> [];
        T -> [T]
    end;
unify(A, B) when is_tuple(A), is_tuple(B), tuple_size(A) =:= tuple_size(B) ->
    Types = lists:zipwith(fun unify/2, tuple_to_list(A), tuple_to_list(B)),
    case lists:member([], Types) of
        true -> [];
        false -> list_to_tuple(Types)
    end;
unify(_, _) -> [].

unified(A, B) ->
    case unify(A, B) of
        [] -> error(type_mismatch);
        T -> T
    end.

%% Lists that do not end as such are no sets.
proper(L) ->
    try length(L) of
        _ -> L
    catch error:badarg -> error(badarg)
    end.

%% The term in canonical form, if it has the type.
checked([Type], L) when is_list(L) -> lists:usort([checked(Type, X) || X <- proper(L)]);
checked(Type, X) when is_tuple(Type), is_tuple(X), tuple_size(Type) =:= tuple_size(X) ->
    list_to_tuple(lists:zipwith(fun checked/2, tuple_to_list(Type), tuple_to_list(X)));
checked('_', _) -> error(badarg);
checked(Type, X) when is_atom(Type), not is_list(X), not is_tuple(X) -> X;
checked(Type, X) when is_atom(Type), is_tuple(X); is_atom(Type), is_list(X) -> X;
checked(_, _) -> error(badarg).

%% The type of a term and the term in canonical form.
inferred(L) when is_list(L) ->
    Pairs = [inferred(X) || X <- proper(L)],
    Type = lists:foldl(fun({T, _}, Acc) ->
                           case unify(T, Acc) of
                               [] -> error(badarg);
                               U -> U
                           end
                       end, '_', Pairs),
    {[Type], lists:usort([X || {_, X} <- Pairs])};
inferred(X) when is_tuple(X), tuple_size(X) > 0 ->
    {Types, Terms} = lists:unzip([inferred(Y) || Y <- tuple_to_list(X)]),
    {list_to_tuple(Types), list_to_tuple(Terms)};
inferred({}) -> error(badarg);
inferred(X) -> {atom, X}.

make([Type], L) -> ?SET(L, Type);
make(Type, X) -> ?ORDSET(X, Type).

-doc "The type of a set.".
type(?SET(_, T)) -> [T];
type(?ORDSET(_, T)) -> T.

%% ---- making sets

-doc "The untyped empty set.".
empty_set() -> ?SET([], '_').

-doc "A set from a term, its type found out.".
from_term(Term) ->
    {Type, X} = inferred(Term),
    make(Type, X).

-doc "A set of a given type from a term.".
from_term(Term, Type) ->
    case is_type(Type) orelse Type =:= ['_'] of
        true when Type =:= ['_'], Term =:= [] -> ?SET([], '_');
        true -> make(Type, checked(Type, Term));
        false -> error(badarg)
    end.

-doc "A set of a term that is in canonical form.".
from_external(L, [Type]) -> ?SET(L, Type);
from_external(X, Type) -> ?ORDSET(X, Type).

-doc "A set of sets, or an ordered set of sets.".
from_sets(Sets) when is_list(Sets) ->
    lists:all(fun is_sofs_set/1, proper(Sets)) orelse error(badarg),
    Type = lists:foldl(fun(S, Acc) -> unified(type(S), Acc) end, '_', Sets),
    ?SET(lists:usort([to_external(S) || S <- Sets]), Type);
from_sets(Sets) when is_tuple(Sets), tuple_size(Sets) > 0 ->
    L = tuple_to_list(Sets),
    lists:all(fun is_sofs_set/1, L) orelse error(badarg),
    ?ORDSET(list_to_tuple([to_external(S) || S <- L]), list_to_tuple([type(S) || S <- L]));
from_sets(_) -> error(badarg).

-doc "The elements of a set as sets.".
to_sets(?SET(L, T)) -> [make(T, X) || X <- L];
to_sets(?ORDSET(X, T)) when is_tuple(X) ->
    list_to_tuple(lists:zipwith(fun make/2, tuple_to_list(T), tuple_to_list(X)));
to_sets(?ORDSET(_, _)) -> error(badarg).

-doc "The term of a set.".
to_external(?SET(L, _)) -> L;
to_external(?ORDSET(X, _)) -> X.

-doc "A set of atoms.".
set(L) -> set(L, [atom]).

-doc "A set of a given type.".
set(L, [Type] = T) when is_list(L), Type =/= '_' ->
    case is_type(T) of
        true -> ?SET(checked(T, L), Type);
        false -> error(badarg)
    end;
set([], ['_']) -> empty_set();
set(_, _) -> error(badarg).

-doc "A relation from a list of tuples of atoms.".
relation([]) -> ?SET([], {atom, atom});
relation([X | _] = L) when is_tuple(X) -> relation(L, tuple_size(X));
relation(_) -> error(badarg).

-doc "A relation of a given type or number of components.".
relation(L, N) when is_integer(N), N > 0 -> relation(L, [list_to_tuple(lists:duplicate(N, atom))]);
relation(L, [Type] = T) when is_tuple(Type), is_list(L) ->
    case is_type(T) of
        true -> ?SET(checked(T, L), Type);
        false -> error(badarg)
    end;
relation(_, _) -> error(badarg).

-doc "A function from a list of pairs of atoms.".
a_function(L) -> a_function(L, [{atom, atom}]).

-doc "A function of a given type.".
a_function(L, [{_, _}] = Type) -> function_only(relation(L, Type));
a_function(_, _) -> error(badarg).

function_only(?SET(L, _) = R) ->
    case is_functional(L) of
        true -> R;
        false -> error(bad_function)
    end.

is_functional([{X, _} | [{Y, _} | _] = Rest]) -> X /= Y andalso is_functional(Rest);
is_functional(_) -> true.

-doc "A family from a list of pairs of an atom and a list of atoms.".
family(L) -> family(L, [{atom, [atom]}]).

-doc "A family of a given type.".
family(L, [{_, [_]}] = Type) -> function_only(relation(L, Type));
family(_, _) -> error(badarg).

%% ---- sets

-doc "The number of elements or components.".
no_elements(?SET(L, _)) -> length(L);
no_elements(?ORDSET(X, _)) when is_tuple(X) -> tuple_size(X);
no_elements(_) -> error(badarg).

-doc "True for an unordered set.".
is_set(?SET(_, _)) -> true;
is_set(?ORDSET(_, _)) -> false.

-doc "True for the empty set.".
is_empty_set(?SET([], _)) -> true;
is_empty_set(?SET(_, _)) -> false;
is_empty_set(?ORDSET(_, _)) -> false.

-doc "True for any set.".
is_sofs_set(?SET(_, _)) -> true;
is_sofs_set(?ORDSET(_, _)) -> true;
is_sofs_set(_) -> false.

-doc "True if the sets are equal.".
is_equal(?SET(A, T1), ?SET(B, T2)) -> unified(T1, T2), A == B;
is_equal(?ORDSET(A, T1), ?ORDSET(B, T2)) -> unified(T1, T2), A == B;
is_equal(?SET(_, _), ?ORDSET(_, _)) -> error(type_mismatch);
is_equal(?ORDSET(_, _), ?SET(_, _)) -> error(type_mismatch).

-doc "True if Set1 is a subset of Set2.".
is_subset(?SET(A, T1), ?SET(B, T2)) -> unified(T1, T2), ordsets:is_subset(A, B).

-doc "True if the sets have no element in common.".
is_disjoint(?SET(A, T1), ?SET(B, T2)) -> unified(T1, T2), ordsets:is_disjoint(A, B).

-doc "The union of two sets.".
union(?SET(A, T1), ?SET(B, T2)) -> ?SET(ordsets:union(A, B), unified(T1, T2)).

-doc "The intersection of two sets.".
intersection(?SET(A, T1), ?SET(B, T2)) -> ?SET(ordsets:intersection(A, B), unified(T1, T2)).

-doc "The elements of Set1 that are not in Set2.".
difference(?SET(A, T1), ?SET(B, T2)) -> ?SET(ordsets:subtract(A, B), unified(T1, T2)).

-doc "The elements in just one of two sets.".
symdiff(?SET(A, T1), ?SET(B, T2)) ->
    ?SET(ordsets:union(ordsets:subtract(A, B), ordsets:subtract(B, A)), unified(T1, T2)).

-doc "{Only in Set1, in both, only in Set2}.".
symmetric_partition(?SET(A, T1), ?SET(B, T2)) ->
    T = unified(T1, T2),
    {?SET(ordsets:subtract(A, B), T), ?SET(ordsets:intersection(A, B), T), ?SET(ordsets:subtract(B, A), T)}.

-doc "The union of a set of sets.".
union(?SET(L, [T])) -> ?SET(ordsets:union(L), T);
union(?SET([], '_') = S) -> S;
union(?SET(_, _)) -> error(badarg).

-doc "The intersection of a set of sets.".
intersection(?SET([_ | _] = L, [T])) -> ?SET(ordsets:intersection(L), T);
intersection(?SET(_, _)) -> error(badarg).

-doc "The cartesian product of two sets.".
product(?SET(A, T1), ?SET(B, T2)) when T1 =/= '_', T2 =/= '_' -> ?SET([{X, Y} || X <- A, Y <- B], {T1, T2});
product(?SET(_, _), ?SET(_, _)) -> empty_set().

-doc "The cartesian product of a tuple of sets.".
product({S1, S2}) -> product(S1, S2);
product(Sets) when is_tuple(Sets), tuple_size(Sets) > 0 ->
    L = tuple_to_list(Sets),
    Types = [T || ?SET(_, T) <- L],
    case lists:member('_', Types) of
        true -> empty_set();
        false -> ?SET([list_to_tuple(X) || X <- tuples([E || ?SET(E, _) <- L])], list_to_tuple(Types))
    end;
product({}) -> error(badarg).

tuples([L | Rest]) ->
    Tails = tuples(Rest),
    [[X | T] || X <- L, T <- Tails];
tuples([]) -> [[]].

%% ---- functions given for sets: a component number, {external, Fun} or a fun from set to set

apply_fun(I, T) when is_integer(I), I >= 1, is_tuple(T), I =< tuple_size(T) ->
    {fun(X) -> element(I, X) end, element(I, T)};
apply_fun({external, Fun}, T) when is_function(Fun, 1) ->
    Type = try Fun(T)
    catch _:_ -> error(badarg)
    end,
    is_type(Type) orelse error(badarg),
    {Fun, Type};
apply_fun(_, _) -> error(badarg).

%% [{Element, Value}] and the type of the values.
applied(_, ?SET([], '_')) -> {[], '_'};
applied(Fun, ?SET(L, T)) when is_function(Fun, 1) ->
    Values = [{X, Fun(make(T, X))} || X <- L],
    lists:all(fun({_, V}) -> is_sofs_set(V) end, Values) orelse error(badarg),
    Type = lists:foldl(fun({_, V}, Acc) -> unified(type(V), Acc) end, '_', Values),
    {[{X, to_external(V)} || {X, V} <- Values], Type};
applied(Fun, ?SET(L, T)) ->
    {F, Type} = apply_fun(Fun, T),
    {[{X, F(X)} || X <- L], Type}.

-doc "The set of Fun of the elements.".
projection(Fun, ?SET(_, _) = S) ->
    {Pairs, Type} = applied(Fun, S),
    ?SET(lists:usort([V || {_, V} <- Pairs]), Type).

-doc "The function from the elements to Fun of them.".
substitution(Fun, ?SET(_, T) = S) ->
    {Pairs, Type} = applied(Fun, S),
    case Type of
        '_' -> empty_set();
        _ -> ?SET(Pairs, {T, Type})
    end.

-doc "The elements satisfying Pred.".
specification({external, Pred}, ?SET(L, T)) when is_function(Pred, 1) -> ?SET([X || X <- L, boolean(Pred(X))], T);
specification(Pred, ?SET(L, T)) when is_function(Pred, 1) -> ?SET([X || X <- L, boolean(Pred(make(T, X)))], T);
specification(_, ?SET(_, _)) -> error(badarg).

boolean(B) when is_boolean(B) -> B;
boolean(_) -> error(badarg).

-doc "The elements for which the first component, or Fun of them, is in Set.".
restriction(R, S) -> restriction(1, R, S).

-doc "The elements for which Fun of them is in Set.".
restriction(Fun, ?SET(_, T) = S1, ?SET(L2, T2)) ->
    {Pairs, Type} = applied(Fun, S1),
    unified(Type, T2),
    ?SET([X || {X, V} <- Pairs, ordsets:is_element(V, L2)], T).

-doc "The elements for which the first component is not in Set.".
drestriction(R, S) -> drestriction(1, R, S).

-doc "The elements for which Fun of them is not in Set.".
drestriction(Fun, ?SET(_, T) = S1, ?SET(L2, T2)) ->
    {Pairs, Type} = applied(Fun, S1),
    unified(Type, T2),
    ?SET([X || {X, V} <- Pairs, not ordsets:is_element(V, L2)], T).

%% ---- binary relations

-define(IS_PAIRS(T), (T =:= '_' orelse (is_tuple(T) andalso tuple_size(T) =:= 2))).

first({A, _}) -> A;
first('_') -> '_'.

second({_, B}) -> B;
second('_') -> '_'.

pair('_', _) -> '_';
pair(_, '_') -> '_';
pair(A, B) -> {A, B}.

-doc "The first components of a relation.".
domain(?SET(L, T)) when ?IS_PAIRS(T) -> ?SET(lists:usort([X || {X, _} <- L]), first(T));
domain(?SET(_, _)) -> error(badarg).

-doc "The second components of a relation.".
range(?SET(L, T)) when ?IS_PAIRS(T) -> ?SET(lists:usort([Y || {_, Y} <- L]), second(T));
range(?SET(_, _)) -> error(badarg).

-doc "All components of a relation.".
field(R) -> union(domain(R), range(R)).

-doc "The relation turned round.".
converse(?SET(L, T)) when ?IS_PAIRS(T) -> ?SET(lists:usort([{Y, X} || {X, Y} <- L]), pair(second(T), first(T)));
converse(?SET(_, _)) -> error(badarg).

-doc "What the elements of a set are related to.".
image(?SET(L, T), ?SET(S, T2)) when ?IS_PAIRS(T) ->
    unified(first(T), T2),
    ?SET(lists:usort([Y || {X, Y} <- L, ordsets:is_element(X, S)]), second(T));
image(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "What is related to the elements of a set.".
inverse_image(R, S) -> image(converse(R), S).

-doc "The relation without pairs of equal components.".
strict_relation(?SET(L, T)) when ?IS_PAIRS(T) -> ?SET([P || {X, Y} = P <- L, X /= Y], T);
strict_relation(?SET(_, _)) -> error(badarg).

-doc "The relation with a pair of equal components for each element of the field.".
weak_relation(?SET(L, T) = R) when ?IS_PAIRS(T) ->
    ?SET(Field, FieldType) = field(R),
    case FieldType of
        '_' -> R;
        _ -> ?SET(ordsets:union(L, [{X, X} || X <- Field]), unified(T, {FieldType, FieldType}))
    end;
weak_relation(?SET(_, _)) -> error(badarg).

-doc "True if the relation is a function.".
is_a_function(?SET(L, T)) when ?IS_PAIRS(T) -> is_functional(L);
is_a_function(?SET(_, _)) -> error(badarg).

-doc "The function that first applies F and then G.".
composite(?SET(F, T1), ?SET(G, T2)) when ?IS_PAIRS(T1), ?IS_PAIRS(T2) ->
    (is_functional(F) andalso is_functional(G)) orelse error(bad_function),
    unified(second(T1), first(T2)),
    Map = maps:from_list(G),
    ?SET([{X, case Map of #{Y := Z} -> Z; _ -> error(bad_function) end} || {X, Y} <- F], pair(first(T1), second(T2)));
composite(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "The inverse of a one-to-one function.".
inverse(?SET(L, T) = F) when ?IS_PAIRS(T) ->
    is_functional(L) orelse error(bad_function),
    function_only(converse(F));
inverse(?SET(_, _)) -> error(badarg).

-doc "The function that has the same value on a whole set.".
constant_function(?SET(L, T), V) ->
    case T of
        '_' -> empty_set();
        _ ->
            Value = to_external(V),
            ?SET([{X, Value} || X <- L], {T, type(V)})
    end.

-doc "The relation with {X, Value} added for the elements X of a set outside its domain.".
extension(?SET(L, T) = R, ?SET(S, _) = Set, V) when ?IS_PAIRS(T) ->
    ?SET(Domain, _) = domain(R),
    unified(first(T), type_of_elements(Set)),
    unified(second(T), type(V)),
    Value = to_external(V),
    Type = unified(T, pair(type_of_elements(Set), type(V))),
    ?SET(ordsets:union(L, [{X, Value} || X <- ordsets:subtract(S, Domain)]), Type);
extension(?SET(_, _), ?SET(_, _), _) -> error(badarg).

type_of_elements(?SET(_, T)) -> T.

-doc "The relation of what R1 and then R2 relate.".
relative_product1(?SET(A, T1), ?SET(B, T2)) when ?IS_PAIRS(T1), ?IS_PAIRS(T2) ->
    unified(first(T1), first(T2)),
    By = grouped(B),
    ?SET(lists:usort([{Y, Z} || {X, Y} <- A, Z <- maps:get(X, By, [])]), pair(second(T1), second(T2)));
relative_product1(?SET(_, _), ?SET(_, _)) -> error(badarg).

grouped(Pairs) -> maps:groups_from_list(fun({X, _}) -> X end, fun({_, Y}) -> Y end, Pairs).

-doc "The relative product of a list or tuple of relations.".
relative_product(Relations) when is_tuple(Relations), tuple_size(Relations) > 0 -> relative_product(tuple_to_list(Relations));
relative_product([?SET(_, _) | _] = Relations) -> common_product(Relations);
relative_product(_) -> error(badarg).

-doc "The relative product of two relations, or of relations ending in a relation.".
relative_product(?SET(A, T1), ?SET(B, T2)) when ?IS_PAIRS(T1), ?IS_PAIRS(T2) ->
    unified(second(T1), first(T2)),
    By = grouped(B),
    ?SET(lists:usort([{X, Z} || {X, Y} <- A, Z <- maps:get(Y, By, [])]), pair(first(T1), second(T2)));
relative_product(Relations, ?SET(_, _) = R) when is_tuple(Relations) -> relative_product(tuple_to_list(Relations), R);
relative_product([_ | _] = Relations, ?SET(_, _) = R) ->
    ?SET(L, T) = common_product(Relations),
    ?SET(B, T2) = R,
    By = grouped(B),
    unified(second(T), first(T2)),
    ?SET(lists:usort([{X, Z} || {X, Y} <- L, Z <- maps:get(Y, By, [])]), pair(first(T), second(T2)));
relative_product(_, _) -> error(badarg).

%% {X, {Y1, ..., Yn}} for what X is related to by each relation.
common_product(Relations) ->
    lists:all(fun(?SET(_, T)) -> ?IS_PAIRS(T); (_) -> false end, Relations) orelse error(badarg),
    Types = [T || ?SET(_, T) <- Relations],
    Domain = lists:foldl(fun(T, Acc) -> unified(first(T), Acc) end, '_', Types),
    Groups = [grouped(L) || ?SET(L, _) <- Relations],
    Keys = maps:keys(hd(Groups)),
    Pairs = [{X, list_to_tuple(Ys)} || X <- Keys, Ys <- tuples([maps:get(X, G, []) || G <- Groups])],
    case lists:member('_', Types) of
        true -> empty_set();
        false -> ?SET(lists:usort(Pairs), {Domain, list_to_tuple([second(T) || T <- Types])})
    end.

-doc "Relates each tuple of R to the tuples its components are related to, each by its relation.".
multiple_relative_product(Relations, ?SET(L, T)) when is_tuple(Relations), is_tuple(T), tuple_size(Relations) =:= tuple_size(T) ->
    Sets = tuple_to_list(Relations),
    lists:all(fun(?SET(_, S)) -> ?IS_PAIRS(S); (_) -> false end, Sets) orelse error(badarg),
    Types = [S || ?SET(_, S) <- Sets],
    lists:foreach(fun({A, B}) -> unified(first(A), B) end, lists:zip(Types, tuple_to_list(T))),
    Groups = [grouped(S) || ?SET(S, _) <- Sets],
    Pairs = [{Z, list_to_tuple(Ys)}
             || Z <- L, Ys <- tuples([maps:get(X, G, []) || {X, G} <- lists:zip(tuple_to_list(Z), Groups)])],
    ?SET(lists:usort(Pairs), {T, list_to_tuple([second(S) || S <- Types])});
multiple_relative_product(Relations, ?SET(_, _)) when is_tuple(Relations) -> error(badarg).

-doc "The natural join of two relations on components I and J.".
join(?SET(A, T1), I, ?SET(B, T2), J)
    when is_integer(I), is_integer(J), I >= 1, J >= 1, is_tuple(T1), is_tuple(T2), I =< tuple_size(T1), J =< tuple_size(T2) ->
    unified(element(I, T1), element(J, T2)),
    By = maps:groups_from_list(fun(Y) -> element(J, Y) end, B),
    Joined = [joined(X, Y, J) || X <- A, Y <- maps:get(element(I, X), By, [])],
    ?SET(lists:usort(Joined), joined(T1, T2, J));
join(?SET(_, _), I, ?SET(_, _), J) when is_integer(I), is_integer(J) -> error(badarg).

joined(X, Y, J) -> list_to_tuple(tuple_to_list(X) ++ tuple_to_list(erlang:delete_element(J, Y))).

%% ---- partitions

-doc "The partition of the union of a set of sets into elements in the same sets.".
partition(?SET(L, [T])) ->
    Members = lists:usort([{X, I} || {I, S} <- lists:enumerate(L), X <- S]),
    Groups = maps:groups_from_list(fun({_, Is}) -> Is end, fun({X, _}) -> X end,
                                   [{X, Is} || {X, Is} <- maps:to_list(grouped(Members))]),
    ?SET(lists:sort([lists:sort(G) || G <- maps:values(Groups)]), [T]);
partition(?SET([], '_') = S) -> S;
partition(?SET(_, _)) -> error(badarg).

-doc "The partition of a set into elements with the same Fun of them.".
partition(Fun, ?SET(_, T) = S) ->
    {Pairs, _} = applied(Fun, S),
    Groups = maps:values(maps:groups_from_list(fun({_, V}) -> V end, fun({X, _}) -> X end, Pairs)),
    ?SET(lists:sort(Groups), case T of '_' -> '_'; _ -> [T] end).

-doc "{restriction(Fun, Set1, Set2), drestriction(Fun, Set1, Set2)}.".
partition(Fun, S1, S2) -> {restriction(Fun, S1, S2), drestriction(Fun, S1, S2)}.

-doc "The family of a partition, indexed by Fun of the elements.".
partition_family(Fun, ?SET(_, T) = S) ->
    {Pairs, Type} = applied(Fun, S),
    Groups = maps:groups_from_list(fun({_, V}) -> V end, fun({X, _}) -> X end, Pairs),
    case T of
        '_' -> empty_set();
        _ -> ?SET(lists:sort(maps:to_list(Groups)), {Type, [T]})
    end.

-doc "The relation of the elements of a set of sets to the sets they are in.".
canonical_relation(?SET(L, [T])) -> ?SET(lists:usort([{X, S} || S <- L, X <- S]), {T, [T]});
canonical_relation(?SET([], '_') = S) -> S;
canonical_relation(?SET(_, _)) -> error(badarg).

%% ---- families

-define(IS_FAMILY(T), (T =:= '_' orelse (is_tuple(T) andalso tuple_size(T) =:= 2 andalso is_list(element(2, T))))).

-doc "The family of a relation.".
relation_to_family(?SET(L, T)) when ?IS_PAIRS(T) ->
    ?SET(lists:sort(maps:to_list(grouped(L))), case T of '_' -> '_'; {A, B} -> {A, [B]} end);
relation_to_family(?SET(_, _)) -> error(badarg).

-doc "Same as relation_to_family/1.".
rel2fam(R) -> relation_to_family(R).

-doc "The relation of a family.".
family_to_relation(?SET(L, T)) when ?IS_FAMILY(T) ->
    ?SET([{I, X} || {I, S} <- L, X <- S], case T of '_' -> '_'; {A, [B]} -> pair(A, B) end);
family_to_relation(?SET(_, _)) -> error(badarg).

-doc "Same as family_to_relation/1.".
fam2rel(F) -> family_to_relation(F).

-doc "The union of the sets of a family.".
union_of_family(?SET(L, T)) when ?IS_FAMILY(T) ->
    ?SET(ordsets:union([S || {_, S} <- L]), case T of '_' -> '_'; {_, [B]} -> B end);
union_of_family(?SET(_, _)) -> error(badarg).

-doc "The intersection of the sets of a family.".
intersection_of_family(?SET([_ | _] = L, {_, [B]})) -> ?SET(ordsets:intersection([S || {_, S} <- L]), B);
intersection_of_family(?SET(_, _)) -> error(badarg).

%% Fun of each set of a family of sets of sets.
each(?SET(L, {A, [[B]]}), Fun) -> ?SET([{I, Fun(S)} || {I, S} <- L], {A, [B]});
each(?SET([], '_') = F, _) -> F;
each(?SET(_, _), _) -> error(badarg).

-doc "The family of the unions of sets of sets.".
family_union(F) -> each(F, fun ordsets:union/1).

-doc "The family of the intersections of sets of sets.".
family_intersection(F) -> each(F, fun([]) -> error(badarg); (S) -> ordsets:intersection(S) end).

each_relation(?SET(L, {A, [{_, _} = T]}), Fun, Type) -> ?SET([{I, Fun(S)} || {I, S} <- L], {A, [Type(T)]});
each_relation(?SET([], '_') = F, _, _) -> F;
each_relation(?SET(_, _), _, _) -> error(badarg).

-doc "The family of the domains of relations.".
family_domain(F) -> each_relation(F, fun(S) -> lists:usort([X || {X, _} <- S]) end, fun first/1).

-doc "The family of the ranges of relations.".
family_range(F) -> each_relation(F, fun(S) -> lists:usort([Y || {_, Y} <- S]) end, fun second/1).

-doc "The family of the fields of relations.".
family_field(F) ->
    each_relation(F, fun(S) -> lists:usort(lists:append([[X, Y] || {X, Y} <- S])) end,
                  fun({A, B}) -> unified(A, B) end).

-doc "The family of the unions of sets with the same index.".
family_union(?SET(A, T1), ?SET(B, T2)) when ?IS_FAMILY(T1), ?IS_FAMILY(T2) ->
    ?SET(orddict:merge(fun(_, X, Y) -> ordsets:union(X, Y) end, A, B), unified(T1, T2));
family_union(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "The family of the intersections of sets with the same index.".
family_intersection(?SET(A, T1), ?SET(B, T2)) when ?IS_FAMILY(T1), ?IS_FAMILY(T2) ->
    T = unified(T1, T2),
    ?SET([{I, ordsets:intersection(X, Y)} || {I, X} <- A, {J, Y} <- B, I == J], T);
family_intersection(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "The family of the differences of sets with the same index.".
family_difference(?SET(A, T1), ?SET(B, T2)) when ?IS_FAMILY(T1), ?IS_FAMILY(T2) ->
    T = unified(T1, T2),
    ?SET([{I, case lists:keyfind(I, 1, B) of {_, Y} -> ordsets:subtract(X, Y); false -> X end} || {I, X} <- A], T);
family_difference(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "The family of Fun of the sets.".
family_projection(Fun, ?SET(L, {A, [B]})) ->
    Values = case Fun of
        {external, F} ->
            {_, Type} = apply_fun({external, F}, [B]),
            is_list(Type) orelse error(badarg),
            [{I, from_external(F(S), Type)} || {I, S} <- L];
        _ when is_function(Fun, 1) -> [{I, Fun(?SET(S, B))} || {I, S} <- L];
        _ -> error(badarg)
    end,
    Result = lists:foldl(fun({_, V}, Acc) -> is_set(V) orelse error(badarg), unified(type(V), Acc) end, '_', Values),
    case Result of
        '_' -> empty_set();
        _ -> ?SET([{I, to_external(V)} || {I, V} <- Values], {A, Result})
    end;
family_projection(_, ?SET([], '_') = F) -> F;
family_projection(_, ?SET(_, _)) -> error(badarg).

-doc "The entries of a family whose set satisfies Pred.".
family_specification({external, Pred}, ?SET(L, T)) when ?IS_FAMILY(T), is_function(Pred, 1) ->
    ?SET([E || {_, S} = E <- L, boolean(Pred(S))], T);
family_specification(Pred, ?SET(L, T)) when ?IS_FAMILY(T), is_function(Pred, 1) ->
    ?SET([E || {_, S} = E <- L, boolean(Pred(?SET(S, hd(second(T)))))], T);
family_specification(_, ?SET(_, _)) -> error(badarg).

-doc "The directed graph of a family.".
family_to_digraph(F) -> family_to_digraph(F, []).

-doc "The directed graph of a family, of the given graph type.".
family_to_digraph(?SET(L, T), Type) when ?IS_FAMILY(T) ->
    G = try digraph:new(Type)
    catch error:badarg -> error(badarg)
    end,
    lists:foreach(
        fun({V, Ns}) ->
            digraph:add_vertex(G, V),
            lists:foreach(
                fun(N) ->
                    digraph:add_vertex(G, N),
                    case digraph:add_edge(G, V, N) of
                        {error, {bad_edge, _}} ->
                            digraph:delete(G),
                            error(cyclic);
                        _ -> ok
                    end
                end, Ns)
        end, L),
    G;
family_to_digraph(?SET(_, _), _) -> error(badarg).

-doc "The family of a directed graph.".
digraph_to_family(G) -> digraph_to_family(G, [{atom, [atom]}]).

-doc "The family of a directed graph, of a given type.".
digraph_to_family(G, Type) ->
    Pairs = try [{V, lists:usort(digraph:out_neighbours(G, V))} || V <- digraph:vertices(G)]
    catch _:_ -> error(badarg)
    end,
    family(Pairs, Type).
