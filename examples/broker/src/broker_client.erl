%% A client for programs and tests: a process that keeps what it gets, and can be told to be slow.
-module(broker_client).
-export([start/1, stop/1, join/2, leave/2, say/3, subscribe/2, unsubscribe/2, take/2, pause/1, resume/1, catch_up/3]).

start(Nick) -> spawn(fun() -> loop(#{nick => Nick, rooms => #{}, inbox => queue:new(), waiting => []}) end).

stop(Client) ->
    Ref = monitor(process, Client),
    Client ! stop,
    receive {'DOWN', Ref, process, Client, _} -> ok end.

join(Client, Room) -> call(Client, {join, Room}).

leave(Client, Room) -> call(Client, {leave, Room}).

say(Client, Room, Text) -> call(Client, {say, Room, Text}).

subscribe(Client, Filter) -> call(Client, {subscribe, Filter}).

unsubscribe(Client, Filter) -> call(Client, {unsubscribe, Filter}).

-doc "The next N messages; waits for them.".
take(Client, N) -> call(Client, {take, N}).

-doc "Stops taking messages out of the mailbox.".
pause(Client) -> call(Client, pause).

resume(Client) ->
    Client ! resume,
    ok.

-doc "What a room said after a number.".
catch_up(Client, Room, Number) -> call(Client, {catch_up, Room, Number}).

call(Client, Request) ->
    Ref = monitor(process, Client),
    Client ! {call, self(), Ref, Request},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, process, _, Why} -> {error, {client_gone, Why}}
    end.

loop(State) ->
    receive
        {call, From, Ref, pause} ->
            From ! {Ref, ok},
            receive resume -> loop(State) end;
        {call, From, Ref, {take, N}} -> loop(serve(State#{waiting := maps:get(waiting, State) ++ [{From, Ref, N}]}));
        {call, From, Ref, Request} ->
            {Reply, State1} = handle(Request, State),
            From ! {Ref, Reply},
            loop(State1);
        {room, Name, Number, Event} -> loop(got({Name, Number, Event}, State));
        {published, Topic, #{body := Body}} -> loop(got({iolist_to_binary(lists:join("/", Topic)), Body}, State));
        stop -> ok
    end.

got(Message, #{inbox := Inbox} = State) -> serve(State#{inbox := queue:in(Message, Inbox)}).

serve(#{waiting := [{From, Ref, N} | Waiting], inbox := Inbox} = State) ->
    case queue:len(Inbox) >= N of
        true ->
            {Taken, Left} = queue:split(N, Inbox),
            From ! {Ref, queue:to_list(Taken)},
            serve(State#{waiting := Waiting, inbox := Left});
        false -> State
    end;
serve(State) -> State.

handle({join, Name}, #{nick := Nick, rooms := Rooms} = State) ->
    case broker_rooms:enter(Name, Nick) of
        {ok, Room, Members} -> {{ok, Members}, State#{rooms := Rooms#{Name => Room}}};
        Error -> {Error, State}
    end;
handle({leave, Name}, #{rooms := Rooms} = State) ->
    case maps:take(Name, Rooms) of
        {Room, Left} -> {broker_room:leave(Room), State#{rooms := Left}};
        error -> {{error, not_a_member}, State}
    end;
handle({say, Name, Text}, State) -> {in_room(Name, State, fun(Room) -> broker_room:say(Room, Text) end), State};
handle({catch_up, Name, Number}, State) -> {in_room(Name, State, fun(Room) -> broker_room:since(Room, Number) end), State};
handle({subscribe, Filter}, State) -> {broker:subscribe(self(), Filter), State};
handle({unsubscribe, Filter}, State) -> {broker:unsubscribe(self(), Filter), State}.

in_room(Name, #{rooms := Rooms}, Fun) ->
    case Rooms of
        #{Name := Room} ->
            try Fun(Room)
            catch
                exit:_ -> {error, room_gone}
            end;
        _ -> {error, not_a_member}
    end.
