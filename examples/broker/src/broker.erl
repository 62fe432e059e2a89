%% Topics by their text.
-module(broker).
-export([subscribe/2, unsubscribe/2, publish/2, publish/3]).

subscribe(Client, Text) -> with_filter(Text, fun(F) -> broker_topics:subscribe(Client, F) end).

unsubscribe(Client, Text) -> with_filter(Text, fun(F) -> broker_topics:unsubscribe(Client, F) end).

publish(Topic, Body) -> publish(Topic, Body, #{}).

-doc "Publishes a message: {ok, Receivers}. With `retain' the topic keeps it; an empty body makes it forget.".
publish(Topic, Body, Options) ->
    case broker_filter:name(Topic) of
        {ok, Name} -> {ok, broker_topics:publish(Name, Options#{body => Body})};
        Error -> Error
    end.

with_filter(Text, Fun) ->
    case broker_filter:filter(Text) of
        {ok, Filter} -> Fun(Filter);
        Error -> Error
    end.
