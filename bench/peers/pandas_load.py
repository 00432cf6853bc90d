"""pandas_load.py FOLDER OUT - pandas. Prints how many rows it accepts.

What it stores is a file of its own format (pickle), written and synced: no
database, and not to be queried without reading it whole.
"""
import os
import sys

import pandas as pd

folder, out = sys.argv[1:]
members = pd.read_csv(f"{folder}/members.csv", dtype=str)
sessions = pd.read_csv(f"{folder}/sessions.csv", dtype=str)
raw = pd.read_csv(f"{folder}/attendance.csv", dtype=str, keep_default_na=False)
statuses = ["present", "late", "excused", "absent"]
facts = pd.DataFrame({
    "member": pd.Index(members["member_id"]).get_indexer(raw["member_id"]),
    "session": pd.Index(sessions["session_id"]).get_indexer(raw["session_id"]),
    "day": pd.to_datetime(raw["at"], format="%Y-%m-%d", errors="coerce"),
    "hours": pd.to_numeric(raw["hours"], errors="coerce"),
    "status": pd.Index(statuses).get_indexer(raw["status"]),
    "post": pd.to_numeric(raw["post"], errors="coerce"),
})
del raw
facts = facts[(facts["member"] >= 0) & (facts["session"] >= 0)
              & facts["day"].notna() & facts["hours"].between(0, 16666)
              & (facts["status"] >= 0)]
facts = facts.drop_duplicates(["member", "session", "day"])
with open(f"{out}/peer.pickle", "wb") as f:
    facts.to_pickle(f)
    f.flush()
    os.fsync(f.fileno())
print(len(facts))
