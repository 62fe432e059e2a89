%% Group leaders exchanged while a process prints: each line goes to who leads then; leaders that answer late, die, or are the process itself.
-module(gl_swap_while_running).
-export([main/0]).
-include("proc.hrl").

main() ->
    [A, B] = [spawn(fun() -> lead([]) end) || _ <- [a, b]], P = host(), [begin group_leader(L, P), run(P, fun() -> io:format("~p ", [N]) end) end || {L, N} <- [{A, 1}, {B, 2}, {A, 3}, {A, 4}, {B, 5}]], p([text(A), text(B)]),
    %% changed by the process itself, in the middle of its output; children keep what they got
    C = run(P, fun() -> group_leader(A, self()), io:put_chars("x"), Q = spawn(fun hosting/0), group_leader(B, self()), io:put_chars("y"), Q end), run(C, fun() -> io:put_chars("z") end), p([text(A), text(B)]),
    %% a device given by pid, by name, by the atom; a leader that is nobody
    register(gl_named, B), p([run(C, fun() -> t(fun() -> io:put_chars(D, "d") end) end) || D <- [B, gl_named, nobody_of_this_name]]), p(text(B)), unregister(gl_named),
    %% the leader leads itself and its like; a process may lead others while it waits
    Self = self(), S = spawn(fun() -> group_leader(self(), self()), Self ! {own, group_leader() =:= self()} end), p(receive {own, V} -> V end), is_pid(S),
    R = spawn(fun() -> group_leader(Self, self()), Self ! {wrote, io:put_chars("to main")} end), p(receive {io_request, R, Ref, {put_chars, unicode, T}} -> R ! {io_reply, Ref, {answer, 1}}, T end), p(receive {wrote, W} -> W end),
    exit(B, kill), died(B), p(run(P, fun() -> t(fun() -> io:put_chars("lost") end) end)), p(run(P, fun() -> t(fun() -> io:format("~p", [x]) end) end)), [exit(X, kill) || X <- [A, P, C]].

text(L) -> L ! {text, self()}, receive {text, T} -> unicode:characters_to_list(T) end.
lead(Acc) -> receive {io_request, F, R, {put_chars, _, M, Fn, As}} -> F ! {io_reply, R, ok}, lead([Acc, apply(M, Fn, As)]); {io_request, F, R, {put_chars, _, T}} -> F ! {io_reply, R, ok}, lead([Acc, T]); {text, P} -> P ! {text, Acc}, lead(Acc) end.
