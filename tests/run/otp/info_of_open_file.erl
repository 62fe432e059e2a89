%% What is known of a file that is open, its name gone; nowarn options that name one function.
-module(info_of_open_file).
-include_lib("kernel/include/file.hrl").
-export([main/0]).
main() ->
    N = "/tmp/purlin_file_info_open", ok = file:write_file(N, "abc"),
    {ok, F} = file:open(N, [read]), {ok, R} = file:open(N, [read, raw]),
    ok = file:delete(N),
    [begin {ok, #file_info{size = S, type = T, links = L}} = file:read_file_info(X), io:format("~w ~w ~w~n", [S, T, L]) end || X <- [F, R]],
    {ok, #file_info{mtime = M}} = file:read_file_info(F, [{time, posix}]), io:format("~w~n", [is_integer(M)]),
    io:format("~w~n", [file:read_link_info(F) =:= file:read_file_info(F)]),
    file:close(F), file:close(R),
    io:format("~w ~w~n", [file:read_file_info(F), file:read_file_info(R)]),
    Fs = forms("-module(x). -export([f/0]). f() -> ok. g() -> ok. h() -> ok."),
    [io:format("~0p: ~0p~n", [O, element(2, erl_lint:module(Fs, "x.erl", O))]) || O <- [[], [{nowarn_unused_function, {g, 0}}], [{nowarn_unused_function, [{g, 0}, {h, 0}]}], [{nowarn_unused_function, [{g, 0}]}]]],
    {ok, _, _, W} = compile:forms(Fs, [return, {nowarn_unused_function, {h, 0}}]), io:format("~0p~n", [[D || {_, Ws} <- W, {_, _, D} <- Ws]]).
forms(T) -> {ok, Ts, _} = erl_scan:string(T), split(Ts, []).
split([], []) -> [];
split([{dot, _} = D | R], Acc) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), [F | split(R, [])];
split([T | R], Acc) -> split(R, [T | Acc]).
