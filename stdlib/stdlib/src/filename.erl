%% File names: taking apart, joining, making absolute. Names are strings, binaries, atoms or deep
%% lists of them; parts of a binary are binaries. Only Unix conventions are known.
-module(filename).
-moduledoc "Filename manipulation functions.".

-export([absname/1, absname/2, absname_join/2, append/2, basedir/2, basedir/3, basename/1,
         basename/2, dirname/1, extension/1, flatten/1, join/1, join/2, nativename/1, pathtype/1,
         rootname/1, rootname/2, split/1, validate/1]).

-export_type([basedir_path_type/0, basedir_paths_type/0, basedir_opts/0]).

-type basedir_path_type() :: user_cache | user_config | user_data | user_log.
-type basedir_paths_type() :: site_config | site_data.
-type basedir_opts() :: #{author => string(), os => windows | darwin | linux, version => string()}.

-define(IS_DRIVE(C), C >= $a, C =< $z; C >= $A, C =< $Z).

-doc "A flat string of a deep name; binaries stay.".
flatten(Bin) when is_binary(Bin) -> Bin;
flatten(Name) -> flat(Name, []).

flat([C | Rest], Tail) when is_integer(C) -> [C | flat(Rest, Tail)];
flat([Part | Rest], Tail) when is_list(Part); is_atom(Part) -> flat(Part, flat(Rest, Tail));
flat([Other | Rest], Tail) -> [Other | flat(Rest, Tail)];
flat([], Tail) -> Tail;
flat(Atom, Tail) when is_atom(Atom) -> atom_to_list(Atom) ++ Tail.

%% A flat name that holds nothing but characters.
plain(Name) ->
    case flatten(Name) of
        Bin when is_binary(Bin) -> Bin;
        Chars ->
            lists:all(fun is_integer/1, Chars) orelse error(function_clause, [Name]),
            Chars
    end.

%% ---- absolute names

-doc "The absolute name of a file.".
absname(Name) ->
    {ok, Cwd} = file:get_cwd(),
    absname(Name, Cwd).

-doc "The absolute name of a file relative to a directory.".
absname(Name, Dir) when is_binary(Name), not is_binary(Dir) -> absname(Name, to_binary(Dir));
absname(Name, Dir) when is_binary(Dir), not is_binary(Name) -> absname(to_binary(Name), Dir);
absname(Name, Dir) ->
    case pathtype(Name) of
        relative -> absname_join(Dir, Name);
        absolute -> join([plain(Name)])
    end.

to_binary(Name) when is_binary(Name) -> Name;
to_binary(Name) ->
    case unicode:characters_to_binary(plain(Name)) of
        Bin when is_binary(Bin) -> Bin;
        _ -> error(badarg)
    end.

-doc "Joins a directory and a relative name.".
absname_join(Dir, Name) -> join(Dir, plain(Name)).

-doc "absolute or relative.".
pathtype(Name) when is_atom(Name); is_list(Name) ->
    case plain(Name) of
        [$/ | _] -> absolute;
        _ -> relative
    end;
pathtype(<<$/, _/binary>>) -> absolute;
pathtype(Name) when is_binary(Name) -> relative.

%% ---- parts

-doc "The last component.".
basename(Name) when is_binary(Name) ->
    case [Part || Part <- binary:split(Name, <<"/">>, [global]), Part =/= <<>>] of
        [] -> <<>>;
        Parts -> lists:last(Parts)
    end;
basename(Name) -> base(plain(Name), []).

base([$/], Acc) -> lists:reverse(Acc);
base([$/ | Rest], _) -> base(Rest, []);
base([C | Rest], Acc) -> base(Rest, [C | Acc]);
base([], Acc) -> lists:reverse(Acc).

-doc "The last component without an extension.".
basename(Name, Ext) when is_binary(Name), is_list(Ext) -> basename(Name, to_binary(Ext));
basename(Name, Ext) when is_list(Name), is_binary(Ext) -> basename(to_binary(Name), Ext);
basename(Name, Ext) when is_binary(Name), is_binary(Ext) ->
    list_to_binary(basename(binary_to_list(Name), binary_to_list(Ext)));
basename(Name, Ext) ->
    Flat = plain(Name),
    Base = base(Flat, []),
    %% An extension stands at the very end, no slash behind it.
    case lists:suffix("/", Flat) of
        true -> Base;
        false -> cut(Base, plain(Ext))
    end.

cut(Base, Ext) ->
    case length(Base) > length(Ext) orelse Base =:= Ext of
        true ->
            case lists:suffix(Ext, Base) of
                true -> lists:sublist(Base, length(Base) - length(Ext));
                false -> Base
            end;
        false -> Base
    end.

-doc "The name without its last component.".
dirname(Name) when is_binary(Name) -> list_to_binary(dir(binary_to_list(Name)));
dirname(Name) -> dir(plain(Name)).

