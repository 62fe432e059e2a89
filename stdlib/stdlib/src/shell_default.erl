%% Functions one may call at the shell without naming their module.
-module(shell_default).
-moduledoc "Commands of the shell by their short names.".
-export([bt/1, c/1, c/2, cd/1, flush/0, h/1, h/2, h/3, ht/1, hcb/1, i/0, i/1, i/3, l/1, lc/1, lm/0, ls/0, ls/1, m/0, m/1, memory/0,
         memory/1, mm/0, nc/1, pi/1, pi/3, pid/3, pwd/0, q/0, regs/0, uptime/0]).

bt(Pid) -> c:bt(Pid).
c(File) -> c:c(File).
c(File, Options) -> c:c(File, Options).
cd(Dir) -> c:cd(Dir).
flush() -> c:flush().
h(Module) -> c:h(Module).
h(Module, Function) -> c:h(Module, Function).
h(Module, Function, Arity) -> c:h(Module, Function, Arity).
ht(Module) -> c:ht(Module).
hcb(Module) -> c:hcb(Module).
i() -> c:i().
i(Pid) -> c:i(Pid).
i(A, B, C) -> c:i(A, B, C).
l(Module) -> c:l(Module).
lc(Files) -> c:lc(Files).
lm() -> c:lm().
ls() -> c:ls().
ls(Dir) -> c:ls(Dir).
m() -> c:m().
m(Module) -> c:m(Module).
memory() -> c:memory().
memory(Kind) -> c:memory(Kind).
mm() -> c:mm().
nc(File) -> c:nc(File).
pi(Pid) -> c:i(Pid).
pi(A, B, C) -> c:i(A, B, C).
pid(A, B, C) -> c:pid(A, B, C).
pwd() -> c:pwd().
q() -> c:q().
regs() -> c:regs().
uptime() -> c:uptime().
