%% json:format with indents, widths, orders and encoders of one's own.
-module(json_format_layout).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = #{<<"list">> => [1, [2, 3], [], #{}], <<"map">> => #{<<"a">> => #{<<"b">> => null}}, <<"s">> => <<"å\n"/utf8>>},
    P = fun(X) -> io:format("~ts|~n", [X]) end,
    P(json:format(T)), P(json:format(T, #{indent => 4})), P(json:format(T, #{indent => 0})), P(json:format(T, #{max => 20})), P(json:format(T, #{max => 200})), P(json:format([], #{})), P(json:format(#{}, #{})), P(json:format(<<"x">>)), P(json:format([1, 2, 3], #{max => 5, indent => 1})),
    each(fun({X, F, O}) -> unicode:characters_to_binary(json:format(X, F, O)) end,
         [{[{b, 1}, {a, [{c, 2}]}], fun ([{_, _} | _] = L, E, St) -> json:format_key_value_list(L, E, St); (X, E, St) -> json:format_value(X, E, St) end, #{}}, {[{b, 1}, {b, 2}], fun ([{_, _} | _] = L, E, St) -> json:format_key_value_list_checked(L, E, St); (X, E, St) -> json:format_value(X, E, St) end, #{}},
          {{1, 2}, fun (X, E, St) when is_tuple(X) -> E(tuple_to_list(X), E, St); (X, E, St) -> json:format_value(X, E, St) end, #{indent => 3, max => 3}}, {#{b => 1}, fun json:format_value/3, #{}}, {{}, fun json:format_value/3, #{}}, {[1], fun json:format_value/3, x}]),
    ok.
