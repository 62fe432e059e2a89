%% `-file` attributes among the forms of a file: those that are written, at places of their own, and those made where a file begins or goes on.
-module(epp_file_attributes).
-export([main/0]).

main() ->
    Dir = filename:join(os:getenv("TMPDIR", "/tmp"), "epp_file_attributes." ++ os:getpid()),
    ok = filelib:ensure_path(Dir),
    try
        File = filename:join(Dir, "ef.erl"),
        ok = file:write_file(filename:join(Dir, "ef.hrl"), "%% Two\n%% lines.\nx() -> ok.\n"),
        ok = file:write_file(File, source()),
        [show(Options, File, Dir) || Options <- [[], [{location, {1, 1}}]]],
        {ok, Epp} = epp:open(File, []),
        io:format("~0p~n", [[short(Form, Dir) || {ok, {attribute, _, file, _} = Form} <- [epp:parse_erl_form(Epp) || _ <- lists:seq(1, 12)]]]),
        epp:close(Epp),
        {ok, Forms} = epp:parse_file(File, []),
        io:format("~p~n", [[{erl_anno:line(Anno), erl_anno:generated(Anno)} || {attribute, Anno, _, _} <- Forms]]),
        {ok, ef, Code, Warnings} = compile:forms(Forms, [binary, return]),
        io:format("~p ~p~n", [is_binary(Code), [{filename:basename(Name), Said} || {Name, Said} <- Warnings]])
    after
        file:del_dir_r(Dir)
    end.

source() ->
    "-module(ef).\n-export([a/0]).\n-include(\"ef.hrl\").\n-file(\"other.erl\", 100).\na() -> ?LINE.\n"
    "-file(\"third.hrl\", 7).\nb() -> ?LINE.\n  -file(?FILE, ?LINE).\nc(A) -> ?LINE.\n".

show(Options, File, Dir) ->
    {ok, Forms} = epp:parse_file(File, Options),
    io:format("~0p~n", [Options]),
    [io:format("  ~0p~n", [short(Form, Dir)]) || Form <- Forms].

short({attribute, Anno, file, {Name, Line}}, Dir) -> {attribute, Anno, file, {string:replace(Name, Dir, "D"), Line}};
short(Form, _) -> Form.
