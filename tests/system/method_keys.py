"""Are all figures of the surveys' reports told in docs/methods.md?

    method_keys.py METHODS SCHEMA...

Every number or list of numbers that a schema lets a report hold must be named
there, by its key in `code` or by its key in plain words at the head of a row of
a table. Prints the keys that are missing.
"""
import json
import re
import sys

# Not figures: what names a row, or stands in the codebook or the study.
NAMES = {"schema_version", "low", "high", "code", "reversed", "members"}


def numbers(schema, key=None):
    """Keys of the schema that hold numbers."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if key and {"integer", "number"} & set(kinds):
        yield key
    for name, inner in schema.get("properties", {}).items():
        yield from numbers(inner, name)
    if isinstance(schema.get("items"), dict):
        yield from numbers(schema["items"], key)


def told(text):
    """What is named in code, and at the heads of rows."""
    heads = [line.split("|")[1] for line in text.splitlines()
             if line.startswith("|")]
    words = {w.strip().replace(" ", "_").replace("-", "_").lower()
             for head in heads for w in re.split(r"[,;]", head)}
    return words | set(re.findall(r"`([a-z0-9_]+)`", text))


def main(methods, *schemas):
    with open(methods, encoding="utf-8") as file:
        known = told(file.read())
    missing = []
    for path in schemas:
        with open(path, encoding="utf-8") as file:
            keys = sorted(set(numbers(json.load(file))) - NAMES - known)
        missing += [f"{path.rsplit('/', 1)[-1]}: {key}" for key in keys]
    print("\n".join(missing) or "every figure is told")
    return 1 if missing else 0


sys.exit(main(*sys.argv[1:]))
