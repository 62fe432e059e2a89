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
-define(IS_PAIRS(T), (T =:= '_' orelse (is_tuple(T) andalso tuple_size(T) =:= 2))).
-define(IS_FAMILY(T), (T =:= '_' orelse (is_tuple(T) andalso tuple_size(T) =:= 2 andalso is_list(element(2, T))))).

%% ---- types

-doc "True if the term is a type.".
is_type(Type) when is_atom(Type) -> Type =/= '_';
is_type([Type]) -> Type =:= '_' orelse is_type(Type);
is_type(Type) when is_tuple(Type), tuple_size(Type) > 0 -> lists:all(fun is_type/1, tuple_to_list(Type));
is_type(_) -> false.

%% A type a caller may ask for: '_' stands for whatever type the term there has.
is_asked([Type]) -> is_asked(Type);
is_asked(Type) when is_tuple(Type), tuple_size(Type) > 0 -> lists:all(fun is_asked/1, tuple_to_list(Type));
is_asked(Type) -> is_atom(Type).

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

%% An exception is raised by the function of the interface, with its name on top of the stack trace.
-define(SAME_TYPE(A, B), (unify(A, B) =/= [] orelse error(type_mismatch))).

%% {Type, Term} with the term in canonical form; throws badarg if it does not have the type asked for.
checked('_', X) -> inferred(X);
checked([Type], L) when is_list(L) ->
    {Types, Terms} = lists:unzip([checked(Type, X) || X <- proper(L)]),
    {[common(Types, without_wildcard(Type))], lists:usort(Terms)};
checked(Type, X) when is_tuple(Type), is_tuple(X), tuple_size(Type) =:= tuple_size(X) ->
    {Types, Terms} = lists:unzip(lists:zipwith(fun checked/2, tuple_to_list(Type), tuple_to_list(X))),
    {list_to_tuple(Types), list_to_tuple(Terms)};
checked(Type, X) when is_atom(Type) -> {Type, X};
checked(_, _) -> throw(badarg).

%% What is known of the type of the elements of an empty set.
without_wildcard(Type) ->
    case is_type(Type) of
        true -> Type;
        false -> '_'
    end.

inferred(L) when is_list(L) ->
    {Types, Terms} = lists:unzip([inferred(X) || X <- proper(L)]),
    {[common(Types, '_')], lists:usort(lists:reverse(Terms))};
inferred({}) -> throw(badarg);
inferred(X) when is_tuple(X) ->
    {Types, Terms} = lists:unzip([inferred(Y) || Y <- tuple_to_list(X)]),
    {list_to_tuple(Types), list_to_tuple(Terms)};
inferred(X) -> {atom, X}.

proper(L) ->
    try length(L) of
        _ -> L
    catch error:badarg -> throw(badarg)
    end.

common(Types, Start) ->
    lists:foldl(fun(T, Acc) ->
                    case unify(T, Acc) of
                        [] -> throw(badarg);
                        U -> U
                    end
                end, Start, Types).

%% The set of the type asked for, if its shape fits.
shaped(Asked, X, Fits) ->
    is_asked(Asked) orelse throw(badarg),
    {Type, Y} = checked(Asked, X),
    Fits(Type) orelse throw(badarg),
    make(Type, Y).

%% A set for a function of the interface: what is thrown is its error.
-define(SHAPED(Asked, X, Fits),
        (try shaped(Asked, X, Fits)
         catch throw:badarg -> error(badarg)
         end)).

make([Type], L) -> ?SET(L, Type);
make(Type, X) -> ?ORDSET(X, Type).

-doc "The type of a set.".
type(?SET(_, T)) -> [T];
type(?ORDSET(_, T)) -> T.

%% ---- making sets

-doc "The untyped empty set.".
empty_set() -> ?SET([], '_').

-doc "A set from a term, its type found out.".
from_term(Term) -> ?SHAPED('_', Term, fun(_) -> true end).

-doc "A set of a given type from a term.".
from_term(Term, Type) when Type =/= '_' -> ?SHAPED(Type, Term, fun(_) -> true end);
from_term(_, _) -> error(badarg).

