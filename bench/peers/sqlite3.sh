#!/bin/sh
# sqlite3.sh - the sqlite3 shell: .import as text, then SQL into a plain table.
#
#   sqlite3.sh FOLDER OUT
#
# Durable. Prints how many rows it accepts.
set -eu
rm -f "$2/peer.db"
sqlite3 "$2/peer.db" <<SQL
PRAGMA page_size = 16384;
PRAGMA cache_size = -65536;
CREATE TABLE member (member INTEGER PRIMARY KEY, member_id TEXT NOT NULL UNIQUE,
    name TEXT, org_id TEXT, joined_on TEXT);
CREATE TABLE session (session INTEGER PRIMARY KEY, session_id TEXT NOT NULL
    UNIQUE, offering_id TEXT, begins TEXT, minutes INTEGER);
CREATE TABLE attendance (member INTEGER NOT NULL, session INTEGER NOT NULL,
    day INTEGER NOT NULL, minutes INTEGER, status INTEGER NOT NULL,
    post INTEGER) STRICT;
.import --csv "$1/members.csv" raw_member
.import --csv "$1/sessions.csv" raw_session
.import --csv "$1/attendance.csv" raw
INSERT INTO member (member_id, name, org_id, joined_on) SELECT * FROM raw_member;
INSERT INTO session (session_id, offering_id, begins, minutes)
    SELECT * FROM raw_session;
INSERT INTO attendance
SELECT member, session, d, m, s, p FROM (
    SELECT member, session,
        CASE WHEN date(at) = at THEN CAST(julianday(at) - 2440587.5 AS INTEGER)
            END d,
        CASE WHEN hours GLOB '[0-9]*' AND hours NOT GLOB '*[^0-9.]*' AND
            CAST(hours AS REAL) <= 16666 THEN CAST(hours * 60 AS INTEGER) END m,
        CASE raw.status WHEN 'present' THEN 1 WHEN 'late' THEN 2
            WHEN 'excused' THEN 3 WHEN 'absent' THEN 4 END s,
        CASE WHEN post <> '' THEN CAST(post * 100 AS INTEGER) END p
    FROM raw JOIN member USING (member_id) JOIN session USING (session_id)
    WHERE date(at, '+0 days') = at)
WHERE d IS NOT NULL AND m IS NOT NULL AND s IS NOT NULL
GROUP BY member, session, d;
SELECT count(*) FROM attendance;
SQL
