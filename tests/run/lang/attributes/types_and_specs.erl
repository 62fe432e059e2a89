%% Types and specifications in every form are read and change nothing.
-module(types_and_specs).
-export([main/0]).
-export_type([t/0, tree/1, name/0, handle/0, both/2]).
-record(r, {a :: integer(), b = x :: atom(), c :: undefined | tree(integer())}).
-type t() :: any() | term() | none() | no_return() | pid() | port() | reference() | atom() | binary() | bitstring().
-type numbers() :: integer() | float() | number() | 1 | -1 | 1..10 | -5..-1 | $a..$z | 1 bsl 4 | 2#11 | non_neg_integer() | pos_integer() | neg_integer() | byte() | char() | arity().
-type lists() :: [] | [t()] | [t(), ...] | list() | list(t()) | nonempty_list() | nonempty_list(t()) | maybe_improper_list() | maybe_improper_list(t(), t()) | nonempty_improper_list(t(), t()) | nonempty_maybe_improper_list(a, b) | string() | nonempty_string() | iolist() | iodata().
-type tuples() :: {} | {t()} | {a, b, {c}} | tuple().
-type maps() :: #{} | map() | #{a => b} | #{a := b, c => d} | #{atom() => t(), _ => _}.
-type bits() :: <<>> | <<_:8>> | <<_:_*8>> | <<_:16, _:_*4>> | nonempty_binary() | nonempty_bitstring().
-type funs() :: fun() | fun(() -> t()) | fun((a, b) -> c) | fun((...) -> t()) | function() | module() | mfa() | node() | timeout() | identifier() | boolean().
-type tree(A) :: leaf | {node, A, tree(A), tree(A)}.
-type both(_A, B) :: B.
-type annotated() :: Name :: atom() | {X :: integer(), Y :: integer()}.
-type record_type() :: #r{} | #r{a :: integer(), b :: atom()}.
-type remote() :: lists:some() | sets:set() | erlang:timestamp() | unicode:chardata().
-type paren() :: (a | b).
-opaque handle() :: reference().
-nominal name() :: binary().
-type nothing() :: 'quoted type'() | 'quoted-atom'.
-type 'quoted type'() :: ok.
-compile(nowarn_unused_type).
-callback cb(integer()) -> ok.
-callback cb2(A) -> A when A :: atom().
-optional_callbacks([cb2/1]).

-spec plain() -> ok.
-include("../lang.hrl").

plain() -> ok.
-spec several(integer()) -> integer(); (atom()) -> atom().
several(X) -> X.
-spec bounded(X, [Y]) -> {X, Y} when X :: integer(), Y :: term(), is_subtype(X, number()).
bounded(X, [Y | _]) -> {X, Y}.
-spec types_and_specs:with_module(A :: atom(), B :: #{a := integer()}) -> Result :: tuple().
with_module(A, B) -> {A, B}.
-spec takes_fun(fun((integer()) -> boolean()), #r{}) -> no_return().
takes_fun(F, R) -> F(R#r.a).
-spec(old_form() -> ok).
old_form() -> ok.

main() ->
    ?show([plain(), several(1), several(a), bounded(1, [2]), with_module(a, #{a => 1}), old_form()]),
    ?show(takes_fun(fun(X) -> X > 1 end, #r{a = 2})),
    ?show(#r{}),
    ?show(?MODULE:behaviour_info(callbacks)),
    ?show(?MODULE:behaviour_info(optional_callbacks)),
    ?show(erlang:function_exported(?MODULE, behaviour_info, 1)),
    ok.
