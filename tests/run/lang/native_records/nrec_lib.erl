%% Native records of another module: exported, private, empty, with defaults.
-module(nrec_lib).
-export([vec/2, secret/1, empty/0, shape/0, open/1, is_vec/1, name_of/1]).
-export_record([vec, shape, 'Odd Name', tree]).

-record #vec{x = 0, y = 0}.
-record #secret{code, salt = 16}.
-record #empty{}.
-record #shape{kind = box, size = {1, 2.5}, tags = #{a => [b | c]}, area = 3 * 4 + 1}.
-record #'Odd Name'{'first field', 'Second' = ~"two"}.
-record #tree{key, left = nil, right = nil}.

vec(X, Y) -> #vec{x = X, y = Y}.
secret(Code) -> #secret{code = Code}.
empty() -> #empty{}.
shape() -> #shape{}.

open(#secret{code = Code}) -> {code, Code};
open(#_{code = Code}) -> {other, Code};
open(_) -> nothing.

is_vec(R) when is_record(R, vec) -> true;
is_vec(_) -> false.

name_of(R) when is_record(R) -> {records:get_module(R), records:get_name(R)};
name_of(_) -> none.
