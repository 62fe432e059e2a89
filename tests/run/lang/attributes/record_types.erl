%% Typed records with defaults that call, compute and nest; types that mention records.
-module(record_types).
-export([main/0]).
-type id() :: pos_integer().
-type colour() :: red | green | {rgb, 0..255, 0..255, 0..255}.
-record(item, {id :: id() | undefined, colour = red :: colour(), tags = [] :: [atom()], meta = #{} :: #{atom() => term()}}).
-type item() :: #item{}.
-type red_item() :: #item{colour :: red}.
-record(box, {items = [#item{id = 1}] :: [item()], size = {1, 2} :: {integer(), integer()}, f = fun(X) -> X end :: fun((T) -> T)}).
-export_type([red_item/0, item/0]).
-spec paint(item(), colour()) -> item().
-include("../lang.hrl").

paint(#item{} = I, C) -> I#item{colour = C}.
-spec ids(#box{}) -> [id()].
ids(#box{items = Is}) -> [Id || #item{id = Id} <- Is].
-spec apply_all(#box{}, term()) -> term().
apply_all(#box{f = F}, X) -> F(X).
main() ->
    ?show(#item{}),
    ?show(paint(#item{}, {rgb, 1, 2, 3})),
    ?show(ids(#box{})),
    ?show(ids(#box{items = [#item{id = 5}, #item{}, not_an_item]})),
    ?show(apply_all(#box{}, x)),
    ?show(apply_all(#box{f = fun lists:reverse/1}, "ab")),
    ?show((#box{})#box.size),
    ?show(paint(wrong, red)),
    ?show(record_info(fields, item)),
    ok.
