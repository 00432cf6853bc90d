// records_sql.cjs - the SQL of records.cjs: learning records, the requirements of
// the generated policy, duplicates and standing, as DuckDB computes them. Days are
// counted from 1970-01-01, moments in minutes from there.

const EVER = 1000000000;
const HELD = ["centralized", "collective"];
const list = (words) => words.map((w) => `'${w}'`).join(", ");

// What the peer gets, from the warehouse.
const tables = {
  attendance: "SELECT rowid AS n, member, session, day, minutes, status FROM attendance",
  session: `SELECT s.session, row_number() OVER (ORDER BY s.session_id) AS place,
    s.offering, o.course, coalesce(o.provider, s.provider) AS teacher,
    coalesce(s.provider, o.provider) AS provider, s.level, s.form, s.channel,
    s.method, s.begins, s.ends, s.minutes, s.made FROM session s JOIN offering o
    USING (offering)`,
  course: `SELECT course, kind = 'elective' AS elective, (SELECT t.topic_id FROM
    course_topic x JOIN topic t USING (topic) WHERE x.course = c.course
    ORDER BY x.weight DESC, t.topic_id LIMIT 1) AS topic FROM course c`,
  organization: "SELECT org, org_id, parent FROM organization",
  member: "SELECT member, member_id, joined_on, full_on FROM member",
  membership: "SELECT member, org, status, begin_on, end_on FROM membership",
  role: "SELECT member, role, begin_on, end_on FROM role",
  attribute: `SELECT member, attribute, value, begin_on, end_on FROM
    member_attribute WHERE attribute = 'residence'`,
  status: "SELECT status, attended FROM status",
};

// The stays of SOURCE with the minutes that count when time is counted once.
// Where stays overlap, each stretch of the clock goes to the densest one.
const united = (name, where) => `
CREATE TEMP TABLE ${name}_busy AS SELECT DISTINCT member FROM (
  SELECT member, begins, max(ends) OVER (PARTITION BY member ORDER BY begins,
    ends DESC, place, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS
    reached FROM stay WHERE minutes > 0 AND begins IS NOT NULL AND ${where})
  WHERE begins < reached;
CREATE TEMP TABLE ${name}_turn AS SELECT *, sum(CASE WHEN begins < reached THEN
    0 ELSE 1 END) OVER (PARTITION BY member ORDER BY begins, ends DESC, place, n)
    AS heap FROM (
  SELECT member, n, place, begins, ends, minutes, max(ends) OVER (PARTITION BY
    member ORDER BY begins, ends DESC, place, n ROWS BETWEEN UNBOUNDED PRECEDING
    AND 1 PRECEDING) AS reached FROM stay SEMI JOIN ${name}_busy USING (member)
  WHERE minutes > 0 AND begins IS NOT NULL AND ${where});
CREATE TEMP TABLE ${name}_won AS
  WITH moment AS (SELECT member, heap, begins AS t FROM ${name}_turn UNION
    SELECT member, heap, ends FROM ${name}_turn),
  piece AS (SELECT *, lead(t) OVER (PARTITION BY member, heap ORDER BY t) AS till
    FROM moment),
  best AS (SELECT n, till - t AS won FROM piece JOIN ${name}_turn u
    USING (member, heap) WHERE till IS NOT NULL AND u.begins <= t AND u.ends > t
    QUALIFY row_number() OVER (PARTITION BY member, heap, t ORDER BY
      u.minutes / (u.ends - u.begins) DESC, u.begins, u.ends DESC, u.place, n) = 1),
  won AS (SELECT n, sum(won) AS won FROM best GROUP BY n),
  sums AS (SELECT n, member, heap, begins, ends, place, floor(sum(minutes *
      coalesce(won, 0) / (ends - begins)) OVER w + 1e-6) AS total
    FROM ${name}_turn LEFT JOIN won USING (n)
    WINDOW w AS (PARTITION BY member, heap ORDER BY begins, ends DESC, place, n))
  SELECT n, (total - coalesce(lag(total) OVER (PARTITION BY member, heap ORDER BY
    begins, ends DESC, place, n), 0))::BIGINT AS kept FROM sums;
CREATE TEMP TABLE ${name} AS SELECT s.*, coalesce(w.kept, greatest(s.minutes, 0))
    AS kept FROM stay s LEFT JOIN ${name}_won w USING (n) WHERE ${where};`;

