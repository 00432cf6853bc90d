"""scikit-learn's half of bench/segment.sh.

    segment_peer.py WHAT FILE MEMBERS THREADS

FILE holds 52 codes a member, a byte each. complete: GaussianMixture, tied, for
K = 1 .. 8, 8 starts on a sample of 20,000, then the fit of K = 5 over all from
there. kmeans: KMeans, k = 8, 10 starts, on the z-scores of the 40 items.
Prints "peer WHAT MEMBERS SECONDS PEAK-MB BIC-OR-SPREAD".
"""

import resource
import sys
import time

import numpy as np

ITEMS, WIDTH, SAMPLE = 40, 52, 20_000


def mixture(data):
    from sklearn.mixture import GaussianMixture
    step = max(1, len(data) // SAMPLE)
    sample = data[::step][:SAMPLE]
    fits = {}
    for k in range(1, 9):
        fits[k] = GaussianMixture(k, covariance_type="tied", n_init=8,
                                  init_params="k-means++", random_state=1,
                                  max_iter=150, tol=1e-5).fit(sample)
    best = fits[5]
    whole = GaussianMixture(5, covariance_type="tied",
                            weights_init=best.weights_,
                            means_init=best.means_,
                            precisions_init=best.precisions_,
                            max_iter=150, tol=1e-5).fit(data)
    return whole.bic(sample)


def kmeans(data):
    from sklearn.cluster import KMeans
    return KMeans(8, n_init=10, random_state=1).fit(data[:, :ITEMS]).inertia_


def main(what, path, members, threads):
    from threadpoolctl import threadpool_limits
    codes = np.fromfile(path, np.uint8).reshape(int(members), WIDTH)
    data = codes.astype(np.float32 if what == "kmeans" else np.float64)
    data = (data - data.mean(0)) / data.std(0, ddof=1)
    with threadpool_limits(int(threads)):
        begin = time.monotonic()
        result = {"complete": mixture, "kmeans": kmeans}[what](data)
        seconds = time.monotonic() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peer {what} {members} {seconds:.2f} {peak} {result:.6g}")


main(*sys.argv[1:])
