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
%%   compile   {Name, Source, Folder, Includes, Defines, Options, Transforms}
%%                                     {Module, Code, Errors, Warnings} | {transform, Transforms, Forms, Errors, Warnings}
%%   parse_file {Name, Source, Folder, Includes, Defines}             {Forms, Errors, Warnings}
%%   compile_forms {Name, Forms, Options}                             {Module, Code, Errors, Warnings}
%%   lint      {Name, Forms, Options}                                 {none, none, Errors, Warnings}
%%   message   {Module, Descriptor}                                   what an error descriptor says, or none
%% (names, texts and options are binaries), and in a machine that runs parse transforms for its host:
%%   next_transform {}                                                stop | {File, Transforms, Forms}
%%   end_transform  {Forms | none, [{error | warning, File, Location, Module, Descriptor, Text}]}     ok
-module(purlin_compile).
-moduledoc false.
-export([is_wanted/2, ask/2, message/2]).

ask(What, Args) -> binary_to_term(purlin_compile:request(What, term_to_binary(Args))).

%% What an error descriptor says.
message(Module, Descriptor) ->
    try ask(message, {Module, Descriptor}) of
        none -> io_lib:format("~0tp", [Descriptor]);
        Text -> Text
    catch
        error:badarg -> io_lib:format("~0tp", [Descriptor])
    end.

%% Functions that options name: the others are the compiler's to decide.
is_wanted({_, {_, erl_lint, {unused_function, Function}}, _}, Options) ->
    not lists:any(fun({nowarn_unused_function, Functions}) -> lists:member(Function, lists:flatten([Functions]));
                     (_) -> false
                  end, Options);
is_wanted(_, _) -> true.
