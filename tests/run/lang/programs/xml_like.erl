%% A reader and writer of nested tags with attributes and entities; paths into the tree.
-module(xml_like).
-export([main/0]).
-include("../lang.hrl").

parse(T) -> {[E], <<>>} = nodes(T, []), E.
nodes(<<"</", _/binary>> = B, Acc) -> {lists:reverse(Acc), B};
nodes(<<>>, Acc) -> {lists:reverse(Acc), <<>>};
nodes(<<"<!--", R/binary>>, Acc) -> [_, R1] = binary:split(R, <<"-->">>), nodes(R1, Acc);
nodes(<<"<", R/binary>>, Acc) -> {E, R1} = element_(R), nodes(R1, [E | Acc]);
nodes(B, Acc) -> {T, R} = text(B), nodes(R, case string:trim(T) of <<>> -> Acc; _ -> [entities(T) | Acc] end).
text(B) -> case binary:match(B, <<"<">>) of nomatch -> {B, <<>>}; {N, 1} -> split_binary(B, N) end.
element_(B) ->
    {Name, R} = name(B, <<>>),
    {As, R1} = attributes(string:trim(R, leading), []),
    case R1 of
        <<"/>", R2/binary>> -> {{Name, As, []}, R2};
        <<">", R2/binary>> ->
            {Kids, R3} = nodes(R2, []),
            Size = byte_size(Name),
            case R3 of
                <<"</", Name:Size/binary, ">", R4/binary>> -> {{Name, As, Kids}, R4};
                <<"</", Other:8/binary, _/binary>> -> throw({mismatch, Name, Other});
                _ -> throw({unclosed, Name})
            end
    end.
name(<<C, R/binary>>, N) when C >= $a, C =< $z; C =:= $- -> name(R, <<N/binary, C>>);
name(R, N) -> {N, R}.
attributes(<<C, _/binary>> = B, Acc) when C >= $a, C =< $z ->
    {N, <<"=\"", R/binary>>} = name(B, <<>>),
    [V, R1] = binary:split(R, <<"\"">>),
    attributes(string:trim(R1, leading), [{N, entities(V)} | Acc]);
attributes(B, Acc) -> {lists:reverse(Acc), B}.
entities(B) -> lists:foldl(fun({F, T}, A) -> binary:replace(A, F, T, [global]) end, B, [{<<"&lt;">>, <<"<">>}, {<<"&gt;">>, <<">">>}, {<<"&amp;">>, <<"&">>}]).
escape(B) -> << (case C of $< -> <<"&lt;">>; $> -> <<"&gt;">>; $& -> <<"&amp;">>; _ -> <<C>> end) || <<C>> <= B >>.
write(B) when is_binary(B) -> escape(B);
write({N, As, []}) -> [$<, N, [[$\s, K, "=\"", escape(V), $"] || {K, V} <- As], "/>"];
write({N, As, Kids}) -> [$<, N, [[$\s, K, "=\"", escape(V), $"] || {K, V} <- As], $>, [write(K) || K <- Kids], "</", N, $>].
path([], E) -> [E];
path([N | T], {_, _, Kids}) -> [X || {M, _, _} = K <- Kids, M =:= N orelse N =:= any, X <- path(T, K)];
path(_, _) -> [].
main() ->
    T = ~B|<doc id="1"><!-- c --><p class="a &amp; b">x &lt; y<br/></p> <p>two <b>bold</b></p></doc>|,
    E = parse(T),
    ?show(E),
    ?show(iolist_to_binary(write(E))),
    ?show(parse(iolist_to_binary(write(E))) =:= E),
    ?show(path([~"p", ~"b"], E)),
    ?show([A || {_, A, _} <- path([any], E)]),
    ?show(path([~"q"], E)),
    ?show(catch parse(~"<a><b></a-longer-></b>")),
    ?show(catch parse(~"<a>text")),
    ?show(parse(~"<a></a><b/>")),
    ok.
