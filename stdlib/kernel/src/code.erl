%% Modules: where they are, whether they are loaded, loading and purging them. The machine itself finds and loads
%% what is called; this module is for programs that want to know or to decide.
%%
%% Natives used: erlang:module_loaded/1, load_module/2, delete_module/1, purlin_code:purge/1, soft_purge/1,
%% loaded/0. A module is compiled from source by compile:file/2.
-module(code).
-export([ensure_loaded/1, ensure_modules_loaded/1, load_file/1, load_abs/1, load_binary/3, atomic_load/1,
         prepare_loading/1, finish_loading/1]).
-export([is_loaded/1, which/1, all_loaded/0, all_available/0, module_status/0, module_status/1, modified_modules/0,
         module_md5/1, get_mode/0, get_object_code/1, get_doc/1, get_doc/2, get_debug_info/1]).
-export([delete/1, purge/1, soft_purge/1]).
-export([get_path/0, set_path/1, set_path/2, add_path/1, add_path/2, add_patha/1, add_patha/2, add_pathz/1, add_pathz/2,
         add_paths/1, add_paths/2, add_pathsa/1, add_pathsa/2, add_pathsz/1, add_pathsz/2, del_path/1, del_paths/1,
         replace_path/2, replace_path/3, clear_cache/0, where_is_file/1, where_is_file/2, clash/0]).
-export([root_dir/0, lib_dir/0, lib_dir/1, lib_dir/2, compiler_dir/0, priv_dir/1, objfile_extension/0]).
-export([is_sticky/1, stick_dir/1, unstick_dir/1, stick_mod/1, unstick_mod/1, start_link/0, stop/0]).
-export([coverage_support/0, get_coverage_mode/0, get_coverage_mode/1, set_coverage_mode/1, get_coverage/2, reset_coverage/1]).

-define(PATH, {?MODULE, path}).

%% ---------------------------------------------------------------------------------------------------------
%% Loading

-doc "Loads a module unless it is loaded.".
ensure_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> {module, Module};
        false ->
            %% a call makes the machine look for the module
            try Module:module_info(module) of
                _ -> {module, Module}
            catch
                error:undef -> {error, nofile}
            end
    end.

-doc "Loads several modules.".
ensure_modules_loaded(Modules) when is_list(Modules) ->
    case [{M, Why} || M <- Modules, {error, Why} <- [ensure_loaded(M)]] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

-doc "Loads a module anew from the code path.".
load_file(Module) when is_atom(Module) ->
    case find(atom_to_list(Module)) of
        {ok, File} -> compiled(Module, File);
        error ->
            case ensure_loaded(Module) of
                {module, _} = Loaded -> Loaded;
                Error -> Error
            end
    end.

-doc "Loads a module from a file name without extension.".
load_abs(Name) -> load_abs(Name, list_to_atom(filename:basename(Name))).

load_abs(Name, Module) ->
    File = Name ++ ".erl",
    case filelib:is_regular(File) of
        true -> compiled(Module, File);
        false -> {error, nofile}
    end.

compiled(Module, File) ->
    case compile:file(File, [binary]) of
        {ok, Module, Code} -> load_binary(Module, File, Code);
        {ok, _, _} -> {error, badfile};
        {ok, Module, Code, _} -> load_binary(Module, File, Code);
        _ -> {error, badfile}
    end.

-doc "Loads a module from its object code. Old code of it is purged first; its on_load function has run when this returns.".
load_binary(Module, File, Binary) when is_atom(Module), is_binary(Binary), is_list(File) orelse is_atom(File) ->
    case erlang:load_module(Module, Binary) of
        {module, Module} -> ready(Module, File, purlin_code:on_load(Module));
        {error, not_purged} -> purge(Module), load_binary(Module, File, Binary);
        {error, _} = Error -> Error
    end.

ready(Module, File, none) ->
    Text = if is_atom(File) -> atom_to_list(File); true -> File end,
    purlin_code:set_file(Module, unicode:characters_to_binary(Text)),
    {module, Module};