-doc "A set of a term that is in canonical form.".
from_external(L, [Type]) -> ?SET(L, Type);
from_external(X, Type) -> ?ORDSET(X, Type).

-doc "A set of sets, or an ordered set of sets.".
from_sets(Sets) when is_list(Sets) ->
    are_sets(Sets) orelse error(badarg),
    Type = unify_all([type(S) || S <- Sets]),
    Type =/= [] orelse error(type_mismatch),
    ?SET(lists:usort([to_external(S) || S <- lists:reverse(Sets)]), Type);
from_sets(Sets) when is_tuple(Sets) ->
    L = tuple_to_list(Sets),
    are_sets(L) orelse error(badarg),
    ?ORDSET(list_to_tuple([to_external(S) || S <- L]), list_to_tuple([type(S) || S <- L]));
from_sets(_) -> error(badarg).

are_sets([S | Sets]) -> is_sofs_set(S) andalso are_sets(Sets);
are_sets(End) -> End =:= [].

%% The type all can be taken for; [] if there is none.
unify_all(Types) -> lists:foldl(fun(_, []) -> []; (T, Acc) -> unify(T, Acc) end, '_', Types).

-doc "The elements of a set as sets.".
to_sets(?SET(L, T)) -> [make(T, X) || X <- L];
to_sets(?ORDSET(X, T)) when is_tuple(X) ->
    list_to_tuple(lists:zipwith(fun make/2, tuple_to_list(T), tuple_to_list(X)));
to_sets(?ORDSET(_, _)) -> error(badarg).

-doc "The term of a set.".
to_external(?SET(L, _)) -> L;
to_external(?ORDSET(X, _)) -> X.

-doc "A set of atoms.".
set(L) -> ?SHAPED([atom], L, fun is_list/1).

-doc "A set of a given type.".
set(L, [_] = Type) -> ?SHAPED(Type, L, fun is_list/1);
set(_, _) -> error(badarg).

-doc "A relation from a list of tuples of atoms.".
relation([]) -> ?SET([], {atom, atom});
relation([X | _] = L) when is_tuple(X) -> ?SHAPED([atoms(tuple_size(X))], L, fun is_relation_type/1);
relation(_) -> error(badarg).

-doc "A relation of a given type or number of components.".
relation(L, N) when is_integer(N), N > 0 -> ?SHAPED([atoms(N)], L, fun is_relation_type/1);
relation(L, [_] = Type) -> ?SHAPED(Type, L, fun is_relation_type/1);
relation(_, _) -> error(badarg).

atoms(N) -> erlang:make_tuple(N, atom).

is_relation_type([Type]) -> Type =:= '_' orelse is_tuple(Type);
is_relation_type(_) -> false.

is_function_type([Type]) -> ?IS_PAIRS(Type);
is_function_type(_) -> false.

is_family_type([Type]) -> ?IS_FAMILY(Type);
is_family_type(_) -> false.

%% A relation that must be a function.
-define(FUNCTION(Asked, L, Fits),
        (case ?SHAPED(Asked, L, Fits) of
             ?SET(Elements, _) = Relation ->
                 is_functional(Elements) orelse error(bad_function),
                 Relation
         end)).

-doc "A function from a list of pairs of atoms.".
a_function(L) -> ?FUNCTION([{atom, atom}], L, fun is_function_type/1).

-doc "A function of a given type.".
a_function(L, [_] = Type) -> ?FUNCTION(Type, L, fun is_function_type/1);
a_function(_, _) -> error(badarg).

-doc "A family from a list of pairs of an atom and a list of atoms.".
family(L) -> ?FUNCTION([{atom, [atom]}], L, fun is_family_type/1).

-doc "A family of a given type.".
family(L, [_] = Type) -> ?FUNCTION(Type, L, fun is_family_type/1);
family(_, _) -> error(badarg).

is_functional([{X, _} | [{Y, _} | _] = Rest]) -> X /= Y andalso is_functional(Rest);
is_functional(_) -> true.

%% ---- sets

