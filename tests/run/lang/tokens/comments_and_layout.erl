%% Layout means nothing but between tokens; comments go to the end of the line, even odd ones.
-module(comments_and_layout).
-export([main/0]).
-include("../lang.hrl").
-define(one, 1). % after an attribute

main() -> % comment
    %% "unclosed string and 'atom and $
    ?show([1,2,3]),?show({a,b}),
    ?show([ 1 , % one
            2   % two ]
          ]),
    ?show(a),
	?show(tab_before),
    ?show(begin a, b end),
    ?show(begin a,b end),
    X=-1,Y=1,
    ?show([X<Y,X=<Y,X>=Y,X==Y,X=:=Y,X/=Y,X=/=Y]),
    ?show(X< -1),
    ?show([Z||Z<-[1,2],Z>1]),
    ?show(<<1,2>>==<<1,2>>),
    ?show(#{a=>1}),
    ?show(#{a=>-1,b=>+1}),
    ?show(fun()->ok end()),
    ?show(- 1),
    ?show(?one+?one),
    ?show([?one|[]]),
    ?show({1,5.0e-1} =:= x orelse no) , ok.
