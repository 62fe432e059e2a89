%% io_lib:fread/3: text in pieces.
-module(io_lib_fread_more_api).
-export([main/0]).
c(F,Ss) -> lists:foldl(fun(_,done) -> done; (S,C) -> case catch io_lib:fread(C,S,F) of {more,C2}=R -> io:format("~0p ~0p -> ~0p~n",[F,S,R]),C2; R -> io:format("~0p ~0p -> ~0p~n",[F,S,R]),done end end,[],Ss).
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

main() -> c("~d ~s",["1","2 a","bc",eof]),c("~d ~s",[eof]),c("~d",["",eof]),c("~d",["12\n"]),c("~d ~d",["12\n","13\n"]),c("~d ~d",["12\n",eof]),c("~d",["x"]),c("~s",["ab",eof]),c("~s~c",["ab\n","c"]),c("~d",["12 34\n"]),c("~s",["ab cd\nef"]), c("~l",["a\n"]), c("~d ~d",["1 2"]),c("~d",["   \n","1\n"]).
