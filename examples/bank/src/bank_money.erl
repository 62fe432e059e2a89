%% Amounts of money in whole cents, and how they are written.
-module(bank_money).
-export([parse/1, format/1, format/2, split/2, percent/2]).

-export_type([cents/0]).

-type cents() :: integer().

-doc "Reads an amount such as \"12.50\", \"-3\" or \"0.07\".".
-spec parse(string()) -> {ok, cents()} | {error, bad_amount}.
parse("-" ++ Text) ->
    case parse(Text) of
        {ok, Cents} when hd(Text) =/= $- -> {ok, -Cents};
        _ -> {error, bad_amount}
    end;
parse(Text) ->
    case string:split(Text, ".") of
        [Whole] -> cents(Whole, "00");
        [Whole, [_, _] = Fraction] -> cents(Whole, Fraction);
        [Whole, [_] = Fraction] -> cents(Whole, Fraction ++ "0");
        _ -> {error, bad_amount}
    end.

cents(Whole, Fraction) ->
    maybe
        true ?= Whole =/= "" andalso lists:all(fun is_digit/1, Whole ++ Fraction),
        {ok, list_to_integer(Whole) * 100 + list_to_integer(Fraction)}
    else
        false -> {error, bad_amount}
    end.

is_digit(C) -> C >= $0 andalso C =< $9.

-doc "Writes an amount with thousands separated: \"1,234.50\".".
-spec format(cents()) -> string().
format(Cents) when Cents < 0 -> "-" ++ format(-Cents);
format(Cents) ->
    Whole = integer_to_list(Cents div 100),
    lists:flatten([thousands(Whole), io_lib:format(".~2..0w", [Cents rem 100])]).

-doc "Writes an amount with its currency.".
-spec format(cents(), atom()) -> string().
format(Cents, Currency) -> format(Cents) ++ " " ++ string:uppercase(atom_to_list(Currency)).

thousands(Digits) when length(Digits) =< 3 -> Digits;
thousands(Digits) ->
    {Front, Last} = lists:split(length(Digits) - 3, Digits),
    thousands(Front) ++ "," ++ Last.

-doc "Shares an amount among N so that nothing is lost: the first ones get a cent more where it does not divide.".
-spec split(cents(), pos_integer()) -> [cents()].
split(Cents, N) when N > 0, Cents >= 0 ->
    Each = Cents div N,
    More = Cents rem N,
    lists:duplicate(More, Each + 1) ++ lists:duplicate(N - More, Each).

-doc "A share in hundredths of a percent, halves rounded to even.".
-spec percent(cents(), non_neg_integer()) -> cents().
percent(Cents, BasisPoints) ->
    Product = Cents * BasisPoints,
    {Quotient, Rest} = {Product div 10000, abs(Product rem 10000)},
    Up = if Product < 0 -> -1; true -> 1 end,
    if
        Rest > 5000 -> Quotient + Up;
        Rest =:= 5000, Quotient rem 2 =/= 0 -> Quotient + Up;
        true -> Quotient
    end.
