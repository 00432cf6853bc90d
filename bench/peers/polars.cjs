// polars.cjs FOLDER OUT - polars. Prints how many rows it accepts. What it stores is
// a Parquet file: no database, and not synced.
const pl = require("nodejs-polars").default ?? require("nodejs-polars");

const [folder, out] = process.argv.slice(2);
const read = (name) =>
  pl.readCSV(`${folder}/${name}`, { inferSchemaLength: 0 });
const members = read("members.csv").select("member_id").withRowIndex("member");
const sessions = read("sessions.csv").select("session_id")
  .withRowIndex("session");
const statuses = pl.DataFrame({
  status: ["present", "late", "excused", "absent"], code: [1, 2, 3, 4] });
const raw = read("attendance.csv");
const facts = raw
  .join(members, { on: "member_id", how: "inner" })
  .join(sessions, { on: "session_id", how: "inner" })
  .join(statuses, { on: "status", how: "inner" })
  .select(
    pl.col("member"), pl.col("session"), pl.col("code"),
    pl.col("at").str.strptime(pl.Date, "%Y-%m-%d", false).as("day"),
    pl.col("hours").cast(pl.Float64, false).as("hours"),
    pl.col("post").cast(pl.Float64, false).as("post"))
  .filter(pl.col("day").isNotNull().and(pl.col("hours").gtEq(0))
    .and(pl.col("hours").ltEq(16666)))
  .unique({ subset: ["member", "session", "day"], keep: "first" });
facts.writeParquet(`${out}/peer.parquet`);
console.log(facts.height);