-doc "The number of elements or components.".
no_elements(?SET(L, _)) -> length(L);
no_elements(?ORDSET(X, _)) when is_tuple(X) -> tuple_size(X);
no_elements(?ORDSET(_, _)) -> error(badarg).

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
is_equal(?SET(A, T1), ?SET(B, T2)) -> ?SAME_TYPE(T1, T2), A == B;
is_equal(?ORDSET(A, T1), ?ORDSET(B, T2)) -> ?SAME_TYPE(T1, T2), A == B;
is_equal(?SET(_, _), ?ORDSET(_, _)) -> error(type_mismatch);
is_equal(?ORDSET(_, _), ?SET(_, _)) -> error(type_mismatch).

-doc "True if Set1 is a subset of Set2.".
is_subset(?SET(A, T1), ?SET(B, T2)) -> ?SAME_TYPE(T1, T2), ordsets:is_subset(A, B).

-doc "True if the sets have no element in common.".
is_disjoint(?SET(A, T1), ?SET(B, T2)) -> ?SAME_TYPE(T1, T2), ordsets:is_disjoint(A, B).

-doc "The union of two sets.".
union(?SET(A, T1), ?SET(B, T2)) -> ?SAME_TYPE(T1, T2), ?SET(ordsets:union(A, B), unify(T1, T2)).

-doc "The intersection of two sets.".
intersection(?SET(A, T1), ?SET(B, T2)) -> ?SAME_TYPE(T1, T2), ?SET(ordsets:intersection(A, B), unify(T1, T2)).

-doc "The elements of Set1 that are not in Set2.".
difference(?SET(A, T1), ?SET(B, T2)) -> ?SAME_TYPE(T1, T2), ?SET(ordsets:subtract(A, B), unify(T1, T2)).

-doc "The elements in just one of two sets.".
symdiff(?SET(A, T1), ?SET(B, T2)) ->
    ?SAME_TYPE(T1, T2),
    ?SET(ordsets:union(ordsets:subtract(A, B), ordsets:subtract(B, A)), unify(T1, T2)).

-doc "{Only in Set1, in both, only in Set2}.".
symmetric_partition(?SET(A, T1), ?SET(B, T2)) ->
    ?SAME_TYPE(T1, T2),
    T = unify(T1, T2),
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
    lists:all(fun(?SET(_, _)) -> true; (_) -> false end, L) orelse error(badarg),
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

%% {[{Element, Value}], type of the values}, or what is wrong with the function. Funs of the caller
%% run without a handler, what they raise is his.
applied(_, ?SET([], '_')) -> {[], '_'};
applied(I, ?SET(L, T)) when is_integer(I) ->
    case is_tuple(T) andalso I >= 1 andalso I =< tuple_size(T) of
        true -> {[{X, element(I, X)} || X <- L], element(I, T)};
        false -> badarg
    end;
applied({external, Fun}, ?SET(_, T)) when is_function(Fun, 1), is_list(T) -> badarg;
applied({external, Fun}, ?SET(L, T)) when is_function(Fun, 1) ->
    Type = Fun(T),
    case is_type(Type) of
        true -> {[{X, Fun(X)} || X <- L], Type};
        false -> badarg
    end;
applied(Fun, S) -> applied_to_sets(Fun, S).

applied_to_sets(Fun, ?SET(L, T)) when is_function(Fun, 1) ->
    Values = [{X, Fun(make(T, X))} || X <- L],
    case lists:all(fun({_, V}) -> is_sofs_set(V) end, Values) of
        true ->
            case unify_all([type(V) || {_, V} <- Values]) of
                [] -> type_mismatch;
                Type -> {[{X, to_external(V)} || {X, V} <- Values], Type}
            end;
        false -> badarg
    end;
applied_to_sets(Fun, _) -> error({badfun, Fun}).

-define(APPLIED(Applied),
        (case Applied of
             {Applications, ValueType} -> {Applications, ValueType};
             Wrong -> error(Wrong)
         end)).

-doc "The set of Fun of the elements.".
projection(Fun, ?SET(_, _) = S) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S)),
    ?SET(lists:usort([V || {_, V} <- Pairs]), Type).

-doc "The function from the elements to Fun of them.".
substitution(Fun, ?SET(_, T) = S) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S)),
    case Type of
        '_' -> empty_set();
        _ -> ?SET(Pairs, {T, Type})
    end.