// What of AMOUNT, of the stay s, falls into the days FROM to TO.
const spent = (amount, at) => `CASE WHEN (${at}) * 1440 <= begins THEN 0
  WHEN (${at}) * 1440 >= ends THEN ${amount} ELSE ${amount} * ((${at}) * 1440 -
  begins) // (ends - begins) END`;
const part = (amount, from, to) => `CASE WHEN begins IS NULL THEN CASE WHEN day
  BETWEEN ${from} AND ${to} THEN ${amount} ELSE 0 END ELSE
  ${spent(amount, `${to} + 1`)} - ${spent(amount, from)} END`;

const stays = (p) => `
CREATE TEMP TABLE seen AS SELECT a.n, a.member, a.session, a.day,
    coalesce(a.minutes, -1) AS minutes, NOT s.made AND s.ends > s.begins AND
    (a.day + 1) * 1440 > s.begins AND a.day * 1440 < s.ends AS timed
  FROM attendance a JOIN session s USING (session) JOIN status t USING (status)
  WHERE t.attended AND a.day <= ${p.asOf};
CREATE TEMP TABLE settled AS SELECT n, least(minutes, greatest(0, most -
    coalesce(sum(greatest(minutes, 0)) OVER (PARTITION BY member, session ORDER
    BY day, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))::BIGINT AS
    minutes FROM (SELECT e.*, greatest(coalesce(s.minutes, 0), max(e.minutes)
    OVER (PARTITION BY member, session)) AS most FROM seen e JOIN session s
    USING (session) WHERE NOT s.made AND (e.member, e.session) IN (SELECT member,
    session FROM seen GROUP BY ALL HAVING count(*) > 1));
CREATE TEMP TABLE stay AS SELECT e.n, e.member, e.session, s.place, s.offering,
    s.course, c.elective, c.topic, s.form, s.level, e.day,
    coalesce(x.minutes, e.minutes) AS minutes,
    CASE WHEN NOT timed THEN NULL WHEN x.n IS NULL THEN s.begins
      ELSE greatest(s.begins, e.day * 1440) END AS begins,
    CASE WHEN NOT timed THEN NULL WHEN x.n IS NULL THEN s.ends
      ELSE least(s.ends, (e.day + 1) * 1440) END AS ends
  FROM seen e JOIN session s USING (session) JOIN course c USING (course)
  LEFT JOIN settled x USING (n);`;

