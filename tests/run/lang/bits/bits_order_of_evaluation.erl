%% Values are evaluated from left to right, sizes too; values before the checks.
-module(bits_order_of_evaluation).
-export([main/0]).
-include("../lang.hrl").

said(X) -> io:format("~0p ", [X]), X.
main() ->
    ?show(<<(said(1)):8, (said(2)):8>>),
    ?show(<<(said(3)):(said(16)), (said(4)):(said(8))>>),
    ?show(<<(said(a)), (said(5))>>),
    ?show(<<(said(1)):(said(-1)), (said(6))>>),
    ?show(<<(said(<<1>>))/binary, (said(2)):4, (said(<<1:4>>))/bits>>),
    ?show({said(first), <<(said(second))>>, said(third)}),
    ?show(<<(said(<<"ab">>)):(said(1))/binary>>),
    ?show(<<(said(1.5))/float, (error(stop)), (said(never))>>),
    ?show(<< <<(said(X))>> || X <- [1, 2] >>),
    ?show(<<(begin Y = said(7), Y end), (said(8))>>),
    ok.
