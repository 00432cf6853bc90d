#!/usr/bin/python3
"""make_data.py N FOLDER - a made-up questionnaire of N respondents, 40 items.

Members have three attributes, and those of some values answer less. Two scales
of twenty items on 1..5 with a factor each, 3 % of answers missing, one in fifty
ticks the same throughout. Writes the files of a study.
"""
import json
import os
import sys

import numpy as np
import pandas as pd

ITEMS = 40
VALUES = {"residence": (["rural", "urban"], [0.6, 0.4]),
          "sector": (["farming", "industry", "services", "trade"],
                     [0.4, 0.25, 0.2, 0.15]),
          "age": (["18-35", "36-45", "46-60", "61-"], [0.2, 0.25, 0.35, 0.2])}
ANSWERS = {"rural": 0.9, "urban": 0.7, "trade": 0.8, "61-": 0.7}


def draw_members(rng, n):
    members = int(n * 1.6)
    frame = pd.DataFrame({"member_id": [f"M{i:08d}" for i in range(members)]})
    chance = np.ones(members)
    for name, (values, shares) in VALUES.items():
        codes = rng.choice(len(values), members, p=shares)
        frame["attribute." + name] = np.array(values)[codes]
        chance *= np.array([ANSWERS.get(v, 1.0) for v in values])[codes]
    asked = np.flatnonzero(rng.random(members) < chance)[:n]
    return frame, asked


def draw_answers(rng, n):
    factor = rng.standard_normal((n, 2))
    codes = np.empty((n, ITEMS))
    for j in range(ITEMS):
        x = 0.6 * factor[:, j // 20] + 0.8 * rng.standard_normal(n)
        codes[:, j] = np.clip(np.round(3 + 0.2 * (j % 5 - 2) + 1.1 * x), 1, 5)
    straight = rng.random(n) < 0.02
    codes[straight] = rng.integers(1, 6, straight.sum())[:, None]
    codes[rng.random((n, ITEMS)) < 0.03] = np.nan
    return codes


def write_csvs(folder, n):
    rng = np.random.default_rng(1)
    members, asked = draw_members(rng, n)
    members.to_csv(f"{folder}/members.csv", index=False)
    rows = [(name, value, int((members["attribute." + name] == value).sum()))
            for name in VALUES for value in VALUES[name][0]]
    pd.DataFrame(rows, columns=["attribute", "value", "members"]).to_csv(
        f"{folder}/population.csv", index=False)
    n = len(asked)
    sheet = pd.DataFrame({
        "respondent_id": [f"R{i:08d}" for i in range(n)],
        "member_id": members["member_id"].to_numpy()[asked],
        "seconds": rng.integers(20, 600, n)})
    codes = draw_answers(rng, n)
    sheet = pd.concat([sheet, pd.DataFrame(
        {f"q{j:02d}": pd.array(codes[:, j], dtype="Int8")
         for j in range(ITEMS)})], axis=1)
    sheet.to_csv(f"{folder}/responses.csv", index=False)


def write_study(folder):
    topics = pd.DataFrame({"topic_id": [f"T{j:02d}" for j in range(20)],
                           "name": [f"topic {j}" for j in range(20)]})
    topics.to_csv(f"{folder}/topics.csv", index=False)
    questions = [{"id": f"q{j:02d}", "kind": "likert", "column": f"q{j:02d}",
                  "scale": "importance" if j < 20 else "ability",
                  "facet": "importance" if j < 20 else "ability",
                  "topic": f"T{j % 20:02d}", "low": 1, "high": 5}
                 for j in range(ITEMS)]
    inputs = [{"kind": k, "name": k, "file": k + ".csv"}
              for k in ("topics", "members", "population")]
    inputs.append({"kind": "responses", "name": "responses",
                   "file": "responses.csv", "codebook": "codebook.json"})
    with open(f"{folder}/codebook.json", "w", encoding="utf-8") as out:
        json.dump({"survey": "bench", "questions": questions}, out, indent=1)
    with open(f"{folder}/study.json", "w", encoding="utf-8") as out:
        json.dump({"study": "bench-survey", "title": "Bench", "as_of":
                   "2025-12-31", "period": ["2025-01-01", "2025-12-31"],
                   "seed": 1, "warehouse": "bench.db", "inputs": inputs,
                   "analysis": {"segment": {"k": 1}}}, out, indent=1)


def main():
    n, folder = int(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    write_csvs(folder, n)
    write_study(folder)


main()
