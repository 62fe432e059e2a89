%% Double-ended queues: {Rear, Front}, the rear reversed. With two or more elements neither
%% side is empty; a side that runs dry gets half of the other.
-module(queue).
-moduledoc "First-in-first-out queues.".

-export([all/2, any/2, cons/2, daeh/1, delete/2, delete_r/2, delete_with/2, delete_with_r/2,
         drop/1, drop_r/1, filter/2, filtermap/2, fold/3, from_list/1, get/1, get_r/1, head/1,
         in/2, in_r/2, init/1, is_empty/1, is_queue/1, join/2, lait/1, last/1, len/1, liat/1,
         member/2, new/0, out/1, out_r/1, peek/1, peek_r/1, reverse/1, snoc/2, split/2, tail/1,
         to_list/1]).

-export_type([queue/0, queue/1]).

-type queue() :: queue(term()).
-opaque queue(T) :: {[T], [T]}.

-define(IS(R, F), is_list(R), is_list(F)).

%% A queue from its reversed list, and from its list: the front, the rear get the odd one.
from_rear([]) -> {[], []};
from_rear([_] = Rear) -> {[], Rear};
from_rear([Y, X]) -> {[Y], [X]};
from_rear(List) ->
    {Rear, Front} = lists:split(length(List) div 2, List),
    {Rear, lists:reverse(Front)}.

from_front([]) -> {[], []};
from_front([_] = Front) -> {Front, []};
from_front([X, Y]) -> {[Y], [X]};
from_front(List) ->
    {Front, Rear} = lists:split(length(List) div 2, List),
    {lists:reverse(Rear), Front}.

-doc "The empty queue.".
new() -> {[], []}.

-doc "True if the term is a queue.".
is_queue({R, F}) when ?IS(R, F) -> true;
is_queue(_) -> false.

-doc "True if the queue is empty.".
is_empty({[], []}) -> true;
is_empty({R, F}) when ?IS(R, F) -> false;
is_empty(Q) -> error(badarg, [Q]).

-doc "The number of elements.".
len({R, F}) when ?IS(R, F) -> length(R) + length(F);
len(Q) -> error(badarg, [Q]).

-doc "The elements, front first.".
to_list({R, F}) when ?IS(R, F), length(R) >= 0 -> F ++ lists:reverse(R);
to_list(Q) -> error(badarg, [Q]).

-doc "The queue of a list, its head becoming the front.".
from_list(L) when is_list(L) -> from_front(L);
from_list(L) -> error(badarg, [L]).

-doc "True if Element is in the queue.".
member(X, {R, F}) when ?IS(R, F) -> lists:member(X, R) orelse lists:member(X, F);
member(X, Q) -> error(badarg, [X, Q]).

%% ---- putting in and taking out

-doc "Adds an element at the rear.".
in(X, {[_] = R, []}) -> {[X], R};
in(X, {R, F}) when ?IS(R, F) -> {[X | R], F};
in(X, Q) -> error(badarg, [X, Q]).

-doc "Adds an element at the front.".
in_r(X, {[], [_] = F}) -> {F, [X]};
in_r(X, {R, F}) when ?IS(R, F) -> {R, [X | F]};
in_r(X, Q) -> error(badarg, [X, Q]).

-doc "Takes the front element: {{value, X}, Q} or {empty, Q}.".
out({[], []} = Q) -> {empty, Q};
out({[X], []}) -> {{value, X}, {[], []}};
out({[Y | Rest], []}) ->
    [X | F] = lists:reverse(Rest),
    {{value, X}, {[Y], F}};
out({R, [X]}) when is_list(R) -> {{value, X}, from_rear(R)};
out({R, [X | F]}) when is_list(R) -> {{value, X}, {R, F}};
out(Q) -> error(badarg, [Q]).

-doc "Takes the rear element: {{value, X}, Q} or {empty, Q}.".
out_r({[], []} = Q) -> {empty, Q};
out_r({[], [X]}) -> {{value, X}, {[], []}};
out_r({[], [Y | Rest]}) ->
    [X | R] = lists:reverse(Rest),
    {{value, X}, {R, [Y]}};
out_r({[X], F}) when is_list(F) -> {{value, X}, from_front(F)};
out_r({[X | R], F}) when is_list(F) -> {{value, X}, {R, F}};
out_r(Q) -> error(badarg, [Q]).

-doc "The front element.".
get({[], []} = Q) -> error(empty, [Q]);
get({R, F}) when ?IS(R, F) -> front(R, F);
get(Q) -> error(badarg, [Q]).

