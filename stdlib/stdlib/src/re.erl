%% Regular expressions: splitting and replacing. Compiling and running are native functions.
-module(re).
-moduledoc "Perl-like regular expressions.".

-export([import/1]).
-export([replace/3, replace/4, split/2, split/3, version/0]).

-export_type([mp/0]).

-opaque mp() :: {re_pattern, term(), term(), term(), term()}.

-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).

-doc "The version of the matching engine that is followed.".
version() -> <<"10.47 2025-10-21">>.

%% ---- options

-record(how, {return = iodata, global = false, group = false, trim = false, parts = infinity,
              compile = [], run = [], unicode = false}).

options([{return, Return} | Rest], How) when Return =:= iodata; Return =:= list; Return =:= binary ->
    options(Rest, How#how{return = Return});
options([global | Rest], How) -> options(Rest, How#how{global = true});
options([group | Rest], How) -> options(Rest, How#how{group = true});
options([trim | Rest], How) -> options(Rest, How#how{parts = infinity, trim = true});
options([{parts, infinity} | Rest], How) -> options(Rest, How#how{parts = infinity, trim = false});
options([{parts, 0} | Rest], How) -> options(Rest, How#how{parts = infinity, trim = true});
options([{parts, N} | Rest], How) when is_integer(N), N > 0 -> options(Rest, How#how{parts = N, trim = false});
options([Option | Rest], How0) ->
    How = case Option of
        unicode -> How0#how{unicode = true};
        _ -> How0
    end,
    case option_kind(Option) of
        compile -> options(Rest, How#how{compile = [Option | How#how.compile]});
        run -> options(Rest, How#how{run = [Option | How#how.run]});
        both ->
            options(Rest, How#how{compile = [Option | How#how.compile], run = [Option | How#how.run]})
    end;
options([], How) -> How.

option_kind(anchored) -> both;
option_kind({newline, _}) -> both;
option_kind({offset, _}) -> run;
option_kind({match_limit, _}) -> run;
option_kind({match_limit_recursion, _}) -> run;
option_kind(Option) ->
    case lists:member(Option, [unicode, caseless, dollar_endonly, dotall, extended, firstline, multiline,
                               no_auto_capture, dupnames, ungreedy, bsr_anycrlf, bsr_unicode,
                               no_start_optimize, ucp, never_utf]) of
        true -> compile;
        false -> true = lists:member(Option, [notbol, noteol, notempty, notempty_atstart]), run
    end.

%% {Subject as binary, compiled pattern, options}
prepare(Subject, Pattern, Options) ->
    How = options(Options, #how{}),
    Compiled = case Pattern of
        {re_pattern, _, _, _, _} -> Pattern;
        _ ->
            {ok, New} = re:compile(Pattern, How#how.compile),
            New
    end,
    Unicode = How#how.unicode orelse element(3, Compiled) =:= 1,
    {to_binary(Subject, Unicode), Compiled, How#how{unicode = Unicode}}.

to_binary(Data, _) when is_binary(Data) -> Data;
to_binary(Data, false) -> iolist_to_binary(Data);
to_binary(Data, true) ->
    Bin = unicode:characters_to_binary(Data),
    true = is_binary(Bin),
    Bin.

%% Each match as a list of {Start, Length}, the whole and then its groups; and how many there can be.
matches(Bin, Compiled, #how{run = Run, global = Global}) ->
    Options = [{capture, all, index} | Run],
    Found = case Global of
        true ->
            case re:run(Bin, Compiled, [global | Options]) of
                {match, All} -> All;
                nomatch -> []
            end;
        false ->
            case re:run(Bin, Compiled, Options) of
                {match, One} -> [One];
                nomatch -> []
            end
    end,
    {Found, element(2, Compiled) + 1}.

part(_, {-1, 0}) -> <<>>;
part(Bin, {Start, Length}) -> binary:part(Bin, Start, Length).

returned(Bin, #how{return = list, unicode = true}) -> unicode:characters_to_list(Bin);
returned(Bin, #how{return = list}) -> binary_to_list(Bin);
returned(Bin, _) -> Bin.

%% ---- splitting

-doc "Splits where the pattern matches.".
split(Subject, Pattern) ->
    try split_1(Subject, Pattern, [])
    catch error:_ -> error(badarg, [Subject, Pattern], ?INFO)
    end.

-doc "Splits where the pattern matches; options are return, parts, group, trim and those of run/3.".
split(Subject, Pattern, Options) ->
    try split_1(Subject, Pattern, Options)
    catch error:_ -> error(badarg, [Subject, Pattern, Options], ?INFO)
    end.

split_1(Subject, Pattern, Options) ->
    false = lists:member(global, Options),
    {Bin, Compiled, How} = prepare(Subject, Pattern, Options),
    case Bin of
        <<>> -> [];
        _ ->
            {Found, Count} = matches(Bin, Compiled, How#how{global = true}),
            Matches = [Match ++ lists:duplicate(max(0, Count - length(Match)), {-1, 0}) || Match <- Found],
            Groups = trimmed(pieces(Bin, 0, Matches, How#how.parts), How),
            Returned = [[returned(Part, How) || Part <- Group] || Group <- Groups],
            case How#how.group of
                true -> Returned;
                false -> lists:append(Returned)
            end
    end.

%% Lists of the part before a match and the match's groups, and of the part after the last. An
%% empty match where the part before it would be empty does not split.
pieces(Bin, From, [[{From, 0} | _] | Matches], Parts) -> pieces(Bin, From, Matches, Parts);
pieces(Bin, From, [[{Start, Length} | Groups] | Matches], Parts) when Parts =:= infinity; Parts > 1 ->
    Less = case Parts of
        infinity -> infinity;
        _ -> Parts - 1
    end,
    [[binary:part(Bin, From, Start - From) | [part(Bin, Group) || Group <- Groups]]
     | pieces(Bin, Start + Length, Matches, Less)];
pieces(Bin, From, _, _) -> [[binary:part(Bin, From, byte_size(Bin) - From)]].

trimmed(Groups, #how{trim = false}) -> Groups;
trimmed(Groups, #how{group = true}) ->
    lists:reverse(lists:dropwhile(fun(Group) -> lists:all(fun(P) -> P =:= <<>> end, Group) end, lists:reverse(Groups)));
trimmed(Groups, _) ->
    [[Part] || Part <- lists:reverse(lists:dropwhile(fun(P) -> P =:= <<>> end, lists:reverse(lists:append(Groups))))].

%% ---- replacing

-doc "Replaces the first match.".
replace(Subject, Pattern, Replacement) ->
    try replace_1(Subject, Pattern, Replacement, [])
    catch error:_ -> error(badarg, [Subject, Pattern, Replacement], ?INFO)
    end.

-doc "Replaces the first match or, with global, all; other options are return and those of run/3.".
replace(Subject, Pattern, Replacement, Options) ->
    try replace_1(Subject, Pattern, Replacement, Options)
    catch error:_ -> error(badarg, [Subject, Pattern, Replacement, Options], ?INFO)
    end.

replace_1(Subject, Pattern, Replacement, Options) ->
    {Bin, Compiled, How} = prepare(Subject, Pattern, Options),
    Template = template(Replacement, How#how.unicode),
    {Found, _} = matches(Bin, Compiled, How),
    case {Found, How#how.return} of
        {[], iodata} -> Subject;
        {[], _} -> returned(Bin, How);
        {Matches, iodata} -> replaced(Bin, 0, Matches, Template);
        {Matches, _} -> returned(flat(replaced(Bin, 0, Matches, Template), How), How)
    end.

flat(Data, #how{unicode = true}) -> unicode:characters_to_binary(Data);
flat(Data, _) -> iolist_to_binary(Data).

replaced(Bin, From, [[{Start, Length} | _] = Match | Matches], Template) ->
    New = [fill(Template, Bin, Match) | replaced(Bin, Start + Length, Matches, Template)],
    case Start of
        From -> New;
        _ -> [binary:part(Bin, From, Start - From) | New]
    end;
replaced(Bin, From, [], _) ->
    case binary:part(Bin, From, byte_size(Bin) - From) of
        <<>> -> [];
        Rest -> Rest
    end.

fill(Fun, Bin, [Whole | Groups]) when is_function(Fun) ->
    Fun(part(Bin, Whole), [part(Bin, Group) || Group <- Groups]);
fill([Text], _, _) when is_binary(Text) -> Text;
fill(Template, Bin, Match) -> [piece(Piece, Bin, Match) || Piece <- Template].

piece(Text, _, _) when is_binary(Text) -> Text;
piece(N, Bin, Match) when N < length(Match) -> part(Bin, lists:nth(N + 1, Match));
piece(_, _, _) -> <<>>.

%% A replacement as texts and numbers of groups.
template(Fun, _) when is_function(Fun, 2) -> Fun;
template(Replacement, Unicode) -> template(to_binary(Replacement, Unicode), <<>>, []).

template(<<"&", Rest/binary>>, Text, Acc) -> template(Rest, <<>>, [0 | text(Text, Acc)]);
template(<<"\\g{", Rest/binary>>, Text, Acc) ->
    case group_number(Rest, <<>>) of
        {N, <<"}", Rest1/binary>>} -> template(Rest1, <<>>, [N | text(Text, Acc)]);
        _ -> template(<<"{", Rest/binary>>, <<Text/binary, "g">>, Acc)
    end;
template(<<"\\g", C, _/binary>> = Bin, Text, Acc) when C >= $1, C =< $9 ->
    <<_:2/binary, Rest/binary>> = Bin,
    {N, Rest1} = group_number(Rest, <<>>),
    template(Rest1, <<>>, [N | text(Text, Acc)]);
template(<<"\\", C, _/binary>> = Bin, Text, Acc) when C >= $1, C =< $9 ->
    <<_, Rest/binary>> = Bin,
    {N, Rest1} = group_number(Rest, <<>>),
    template(Rest1, <<>>, [N | text(Text, Acc)]);
template(<<"\\", C, Rest/binary>>, Text, Acc) -> template(Rest, <<Text/binary, C>>, Acc);
template(<<C, Rest/binary>>, Text, Acc) -> template(Rest, <<Text/binary, C>>, Acc);
template(<<>>, Text, Acc) -> lists:reverse(text(Text, Acc)).

text(<<>>, Acc) -> Acc;
text(Text, Acc) -> [Text | Acc].

group_number(<<C, Rest/binary>>, Digits) when C >= $0, C =< $9 ->
    group_number(Rest, <<Digits/binary, C>>);
group_number(_, <<>>) -> none;
group_number(Rest, Digits) -> {binary_to_integer(Digits), Rest}.

%% ---- patterns that travel

-doc "The compiled pattern of one that was compiled with the option `export`, here or elsewhere.".
import({re_exported_pattern, Header, Text, Options, Code})
  when is_binary(Header), is_binary(Text), is_list(Options), is_binary(Code) ->
    try re:compile(Text, [Option || Option <- Options, Option =/= export]) of
        {ok, Pattern} -> Pattern;
        {error, _} -> error(badarg)
    catch
        error:badarg -> error(badarg)
    end;
import(_) -> error(badarg).