ready(Module, File, waiting) ->
    %% Any call of a function that it lacks makes a process run its on_load function first.
    {_, Ref} = spawn_monitor(fun() -> catch Module:'$on_load'() end),
    receive {'DOWN', Ref, process, _, _} -> ok end,
    case purlin_code:on_load(Module) of
        running -> purlin_code:on_load_failed(Module), {error, on_load_failure};
        State -> ready(Module, File, State)
    end;
ready(_, _, failed) -> {error, on_load_failure}.

-doc "Loads several modules at once.".
atomic_load(Modules) when is_list(Modules) ->
    Names = [name(M) || M <- Modules],
    case {lists:reverse(lists:usort(Names -- lists:usort(Names))), [{M, Why} || M <- Names, Why <- refused(M, Modules)]} of
        {[], []} -> load_all(Modules);
        {[], Errors} -> {error, Errors};
        {Twice, _} -> {error, [{M, duplicated} || M <- Twice]}
    end.

name({Module, _, _}) when is_atom(Module) -> Module;
name(Module) when is_atom(Module) -> Module.

%% Why a module cannot be loaded, as far as it shows before anything is.
refused(Module, Modules) ->
    Missing = lists:member(Module, Modules) andalso find(atom_to_list(Module)) =:= error andalso element(1, ensure_loaded(Module)) =:= error,
    case erlang:check_old_code(Module) of
        true -> [not_purged];
        false when Missing -> [nofile];
        false -> []
    end.

load_all(Modules) ->
    Results = [case M of
                   {Module, File, Binary} -> {Module, load_binary(Module, File, Binary)};
                   Module -> {Module, load_file(Module)}
               end || M <- Modules],
    case [{M, Why} || {M, {error, Why}} <- Results] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

prepare_loading(Modules) when is_list(Modules) ->
    case [{M, nofile} || M <- Modules, is_missing(M)] of
        [] -> {ok, {?MODULE, prepared, Modules}};
        Missing -> {error, Missing}
    end.

is_missing({M, File, Code}) when is_atom(M), is_list(File), is_binary(Code) -> false;
is_missing(M) when is_atom(M) -> find(atom_to_list(M)) =:= error andalso element(1, ensure_loaded(M)) =:= error.

finish_loading({?MODULE, prepared, Modules}) -> atomic_load(Modules).

