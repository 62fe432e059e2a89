-module(proc_dictionary).
-export([main/0]).
main() ->
    io:format("~p ~p~n", [get(), get(a)]),
    io:format("~p ~p ~p~n", [put(a, 1), put(a, 2), get(a)]),
    put(b, [x]), put({c, 1}, "s"), put(1, one), put(2.0, onef),
    io:format("~p~n", [lists:sort(get())]),
    io:format("~p ~p~n", [get(1), get(1.0)]),
    io:format("~p~n", [lists:sort(get_keys())]),
    put(d, [x]),
    io:format("~p~n", [lists:sort(get_keys([x]))]),
    io:format("~p ~p~n", [erase(b), erase(b)]),
    io:format("~p ~p~n", [lists:sort(erase()), get()]),
    Many = lists:seq(1, 1000),
    [put({k, I}, I * I) || I <- Many],
    io:format("~p ~p~n", [lists:sum([get({k, I}) || I <- Many]), length(get())]),
    [erase({k, I}) || I <- Many, I rem 2 =:= 0],
    io:format("~p ~p~n", [length(get_keys()), get({k, 7})]),
    Me = self(), spawn(fun() -> Me ! get() end), receive X -> io:format("~p~n", [X]) end.
