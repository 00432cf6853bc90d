#!/usr/bin/python3
"""measure.py BIN FOLDER RESPONDENTS ROUNDS - processor seconds of both sides.

For the study of make_data.py in FOLDER: ours and the peer take turns, ROUNDS
times, and of each step the median is told, so that what else the machine does
counts less. Afterwards FOLDER has bench.db and peer.json with the figures.
"""
import json
import os
import statistics
import subprocess
import sys


def seconds(command):
    """Processor seconds of COMMAND, its and the system's; and what it says."""
    before = os.times()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    after = os.times()
    return (after.children_user - before.children_user +
            after.children_system - before.children_system, done.stdout)


def ours(programs, study):
    for name in ("bench.db", "bench.db-journal"):
        path = os.path.join(os.path.dirname(study), name)
        if os.path.exists(path):
            os.remove(path)
    ingest, _ = seconds([f"{programs}/dripline-ingest", "--quiet",
                         "--threads", "1", study])
    _, said = seconds([f"{programs}/bench-answers", study])
    steps = json.loads(said)
    return {"ingest": ingest} | steps | {
        "computing": steps["compute"] + steps["need"],
        "whole": ingest + sum(steps.values())}


def peer(here, folder):
    whole, said = seconds([sys.executable, f"{here}/peer.py", folder,
                           f"{folder}/peer.json"])
    steps = json.loads(said)
    return steps | {"steps": sum(steps.values()), "whole": whole}


def medians(rounds):
    return {step: statistics.median(r[step] for r in rounds)
            for step in rounds[0]}


def tell(name, figures, steps):
    print(f"{name:7}" + "  ".join(f"{s} {figures[s]:.2f}" for s in steps))


def main():
    programs, folder, respondents, rounds = sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    study = f"{folder}/study.json"
    both = [(ours(programs, study), peer(here, folder))
            for _ in range(int(rounds))]
    we, they = (medians([pair[i] for pair in both]) for i in (0, 1))
    analyze, _ = seconds([f"{programs}/dripline-analyze", "--quiet",
                          "--threads", "1", study])
    print(f"{respondents} respondents x 40 items, one thread, processor "
          f"seconds, medians of {rounds} rounds")
    tell("ours", we, ["ingest", "read", "compute", "need", "store", "whole"])
    tell("pandas", they, ["read", "compute", "write", "whole"])
    print(f"ratio  compute {they['compute'] / we['computing']:.1f}  whole "
          f"{they['whole'] / we['whole']:.2f}  without starting python "
          f"{they['steps'] / we['whole']:.2f}")
    print("of each round: " + "  ".join(
        f"{t['compute'] / w['computing']:.1f} {t['whole'] / w['whole']:.2f}"
        for w, t in both))
    print(f"dripline-ingest and dripline-analyze, with all their analyses: "
          f"{we['ingest'] + analyze:.2f}")


main()
