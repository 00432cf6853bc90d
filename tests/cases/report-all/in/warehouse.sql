-- A small warehouse after an analysis: 60 members, one of each kind of result.
-- Members m001..m060: m001-m030 in branch B1, m031-m052 in B2, m053-m060 in B3
-- (fewer than 10: it must stay hidden). Counts are written so that a reader can
-- add them up by hand; see the README beside this file.

INSERT INTO batch (batch, input, kind, file, sha256, declaration, bytes, rows,
                   accepted, rejected, started, finished, version) VALUES
    (1, 'roster', 'members', 'members.csv', 'aa11', 'dd11', 2048, 61, 60, 1,
     '2025-12-31T01:00:00Z', '2025-12-31T01:00:01Z', '0.1.0'),
    (2, 'sign-in', 'attendance', 'attendance.csv', 'bb22', 'dd22', 9000, 203,
     200, 3, '2025-12-31T01:00:01Z', '2025-12-31T01:00:02Z', '0.1.0');
INSERT INTO reject VALUES
    (1, 62, 'born_on', 'bad-date', '1980-02-30', 'no such day'),
    (2, 5, 'member_id', 'unknown-id', 'm999', 'no such member'),
    (2, 7, '=cmd()', 'bad-word', 'x', 'a header that is a formula'),
    (2, 9, 'hours, "net"', 'bad-number', 'y', 'a header with a quote');

INSERT INTO organization (org, org_id, name, parent, level) VALUES
    (4, 'R', 'Qinglan County 青岚县', NULL, 'county'),
    (3, 'B1', 'East Branch', 4, 'grassroots'),
    (2, 'B2', 'West <Branch> & Co', 4, 'grassroots'),
    (1, 'B3', 'Hill Branch', 4, 'grassroots');

-- Keys run against the ids, to show that no output follows them.
WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 60)
INSERT INTO member (member, member_id, name)
    SELECT 1061 - n, printf('m%03d', n), printf('Secret Name %03d', n) FROM i;

INSERT INTO topic (topic, topic_id, name, name_zh, parent) VALUES
    (1, 'T1', 'Digital office', '数字办公', NULL),
    (2, 'T2', 'Village law', '乡村法治', NULL),
    (3, 'T3', 'Care for the old', '养老服务', NULL);
INSERT INTO course (course, course_id, title, kind) VALUES
    (1, 'C1', 'Spreadsheets for clerks', 'public'),
    (2, 'C2', 'Law in the village', 'public'),
    (3, 'C3', 'Care at home "A"', 'elective'),
    (4, 'C4', 'Keeping minutes', 'public');
INSERT INTO offering (offering, offering_id, course, provider) VALUES
    (1, 'O1', 1, 3), (2, 'O2', 2, 2), (3, 'O3', 3, 2), (4, 'O4', 1, 3);
INSERT INTO session (session, session_id, offering, level, form, channel,
                     method, begins, ends, minutes) VALUES
    (1, 'S1', 1, 'county', 'centralized', 'in-person', 'lecture',
     29000000, 29000090, 90),
    (2, 'S2', 2, 'county', 'centralized', 'in-person', 'seminar',
     29010000, 29010060, 60),
    (3, 'S3', 3, 'municipal', 'collective', 'online', 'lecture',
     29700000, 29700120, 120),
    (4, 'S4', 4, 'county', 'centralized', 'in-person', 'lecture',
     29710000, 29710090, 90);

-- Three rows are implausible, one of them twice.
INSERT INTO attendance (member, session, day, minutes, status, flags, batch,
                        line) VALUES
    (1060, 1, 20138, 90, 1, 0, 2, 2), (1060, 1, 20139, 90, 1, 4, 2, 3),
    (1059, 1, 20139, 1500, 1, 5, 2, 4), (1058, 2, 20138, 1450, 2, 1, 2, 6);

INSERT INTO run (run, run_id, study, as_of, seed, facts, version, started,
                 finished) VALUES (7, 'run-of-an-earlier-study', 'other', 20453, 1, 'f0',
    '0.1.0', '2025-12-30T00:00:00Z', '2025-12-30T00:00:01Z');
