%% Files by patterns and in trees, on the natives of `file`.
%%
%% A pattern is compiled to a list of parts, one per name between slashes: a string to be found as it is, `double_star`,
%% or what a name is matched against, a list of characters, `question`, `star`, `{set, [{From, To}]}` and
%% `{alternatives, [Pattern]}`. Only patterns that look among names list a directory.
-module(filelib).
-moduledoc "Utility functions on files: wildcards, walking trees, finding sources.".
-export([compile_wildcard/1, ensure_dir/1, ensure_path/1, file_size/1, file_size/2, find_file/2, find_file/3,
         find_source/1, find_source/2, find_source/3, fold_files/5, fold_files/6, is_dir/1, is_dir/2, is_file/1,
         is_file/2, is_regular/1, is_regular/2, last_modified/1, last_modified/2, safe_relative_path/2, wildcard/1,
         wildcard/2, wildcard/3]).

-export_type([filename/0, filename_all/0, dirname/0, dirname_all/0, find_file_rule/0, find_source_rule/0]).

-include("../../kernel/include/file.hrl").

-type filename() :: file:name().
-type filename_all() :: file:name_all().
-type dirname() :: filename().
-type dirname_all() :: filename_all().
-type find_file_rule() :: {ObjDirSuffix :: string(), SrcDirSuffix :: string()}.
-type find_source_rule() :: {ObjExtension :: string(), SrcExtension :: string(), [find_file_rule()]}.

%% ---------------------------------------------------------------------------------------------------------
%% One file

info(Name, Mod) when Mod =:= erl_prim_loader; Mod =:= prim_file -> file:read_file_info(Name);
info(Name, Mod) -> Mod:read_file_info(Name).

