%% Names that are no names, modes that are no list, links that cross each other, and wildcards with
%% backslashes: what file and filelib answer.
-module(file_names).
-export([main/0]).

main() ->
    Dir = "/tmp/purlin_file_names_" ++ os:getpid(),
    file:del_dir_r(Dir),
    ok = file:make_dir(Dir),
    {ok, Before} = file:get_cwd(),
    ok = file:set_cwd(Dir),
    try
        empty(),
        modes(),
        below_a_file(),
        wildcards(),
        links(Dir)
    after
        file:set_cwd(Before),
        file:del_dir_r(Dir)
    end.

show(Name, F) ->
    Result = try F()
    catch Class:Reason:Stack -> {Class, Reason, [{M, Fun, if is_list(A) -> length(A); true -> A end} || {M, Fun, A, _} <- lists:sublist(Stack, 1)]}
    end,
    io:format("~s: ~0p~n", [Name, Result]).

-define(SHOW(E), show(??E, fun() -> E end)).

%% The current directory is not meant, wherever it is.
empty() ->
    ?SHOW([file:F(N) || N <- ["", <<>>, [[], '']],
                        F <- [make_dir, read_file_info, read_link_info, read_file, list_dir, delete, del_dir, del_dir_r,
                              read_link, set_cwd, consult]]),
    ?SHOW([file:F("", "x") || F <- [rename, make_symlink, make_link, write_file]]),
    ?SHOW([filelib:F("") || F <- [is_dir, is_file, is_regular, file_size, last_modified]]).

modes() ->
    Read = fun(Mode) ->
        case file:open("f", Mode) of
            {ok, F} ->
                Result = {file:read(F, 2), file:write(F, "!")},
                file:close(F),
                Result;
            Error -> Error
        end
    end,
    ok = file:write_file("f", "abc"),
    ?SHOW([{M, Read(M)} || M <- [read, read_write, write, append, raw, binary, 17, {read}, [nonsense]]]),
    ?SHOW(file:read_file_info("f", nonsense)),
    ?SHOW(file:format_error(no_such_code)).

below_a_file() ->
    ok = file:write_file("f", ""),
    ?SHOW([filelib:ensure_dir(N) || N <- ["f/x", "f/x/y", "f/x/y/z", <<"f/x">>, "d/e/x"]]),
    ?SHOW([filelib:ensure_path(N) || N <- ["f", "f/x", "f/x/y", "d/e", ""]]).

wildcards() ->
    [ok = file:write_file(N, "") || N <- ["---", "abc", "def", "z--", "a]b", "@a,b", "@c", "{x}"]],
    ok = file:make_symlink("nowhere", "lost"),
    ?SHOW([filelib:wildcard(P) || P <- ["[a-z]*", "[a\\-z]*", "a[\\]]b", "a[]]b", "@{a\\,b,c}", "@{a,b,c}", "\\{x}", "\\lost", "[^a]bc"]]),
    ?SHOW([filelib:wildcard(P, M) || P <- ["lost", "l*"], M <- [file, erl_prim_loader]]),
    ?SHOW(filelib:wildcard("{a,b")),
    ?SHOW(filelib:wildcard("{", ".")),
    ?SHOW(filelib:compile_wildcard("x{a")).

links(Dir) ->
    [ok = file:make_symlink(To, From) || {From, To} <- [{"x", "."}, {"y", "x"}, {"z", "y"}, {"loop", "loop"}, {"p", "q/.."}, {"q", "p"}, {"out", "/"}, {"up", "d/.."}]],
    ?SHOW([filelib:safe_relative_path(P, Dir)
           || P <- ["x/file", "x/x/file", "y/x/file", "x/y/z/x/y/z/file", "x/z/./z/foo/../x/file", "loop", "loop/../f", "p", "out/f", "up/up/f", "x/../..", "nothing/f"]]).
