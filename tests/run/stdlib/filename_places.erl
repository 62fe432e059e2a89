%% Names that depend on the system: the current directory and the user's home.
-module(filename_places).
-export([main/0]).

main() ->
    {ok, Cwd} = file:get_cwd(),
    [io:format("~tp ~w~n", [Name, filename:absname(Name) =:= filename:join(Cwd, Name)])
     || Name <- ["a", "a/b", "/a", "..", <<"bin">>, 'atom']],
    Home = os:getenv("HOME"),
    [os:unsetenv(V) || V <- ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS"]],
    [io:format("~w ~tp~n", [Type, lists:nthtail(length(Home), filename:basedir(Type, "app", #{os => Os}))])
     || Os <- [linux, darwin], Type <- [user_data, user_config, user_cache, user_log]],
    [io:format("~w ~tp~n", [Type, filename:basedir(Type, "app", #{os => linux, version => "1.0"})])
     || Type <- [site_data, site_config]],
    os:putenv("XDG_CACHE_HOME", "/x/cache"),
    os:putenv("XDG_DATA_DIRS", "/x:/y"),
    io:format("~tp ~tp~n", [filename:basedir(user_log, "app"), filename:basedir(site_data, "app")]),
    os:unsetenv("XDG_CACHE_HOME"),
    os:unsetenv("XDG_DATA_DIRS"),
    [try filename:absname(Bad) of V -> io:format("~tp~n", [V]) catch C:R -> io:format("~w ~tp~n", [C, R]) end
     || Bad <- [1, {a}]].
