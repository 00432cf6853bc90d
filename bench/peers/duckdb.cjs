// duckdb.cjs FOLDER OUT memory|file THREADS - DuckDB. Prints how many
// rows it accepts. With "file" it stores durably, into a database of its own; with
// "memory" it stores nothing.
const { DuckDBInstance } = require("@duckdb/node-api");
const fs = require("fs");

async function main(folder, out, where, threads) {
  const path = where === "file" ? `${out}/peer.duckdb` : ":memory:";
  for (const name of [path, `${path}.wal`]) fs.rmSync(name, { force: true });
  const db = await DuckDBInstance.create(path, { threads });
  const c = await db.connect();
  const read = (name) =>
    `read_csv('${folder}/${name}', all_varchar = true, header = true, ` +
    `delim = ',', quote = '"', escape = '"')`;
  await c.run(`CREATE TABLE member AS SELECT row_number() OVER ()::INTEGER
    AS member, * FROM ${read("members.csv")}`);
  await c.run(`CREATE TABLE session AS SELECT row_number() OVER ()::INTEGER
    AS session, * FROM ${read("sessions.csv")}`);
  await c.run(`CREATE TABLE attendance AS
    SELECT member, session, day, min(minutes) AS minutes, min(status) AS status,
      min(post) AS post
    FROM (SELECT member, session, TRY_CAST("at" AS DATE) AS day,
        CAST(round(TRY_CAST(hours AS DECIMAL(9, 2)) * 60) AS INTEGER) AS minutes,
        CASE a.status WHEN 'present' THEN 1 WHEN 'late' THEN 2
          WHEN 'excused' THEN 3 WHEN 'absent' THEN 4 END::TINYINT AS status,
        CAST(TRY_CAST(post AS DECIMAL(9, 2)) * 100 AS INTEGER) AS post
      FROM ${read("attendance.csv")} a JOIN member USING (member_id)
        JOIN session USING (session_id))
    WHERE day IS NOT NULL AND minutes BETWEEN 0 AND 1000000
      AND status IS NOT NULL
    GROUP BY member, session, day`);
  if (where === "file") await c.run("CHECKPOINT");
  const accepted = await c.runAndReadAll("SELECT count(*) FROM attendance");
  console.log(Number(accepted.getRows()[0][0]));
}

main(...process.argv.slice(2)).catch((e) => { console.error(e); process.exit(1); });
