%% io_lib: writing of terms, atoms, characters and strings, tests and prompts.
-module(io_lib_write_api).
-export([main/0]).
f(F) -> R=try F() catch C:E -> {C,E} end, io:format("~0kp~n",[case io_lib:deep_char_list(R) of true -> lists:flatten(R); false -> if is_list(R) -> [flat(X)||X<-R]; true -> flat(R) end end]).
flat(X) when is_list(X) -> case io_lib:deep_char_list(X) of true -> lists:flatten(X); false -> X end; flat({A,B}) when is_list(A) -> {flat(A),B}; flat(X) -> X.
%% What does not depend on the machine or the run: no pids, references, funs or stacks.
cl(P) when is_pid(P) -> pid;
cl(R) when is_reference(R) -> ref;
cl(F) when is_function(F) -> function;
cl([{M, F, A, I} | _]) when is_atom(M), is_atom(F), is_list(I), (is_integer(A) orelse is_list(A)) -> stack;
cl([alias | R]) when is_reference(R) -> tag;
cl([H | T]) -> [cl(H) | cl(T)];
cl(T) when is_tuple(T) -> list_to_tuple([cl(E) || E <- tuple_to_list(T)]);
cl(M) when is_map(M) -> maps:map(fun(_, V) -> cl(V) end, M);
cl(X) -> X.

t(F) ->
    R = try F()
    catch
        C:W -> {C, W}
    end,
    io:format("~0tkp~n", [cl(R)]).

