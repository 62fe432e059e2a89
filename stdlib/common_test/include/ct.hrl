%% What test suites include.
-ifndef(CT_HRL).
-define(CT_HRL, true).
-include_lib("stdlib/include/assert.hrl").
-endif.
