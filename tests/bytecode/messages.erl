-module(messages).
-export([loop/1, call/2, flush/0]).
loop(State) ->
    receive
        {get, From} -> From ! State, loop(State);
        {put, New} -> loop(New);
        stop -> ok
    end.
call(Pid, Request) ->
    Ref = erlang:monitor(process, Pid),
    Pid ! {Ref, self(), Request},
    receive
        {Ref, Reply} -> erlang:demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, _, _, Reason} -> exit(Reason)
    after 5000 -> exit(timeout)
    end.
flush() -> receive _ -> flush() after 0 -> ok end.
%%% bytecode
% ; 'loop'/1 exported -> atom
% L0:
%     allocate 1 0 @2 ; x0
%     move x0 -> y0
% L1:
%     recv_peek -> x0 L6 @0 ; y0
%     is_arity x0 2 L4
%     get_element x0 0 -> x1
%     get_element x0 1 -> x0
%     select_value x1 L5 ['get'=L2 'put'=L3]
% L2:
%     recv_accept
%     send x0 y0 -> x1 @1 ; x0 y0 line 5
%     move y0 -> x0
%     call_tail 'loop'/1 1
% L3:
%     recv_accept
%     call_tail 'loop'/1 1
% L4:
%     is_eq_exact x0 'stop' L5
%     recv_accept
%     move 'ok' -> x0
%     deallocate 1
%     ret
% L5:
%     recv_skip L1
% L6:
%     recv_wait L1 @0 ; y0
%
% ; 'call'/2 exported
% L7:
%     allocate 4 0 @12 ; x0 x1
%     move x0 -> y0
%     move x1 -> y1
%     recv_mark -> y2
%     move x0 -> x1
%     move 'process' -> x0
%     call_ext 'erlang':'monitor'/2 @11 ; x0 x1 y0 y1 y2 line 10
%     move x0 -> y3
%     recv_bind y2 x0
%     bif 'erlang':'self'/0 [] -> x0 @10 ; y0 y1 y3 line 11
%     need_heap 4 @9 ; x0 y0 y1 y3
%     put_tuple [y3 x0 y1] -> x0
%     send y0 x0 -> x0 @8 ; x0 y0 y3 line 11
%     recv_use y3
% L8:
%     recv_peek -> x0 L12 @7 ; y3
%     select_arity x0 L11 [2=L9 5=L10]
% L9:
%     get_element x0 0 -> x1
%     is_eq_exact x1 y3 L11
%     get_element x0 1 -> y0
%     recv_accept
%     move y3 -> x0
%     move #2 -> x1
%     call_ext 'erlang':'demonitor'/2 @6 ; x0 x1 y0 line 13
%     move y0 -> x0
%     deallocate 4
%     ret
% L10:
%     get_element x0 0 -> x1
%     get_element x0 1 -> x2
%     is_eq_exact x1 'DOWN' L11
%     is_eq_exact x2 y3 L11
%     get_element x0 4 -> x0
%     recv_accept
%     call_ext_tail 'erlang':'exit'/1 4 @5 ; x0 line 14
% L11:
%     recv_skip L8
% L12:
%     recv_wait_timeout 5000 L8 @4 ; y3 line 15
%     move 'timeout' -> x0
%     call_ext_tail 'erlang':'exit'/1 4 @3 ; x0 line 15
%
% ; 'flush'/0 exported -> atom
% L13:
% L14:
%     recv_peek -> x0 L15 @14 ;
%     recv_accept
%     call_tail 'flush'/0 _
% L15:
%     recv_wait_timeout 0 L14 @13 ; line 17
%     move 'ok' -> x0
%     ret
