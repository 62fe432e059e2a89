-module(p0367_variable_in_default).
-export([new/0]).

-record(order, {id = (Id = make_ref()), again = fun(X) -> Y = X, Y end}).

new() -> #order{}.
