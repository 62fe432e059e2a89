%% Extra text for errors of natives about processes, as reports show it.
-module(exc_error_info_process).
-export([main/0]).
-include("proc.hrl").

main() ->
    Dead = spawn(fun() -> ok end), died(Dead),
    Calls = [{register, [1, self()]}, {register, [undefined, self()]}, {register, [name, x]}, {unregister, [nobody_of_this_name]}, {whereis, [1]},
             {link, [a]}, {unlink, [1]}, {exit, [x, r]}, {monitor, [process, 1]}, {monitor, [nosuch, self()]}, {demonitor, [x]}, {demonitor, [make_ref(), [z]]},
             {send, [nobody_of_this_name, m]}, {send, [1, m]}, {send, [self(), m, [zz]]}, {spawn, [m, f, x]}, {spawn_opt, [fun main/0, [zz]]},
             {process_flag, [nosuch, 1]}, {process_flag, [trap_exit, 1]}, {process_flag, [priority, 1]}, {process_info, [1]}, {process_info, [self(), zz]}, {is_process_alive, [x]},
             {group_leader, [1, self()]}, {group_leader, [self(), 1]}, {send_after, [-1, self(), x]}, {send_after, [1, 1, x]}, {start_timer, [x, self(), x]}, {cancel_timer, [x]}, {read_timer, [1]},
             {cancel_timer, [make_ref(), [z]]}, {suspend_process, [self()]}, {resume_process, [x]}, {garbage_collect, [1]}, {hibernate, [1, f, []]}, {raise, [zz, r, []]},
             {binary_to_existing_atom, [<<"no atom of this text was ever made">>]}, {alias, [[zz]]}, {unalias, [z]}],
    [io:format("~p/~p:~ts~n", [F, length(A), text(F, A)]) || {F, A} <- Calls].

text(F, A) ->
    try apply(erlang, F, A) of V -> io_lib:format(" ~p", [V])
    catch error:R:S ->
        [{_, N, _, Info} | _] = S,
        case proplists:get_value(error_info, Info) of
            undefined -> io_lib:format(" ~p ~p without info", [R, N]);
            #{module := M1} -> [io_lib:format(" [~p ~ts]", [K, V]) || {K, V} <- lists:sort(maps:to_list(M1:format_error(R, S)))]
        end;
    C:R -> io_lib:format(" ~p ~p", [C, R])
    end.