front(_, [X | _]) -> X;
front([X], []) -> X;
front([_ | R], []) -> lists:last(R).

-doc "The rear element.".
get_r({[], []} = Q) -> error(empty, [Q]);
get_r({[X | _], F}) when is_list(F) -> X;
get_r({[], [X]}) -> X;
get_r({[], [_ | F]}) -> lists:last(F);
get_r(Q) -> error(badarg, [Q]).

-doc "{value, Front} or empty.".
peek({[], []}) -> empty;
peek({R, [X | _]}) when is_list(R) -> {value, X};
peek({[_ | _] = R, []}) -> {value, front(R, [])};
peek(Q) -> error(badarg, [Q]).

-doc "{value, Rear} or empty.".
peek_r({[], []}) -> empty;
peek_r({[X | _], F}) when is_list(F) -> {value, X};
peek_r({[], [_ | _] = F}) -> {value, lists:last(F)};
peek_r(Q) -> error(badarg, [Q]).

-doc "The queue without its front element.".
drop({[], []} = Q) -> error(empty, [Q]);
drop({[_], []}) -> {[], []};
drop({[Y | R], []}) ->
    [_ | F] = lists:reverse(R),
    {[Y], F};
drop({R, [_]}) when is_list(R) -> from_rear(R);
drop({R, [_ | F]}) when is_list(R) -> {R, F};
drop(Q) -> error(badarg, [Q]).

-doc "The queue without its rear element.".
drop_r({[], []} = Q) -> error(empty, [Q]);
drop_r({[], [_]}) -> {[], []};
drop_r({[], [Y | F]}) ->
    [_ | R] = lists:reverse(F),
    {R, [Y]};
drop_r({[_], F}) when is_list(F) -> from_front(F);
drop_r({[_ | R], F}) when is_list(F) -> {R, F};
drop_r(Q) -> error(badarg, [Q]).

%% ---- whole queues

-doc "The queue turned round.".
reverse({R, F}) when ?IS(R, F) -> {F, R};
reverse(Q) -> error(badarg, [Q]).

-doc "Q1 in front of Q2.".
join({R, F} = Q, {[], []}) when ?IS(R, F) -> Q;
join({[], []}, {R, F} = Q) when ?IS(R, F) -> Q;
join({R1, F1}, {R2, F2}) when ?IS(R1, F1), ?IS(R2, F2) -> {R2, F1 ++ lists:reverse(R1, F2)};
join(Q1, Q2) -> error(badarg, [Q1, Q2]).

-doc "The first N elements, and the rest.".
split(0, {R, F} = Q) when ?IS(R, F) -> {{[], []}, Q};
split(N, {R, F} = Q) when is_integer(N), N >= 1, ?IS(R, F) ->
    FrontLen = length(F),
    if
        N < FrontLen -> split_front(N, R, F);
        true ->
            RearLen = length(R),
            Keep = RearLen - (N - FrontLen),
            if
                Keep < 0 -> error(badarg, [N, Q]);
                Keep =:= RearLen -> {from_front(F), from_rear(R)};
                Keep =:= 0 -> {Q, {[], []}};
                true -> split_rear(Keep, R, F)
            end
    end;
split(N, Q) -> error(badarg, [N, Q]).

split_front(N, R, F) ->
    case lists:split(N, F) of
        {[X | Taken], Rest} -> {{lists:reverse(Taken), [X]}, {R, Rest}}
    end.

split_rear(Keep, R, F) ->
    case lists:split(Keep, R) of
        {[X | Kept], Rest} -> {{Rest, F}, {[X], lists:reverse(Kept)}}
    end.

-doc "The elements satisfying Fun; a list from Fun takes the element's place.".
filter(Fun, {R0, F0}) when is_function(Fun, 1), ?IS(R0, F0) ->
    F = filter_front(Fun, F0),
    R = filter_rear(Fun, R0),
    balance(R, F);
filter(Fun, Q) -> error(badarg, [Fun, Q]).

balance(R, []) -> from_rear(R);
balance([], F) -> from_front(F);
balance(R, F) -> {R, F}.

filter_front(Fun, [X | Rest]) ->
    case Fun(X) of
        true -> [X | filter_front(Fun, Rest)];
        false -> filter_front(Fun, Rest);
        L when is_list(L) -> L ++ filter_front(Fun, Rest)
    end;
filter_front(_, []) -> [].

%% Calls Fun in the order of the queue, which for the rear is from its end.
filter_rear(Fun, [X | Rest]) ->
    Done = filter_rear(Fun, Rest),
    case Fun(X) of
        true -> [X | Done];
        false -> Done;
        L when is_list(L) -> lists:reverse(L, Done)
    end;
