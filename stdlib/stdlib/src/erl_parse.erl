%% Tokens to abstract format. The compiler's own parser does the work (purlin_compile); here are terms and their forms,
%% and walks over the places that forms carry.
-module(erl_parse).
-moduledoc "Forms, expressions and terms of tokens; abstract forms of terms.".
-export([parse_form/1, parse_exprs/1, parse_term/1, format_error/1, abstract/1, abstract/2, normalise/1, tokens/1, tokens/2,
         map_anno/2, fold_anno/3, mapfold_anno/3, new_anno/1, anno_to_term/1, anno_from_term/1, first_anno/1,
         inop_prec/1, preop_prec/1, func_prec/0, max_prec/0, type_inop_prec/1, type_preop_prec/1]).
-export_type([abstract_form/0, abstract_expr/0, abstract_clause/0, abstract_type/0, form_info/0, error_info/0,
              error_description/0, parse_tree/0]).

-type abstract_form() :: tuple().
-type abstract_expr() :: tuple().
-type abstract_clause() :: tuple().
-type abstract_type() :: tuple().
-type form_info() :: {eof, erl_anno:location()} | {error | warning, term()}.
-type parse_tree() :: abstract_form() | abstract_expr().
-type error_description() :: term().
-type error_info() :: {erl_anno:location(), module(), error_description()}.

-doc "The form that tokens are; they end with a full stop.".
-spec parse_form([erl_scan:token()]) -> {ok, abstract_form()} | {error, error_info()}.
parse_form(Tokens) -> purlin_compile:ask(form, {Tokens}).

-doc "The expressions that tokens are.".
-spec parse_exprs([erl_scan:token()]) -> {ok, [abstract_expr()]} | {error, error_info()}.
parse_exprs(Tokens) -> purlin_compile:ask(exprs, {Tokens}).

-doc "The term that tokens say.".
-spec parse_term([erl_scan:token()]) -> {ok, term()} | {error, error_info()}.
parse_term(Tokens) -> purlin_compile:ask(term, {Tokens}).

-doc "What an error descriptor says.".
format_error(Message) ->
    case io_lib:deep_char_list(Message) of
        true -> Message;
        false -> io_lib:write(Message)
    end.

%% ---------------------------------------------------------------------------------------------------------
%% Terms and their forms

-doc "Equivalent to abstract(Term, []).".
abstract(Term) -> form(Term, 0, char_test(default)).

-doc "The abstract form of a term. Options: `{line, Line}`, `{location, Location}`, `{encoding, Encoding}`, or a location.".
abstract(Term, Options) when is_list(Options) ->
    Encoding = proplists:get_value(encoding, Options, default),
    Location = proplists:get_value(location, Options, proplists:get_value(line, Options, 0)),
    form(Term, erl_anno:new(Location), char_test(Encoding));
abstract(Term, Location) -> form(Term, erl_anno:new(Location), char_test(default)).

char_test(default) -> fun is_point/1;
char_test(none) -> fun(_) -> false end;
char_test(latin1) -> fun(C) -> is_integer(C) andalso C >= 0 andalso C =< 255 end;
char_test(Encoding) when Encoding =:= unicode; Encoding =:= utf8 -> fun is_point/1;
char_test({Unicode, _}) when Unicode =:= utf16; Unicode =:= utf32 -> fun is_point/1;
char_test(Unicode) when Unicode =:= utf16; Unicode =:= utf32 -> fun is_point/1;
char_test(Fun) when is_function(Fun, 1) -> fun(C) -> is_integer(C) andalso Fun(C) end;
char_test(Other) -> error({badarg, Other}).