INSERT INTO run (run, run_id, study, as_of, seed, facts, version, started,
                 finished) VALUES (8, '0123456789abcdef', 'golden', 20453, 2025, 'f00d',
    '0.1.0', '2025-12-31T02:00:00Z', '2025-12-31T02:00:05Z');
INSERT INTO run_period VALUES (8, 0, 'all', NULL, NULL),
    (8, 1, '2025', 20089, 20453);
INSERT INTO run_figure VALUES (8, 'record', 'members', 60, NULL);
-- All signs but haste and attention can be seen.
INSERT INTO run_figure VALUES (8, 'survey', 'judged', 7, NULL), (8, 'survey', 'later', 12, NULL);

-- Records: m001..m040 came, member n to n sessions of 90 minutes.
INSERT INTO record_slot VALUES (8, 9, 0, 'form', 'centralized'),
    (8, 3, 1, 'form', 'centralized'), (8, 2, 1, 'channel', 'online'),
    (8, 1, 1, 'channel', 'in-person'),
    -- Told only where the report carries names.
    (8, 4, 1, 'provider', 'B1');
INSERT INTO learning_total
    SELECT 8, member, p.period, 3, 1061 - member, 1061 - member,
           90 * (1061 - member), 90 * (1061 - member) - 5, 2, 1, 41, 3,
           20100, 20200, (1061 - member) * 2.5, 20, 0.75, 4, 3, 5, 4, 2, 4500,
           30 * (1061 - member)
    FROM member, (SELECT 0 AS period UNION SELECT 1) p WHERE member > 1020;
INSERT INTO learning_record
    SELECT 8, member, slot, 1061 - member, 90 * (1061 - member)
    FROM member, record_slot WHERE member > 1020 AND slot <> 2;
INSERT INTO learning_record SELECT 8, member, 2, 1, 7 FROM member
    WHERE member > 1058;

-- Rules: in the first, B1 has 20 met and 10 overdue, B2 10 met and 12 due,
-- B3 5 met and 3 overdue.
INSERT INTO requirement VALUES
    (8, 0, 'hours', '32 hours a year', '年度32学时',
     'Members: at least 32 hours in a calendar year.',
     '成员：每个自然年不少于32学时。', 'minutes', 'member', 60),
    (8, 1, 'rotation', 'Rotation training', NULL,
     'Secretaries: at least 1 session every 5 years.',
     '书记：每5年不少于1次。', 'sessions', 'member', 17),
    (8, 2, 'quarter', 'A lecture a quarter', '每季度一次',
     'Branches: at least 1 session in each quarter.',
     '支部：每个季度不少于1次。', 'sessions', 'organization', 2),
    (8, 3, 'lecture', 'Leading members teach', NULL,
     'Leading members: at least half a day a year.',
     '骨干：每年不少于半天。', 'half-days', 'instructor', 12);
INSERT INTO fulfilment (run, member, requirement, org, state, required, done,
                        missing, anchor_on, due_on, met_on, evidence)
    SELECT 8, member, 0, CASE WHEN n <= 30 THEN 3 WHEN n <= 52 THEN 2 ELSE 1 END,
        CASE WHEN n <= 20 OR n BETWEEN 31 AND 40 OR n > 55 THEN 'met'
             WHEN n <= 30 OR n > 52 THEN 'overdue' ELSE 'due' END,
        1920, 20 * n, 0, 20089, 20453, NULL, n
    FROM (SELECT member, 1061 - member AS n FROM member);
UPDATE fulfilment SET done = 1950 WHERE state = 'met';
UPDATE fulfilment SET missing = max(0, required - done),
    met_on = CASE WHEN state = 'met' THEN 20400 END;