-doc "The elements satisfying Pred.".
specification(Pred, ?SET(L, T)) ->
    case satisfying(Pred, L, fun(X) -> X end, fun(X) -> make(T, X) end) of
        badarg -> error(badarg);
        Chosen -> ?SET(Chosen, T)
    end.

%% The elements whose part satisfies the predicate, which sees the part as a set or, if external, as a term.
satisfying({external, Pred}, L, Part, _) when is_function(Pred, 1) -> chosen(fun(X) -> Pred(Part(X)) end, L, []);
satisfying(Pred, L, Part, AsSet) when is_function(Pred, 1) -> chosen(fun(X) -> Pred(AsSet(Part(X))) end, L, []);
satisfying(_, [], _, _) -> [];
satisfying(Pred, _, _, _) -> error({badfun, Pred}).

chosen(Pred, [X | L], Chosen) ->
    case Pred(X) of
        true -> chosen(Pred, L, [X | Chosen]);
        false -> chosen(Pred, L, Chosen);
        _ -> badarg
    end;
chosen(_, [], Chosen) -> lists:reverse(Chosen).

-doc "The elements for which the first component, or Fun of them, is in Set.".
restriction(R, S) -> restriction(1, R, S).

-doc "The elements for which Fun of them is in Set.".
restriction(Fun, ?SET(_, T) = S1, ?SET(L2, T2)) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S1)),
    ?SAME_TYPE(Type, T2),
    ?SET([X || {X, V} <- Pairs, ordsets:is_element(V, L2)], type_within(Fun, T, T2)).

%% Nothing is known of what a fun picks from an untyped set.
type_within(Fun, _, '_') when is_function(Fun, 1) -> '_';
type_within(_, T, _) -> T.

-doc "The elements for which the first component is not in Set.".
drestriction(R, S) -> drestriction(1, R, S).

-doc "The elements for which Fun of them is not in Set.".
drestriction(Fun, ?SET(_, T) = S1, ?SET(L2, T2)) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S1)),
    ?SAME_TYPE(Type, T2),
    ?SET([X || {X, V} <- Pairs, not ordsets:is_element(V, L2)], T).

%% ---- binary relations

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

turned(L) -> lists:usort([{Y, X} || {X, Y} <- L]).

-doc "The relation turned round.".
converse(?SET(L, T)) when ?IS_PAIRS(T) -> ?SET(turned(L), pair(second(T), first(T)));
converse(?SET(_, _)) -> error(badarg).

-doc "What the elements of a set are related to.".
image(?SET(L, T), ?SET(S, T2)) when ?IS_PAIRS(T) ->
    ?SAME_TYPE(first(T), T2),
    ?SET(lists:usort([Y || {X, Y} <- L, ordsets:is_element(X, S)]), second(T));
