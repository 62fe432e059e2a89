-module(p0352_doc_twice).
-export([f/0]).
-doc "One.".
-doc "Two.".
f() -> ok.
