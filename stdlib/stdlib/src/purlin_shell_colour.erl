%% Colours for a term that was printed: strings green, numbers cyan, what cannot be read back magenta.
-module(purlin_shell_colour).
-moduledoc false.
-export([term/1]).

term(Text) -> plain(Text, []).

plain(<<$", Rest/binary>>, Acc) -> quoted(Rest, $", "\e[32m\"", Acc);
plain(<<$', Rest/binary>>, Acc) -> quoted(Rest, $', "'", Acc);
plain(<<"#Fun<", Rest/binary>>, Acc) -> opaque(Rest, "\e[35m#Fun<", Acc);
plain(<<"#Ref<", Rest/binary>>, Acc) -> opaque(Rest, "\e[35m#Ref<", Acc);
plain(<<$<, D, Rest/binary>>, Acc) when D >= $0, D =< $9 ->
    case pid(Rest) of
        true -> opaque(<<D, Rest/binary>>, "\e[35m<", Acc);
        false -> plain(<<D, Rest/binary>>, [Acc, $<])
    end;
plain(<<D, _/binary>> = Text, Acc) when D >= $0, D =< $9 -> number(Text, 0, Text, Acc);
plain(<<C, _/binary>> = Text, Acc) when C >= $a, C =< $z -> word(Text, 0, Text, Acc);
plain(<<C/utf8, Rest/binary>>, Acc) -> plain(Rest, [Acc, <<C/utf8>>]);
plain(<<C, Rest/binary>>, Acc) -> plain(Rest, [Acc, C]);
plain(<<>>, Acc) -> Acc.

%% Is it <0.1.2>, not the start of a binary?
pid(<<C, Rest/binary>>) when C >= $0, C =< $9; C =:= $. -> pid(Rest);
pid(<<$>, _/binary>>) -> true;
pid(_) -> false.

quoted(Text, End, Shown, Acc) ->
    {Inside, Rest} = to_quote(Text, End, 0, Text),
    plain(Rest, [Acc, Shown, Inside, End, case End of $" -> "\e[0m"; _ -> "" end]).

to_quote(<<$\\, _, Rest/binary>>, End, N, All) -> to_quote(Rest, End, N + 2, All);
to_quote(<<End, Rest/binary>>, End, N, All) -> {binary:part(All, 0, N), Rest};
to_quote(<<_, Rest/binary>>, End, N, All) -> to_quote(Rest, End, N + 1, All);
to_quote(<<>>, _, N, All) -> {binary:part(All, 0, N), <<>>}.

opaque(Text, Shown, Acc) ->
    case binary:split(Text, <<">">>) of
        [Inside, Rest] -> plain(Rest, [Acc, Shown, Inside, ">\e[0m"]);
        [_] -> plain(Text, [Acc, Shown, "\e[0m"])
    end.

number(<<C, Rest/binary>>, N, All) when C >= $0, C =< $9; C =:= $.; C =:= $e; C =:= $# -> number(Rest, N + 1, All);
number(_, N, _) -> N.

number(_, _, All, Acc) ->
    N = number(All, 0, All),
    <<Digits:N/binary, Rest/binary>> = All,
    plain(Rest, [Acc, "\e[36m", Digits, "\e[0m"]).

word(<<C, Rest/binary>>, N, All, Acc)
  when C >= $a, C =< $z; C >= $A, C =< $Z; C >= $0, C =< $9; C =:= $_; C =:= $@; C >= 128 ->
    word(Rest, N + 1, All, Acc);
word(Rest, N, All, Acc) -> plain(Rest, [Acc, binary:part(All, 0, N)]).
