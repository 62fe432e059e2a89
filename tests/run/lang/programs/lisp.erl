%% A small Lisp: reader, evaluator with closures, lists and recursion, printer.
-module(lisp).
-export([main/0]).
-include("../lang.hrl").

read(Text) -> {Forms, []} = forms(lex(Text), []), Forms.
lex(Text) -> string:lexemes(lists:flatten([case C of $( -> " ( "; $) -> " ) "; $' -> " ' "; _ -> C end || C <- Text]), " \n").
forms([], Acc) -> {lists:reverse(Acc), []};
forms([")" | T], Acc) -> {lists:reverse(Acc), [")" | T]};
forms(Tokens, Acc) -> {F, T} = form(Tokens), forms(T, [F | Acc]).
form(["(" | T]) -> case forms(T, []) of {L, [")" | R]} -> {L, R}; {_, []} -> throw(unclosed) end;
form(["'" | T]) -> {F, R} = form(T), {[quote, F], R};
form([W | T]) -> {try list_to_integer(W) catch error:badarg -> list_to_atom(W) end, T}.

eval(N, _) when is_integer(N) -> N;
eval(t, _) -> t;
eval(nil, _) -> nil;
eval(S, Env) when is_atom(S) ->
    case Env of
        #{S := V} -> V;
        _ -> case get({global, S}) of undefined -> throw({unbound, S}); V -> V end
    end;
eval([quote, X], _) -> X;
eval(['if', C, A, B], Env) -> case eval(C, Env) of nil -> eval(B, Env); [] -> eval(B, Env); _ -> eval(A, Env) end;
eval([lambda, Ps, Body], Env) -> {closure, Ps, Body, Env};
eval([define, Name, E], Env) -> V = eval(E, Env), put({global, Name}, V), Name;
eval(['let', Bs, Body], Env) -> eval(Body, lists:foldl(fun([N, E], En) -> En#{N => eval(E, Env)} end, Env, Bs));
eval([progn | Es], Env) -> lists:foldl(fun(E, _) -> eval(E, Env) end, nil, Es);
eval(['cond' | Cs], Env) -> conds(Cs, Env);
eval([F | Args], Env) -> call(eval(F, Env), [eval(A, Env) || A <- Args]).
conds([], _) -> nil;
conds([[C, E] | Cs], Env) -> case eval(C, Env) of nil -> conds(Cs, Env); _ -> eval(E, Env) end.
call({closure, Ps, Body, Env}, Args) when length(Ps) =:= length(Args) -> eval(Body, maps:merge(Env, maps:from_list(lists:zip(Ps, Args))));
call({closure, Ps, _, _}, Args) -> throw({arity, length(Ps), length(Args)});
call({prim, F}, Args) -> try apply(F, Args) catch error:{badarity, _} -> throw(arity); error:badarith -> throw(not_a_number) end;
call(X, _) -> throw({not_a_function, X}).
bool(true) -> t;
bool(false) -> nil.
setup() ->
    [put({global, N}, {prim, F}) || {N, F} <- [{'+', fun(A, B) -> A + B end}, {'-', fun(A, B) -> A - B end}, {'*', fun(A, B) -> A * B end},
        {'<', fun(A, B) -> bool(A < B) end}, {'=', fun(A, B) -> bool(A =:= B) end}, {car, fun(L) -> hd(L) end}, {cdr, fun(L) -> tl(L) end},
        {cons, fun(A, nil) -> [A]; (A, L) -> [A | L] end}, {null, fun(L) -> bool(L =:= [] orelse L =:= nil) end}]].
print({closure, Ps, _, _}) -> ["#<lambda/", integer_to_list(length(Ps)), ">"];
print({prim, _}) -> "#<primitive>";
print(L) when is_list(L) -> [$(, lists:join($\s, [print(X) || X <- L]), $)];
print(X) -> io_lib:format("~w", [X]).

main() ->
    setup(),
    [begin
        Out = try [print(eval(F, #{})) || F <- read(T)] catch throw:Why -> [io_lib:format("! ~w", [Why])] end,
        io:format("~s => ~s~n", [T, lists:join("; ", Out)])
     end || T <- ["(+ 1 (* 2 3))", "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1)))))) (fact 20)", "'(a b (c 1))", "(car '(x y))", "(cons 1 (cons 2 nil))",
        "(define map (lambda (f l) (if (null l) nil (cons (f (car l)) (map f (cdr l))))))", "(map (lambda (x) (* x x)) '(1 2 3 4))",
        "(define add (lambda (a) (lambda (b) (+ a b)))) ((add 3) 4)", "(let ((x 1) (y 2)) (+ x y))", "(cond ((< 2 1) 'a) ((= 1 1) 'b))", "(lambda (x) x)", "car",
        "(undefined-thing)", "(1 2)", "((lambda (x) x))", "(+ 1 'a)", "(progn 1 2 3)", "(define x 5) (let ((x (+ x 1))) (* x 2)) x", "(if nil 1 2)"]],
    ok.