image(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "What is related to the elements of a set.".
inverse_image(?SET(L, T), ?SET(S, T2)) when ?IS_PAIRS(T) ->
    ?SAME_TYPE(second(T), T2),
    ?SET(lists:usort([X || {X, Y} <- L, ordsets:is_element(Y, S)]), first(T));
inverse_image(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "The relation without pairs of equal components.".
strict_relation(?SET(L, T)) when ?IS_PAIRS(T) -> ?SET([P || {X, Y} = P <- L, X /= Y], T);
strict_relation(?SET(_, _)) -> error(badarg).

-doc "The relation with a pair of equal components for each element of the field.".
weak_relation(?SET(_, '_') = R) -> R;
weak_relation(?SET(L, {A, B})) ->
    Type = unify(A, B),
    Type =/= [] orelse error(badarg),
    ?SET(ordsets:union(L, [{X, X} || X <- lists:usort(lists:append([[X, Y] || {X, Y} <- L]))]), {Type, Type});
weak_relation(?SET(_, _)) -> error(badarg).

-doc "True if the relation is a function.".
is_a_function(?SET(L, T)) when ?IS_PAIRS(T) -> is_functional(L);
is_a_function(?SET(_, _)) -> error(badarg).

-doc "The function that first applies F and then G.".
composite(?SET(F, T1), ?SET(G, T2)) when ?IS_PAIRS(T1), ?IS_PAIRS(T2) ->
    ?SAME_TYPE(second(T1), first(T2)),
    (is_functional(F) andalso is_functional(G)) orelse error(bad_function),
    case pair(first(T1), second(T2)) of
        '_' -> empty_set();
        Type ->
            By = by_key(G),
            Pairs = [{X, Z} || {X, Y} <- F, Z <- related(Y, By)],
            length(Pairs) =:= length(F) orelse error(bad_function),
            ?SET(Pairs, Type)
    end;
composite(?SET(_, _), ?SET(_, _)) -> error(badarg).

-doc "The inverse of a one-to-one function.".
inverse(?SET(L, T) = F) when ?IS_PAIRS(T) ->
    ?SET(Turned, _) = Inverse = converse(F),
    (is_functional(L) andalso is_functional(Turned)) orelse error(bad_function),
    Inverse;
inverse(?SET(_, _)) -> error(badarg).

-doc "The function that has the same value on a whole set.".
constant_function(?SET(L, T), V) ->
    is_sofs_set(V) orelse error(badarg),
    case T of
        '_' -> empty_set();
        _ ->
            Value = to_external(V),
            ?SET([{X, Value} || X <- L], {T, type(V)})
    end;
constant_function(?ORDSET(_, _), _) -> error(badarg).

-doc "The relation with {X, Value} added for the elements X of a set outside its domain.".
extension(?SET(L, T), ?SET(S, SetType), V) when ?IS_PAIRS(T) ->
    IsSet = is_sofs_set(V),
    case {T, SetType, IsSet} of
        {'_', '_', true} -> empty_set();
        {'_', _, true} ->
            case type(V) of
                ['_'] -> empty_set();
                Type -> ?SET([], {SetType, Type})
            end;
        {{A, B}, _, true} ->
            ?SAME_TYPE(A, SetType),
            ?SAME_TYPE(B, type(V)),
            Domain = lists:usort([X || {X, _} <- L]),
            Value = to_external(V),
            ?SET(ordsets:union(L, [{X, Value} || X <- ordsets:subtract(S, Domain)]), {unify(A, SetType), unify(B, type(V))})
    end;
extension(?SET(_, _), ?SET(_, _), _) -> error(badarg).

-doc "The relation of what R1 and then R2 relate.".
relative_product1(?SET(A, T1), ?SET(B, T2)) when ?IS_PAIRS(T1), ?IS_PAIRS(T2) ->
    ?SAME_TYPE(first(T1), first(T2)),
    By = by_key(B),
    ?SET(lists:usort([{Y, Z} || {X, Y} <- A, Z <- related(X, By)]), pair(second(T1), second(T2)));
relative_product1(?SET(_, _), ?SET(_, _)) -> error(badarg).

%% [{Key, Values}] of pairs in order. Keys are the same if they compare equal, 1 and 1.0 are.
grouped([{X, Y} | Rest]) -> grouped(Rest, X, [Y]);
grouped([]) -> [].

grouped([{Z, Y} | Rest], X, Ys) when Z == X -> grouped(Rest, X, [Y | Ys]);
grouped(Rest, X, Ys) -> [{X, lists:reverse(Ys)} | grouped(Rest)].

%% The same for looking up.
by_key(Pairs) -> gb_trees:from_orddict(grouped(Pairs)).

related(X, By) ->
    case gb_trees:lookup(X, By) of
        {value, Ys} -> Ys;
        none -> []
    end.

-doc "The relative product of a list or tuple of relations.".
relative_product(Relations) when is_tuple(Relations), tuple_size(Relations) > 0 -> relative_product(tuple_to_list(Relations));
relative_product([_ | _] = Relations) ->
    case common_product(Relations) of
        ?SET(_, _) = Product -> Product;
        Wrong -> error(Wrong)
    end;
relative_product(Relations) when Relations =:= []; Relations =:= {} -> error(badarg).

-doc "The relative product of two relations, or of relations ending in a relation.".
relative_product(?SET(A, T1), ?SET(B, T2)) when ?IS_PAIRS(T1), ?IS_PAIRS(T2) ->
    ?SAME_TYPE(second(T1), first(T2)),
    By = by_key(B),
    ?SET(lists:usort([{X, Z} || {X, Y} <- A, Z <- related(Y, By)]), pair(first(T1), second(T2)));
relative_product(?SET(_, _), ?SET(_, _)) -> error(badarg);
relative_product(Relations, ?SET(_, _) = R) when is_tuple(Relations) -> relative_product(tuple_to_list(Relations), R);
relative_product([_ | _] = Relations, ?SET(_, T2) = R) when ?IS_PAIRS(T2) ->
    case common_product(Relations) of
        ?SET(_, T) = Product -> ?SAME_TYPE(second(T), first(T2)), relative_product(Product, R);
        Wrong -> error(Wrong)
    end;
relative_product(_, _) -> error(badarg).

%% {X, {Y1, ..., Yn}} for what X is related to by each relation, or what is wrong with them.
common_product(Relations) ->
    case lists:all(fun(?SET(_, T)) -> ?IS_PAIRS(T); (_) -> false end, Relations) of
        true ->
            Types = [T || ?SET(_, T) <- Relations],
            case {unify_all([first(T) || T <- Types]), lists:member('_', Types)} of
                {[], _} -> type_mismatch;
                {_, true} -> empty_set();
                {Domain, false} -> ?SET(common_pairs([L || ?SET(L, _) <- Relations]), {Domain, list_to_tuple([second(T) || T <- Types])})
            end;
        false -> badarg
    end.

common_pairs([First | _] = Lists) ->
    Trees = [by_key(L) || L <- Lists],
    lists:usort([{X, list_to_tuple(Ys)} || {X, _} <- grouped(First), Ys <- tuples([related(X, By) || By <- Trees])]).

-doc "Relates each tuple of R to the tuples its components are related to, each by its relation.".
multiple_relative_product(Relations, ?SET(_, '_')) when is_tuple(Relations) -> empty_set();
multiple_relative_product(Relations, ?SET(L, T)) when is_tuple(Relations), is_tuple(T), tuple_size(Relations) =:= tuple_size(T) ->
    Sets = tuple_to_list(Relations),
    lists:all(fun(?SET(_, S)) -> ?IS_PAIRS(S); (_) -> false end, Sets) orelse error(badarg),
    Types = [S || ?SET(_, S) <- Sets],
    lists:member([], lists:zipwith(fun(A, B) -> unify(first(A), B) end, Types, tuple_to_list(T))) andalso error(type_mismatch),
    case lists:member('_', Types) of
        true -> empty_set();
        false ->
            Trees = [by_key(S) || ?SET(S, _) <- Sets],
            Pairs = [{Z, list_to_tuple(Ys)} || Z <- L, Ys <- tuples(lists:zipwith(fun related/2, tuple_to_list(Z), Trees))],
            ?SET(lists:usort(Pairs), {T, list_to_tuple([second(S) || S <- Types])})
    end;
multiple_relative_product(Relations, ?SET(_, _)) when is_tuple(Relations) -> error(badarg).

-doc "The natural join of two relations on components I and J.".
join(?SET(A, T1), I, ?SET(B, T2), J) when is_integer(I), is_integer(J) ->
    (is_component(I, T1) andalso is_component(J, T2)) orelse error(badarg),
    case T1 =:= '_' orelse T2 =:= '_' of
        true -> empty_set();
        false ->
            By = by_key(lists:usort([{element(J, Y), Y} || Y <- B])),
            Joined = [joined(X, Y, J) || X <- A, Y <- related(element(I, X), By)],
            ?SET(lists:usort(Joined), joined(T1, T2, J))
    end.

is_component(I, T) -> I >= 1 andalso (T =:= '_' orelse (is_tuple(T) andalso I =< tuple_size(T))).

joined(X, Y, J) -> list_to_tuple(tuple_to_list(X) ++ tuple_to_list(erlang:delete_element(J, Y))).

%% ---- partitions

-doc "The partition of the union of a set of sets into elements in the same sets.".
partition(?SET(L, [T])) ->
    case T of
        '_' -> empty_set();
        _ ->
            Members = grouped(lists:usort([{X, I} || {I, S} <- lists:enumerate(L), X <- S])),
            ?SET(lists:sort([G || {_, G} <- grouped(turned(Members))]), [T])
    end;
partition(?SET([], '_') = S) -> S;
partition(?SET(_, _)) -> error(badarg).

-doc "The partition of a set into elements with the same Fun of them.".
partition(Fun, ?SET(_, T) = S) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S)),
    ?SET(lists:sort([G || {_, G} <- grouped(turned(Pairs))]), case T =:= '_' orelse Type =:= '_' of true -> '_'; false -> [T] end).

