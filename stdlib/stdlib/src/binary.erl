%% Binaries: replacing, joining and hexadecimal text. The rest are native functions.
-module(binary).
-moduledoc "Functions on binaries.".

-export([decode_hex/1, encode_hex/1, encode_hex/2, join/2, replace/3, replace/4]).

-export_type([cp/0]).

-opaque cp() :: {am | bm, reference()}.

-define(INFO, [{error_info, #{module => erl_stdlib_errors}}]).

-doc "Replaces the first occurrence of Pattern.".
-spec replace(binary(), term(), binary() | fun((binary()) -> binary())) -> binary().
replace(Subject, Pattern, Replacement) ->
    try replace_parts(Subject, Pattern, Replacement, [])
    catch
        throw:{?MODULE, badopt} -> error(badarg, [Subject, Pattern, Replacement], ?INFO)
    end.

-doc "As replace/3; options are global, {scope, Part} and {insert_replaced, Positions}.".
-spec replace(binary(), term(), binary() | fun((binary()) -> binary()), [term()]) -> binary().
replace(Subject, Pattern, Replacement, Options) ->
    try replace_parts(Subject, Pattern, Replacement, Options)
    catch
        throw:{?MODULE, badopt} -> error(badarg, [Subject, Pattern, Replacement, Options], ?INFO)
    end.

replace_parts(Subject, Pattern, Replacement, Options) ->
    is_binary(Replacement) orelse is_function(Replacement, 1) orelse throw({?MODULE, badopt}),
    {Global, MatchOptions, Insert} = replace_options(Options, false, [], []),
    Places = try
        case Global of
            true -> binary:matches(Subject, Pattern, MatchOptions);
            false ->
                case binary:match(Subject, Pattern, MatchOptions) of
                    nomatch -> [];
                    Place -> [Place]
                end
        end
    catch error:_ -> throw({?MODULE, badopt})
    end,
    Splice = splice(Replacement, Insert),
    iolist_to_binary(replaced(Subject, 0, Places, Splice)).

replace_options([], Global, Match, Insert) -> {Global, lists:reverse(Match), Insert};
replace_options([global | Rest], _, Match, Insert) -> replace_options(Rest, true, Match, Insert);
replace_options([{scope, {A, B}} = Scope | Rest], Global, Match, Insert) when is_integer(A), is_integer(B) ->
    replace_options(Rest, Global, [Scope | Match], Insert);
replace_options([{insert_replaced, At} | Rest], Global, Match, _) when is_integer(At), At >= 0 ->
    replace_options(Rest, Global, Match, [At]);
replace_options([{insert_replaced, Ats} | Rest], Global, Match, _) when is_list(Ats) ->
    lists:all(fun(At) -> is_integer(At) andalso At >= 0 end, Ats) orelse throw({?MODULE, badopt}),
    replace_options(Rest, Global, Match, lists:sort(Ats));
replace_options(_, _, _, _) -> throw({?MODULE, badopt}).

replaced(Subject, At, [{Start, Length} | Places], Splice) ->
    Part = binary:part(Subject, Start, Length),
    [binary:part(Subject, At, Start - At), Splice(Part)
     | replaced(Subject, Start + Length, Places, Splice)];
replaced(Subject, At, [], _) ->
    [binary:part(Subject, At, byte_size(Subject) - At)].

%% A function from the part replaced to its replacement.
splice(Replacement, []) when is_binary(Replacement) -> fun(_) -> Replacement end;
splice(Replacement, Insert) when is_binary(Replacement) ->
    lists:last(Insert) =< byte_size(Replacement) orelse throw({?MODULE, badopt}),
    fun(Part) -> insert(Replacement, 0, Insert, Part) end;
splice(Fun, _) -> Fun.

insert(Replacement, From, [At | Ats], Part) ->
    [binary:part(Replacement, From, At - From), Part | insert(Replacement, At, Ats, Part)];
insert(Replacement, From, [], _) ->
    [binary:part(Replacement, From, byte_size(Replacement) - From)].

-doc "The hexadecimal text of a binary, in upper case.".
-spec encode_hex(binary()) -> binary().
encode_hex(Bin) when is_binary(Bin) -> purlin_ascii:encode_hex(Bin, true);
encode_hex(Bin) -> error(badarg, [Bin], ?INFO).

-doc "The hexadecimal text of a binary, in uppercase or lowercase.".
-spec encode_hex(binary(), uppercase | lowercase) -> binary().
encode_hex(Bin, uppercase) when is_binary(Bin) -> purlin_ascii:encode_hex(Bin, true);
encode_hex(Bin, lowercase) when is_binary(Bin) -> purlin_ascii:encode_hex(Bin, false);
encode_hex(Bin, Case) -> error(badarg, [Bin, Case], ?INFO).

-doc "The binary of a hexadecimal text.".
-spec decode_hex(binary()) -> binary().
decode_hex(Text) ->
    try purlin_ascii:decode_hex(Text)
    catch error:badarg -> error(badarg, [Text], ?INFO)
    end.

-doc "Joins binaries with a separator between them.".
-spec join([binary()], binary()) -> binary().
join([], Separator) when is_binary(Separator) -> <<>>;
join([Bin], Separator) when is_binary(Bin), is_binary(Separator) -> Bin;
join([First | Rest] = Binaries, Separator) when is_binary(Separator) ->
    try << First/binary, << <<Separator/binary, Bin/binary>> || Bin <- Rest >>/binary >>
    catch error:_ -> error(badarg, [Binaries, Separator], ?INFO)
    end;
join(Binaries, Separator) -> error(badarg, [Binaries, Separator], ?INFO).
