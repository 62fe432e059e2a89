%% Functions of binary, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_binary).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun binary:at/2, fun binary:bin_to_list/1, fun binary:bin_to_list/2, fun binary:bin_to_list/3, fun binary:copy/1,
     fun binary:decode_hex/1, fun binary:decode_unsigned/1, fun binary:decode_unsigned/2, fun binary:encode_hex/1,
     fun binary:encode_hex/2, fun binary:encode_unsigned/1, fun binary:encode_unsigned/2, fun binary:first/1, fun binary:join/2,
     fun binary:last/1, fun binary:list_to_bin/1, fun binary:longest_common_prefix/1, fun binary:longest_common_suffix/1,
     fun binary:match/2, fun binary:match/3, fun binary:matches/2, fun binary:matches/3, fun binary:part/2, fun binary:part/3,
     fun binary:replace/3, fun binary:replace/4, fun binary:split/2, fun binary:split/3].

special() ->
    [<<"hello world">>, <<"l">>, [<<"l">>, <<"o">>], <<1, 2, 3, 4, 5>>, 0, 1, 2, 3, {1, 2}, {4, -2}, [global], [global, trim_all], [{scope, {2, 5}}], <<"lo">>, big, little, <<"68656c">>, lowercase, [<<"ab">>, <<"abc">>], <<"xabcabx">>].
