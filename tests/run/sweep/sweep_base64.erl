%% Functions of base64, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_base64).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun base64:decode/1, fun base64:encode/1, fun base64:encode_to_string/1].

special() ->
    ["abc", <<"abc">>, "YWJj", <<"YWJj">>, "YWI=", <<"YQ==">>, "YQ", "Y W J j", "_-8=", #{mode => urlsafe}, #{padding => false}, #{mode => standard, padding => true}, <<255, 254, 253>>].
