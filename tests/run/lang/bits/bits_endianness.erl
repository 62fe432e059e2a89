%% Little, big and native integers of whole and broken bytes, signed and not.
-module(bits_endianness).
-export([main/0]).
-include("../lang.hrl").

both(V, S) -> {<<V:S/big>>, <<V:S/little>>}.
back(B, S) ->
    <<Bu:S/big-unsigned>> = B, <<Bs:S/big-signed>> = B, <<Lu:S/little-unsigned>> = B, <<Ls:S/little-signed>> = B,
    {Bu, Bs, Lu, Ls}.

main() ->
    ?show([both(16#123456, S) || S <- [8, 12, 16, 20, 24, 25, 31]]),
    ?show([both(-2, S) || S <- [1, 2, 3, 9, 15, 16, 17]]),
    ?show(both(16#1122334455667788, 64)),
    ?show(both(16#112233445566778899, 72)),
    ?show(both(16#112233445566778899, 67)),
    ?show(back(<<16#ff, 16#01>>, 16)),
    ?show(back(<<16#ff, 16#8:4>>, 12)),
    ?show(back(<<1, 2, 3, 4, 5, 6, 7, 8>>, 64)),
    ?show(back(<<255, 254, 253, 252, 251, 250, 249, 248>>, 64)),
    ?show(back(<<255, 254, 253, 252, 251, 250, 249, 248, 7>>, 72)),
    ?show(back(<<1, 2, 3, 4, 5, 6, 7, 8, 3:3>>, 67)),
    ?show([begin <<W:S/little-signed>> = <<V:S/little>>, W =:= V end || S <- [17, 33, 61, 63, 64, 65, 100], V <- [0, 1, -1, 1 bsl 15, -(1 bsl 15)]]),
    ?show(<<1:16/native>> =:= case erlang:system_info(endian) of little -> <<1:16/little>>; big -> <<1:16>> end),
    ?show(begin <<N:32/native-signed>> = <<-7:32/native>>, N end),
    ok.
