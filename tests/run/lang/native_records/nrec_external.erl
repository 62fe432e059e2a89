%% Records of another module: exported or not, imported or named in full, wrong fields, missing values, modules that are not there.
-module(nrec_external).
-export([main/0]).
-import_record(nrec_lib, [vec, tree]).
-include("nrec_try.hrl").

main() ->
    V = nrec_lib:vec(3, 4),
    S = nrec_lib:secret(1234),
    ?TRY({V, S, nrec_lib:empty()}),
    ?TRY(#nrec_lib:vec{}),
    ?TRY(#vec{y = 7}),
    ?TRY(#vec{y = 7, x = 1} =:= nrec_lib:vec(1, 7)),
    ?TRY(#nrec_lib:shape{kind = ball}),
    ?TRY(#nrec_lib:'Odd Name'{'first field' = 1}),
    ?TRY(#nrec_lib:'Odd Name'{'Second' = 1}),
    ?TRY(#tree{key = k, left = #tree{key = l}}),
    ?TRY(#tree{}),
    ?TRY(#vec{z = 1}),
    ?TRY(#nrec_lib:secret{code = 1}),
    ?TRY(#nrec_lib:empty{}),
    ?TRY(#nrec_lib:nothing{}),
    ?TRY(#nrec_nowhere:vec{x = 1}),
    ?TRY(V#vec.x),
    ?TRY(V#nrec_lib:vec.y),
    ?TRY(V#_.x),
    ?TRY(V#vec.z),
    ?TRY(V#_.z),
    ?TRY(V#tree.key),
    ?TRY(S#nrec_lib:secret.code),
    ?TRY(S#_.code),
    ?TRY((id(#{x => 1}))#vec.x),
    ?TRY(V#vec{x = [], y = {}}),
    ?TRY(V#_{y = 0}),
    ?TRY(V#vec{q = 0}),
    ?TRY(V#tree{key = 0}),
    ?TRY(S#nrec_lib:secret{code = 0}),
    ?TRY(S#nrec_lib:secret{}),
    ?TRY(S#_{}),
    ?TRY([nrec_lib:open(X) || X <- [S, V, nrec_lib:empty(), {secret, 1}]]),
    ?TRY(nrec_lib:open(records:create(elsewhere, thing, [{code, 9}], #{is_exported => true}))),
    ?TRY(nrec_lib:open(records:create(elsewhere, thing, [{code, 9}], #{is_exported => false}))),
    ?TRY([case X of
              #vec{x = 3} -> three;
              #nrec_lib:secret{code = C} -> C;
              #nrec_lib:secret{} -> secret;
              #_{key = K} -> {key, K};
              #_{} -> record;
              _ -> other
          end || X <- [V, S, V#vec{x = 4}, nrec_lib:empty(), #tree{key = k}, {vec, 3, 4}]]),
    ?TRY([is_record(id(X), vec) || X <- [V, S, {vec, 1, 2}]]),
    ?TRY([is_record(X, id(vec)) || X <- [V, S, {vec, 1, 2}, {vec}]]),
    ?TRY([nrec_lib:is_vec(X) || X <- [V, {vec, 1, 2}, records:create(other, vec, [], #{is_exported => true})]]),
    ?TRY([nrec_lib:name_of(X) || X <- [V, S, {vec, 1, 2}, []]]).
