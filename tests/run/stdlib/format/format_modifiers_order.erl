%% Modifiers t, l, k, K and fields in each order, on terms they change and terms they leave.
-module(format_modifiers_order).
-export([main/0]).
-include("../show.hrl").

main() ->
    T = [#{b => "å", a => <<"ж"/utf8>>}, "text", 'å'], each(fun(F) -> try unicode:characters_to_list(io_lib:format(F, [T])) catch C:R -> {C, R} end end, ["~tkp", "~ktp", "~klp", "~lkp", "~tklp", "~kltp", "~0tkp", "~30tkp", "~kw", "~tkw", "~ktw", "~5kp", "~kkp", "~kts"]), each(fun({F, A}) -> try unicode:characters_to_list(io_lib:format(F, A)) catch C:R -> {C, R} end end, [{"~Kp", [reversed, hd(T)]}, {"~tKp", [reversed, hd(T)]}, {"~Ktp", [ordered, hd(T)]}, {"~KtP", [reversed, T, 6]}, {"~kP", [T, 4]}, {"~ktW", [T, 5]}, {"~Kw", [undefined, #{a => 1}]}, {"~Kp", [fun(A, B) -> A > B end, hd(T)]}]), ok.
