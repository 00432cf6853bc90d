#!/usr/bin/python3
"""peer.py FOLDER OUT - the figures of a survey and of needs, by pandas, numpy.

Reads the files of make_data.py, computes what Dripline's analyses survey and
need tell, all vectorised, one BLAS thread, and writes the figures as JSON.
Prints the seconds of reading, computing and writing.
"""
import json
import os
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import scipy.linalg  # noqa: E402
import scipy.stats  # noqa: E402

ITEMS = [f"q{j:02d}" for j in range(40)]
SCALES = {"importance": slice(0, 20), "ability": slice(20, 40)}
Z = scipy.stats.norm.ppf(0.975)


def read(folder):
    members = pd.read_csv(f"{folder}/members.csv")
    population = pd.read_csv(f"{folder}/population.csv")
    sheet = pd.read_csv(f"{folder}/responses.csv",
                        dtype={q: "float32" for q in ITEMS})
    sheet = sheet.merge(members, on="member_id", how="left")
    return members, population, sheet


def prepare(members, population, sheet):
    """Arrays in memory, as computing wants them: bytes, 0 for missing."""
    codes = np.nan_to_num(sheet[ITEMS].to_numpy(), nan=0).astype(np.int8)
    margins = []
    for attribute, rows in population.groupby("attribute", sort=True):
        values = rows["value"].to_numpy()
        place = pd.Categorical(sheet["attribute." + attribute], values).codes
        of_all = pd.Categorical(members["attribute." + attribute], values).codes
        margins.append((attribute, values, place.astype(np.int64),
                        of_all.astype(np.int64),
                        rows["members"].to_numpy(float)))
    return (np.asfortranarray(codes), sheet["seconds"].to_numpy(), margins,
            len(members))


def screen(codes, seconds, covariance, mean):
    n, k = codes.shape
    answered = np.zeros(n, np.int16)
    run = np.zeros(n, np.int16)
    longest = np.zeros(n, np.int16)
    last = np.full(n, -1, np.int8)
    total = np.zeros(n, np.int32)
    squares = np.zeros(n, np.int32)
    for j in range(k):
        x = codes[:, j]
        there = x > 0
        run = np.where(there, np.where(x == last, run + 1, 1), run)
        last = np.where(there, x, last)
        np.maximum(longest, run, out=longest)
        answered += there
        total += x
        squares += x.astype(np.int32) ** 2
    a = answered.astype(float)
    with np.errstate(all="ignore"):
        irv = np.sqrt((a * squares - total.astype(float) ** 2) / (a * (a - 1)))
    centred = np.where(codes > 0, codes - mean, 0.0)
    low = np.linalg.cholesky(covariance)
    y = scipy.linalg.solve_triangular(low, centred.T, lower=True,
                                      check_finite=False)
    distance = np.einsum("ij,ij->j", y, y)
    limit = scipy.stats.chi2.ppf(0.999, np.maximum(np.arange(k + 1), 1))
    straight = (longest >= 10) & (longest * 100 >= answered * 90)
    flags = (straight * 1 + (answered < 0.5 * k) * 2 +
             (distance > limit[answered]) * 4 + (seconds < answered) * 8)
    return answered, longest, irv, distance, flags


def sums(codes):
    x = codes.astype(np.float64)
    m = (codes > 0).astype(np.float64)
    return m.T @ m, x.T @ m, x.T @ x


def covariances(s):
    n, a, ab = s
    return (ab - a * a.T / n) / (n - 1)


def alpha(c):
    k = len(c)
    return k / (k - 1) * (1 - np.trace(c) / c.sum())


def omega(c):
    sd = np.sqrt(np.diag(c))
    r = c / np.outer(sd, sd)
    load = 0.9 * r.sum(axis=0) / np.sqrt(np.abs(r).sum())
    own = np.maximum(0.005, 1 - load ** 2)
    for _ in range(100000):
        strength = 1 + (load ** 2 / own).sum()
        beta = load / own / strength
        with_ = r @ beta
        new = with_ / (1 / strength + beta @ with_)
        step = np.abs(new - load).max()
        load, own = new, np.maximum(0.005, 1 - new * with_)
        if step <= 1e-12:
            break
    top = (load * sd).sum() ** 2
    return top / (top + (own * sd ** 2).sum())


def scale_figures(s, part):
    c = covariances(tuple(x[part, part] for x in s))
    rest, without = [], []
    for j in range(len(c)):
        keep = np.arange(len(c)) != j
        sub = c[np.ix_(keep, keep)]
        rest.append(c[j, keep].sum() / np.sqrt(c[j, j] * sub.sum()))
        without.append(alpha(sub))
    return alpha(c), omega(c), rest, without


