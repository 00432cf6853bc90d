-- facts.sql - every fact of a warehouse by text ids, one line each, in order:
-- two warehouses hold the same facts if this prints the same. Where $lines is
-- 0 (reload.sh fills it in) the lines of the inputs are left out, so that
-- inputs with shuffled rows compare.
.mode list
.separator |
SELECT 'batch', input, kind, file, sha256, declaration, rows, accepted,
    rejected FROM batch ORDER BY 2;
SELECT 'reject', input, code, column, ifnull(value, ''),
    iif($lines, r.line || ' ' || reason, '')
    FROM reject r JOIN batch USING (batch) ORDER BY 2, 3, 4, 5, 6;
SELECT 'organization', o.org_id, o.name, p.org_id, o.level, o.kind,
    o.begin_on, o.end_on, b.input, iif($lines, o.line, '')
    FROM organization o LEFT JOIN organization p ON p.org = o.parent
    JOIN batch b ON b.batch = o.batch ORDER BY 2;
SELECT 'topic', o.topic_id, o.name, o.name_zh, p.topic_id, o.kind, o.made,
    b.input, iif($lines, o.line, '')
    FROM topic o LEFT JOIN topic p ON p.topic = o.parent
    JOIN batch b ON b.batch = o.batch ORDER BY 2;
SELECT 'member', member_id, name, gender, born_on, joined_on, full_on,
    b.input, iif($lines, line, '') FROM member JOIN batch b USING (batch)
    ORDER BY 2;
SELECT 'membership', member_id, org_id, status, s.begin_on, s.end_on, b.input,
    iif($lines, s.line, '') FROM membership s JOIN member USING (member)
    JOIN organization USING (org) JOIN batch b ON b.batch = s.batch
    ORDER BY 2, 3, 4, 5, 6, 7, 8;
SELECT 'attribute', member_id, attribute, value, begin_on, end_on, b.input,
    iif($lines, a.line, '') FROM member_attribute a JOIN member USING (member)
    JOIN batch b ON b.batch = a.batch ORDER BY 2, 3, 4, 5, 6, 7, 8;
SELECT 'role', member_id, role, org_id, r.begin_on, r.end_on, b.input,
    iif($lines, r.line, '') FROM role r JOIN member USING (member)
    LEFT JOIN organization USING (org) JOIN batch b ON b.batch = r.batch
    ORDER BY 2, 3, 4, 5, 6, 7, 8;
SELECT 'identity', member_id, namespace, other_id, b.input,
    iif($lines, i.line, '') FROM identity i JOIN member USING (member)
    JOIN batch b ON b.batch = i.batch ORDER BY 3, 4;
SELECT 'course', course_id, title, c.kind, audience, language, minutes, seats,
    cost, level, description, b.input, iif($lines, line, '')
    FROM course c JOIN batch b USING (batch) ORDER BY 2;
SELECT 'course_topic', course_id, topic_id, weight, b.input,
    iif($lines, t.line, '') FROM course_topic t JOIN course USING (course)
    JOIN topic USING (topic) JOIN batch b ON b.batch = t.batch ORDER BY 2, 3;
SELECT 'prerequisite', c.course_id, r.course_id, b.input,
    iif($lines, p.line, '') FROM course_prerequisite p
    JOIN course c ON c.course = p.course JOIN course r ON r.course = p.requires
    JOIN batch b ON b.batch = p.batch ORDER BY 2, 3;
SELECT 'venue', venue_id, v.name, v.kind, org_id, place, seats, b.input,
    iif($lines, v.line, '') FROM venue v LEFT JOIN organization USING (org)
    JOIN batch b ON b.batch = v.batch ORDER BY 2;
SELECT 'instructor', instructor_id, i.name, engagement, org_id, member_id,
    b.input, iif($lines, i.line, '') FROM instructor i
    LEFT JOIN organization ON org = provider LEFT JOIN member USING (member)
    JOIN batch b ON b.batch = i.batch ORDER BY 2;