dir(Name) ->
    Reversed = lists:reverse(Name),
    case lists:dropwhile(fun(C) -> C =/= $/ end, Reversed) of
        [] -> ".";
        Dir ->
            case lists:dropwhile(fun(C) -> C =:= $/ end, Dir) of
                [] -> "/";
                Rest -> lists:reverse(Rest)
            end
    end.

-doc "The extension with its dot, or the empty string.".
extension(Name) when is_binary(Name) -> list_to_binary(ext(binary_to_list(Name)));
extension(Name) -> ext(plain(Name)).

ext(Name) ->
    {_, Ext} = split_ext(Name),
    Ext.

%% {Name, Extension}; a dot that begins a component begins no extension.
split_ext(".") -> {"", ""};
split_ext(Name) -> split_ext(lists:reverse(Name), []).

split_ext([$. | Rest], Acc) when Rest =/= [], hd(Rest) =/= $/ -> {lists:reverse(Rest), [$. | Acc]};
split_ext([$/ | _] = Rest, Acc) -> {lists:reverse(Rest, Acc), []};
split_ext([C | Rest], Acc) -> split_ext(Rest, [C | Acc]);
split_ext([], Acc) -> {Acc, []}.

-doc "The name without its extension.".
rootname(Name) when is_binary(Name) ->
    list_to_binary(rootname(binary_to_list(Name)));
rootname(Name) ->
    case split_ext(plain(Name)) of
        %% Nothing but an extension, as far as this function goes.
        {[$. | Rest] = Root, []} -> case lists:member($/, Rest) of true -> Root; false -> [] end;
        {Root, _} -> Root
    end.

-doc "The name without the given extension.".
rootname(Name, Ext) when is_binary(Name), is_binary(Ext) ->
    list_to_binary(cut_ext(binary_to_list(Name), binary_to_list(Ext)));
rootname(Name, Ext) when is_binary(Name) -> rootname(Name, to_binary(Ext));
rootname(Name, Ext) when is_binary(Ext) -> rootname(to_binary(Name), Ext);
rootname(Name, Ext) -> cut_ext(plain(Name), plain(Ext)).

cut_ext(Name, Ext) ->
    Root = lists:sublist(Name, max(0, length(Name) - length(Ext))),
    case lists:suffix(Ext, Name) andalso not lists:suffix("/", Root) of
        true -> Root;
        false -> Name
    end.

-doc "The components of a name.".
split(Name) when is_binary(Name) -> [list_to_binary(Part) || Part <- parts(binary_to_list(Name))];
split(Name) -> parts(plain(Name)).

parts([$/ | Rest]) -> ["/" | pieces(Rest, [])];
parts(Name) -> pieces(Name, []).

pieces([$/ | Rest], []) -> pieces(Rest, []);
pieces([$/ | Rest], Acc) -> [lists:reverse(Acc) | pieces(Rest, [])];
pieces([C | Rest], Acc) -> pieces(Rest, [C | Acc]);
pieces([], []) -> [];
pieces([], Acc) -> [lists:reverse(Acc)].

%% ---- joining

-doc "Joins components; an absolute one starts anew.".
join([Name1, Name2 | Rest]) -> join([join(Name1, Name2) | Rest]);
join([Name]) when is_list(Name) -> tidy(plain(Name));
join([Name]) when is_binary(Name) -> list_to_binary(tidy(binary_to_list(Name)));
join([Name]) when is_atom(Name) -> join([atom_to_list(Name)]).

-doc "Joins two components.".
join(Name1, Name2) when is_list(Name1), is_list(Name2) ->
    joined(plain(Name1), plain(Name2));
join(Name1, Name2) when is_binary(Name1), is_list(Name2) -> join(Name1, to_binary(Name2));
join(Name1, Name2) when is_list(Name1), is_binary(Name2) -> join(to_binary(Name1), Name2);
join(Name1, Name2) when is_binary(Name1), is_binary(Name2) ->
    list_to_binary(joined(binary_to_list(Name1), binary_to_list(Name2)));
join(Name1, Name2) when is_atom(Name1) -> join(atom_to_list(Name1), Name2);
join(Name1, Name2) when is_atom(Name2) -> join(Name1, atom_to_list(Name2)).

joined(_, [$/ | _] = Name2) -> tidy(Name2);
joined([], []) -> [];
joined([], Name2) -> tidy([$/ | Name2]);
joined(Name1, []) -> tidy(Name1);
joined(Name1, Name2) -> tidy(Name1 ++ [$/ | Name2]).

%% One slash for many, none at the end.
tidy([$/ | Rest]) ->
    case tidy_1(Rest, $/) of
        [] -> "/";
        Tidy -> [$/ | Tidy]
    end;
tidy(Name) -> tidy_1(Name, none).

