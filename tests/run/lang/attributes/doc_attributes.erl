%% Documentation attributes in all their forms do not disturb the program.
-module(doc_attributes).
-export([main/0]).
-moduledoc "A module.".
-moduledoc #{since => "1.0", author => "x"}.
-export([documented/0, other/1, hidden/0]).
-export_type([t/0]).
-doc "A type.".
-type t() :: integer().

-doc "Short.".
-doc #{equiv => other(1)}.
documented() -> 1.

-doc """
Longer text with "quotes"
and `code`.
    indented
""".
-spec other(t()) -> t().
other(X) -> X.

-doc hidden.
hidden() -> hidden.

-doc false.
private() -> private.

-doc ~"""
A sigil \n with an escape.
""".
-doc #{}.
last() -> last.

-doc {file, "../lang.hrl"}.
from_file() -> file.

-include("../lang.hrl").
main() ->
    ?show([documented(), other(2), hidden(), private(), last(), from_file()]),
    ?show([K || {K, _} <- ?MODULE:module_info(attributes), K =:= doc orelse K =:= moduledoc]),
    ok.