const record = (p) => `${stays(p)}${united("kept", "true")}
CREATE TEMP TABLE period AS SELECT * FROM (VALUES (0, -${EVER}::BIGINT, ${p.asOf}::BIGINT),
  (1, ${p.from}, ${p.to})) x (period, from_on, to_on);
CREATE TEMP TABLE share AS SELECT period, member, session, course, elective, day,
    day BETWEEN from_on AND to_on AS inside, ${part("kept", "from_on", "to_on")}
    AS minutes, CASE WHEN minutes > kept THEN ${part("minutes", "from_on", "to_on")}
      - (${part("kept", "from_on", "to_on")}) ELSE 0 END AS overlap
  FROM kept, period WHERE day BETWEEN from_on AND to_on OR (begins IS NOT NULL
    AND begins < (to_on + 1) * 1440 AND ends > from_on::BIGINT * 1440);
CREATE TEMP TABLE had AS SELECT period, member, session, course, elective,
    bool_or(inside) AS inside, count(*) FILTER (inside) AS events,
    min(day) AS first_on, max(day) AS last_on, sum(minutes) AS minutes,
    sum(overlap) AS overlap FROM share GROUP BY ALL;
CREATE TEMP TABLE listed AS SELECT period, member, count(*) AS listed FROM (
    SELECT DISTINCT period, member, session FROM attendance, period WHERE day
    BETWEEN from_on AND to_on) GROUP BY ALL;
CREATE TEMP TABLE course_of AS SELECT period, member, count(*) AS courses,
    count(*) FILTER (elective) AS electives FROM (SELECT DISTINCT period, member,
    course, elective FROM had WHERE inside) GROUP BY ALL;
CREATE TEMP TABLE month_of AS SELECT period, member, count(*) AS months FROM (
    SELECT DISTINCT period, member, date_trunc('month', date_of(day))
    FROM share WHERE inside) GROUP BY ALL;
CREATE TEMP TABLE sums AS SELECT period, member, count(*) FILTER (inside) AS
    sessions, sum(events) AS events, sum(minutes) AS minutes, sum(overlap) AS
    overlap, min(first_on) FILTER (inside) AS first_on, max(last_on) FILTER
    (inside) AS last_on FROM had GROUP BY ALL;
CREATE TEMP TABLE peer AS SELECT member, true AS there, coalesce(
    (SELECT string_agg(DISTINCT role, ',' ORDER BY role) FROM role r WHERE
      r.member = m.member AND coalesce(begin_on, -${EVER}) <= ${p.asOf} AND
      coalesce(end_on, ${EVER}) >= ${p.asOf}), '') AS roles, coalesce((SELECT
      arg_max(value, coalesce(begin_on, -${EVER})) FROM attribute a WHERE
      a.member = m.member AND coalesce(begin_on, -${EVER}) <= ${p.asOf} AND
      coalesce(end_on, ${EVER}) >= ${p.asOf}), '') AS residence
  FROM now_member m;
CREATE TABLE total AS SELECT member, period, coalesce(sessions, 0) AS sessions,
    coalesce(events, 0) AS events, coalesce(minutes, 0) AS minutes,
    coalesce(overlap, 0) AS overlap, coalesce(courses, 0) AS courses,
    coalesce(electives, 0) AS electives, coalesce(listed, 0) AS listed,
    coalesce(months, 0) AS months, first_on, last_on, CASE WHEN there THEN 100 *
      (rank() OVER peers - 1 + count(*) OVER same / 2) / count(*) OVER everyone
      END AS percentile
  FROM member CROSS JOIN period LEFT JOIN sums USING (period, member)
    LEFT JOIN course_of USING (period, member) LEFT JOIN month_of USING (period,
    member) LEFT JOIN listed USING (period, member) LEFT JOIN peer USING (member)
  WINDOW peers AS (PARTITION BY period, roles, residence ORDER BY
      coalesce(minutes, 0)), same AS (PARTITION BY period, roles, residence,
      coalesce(minutes, 0)), everyone AS (PARTITION BY period, roles, residence);
CREATE TABLE slot AS ${["channel", "form", "level", "method"].map((d) => `
  SELECT h.member, h.period, '${d}' AS dimension, coalesce(s.${d}, '') AS value,
    count(*) FILTER (inside) AS sessions, sum(h.minutes) AS minutes FROM had h
    JOIN session s USING (session) GROUP BY ALL`).join(" UNION ALL ")}
  UNION ALL SELECT h.member, h.period, 'provider', coalesce(o.org_id, ''),
    count(*) FILTER (inside), sum(h.minutes) FROM had h JOIN session s USING
    (session) LEFT JOIN organization o ON o.org = s.provider GROUP BY ALL
  UNION ALL SELECT h.member, h.period, 'topic', coalesce(c.topic, ''),
    count(*) FILTER (inside), sum(h.minutes) FROM had h JOIN course c USING
    (course) GROUP BY ALL
  UNION ALL SELECT member, period, 'month', strftime(date_of(day),
    '%Y-%m'), sum(first) , sum(minutes) FROM (SELECT h.member, h.period, h.day,
    h.minutes, (h.day = d.first_on)::INT / count(*) OVER (PARTITION BY h.period,
    h.member, h.session, h.day) AS first FROM share h JOIN had d USING (period,
    member, session) WHERE h.inside) GROUP BY ALL;
DELETE FROM slot WHERE sessions = 0 AND minutes = 0;`;