filter_rear(_, []) -> [].

-doc "Filters and maps in one go: Fun says true, false or {true, NewElement}.".
filtermap(Fun, {R0, F0}) when is_function(Fun, 1), ?IS(R0, F0) ->
    F = lists:filtermap(Fun, F0),
    R = filtermap_rear(Fun, R0),
    balance(R, F);
filtermap(Fun, Q) -> error(badarg, [Fun, Q]).

filtermap_rear(Fun, [X | Rest]) ->
    Done = filtermap_rear(Fun, Rest),
    case Fun(X) of
        true -> [X | Done];
        {true, Y} -> [Y | Done];
        false -> Done
    end;
filtermap_rear(_, []) -> [].

-doc "Folds over the elements, front first.".
fold(Fun, Acc, {R, F}) when is_function(Fun, 2), ?IS(R, F) ->
    lists:foldr(Fun, lists:foldl(Fun, Acc, F), R);
fold(Fun, Acc, Q) -> error(badarg, [Fun, Acc, Q]).

-doc "True if Pred holds for at least one element.".
any(Pred, {R, F}) when is_function(Pred, 1), ?IS(R, F) -> lists:any(Pred, F) orelse lists:any(Pred, R);
any(Pred, Q) -> error(badarg, [Pred, Q]).

-doc "True if Pred holds for every element.".
all(Pred, {R, F}) when is_function(Pred, 1), ?IS(R, F) -> lists:all(Pred, F) andalso lists:all(Pred, R);
all(Pred, Q) -> error(badarg, [Pred, Q]).

-doc "Removes the first element that matches X.".
delete(X, {R, F} = Q) when ?IS(R, F) ->
    case delete_front(fun(Y) -> Y =:= X end, F) of
        false ->
            case delete_rear(fun(Y) -> Y =:= X end, R) of
                false -> Q;
                [] -> from_front(F);
                R1 -> {R1, F}
            end;
        [] -> from_rear(R);
        F1 -> {R, F1}
    end;
delete(X, Q) -> error(badarg, [X, Q]).

-doc "Removes the last element that matches X.".
delete_r(X, {R, F}) when ?IS(R, F) ->
    {F1, R1} = delete(X, {F, R}),
    {R1, F1};
delete_r(X, Q) -> error(badarg, [X, Q]).

-doc "Removes the first element satisfying Pred.".
delete_with(Pred, {R, F} = Q) when is_function(Pred, 1), ?IS(R, F) ->
    case delete_front(Pred, F) of
        false ->
            case delete_rear(Pred, R) of
                false -> Q;
                [] -> from_front(F);
                R1 -> {R1, F}
            end;
        [] -> from_rear(R);
        F1 -> {R, F1}
    end;
delete_with(Pred, Q) -> error(badarg, [Pred, Q]).

-doc "Removes the last element satisfying Pred.".
delete_with_r(Pred, {R, F}) when is_function(Pred, 1), ?IS(R, F) ->
    {F1, R1} = delete_with(Pred, {F, R}),
    {R1, F1};
delete_with_r(Pred, Q) -> error(badarg, [Pred, Q]).

delete_front(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> Rest;
        false ->
            case delete_front(Pred, Rest) of
                false -> false;
                Rest1 -> [X | Rest1]
            end
    end;
delete_front(_, []) -> false.

delete_rear(Pred, [X | Rest]) ->
    case delete_rear(Pred, Rest) of
        false ->
            case Pred(X) of
                true -> Rest;
                false -> false
            end;
        Rest1 -> [X | Rest1]
    end;
delete_rear(_, []) -> false.

%% ---- the Okasaki names

-doc "Same as in_r/2.".
cons(X, Q) -> in_r(X, Q).

-doc "Same as get/1.".
head({[], []} = Q) -> error(empty, [Q]);
head({R, F}) when ?IS(R, F) -> front(R, F);
head(Q) -> error(badarg, [Q]).

-doc "Same as drop/1.".
tail(Q) -> drop(Q).

-doc "Adds an element at the rear.".
snoc(Q, X) -> in(X, Q).

-doc "Same as get_r/1.".
daeh(Q) -> get_r(Q).

-doc "Same as get_r/1.".
last(Q) -> get_r(Q).

-doc "Same as drop_r/1.".
liat(Q) -> drop_r(Q).

-doc "Same as drop_r/1.".
lait(Q) -> drop_r(Q).

-doc "Same as drop_r/1.".
init(Q) -> drop_r(Q).