is_point(C) -> is_integer(C) andalso C >= 0 andalso (C < 16#D800 orelse C > 16#DFFF andalso C =< 16#10FFFF).

form(A, L, _) when is_atom(A) -> {atom, L, A};
form(I, L, _) when is_integer(I) -> {integer, L, I};
form(F, L, _) when is_float(F) -> {float, L, F};
form([], L, _) -> {nil, L};
form([_ | _] = List, L, Test) -> list(List, L, Test, []);
form(T, L, Test) when is_tuple(T) -> {tuple, L, [form(E, L, Test) || E <- tuple_to_list(T)]};
form(B, L, _) when is_bitstring(B) ->
    {bin, L, [element_form(Size, V, L) || {Size, V} <- bytes(B)]};
form(M, L, Test) when is_map(M) ->
    {map, L, [{map_field_assoc, L, form(K, L, Test), form(V, L, Test)} || {K, V} <- maps:to_list(maps:iterator(M, ordered))]};
form(F, L, Test) when is_function(F) ->
    case erlang:fun_info(F, type) of
        {type, external} ->
            [M, N, A] = [form(element(2, erlang:fun_info(F, K)), L, Test) || K <- [module, name, arity]],
            {'fun', L, {function, M, N, A}};
        Other -> error({case_clause, Other})
    end;
form(Term, L, Test) -> error(function_clause, [Term, L, Test]).

%% The end of a list that is all characters becomes a string.
list([H | T], L, Test, Before) -> list(T, L, Test, [H | Before]);
list([], L, Test, Before) ->
    {Chars, Rest} = lists:splitwith(Test, Before),
    Tail = case Chars of
               [] -> {nil, L};
               _ -> {string, L, lists:reverse(Chars)}
           end,
    conses(Rest, Tail, L, Test);
list(Tail, L, Test, Before) -> conses(Before, form(Tail, L, Test), L, Test).

conses(Before, Tail, L, Test) -> lists:foldl(fun(E, Rest) -> {cons, L, form(E, L, Test), Rest} end, Tail, Before).

bytes(<<Byte, Rest/bitstring>>) -> [{8, Byte} | bytes(Rest)];
bytes(<<>>) -> [];
bytes(Bits) ->
    Size = bit_size(Bits),
    <<V:Size>> = Bits,
    [{Size, V}].

element_form(8, V, L) -> {bin_element, L, {integer, L, V}, default, default};
element_form(Size, V, L) -> {bin_element, L, {integer, L, V}, {integer, L, Size}, default}.

-doc "The term of an abstract form.".
normalise({Leaf, _, Value}) when Leaf =:= atom; Leaf =:= integer; Leaf =:= float; Leaf =:= char; Leaf =:= string -> Value;
normalise({nil, _}) -> [];
normalise({cons, _, _, _} = Form) -> unlist(Form, []);
normalise({tuple, _, Elements}) -> list_to_tuple([normalise(E) || E <- Elements]);
normalise({map, _, Fields} = Form) ->
    maps:from_list([case Field of
                        {map_field_assoc, _, K, V} -> {normalise(K), normalise(V)};
                        _ -> error({badarg, Form})
                    end || Field <- Fields]);
normalise({op, _, '+', {Kind, _, N}}) when Kind =:= integer; Kind =:= float; Kind =:= char -> N;
normalise({op, _, '-', {Kind, _, N}}) when Kind =:= integer; Kind =:= float; Kind =:= char -> -N;
normalise({'fun', _, {function, {atom, _, M}, {atom, _, F}, {integer, _, A}}}) -> fun M:F/A;
normalise({bin, _, _} = Form) ->
    case purlin_compile:ask(normalise, {Form}) of
        {ok, Bits} -> Bits;
        _ -> sized_bits(Form)
    end;
normalise(Form) -> error({badarg, Form}).

%% Elements with sizes and types, of which only literals are taken.
sized_bits({bin, _, Elements} = Form) ->
    case lists:all(fun({bin_element, _, {Leaf, _, _}, _, _}) -> lists:member(Leaf, [integer, float, char, string]); (_) -> false end, Elements) of
        true -> {value, Bits, _} = erl_eval:expr(Form, []), Bits;
        false -> error({badarg, Form})
    end.

unlist({cons, _, Head, Tail}, Before) -> unlist(Tail, [normalise(Head) | Before]);
unlist(Form, Before) -> lists:reverse(Before, normalise(Form)).

-doc "Equivalent to tokens(Form, []).".
tokens(Form) -> tokens(Form, []).

-doc "The tokens of the form of a term, before others.".
tokens({Leaf, A, Value}, More) when Leaf =:= atom; Leaf =:= integer; Leaf =:= float; Leaf =:= char; Leaf =:= string;
                                    Leaf =:= var ->
    [{Leaf, A, Value} | More];
tokens({nil, A}, More) -> [{'[', A}, {']', A} | More];
tokens({cons, A, Head, Tail}, More) -> [{'[', A} | tokens(Head, tail_tokens(Tail, A, More))];
tokens({tuple, A, Elements}, More) -> [{'{', A} | comma_tokens(Elements, A, [{'}', A} | More])];
tokens({map, A, Fields}, More) -> [{'#', A}, {'{', A} | comma_tokens(Fields, A, [{'}', A} | More])];
tokens({map_field_assoc, A, K, V}, More) -> tokens(K, [{'=>', A} | tokens(V, More)]);
tokens(Form, More) -> error(function_clause, [Form, More]).

tail_tokens({nil, A}, _, More) -> [{']', A} | More];
tail_tokens({cons, A, Head, Tail}, _, More) -> [{',', A} | tokens(Head, tail_tokens(Tail, A, More))];
tail_tokens(Other, A, More) -> [{'|', A} | tokens(Other, [{']', A} | More])].

comma_tokens([], _, More) -> More;
comma_tokens([Last], _, More) -> tokens(Last, More);
comma_tokens([E | Rest], A, More) -> tokens(E, [{',', A} | comma_tokens(Rest, A, More)]).

%% ---------------------------------------------------------------------------------------------------------
%% Places

-doc "Changes all places of a form, or of a list of forms.".
map_anno(Fun, Form) -> element(1, walk(Form, fun(Anno, Acc) -> {Fun(Anno), Acc} end, ok)).

-doc "Folds over all places of a form, or of a list of forms.".
fold_anno(Fun, Acc, Form) -> element(2, walk(Form, fun(Anno, Sum) -> {Anno, Fun(Anno, Sum)} end, Acc)).

-doc "Both at once.".
mapfold_anno(Fun, Acc, Form) -> walk(Form, Fun, Acc).

-doc "Makes all places annotations.".
new_anno(Form) -> map_anno(fun erl_anno:new/1, Form).

-doc "Makes all annotations terms.".
anno_to_term(Form) -> map_anno(fun erl_anno:to_term/1, Form).

-doc "Makes all terms annotations.".
anno_from_term(Form) -> map_anno(fun erl_anno:from_term/1, Form).

-doc "The place of what stands first in a form.".
first_anno(Form) ->
    Annos = fold_anno(fun(Anno, Acc) -> [Anno | Acc] end, [], Form),
    [First | _] = lists:sort(fun(A, B) -> erl_anno:location(A) =< erl_anno:location(B) end, Annos),
    First.

walk([Form | Forms], F, Acc) ->
    {NewForm, Acc1} = walk(Form, F, Acc),
    {NewForms, Acc2} = walk(Forms, F, Acc1),
    {[NewForm | NewForms], Acc2};
walk({Kind, _} = Form, _, Acc) when Kind =:= eof; Kind =:= error; Kind =:= warning -> {Form, Acc};
walk({attribute, Anno, Name, Value}, F, Acc) ->
    {NewAnno, Acc1} = F(Anno, Acc),
    {NewValue, Acc2} = attribute(Name, Value, F, Acc1),
    {{attribute, NewAnno, Name, NewValue}, Acc2};
walk({Leaf, Anno, Value}, F, Acc) when Leaf =:= atom; Leaf =:= integer; Leaf =:= float; Leaf =:= char; Leaf =:= string;
                                       Leaf =:= var ->
    {NewAnno, Acc1} = F(Anno, Acc),
    {{Leaf, NewAnno, Value}, Acc1};
walk({bin_element, Anno, Value, Size, Types}, F, Acc) ->
    {[NewValue, NewSize], NewAnno, Acc1} = parts([Value, Size], Anno, F, Acc),
    {{bin_element, NewAnno, NewValue, NewSize, Types}, Acc1};
walk({record, Anno, Name, Fields}, F, Acc) ->
    {[NewFields], NewAnno, Acc1} = parts([Fields], Anno, F, Acc),
    {{record, NewAnno, Name, NewFields}, Acc1};
walk({record, Anno, Record, Name, Fields}, F, Acc) ->
    {[NewRecord, NewFields], NewAnno, Acc1} = parts([Record, Fields], Anno, F, Acc),
    {{record, NewAnno, NewRecord, Name, NewFields}, Acc1};
walk({record_field, Anno, Record, Name, Field}, F, Acc) ->
    {[NewRecord], NewAnno, Acc1} = parts([Record], Anno, F, Acc),
    {{record_field, NewAnno, NewRecord, Name, Field}, Acc1};
walk({typed_record_field, Field, Type}, F, Acc) ->
    {[NewField, NewType], Acc1} = walk([Field, Type], F, Acc),
    {{typed_record_field, NewField, NewType}, Acc1};
walk({clauses, Clauses}, F, Acc) ->
    {NewClauses, Acc1} = walk(Clauses, F, Acc),
    {{clauses, NewClauses}, Acc1};
walk({function, _, _} = Local, _, Acc) -> {Local, Acc};
walk({function, M, N, A}, F, Acc) ->
    {[NewM, NewN, NewA], Acc1} = walk([M, N, A], F, Acc),
    {{function, NewM, NewN, NewA}, Acc1};
walk(Form, F, Acc) when is_tuple(Form), tuple_size(Form) >= 2 ->
    [Kind, Anno | Parts] = tuple_to_list(Form),
    {NewParts, NewAnno, Acc1} = parts(Parts, Anno, F, Acc),
    {list_to_tuple([Kind, NewAnno | NewParts]), Acc1};
walk(Other, _, Acc) when Other =/= {} -> {Other, Acc}.

parts(Parts, Anno, F, Acc) ->
    {NewAnno, Acc1} = F(Anno, Acc),
    {NewParts, Acc2} = walk(Parts, F, Acc1),
    {NewParts, NewAnno, Acc2}.

%% Only some attributes hold forms.
attribute(Name, {Function, Types}, F, Acc) when Name =:= spec; Name =:= callback ->
    {NewTypes, Acc1} = walk(Types, F, Acc),
    {{Function, NewTypes}, Acc1};
attribute(Name, {Type, Definition, Vars}, F, Acc) when Name =:= type; Name =:= opaque; Name =:= nominal ->
    {NewDefinition, Acc1} = walk(Definition, F, Acc),
    {NewVars, Acc2} = walk(Vars, F, Acc1),
    {{Type, NewDefinition, NewVars}, Acc2};
attribute(Kind, {Record, Fields}, F, Acc) when Kind =:= record; Kind =:= native_record ->
    {NewFields, Acc1} = walk(Fields, F, Acc),
    {{Record, NewFields}, Acc1};
attribute(_, Value, _, Acc) -> {Value, Acc}.

%% ---------------------------------------------------------------------------------------------------------
%% Precedences: left operand, operator, right operand

-doc "Precedences of an operator between two operands.".
inop_prec('=') -> {150, 100, 100};
inop_prec('!') -> {150, 100, 100};
inop_prec('orelse') -> {160, 150, 150};
inop_prec('andalso') -> {200, 160, 160};
inop_prec(Op) when Op =:= '=='; Op =:= '/='; Op =:= '=<'; Op =:= '<'; Op =:= '>='; Op =:= '>'; Op =:= '=:=';
                   Op =:= '=/=' ->
    {300, 200, 300};
inop_prec(Op) when Op =:= '++'; Op =:= '--' -> {400, 300, 300};
inop_prec(Op) when Op =:= '+'; Op =:= '-'; Op =:= 'bor'; Op =:= 'bxor'; Op =:= 'bsl'; Op =:= 'bsr'; Op =:= 'or';
                   Op =:= 'xor' ->
    {400, 400, 500};
inop_prec(Op) when Op =:= '*'; Op =:= '/'; Op =:= 'div'; Op =:= 'rem'; Op =:= 'band'; Op =:= 'and' -> {500, 500, 600};
inop_prec('#') -> {800, 700, 800};
inop_prec(':') -> {900, 800, 900};
inop_prec('.') -> {900, 900, 1000}.

-doc "Precedences of an operator before its operand.".
preop_prec('catch') -> {0, 100};
preop_prec(Op) when Op =:= '+'; Op =:= '-'; Op =:= 'bnot'; Op =:= 'not' -> {600, 700};
preop_prec('#') -> {700, 800}.

func_prec() -> {800, 700}.

max_prec() -> 900.

type_inop_prec('=') -> {150, 100, 100};
type_inop_prec('::') -> {160, 150, 150};
type_inop_prec('|') -> {180, 170, 170};
type_inop_prec('..') -> {300, 200, 300};
type_inop_prec(Op) when Op =:= '+'; Op =:= '-'; Op =:= 'bor'; Op =:= 'bxor'; Op =:= 'bsl'; Op =:= 'bsr' -> {400, 400, 500};
type_inop_prec(Op) when Op =:= '*'; Op =:= '/'; Op =:= 'div'; Op =:= 'rem'; Op =:= 'band' -> {500, 500, 600};
type_inop_prec('#') -> {800, 700, 800}.

type_preop_prec(Op) when Op =:= '+'; Op =:= '-'; Op =:= 'bnot' -> {600, 700};
type_preop_prec('#') -> {700, 800}.
