%% Environment of applications: got, set, unset, several at once, persistent ones, defaults.
-module(app_environment).
-export([main/0]).
-include("../../stdlib/show.hrl").

main() ->
    ok = application:load({application, ape, [{vsn, "1"}, {applications, []}, {env, [{a, 1}, {b, [x]}]}]}),
    each(fun({F, A}) -> R = apply(application, F, A), case R of L when is_list(L) -> lists:sort(L); _ -> R end end, [{get_all_env, [ape]}, {get_env, [ape, a]}, {set_env, [ape, a, 2]}, {get_env, [ape, a]}, {set_env, [ape, c, 3, [{persistent, true}]]}, {unset_env, [ape, b]}, {get_env, [ape, b]}, {unset_env, [ape, nosuch]}, {get_env, [ape, b, default]}, {get_all_env, [ape]}, {set_env, [[{ape, [{d, 4}, {e, 5}]}]]}, {set_env, [[{ape, [{d, 6}]}, {ape2, [{x, y}]}], [{timeout, 1000}]]}, {get_all_env, [ape]}, {get_env, [ape2, x]}, {get_all_env, [none]}, {set_env, [[{ape, [{d, 1}, {d, 2}]}]]}, {set_env, [[{ape, []}, {ape, []}]]}, {set_env, [odd]}, {set_env, [[odd]]}, {set_env, [[{ape, odd}]]}, {set_env, [[{"ape", []}]]}, {set_env, [ape, z, 1, [{timeout, 1000}]]}, {unset_env, [ape, z, [{timeout, 1000}]]}, {get_env, [ape]}, {get_application, [?MODULE]}, {get_application, [nosuchmodule]}, {get_all_key, [none]}, {get_supervisor, [ape]}]),
    show("unload", application:unload(ape)), show("persistent", begin ok = application:load({application, ape, [{vsn, "2"}, {applications, []}, {env, [{a, 1}, {c, 0}]}]}), lists:sort(application:get_all_env(ape)) end), application:unload(ape),
    show("own", {application:get_env(x), application:get_application(), application:get_all_env()}), {ok, Ks} = application:get_all_key(kernel), show("keys", lists:sort([K || {K, _} <- Ks]) -- [maxP, maxT, optional_applications, start_phases, id]), ok.
