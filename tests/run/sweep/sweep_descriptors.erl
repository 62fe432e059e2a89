%% Functions that make a text of any descriptor, or look whatever there is up: see sweep.hrl.
-module(sweep_descriptors).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun scan_error/1, fun parse_error/1, fun to_term/1, fun from_term/1, fun pg:get_members/2, fun pg:get_local_members/2, fun epp:read_encoding/1,
     fun application:unset_env/2].

special() -> [{illegal, character}, {unterminated, string, "x"}, {base, 99}, ["a", $b], {atom, 1, a}, {var, {1, 2}, 'X'}, [{nil, 1}], kernel].

%% Which of the texts is said, and whether there is one.
scan_error(D) -> text(erl_scan:format_error(D)).
parse_error(D) -> text(erl_parse:format_error(D)).
text(Chars) -> case io_lib:deep_char_list(Chars) of true -> a_text; false -> no_text end.
to_term(Form) -> erl_parse:anno_to_term(Form).
from_term(Form) -> erl_parse:anno_from_term(Form).
