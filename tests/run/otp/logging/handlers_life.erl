%% Handlers: their callbacks while added, changed, updated and removed, wrong ones, crashing ones.
-module(handlers_life).
-export([main/0]).
-export([adding_handler/1, changing_config/3, removing_handler/1, filter_config/1, log/2]).
-include("../../stdlib/show.hrl").

adding_handler(#{config := #{to := P} = C} = H) -> P ! {adding, lists:sort(maps:keys(H))}, case C of #{refuse := R} -> {error, R}; #{odd := _} -> odd; _ -> {ok, H#{config => C#{added => true}}} end.
changing_config(Op, #{config := #{to := P}} = Old, New) -> P ! {changing, Op, diff(Old, New)}, case New of #{config := #{refuse := R}} -> {error, R}; _ -> {ok, New} end.
removing_handler(#{config := #{to := P}}) -> P ! removing, ok.
filter_config(#{config := C} = H) -> H#{config => maps:remove(to, C)}.
log(#{msg := {string, "crash"}}, _) -> error(crashed);
log(#{msg := {string, S}}, #{config := #{to := P}}) -> P ! {log, S}.
diff(A, B) -> lists:sort([K || {K, V} <- maps:to_list(B), maps:get(K, A, none) =/= V]).

main() ->
    #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default), logger:set_primary_config(level, notice), C = #{to => self()}, M = ?MODULE,
    each(fun({F, A}) -> R = clean(apply(logger, F, A)), {R, all()} end,
         [{add_handler, [h, M, #{config => C}]}, {add_handler, [h, M, #{config => C}]}, {add_handler, [r, M, #{config => C#{refuse => no}}]}, {add_handler, [n, nosuchmod, #{}]}, {add_handler, ["h", M, #{}]}, {add_handler, [x, M, odd]}, {add_handler, [x, M, #{level => odd}]}, {add_handler, [x, M, #{filters => odd}]}, {add_handler, [x, M, #{formatter => odd}]}, {add_handler, [x, M, #{filter_default => odd}]}, {get_handler_ids, []}, {get_handler_config, [h]}, {get_handler_config, [nosuch]}, {set_handler_config, [h, config, C#{a => 1}]}, {set_handler_config, [h, level, error]}, {set_handler_config, [h, #{config => C#{b => 2}}]}, {update_handler_config, [h, config, C#{c => 3}]}, {update_handler_config, [h, #{level => info}]}, {update_handler_config, [h, config, C#{refuse => never}]}, {set_handler_config, [h, id, other]}, {set_handler_config, [h, module, other]}, {update_handler_config, [nosuch, #{}]}, {update_formatter_config, [h, #{single_line => false}]}, {update_formatter_config, [h, depth, 7]}, {update_formatter_config, [h, depth, odd]}, {set_handler_config, [h, formatter, {logger_formatter, #{}}]}, {set_handler_config, [h, odd, 5]}, {notice, ["hello"]}, {error, ["crash"]}, {get_handler_ids, []}, {remove_handler, [h]}, {add_handler, [h, M, #{config => C}]}, {remove_handler, [h]}, {remove_handler, [h]}, {get_handler_ids, []}]),
    logger:set_primary_config(level, Old), case Default of {ok, #{module := Dm} = D} -> logger:add_handler(default, Dm, D); _ -> ok end, ok.
clean({error, {handler_not_added, {callback_crashed, {C, R, [_ | _]}}}}) -> {error, {crashed, C, R}};
clean({error, {handler_not_added, {callback_crashed, {C, R, []}}}}) -> {error, {crashed, C, R}};
clean({ok, #{config := Cf} = H}) when is_map(Cf) -> {ok, lists:sort(maps:to_list(maps:remove(to, Cf))), maps:without([config, filters], H)};
clean(X) -> X.
all() -> receive X -> [X | all()] after 2 -> [] end.