// Whom the rules bind, when; tidied: stretches that touch are one.
const duties = (p) => `
CREATE TEMP TABLE span AS SELECT m.member, p.status, p.from_on, least(p.to_on,
    coalesce(lead(p.from_on) OVER (PARTITION BY m.member ORDER BY p.from_on) - 1,
    ${EVER})) AS to_on, m.full_on FROM (SELECT member, status, coalesce(begin_on,
    -${EVER}) AS from_on, CASE WHEN end_on <= ${p.asOf} THEN end_on ELSE ${EVER}
    END AS to_on FROM membership) p JOIN member m USING (member)
  WHERE p.from_on <= ${p.asOf};
CREATE TEMP TABLE post AS SELECT r.member, r.role, greatest(r.from_on, s.from_on)
    AS from_on, least(r.to_on, s.to_on) AS to_on FROM (SELECT member, role,
    coalesce(begin_on, -${EVER}) AS from_on, CASE WHEN end_on <= ${p.asOf} THEN
    end_on ELSE ${EVER} END AS to_on FROM role) r JOIN span s USING (member)
  WHERE r.from_on <= ${p.asOf} AND r.from_on <= s.to_on AND s.from_on <= r.to_on;
CREATE TEMP TABLE duty0 AS
  SELECT unnest(['member-hours', 'electives', 'probation']) AS rule, member,
    from_on, to_on FROM span WHERE status IN ('full', 'probationary')
  UNION ALL SELECT 'first-year', member, CASE WHEN full_on IS NULL THEN from_on
    ELSE greatest(from_on, full_on) END, to_on FROM span WHERE status = 'full' OR
    (full_on IS NOT NULL AND status = 'probationary')
  UNION ALL SELECT unnest(['leader-hours', 'leader-centralized']), member,
    from_on, to_on FROM post WHERE role IN ('secretary', 'committee')
  UNION ALL SELECT unnest(['secretary-rotation', 'appointment']), member, from_on,
    to_on FROM post WHERE role = 'secretary'
  UNION ALL SELECT 'leading-rotation', member, from_on, to_on FROM post
    WHERE role = 'leading'
  UNION ALL SELECT 'winter-spring', a.member, greatest(a.from_on, s.from_on),
    least(a.to_on, s.to_on) FROM (SELECT member, value, coalesce(begin_on,
      -${EVER}) AS from_on, coalesce(least(CASE WHEN end_on <= ${p.asOf} THEN
      end_on END, lead(begin_on) OVER (PARTITION BY member ORDER BY begin_on
      NULLS FIRST) - 1), ${EVER}) AS to_on FROM attribute WHERE coalesce(begin_on,
      0) <= ${p.asOf}) a JOIN span s USING (member) WHERE a.value = 'rural' AND
    a.from_on <= s.to_on AND s.from_on <= a.to_on;
CREATE TEMP TABLE duty AS SELECT rule, member, min(from_on) AS from_on, max(to_on)
    AS to_on FROM (SELECT *, sum(fresh) OVER (PARTITION BY rule, member ORDER BY
    from_on, to_on) AS island FROM (SELECT *, CASE WHEN from_on <= 1 + max(to_on)
    OVER (PARTITION BY rule, member ORDER BY from_on, to_on ROWS BETWEEN UNBOUNDED
    PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS fresh FROM duty0 WHERE
    from_on <= to_on)) GROUP BY rule, member, island;`;

const clip = (from, to) => `greatest(0, least(to_on, ${to}) - greatest(from_on,
  ${from}) + 1)`;
