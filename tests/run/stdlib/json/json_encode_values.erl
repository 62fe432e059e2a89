%% json:encode of every value Erlang has for one, of keys, numbers and strings with escapes.
-module(json_encode_values).
-export([main/0]).
-include("../show.hrl").

main() ->
    E = fun(X) -> unicode:characters_to_list(iolist_to_binary(json:encode(X))) end,
    each(E, [null, true, false, abc, 'å b', 0, -1, 1 bsl 70, 1.0, -0.0, 1.5e300, 1.0e-10, 0.1, 100.0, 1.0e21, [], [1, [2, []]], #{}, #{a => 1}, #{<<"k">> => #{}}, #{1 => a}, #{1.5 => b}, <<>>, <<"text">>, <<"\"\\/\b\f\n\r\t">>, <<0, 31, 127>>, <<"åß€😀"/utf8>>, <<"\x{2028}\x{2029}"/utf8>>, "chars", [a, <<"b">>, 1.0, null]]),
    each(E, [<<255>>, <<"ab", 200>>, {a}, [{a, 1}], fun lists:map/2, <<1:3>>, #{{a} => 1}, #{"k" => 1}, [1 | 2], #{<<255>> => 1}]),
    A = fun(X) -> unicode:characters_to_list(iolist_to_binary(json:encode(X, fun enc/2))) end,
    each(A, [{1, 2}, [{a, b}, #{k => {c}}], plain]),
    each(fun(B) -> {iolist_to_binary(json:encode_binary(B)), iolist_to_binary(json:encode_binary_escape_all(B))} end, [<<"abc">>, <<"å😀\""/utf8>>, <<7, 127>>, <<>>, <<255>>]),
    ok.

enc(T, Enc) when is_tuple(T) -> json:encode_list(tuple_to_list(T), Enc);
enc(X, Enc) -> json:encode_value(X, Enc).
