"""recommend.py - EASE by numpy and scipy, on what bench-recommend has written.

    recommend.py COURSES THREADS FOLDER

Reads starts and courses into memory, then times the same three steps: the Gram
matrix as a sparse product, the solve by LAPACK, and the ten best for all, in
chunks on THREADS threads. Compares its first lists with FOLDER/lists.
"""
import os
import sys

THREADS = int(sys.argv[2])
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(THREADS)

try:
    import numpy as np
    import scipy.sparse as sp
    from scipy.linalg import lapack
except ImportError as missing:
    sys.exit(f"error: {missing.name} is missing: "
             "apt-get install python3-numpy python3-scipy")
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

COURSES, FOLDER = int(sys.argv[1]), sys.argv[3]
LAMBDA, BEST, CHUNK = 500.0, 10, 4096

starts = np.fromfile(f"{FOLDER}/starts", np.uint64).astype(np.int64)
courses = np.fromfile(f"{FOLDER}/courses", np.uint32).astype(np.int32)
members = len(starts) - 1
x = sp.csr_matrix((np.ones(len(courses)), courses, starts),
                  shape=(members, COURSES))


def solve(gram):
    gram[np.diag_indices(COURSES)] += LAMBDA
    factor, code = lapack.dpotrf(gram, lower=1, overwrite_a=1)
    assert code == 0
    p, code = lapack.dpotri(factor, lower=1, overwrite_c=1)
    assert code == 0
    p = np.tril(p) + np.tril(p, -1).T
    b = p / -np.diag(p)
    np.fill_diagonal(b, 0)
    return np.ascontiguousarray(b)


def best(b, first):
    part = x[first:first + CHUNK]
    scores = part @ b
    rows = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
    scores[rows, part.indices] = -np.inf
    top = np.argpartition(-scores, BEST - 1, axis=1)[:, :BEST]
    top.sort(axis=1)
    order = np.argsort(-np.take_along_axis(scores, top, 1), 1, kind="stable")
    return np.take_along_axis(top, order, 1).astype(np.uint32)


begin = perf_counter()
gram = np.asfortranarray((x.T @ x).toarray())
counted = perf_counter()
b = solve(gram)
solved = perf_counter()
with ThreadPoolExecutor(THREADS) as pool:
    lists = np.concatenate(list(pool.map(lambda f: best(b, f),
                                         range(0, members, CHUNK))))
end = perf_counter()
print(f"scipy gram {counted - begin:.3f} solve {solved - counted:.3f} "
      f"top10 {end - solved:.3f} total {end - begin:.3f}")
ours = np.fromfile(f"{FOLDER}/lists", np.uint32).reshape(-1, BEST)
same = (ours == lists[:len(ours)]).all(axis=1).mean()
print(f"lists that are the same: {same:.4f} of the first {len(ours)}")
sys.exit(0 if same >= 0.999 else 1)