const later = (from, months) => `(date_of(${from}) +
  to_months((${months})::INT))::DATE - DATE '1970-01-01'`;

// done by member: how many of THINGS the stays WHERE come to.
const done = (name, what, where) => `CREATE TEMP TABLE ${name} AS SELECT member,
  ${what} AS done FROM stay WHERE ${where} GROUP BY member;`;
const central = "form = 'centralized'";

const requirement = (p) => `${duties(p)}
${united("taught", `form IN (${list(HELD)})`)}
CREATE TEMP TABLE done_hours AS SELECT member, sum(${part("kept", p.year, p.asOf)})
  AS done FROM taught GROUP BY member;
${done("done_elective", "count(DISTINCT course)", `elective AND day >= ${p.year}`)}
${done("done_central", "count(DISTINCT session)", `${central} AND day >= ${p.year}`)}
${done("done_county", "count(DISTINCT session)", `${central} AND level = 'county'
  AND day >= ${p.year}`)}
${done("done_season", "count(DISTINCT session)", `form IN (${list(HELD)}) AND
  day >= ${p.season}`)}
CREATE TEMP TABLE away AS SELECT rule, member, e.from_on, e.to_on FROM exemption e
  JOIN member USING (member_id);
CREATE TEMP TABLE bound AS SELECT d.*, d.from_on <= ${p.asOf} AND d.to_on >=
    ${p.asOf} AS now FROM duty d SEMI JOIN now_member USING (member);
CREATE TEMP TABLE prorated AS SELECT rule, member, sum(days) AS days, sum(days) -
    coalesce(max(off), 0) AS left_days FROM (SELECT b.rule, b.member,
    ${clip(`greatest(${p.year}, ${p.since})`, p.asOf)} AS days FROM bound b WHERE
    rule IN ('member-hours', 'leader-hours', 'electives')) LEFT JOIN (SELECT
    rule, member, ${clip(p.year, p.asOf)} AS off FROM away) USING (rule, member)
  GROUP BY rule, member HAVING sum(days) > 0;
CREATE TEMP TABLE asked AS
  SELECT rule, member, CASE WHEN left_days <= 0 THEN 0 ELSE (left_days * CASE rule
      WHEN 'member-hours' THEN 1920 WHEN 'leader-hours' THEN 3360 ELSE 5 END +
      ${p.days} - 1) // ${p.days} END AS required, CASE rule WHEN 'electives' THEN
      coalesce(e.done, 0) ELSE coalesce(h.done, 0) END AS done, ${p.asOf} AS
      due_on, left_days <= 0 AS lifted FROM prorated LEFT JOIN done_hours h USING
      (member) LEFT JOIN done_elective e USING (member)
  UNION ALL SELECT rule, member, 1, coalesce(CASE rule WHEN 'leader-centralized'
      THEN c.done ELSE y.done END, 0), ${p.asOf}, false FROM bound LEFT JOIN
      done_central c USING (member) LEFT JOIN done_county y USING (member)
    WHERE now AND rule IN ('leader-centralized', 'secretary-rotation')
  UNION ALL SELECT rule, member, 1, coalesce(done, 0), ${p.seasonEnd}, false FROM
      bound LEFT JOIN done_season USING (member) WHERE now AND rule =
      'winter-spring'
  UNION ALL SELECT rule, a.member, 1, count(DISTINCT s.session), ${later("anchor",
      "months")}, false FROM (SELECT b.rule, b.member, CASE b.rule WHEN 'appointment'
      THEN held.from_on WHEN 'probation' THEN m.joined_on ELSE m.full_on END AS
      anchor, CASE b.rule WHEN 'appointment' THEN 6 ELSE 12 END AS months FROM
      bound b JOIN member m USING (member) LEFT JOIN held USING (member) WHERE
      b.now AND b.rule IN ('appointment', 'probation', 'first-year')) a LEFT JOIN
      stay s ON s.member = a.member AND s.form = 'centralized' AND s.day >=
      a.anchor WHERE anchor BETWEEN ${p.since} AND ${p.asOf} GROUP BY rule,
      a.member, anchor, months
  UNION ALL SELECT rule, b.member, 1, count(DISTINCT s.session) FILTER (s.day >
      ${later(p.asOf, -60)}), greatest(${later(`greatest(b.from_on,
      ${p.since})`, 60)}, coalesce(${later("max(s.day)", 60)}, 0)) - 1, false FROM
      bound b LEFT JOIN stay s ON s.member = b.member AND s.form = 'centralized'
      AND s.level IN ('national', 'provincial', 'municipal', 'county') WHERE b.now
      AND rule = 'leading-rotation' GROUP BY rule, b.member, b.from_on;
CREATE TABLE state AS SELECT member, rule, CASE WHEN lifted OR off THEN 'exempt'
    WHEN done >= required THEN 'met' WHEN due_on <= ${p.asOf} THEN 'overdue' WHEN
    due_on - ${p.asOf} <= 90 THEN 'due' ELSE 'on-track' END AS state, required,
    done, CASE WHEN lifted OR off THEN 0 ELSE greatest(0, required - done) END AS
    missing, due_on FROM (SELECT a.*, EXISTS (SELECT 1 FROM away w WHERE w.rule =
    a.rule AND w.member = a.member AND ${p.asOf} BETWEEN w.from_on AND w.to_on) AS
    off FROM asked a);`
  .replace(/LEFT JOIN held USING \(member\)/, `LEFT JOIN (SELECT member,
    max(from_on) AS from_on FROM appointed GROUP BY member) held USING (member)`);

