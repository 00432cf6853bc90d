"""Shuffles the records below the header of every CSV file of a folder, in the
same way each time. A quoted cell may hold line ends; a quote that opens no cell
opens nothing.

usage: shuffle.py FOLDER
"""
import pathlib
import random
import re
import sys

# A record: cells, quoted or not, up to a line end outside of quotes.
RECORD = re.compile(rb'(?:(?:^|(?<=[,;]))"(?:[^"]|"")*"(?=[,;\r\n])|[^\n])*\n')
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
    data = path.read_bytes()
    data += b"" if data.endswith(b"\n") else b"\n"
    records = RECORD.findall(data)
    assert b"".join(records) == data, path
    body = records[1:]
    random.Random(path.name).shuffle(body)
    path.write_bytes(b"".join(records[:1] + body))