type(Name, Mod) ->
    case info(Name, Mod) of
        {ok, #file_info{type = Type}} -> Type;
        _ -> none
    end.

-doc "Is it a directory?".
is_dir(Name) -> is_dir(Name, file).

-doc false.
is_dir(Name, Mod) when is_atom(Mod) -> type(Name, Mod) =:= directory.

-doc "Is it a file or a directory?".
is_file(Name) -> is_file(Name, file).

-doc false.
is_file(Name, Mod) when is_atom(Mod) -> lists:member(type(Name, Mod), [regular, directory]).

-doc "Is it a file that is no directory and no device?".
is_regular(Name) -> is_regular(Name, file).

-doc false.
is_regular(Name, Mod) when is_atom(Mod) -> type(Name, Mod) =:= regular.

-doc "When it was last written, in local time; or 0.".
last_modified(Name) -> last_modified(Name, file).

-doc false.
last_modified(Name, Mod) when is_atom(Mod) ->
    case info(Name, Mod) of
        {ok, #file_info{mtime = Time}} -> Time;
        _ -> 0
    end.

-doc "The bytes of a file; or 0.".
file_size(Name) -> file_size(Name, file).

-doc false.
file_size(Name, Mod) when is_atom(Mod) ->
    case info(Name, Mod) of
        {ok, #file_info{size = Size}} -> Size;
        _ -> 0
    end.

-doc "Makes the directories above a file.".
ensure_dir("/") -> ok;
ensure_dir(Name) ->
    Dir = filename:dirname(Name),
    case is_dir(Dir) of
        true -> ok;
        false when Dir =:= Name -> {error, einval};
        false ->
            case ensure_dir(Dir) of
                ok -> made(Dir);
                Error -> below(Error)
            end
    end.

%% Something above that is no directory.
below({error, eexist}) -> {error, enotdir};
below(Reply) -> Reply.

-doc "Makes a directory and those above it.".
ensure_path(Name) ->
    Dir = filename:flatten(Name),
    case is_dir(Dir) of
        true -> ok;
        false ->
            case ensure_dir(Dir) of
                ok -> made(Dir);
                Error -> below(Error)
            end
    end.

%% Somebody else may make it at the same time.
made(Dir) ->
    case file:make_dir(Dir) of
        {error, eexist} ->
            case is_dir(Dir) of
                true -> ok;
                false -> {error, eexist}
            end;
        Reply -> Reply
    end.

-doc "Calls a function with each regular file of a tree whose name matches, and with what it gave last.".
fold_files(Dir, Regexp, Recursive, Fun, Start) -> fold_files(Dir, Regexp, Recursive, Fun, Start, file).

-doc false.
fold_files(Dir, Regexp, Recursive, Fun, Start, Mod) when is_atom(Mod) ->
    {ok, Compiled} = re:compile(Regexp, [unicode]),
    fold_dir(Dir, Compiled, Recursive, Fun, Start, Mod).

fold_dir(Dir, Regexp, Recursive, Fun, Acc, Mod) ->
    lists:foldl(fun(Name, A) -> fold_name(filename:join(Dir, Name), Name, Regexp, Recursive, Fun, A, Mod) end, Acc,
                names(Dir, Mod)).

fold_name(Full, Name, Regexp, Recursive, Fun, Acc, Mod) ->
    case is_regular(Full, Mod) of
        true ->
            case re:run(Name, Regexp, [{capture, none}]) of
                match -> Fun(Full, Acc);
                nomatch -> Acc
            end;
        false ->
            case Recursive andalso is_dir(Full, Mod) of
                true -> fold_dir(Full, Regexp, Recursive, Fun, Acc, Mod);
                false -> Acc
            end
    end.

names(Dir, Mod) ->
    Listed = case Mod of
        file -> file:list_dir(Dir);
        erl_prim_loader -> file:list_dir(Dir);
        prim_file -> file:list_dir(Dir);
        _ -> Mod:list_dir(Dir)
    end,
    case Listed of
        {ok, Names} -> Names;
        _ -> []
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Wildcards

%% What is wrong with a pattern is an error of the function that was called.
-define(WELL_FORMED(Result),
        (case Result of
             {badpattern, _} = BadPattern -> error(BadPattern);
             Well -> Well
         end)).

-doc "The files that match a pattern.".
wildcard(Pattern) -> ?WELL_FORMED(wildcard_of(Pattern, ".", file)).

-doc "The files of a directory that match a pattern.".
wildcard(Pattern, Mod) when is_atom(Mod), is_list(Pattern) -> ?WELL_FORMED(wildcard_of(Pattern, ".", Mod));
wildcard(Pattern, Cwd) when is_list(Cwd) -> ?WELL_FORMED(wildcard_of(Pattern, Cwd, file)).

-doc false.
wildcard(Pattern, Cwd, Mod) when is_list(Cwd), is_atom(Mod) -> ?WELL_FORMED(wildcard_of(Pattern, Cwd, Mod)).

wildcard_of({compiled_wildcard, {Root, Parts}}, Cwd, Mod) -> found(Root, Parts, Cwd, Mod);
wildcard_of(Pattern, Cwd, Mod) when is_list(Pattern) ->
    case compiled(Pattern) of
        {badpattern, _} = Bad -> Bad;
        {Root, Parts} -> found(Root, Parts, Cwd, Mod)
    end;
wildcard_of(Pattern, Cwd, _) -> error(function_clause, [Pattern, Cwd]).

found(absolute, Parts, _, Mod) -> lists:sort(walk(Parts, "/", "/", Mod));
found(relative, Parts, Cwd, Mod) -> lists:sort(walk(Parts, filename:join([Cwd]), "", Mod)).

%% Prepares a pattern that is used more than once.
-doc false.
compile_wildcard(Pattern) when is_list(Pattern) -> {compiled_wildcard, ?WELL_FORMED(compiled(Pattern))}.

compiled(Pattern) ->
    try
        case filename:split(Pattern) of
            [[$/ | _] | Names] -> {absolute, parts(Names)};
            [] -> error({badmatch, []});
            Names -> {relative, relative_parts(Names)}
        end
    catch
        throw:{badpattern, _} = Bad -> Bad
    end.

%% A leading dot means where one is; alone it is a name.
relative_parts(["." | [_ | _] = Names]) -> relative_parts(Names);
relative_parts(Names) -> parts(Names).

parts(["**"]) -> [double_star];
parts(["**", "**" | Names]) -> parts(["**" | Names]);
parts(["**" | Names]) -> [double_star | parts(Names)];
parts(["." | [_ | _] = Names]) -> parts(Names);
parts([Name | Names]) ->
    case part(Name) of
        {match, _} = Match when Names =:= ["."] -> [Match, {match, "."}];
        Part -> [Part | parts(Names)]
    end;
parts([]) -> [].

part(Name) ->
    {Compiled, []} = pattern(Name, top, []),
    case lists:all(fun is_integer/1, Compiled) of
        true -> {literal, Compiled};
        false -> {match, Compiled}
    end.

%% What a name is matched against, and what follows it within braces.
pattern([$\\, C | Rest], In, Done) -> pattern(Rest, In, [C | Done]);
pattern([$? | Rest], In, Done) -> pattern(Rest, In, [question | Done]);
pattern([$*, $* | Rest], In, Done) -> pattern([$* | Rest], In, Done);
pattern([$* | Rest], In, Done) -> pattern(Rest, In, [star | Done]);
pattern([$[ | Rest], In, Done) ->
    case set(Rest, []) of
        {Set, Rest1} -> pattern(Rest1, In, [Set | Done]);
        none -> pattern(Rest, In, [$[ | Done])
    end;
pattern([${ | Rest], In, Done) ->
    {Alternatives, Rest1} = alternatives(Rest, []),
    pattern(Rest1, In, [{alternatives, Alternatives} | Done]);
pattern([C | _] = Rest, braces, Done) when C =:= $,; C =:= $} -> {lists:reverse(Done), Rest};
pattern([C | Rest], In, Done) -> pattern(Rest, In, [C | Done]);
pattern([], _, Done) -> {lists:reverse(Done), []}.

alternatives(Text, Done) ->
    case pattern(Text, braces, []) of
        {Pattern, [$, | Rest]} -> alternatives(Rest, [Pattern | Done]);
        {Pattern, [$} | Rest]} -> {lists:reverse(Done, [Pattern]), Rest};
        {_, []} -> throw({badpattern, missing_delimiter})
    end.

%% `]` and `-` stand for themselves at the beginning, `-` at the end too, both after a backslash.
set([$] | Rest], []) -> set(Rest, [{$], $]}]);
set([$] | Rest], Done) -> {{set, Done}, Rest};
set([$\\, C | Rest], Done) -> set(Rest, [{C, C} | Done]);
set([From, $-, To | Rest], Done) when To =/= $], To =/= $\\ -> set(Rest, [{From, To} | Done]);
set([From, $-, $\\, To | Rest], Done) -> set(Rest, [{From, To} | Done]);
set([C | Rest], Done) -> set(Rest, [{C, C} | Done]);
set([], _) -> none.

