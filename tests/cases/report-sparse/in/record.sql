-- Two members, one of whom came; only the analysis "record" ran, twice: the
-- newer run of the day counts, an unfinished one does not.
INSERT INTO member (member, member_id, name) VALUES
    (1, 'a1', 'Ann "A"'), (2, 'b2', NULL);
INSERT INTO run (run, run_id, study, as_of, seed, facts, version, started,
                 finished) VALUES
    (1, 'old', 'sparse', 20269, 1, 'f', '0', 't0', 't1'),
    (2, 'new', 'sparse', 20269, 1, 'f', '0', 't0', 't1'),
    (3, 'half', 'sparse', 20269, 1, 'f', '0', 't0', NULL),
    (4, 'other day', 'sparse', 20270, 1, 'f', '0', 't0', 't1');
INSERT INTO run_period VALUES (2, 0, 'all', NULL, NULL);
INSERT INTO learning_total (run, member, period, sessions, events, minutes,
                            overlap, courses, electives, listed, months)
    VALUES (1, 1, 0, 9, 9, 9, 9, 9, 9, 9, 9), (2, 1, 0, 1, 2, 50, 50, 1, 0, 3, 1);
