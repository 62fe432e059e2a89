%% Annotations of abstract code: a location alone, or a list of {Item, Value} with a location.
-module(erl_anno).
-moduledoc "Annotations of abstract code.".

-export([column/1, end_location/1, file/1, from_term/1, generated/1, is_anno/1, line/1, location/1,
         new/1, record/1, set_end_location/2, set_file/2, set_generated/2, set_line/2,
         set_location/2, set_record/2, set_text/2, text/1, to_term/1]).

-export_type([anno/0, line/0, column/0, location/0, text/0, anno_term/0]).

-type line() :: non_neg_integer().
-type column() :: pos_integer().
-type location() :: line() | {line(), column()}.
-type text() :: string().
-type anno() :: location() | [{atom(), term()}].
-type anno_term() :: term().

-define(IS_LINE(L), is_integer(L), L >= 0).
-define(COLUMN(C), is_integer(C), C >= 1).

-doc "Annotations made of a location.".
-spec new(location()) -> anno().
new(Line) when ?IS_LINE(Line) -> Line;
new({Line, Column} = Location) when ?IS_LINE(Line), ?COLUMN(Column) -> Location;
new(Location) -> error(badarg, [Location]).

-doc "True if the term is a collection of annotations.".
is_anno(Line) when ?IS_LINE(Line) -> true;
is_anno({Line, Column}) when ?IS_LINE(Line), ?COLUMN(Column) -> true;
is_anno([_ | _] = Items) when length(Items) > 0 -> lists:keymember(location, 1, Items) andalso lists:all(fun is_item/1, Items);
is_anno(_) -> false.

is_item({file, File}) -> is_binary(File) orelse is_list(File);
is_item({text, Text}) -> is_string(Text);
is_item({generated, Generated}) -> Generated =:= true;
is_item({record, Record}) -> Record =:= true;
is_item({location, Location}) -> is_location(Location);
is_item({end_location, Location}) -> is_location(Location);
is_item(_) -> false.

is_string(S) ->
    try lists:all(fun(C) -> is_integer(C) andalso C >= 0 end, S)
    catch _:_ -> false
    end.

is_location(Line) when ?IS_LINE(Line) -> true;
is_location({Line, Column}) when ?IS_LINE(Line), ?COLUMN(Column) -> true;
is_location(_) -> false.

-doc "Annotations from their term representation.".
from_term(Line) when is_integer(Line), Line < 0 -> set_generated(true, new(-Line));
from_term(Term) -> Term.

-doc "The term representation of annotations.".
to_term(Anno) -> Anno.

%% ---- reading

-doc "The line of the location.".
line(Anno) ->
    case location(Anno) of
        {Line, _} -> Line;
        Line -> Line
    end.

-doc "The column of the location, or undefined.".
column(Anno) ->
    case location(Anno) of
        {_, Column} -> Column;
        _ -> undefined
    end.

-doc "The location.".
location(Anno) -> item(Anno, location, 0).

-doc "The end location, from the text if need be, or undefined.".
end_location(Anno) ->
    case item(Anno, end_location, undefined) of
        undefined ->
            case text(Anno) of
                undefined -> undefined;
                Text -> after_text(Text, location(Anno))
            end;
        Location -> Location
    end.

after_text([$\n | Rest], {Line, _}) -> after_text(Rest, {Line + 1, 1});
after_text([_ | Rest], {Line, Column}) -> after_text(Rest, {Line, Column + 1});
after_text([$\n | Rest], Line) -> after_text(Rest, Line + 1);
after_text([_ | Rest], Line) -> after_text(Rest, Line);
after_text([], Location) -> Location.

-doc "The file, or undefined.".
file(Anno) -> item(Anno, file, undefined).

-doc "The text, or undefined.".
text(Anno) -> item(Anno, text, undefined).

-doc "True if marked as generated code.".
generated(Anno) -> item(Anno, generated, false).

-doc "True if it stems from a record.".
record(Anno) -> item(Anno, record, false).

item(Line, Item, Default) when ?IS_LINE(Line) -> plain(Line, Item, Default);
item({Line, Column} = Location, Item, Default) when ?IS_LINE(Line), ?COLUMN(Column) ->
    plain(Location, Item, Default);
item(Anno, Item, Default) when is_list(Anno) ->
    case lists:keyfind(Item, 1, Anno) of
        {_, Value} -> Value;
        false -> Default
    end;
item(Anno, Item, Default) -> error(badarg, [Anno, Item, Default]).

plain(Location, location, _) -> Location;
plain(_, _, Default) -> Default.

%% ---- setting

-doc "Sets the line of the location.".
set_line(Line, Anno) ->
    case location(Anno) of
        {_, Column} -> set(location, {Line, Column}, Anno);
        _ -> set(location, Line, Anno)
    end.

-doc "Sets the location.".
set_location(Location, Anno) -> set(location, Location, Anno).

-doc "Sets the end location.".
set_end_location(Location, Anno) -> set(end_location, Location, Anno).

-doc "Sets the file.".
set_file(File, Anno) -> set(file, File, Anno).

-doc "Sets the text.".
set_text(Text, Anno) -> set(text, Text, Anno).

-doc "Marks as generated code, or not.".
set_generated(Generated, Anno) -> set(generated, Generated, Anno).

-doc "Marks as stemming from a record, or not.".
set_record(Record, Anno) -> set(record, Record, Anno).

set(Item, false, Anno) when Item =:= generated; Item =:= record ->
    reduce(lists:keydelete(Item, 1, items(Anno)));
set(Item, Value, Anno) ->
    case is_item({Item, Value}) of
        true -> reduce(put_item(Item, Value, items(Anno)));
        false -> error(badarg, [Item, Value, Anno])
    end.

items(Anno) ->
    case is_anno(Anno) of
        true when is_list(Anno) -> Anno;
        true -> [{location, Anno}];
        false -> error(badarg, [Anno])
    end.

put_item(Item, Value, Items) ->
    case lists:keymember(Item, 1, Items) of
        true -> lists:keyreplace(Item, 1, Items, {Item, Value});
        false -> [{Item, Value} | Items]
    end.

reduce([{location, Location}]) -> Location;
reduce(Items) -> Items.