tidy_1([$/ | Rest], $/) -> tidy_1(Rest, $/);
tidy_1([$., $/ | Rest], $/) -> tidy_1(Rest, $/);
tidy_1([$/ | Rest], _) ->
    case tidy_1(Rest, $/) of
        [] -> [];
        Tidy -> [$/ | Tidy]
    end;
tidy_1([C | Rest], _) -> [C | tidy_1(Rest, C)];
tidy_1([], _) -> [].

-doc "Dir/Name.".
append(Dir, Name) when is_binary(Dir), is_binary(Name) -> <<Dir/binary, $/, Name/binary>>;
append(Dir, Name) when is_binary(Dir) -> append(Dir, to_binary(Name));
append(Dir, Name) when is_binary(Name) -> append(to_binary(Dir), Name);
append(Dir, Name) when is_atom(Dir) -> error(badarg, [Dir, Name]);
append(Dir, Name) -> plain(Dir) ++ [$/ | plain(Name)].

-doc "The name in the form of the system.".
nativename(Name) -> join([Name]).

-doc "True if the name can be given to the system.".
validate(Name) when is_binary(Name) -> Name =/= <<>> andalso binary:match(Name, <<0>>) =:= nomatch;
validate(Name) when is_list(Name); is_atom(Name) ->
    try plain(Name) of
        Flat -> Flat =/= [] andalso lists:all(fun(C) -> C > 0 andalso C =< 16#10FFFF end, Flat)
    catch _:_ -> false
    end.

%% ---- places for an application's files

-doc "A directory for an application's files.".
basedir(Type, Application) when is_atom(Type), is_list(Application) orelse is_binary(Application) ->
    basedir(Type, Application, #{}).

-doc "A directory for an application's files; options are author, os and version.".
basedir(Type, Application, Options) when is_atom(Type), is_map(Options),
                                         is_list(Application) orelse is_binary(Application) ->
    Os = os_option(Options),
    Name = application_name(Os, Application, Options),
    places(Type, Os, Name).

os_option(#{os := Os}) when Os =:= linux; Os =:= darwin; Os =:= windows -> Os;
os_option(#{os := Os}) -> error(badarg, [Os]);
os_option(_) ->
    case os:type() of
        {unix, darwin} -> darwin;
        {win32, _} -> windows;
        _ -> linux
    end.

application_name(windows, Application, #{author := Author} = Options) ->
    with_version(join(Author, Application), Options);
application_name(_, Application, Options) -> with_version(Application, Options).

with_version(Name, #{version := Version}) -> join(Name, Version);
with_version(Name, _) -> Name.

places(user_data, linux, Name) -> under("XDG_DATA_HOME", ".local/share", Name);
places(user_config, linux, Name) -> under("XDG_CONFIG_HOME", ".config", Name);
places(user_cache, linux, Name) -> under("XDG_CACHE_HOME", ".cache", Name);
places(user_log, linux, Name) -> join(under("XDG_CACHE_HOME", ".cache", Name), "log");
places(site_data, linux, Name) -> site("XDG_DATA_DIRS", "/usr/local/share/:/usr/share/", Name);
places(site_config, linux, Name) -> site("XDG_CONFIG_DIRS", "/etc/xdg", Name);
places(user_data, darwin, Name) -> home("Library/Application Support", Name);
places(user_config, darwin, Name) -> home("Library/Application Support", Name);
places(user_cache, darwin, Name) -> home("Library/Caches", Name);
places(user_log, darwin, Name) -> home("Library/Logs", Name);
places(site_data, darwin, Name) -> [join("/Library/Application Support", Name)];
places(site_config, darwin, Name) -> [join("/Library/Application Support", Name)];
places(user_data, windows, Name) -> windows("Local", Name, []);
places(user_config, windows, Name) -> windows("Roaming", Name, []);
places(user_cache, windows, Name) -> windows("Local", Name, ["Cache"]);
places(user_log, windows, Name) -> windows("Local", Name, ["Logs"]);
places(Type, windows, _) when Type =:= site_data; Type =:= site_config -> [];
places(Type, _, _) -> error(badarg, [Type]).

under(Variable, Default, Name) ->
    case os:getenv(Variable) of
        Dir when is_list(Dir), Dir =/= "" -> join(Dir, Name);
        _ -> home(Default, Name)
    end.

home(Dir, Name) -> join([home(), Dir, Name]).

home() ->
    case os:getenv("HOME") of
        false -> error(badarg);
        Home -> Home
    end.

site(Variable, Default, Name) ->
    Dirs = case os:getenv(Variable) of
        Text when is_list(Text), Text =/= "" -> Text;
        _ -> Default
    end,
    [join(Dir, Name) || Dir <- string:lexemes(Dirs, ":")].

windows(Kind, Name, Sub) -> join([home(), "AppData", Kind, Name | Sub]).