matches(Pattern, Name) -> matches_then(Pattern, Name, fun(Rest) -> Rest =:= [] end).

matches_then([question | P], Name, Then) ->
    case Name of
        [_ | Rest] -> matches_then(P, Rest, Then);
        [] -> false
    end;
matches_then([star], _, Then) ->
    Then([]);
matches_then([star | P], Name, Then) ->
    matches_then(P, Name, Then) orelse
        case Name of
            [_ | Rest] -> matches_then([star | P], Rest, Then);
            [] -> false
        end;
matches_then([{set, Ranges} | P], [C | Rest], Then) ->
    lists:any(fun({From, To}) -> From =< C andalso C =< To end, Ranges) andalso matches_then(P, Rest, Then);
matches_then([{alternatives, Patterns} | P], Name, Then) ->
    lists:any(fun(A) -> matches_then(A, Name, fun(Rest) -> matches_then(P, Rest, Then) end) end, Patterns);
matches_then([C | P], [C | Rest], Then) -> matches_then(P, Rest, Then);
matches_then([], Rest, Then) -> Then(Rest);
matches_then(_, _, _) -> false.

%% The names, as they are shown, that the parts lead to from a directory.
walk([], _, Shown, _) -> [Shown];
walk([{literal, Name} | Parts], Dir, Shown, Mod) ->
    Full = filename:join(Dir, Name),
    case exists(Full, Mod) of
        true -> walk(Parts, Full, shown(Shown, Name), Mod);
        false -> []
    end;
walk([{match, Pattern} | Parts], Dir, Shown, Mod) ->
    lists:append([walk(Parts, filename:join(Dir, N), shown(Shown, N), Mod) ||
                     N <- names(Dir, Mod), matches(Pattern, N),
                     Parts =:= [] orelse is_dir(filename:join(Dir, N), Mod)]);
walk([double_star], Dir, Shown, Mod) ->
    lists:append([[shown(Shown, N) | walk([double_star], filename:join(Dir, N), shown(Shown, N), Mod)] ||
                     N <- names(Dir, Mod)]);
walk([double_star | Parts] = All, Dir, Shown, Mod) ->
    lists:usort(walk(Parts, Dir, Shown, Mod) ++
        lists:append([walk(All, filename:join(Dir, N), shown(Shown, N), Mod) ||
                         N <- names(Dir, Mod), is_dir(filename:join(Dir, N), Mod)])).



shown("", Name) -> Name;
shown("/", Name) -> [$/ | Name];
shown(Shown, Name) -> Shown ++ [$/ | Name].

%% A link that leads nowhere is there too.
exists(Name, Mod) when Mod =:= file; Mod =:= erl_prim_loader; Mod =:= prim_file ->
    case file:read_link_info(Name) of
        {ok, _} -> true;
        _ -> false
    end;
exists(Name, Mod) ->
    case info(Name, Mod) of
        {ok, _} -> true;
        _ -> false
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Finding files and sources

-doc "A file beside an object: in its directory, or where rules say sources are.".
find_file(Name, Dir) -> find_file(Name, Dir, []).

