%% A session's history: what was said, the newest last, and no more than fits.
-module(agents_log).
-export([new/1, add/3, to_list/1, dropped/1, since/2]).

-record(log, {max, entries = queue:new(), size = 0, next = 1}).

new(Max) -> #log{max = Max}.

add(Who, What, #log{entries = Entries, size = Size, max = Max, next = N} = L) ->
    Entries1 = queue:in({N, Who, What}, Entries),
    if
        Size < Max -> L#log{entries = Entries1, size = Size + 1, next = N + 1};
        true -> L#log{entries = queue:drop(Entries1), next = N + 1}
    end.

to_list(#log{entries = Entries}) -> queue:to_list(Entries).

dropped(#log{next = Next, size = Size}) -> Next - 1 - Size.

-doc "Entries with a number above N.".
since(N, Log) -> [E || {I, _, _} = E <- to_list(Log), I > N].
