"""report_schema.py - checks a report folder against its JSON Schemas.

    report_schema.py SCHEMAS FOLDER

Draft 2020-12, by python3-jsonschema. A .jsonl file is checked line by line.
"""
import json
import os
import sys

import jsonschema

Validator = jsonschema.Draft202012Validator


def no_constant(word):
    raise ValueError("%s is no JSON" % word)


def read(text):
    return json.loads(text, parse_constant=no_constant)


def documents(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        if path.endswith(".json"):
            yield "", read(file.read())
            return
        for number, line in enumerate(file, 1):
            assert line.endswith("\n") and not line.endswith("\r\n"), number
            yield ":%d" % number, read(line)


def open_objects(schema, path="#"):
    """Places that describe an object and let unknown keys pass."""
    if isinstance(schema, list):
        for i, part in enumerate(schema):
            yield from open_objects(part, "%s/%d" % (path, i))
    if isinstance(schema, dict):
        if "properties" in schema and isinstance(schema["properties"], dict):
            if schema.get("additionalProperties") is not False:
                yield path
        for key, part in schema.items():
            yield from open_objects(part, path + "/" + key)


def sums(name, place, document):
    """Recommendations whose printed parts are not the printed score."""
    for advice in document.get("recommendations", []):
        if round(sum(advice["parts"].values()), 5) != advice["score"]:
            yield "%s%s: rank %d: parts do not sum to the score" % (
                name, place, advice["rank"])


def check(schemas, folder, name):
    stem = name.rsplit(".", 1)[0]
    schema = read(open(os.path.join(schemas, stem + ".schema.json")).read())
    Validator.check_schema(schema)
    faults = ["%s: open at %s" % (stem, p) for p in open_objects(schema)]
    validator = Validator(schema)
    count, members = 0, []
    for place, document in documents(os.path.join(folder, name)):
        count += 1
        if "member" in document:
            members.append(document["member"])
        if stem == "recommendations":
            faults.extend(sums(name, place, document))
        for error in validator.iter_errors(document):
            faults.append("%s%s: %s: %s" % (
                name, place, "/".join(map(str, error.path)), error.message))
        if len(faults) > 20:
            break
    if members != sorted(set(members)):
        faults.append("%s: not in the order of pseudonyms" % name)
    if count == 0:
        faults.append("%s: empty" % name)
    return faults


def strangers(folder):
    """What a portal would not find in the catalogue by its id."""
    def load(name):
        path = os.path.join(folder, name)
        return [d for _, d in documents(path)] if os.path.exists(path) else []
    catalogue = load("catalogue.json")
    if not catalogue:
        return []
    course = {c["course_id"]: c for c in catalogue[0]["courses"]}
    faults = []
    for member in load("recommendations.jsonl"):
        for advice in member["recommendations"]:
            known = course.get(advice["course_id"])
            coming = advice["next_session"]
            sessions = [s for c in known["classes"] for s in c["sessions"]
                        ] if known else []
            if not known or known["title"] != advice["title"]:
                faults.append("catalogue: no %s" % advice["course_id"])
            elif coming and not any(
                    all(s[key] == coming[key] for key in coming)
                    for s in sessions):
                faults.append("catalogue: no %s" % coming["session_id"])
    for group in (g for d in load("groups.json") for g in d["groups"]):
        faults += ["catalogue: no %s" % c["course_id"]
                   for c in group["courses"] if c["course_id"] not in course]
    for planned in (c for d in load("plan.json") for c in d["courses"]):
        classes = [c["offering_id"] for c in
                   course.get(planned["course_id"], {"classes": []})["classes"]]
        faults += ["catalogue: no %s" % c["offering_id"]
                   for c in planned["classes"]
                   if c["offering_id"] not in classes]
    return sorted(set(faults))


def main():
    schemas, folder = sys.argv[1:]
    names = [n for n in sorted(os.listdir(folder))
             if n.endswith((".json", ".jsonl"))]
    faults = [] if "manifest.json" in names else ["no manifest.json"]
    for name in names:
        faults += check(schemas, folder, name)
    faults += strangers(folder)
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
