// records.cjs STUDY_FOLDER OURS OUT THREADS [LIMIT] - DuckDB at the analyses of
// attendance: the same sums and the same rules (those of the generated policy)
// in SQL, from tables in its own file into tables in its own file.
//
// STUDY_FOLDER has study.json and the warehouse, OURS what bench-records has
// written. Prints seconds for loading, which is told apart, and for each
// analysis, then what differs from ours. LIMIT is DuckDB's memory_limit.
//
// DuckDB is spared: attendance of the enrolled, completion, progress, evenness
// and the share inside the demand; evidence, anchors, the rules of
// organisations and instructors, the calendar of what will be due; names and
// sessions of duplicates; calls; intervals and shrinkage of the standing.
const { DuckDBInstance } = require("@duckdb/node-api");
const { spawnSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const sql = require("./records_sql.cjs");

const day = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000);

// Ours beside theirs: how many rows are in one and not in the other.
const checks = [
  ["totals", `SELECT member, period, sessions, events, minutes, overlap, courses,
    electives, listed, months, first_on, last_on FROM total`, "totals.csv",
    `SELECT member, period, sessions, events, minutes, overlap, courses, electives,
    listed, months, first_on, last_on FROM ours`],
  ["percentiles", `SELECT member, period, round(percentile + 1e-7, 3) FROM total`,
    "totals.csv", "SELECT member, period, round(percentile + 1e-7, 3) FROM ours"],
  ["slots", `SELECT period, dimension, value, count(*) AS members, sum(sessions),
    sum(minutes) FROM slot GROUP BY ALL`, "slots.csv",
    `SELECT period, dimension, coalesce(value, ''), members, sessions, minutes
    FROM ours`],
  ["states", `SELECT member, rule, state, required, done, missing, due_on FROM
    state`, "states.csv", `SELECT member, rule, state, required, done, missing,
    due_on FROM ours`],
  ["duplicates", "SELECT kind, findings, minutes FROM twice WHERE findings > 0",
    "duplicates.csv", `SELECT kind, findings, CASE WHEN kind <> 'same-record' THEN
    minutes END FROM ours WHERE kind <> 'over-call'`],
  ["standing", `SELECT org, 'coverage', covered, members FROM stands UNION ALL
    SELECT org, 'hours', minutes, members FROM stands`, "standing.csv",
    "SELECT org, indicator, numerator, denominator FROM ours"],
];

async function timed(run) {
  const begin = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - begin) / 1e9;
}

// Seconds of the processor, on all threads.
function processor() {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1e6;
}

function settingsOf(folder) {
  const study = JSON.parse(fs.readFileSync(path.join(folder, "study.json")));
  const policy = JSON.parse(fs.readFileSync(path.join(folder, study.policy)));
  const year = Number(study.as_of.slice(0, 4));
  return {
    warehouse: path.join(folder, study.warehouse), policy,
    asOf: day(study.as_of), from: day(study.period[0]), to: day(study.period[1]),
    year: day(`${year}-01-01`), days: day(`${year + 1}-01-01`) - day(`${year}-01-01`),
    season: day(`${year}-11-01`), seasonEnd: day(`${year + 1}-03-31`),
    since: day(policy.requirements[0].valid_from),
  };
}

async function load(c, p, out) {
  for (const [name, select] of Object.entries(sql.tables)) {
    const file = `${out}/${name}.csv`;
    const fd = fs.openSync(file, "w");
    const got = spawnSync("sqlite3", ["-readonly", "-csv", "-header", p.warehouse,
      select], { stdio: ["ignore", fd, "inherit"] });
    fs.closeSync(fd);
    if (got.status !== 0) throw new Error(`sqlite3 cannot read ${name}`);
    await c.run(`CREATE TABLE ${name} AS SELECT * FROM read_csv('${file}',
      header = true, delim = ',', quote = '"', escape = '"', sample_size = -1)`);
    fs.rmSync(file);
  }
  await c.run("CREATE TABLE exemption (member_id TEXT, rule TEXT, from_on INT, to_on INT)");
  for (const e of p.policy.exemptions)
    await c.run(`INSERT INTO exemption VALUES ('${e.member_id}', '${e.requirement}',
      ${day(e.begin_on)}, ${day(e.end_on)})`);
  await c.run("CHECKPOINT");
}

async function compare(c, ours) {
  let differ = 0;
  for (const [name, theirs, file, select] of checks) {
    const read = select.replace(/\bours\b/, `read_csv('${ours}/${file}', header = true)`);
    const got = await c.runAndReadAll(`SELECT (SELECT count(*) FROM (${theirs})),
      (SELECT count(*) FROM ((${theirs}) EXCEPT (${read}))),
      (SELECT count(*) FROM ((${read}) EXCEPT (${theirs})))`);
    const [rows, extra, missing] = got.getRows()[0].map(Number);
    console.log(`  ${name}: ${rows} rows, ${extra === 0 && missing === 0 ? "equal"
      : `${extra} that we have not, ${missing} that they have not`}`);
    differ += extra + missing;
  }
  return differ;
}

async function main(folder, ours, out, threads, limit) {
  const p = settingsOf(folder);
  const db = await DuckDBInstance.create(`${out}/peer.duckdb`, limit === undefined
    ? { threads } : { threads, memory_limit: limit });
  const c = await db.connect();
  await c.run("CREATE MACRO date_of(d) AS DATE '1970-01-01' + d::INT");
  console.log(`load ${(await timed(() => load(c, p, out))).toFixed(2)}`);
  let all = 0;
  const before = processor();
  for (const [name, step] of Object.entries(sql.steps(p))) {
    const spent = await timed(() => c.run(step));
    all += spent;
    console.log(`${name} ${spent.toFixed(2)}`);
  }
  all += await timed(() => c.run("CHECKPOINT"));
  console.log(`all ${all.toFixed(2)}`);
  console.log(`processor ${(processor() - before).toFixed(2)}`);
  console.log(`peak_mb ${(process.resourceUsage().maxRSS / 1024).toFixed(0)}`);
  if ((await compare(c, ours)) > 0) process.exit(1);
}

main(...process.argv.slice(2)).catch((e) => { console.error(e); process.exit(1); });
