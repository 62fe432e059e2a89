%% A token bucket: so many tokens per so many milliseconds, never more than a bucket full. Time is a parameter.
-module(jobs_bucket).
-export([new/3, take/2, wait_ms/2, level/2]).

-export_type([bucket/0]).

%% fill is in thousandths of a token, so that slow rates lose nothing by rounding
-record(bucket, {tokens :: pos_integer(), per_ms :: pos_integer(), fill :: non_neg_integer(), at :: integer()}).
-opaque bucket() :: #bucket{}.

-define(ONE, 1000).

-spec new(pos_integer(), pos_integer(), integer()) -> bucket().
new(Tokens, PerMs, Now) -> #bucket{tokens = Tokens, per_ms = PerMs, fill = Tokens * ?ONE, at = Now}.

-doc "Takes a token, if there is one.".
-spec take(integer(), bucket()) -> {ok, bucket()} | {wait, pos_integer(), bucket()}.
take(Now, Bucket) ->
    case refill(Now, Bucket) of
        #bucket{fill = Fill} = B when Fill >= ?ONE -> {ok, B#bucket{fill = Fill - ?ONE}};
        B -> {wait, missing(B), B}
    end.

-doc "How long until there is a token.".
wait_ms(Now, Bucket) ->
    case refill(Now, Bucket) of
        #bucket{fill = Fill} when Fill >= ?ONE -> 0;
        B -> missing(B)
    end.

-doc "Whole tokens in the bucket.".
level(Now, Bucket) -> (refill(Now, Bucket))#bucket.fill div ?ONE.

missing(#bucket{tokens = Tokens, per_ms = PerMs, fill = Fill}) ->
    Needed = (?ONE - Fill) * PerMs,
    (Needed + Tokens * ?ONE - 1) div (Tokens * ?ONE).

refill(Now, #bucket{at = At} = B) when Now =< At -> B;
refill(Now, #bucket{tokens = Tokens, per_ms = PerMs, fill = Fill, at = At} = B) ->
    New = min(Tokens * ?ONE, Fill + (Now - At) * Tokens * ?ONE div PerMs),
    B#bucket{fill = New, at = Now}.
