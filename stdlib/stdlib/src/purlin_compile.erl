%% Requests to the compiler that the machine was given. The only native is request/2: arguments and answer travel in the
%% external term format. What there is to ask:
%%   string    {Utf8, Start, {Text, WhiteSpaces, Comments}}           {ok, Tokens, End} | {error, Info, End}
%%   tokens    {Utf8, Start, {Text, WhiteSpaces, Comments}, AtEof}    more | {done, as above, Offset} | {eof, End}
%%   form, exprs, term    {Tokens}                                    {ok, Value} | {error, Info}
%%   abstract  {Term, Anno, none | latin1 | unicode}                  {ok, Form} | {bad, Part} | too_deep
%%   normalise {Form}                                                 likewise
%%   shell     {Module, Source, Colour}                               {ok, Code} | {error, Text}
%%   docs      {Module}, of the library                             [{Name, Arity, Text | none}]; the module has an empty name
%%   docs_of   {Source}                                              likewise
%%   library   {}                                                    the names of the library's modules, strings
%%   compile   {Name, Source, Folder, Includes, Defines, Options}     {Module, Code, Errors, Warnings}, all texts binaries
-module(purlin_compile).
-moduledoc false.
-export([ask/2]).

ask(What, Args) -> binary_to_term(purlin_compile:request(What, term_to_binary(Args))).