def rake(margins, careless, n):
    key = careless.astype(np.int64)
    for _, values, place, _, _ in margins:
        key = key * len(values) + place
    count = np.bincount(key)
    cells = np.flatnonzero(count)
    number = np.zeros(len(count), np.int64)
    number[cells] = np.arange(len(cells))
    cell = number[key]
    first = np.empty(len(cells), np.int64)
    first[cell[::-1]] = np.arange(n)[::-1]
    count = count[cells].astype(float)
    places = [place[first] for _, _, place, _, _ in margins]
    weight = np.ones(len(cells))

    def factors(i):
        target = margins[i][4]
        got = np.bincount(places[i], weight * count, len(target))
        return target / target.sum() * got.sum() / got

    rounds = 0
    while max(np.abs(1 / factors(i) - 1).max() for i in range(len(margins))) \
            > 1e-11:
        for i in range(len(margins)):
            weight *= factors(i)[places[i]]
        rounds += 1
    weight *= n / (weight * count).sum()
    return cell, count, places, weight, rounds


def item_figures(x, cell6, cells, places, weight, kept_cells, population):
    table = np.bincount(cell6 + x, minlength=cells * 6).reshape(cells, 6)
    counts = table[:, 1:].astype(float)
    all_ = counts.sum(axis=0)
    n = all_.sum()
    v = np.arange(1.0, 6)
    mean = (all_ * v).sum() / n
    m2, m3, m4 = ((all_ * (v - mean) ** p).sum() / n for p in (2, 3, 4))
    sd = np.sqrt(m2 * n / (n - 1))
    ordered = np.cumsum(all_)
    low, high = (np.searchsorted(ordered, np.floor((n - 1) / 2), "right") + 1,
                 np.searchsorted(ordered, np.ceil((n - 1) / 2), "right") + 1)
    w = (weight[:, None] * counts)
    wmean = (w * v).sum() / w.sum()
    times = counts.sum(axis=1)
    with np.errstate(all="ignore"):
        before = np.where(times > 0, (counts * (v - wmean)).sum(axis=1) /
                          times, 0)
    after = before.copy()
    size = np.abs(after).max()
    for _ in range(100):
        most = 0
        for place in places:
            top = np.bincount(place, after * times)
            whole = np.bincount(place, times)
            shift = np.where(whole > 0, top / np.maximum(whole, 1), 0)
            after = after - shift[place]
            most = max(most, np.abs(shift).max())
        if most <= 1e-14 * size:
            break
    z = weight[:, None] * (v - wmean - (before - after)[:, None])
    zmean = (z * counts).sum() / n
    s2 = ((z - zmean) ** 2 * counts).sum() / (n - 1)
    kept = counts[kept_cells].sum(axis=0)
    return {"counts": all_.tolist(), "n": n, "missing": table[:, 0].sum(),
            "mean": mean, "sd": sd, "median": (low + high) / 2,
            "skewness": m3 / m2 ** 1.5 * (1 - 1 / n) ** 1.5,
            "kurtosis": m4 / m2 ** 2 * (1 - 1 / n) ** 2 - 3,
            "weighted_mean": wmean,
            "error": np.sqrt((1 - n / population) * n * s2) / w.sum(),
            "n_kept": kept.sum(), "mean_kept": (kept * v).sum() / kept.sum()}


def wilson(hits, n):
    p = hits / n
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return middle - reach, middle + reach


def errors(table, middle_i, middle_a, wi, wa):
    """Sums of squared deviations of wi * importance + wa * ability."""
    v = np.arange(1.0, 6)
    off = (wi[..., None, None] * (v[:, None] - middle_i[..., None, None]) +
           wa[..., None, None] * (v - middle_a[..., None, None]))
    return (table * off * off).sum(axis=(-1, -2))


def places_of(mwds, error):
    """Of each group's topics: the place, and the range it surely lies in."""
    higher = mwds[:, None, :] - mwds[:, :, None]
    earlier = np.tri(mwds.shape[1], k=-1, dtype=bool)
    place = 1 + (higher > 0).sum(axis=2)
    place += ((higher == 0) & earlier).sum(axis=2)
    if error is None:
        return place
    both = np.sqrt(error[:, None, :] ** 2 + error[:, :, None] ** 2)
    sure = np.abs(higher) > Z * both
    low = 1 + (sure & (higher > 0)).sum(axis=2)
    high = mwds.shape[1] - (sure & (higher < 0)).sum(axis=2)
    return place, low, high


def plain_needs(table):
    v = np.arange(1.0, 6)
    n = table.sum(axis=(2, 3))
    mi = (table.sum(axis=3) * v).sum(axis=2) / n
    ma = (table.sum(axis=2) * v).sum(axis=2) / n
    gap, one = mi - ma, np.ones_like(mi)
    half = Z * np.sqrt(errors(table, mi, ma, one, -one) / (n - 1) / n)
    mwds = mi * gap
    error = np.sqrt(errors(table, mi, ma, 2 * mi - ma, -mi) / (n - 1) / n)
    lower = np.tri(5, k=-1)  # ability below importance
    nr = (table * lower).sum(axis=(2, 3)) / n
    tr = np.trace(table, axis1=2, axis2=3) / n
    pr = 1 - nr - tr
    place, low, high = places_of(mwds, error)
    important = mi >= mi.mean(axis=1, keepdims=True)
    able = ma >= ma.mean(axis=1, keepdims=True)
    return {"n": n, "importance": mi, "ability": ma, "gap": gap,
            "gap_low": gap - half, "gap_high": gap + half, "mwds": mwds,
            "nr": nr, "tr": tr, "pr": pr, "rds": 100 * (pr - nr),
            "quadrant": np.where(important, np.where(able, 1, 0),
                                 np.where(able, 3, 2)),
            "place": place, "place_low": low, "place_high": high,
            "importance_counts": table.sum(axis=3),
            "ability_counts": table.sum(axis=2)}


