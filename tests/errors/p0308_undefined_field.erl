-module(p0308_undefined_field).
-export([f/1]).
-record(person, {name, age}).
f(P) -> {P#person.nmae, #person{height = 1}}.
