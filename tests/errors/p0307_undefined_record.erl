-module(p0307_undefined_record).
-export([f/1]).
-record(person, {name}).
f(P) -> {P#persn.name, #dog{}}, P#person.name.