main() ->
 f(fun() -> io_lib:scan_format("a~-10.3.xtkp~w~*.*s~i~n~5c~~~lp~W", [1,2,3,4,"x",5,$c,8,9,10]) end),
 f(fun() -> io_lib:unscan_format(io_lib:scan_format("a~-10.3.xtkp~w~*.*s~i~n~5c~~~lp~kw", [1,2,3,4,"x",5,$c,8,9])) end),
 f(fun() -> io_lib:build_text(["abc"]) end),
 f(fun() -> io_lib:build_text([#{control_char => $w, args=>[1], width=>none,adjust=>right,precision=>none,pad_char=>32,encoding=>latin1,strings=>true}]) end),
 f(fun() -> io_lib:scan_format(<<"a~w">>,[1]) end),
 f(fun() -> io_lib:scan_format("a~q",[1]) end),
 f(fun() -> io_lib:scan_format("a~w",[]) end),
 f(fun() -> io_lib:fwrite("a~w",[1]) end),
 f(fun() -> io_lib:fwrite("a~w",[]) end),
 f(fun() -> io_lib:format("a~w",[1],[{chars_limit,a}]) end),
 f(fun() -> io_lib:format("a~w",[1],[foo]) end),
 f(fun() -> io_lib:bformat("a~wåλ~ts",[1,"λ"]) end),
 f(fun() -> io_lib:bformat("a~w",[1],[{chars_limit,1}]) end),
 f(fun() -> io_lib:bfwrite("a~w",[{a,"bc",[x]}]) end),
 f(fun() -> io_lib:bwrite({a,"bc"},[]) end),
 f(fun() -> io_lib:bwrite({a,'λ'},[{depth,2},{encoding,unicode}]) end),
 f(fun() -> io_lib:write({a,'λ',[1,2,3]},[{depth,3},{encoding,unicode},{chars_limit,100},{maps_order,undefined}]) end),
 f(fun() -> io_lib:write({a,b,c},2) end), f(fun() -> io_lib:write({a,b,c},2,true) end), f(fun() -> io_lib:write({a,b,c},2,false) end),
 f(fun() -> io_lib:write(#{b=>1,a=>'λ'},-1,latin1,ordered,-1) end), f(fun() -> io_lib:write(#{b=>1,a=>'λ'},-1,latin1,ordered,5) end),
 f(fun() -> io_lib:write_bin(#{b=>1,a=>'λ'},-1,latin1,ordered,5) end),
 f(fun() -> io_lib:write_binary(<<1,2,3>>,2,20) end),
 f(fun() -> io_lib:write_binary_bin(<<1,2,3>>,2,20,<<"x">>) end),
 f(fun() -> io_lib:write_string_bin("abc",$",unicode) end),
 f(fun() -> io_lib:bwrite_string("abc",$",true) end),
 f(fun() -> io_lib:write_string("a\"b'\n\t\e\d\0\x{7f}\x{80}\x{a0}å\x{3bb}\b\f\v\r\\") end),
 f(fun() -> io_lib:write_string("a\"b'\n",$') end),f(fun() -> io_lib:write_string("a\"b'\n",[]) end),
 f(fun() -> io_lib:write_string_as_latin1("aåλ") end),f(fun() -> io_lib:write_latin1_string("aå\n") end),f(fun() -> io_lib:write_latin1_string("λ") end),
 f(fun() -> io_lib:write_unicode_string("aåλ") end),
 f(fun() -> [io_lib:write_char(C)||C<-[$a,$\n,$',$",$\\,32,0,127,128,160,229,955,$\s,7]] end),
 f(fun() -> [io_lib:write_char_as_latin1(C)||C<-[$a,$\n,$',$",$\\,32,0,127,128,160,229,955]] end),
 f(fun() -> [io_lib:write_unicode_char(C)||C<-[$a,$\n,955]] end), f(fun() -> [io_lib:write_latin1_char(C)||C<-[$a,$\n,229]] end), f(fun() -> io_lib:write_latin1_char(955) end),
 f(fun() -> [io_lib:write_atom(A)||A<-['',a,'A',a@b,'a b','é','λ','if','a\nb','maybe','else','Ü','÷','a÷','ß',a_1,'1a','_a','@a','a-b',div_,'div']] end),
 f(fun() -> [io_lib:write_atom_as_latin1(A)||A<-['',a,'A','é','λ','aλ']] end),
 f(fun() -> io_lib:write_atom("abc") end),
 f(fun() -> [io_lib:quote_atom(A,atom_to_list(A))||A<-[a,'B','a b']] end),
 f(fun() -> [io_lib:char_list(X)||X<-["abc",[-1],[955],[16#d800],[16#110000],a,["a"],[]]] end),
 f(fun() -> [io_lib:latin1_char_list(X)||X<-["abc",[-1],[955],a,["a"],[]]] end),
 f(fun() -> [io_lib:deep_char_list(X)||X<-["abc",[-1],[955],a,["a",[$b]],[],["a"|$b],[$a|"b"]]] end),
 f(fun() -> [io_lib:deep_latin1_char_list(X)||X<-["abc",[-1],[955],a,["a",[$b]],[],["a"|$b]]] end),
 f(fun() -> [io_lib:deep_unicode_char_list(X)||X<-["abc",[-1],[955],a,["a",[$b]],[<<"x">>],["a"|$b]]] end),
 f(fun() -> [io_lib:printable_list(X)||X<-["abc",[-1],[955],a,["a",[$b]],[],[0],"\n\t\e\b\v\f\r",[127],[160],[128],[7],[255]]] end),
 f(fun() -> [io_lib:printable_latin1_list(X)||X<-["abc",[-1],[955],a,["a",[$b]],[],[0],"\n\t\e\b\v\f\r",[127],[160],[159],[255],[256]]] end),
 f(fun() -> [io_lib:printable_unicode_list(X)||X<-["abc",[-1],[955],a,["a",[$b]],[],[0],"\n\t\e",[127],[160],[159],[255],[16#d7ff],[16#d800],[16#dfff],[16#e000],[16#fffd],[16#fffe],[16#ffff],[16#10000],[16#10ffff],[16#110000],[16#feff]]] end),
 f(fun() -> io_lib:nl() end), f(fun() -> io_lib:chars_length(["abc",[$d,<<"ef">>]]) end), f(fun() -> io_lib:chars_length(a) end),
 f(fun() -> io_lib:indentation("abc\n\tde",3) end),f(fun() -> io_lib:indentation(["ab",[$\n,"cd"]],3) end),f(fun() -> io_lib:indentation("",3) end),
 f(fun() -> io_lib:format_prompt("abc") end),f(fun() -> io_lib:format_prompt(abc) end),f(fun() -> io_lib:format_prompt({format,"~w>",[1]}) end),f(fun() -> io_lib:format_prompt({a,b}) end),f(fun() -> io_lib:format_prompt("λ",latin1) end),f(fun() -> io_lib:format_prompt([a],latin1) end),f(fun() -> io_lib:format_prompt("λ",unicode) end),f(fun() -> io_lib:format_prompt({format,"~q>",[1]}) end),f(fun() -> io_lib:format_prompt(<<"abc">>) end),f(fun() -> io_lib:format_prompt('') end),
 f(fun() -> io_lib:limit_term({a,b,[1,2,3,4,5],"abcdefghijkl",#{a=>1}},3) end),f(fun() -> io_lib:limit_term([1,2,3,4,5],3) end),f(fun() -> io_lib:limit_term(#{a=>1,b=>2,c=>3},2) end),f(fun() -> io_lib:limit_term(<<"abcdefghijklmnop">>,2) end),f(fun() -> io_lib:limit_term({a,{b,{c,{d}}}},3) end),f(fun() -> io_lib:limit_term({a,{b,{c,{d}}}},1) end),f(fun() -> io_lib:limit_term({a,{b,{c,{d}}}},0) end),f(fun() -> io_lib:limit_term({a,{b,{c,{d}}}},-1) end),f(fun() -> io_lib:limit_term([a|b],2) end),f(fun() -> io_lib:limit_term([a,b,c|d],3) end),
 f(fun() -> io_lib:print({a,b}) end),f(fun() -> io_lib:print({a,bbbbbbbbb},5,10,-1) end),
 ok.
