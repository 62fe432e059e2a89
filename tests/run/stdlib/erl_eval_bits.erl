%% erl_eval: sizes of segments that raise, that are no guards, that bind; numbers of segments as constant
%% expressions; updates of what is no map.
-module(erl_eval_bits).
-export([main/0]).

run(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    Result = try erl_eval:exprs(Exprs, erl_eval:new_bindings()) of
        {value, Value, Bindings} -> {Value, lists:sort(erl_eval:bindings(Bindings))}
    catch Class:Reason -> {Class, Reason}
    end,
    io:format("~s~n    ~0p~n", [Text, Result]).

main() ->
    lists:foreach(fun run/1,
        ["<<X:(1/0)>> = <<1>>.",
         "<<X:(hd([]))>> = <<1>>.",
         "<<X:(self())>> = <<1>>.",
         "<<X:(process_info(self()))>> = <<1>>.",
         "<<X:(-1)>> = <<1>>.",
         "<<X:Unknown>> = <<1>>.",
         "case <<1>> of <<X:(1/0)>> -> X; Y -> Y end.",
         "[X || <<X:(1/0)>> <= <<1,2>>].",
         "N = 4, <<X:(N*2)>> = <<9>>, X.",
         "<<N, X:N/binary, _/bits>> = <<2,1,2,3>>, {N,X}.",
         "A = 4, B = 28, <<13:(A+(X=B))>>, X.",
         "<<(Y=1):8>>, Y.",
         "[foo || <<17/float>> <= <<17.0/float>>].",
         "[foo || <<(16+1)/float>> <= <<17.0/float>>].",
         "[foo || <<(-17)/float>> <= <<-17.0/float>>].",
         "[foo || <<(1 bsl 1023)/float>> <= <<(1 bsl 1023)/float>>].",
         "[foo || <<(1 bsl 1024)/float>> <= <<1.0/float>>].",
         "<<17/float>> = <<17.5/float>>.",
         "[camembert]#{a => 1}.",
         "[camembert]#{a := 1}.",
         "[camembert]#{}.",
         "[]#{a => error(bad)}.",
         "(#{})#{a := 1}.",
         "#{} = 1."]).
