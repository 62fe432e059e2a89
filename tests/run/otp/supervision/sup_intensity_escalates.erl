%% Too many restarts: the supervisor ends, its own supervisor restarts it, until that ends too.
-module(sup_intensity_escalates).
-export([main/0]).
-export([init/1, start/2, log/2]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init(X) -> {ok, X}.
start(N, To) -> P = spawn_link(fun() -> receive {die, R} -> exit(R) end end), To ! {up, N, P}, {ok, P}.
log(#{msg := {report, #{label := {supervisor, W}, report := R}}}, #{config := P}) -> P ! {logged, W, proplists:get_value(errorContext, R), case proplists:get_value(reason, R) of {X, [_ | _]} -> X; X -> X end}, ok;
log(_, _) -> ok.

main() ->
    process_flag(trap_exit, true), #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default), logger:set_primary_config(level, error), ok = logger:add_handler(sie, ?MODULE, #{config => self()}), Me = self(),
    Inner = #{id => inner, type => supervisor, start => {supervisor, start_link, [?MODULE, {#{intensity => 1, period => 100}, [#{id => w, start => {?MODULE, start, [w, Me]}}]}]}},
    {ok, Top} = supervisor:start_link(?MODULE, {#{intensity => 1, period => 100}, [Inner, #{id => other, start => {?MODULE, start, [other, Me]}}]}),
    Kill = fun() -> receive {up, w, P} -> P ! {die, boom} after 5000 -> none end end,
    [Kill() || _ <- [1, 2, 3, 4]], show("top", receive {'EXIT', Top, R} -> R after 5000 -> alive end), show("events", [case X of {up, N, _} -> {up, N}; _ -> X end || X <- all()]),
    {ok, Zero} = supervisor:start_link(?MODULE, {#{intensity => 0, period => 1}, [#{id => w, start => {?MODULE, start, [w, Me]}}]}), Kill(), show("zero", receive {'EXIT', Zero, R0} -> R0 after 5000 -> alive end),
    logger:remove_handler(sie), logger:set_primary_config(level, Old), case Default of {ok, #{module := Dm} = C} -> logger:add_handler(default, Dm, C); _ -> ok end, ok.
all() -> receive X -> [X | all()] after 5 -> [] end.