INSERT INTO fulfilment (run, member, requirement, org, state, required, done,
                        missing, anchor_on, due_on, met_on, evidence)
    SELECT 8, member, 1, 3,
        CASE WHEN n <= 14 THEN 'met' WHEN n <= 16 THEN 'overdue'
             WHEN n = 17 THEN 'exempt' ELSE 'not-applicable' END,
        1, n <= 14, n > 14, 19000, 20826, CASE WHEN n <= 14 THEN 20000 END,
        n <= 14
    FROM (SELECT member, 1061 - member AS n FROM member) WHERE n <= 18;

UPDATE fulfilment SET anchor = 'bound' WHERE requirement = 1;
UPDATE fulfilment SET reason = 'illness' WHERE state = 'exempt';
UPDATE fulfilment SET unit = 'half-days', required = 24, done = 3, missing = 21
    WHERE member = 1060 AND requirement = 0;

-- Due in 2026 are 30 members of B1, 22 of B2, 8 of B3: of the rule's 60, B3 less
-- the 52 others, so B3 and one more are held back. 12 are late, all of B2.
-- Months: in B1 10 in May, 20 in June; in B2 4 in May (few), 18 in June.
INSERT INTO requirement_due VALUES
    (8, 0, 3, 20574, 10, 600), (8, 0, 3, 20605, 20, 9000),
    (8, 0, 2, 20574, 4, 240), (8, 0, 2, 20605, 18, 1080),
    (8, 0, 1, 20605, 8, 480), (8, 0, 2, NULL, 12, 720);

-- B1 held its lecture in the first two quarters; B2 in none, as it is new.
INSERT INTO fulfilment_org
    (run, org, requirement, state, required, done, missing, anchor_on, due_on,
     met_on, evidence) VALUES
    (8, 3, 2, 'met', 1, 2, 0, 20089, 20178, 20100, 2),
    (8, 3, 2, 'met', 1, 1, 0, 20179, 20269, 20200, 1),
    (8, 3, 2, 'overdue', 1, 0, 1, 20270, 20361, NULL, 0),
    (8, 3, 2, 'due', 1, 0, 1, 20362, 20453, NULL, 0),
    (8, 2, 2, 'due', 1, 0, 1, 20362, 20453, NULL, 0);

-- 12 instructors, 11 of them members: 7 have taught, 5 not.
INSERT INTO fulfilment_instructor
    (run, instructor, member, requirement, state, required, done, missing,
     anchor, anchor_on, due_on, met_on, evidence)
    SELECT 8, n, nullif(1061 - n, 1049), 3,
        CASE WHEN n <= 7 THEN 'met' ELSE 'overdue' END, 1, n <= 7, n > 7,
        'duty', 20100, 20453, CASE WHEN n <= 7 THEN 20300 END, n <= 7
    FROM (SELECT 1061 - member AS n FROM member) WHERE n <= 12;

-- The demand survey: 50 answered.
INSERT INTO survey (survey, survey_id, title, title_zh, about) VALUES
    (1, 'demand2025', 'What do you want to learn?', '您想学什么？', 'demand');
INSERT INTO item (item, survey, item_id, position, kind, question, text,
                  text_zh, facet, topic, scale, low, high) VALUES
    (1, 1, 'imp_t1', 1, 'likert', NULL, 'How important is digital office?',
     '数字办公有多重要？', 'importance', 1, 'importance', 1, 5),
    (2, 1, 'abi_t1', 2, 'likert', NULL, 'How well can you do it?', NULL,
     'ability', 1, 'ability', 1, 5),
    (3, 1, 'want_t1', 3, 'option', 'want', 'Digital office', '数字办公',
     'interest', 1, NULL, NULL, NULL),
    (4, 1, 'want_t3', 4, 'option', 'want', 'Care for the old', NULL,
     'interest', 3, NULL, NULL, NULL),
    (5, 1, 'free', 5, 'text', NULL, 'Anything else?', NULL, NULL, NULL, NULL,
     NULL, NULL),
    (6, 1, 'time', 6, 'single', NULL, 'When?', '何时？', 'preference', NULL,
     NULL, NULL, NULL),
    (7, 1, 'place', 7, 'single', NULL, NULL, NULL, 'preference', NULL,
     NULL, NULL, NULL);