-doc "{restriction(Fun, Set1, Set2), drestriction(Fun, Set1, Set2)}.".
partition(Fun, ?SET(_, T) = S1, ?SET(L2, T2)) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S1)),
    ?SAME_TYPE(Type, T2),
    {In, Out} = lists:partition(fun({_, V}) -> ordsets:is_element(V, L2) end, Pairs),
    {?SET([X || {X, _} <- In], type_within(Fun, T, T2)), ?SET([X || {X, _} <- Out], T)}.

-doc "The family of a partition, indexed by Fun of the elements.".
partition_family(Fun, ?SET(_, T) = S) ->
    {Pairs, Type} = ?APPLIED(applied(Fun, S)),
    case T =:= '_' orelse Type =:= '_' of
        true -> empty_set();
        false -> ?SET(grouped(turned(Pairs)), {Type, [T]})
    end.

-doc "The relation of the elements of a set of sets to the sets they are in.".
canonical_relation(?SET(_, ['_'])) -> empty_set();
canonical_relation(?SET(L, [T])) -> ?SET(lists:usort([{X, S} || S <- L, X <- S]), {T, [T]});
canonical_relation(?SET([], '_') = S) -> S;
canonical_relation(?SET(_, _)) -> error(badarg).

%% ---- families

-doc "The family of a relation.".
relation_to_family(?SET(L, T)) when ?IS_PAIRS(T) ->
    ?SET(grouped(L), case T of '_' -> '_'; {A, B} -> {A, [B]} end);
