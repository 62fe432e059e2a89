%% ??Argument: the text of the argument's tokens.
-module(macros_text).
-export([main/0]).
-include("../lang.hrl").
-define(text(A), ??A).
-define(both(A, B), {??A, ??B, A}).
-define(indirect(A), ?text(A)).
-define(name(A), list_to_atom("the_" ++ ??A)).
-define(line(A), {?LINE, ??A}).

main() ->
    P = fun(T) -> io:format("~ts~n", [T]) end,
    P(?text(a)),
    P(?text(a+b*2)),
    P(?text(  [spaced ,  out] )),
    P(?text("string" "two")),
    P(?text('quoted atom')),
    P(?text('plain')),
    P(?text(1.50)),
    P(?text(16#ff)),
    P(?text(1_000)),
    P(?text($a)),
    P(?text($\n)),
    P(?text($\s)),
    P(?text([H|T])),
    P(?text(#{a => 1, b := 2})),
    P(?text(#r{a = 1})),
    P(?text(<<A:8/integer, B/binary>>)),
    P(?text(fun(X) when X > 1 -> X end)),
    P(?text(?LINE)),
    P(?text("with \"quotes\" and \n newline")),
    P(?text(~"sigil")),
    P(?text(a:b(c))),
    P(?text(- 1)),
    P(?text(?both)),
    P(?text({a, % comment
             b})),
    P(?text('Ω' ++ "日本")),
    ?show(?both(1+2, foo)),
    ?show(?indirect(1 + 1)),
    ?show(?name(thing)),
    ?show(?text(1.0e10)),
    ok.
