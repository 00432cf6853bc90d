#!/usr/bin/python3
"""correct.py DRAFT CORRECTION - what a person would change in a drafted
codebook, written to standard output. Members of CORRECTION replace those of
the draft, those of "questions" in the question of that id; null takes away.
"""
import json
import sys


def change(into, changes):
    for key, value in changes.items():
        if value is None:
            into.pop(key, None)
        else:
            into[key] = value


draft, correction = (json.load(open(path)) for path in sys.argv[1:3])
questions = correction.pop("questions", {})
change(draft, correction)
for question in draft["questions"]:
    change(question, questions.pop(question["id"], {}))
if questions:
    sys.exit("no such questions: " + ", ".join(questions))
json.dump(draft, sys.stdout, ensure_ascii=False, indent=1)
