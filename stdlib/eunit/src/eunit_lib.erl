%% What eunit's macros call.
-module(eunit_lib).
-export([command/1, command/2]).

-doc "Runs a command: {Status, Output}.".
command(Cmd) ->
    Mark = "purlin-status:",
    Text = os:cmd("(" ++ Cmd ++ "); printf '" ++ Mark ++ "%d' $?"),
    case string:split(Text, Mark, trailing) of
        [Output, Status] -> {list_to_integer(string:trim(Status)), Output};
        [Output] -> {1, Output}
    end.

command(Cmd, "") -> command(Cmd);
command(Cmd, Dir) -> command("cd " ++ Dir ++ " && " ++ Cmd).