SELECT 'instructor_field', instructor_id, topic_id, b.input,
    iif($lines, f.line, '') FROM instructor_field f
    JOIN instructor USING (instructor) JOIN topic USING (topic)
    JOIN batch b ON b.batch = f.batch ORDER BY 2, 3;
SELECT 'offering', offering_id, course_id, org_id, o.title, o.begin_on,
    o.end_on, planned, made, b.input, iif($lines, o.line, '') FROM offering o
    JOIN course USING (course) LEFT JOIN organization ON org = provider
    LEFT JOIN batch b ON b.batch = o.batch ORDER BY 2;
SELECT 'session', session_id, offering_id, g.org_id, s.level, form, channel,
    method, venue_id, begins, ends, minutes, s.seats, headcount, cost, fund,
    materials, s.made, b.input, iif($lines, s.line, '') FROM session s
    JOIN offering USING (offering) LEFT JOIN organization g ON g.org = s.provider
    LEFT JOIN venue USING (venue) LEFT JOIN batch b ON b.batch = s.batch
    ORDER BY 2;
SELECT 'session_instructor', session_id, instructor_id, b.input,
    iif($lines, i.line, '') FROM session_instructor i
    JOIN session USING (session) JOIN instructor USING (instructor)
    JOIN batch b ON b.batch = i.batch ORDER BY 2, 3;
SELECT 'enrolment', member_id, offering_id, called_on, org_id, b.input,
    iif($lines, e.line, '') FROM enrolment e JOIN member USING (member)
    JOIN offering USING (offering) LEFT JOIN organization ON org = called_by
    JOIN batch b ON b.batch = e.batch ORDER BY 2, 3, 4, 5, 6, 7;
SELECT 'attendance', member_id, session_id, day, second, a.minutes, word, pre,
    post, rating, progress, flags, b.input, iif($lines, a.line, '')
    FROM attendance a JOIN member USING (member) JOIN session USING (session)
    JOIN status USING (status) JOIN batch b ON b.batch = a.batch
    ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14;
SELECT 'choice', member_id, course_id, rank, day, b.input,
    iif($lines, c.line, '') FROM course_choice c JOIN member USING (member)
    JOIN course USING (course) JOIN batch b ON b.batch = c.batch
    ORDER BY 2, 3, 4, 5, 6, 7;
SELECT 'target', org_id, indicator, year, amount, b.input,
    iif($lines, t.line, '') FROM target t JOIN organization USING (org)
    JOIN batch b ON b.batch = t.batch ORDER BY 2, 3, 4;
SELECT 'assessment', org_id, indicator, year, assessor, score, b.input,
    iif($lines, a.line, '') FROM assessment a JOIN organization USING (org)
    JOIN batch b ON b.batch = a.batch ORDER BY 2, 3, 4, 5;
SELECT 'survey', survey_id, s.title, about, course_id, session_id,
    kirkpatrick, b.input FROM survey s LEFT JOIN course USING (course)
    LEFT JOIN session USING (session) JOIN batch b ON b.batch = s.batch
    ORDER BY 2;
SELECT 'item', survey_id, item_id, position, i.kind, question, text, text_zh,
    facet, topic_id, scale, low, high, reversed FROM item i
    JOIN survey USING (survey) LEFT JOIN topic USING (topic) ORDER BY 2, 4;
SELECT 'item_code', survey_id, item_id, code, label, label_zh FROM item_code
    JOIN item USING (item) JOIN survey USING (survey) ORDER BY 2, 3, 4;
SELECT 'interview', interview_id, member_id, org_id, day, b.input
    FROM interview i LEFT JOIN member USING (member)
    LEFT JOIN organization USING (org) JOIN batch b ON b.batch = i.batch
    ORDER BY 2;
SELECT 'theme', interview_id, topic_id, strength, b.input,
    iif($lines, t.line, '') FROM interview_theme t
    JOIN interview USING (interview) JOIN topic USING (topic)
    JOIN batch b ON b.batch = t.batch ORDER BY 2, 3, 4;
SELECT 'population', attribute, value, members, b.input,
    iif($lines, line, '') FROM population JOIN batch b USING (batch)
    ORDER BY 2, 3;
