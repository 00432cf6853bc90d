#!/bin/bash
# segment.sh - times the search for segments beside scikit-learn.
#
#   bench/segment.sh BIN [MEMBERS [THREADS]]
#
# Complete answers (the whole search against GaussianMixture), 30 % block and 5 %
# item-wise missing (against our own complete answers), k-means (against KMeans,
# 10 starts each). Both sides in one run with the same threads; quote the ratios.
set -u
bin=$(cd "$1" && pwd) || exit 1
members=${2:-1000000}
threads=${3:-$(nproc)}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

ours() { "$bin/bench-segment" "$1" "$members" "$threads" "$scratch/codes"; }
peer() {
    /usr/bin/python3 "$here/segment_peer.py" "$1" "$scratch/codes" "$members" \
        "$threads"
}

if ! /usr/bin/python3 -c 'import sklearn, threadpoolctl' 2>"$scratch/why"; then
    echo "bench: scikit-learn is missing; apt-get install python3-sklearn" >&2
    peer() { return 1; }
fi
ours complete | tee "$scratch/complete" || exit 1
peer complete | tee -a "$scratch/complete"
ours blocks | tee "$scratch/blocks" || exit 1
ours items | tee "$scratch/items" || exit 1
ours kmeans | tee "$scratch/kmeans" || exit 1
peer kmeans | tee -a "$scratch/kmeans"
cat "$scratch"/{complete,blocks,items,kmeans} | awk '
    { seconds[$1, $2] = $4; peak = $5 > peak && $1 == "ours" ? $5 : peak
      result[$1, $2] = $6; members = $3 }
    function ratio(text, above, below) {
        if (below > 0 && above > 0) printf "%s %.2f\n", text, above / below
    }
    END {
        ratio("scikit-learn / ours, complete:", seconds["peer", "complete"],
              seconds["ours", "complete"])
        ratio("30 % block missing / complete:", seconds["ours", "blocks"],
              seconds["ours", "complete"])
        ratio("5 % item-wise missing / complete:", seconds["ours", "items"],
              seconds["ours", "complete"])
        ratio("scikit-learn / ours, k-means:", seconds["peer", "kmeans"],
              seconds["ours", "kmeans"])
        ratio("spread, ours / scikit-learn:", result["ours", "kmeans"],
              result["peer", "kmeans"])
        ratio("peak memory / (members x features x 4 bytes):", peak * 1048576,
              members * 52 * 4)
    }'
