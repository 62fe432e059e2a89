%% What to do about a failed call, as a function: again, how soon, or not at all.
-module(agents_policy).
-export([new/1, next/4, is_transient/1]).

-export_type([policy/0]).

-opaque policy() :: #{attempts := pos_integer(), base := pos_integer(), limit := pos_integer()}.

-spec new(map()) -> policy().
new(Options) -> maps:with([attempts, base, limit], maps:merge(#{attempts => 4, base => 2, limit => 50}, Options)).

-doc "After attempt N failed with a reason, with so many milliseconds left: again after a while, or give up.".
-spec next(pos_integer(), term(), integer() | infinity, policy()) -> {again, non_neg_integer()} | {give_up, term()}.
next(Attempt, Reason, Left, #{attempts := Attempts} = Policy) ->
    case is_transient(Reason) of
        false -> {give_up, Reason};
        true when Attempt >= Attempts -> {give_up, {exhausted, Attempts, Reason}};
        true ->
            case delay(Attempt, Reason, Policy) of
                Delay when Delay >= Left -> {give_up, {deadline, Reason}};
                Delay -> {again, Delay}
            end
    end.

delay(_, {overloaded, RetryAfter}, _) -> RetryAfter;
delay(Attempt, _, #{base := Base, limit := Limit}) -> min(Limit, Base bsl (Attempt - 1)).

-doc "Whether another attempt may help.".
is_transient({overloaded, _}) -> true;
is_transient(unavailable) -> true;
is_transient(timeout) -> true;
is_transient({crashed, _}) -> true;
is_transient(circuit_open) -> true;
is_transient(_) -> false.