// Since when a secretary is one without a break; the posts alone.
const appointed = (p) => `
CREATE TEMP TABLE appointed AS SELECT member, min(from_on) AS from_on FROM (SELECT
    *, sum(fresh) OVER (PARTITION BY member ORDER BY from_on, to_on) AS island FROM
    (SELECT *, CASE WHEN from_on <= 1 + max(to_on) OVER (PARTITION BY member ORDER
    BY from_on, to_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0
    ELSE 1 END AS fresh FROM (SELECT member, coalesce(begin_on, -${EVER}) AS
    from_on, CASE WHEN end_on <= ${p.asOf} THEN end_on ELSE ${EVER} END AS to_on
    FROM role WHERE role = 'secretary' AND coalesce(begin_on, 0) <= ${p.asOf})))
  GROUP BY member, island HAVING max(to_on) >= ${p.asOf};`;

const duplicate = () => `
CREATE TEMP TABLE clash AS SELECT member, n, min(ends_first) AS minutes FROM (
  SELECT b.member, b.n, arg_min(least(a.ends, b.ends) - b.begins, (a.begins,
    a.ends, a.place, a.n)) AS ends_first FROM stay a JOIN stay b ON a.member =
    b.member AND a.begins < b.ends AND b.begins < a.ends AND a.offering <>
    b.offering AND (a.begins, a.ends, a.place) < (b.begins, b.ends, b.place)
  WHERE a.member IN (SELECT member FROM kept_busy) GROUP BY b.member, b.n)
  GROUP BY ALL;
CREATE TEMP TABLE again AS SELECT member, year, topic, offering, min({'day': day, 'n': n}) AS
    first, sum(greatest(minutes, 0)) AS minutes FROM (SELECT *, year(date_of(day)) AS year FROM stay WHERE form IN (${list(HELD)}) AND topic
    IS NOT NULL) GROUP BY ALL;
CREATE TEMP TABLE repeated AS SELECT minutes FROM again QUALIFY row_number() OVER
  (PARTITION BY member, year, topic ORDER BY first) > 1;
CREATE TEMP TABLE look AS SELECT session, dense_rank() OVER (ORDER BY course,
  begins, minutes) AS look FROM session WHERE NOT made AND minutes > 0 AND begins
  IS NOT NULL;
CREATE TEMP TABLE twin AS SELECT sum(k - 1) AS findings FROM (SELECT count(*) AS k
  FROM seen e LEFT JOIN look l USING (session) JOIN session s USING (session)
  WHERE NOT s.made GROUP BY e.member, e.day, coalesce(l.look, -e.session)
  HAVING count(*) > 1);
CREATE TEMP TABLE audience AS SELECT year(date_of(s.begins // 1440)) AS
    year, t.topic, s.teacher, t.member, sum(greatest(t.minutes, 0)) AS minutes
  FROM stay t JOIN session s USING (session) WHERE t.form IN (${list(HELD)}) AND
    t.topic IS NOT NULL AND s.teacher IS NOT NULL GROUP BY ALL;
CREATE TEMP TABLE crowd AS SELECT year, topic, teacher, count(*) AS members FROM
  audience GROUP BY ALL;
CREATE TEMP TABLE both_heard AS SELECT a.year, a.topic, a.teacher AS one,
    b.teacher AS two, count(*) AS members, sum(a.minutes) AS first, sum(b.minutes)
    AS second FROM audience a JOIN audience b ON a.year = b.year AND a.topic =
    b.topic AND a.member = b.member JOIN organization x ON x.org = a.teacher JOIN
    organization y ON y.org = b.teacher WHERE x.org_id < y.org_id GROUP BY ALL;
CREATE TABLE twice AS
  SELECT 'overlapping-time' AS kind, count(*) AS findings, sum(minutes) AS minutes
    FROM clash
  UNION ALL SELECT 'repeat-topic', count(*), sum(minutes) FROM repeated
  UNION ALL SELECT 'same-record', findings, NULL FROM twin
  UNION ALL SELECT 'multi-provider', count(*), sum(CASE WHEN p.members <
      q.members THEN first ELSE second END) FROM both_heard b JOIN crowd p ON
      p.year = b.year AND p.topic = b.topic AND p.teacher = b.one JOIN crowd q ON
      q.year = b.year AND q.topic = b.topic AND q.teacher = b.two WHERE b.members
      >= 10 AND b.members + 1e-9 >= .5 * least(p.members, q.members);`;