-doc "Makes the code of a module old.".
delete(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> not erlang:check_old_code(Module) andalso erlang:delete_module(Module);
        false -> false
    end.

-doc "Removes the old code of a module; processes that run it are killed.".
purge(Module) when is_atom(Module) -> purlin_code:purge(Module).

-doc "Removes the old code of a module unless a process runs it.".
soft_purge(Module) when is_atom(Module) -> purlin_code:soft_purge(Module).

%% ---------------------------------------------------------------------------------------------------------
%% Questions

-doc "Whether a module is loaded, and from where.".
is_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> {file, file_of(Module)};
        false -> false
    end.

file_of(Module) ->
    case purlin_code:file(Module) of
        undefined -> source_of(Module);
        File -> unicode:characters_to_list(File)
    end.

source_of(Module) ->
    try proplists:get_value(source, Module:module_info(compile), "")
    catch
        error:_ -> ""
    end.

-doc "The file of a module.".
which(Module) when is_atom(Module) ->
    case lists:member(Module, erlang:pre_loaded()) of
        true -> preloaded;
        false ->
            case ensure_loaded(Module) of
                {module, _} -> file_of(Module);
                _ -> non_existing
            end
    end.

-doc "The modules that are loaded.".
all_loaded() -> [{M, file_of(M)} || M <- erlang:loaded()].

all_available() -> [{atom_to_list(M), File, true} || {M, File} <- all_loaded()].

module_status() -> [{M, module_status(M)} || {M, _} <- all_loaded()].

-doc "Whether a module is loaded.".
module_status(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> loaded;
        false -> not_loaded
    end;
module_status(Modules) when is_list(Modules) -> [{M, module_status(M)} || M <- Modules].

modified_modules() -> [].

module_md5(Binary) when is_binary(Binary) -> erlang:md5(Binary).

get_mode() -> interactive.

-doc "The code of a module in a file of the code path: the library's own is in none.".
get_object_code(Module) when is_atom(Module) ->
    case where_is_file(atom_to_list(Module) ++ objfile_extension()) of
        non_existing -> error;
        File ->
            case file:read_file(File) of
                {ok, Code} -> {Module, Code, filename:absname(File)};
                {error, _} -> error
            end
    end.

get_doc(Module) -> get_doc(Module, #{}).

-doc "What is documented of a module: of the library, or where its source is at hand.".
get_doc(Module, _) when is_atom(Module) ->
    case ensure_loaded(Module) of
        {module, _} -> documented(Module, documentation(Module, file_of(Module)));
        _ -> {error, non_existing}
    end.

documentation(Module, File) ->
    case filelib:is_regular(File) andalso file:read_file(File) of
        {ok, Source} -> purlin_compile:ask(docs_of, {Source});
        _ -> purlin_compile:ask(docs, {atom_to_binary(Module)})
    end.

documented(_, []) -> {error, missing};
documented(Module, Found) ->
    Exports = Module:module_info(exports),
    Text = fun(none) -> none; (T) -> #{<<"en">> => T} end,
    Entries = [{{function, F, A}, 0, [<<Name/binary, $/, (integer_to_binary(A))/binary>>], Text(T), #{}}
               || {Name, A, T} <- Found, Name =/= <<>>, F <- [existing_atom(Name)], lists:member({F, A}, Exports)],
    Own = [T || {<<>>, _, T} <- Found],
    {ok, {docs_v1, 0, erlang, <<"text/markdown">>, Text(hd(Own ++ [none])), #{}, Entries}}.

existing_atom(Name) ->
    try binary_to_existing_atom(Name)
    catch
        error:badarg -> none
    end.

get_debug_info(_) -> none.

%% ---------------------------------------------------------------------------------------------------------
%% The code path

-doc "The code path.".
get_path() -> persistent_term:get(?PATH, ["."]).

-doc "Sets the code path.".
set_path(Path) when is_list(Path) ->
    case lists:all(fun(D) -> is_dir_name(D) andalso filelib:is_dir(dir(D)) end, Path) of
        true ->
            persistent_term:put(?PATH, [dir(D) || D <- Path]),
            true;
        false -> {error, bad_directory}
    end;
set_path(Path) -> error(function_clause, [Path]).
set_path(Path, _Cache) -> set_path(Path).

is_dir_name(D) -> is_list(D) andalso io_lib:char_list(D) orelse is_atom(D).

dir(D) when is_atom(D) -> atom_to_list(D);
dir(D) -> D.

-doc "Adds a directory at the end of the code path.".
add_path(Dir) when is_list(Dir) -> add_pathz(Dir).
add_path(Dir, _) -> add_pathz(Dir).
%% A directory that is there already stays where it is.
add_pathz(Dir) when is_list(Dir) ->
    add_dir(Dir, fun(D, Path) ->
        case lists:member(D, Path) of
            true -> Path;
            false -> Path ++ [D]
        end
    end).
add_pathz(Dir, _) -> add_pathz(Dir).

-doc "Adds a directory at the beginning of the code path.".
add_patha(Dir) when is_list(Dir) -> add_dir(Dir, fun(D, Path) -> [D | lists:delete(D, Path)] end).
add_patha(Dir, _) -> add_patha(Dir).

add_dir(Dir, Fun) when is_list(Dir); is_atom(Dir) ->
    case is_dir_name(Dir) andalso filelib:is_dir(dir(Dir)) of
        true ->
            persistent_term:put(?PATH, Fun(dir(Dir), get_path())),
            true;
        false -> {error, bad_directory}
    end.

add_paths(Dirs) -> add_pathsz(Dirs).
add_paths(Dirs, _) -> add_pathsz(Dirs).
add_pathsz(Dirs) when is_list(Dirs) -> lists:foreach(fun add_pathz/1, Dirs).
add_pathsz(Dirs, _) -> add_pathsz(Dirs).
add_pathsa(Dirs) when is_list(Dirs) -> lists:foreach(fun add_patha/1, Dirs).
add_pathsa(Dirs, _) -> add_pathsa(Dirs).

-doc "Removes a directory from the code path.".
del_path(Dir) when is_list(Dir); is_atom(Dir) ->
    case is_dir_name(Dir) of
        true ->
            Path = get_path(),
            persistent_term:put(?PATH, lists:delete(dir(Dir), Path)),
            lists:member(dir(Dir), Path);
        false -> {error, bad_name}
    end.

del_paths(Dirs) when is_list(Dirs) -> lists:foreach(fun del_path/1, Dirs).

replace_path(Name, Dir) when is_atom(Name) orelse is_list(Name), is_atom(Dir) orelse is_list(Dir) ->
    case is_dir_name(Dir) andalso filelib:is_dir(dir(Dir)) of
        true ->
            _ = [del_path(D) || D <- [lib_dir(Name)], is_list(D)],
            add_pathz(Dir);
        false -> {error, bad_name}
    end.
replace_path(Name, Dir, _) -> replace_path(Name, Dir).

clear_cache() -> ok.

-doc "A file in the code path.".
where_is_file(Name) -> where_is_file(get_path(), Name).

where_is_file([Dir | Path], Name) ->
    File = filename:join(Dir, Name),
    case filelib:is_regular(File) of
        true -> File;
        false -> where_is_file(Path, Name)
    end;
where_is_file([], _) -> non_existing.

find(Name) ->
    case where_is_file(Name ++ ".erl") of
        non_existing -> error;
        File -> {ok, File}
    end.

clash() -> ok.

%% ---------------------------------------------------------------------------------------------------------
%% Directories

root_dir() -> "/".

lib_dir() -> "/lib".

compiler_dir() -> filename:join(lib_dir(), "compiler").

-doc "The directory of an application: the parent of one named ebin, or one of its name, in the code path.".
lib_dir(App) when is_atom(App) ->
    Name = atom_to_list(App),
    case [D || D <- dirs(), named(filename:basename(D), Name)] of
        [Dir | _] -> Dir;
        [] -> {error, bad_name}
    end;
lib_dir(App) when is_list(App) -> lib_dir(list_to_atom(App)).

lib_dir(App, SubDir) when is_atom(SubDir) ->
    case lib_dir(App) of
        {error, _} = Error -> Error;
        Dir -> filename:join(Dir, SubDir)
    end.

dirs() ->
    [case filename:basename(D) of
         "ebin" -> filename:dirname(D);
         "src" -> filename:dirname(D);
         _ -> D
     end || D <- [filename:absname(P) || P <- get_path()]].

named(Name, Name) -> true;
named(Dir, Name) -> lists:prefix(Name ++ "-", Dir).

-doc "The priv directory of an application.".
priv_dir(App) -> lib_dir(App, priv).

objfile_extension() -> ".beam".

%% ---------------------------------------------------------------------------------------------------------
%% Library modules cannot be replaced; nothing else is sticky.

is_sticky(Module) when is_atom(Module) -> false.
%% No directory is sticky; one that is there may be said to be.
stick_dir(Dir) -> stickable(Dir).
unstick_dir(Dir) -> stickable(Dir).

stickable(Dir) when is_atom(Dir); is_list(Dir) ->
    case filelib:is_dir(dir(Dir)) of
        true -> ok;
        false -> error
    end.
stick_mod(_) -> true.
unstick_mod(_) -> true.

start_link() -> ignore.
stop() -> ok.

%% There is no coverage yet.
coverage_support() -> false.
get_coverage_mode() -> none.
get_coverage_mode(Module) when is_atom(Module) -> none.
set_coverage_mode(_) -> erlang:error(notsup).
get_coverage(_, _) -> erlang:error(notsup).
reset_coverage(_) -> erlang:error(notsup).
