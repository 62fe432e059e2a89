%% Tokenising small languages by alternation of named groups, with positions and errors.
-module(re_lexers).
-export([main/0]).
-include("../show.hrl").

main() ->
    Lex = fun(S, Re) -> {ok, P} = re:compile(Re, [unicode]), lex(unicode:characters_to_binary(S), P, 0, element(2, re:inspect(P, namelist))) end,
    Calc = "\\G(?:(?<num>\\d+(?:\\.\\d+)?)|(?<op>[-+*/()])|(?<ws>\\s+)|(?<id>\\p{L}\\w*))", each(fun(S) -> Lex(S, Calc) end, ["1+2", "x1 * (3.5 - räka)", "2 $ 3", "", "  ", "12ab"]), Ini = "\\G(?:\\[(?<section>\\w+)\\]\\n|(?<key>\\w+)=(?<value>[^\\n]*)\\n|(?<comment>;[^\\n]*\\n)|(?<blank>\\n))", each(fun(S) -> Lex(S, Ini) end, ["[a]\nx=1\n;c\n\ny=å ö\n", "x\n", "[b]\n"]), ok.
lex(S, _, At, _) when At >= byte_size(S) -> [];
lex(S, P, At, Names) -> case re:run(S, P, [{offset, At}, {capture, [0 | Names], index}]) of {match, [{At, 0} | _]} -> [{empty, At}]; {match, [{At, L} | Gs]} -> [[{N, binary:part(S, G)} || {N, {F, _} = G} <- lists:zip(Names, Gs), F >= 0] | lex(S, P, At + L, Names)]; _ -> [{error, At, binary:part(S, At, 1)}] end.
