%% Records print as tuples; ~p breaks long ones.
-module(records_printing).
-export([main/0]).
-record(person, {name, age, address, tags = [], notes = <<>>}).
-record(address, {street = "Long Street Name", city = "A City Far Away", zip = 12345}).
-include("../lang.hrl").

main() ->
    P = #person{name = "Somebody", age = 42, address = #address{}, tags = [one, two, three]},
    io:format("~p~n", [P]),
    io:format("~w~n", [P]),
    io:format("~p~n", [[P, P]]),
    io:format("~40p~n", [P]),
    io:format("~s~n", [io_lib:format("~p", [#address{}])]),
    io:format("~p~n", [#person{notes = binary:copy(<<"text ">>, 20)}]),
    io:format("~p~n", [{wrapped, P, [P]}]),
    io:format("~P~n", [P, 8]),
    io:format("~W~n", [P, 6]),
    io:format("~0p~n", [P]),
    io:format("~p~n", [#{key => P}]),
    ok.
