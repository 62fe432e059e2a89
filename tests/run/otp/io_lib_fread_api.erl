%% io_lib:fread/2: every control sequence on many inputs.
-module(io_lib_fread_api).
-export([main/0]).
f(F,S) -> io:format("~0p ~0p: ~0p~n",[F,S,catch io_lib:fread(F,S)]).
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
 [f(F,S)||F<-["~d","~u","~f","~s","~a","~c","~3c","~#","~-","~l","~~","~2d","~*d ~d","~d ~s","abc","~d~l"," ~d","~16u","~8u","~5s","~3f","~x","~-~d","~ts","~tc","~ta","~2s~s","~*s~d","~s,~d","~d,~d","~10d","~d~d","x ~d", "~c~c", "~f~s"],S<-["","12 34","-5 x","+7","abc def","1.5e3x","16#ff z","~","12,13","3.25","  42  ","3","x 4","xabc","-","1.","\n 12\n","1.5","å λ",".5"]].
