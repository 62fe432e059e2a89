-module(nbody).
-export([run/0]).
run() -> round(1.0e9 * energy(steps(6000, bodies()))).
bodies() ->
    [{0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47841760435743},
     {4.84, -1.16, -0.10, 0.6063, 2.8119, -0.0252, 0.037693},
     {8.34, 4.12, -0.40, -1.0107, 1.8256, 0.0084, 0.011286},
     {12.89, -15.11, -0.22, 1.0827, 0.8687, -0.0108, 0.001723},
     {15.37, -25.91, 0.17, 0.9790, 0.5946, -0.0347, 0.002033}].
steps(0, Bs) -> Bs;
steps(N, Bs) -> steps(N - 1, [move(B) || B <- [kick(B, Bs) || B <- Bs]]).
kick({X, Y, Z, Vx, Vy, Vz, M}, Bs) -> kick(Bs, X, Y, Z, Vx, Vy, Vz, M).
kick([], X, Y, Z, Vx, Vy, Vz, M) -> {X, Y, Z, Vx, Vy, Vz, M};
kick([{X, Y, Z, _, _, _, _} | T], X, Y, Z, Vx, Vy, Vz, M) -> kick(T, X, Y, Z, Vx, Vy, Vz, M);
kick([{X2, Y2, Z2, _, _, _, M2} | T], X, Y, Z, Vx, Vy, Vz, M) ->
    Dx = X - X2, Dy = Y - Y2, Dz = Z - Z2,
    D2 = Dx * Dx + Dy * Dy + Dz * Dz,
    F = 0.001 * M2 / (D2 * math:sqrt(D2)),
    kick(T, X, Y, Z, Vx - Dx * F, Vy - Dy * F, Vz - Dz * F, M).
move({X, Y, Z, Vx, Vy, Vz, M}) -> {X + 0.001 * Vx, Y + 0.001 * Vy, Z + 0.001 * Vz, Vx, Vy, Vz, M}.
energy(Bs) -> lists:sum([0.5 * M * (Vx * Vx + Vy * Vy + Vz * Vz) || {_, _, _, Vx, Vy, Vz, M} <- Bs]).