-- Of 50, 3 chose the second time: so the 5 of the fourth stay hidden too. Few
-- chose a place at all.
INSERT INTO item_code VALUES (6, 2, 'mornings', '上午'), (6, 3, 'noon', '中午'),
    (6, 4, 'evenings <late>', NULL), (6, 5, 'weekends', '周末'),
    (6, 6, 'never', NULL), (7, 0, 'here', NULL), (7, 1, 'there', NULL);
INSERT INTO item_quality (run, item, n, missing, not_shown, not_substantive, mean,
                          sd, median, skewness, kurtosis, counts, item_rest,
                          alpha_without) VALUES
    (8, 1, 50, 2, 0, 0, 4.123456789, 0.8, 4, -0.5, 0.1, '[0,5,6,16,23]', 0.51,
     0.81),
    (8, 2, 48, 6, 0, 5, 2.5, 1.0, 2, 0.3, -0.2, '[3,20,15,7,3]', 0.4, 0.8),
    (8, 3, 50, 0, 0, 0, 0.6, 0.494872, 1, NULL, NULL, '[20,30]', NULL, NULL),
    (8, 4, 50, 0, 0, 0, 0.06, 0.239898, 0, NULL, NULL, '[47,3]', NULL, NULL),
    (8, 5, 12, 38, 0, 0, NULL, NULL, NULL, NULL, NULL, '[]', NULL, NULL),
    (8, 6, 50, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '[20,3,22,5,0]', NULL,
     NULL),
    (8, 7, 9, 41, 0, 0, NULL, NULL, NULL, NULL, NULL, '[9,0]', NULL, NULL);
INSERT INTO scale_quality (run, survey, scale, items, n, alpha,
                           alpha_standardized, omega, mean, sd) VALUES
    (8, 1, 'importance', 1, 50, 0.87654321, 0.88, 0.9, 4.12, 0.8);
INSERT INTO respondent_quality (run, survey, respondent, answered, longstring,
                                irv, distance, flags)
    SELECT 8, 1, 1061 - member, 2, 2, 0.5, NULL,
        CASE WHEN 1061 - member <= 6 THEN 1 WHEN 1061 - member = 7 THEN 2
             ELSE 0 END
    FROM member WHERE 1061 - member <= 50;
-- Residence: town 25 of 30, village 20 of 22, ship 5 of 8 (hidden, and with it
-- one more: the sum of the rest is known).
INSERT INTO response_rate (run, survey, attribute, value, members,
                           respondents, low, high, p, q, named) VALUES
    (8, 1, '', '', 60, 50, 0.719, 0.907, NULL, NULL, 0),
    (8, 1, 'residence', 'ship', 8, 5, 0.3, 0.86, 0.1, 0.2, 0),
    (8, 1, 'residence', 'town', 30, 25, 0.66, 0.93, 0.9, 0.9, 0),
    (8, 1, 'residence', 'village', 22, 20, 0.72, 0.97, 0.4, 0.6, 0);

INSERT INTO need (run, scope, value, topic, n, importance, ability, gap, gap_low,
                  gap_high, mwds, nr, tr, pr, rds, quadrant, wanted, asked,
                  themes, orders, place, place_low, place_high) VALUES
    (8, 'all', '', 1, 48, 4.2, 2.5, 1.7, 1.5, 1.9, 7.1, 0.75, 0.125, 0.125, -62.5,
     'concentrate', 30, 50, 6, 12, 1, 1, 2),
    (8, 'all', '', 2, 47, 3.9, 3.0, 0.9, 0.7, 1.1, 3.5, 0.9574468, 0, 0.0425532, -91.48936,
     'keep-up', 3, 50, 2, 0, 2, 1, 3),
    (8, 'all', '', 3, 9, 3.1, 3.2, -0.1, -0.4, 0.2, -0.3, 0.2, 0.3, 0.5, 30,
     'keep-up', 20, 50, 0, 5, 3, 2, 3),
    (8, 'residence', 'ship', 1, 5, 4.0, 2.0, 2.0, 1.0, 3.0, 8.0, 1, 0, 0, -100,
     'concentrate', 4, 5, 0, 0, 1, 1, 2),
    (8, 'residence', 'town', 1, 25, 4.3, 2.4, 1.9, 1.6, 2.2, 8.2, 1, 0, 0,
     -100, 'concentrate', 16, 25, 0, 0, 1, 1, 2),
    (8, 'residence', 'village', 1, 18, 4.1, 2.8, 1.3, 0.9, 1.7, 5.3, 0.5, 0.25, 0.25,
     -25, 'concentrate', 10, 20, 0, 0, 1, 1, 2);

