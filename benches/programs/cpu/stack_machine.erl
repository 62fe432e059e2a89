-module(stack_machine).
-export([run/0]).
%% A small stack machine that runs a counting loop.
run() -> exec(0, code(), [], #{n => 30000, acc => 0}).
code() -> {{load, n}, {jz, 10}, {load, acc}, {load, n}, add, {store, acc}, {load, n}, {push, 1}, sub, {next, n}, {load, acc}, halt}.
exec(Pc, Code, Stack, Vars) ->
    case element(Pc + 1, Code) of
        {load, V} -> #{V := X} = Vars, exec(Pc + 1, Code, [X | Stack], Vars);
        {store, V} -> [X | S] = Stack, exec(Pc + 1, Code, S, Vars#{V := X});
        {next, V} -> [X | S] = Stack, exec(0, Code, S, Vars#{V := X});
        {push, X} -> exec(Pc + 1, Code, [X | Stack], Vars);
        {jz, L} -> case Stack of [0 | S] -> exec(L, Code, S, Vars); [_ | S] -> exec(Pc + 1, Code, S, Vars) end;
        add -> [A, B | S] = Stack, exec(Pc + 1, Code, [A + B | S], Vars);
        sub -> [A, B | S] = Stack, exec(Pc + 1, Code, [B - A | S], Vars);
        halt -> hd(Stack)
    end.
