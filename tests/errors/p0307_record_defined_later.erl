-module(p0307_record_defined_later).
-export([new/0]).

-record(order, {buyer = #person{}}).
-record(person, {name = anonymous}).

new() -> {#order{}, #person{}}.
