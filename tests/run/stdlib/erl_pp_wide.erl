%% erl_pp of forms that are wider than a line: exports, records, types, specs with long arguments, long results and constraints.
-module(erl_pp_wide).
-export([main/0]).

main() ->
    lists:foreach(fun(Text) ->
        {ok, Tokens, _} = erl_scan:string(Text),
        {ok, Form} = erl_parse:parse_form(Tokens),
        io:put_chars([erl_pp:form(Form), $\n])
    end, forms()).

forms() ->
    ["-export([init/1, handle_call/3, handle_cast/2]).",
     "-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3]).",
     "-export_type([option/0, a_type_with_a_long_name/0, another_type_with_a_long_name/1, third/2]).",
     "-import(lists, [map/2, foldl/3, foldr/3, filter/2, reverse/1, reverse/2, keyfind/3, keysort/2]).",
     "-record(r, {query, tables, qtree, store}).",
     "-record(module, {query :: term(), tables :: [{atom(), atom()}], qtree :: term(), store :: term()}).",
     "-type t() :: atom() | binary() | integer().",
     "-type value() :: atom() | binary() | boolean() | float() | integer() | string() | pid() | reference().",
     "-type flags() :: [{uts, boolean()} | {std_rules, boolean()} | {transitional, boolean()} | none].",
     "-type option() :: {Name :: atom(), Short :: char() | undefined, Long :: string() | undefined, Help :: string()}.",
     "-type pool() :: Name :: atom() | pid() | {Name :: atom(), node()} | {local, Name :: atom()} | {global, any()}.",
     "-spec init([]) -> {ok, pid()}.",
     "-spec init([]) -> {ok, {{one_for_one, 50, 10}, [supervisor:child_spec()]}}.",
     "-spec f(atom()) -> ok; (integer()) -> {ok, integer()}.",
     "-spec checkout(Pool :: pool(), Block :: boolean(), Timeout :: timeout()) -> pid() | full.",
     "-spec format([option_spec()], {error, {Reason :: atom(), Data :: term()}} | {Reason :: term(), Data :: term()}) -> string().",
     "-spec add_lines([option_spec()], PreviousLargestLength :: non_neg_integer(), [usage_line_with_length()]) -> ok.",
     "-spec check_label(Label, Hyphens) -> ok when Label :: string(), Hyphens :: boolean().",
     "-spec check_label(Label, CheckHyphens, CheckJoiners) -> Result when Label :: string(), CheckHyphens :: boolean(), Result :: ok.",
     "-callback start_link(Args) -> {ok, Pid} | {error, {already_started, Pid}} | {error, Reason} when Args :: list(), Pid :: pid().",
     "f(X) -> erlang:monitor(process, X), erlang:error(badarg, [erlang:max(X, 1)]), erlang:monotonic_time(), erlang:abs(X)."].
