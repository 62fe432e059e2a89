%% White space, comments, text, reserved words of one's own, start positions: all options of erl_scan:string/3.
-module(scan_options).
-export([main/0]).
-include("../show.hrl").

main() ->
    S = "foo( X, %comment\n\t\"str\" ) -> 'q a', 1_0.\n\n",
    [io:format("~0tp ~ts~n  ~0tkp~n", [Start, text(Os), catch erl_scan:string(S, Start, Os)]) || Start <- [1, {1, 1}, {7, 20}], Os <- [[], [return], [return_white_spaces], [return_comments], [text], [return, text], text, [{reserved_word_fun, fun(W) -> W =:= foo end}]]],
    each(fun({T, St, Os}) -> erl_scan:string(T, St, Os) end, [{"a", 0, []}, {"a", -1, []}, {"a", {0, 1}, []}, {"a", {1, 0}, []}, {"a", x, []}, {"a", 1, [bad]}, {"a", 1, bad}, {a, 1, []}, {[a], 1, []}, {[-1], 1, []}, {"if", 1, [{reserved_word_fun, x}]}, {"a", 1, [{text_fun, fun(_, _) -> true end}]}, {"a 'b'", {1, 1}, [{text_fun, fun(C, T) -> C =:= atom andalso hd(T) =:= $' end}]}, {"  \t\n  a", 1, [return]}, {"\n \n\ta", {1, 1}, [return, text]}, {"%% x", 1, [return]}, {"%% x\n%% y\n", 1, [return]}]),
    {ok, Ts, _} = erl_scan:string("ab \"c\" 12 'd' X", {3, 5}, [text]),
    each(fun(T) -> {erl_scan:category(T), erl_scan:column(T), erl_scan:end_location(T), erl_scan:line(T), erl_scan:location(T), erl_scan:symbol(T), erl_scan:text(T)} end, Ts),
    each(fun(W) -> {erl_scan:reserved_word(W), erl_scan:f_reserved_word(W)} end, ['if', 'maybe', 'else', 'andalso', foo, 'fun', 'cond', 'let', 'xor', query, spec]),
    ok.
