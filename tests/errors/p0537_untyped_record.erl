-module(p0537_untyped_record).
-export([new/0]).
-compile(warn_untyped_record).

-record(order, {id :: integer(), buyer}).

new() -> #order{id = 1}.
