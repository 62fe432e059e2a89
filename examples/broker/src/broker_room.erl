%% A room: members, what was said last, and who is slow. A member whose mailbox is too full is left out until it has caught up;
%% it learns how much it missed and can ask for it. An empty room closes after a while.
-module(broker_room).
-behaviour(gen_server).
-export([start_link/2, join/2, leave/1, say/2, members/1, since/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(s, {name, members = #{} :: #{pid() => {reference(), binary()}}, history, max_queue, idle, missed = #{}}).

start_link(Name, Options) -> gen_server:start_link(?MODULE, {Name, Options}, []).

join(Room, Nick) -> gen_server:call(Room, {join, Nick}).

leave(Room) -> gen_server:call(Room, leave).

say(Room, Text) -> gen_server:call(Room, {say, Text}).

members(Room) -> gen_server:call(Room, members).

since(Room, Number) -> gen_server:call(Room, {since, Number}).

init({Name, #{history := History, max_queue := MaxQueue, room_idle := Idle}}) ->
    {ok, #s{name = Name, history = broker_history:new(History), max_queue = MaxQueue, idle = Idle}, Idle}.

handle_call({join, Nick}, {Pid, _}, #s{members = Members} = S) ->
    case lists:member(Nick, nicks(S)) of
        true -> reply({error, nick_taken}, S);
        false ->
            S1 = tell({joined, Nick}, S),
            Mon = monitor(process, Pid),
            reply({ok, lists:sort([Nick | nicks(S)])}, S1#s{members = Members#{Pid => {Mon, Nick}}})
    end;
handle_call(leave, {Pid, _}, S) -> reply(ok, gone(Pid, left, S));
handle_call({say, Text}, {Pid, _}, #s{members = Members} = S) ->
    case Members of
        #{Pid := {_, Nick}} ->
            S1 = tell({said, Nick, Text}, S),
            reply({ok, broker_history:number(S1#s.history)}, S1);
        _ -> reply({error, not_a_member}, S)
    end;
handle_call(members, _From, S) -> reply(nicks(S), S);
handle_call({since, Number}, _From, #s{history = History} = S) -> reply(broker_history:since(Number, History), S).

handle_cast(_, S) -> noreply(S).

handle_info({'DOWN', _, process, Pid, _}, S) -> noreply(gone(Pid, lost, S));
handle_info(timeout, #s{members = Members} = S) when map_size(Members) =:= 0 -> {stop, normal, S};
handle_info(_, S) -> noreply(S).

%% Only an empty room waits for its end.
reply(Reply, #s{members = Members, idle = Idle} = S) when map_size(Members) =:= 0 -> {reply, Reply, S, Idle};
reply(Reply, S) -> {reply, Reply, S}.

noreply(#s{members = Members, idle = Idle} = S) when map_size(Members) =:= 0 -> {noreply, S, Idle};
noreply(S) -> {noreply, S}.

nicks(#s{members = Members}) -> lists:sort([Nick || _ := {_, Nick} <- Members]).

gone(Pid, How, #s{members = Members} = S) ->
    case maps:take(Pid, Members) of
        {{Mon, Nick}, Left} ->
            demonitor(Mon, [flush]),
            tell({How, Nick}, S#s{members = Left, missed = maps:remove(Pid, S#s.missed)});
        error -> S
    end.

tell(Event, #s{name = Name, history = History0, members = Members} = S) ->
    {Number, History} = broker_history:add(Event, History0),
    maps:fold(fun(Pid, _, Acc) -> deliver(Pid, {room, Name, Number, Event}, Acc) end, S#s{history = History}, Members).

deliver(Pid, {room, Name, _, _} = Message, #s{missed = Missed, max_queue = Max} = S) ->
    case {process_info(Pid, message_queue_len), Missed} of
        {{_, Length}, _} when Length >= Max -> S#s{missed = maps:update_with(Pid, fun(N) -> N + 1 end, 1, Missed)};
        {_, #{Pid := N}} ->
            Pid ! {room, Name, missed, N},
            Pid ! Message,
            S#s{missed = maps:remove(Pid, Missed)};
        _ ->
            Pid ! Message,
            S
    end.
