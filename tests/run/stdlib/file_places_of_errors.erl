%% The lines that file:eval/1, script/1 and consult/1 name for errors of scanning, parsing and evaluating.
-module(file_places_of_errors).
-export([main/0]).

main() ->
    Name = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_places_" ++ os:getpid()),
    [begin
         ok = file:write_file(Name, Text),
         io:format("~0p~n", [Text]),
         [io:format("  ~w ~0p~n", [F, plain(file:F(Name))]) || F <- [eval, script, consult]]
     end || Text <- ["1/0.\n", "1/0.", "\n\n1/0.\n\nX.", "1/0. 2.\n", "X = \n 1,\n1/0\n.\n2.\n", "1.\n2/0. %% c\n3.\n", "a.\n\n\nthrow(x).\n\n",
                     "exit(y).\n", "{a,\n\n X}.\n", "foo(.\n", "1.\nfoo(.\n2.\n", "1.\n\"abc\n", "a.\n'b", "ok", "1.\n2", "a.\nb c.\n", "1 2.\n", ".\n", "", "%% only\n"]],
    ok = file:delete(Name).

plain({error, {Line, Module, {Class, Reason, [_ | _]}}}) -> {error, {Line, Module, {Class, Reason}}};
plain(Result) -> Result.
