#!/usr/bin/env bash
# Generates random programs, runs them on Erlang/OTP and on Purlin, shows the first difference of each.
#
#   tests/differential/run.sh PURLIN FIRST_SEED LAST_SEED [FUNCTIONS]
#
# GENERATOR names the module that writes the programs: differential_generator (default: expressions of all kinds) or
# differential_bits (heads over bitstrings), differential_heads (many clauses), differential_calls (helpers that know their
# arguments). ERL and ERLC name the commands of OTP (default: erl, erlc). Exit status 1 when
# anything differs.
set -euo pipefail
purlin=$1 first=$2 last=$3 functions=${4:-100}
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-$(mktemp -d)}
mkdir -p "$work"
cd "$work"
generator=${GENERATOR:-differential_generator}
cp "$here/$generator.erl" "$here/differential_chance.erl" "$here/differential_runner.erl" .
${ERLC:-erlc} "$generator.erl" differential_chance.erl differential_runner.erl
${ERL:-erl} -noshell -pa "$work" -run differential_runner main "$generator" "$work" otp "$functions" "$first" "$last" -s init stop &
"$purlin" run differential_runner.erl "$generator" "$work" purlin "$functions" "$first" "$last"
wait
different=0
for seed in $(seq "$first" "$last"); do
    if ! cmp -s "d_$seed.otp" "d_$seed.purlin"; then
        different=$((different + 1))
        echo "== d_$seed"
        diff "d_$seed.otp" "d_$seed.purlin" | head -${LINES_SHOWN:-4} | cut -c1-300 || true
    fi
done
echo "$different of $((last - first + 1)) modules differ; the programs are in $work"
test "$different" = 0
