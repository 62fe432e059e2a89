%% What test suites include.
-ifndef(CT_HRL).
-define(CT_HRL, true).
-include_lib("stdlib/include/assert.hrl").

%% Importance of printed texts.
-define(MIN_IMPORTANCE, 0).
-define(LOW_IMPORTANCE, 25).
-define(STD_IMPORTANCE, 50).
-define(HI_IMPORTANCE, 75).
-define(MAX_IMPORTANCE, 99).

-define(config(Key, Config), proplists:get_value(Key, Config)).
-endif.
