%% A connection: bytes come in, bytes go out to its owner. In a batch commands are queued until commit or discard.
-module(lines_conn).
-behaviour(gen_statem).
-export([start_link/2, send/2, close/1]).
-export([init/1, callback_mode/0, open/3, batch/3]).

-record(c, {owner, codec, queue = []}).

start_link(Owner, Options) -> gen_statem:start_link(?MODULE, {Owner, Options}, []).

-doc "Hands bytes in, as they come from a socket.".
send(Conn, Bytes) -> gen_statem:cast(Conn, {bytes, Bytes}).

close(Conn) -> gen_statem:stop(Conn).

callback_mode() -> state_functions.

init({Owner, Options}) ->
    _ = monitor(process, Owner),
    {ok, open, #c{owner = Owner, codec = lines_codec:new(Options)}}.

open(cast, {bytes, Bytes}, C) -> frames(Bytes, C);
open(internal, {frame, Frame}, C) ->
    case lines_command:parse(Frame) of
        {ok, quit} ->
            out({text, ~"bye"}, C),
            {stop, normal};
        {ok, {begin_batch}} ->
            out(ok, C),
            {next_state, batch, C#c{queue = []}};
        {ok, {End}} when End =:= commit; End =:= discard -> answer({error, ~"no batch"}, C);
        {ok, Command} -> answer(lines_store:call(Command), C);
        {error, Why} -> answer({error, Why}, C)
    end;
open(Type, Content, C) -> common(Type, Content, C).

batch(cast, {bytes, Bytes}, C) -> frames(Bytes, C);
batch(internal, {frame, Frame}, #c{queue = Queue} = C) ->
    case lines_command:parse(Frame) of
        {ok, {commit}} ->
            case lines_store:batch(lists:reverse(Queue)) of
                {ok, Replies} -> [out(R, C) || R <- [{ok, length(Replies)} | Replies]];
                {error, Why} -> out({error, <<"batch undone: ", Why/binary>>}, C)
            end,
            {next_state, open, C#c{queue = []}};
        {ok, {discard}} ->
            out(ok, C),
            {next_state, open, C#c{queue = []}};
        {ok, Bad} when Bad =:= quit; Bad =:= {begin_batch} -> answer({error, ~"in a batch"}, C);
        {ok, Command} ->
            out(queued, C),
            {keep_state, C#c{queue = [Command | Queue]}};
        {error, Why} -> answer({error, Why}, C)
    end;
batch(Type, Content, C) -> common(Type, Content, C).

common(info, {'DOWN', _, process, Owner, _}, #c{owner = Owner}) -> {stop, normal};
common(_, _, _) -> keep_state_and_data.

%% All frames are handled before the next bytes, each in the state that the one before leads to.
frames(Bytes, #c{codec = Codec} = C) ->
    {Frames, Codec1} = lines_codec:feed(Bytes, Codec),
    {keep_state, C#c{codec = Codec1}, [{next_event, internal, {frame, F}} || F <- Frames]}.

answer(Reply, C) ->
    out(Reply, C),
    keep_state_and_data.

out(Reply, #c{owner = Owner}) ->
    Owner ! {lines, self(), iolist_to_binary(lines_codec:encode(lines_command:reply(Reply)))},
    ok.