relation_to_family(?SET(_, _)) -> error(badarg).

-doc "Same as relation_to_family/1.".
rel2fam(R) -> relation_to_family(R).

-doc "The relation of a family.".
family_to_relation(?SET(L, T)) when ?IS_FAMILY(T) ->
    ?SET([{I, X} || {I, S} <- L, X <- S], case T of '_' -> '_'; {A, [B]} -> {A, B} end);
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

-doc "The family of the unions of sets of sets.".
family_union(?SET(L, {A, [[B]]})) -> ?SET([{I, ordsets:union(S)} || {I, S} <- L], {A, [B]});
family_union(?SET([], '_') = F) -> F;
family_union(?SET(_, _)) -> error(badarg).

-doc "The family of the intersections of sets of sets.".
family_intersection(?SET(L, {A, [[B]]})) ->
    lists:keymember([], 2, L) andalso error(badarg),
    ?SET([{I, ordsets:intersection(S)} || {I, S} <- L], {A, [B]});
family_intersection(?SET([], '_') = F) -> F;
family_intersection(?SET(_, _)) -> error(badarg).

-doc "The family of the domains of relations.".
family_domain(?SET(L, {A, [T]})) when ?IS_PAIRS(T) -> ?SET([{I, lists:usort([X || {X, _} <- S])} || {I, S} <- L], {A, [first(T)]});
family_domain(?SET([], '_') = F) -> F;
family_domain(?SET(_, _)) -> error(badarg).

-doc "The family of the ranges of relations.".
family_range(?SET(L, {A, [T]})) when ?IS_PAIRS(T) -> ?SET([{I, lists:usort([Y || {_, Y} <- S])} || {I, S} <- L], {A, [second(T)]});
family_range(?SET([], '_') = F) -> F;
family_range(?SET(_, _)) -> error(badarg).

-doc "The family of the fields of relations.".
family_field(F) -> family_union(family_domain(F), family_range(F)).

-doc "The family of the unions of sets with the same index.".
family_union(?SET(A, T1), ?SET(B, T2)) ->
    ?SAME_TYPE(T1, T2),
    (?IS_FAMILY(T1) andalso ?IS_FAMILY(T2)) orelse error(badarg),
    ?SET(orddict:merge(fun(_, X, Y) -> ordsets:union(X, Y) end, A, B), unify(T1, T2)).

