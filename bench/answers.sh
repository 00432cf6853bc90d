#!/bin/bash
# answers.sh - a questionnaire of 40 items against pandas and numpy.
#
#   bench/answers.sh BIN [RESPONDENTS]
#
# Both sides read the same CSV files and compute all figures of the analyses
# survey and need, with screening and raking, on one thread; then their figures
# are compared. Seconds are of the processor, so that others on the machine count
# less; ratios are of one run. Ours "as a whole" is ingest, then reading the
# warehouse, computing and storing; the peer's is reading, computing and writing.
# Told beside them: the programs as users run them, with all that they do. Needs
# python3 with pandas, numpy and scipy
# (apt-get install python3-pandas python3-scipy).
set -u
bin=$(cd "$1" && pwd) || exit 1
respondents=${2:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import numpy, pandas, scipy' 2>/dev/null || {
    echo "skip - answers bench: no pandas, numpy or scipy for $python"
    exit 0
}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

# seconds COMMAND...: of the processor, its and its children's; output dropped.
seconds() {
    "$python" - "$@" <<'PYTHON'
import os, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
t = os.times()
print(f"{t.children_user + t.children_system:.3f}")
sys.exit(done.returncode)
PYTHON
}

"$python" "$here/answers/make_data.py" "$respondents" "$scratch" || exit 1
ingest=$(seconds "$bin/dripline-ingest" --quiet --threads 1 \
    "$scratch/study.json") || exit 1
ours=$("$bin/bench-answers" "$scratch/study.json") || exit 1
peer_all=$(seconds "$python" "$here/answers/peer.py" "$scratch" \
    "$scratch/peer.json") || exit 1
peer=$("$python" "$here/answers/peer.py" "$scratch" "$scratch/peer.json") ||
    exit 1
analyze=$(seconds "$bin/dripline-analyze" --quiet --threads 1 \
    "$scratch/study.json") || exit 1
"$python" - "$respondents" "$ingest" "$ours" "$peer_all" "$peer" \
    "$analyze" <<'PYTHON'
import json, sys
n, ingest, ours, peer_all, peer, analyze = sys.argv[1:]
ours, peer = json.loads(ours), json.loads(peer)
ingest, peer_all = float(ingest), float(peer_all)
whole = ingest + sum(ours.values())
computing = ours["compute"] + ours["need"]
print(f"{n} respondents x 40 items, one thread, processor seconds")
print(f"ours   ingest {ingest:.2f}  read {ours['read']:.2f}  compute "
      f"{ours['compute']:.2f} + {ours['need']:.2f} (need)  store {ours['store']:.2f}  whole {whole:.2f}")
print(f"pandas read {peer['read']:.2f}  compute {peer['compute']:.2f}  whole "
      f"{peer_all:.2f}")
print(f"ratio  compute {peer['compute'] / computing:.1f}  whole "
      f"{peer_all / whole:.2f}")
print(f"dripline-ingest and dripline-analyze, with all their analyses: "
      f"{ingest + float(analyze):.2f}")
PYTHON
"$python" "$here/answers/compare.py" "$scratch/bench.db" "$scratch/peer.json"