INSERT INTO segment (run, segment, label, name, name_zh, members, share,
                     weighted, uncertain, assigned, before, distance) VALUES
    (8, 1, 'S1', 'Learn digital office', '想学数字办公', 32, 0.533333, 0.5, 6,
     12, 1, 0.05),
    (8, 2, 'S2', 'Learn village law', '想学乡村法治', 28, 0.466667, 0.5, 2, 4,
     NULL, NULL);
-- want_t1 was ticked by 22 of 32 and 7 of 28. want_t3 by 20 and 3: 3 are too few
-- to tell, and 20 would tell them, since all in all are known.
INSERT INTO segment_profile (run, segment, kind, feature, mean, score) VALUES
    (8, 1, 'item', 'imp_t1', 4.6, 0.7), (8, 2, 'item', 'imp_t1', 3.1, -0.8),
    (8, 1, 'option', 'want_t1', 0.7, 0.9), (8, 2, 'option', 'want_t1', 0.25, -0.9),
    (8, 1, 'option', 'want_t3', 0.6, 0.5), (8, 2, 'option', 'want_t3', 0.1, -0.5);
INSERT INTO run_figure (run, analysis, name, value, word) VALUES
    (8, 'need', 'cross_hair', NULL, 'midpoint'),
    (8, 'segment', 'reason', NULL, 'found'),
    (8, 'segment', 'survey', NULL, 'demand2025'),
    (8, 'segment', 'others', NULL, 'assign'),
    (8, 'segment', 'previous', NULL, '2024-12-31'),
    (8, 'segment', 'model', NULL, 'mixture'),
    (8, 'segment', 'compared', 60, NULL), (8, 'segment', 'sample', 60, NULL),
    (8, 'segment', 'straight_liners', 12, NULL),
    (8, 'segment', 'single_answer', 3, NULL),
    (8, 'segment', 'few_answers', 0, NULL), (8, 'segment', 'level', 0.3, NULL);
INSERT INTO segment_change (run, before, segment, members) VALUES
    (8, 1, 1, 22), (8, 2, 1, 10), (8, 2, 2, 16), (8, 0, 2, 12), (8, 2, 0, 13);
INSERT INTO segment_choice (run, k, fit, bic, icl, entropy, nec, level, jaccard,
                            silhouette, calinski, kmeans, smallest, passed,
                            chosen) VALUES
    (8, 1, -400.5, 810.25, 810.25, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 60,
     0, 0),
    (8, 2, -301.123456789, 620, 621, 0.9, 0.01, 0.2, 0.93, 0.5, 80, 0.7, 28, 1,
     1);
INSERT INTO segment_member (run, member, segment, posterior, second, assigned)
    SELECT 8, member, CASE WHEN 1061 - member <= 32 THEN 1 ELSE 2 END, 0.9, 2,
        1061 - member > 50 FROM member;