const standing = (p) => `
CREATE TEMP TABLE above AS WITH RECURSIVE up (org, root) AS (SELECT org, org FROM
  organization UNION ALL SELECT up.org, o.parent FROM up JOIN organization o ON
  o.org = up.root WHERE o.parent IS NOT NULL) SELECT * FROM up;
CREATE TEMP TABLE of_org AS SELECT t.member, m.org, t.sessions > 0 AS covered,
    t.minutes FROM total t JOIN now_member m USING (member) WHERE period = 1;
CREATE TABLE stands AS SELECT root AS org, count(*) FILTER (covered) AS covered,
    sum(minutes) AS minutes, count(*) AS members FROM of_org JOIN above USING
    (org) GROUP BY root UNION ALL SELECT -1, count(*) FILTER (covered),
    sum(minutes), count(*) FROM of_org;`;

// The members of the as-of day, in the membership begun last.
const nowMembers = (p) => `
CREATE TEMP TABLE now_member AS SELECT m.member, arg_max(org, from_on) FILTER
    (holds) AS org FROM member m LEFT JOIN (SELECT member, org, coalesce(begin_on,
    -${EVER}) AS from_on, coalesce(begin_on, -${EVER}) <= ${p.asOf} AND
    coalesce(end_on, ${EVER}) >= ${p.asOf} AS holds FROM membership) p USING
    (member) GROUP BY m.member HAVING bool_or(holds) OR (count(p.member) = 0 AND
    max(coalesce(m.joined_on, -${EVER})) <= ${p.asOf});`;

const steps = (p) => ({
  record: nowMembers(p) + record(p),
  requirement: appointed(p) + requirement(p),
  duplicate: duplicate(),
  standing: standing(p),
});

module.exports = { tables, steps };