def weighted_needs(n, w, w2):
    v = np.arange(1.0, 6)
    all_ = w.sum(axis=(2, 3))
    mi = (w.sum(axis=3) * v).sum(axis=2) / all_
    ma = (w.sum(axis=2) * v).sum(axis=2) / all_
    gap, one = mi - ma, np.ones_like(mi)
    half = Z * np.sqrt(n / (n - 1) * errors(w2, mi, ma, one, -one)) / all_
    effective = all_ ** 2 / w2.sum(axis=(2, 3))
    return {"effective": effective, "deff": n / effective,
            "weighted_importance": mi, "weighted_ability": ma,
            "weighted_gap": gap, "weighted_gap_low": gap - half,
            "weighted_gap_high": gap + half, "weighted_mwds": mi * gap,
            "weighted_place": places_of(mi * gap, None)}


def needs(codes, cell, places, weight, margins):
    """By group (all, then each value of each attribute) and topic."""
    cells, cell36 = len(weight), cell * 36
    tables = np.stack([
        np.bincount(cell36 + (codes[:, t] * 6 + codes[:, 20 + t]),
                    minlength=cells * 36).reshape(cells, 6, 6)[:, 1:, 1:]
        for t in range(20)]).astype(float)
    groups, names = [np.ones(cells)], ["all="]
    for (attribute, values, _, _, _), place in zip(margins, places):
        for i, value in enumerate(values):
            groups.append((place == i).astype(float))
            names.append(f"{attribute}={value}")
    groups = np.stack(groups)
    table, w, w2 = (np.einsum("gc,tcij->gtij", groups * x, tables)
                    for x in (1, weight, weight ** 2))
    figures = plain_needs(table)
    figures |= weighted_needs(figures["n"], w, w2)
    return {"groups": names,
            "figures": {k: v.tolist() for k, v in figures.items()}}


def compute(codes, seconds, margins, population):
    n = len(codes)
    s = sums(codes)
    c = covariances(s)
    mean = np.diag(s[1]) / np.diag(s[0])
    answered, longest, irv, distance, flags = screen(codes, seconds, c, mean)
    careless = (flags & 25) != 0
    cell, count, places, weight, rounds = rake(margins, careless, n)
    kept_cells = np.zeros(len(count), bool)
    kept_cells[cell[~careless]] = True
    deff = n * (weight ** 2 * count).sum() / (weight * count).sum() ** 2
    out = {"deff": deff, "effective": n / deff, "least": weight.min(),
           "most": weight.max(),
           "margin": Z * np.sqrt(0.25 / (n / deff) * (population - n / deff) /
                                 (population - 1)),
           "flags": [int((flags >> b & 1).sum()) for b in range(4)],
           "answered": int(answered.sum(dtype=np.int64)),
           "longstring": int(longest.sum(dtype=np.int64)),
           "irv": np.nansum(irv), "distance": distance.sum(),
           "weight_squares": (weight[cell] ** 2).sum()}
    cell6 = cell * 6
    out["items"] = [item_figures(codes[:, j], cell6, len(count), places,
                                 weight, kept_cells, population)
                    for j in range(codes.shape[1])]
    out["needs"] = needs(codes, cell, places, weight, margins)
    lost = sums(codes[careless])
    kept = tuple(a - b for a, b in zip(s, lost))
    out["scales"] = {}
    for name, part in SCALES.items():
        a, o, rest, without = scale_figures(s, part)
        there = (codes[:, part] > 0).all(axis=1)
        out["scales"][name] = {
            "n": int(there.sum()), "alpha": a, "omega": o, "item_rest": rest,
            "alpha_without": without, "alpha_kept": alpha(covariances(
                tuple(x[part, part] for x in kept)))}
    out["rates"] = {}
    for attribute, values, place, of_all, _ in margins:
        hits, all_ = np.bincount(place), np.bincount(of_all)
        low, high = wilson(hits, all_)
        for i, value in enumerate(values):
            out["rates"][f"{attribute}={value}"] = [
                int(all_[i]), int(hits[i]), low[i], high[i]]
    return out


def main():
    folder, target = sys.argv[1:]
    begin = time.process_time()
    tables = read(folder)
    arrays = prepare(*tables)
    ready = time.process_time()
    figures = compute(*arrays)
    done = time.process_time()
    with open(target, "w", encoding="utf-8") as out:
        json.dump(figures, out, default=float)
    end = time.process_time()
    print(json.dumps({"read": ready - begin, "compute": done - ready,
                      "write": end - done}))


main()