-doc "Likewise, with rules: what a directory ends with, and what sources' directories have instead.".
find_file(Name, Dir, []) -> find_file(Name, Dir, file_rules());
find_file(Name, Dir, Rules) ->
    case is_regular(filename:join(Dir, Name)) of
        true -> {ok, filename:join(Dir, Name)};
        false -> by_rules(Name, Dir, Rules)
    end.

by_rules(Name, Dir, [{From, To} | Rules]) ->
    Found = case swapped(filename:split(Dir), filename:split(From)) of
        none -> [];
        Parts -> [N || N <- candidates(Parts, To, Name), is_regular(N)]
    end,
    case Found of
        [First | _] -> {ok, First};
        [] -> by_rules(Name, Dir, Rules)
    end;
by_rules(_, _, []) -> {error, not_found}.

candidates(Parts, To, Name) ->
    Dir = filename:join(Parts ++ [D || D <- [To], D =/= ""] ++ [""]),
    case lists:member($*, To) of
        true -> [filename:join(D, Name) || D <- lists:reverse(wildcard(Dir)), is_dir(D)];
        false -> [filename:join(Dir, Name)]
    end.

%% A directory without the end a rule names.
swapped(Parts, []) -> Parts;
swapped(Parts, Suffix) ->
    case lists:suffix(Suffix, Parts) of
        true -> lists:sublist(Parts, length(Parts) - length(Suffix));
        false -> none
    end.

-doc "The source of an object file.".
find_source(Name) -> find_source(filename:basename(Name), filename:dirname(Name)).

-doc "The source of an object file that is in a directory.".
find_source(Name, Dir) -> find_source(Name, Dir, []).

-doc "Likewise, with rules: extensions of objects and of sources, and where sources are.".
find_source(Name, Dir, []) -> find_source(Name, Dir, source_rules());
find_source(Name, Dir, Rules) ->
    Extension = filename:extension(Name),
    Base = filename:rootname(Name, Extension),
    first_source([{Base ++ To, Where} || {From, To, Where} <- Rules, From =:= Extension], Dir).

first_source([{Name, Where} | Rest], Dir) ->
    case find_file(Name, Dir, Where) of
        {ok, _} = Found -> Found;
        _ -> first_source(Rest, Dir)
    end;
first_source([], _) -> {error, not_found}.

file_rules() -> [{"", ""}, {"ebin", "src"}, {"ebin", "esrc"}, {"ebin", "src/*"}, {"ebin", "esrc/*"}].

source_rules() ->
    Erlang = [{"ebin", "src"}, {"ebin", "esrc"}, {"ebin", "src/*"}, {"ebin", "esrc/*"}],
    C = [{"priv", "c_src"}, {"priv", "src"}, {"bin", "c_src"}, {"bin", "src"}, {"", "src"}],
    [{".beam", ".erl", Erlang}, {".beam", ".yrl", [{"", ""} | Erlang]}, {"", ".erl", Erlang},
     {".erl", ".yrl", [{"", ""}]}, {".so", ".c", C}, {".o", ".c", C}, {"", ".c", C}, {"", ".in", [{"", ""}]},
     {"", "", [{"", ""}]}].

%% ---------------------------------------------------------------------------------------------------------
%% Names that stay below a directory

-doc "A relative name without `..` that stays below a directory, links followed; or unsafe.".
safe_relative_path(Name, Cwd) ->
    case filename:pathtype(Name) of
        relative -> safe(filename:split(Name), Cwd, [], #{});
        _ -> unsafe
    end.

%% Done: the names gone down, last first. Open: links whose targets are being followed; coming to such a link
%% again is a circle, coming to one that has been followed to its end is not.
safe([Dot | Names], Cwd, Done, Open) when Dot =:= "."; Dot =:= <<".">> -> safe(Names, Cwd, Done, Open);
safe([Up | Names], Cwd, Done, Open) when Up =:= ".."; Up =:= <<"..">> ->
    case Done of
        [_ | Above] -> safe(Names, Cwd, Above, Open);
        [] -> unsafe
    end;
safe([{followed, Link} | Names], Cwd, Done, Open) -> safe(Names, Cwd, Done, maps:remove(Link, Open));
safe([Name | Names], Cwd, Done, Open) ->
    Here = filename:join(lists:reverse(Done, [Name])),
    case Cwd =/= "" andalso file:read_link(filename:join(Cwd, Here)) of
        {ok, _} when is_map_key(Here, Open) -> unsafe;
        {ok, Target} ->
            case filename:pathtype(Target) of
                relative -> safe(filename:split(Target) ++ [{followed, Here} | Names], Cwd, Done, Open#{Here => true});
                _ -> unsafe
            end;
        _ -> safe(Names, Cwd, [Name | Done], Open)
    end;
safe([], _, [], _) -> "";
safe([], _, Done, _) -> filename:join(lists:reverse(Done)).
