%% Parsing, errors and help texts of argparse.
-module(argparse_api).
-export([main/0]).

%% Prints what a command line means to a command, or the error and its text.
parse(Args, Command) ->
    try argparse:parse(Args, Command, #{progname => "prog"}) of
        {ok, Map, Path, _} -> io:format("~0tp -> ~0tkp ~0tp~n", [Args, Map, Path]);
        {error, {Path, Arg, Actual, Reason} = Error} ->
            Name = case Arg of
                undefined -> undefined;
                #{name := N} -> N
            end,
            io:format("~0tp -> error ~0tkp~n   ~ts~n", [Args, {Path, Name, Actual, Reason}, argparse:format_error(Error)])
    catch
        Class:Reason -> io:format("~0tp -> ~w ~0tkp~n", [Args, Class, Reason])
    end.

main() ->
    C1=#{arguments=>[#{name=>server,type=>string},#{name=>port,short=>$p,long=>"port",type=>integer,default=>80,help=>"the port"},#{name=>v,short=>$v,type=>boolean,action=>count},#{name=>f,short=>$f,type=>boolean},#{name=>l,long=>"-list",nargs=>list},#{name=>rate,short=>$r,type=>{float,[{min,0.0},{max,1.0}]}}],help=>"Top help"},
    [parse(A,C1)||A<-[["s"],["s","-p","1"],["s","-p1"],["s","-port=2"],["s","-port","2"],["s","-vvf"],["s","-v","-v"],[],["s","t"],["s","-x"],["s","-p"],["s","-p","a"],["s","--list","a","b"],["--list","a","--","s"],["s","-r","0.5"],["s","-r","2.0"],["s","-r","x"],["-f","s"],["s","--unknown"],["s","-f=true"],["s","-r","-1"],["s","-pp"]]],
    C2=#{commands=>#{"add"=>#{arguments=>[#{name=>x,type=>integer},#{name=>y,type=>{integer,[1,2,3]},required=>false,default=>1}],help=>"adds",handler=>{fun(X,Y)->X+Y end,0}},"sub"=>#{commands=>#{"deep"=>#{arguments=>[#{name=>z,nargs=>'maybe',default=>d}],handler=>fun(Mp)->Mp end}},help=>"subs"},"hid"=>#{help=>hidden,handler=>fun(_)->hid end}},arguments=>[#{name=>verb,short=>$v,long=>"-verbose",action=>count,type=>integer,help=>"be verbose"},#{name=>secret,short=>$s,help=>hidden}]},
    [parse(A,C2)||A<-[["add","1"],["add","1","2"],["add","1","9"],["add"],["sub"],["sub","deep"],["sub","deep","q"],["nope"],[],["-v","add","3"],["add","-v","3","--verbose"],["hid"]]],
    A3=fun(L)->#{arguments=>L} end,
    [parse(A,A3(L))||{A,L}<-[{["a","b","c"],[#{name=>x,nargs=>2},#{name=>y}]},{["a"],[#{name=>x,nargs=>2}]},{["-l","1","-l","2"],[#{name=>l,short=>$l,action=>append,type=>integer}]},{["-l","1","2","-l","3"],[#{name=>l,short=>$l,action=>extend,nargs=>list,type=>integer}]},{["-s"],[#{name=>s,short=>$s,action=>{store,two}}]},{["-s","-s"],[#{name=>s,short=>$s,action=>{append,two}}]},{["-c","-c"],[#{name=>c,short=>$c,action=>count}]},{["x","-y"],[#{name=>a,nargs=>all}]},{["a1"],[#{name=>a,type=>{atom,unsafe}}]},{["lists"],[#{name=>a,type=>atom}]},{["nosuchatomeverhere"],[#{name=>a,type=>atom}]},{["x"],[#{name=>a,type=>{atom,[x,y]}}]},{["z"],[#{name=>a,type=>{atom,[x,y]}}]},{["abc"],[#{name=>a,type=>{string,"^a"}}]},{["bbc"],[#{name=>a,type=>{string,"^a"}}]},{["abc"],[#{name=>a,type=>{string,["abc","d"]}}]},{["b"],[#{name=>a,type=>{string,["abc","d"]}}]},{["b"],[#{name=>a,type=>binary}]},{["b"],[#{name=>a,type=>{binary,[<<"b">>]}}]},{["bb"],[#{name=>a,type=>{binary,"^b+$"}}]},{["5"],[#{name=>a,type=>{custom,fun list_to_integer/1}}]},{["q"],[#{name=>a,type=>{custom,fun list_to_integer/1}}]},{["5"],[#{name=>a,type=>{integer,[{min,6}]}}]},{["5"],[#{name=>a,type=>{integer,[{max,4}]}}]},{["5"],[#{name=>a,type=>{integer,[{min,1},{max,4}]}}]},{["1.5"],[#{name=>a,type=>float}]},{["1"],[#{name=>a,type=>float}]},{["true"],[#{name=>a,type=>boolean}]},{["-b"],[#{name=>b,short=>$b,type=>boolean}]},{["-b","false"],[#{name=>b,short=>$b,type=>boolean}]},{["-b"],[#{name=>b,short=>$b,nargs=>nonempty_list}]},{["-b"],[#{name=>b,short=>$b,nargs=>{'maybe',mm}}]},{["-b","x"],[#{name=>b,short=>$b,nargs=>'maybe'}]},{[],[#{name=>b,short=>$b,required=>true}]},{["-1"],[#{name=>a,type=>integer}]},{["-1"],[#{name=>a,type=>integer},#{name=>b,short=>$b}]},{["-"],[#{name=>a}]},{["--","-x"],[#{name=>a}]},{[""],[#{name=>a}]},{["maybe"],[#{name=>b,type=>boolean}]}]],
    [parse(["a"],X)||X<-[#{arguments=>[#{}]},#{arguments=>foo},#{arguments=>[#{name=>x},#{name=>x}]},#{arguments=>[#{name=>a,short=>$a},#{name=>b,short=>$a}]},#{arguments=>[#{name=>a,short=>"ab"}]},#{arguments=>[#{name=>a,long=>$a}]},#{arguments=>[#{name=>a,type=>foo}]},#{arguments=>[#{name=>a,nargs=>foo}]},#{arguments=>[#{name=>a,action=>foo}]},#{commands=>foo},#{commands=>#{a=>#{}}},#{commands=>#{"-a"=>#{}}},#{handler=>foo},#{arguments=>[#{name=>a,help=>foo}]},#{help=>foo},foo,#{commands=>#{"a"=>#{commands=>#{"b"=>#{arguments=>[#{}]}}}}},#{foo=>bar},#{arguments=>[#{name=>a,default=>1,required=>true}]},#{arguments=>[#{name=>a,type=>{integer,[x]}}]},#{arguments=>[#{name=>a,nargs=>0}]},#{arguments=>[#{name=>a,foo=>1}]}]],
    [io:format("~ts~n-----~n",[argparse:help(C,O)])||C<-[C1,C2,#{}],O<-[#{progname=>"prog"}]],
    io:format("~ts~n-----~n",[argparse:help(C2,#{progname=>prog,command=>["add"]})]),io:format("~ts~n-----~n",[argparse:help(C2,#{progname=>prog,command=>["sub"]})]),io:format("~ts~n-----~n",[argparse:help(C2,#{progname=>prog,columns=>30})]),
    io:format("~ts~n-----~n",[argparse:help(#{arguments=>[#{name=>a,type=>{integer,[{min,1},{max,5}]},help=>"long help text that goes on and on to be wrapped at eighty columns or so, i hope, because that is what we test"},#{name=>b,short=>$b,help=>{"[-b <x>]",["custom ",type," ",default]},default=>7,type=>integer},#{name=>c,long=>"-cc",nargs=>2},#{name=>d,long=>"-dd",nargs=>list,required=>true},#{name=>e,nargs=>nonempty_list},#{name=>f,short=>$f,type=>boolean,help=>"flag"},#{name=>g,short=>$g,type=>{string,["x","y"]},default=>"x"},#{name=>h,short=>$h,long=>"-hh",nargs=>'maybe'},#{name=>i,short=>$i,type=>{atom,[p,q]},help=>"choose"},#{name=>j,nargs=>all}]},#{progname=>"p"})]),
    io:format("~ts~n-----~n",[argparse:help(#{help=>["Intro\n",usage,"\nmid\n",options,"end",arguments],arguments=>[#{name=>a},#{name=>b,short=>$b}]},#{progname=>"p"})]),
    io:format("~0tp~n", [argparse:validate(#{arguments => [#{name => a}]}, #{progname => foo})]),
    Cmd = #{arguments => [#{name => a, type => integer}], handler => fun(M) -> {handled, M} end},
    io:format("~0tp~n", [argparse:run(["5"], Cmd, #{progname => p})]),
    io:format("~0tp~n", [argparse:run(["-5"], Cmd#{handler := {erlang, abs, 0}}, #{progname => p})]),
    io:format("~0tp~n", [argparse:run(["5"], Cmd#{handler := {fun erlang:max/2, 9}, arguments := [#{name => a, type => integer}, #{name => b, short => $b}]}, #{progname => p})]),
    io:format("~0tp~n", [element(2, argparse:parse(["+p", "1"], #{arguments => [#{name => a, type => integer, short => $p}]}, #{prefixes => "+"}))]),
    io:format("~0tp~n", [element(2, argparse:parse([], #{arguments => [#{name => a, short => $p}]}, #{default => none}))]),
    io:format("~ts", [argparse:help(#{help => "x"}, #{progname => p})]),
    [try argparse:parse([], #{}, #{progname => Bad}) of V -> io:format("~0tp~n", [element(3, V)]) catch C:R -> io:format("~w ~0tp~n", [C, R]) end || Bad <- [1, "ok", ok, {}]].