INSERT INTO segment_trait (run, segment, trait, kind, n, mean, rest, effect, low,
                           high, q, direction, place) VALUES
    (8, 1, 'want_t1', 'option', 32, 0.6875, 0.25, 2.75, 1.5, 4.7, 0.001, 'high', 1),
    (8, 2, 'want_t1', 'option', 28, 0.25, 0.6875, 0.36, 0.2, 0.7, 0.001, 'low', NULL),
    (8, 1, 'want_t3', 'option', 32, 0.625, 0.107143, 5.8, 2.1, 16, 0.001, 'high', 2),
    (8, 2, 'want_t3', 'option', 28, 0.107143, 0.625, 0.2, 0.1, 0.5, 0.001, 'low', NULL),
    (8, 2, 'imp_t1', 'item', 28, 3.1, 4.6, -1.2, -1.7, -0.7, 0.001, 'low', 1),
    (8, 2, 'abi_t1', 'item', 28, 2.5, 2.5, 0, -0.4, 0.4, 0.9, NULL, NULL),
    (8, 1, 'home=hill', 'attribute', 32, 0.625, 0.357, 1.75, 1.3, 2.4, 0.01,
     'high', NULL),
    (8, 2, 'home=hill', 'attribute', 28, 0.357, 0.625, 0.57, 0.4, 0.8, 0.01,
     'low', NULL),
    (8, 1, 'home=lake', 'attribute', 32, 0.9, 0.3, 3, 2, 4, 0.01, 'high',
     NULL),
    (8, 2, 'home=lake', 'attribute', 28, 0.3, 0.9, 0.33, 0.2, 0.5, 0.01,
     'low', NULL);

-- Everybody is told of C2, m001..m020 of C1 first, m001 of C3 too.
INSERT INTO recommendation
    SELECT 8, member, CASE WHEN member > 1040 THEN 2 ELSE 1 END, 2, NULL, 0.25,
        0.05, 0.1, 0, 0.1, 'history', 1, 0.04, NULL, NULL, NULL, NULL, NULL,
        'high', 0 FROM member;
INSERT INTO recommendation
    SELECT 8, member, 1, 1, 4, 1.0 / 3, 0, 1.0 / 3, 0, 0, 'demand', NULL, NULL,
        NULL, NULL, 1, 0.3, 0, 'medium', 0
    FROM member WHERE member > 1040;
INSERT INTO recommendation VALUES
    (8, 1060, 3, 3, 3, 0.01, 0, 0, 0, 0.01, 'popular', NULL, NULL, NULL, NULL,
     NULL, NULL, 1, 'low', 1);

-- Of 4 courses: one member left (4 pairs), 6 are retired; 4 pairs of language.
INSERT INTO exclusion (run, code, courses) VALUES
    (8, 'left', 4), (8, 'status', 24), (8, 'language', 4), (8, 'level', 12),
    (8, 'taken', 0);

-- Pushed: C1 to 20 of all 60, who are 18 of 52 in B2 and 2 of 8 in B3; C2 to
-- all of segment 1. B3 is too small.
INSERT INTO group_push VALUES
    (8, 0, NULL, 1, 2, 60, 60, 1, 5.4, 0, 0, 0, 60, 0, 0),
    (8, 0, NULL, 2, 1, 60, 20, 1, 1.8, 0, 0, 20, 0, 0, 0),
    (8, 0, 2, 1, 1, 52, 18, 1.038462, 1.62, 0, 0, 18, 0, 0, 0),
    (8, 0, 1, 1, 1, 8, 2, 0.75, 0.18, 0, 0, 2, 0, 0, 0),
    (8, 1, NULL, 1, 2, 32, 32, 1, 2.88, 0, 0, 0, 32, 0, 0),
    (8, 1, NULL, 2, 3, 32, 4, 2, 0.36, 0, 0, 0, 0, 0, 4);

-- Replayed: 40 known members in 70 trials; 8 newcomers, which are too few.
INSERT INTO backtest
    SELECT 8, 'rolling', a.column1, m.column1, f.column1, a.column2, a.column3,
        m.column2 * f.column2, CASE WHEN f.column3 THEN .9 * m.column2 *
        f.column2 END, CASE WHEN f.column3 THEN 1.1 * m.column2 * f.column2 END
    FROM (VALUES ('warm', 70, 40), ('cold', 9, 8)) a,
        (VALUES ('popular', .5), ('recent', .7), ('item-knn', .8), ('ease', .9),
            ('blend', 1), ('diverse', .95)) m,
        (VALUES ('ndcg', .4, 1), ('recall', .5, 1), ('hit_rate', .6, 1),
            ('coverage', .7, 0), ('gini', .3, 0), ('novelty', 5, 0),
            ('popularity_share', .2, 0)) f
    WHERE a.column1 = 'warm' OR m.column1 IN ('popular', 'recent', 'blend');
