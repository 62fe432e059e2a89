%% The queue's time. A real clock runs by itself; a manual one stands still until it is advanced, and what is due is told in
%% order, which makes runs repeatable.
-module(jobs_clock).
-behaviour(gen_server).
-export([start_link/1, now_ms/0, send_after/2, advance/1, next/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(s, {kind :: real | manual, now = 0, due = jobs_heap:new()}).

start_link(Kind) -> gen_server:start_link({local, ?MODULE}, ?MODULE, Kind, []).

now_ms() -> gen_server:call(?MODULE, now).

-doc "Sends a message to the caller after some milliseconds.".
send_after(Ms, Message) -> gen_server:call(?MODULE, {send_after, self(), Ms, Message}).

-doc "Moves a manual clock on; messages that are due are sent, one instant after the other.".
advance(Ms) -> gen_server:call(?MODULE, {advance, Ms}).

-doc "How long until the next message is due.".
next() -> gen_server:call(?MODULE, next).

init(Kind) -> {ok, #s{kind = Kind}}.

handle_call(now, _From, S) -> {reply, now_of(S), S};
handle_call({send_after, Pid, Ms, Message}, _From, #s{kind = real} = S) ->
    _ = erlang:send_after(Ms, Pid, Message),
    {reply, ok, S};
handle_call({send_after, Pid, Ms, Message}, _From, #s{now = Now, due = Due} = S) ->
    {reply, ok, S#s{due = jobs_heap:insert(Now + Ms, {Pid, Message}, Due)}};
handle_call(next, _From, #s{now = Now, due = Due} = S) ->
    case jobs_heap:min(Due) of
        empty -> {reply, none, S};
        {At, _} -> {reply, At - Now, S}
    end;
handle_call({advance, Ms}, _From, #s{kind = manual, now = Now} = S) -> {reply, ok, tell(Now + Ms, S)}.

handle_cast(_, S) -> {noreply, S}.

handle_info(_, S) -> {noreply, S}.

now_of(#s{kind = real}) -> erlang:monotonic_time(millisecond);
now_of(#s{now = Now}) -> Now.

tell(Until, #s{due = Due} = S) ->
    case jobs_heap:min(Due) of
        {At, {Pid, Message}} when At =< Until ->
            {_, _, Rest} = jobs_heap:take(Due),
            Pid ! Message,
            tell(Until, S#s{now = At, due = Rest});
        _ -> S#s{now = Until}
    end.
