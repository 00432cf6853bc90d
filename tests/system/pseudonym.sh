#!/bin/sh
# pseudonym - what docs/reports.md tells a portal's programmer about pseudonyms
# is true: its code gives its example, and the pseudonyms of the sample study.
#
#   BIN=FOLDER pseudonym.sh
# shellcheck disable=SC2317 # functions are called through try
set -u
# shellcheck source=tests/system/prelude.sh
. "$(dirname "$0")/prelude.sh"

sample() {
    cp -R "$top/sample-data" "$scratch/sample" &&
        "$BIN/dripline" run --quiet "$scratch/sample/study.json"
}

# The code of the page, then its example: the key, the member and what it is.
example() {
    /usr/bin/python3 - "$top/docs/reports.md" "$scratch/doc.py" <<'PYTHON'
import hashlib, pathlib, re, sys
page = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
code = re.search(r"```python\n(.*?)```", page, re.S).group(1)
pathlib.Path(sys.argv[2]).write_text(code)
exec(code)
key, member, name = re.search(
    r"`([0-9a-f]{64})` the member\s+`(\w+)` is `(m_\w+)`", page).groups()
key_file = pathlib.Path(sys.argv[2]).with_suffix(".key")
key_file.write_text(key + "\n")
assert pseudonym(str(key_file), member) == name, name
key_id = re.search(r"it is `([0-9a-f]{16})`", page).group(1)
made = hashlib.blake2b(b"dripline key id", key=bytes.fromhex(key),
                       digest_size=16).hexdigest()
assert made[:16] == key_id, made
PYTHON
}

# The members of the report are those of the roster, by the page's code.
members() {
    /usr/bin/python3 - "$scratch" <<'PYTHON'
import csv, json, pathlib, sys
scratch = pathlib.Path(sys.argv[1])
exec((scratch / "doc.py").read_text())
sample = scratch / "sample"
with open(sample / "members.csv", encoding="utf-8-sig", newline="") as file:
    ids = {row["member_id"].strip() for row in csv.DictReader(file)}
with open(sample / "report/records.jsonl", encoding="utf-8") as file:
    lines = {json.loads(line)["member"] for line in file}
known = {pseudonym(str(sample / "dripline.key"), i) for i in ids}
assert len(lines) >= 1490 and lines <= known, len(lines - known)
PYTHON
}

try 'the worked example is what the code in the documentation gives' example
try 'the sample study runs' sample
try 'that code gives the pseudonyms of the sample study' members
exit $failed