-doc "The family of the intersections of sets with the same index.".
family_intersection(?SET(A, T1), ?SET(B, T2)) ->
    ?SAME_TYPE(T1, T2),
    (?IS_FAMILY(T1) andalso ?IS_FAMILY(T2)) orelse error(badarg),
    ?SET([{I, ordsets:intersection(X, Y)} || {I, X} <- A, {J, Y} <- B, I == J], unify(T1, T2)).

-doc "The family of the differences of sets with the same index.".
family_difference(?SET(A, T1), ?SET(B, T2)) ->
    ?SAME_TYPE(T1, T2),
    (?IS_FAMILY(T1) andalso ?IS_FAMILY(T2)) orelse error(badarg),
    ?SET([{I, case lists:keyfind(I, 1, B) of {_, Y} -> ordsets:subtract(X, Y); false -> X end} || {I, X} <- A], unify(T1, T2)).

-doc "The family of Fun of the sets.".
family_projection(_, ?SET([], T)) when ?IS_FAMILY(T) -> empty_set();
family_projection(Fun, ?SET(L, {A, [B]})) ->
    {Pairs, Type} = ?APPLIED(applied_to_values(Fun, L, B)),
    case Type of
        '_' -> empty_set();
        _ -> ?SET(Pairs, {A, Type})
    end;
family_projection(_, ?SET(_, _)) -> error(badarg).

%% The same as applied/2, of the sets of a family.
applied_to_values({external, Fun}, _, _) when is_function(Fun, 1) -> badarg;
applied_to_values(Fun, L, B) ->
    case applied_to_sets(Fun, ?SET([S || {_, S} <- L], [B])) of
        {Values, Type} -> {[{I, V} || {{I, _}, {_, V}} <- lists:zip(L, Values)], Type};
        Wrong -> Wrong
    end.

-doc "The entries of a family whose set satisfies Pred.".
family_specification(Pred, ?SET(L, T)) when ?IS_FAMILY(T) ->
    case satisfying(Pred, L, fun({_, S}) -> S end, fun(S) -> make(second(T), S) end) of
        badarg -> error(badarg);
        Chosen -> ?SET(Chosen, T)
    end;
family_specification(_, ?SET(_, _)) -> error(badarg).

-doc "The directed graph of a family.".
family_to_digraph(?SET(L, T)) when ?IS_FAMILY(T) -> filled(digraph:new(), L);
family_to_digraph(?SET(_, _)) -> error(badarg).

-doc "The directed graph of a family, of the given graph type.".
family_to_digraph(?SET(L, T), Type) when ?IS_FAMILY(T) ->
    G = try digraph:new(Type)
    catch error:badarg -> error(badarg)
    end,
    case filled(G, L) of
        cyclic -> error(cyclic);
        G -> G
    end;
family_to_digraph(?SET(_, _), _) -> error(badarg).

filled(G, Family) ->
    lists:foreach(fun({V, Ns}) -> [digraph:add_vertex(G, X) || X <- [V | Ns]] end, Family),
    Edges = [digraph:add_edge(G, V, N) || {V, Ns} <- Family, N <- Ns],
    case lists:keymember(error, 1, [E || {_, _} = E <- Edges]) of
        true ->
            digraph:delete(G),
            cyclic;
        false -> G
    end.

-doc "The family of a directed graph.".
digraph_to_family(G) ->
    case family_of(G) of
        badarg -> error(badarg);
        Family -> ?SET(Family, {atom, [atom]})
    end.

-doc "The family of a directed graph, of a given type; the vertices are taken to have it.".
digraph_to_family(G, Type) ->
    (is_type(Type) andalso Type =/= ['_'] andalso is_family_type(Type)) orelse error(badarg),
    case family_of(G) of
        badarg -> error(badarg);
        Family -> ?SET(Family, hd(Type))
    end.

family_of(G) ->
    try lists:sort([{V, lists:usort(digraph:out_neighbours(G, V))} || V <- digraph:vertices(G)]) of
        Family ->
            case is_functional(Family) of
                true -> Family;
                false -> badarg
            end
    catch _:_ -> badarg
    end.