INSERT INTO backtest VALUES
    (8, 'rolling', 'warm', 'blend', 'ndcg_over_recent', 70, 40, .12, .08, .16),
    (8, 'rolling', 'warm', 'diverse', 'ndcg_over_blend', 70, 40, -.02, -.04, 0);
INSERT INTO backtest_setting VALUES
    (8, 0, 20363, 20452, 'beta', 1, 0), (8, 0, 20363, 20452, 'lambda', 50, 1),
    (8, 1, NULL, NULL, 'beta', .5, 0), (8, 1, NULL, NULL, 'lambda', 50, 1);

-- Duplicates: two providers on T1 for 15; for 4 on T3; 12 signed in twice.
INSERT INTO duplicate (run, finding, kind, member, topic, first_session,
                       second_session, first_provider, second_provider, year,
                       members, minutes, detail) VALUES
    (8, 1, 'multi-provider', NULL, 1, NULL, NULL, 3, 2, 2025, 15, 1350, 'T1'),
    (8, 2, 'multi-provider', NULL, 3, NULL, NULL, 3, 2, 2025, 4, 480, 'T3');
INSERT INTO duplicate (run, finding, kind, member, topic, first_session,
                       second_session, first_provider, second_provider, year,
                       members, minutes, detail)
    SELECT 8, 1063 - member, 'same-record', member, 1, 1, 1, 3, 3, 2025, 1, 90,
        'Secret Name' FROM member WHERE member > 1048;

-- Effects: C3 has 4 pairs; C2 is the only other course of its provider.
INSERT INTO effect (run, scope, value, pairs, attrition, pre, post, change, low,
                    high, t, df, p, q, log10_p, wilcoxon, wilcoxon_p, d_z, g,
                    rank_biserial, gain, ratings, rating, kirkpatrick, verdict) VALUES
    (8, 'course', 'C1', 40, 6, 60, 75.5, 15.5, 12.1, 18.9, 9.1, 39, 1e-10,
     2e-10, -10, 800, 1e-9, 1.44, 1.41, 0.95, 0.3875, 38, 4.4, 2, 'works'),
    (8, 'course', 'C2', 30, 2, 61, 61.5, 0.5, -2, 3, 0.4, 29, 0.69, 0.69, -0.16,
     200, 0.7, 0.07, 0.07, 0.05, 0.0128, 30, 3.1, 2, 'does-not'),
    (8, 'course', 'C3', 4, 0, 50, 70, 20, 1, 39, 3, 3, 0.06, 0.09, -1.2, 10,
     0.1, 1.5, 1.1, 1, 0.4, 4, 4.9, 2, 'too-few'),
    (8, 'course', 'C4', 50, 0, 70, 62, -8, -11, -5, -5.6, 19, 2e-5, 4e-5, -4.7,
     12, 1e-4, -1.25, -1.2, -0.9, NULL, 20, 3.9, 2, 'does-not'),
    (8, 'provider', 'B1', 40, 6, 60, 75.5, 15.5, 12.1, 18.9, 9.1, 39, 1e-10,
     2e-10, -10, 800, 1e-9, 1.44, 1.41, 0.95, 0.3875, 38, 4.4, NULL, 'works'),
    (8, 'provider', 'B2', 34, 2, 60, 63, 3, 0.1, 5.9, 2.1, 33, 0.04, 0.08,
     -1.4, 300, 0.05, 0.36, 0.35, 0.3, 0.075, 34, 3.3, NULL, 'unclear');
INSERT INTO segment_trait (run, segment, trait, kind, n, mean, rest, effect,
                           low, high, q, direction, place) VALUES
    (8, 2, 'T2', 'gap', 28, 1.5, 0.2, 1.1, 0.6, 1.6, 0.001, 'high', 2);
