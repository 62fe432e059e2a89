-module(proc_unlink_flush).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    R = [begin
        P = spawn_link(fun() -> exit(I) end),
        unlink(P),
        receive {'EXIT', P, _} -> true after 0 -> true end
    end || I <- lists:seq(1, 200)],
    receive {'EXIT', _, _} = M -> io:format("late ~p~n", [M]) after 20 -> io:format("~p~n", [lists:usort(R)]) end.
