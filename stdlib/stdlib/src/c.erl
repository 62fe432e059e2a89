%% What one asks a shell for: where one is, which messages are waiting, how much memory is used.
%% Compiling and loading from here, listings and tables of processes are missing.
-module(c).
-moduledoc "Commands of the shell.".
-export([pwd/0, cd/1, flush/0, pid/3, memory/0, memory/1, q/0]).

-doc "Prints the current directory.".
pwd() ->
    case file:get_cwd() of
        {ok, Dir} -> io:put_chars([fixed(Dir), $\n]);
        {error, Reason} -> io:format("Cannot determine current directory: ~ts~n", [file:format_error(Reason)])
    end.

fixed(Dir) when is_binary(Dir) -> io_lib:format("~tp", [Dir]);
fixed(Dir) -> Dir.

-doc "Changes the current directory and prints it.".
cd(Dir) ->
    _ = file:set_cwd(Dir),
    pwd().

-doc "Prints the messages that wait for the process, and takes them.".
flush() ->
    receive
        Message ->
            io:format("Shell got ~tp~n", [Message]),
            flush()
    after 0 -> ok
    end.

-doc "The pid of three numbers.".
pid(A, B, C) when is_integer(A), is_integer(B), is_integer(C) ->
    list_to_pid(lists:append(["<", integer_to_list(A), ".", integer_to_list(B), ".", integer_to_list(C), ">"])).

-doc "The memory in use, by kind.".
memory() -> erlang:memory().

-doc "The memory in use, of some kinds.".
memory(Kinds) -> erlang:memory(Kinds).

-doc "Ends the machine.".
q() -> init:stop().
