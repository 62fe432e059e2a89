%% The texts of the behaviours' reports for logger and error_logger. A behaviour gives its report as a list of
%% formats with their arguments, for one line (single) or many (multi).
-module(gen_report).
-export([text/3, old/2, reason/1, client/2]).

-doc "The text of a report with the options of a report callback.".
text(Report, Options, Lines) ->
    Depth = maps:get(depth, Options, unlimited),
    Limit = maps:get(chars_limit, Options, unlimited),
    Single = maps:get(single_line, Options, false),
    Enc = maps:get(encoding, Options, unicode),
    Parts = Lines(Report, if Single -> single; true -> multi end),
    {Format, Args} = join(Parts, Single, Enc, Depth),
    case Limit of
        unlimited -> io_lib:format(Format, Args);
        _ -> io_lib:format(Format, Args, [{chars_limit, Limit}])
    end.

-doc "The format and arguments of a report for error_logger.".
old(Report, Lines) ->
    Depth = error_logger:get_format_depth(),
    join([{F, limited(Args, Depth)} || {F, Args} <- Lines(Report, multi)], false, unicode, Depth).

%% Terms are cut here, so that what error_logger keeps is small.
limited(Args, unlimited) -> Args;
limited(Args, Depth) -> [io_lib:limit_term(A, Depth) || A <- Args].

join(Parts, Single, Enc, Depth) ->
    {lists:flatten([directives(F, Single, Enc, Depth) || {F, _} <- Parts]),
     lists:append([arguments(F, Args, Depth) || {F, Args} <- Parts])}.

%% ~tp becomes ~0tp on one line, ~tP with a depth, ~p for Latin-1.
directives([$~, $t, $p | F], Single, Enc, Depth) ->
    [$~, [$0 || Single], [$t || Enc =/= latin1], case Depth of unlimited -> $p; _ -> $P end
     | directives(F, Single, Enc, Depth)];
directives([C | F], Single, Enc, Depth) -> [C | directives(F, Single, Enc, Depth)];
directives([], _, _, _) -> [].

arguments(_, Args, unlimited) -> Args;
arguments(Format, Args, Depth) -> with_depth(Format, Args, Depth).

with_depth([$~, $t, $p | F], [A | As], Depth) -> [A, Depth | with_depth(F, As, Depth)];
with_depth([$~, $n | F], As, Depth) -> with_depth(F, As, Depth);
with_depth([$~, _ | F], [A | As], Depth) -> [A | with_depth(F, As, Depth)];
with_depth([_ | F], As, Depth) -> with_depth(F, As, Depth);
with_depth([], As, _) -> As.

-doc "A reason as it is shown: an undefined function says whether its module is there.".
reason({undef, [{M, F, A, L} | MFAs] = All}) ->
    case code:is_loaded(M) of
        false -> {'module could not be loaded', [{M, F, A, L} | MFAs]};
        _ ->
            Arity = if is_list(A) -> length(A); true -> A end,
            case erlang:function_exported(M, F, Arity) of
                true -> {undef, All};
                false -> {'function not exported', [{M, F, A, L} | MFAs]}
            end
    end;
reason(Reason) -> Reason.

-doc "What is known of the client of a server.".
client(undefined, _) -> [];
client({From, dead}, multi) -> [{"** Client ~tp is dead~n", [From]}];
client({From, remote}, multi) -> [{"** Client ~tp is remote on node ~tp~n", [From, node(From)]}];
client({_, {Name, Stack}}, multi) -> [{"** Client ~tp stacktrace~n** ~tp~n", [Name, Stack]}];
client({From, dead}, single) -> [{" Client ~tp is dead.", [From]}];
client({From, remote}, single) -> [{" Client ~tp is remote on node ~tp.", [From, node(From)]}];
client({_, {Name, Stack}}, single) -> [{" Client ~tp stacktrace: ~tp.", [Name, Stack]}].
