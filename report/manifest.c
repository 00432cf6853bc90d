/*
 * manifest.c - manifest.json: what is in the folder and where it comes from.
 *
 * The only report with times, run ids and hashes; the only one that differs
 * between two runs over the same facts.
 */
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/report.h"
#include "report/reports.h"
#include "report/cursor.h"

#include "lib/digest.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static const char select_inputs[] =
    "SELECT input, kind, file, bytes, sha256, rows, accepted, rejected,"
    " started, finished, version FROM batch ORDER BY input, file, batch";

static json_t *now(void)
{
    char text[32] = "";
    time_t clock = time(NULL);
    struct tm utc;
    if (gmtime_r(&clock, &utc) != NULL)
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return json_string(text);
}

static const char *const audiences[] = {
    [AUDIENCE_PUBLIC] = "publishable", [AUDIENCE_PERSONS] = "person-level"};

/* FILE as it lies in the folder; not there: NULL without a failure. */
static int describe(const struct context *c, const char *file, json_t **about,
                    struct diag *d)
{
    char *path = folder_file(c->folder, file);
    char hex[DIGEST_TEXT];
    struct stat s;
    int result = 0;
    *about = NULL;
    if (stat(path, &s) == 0) {
        result = digest_file(path, hex, d);
        if (result == 0)
            *about = json_pack("{s:s, s:I, s:s}", "file", file, "bytes",
                               (json_int_t)s.st_size, "sha256", hex);
    } else if (errno != ENOENT) {
        diag_at(d, path, 0, NULL);
        result = diag_fail_errno(d, "cannot read the report back");
    }
    free(path);
    return result;
}

/* The files that were written, and the reports that were left out. */
static int list_reports(const struct context *c, json_t *files, json_t *left,
                        struct diag *d)
{
    for (const struct report *r = reports; r->name != NULL; r++) {
        json_t *about;
        if (r->write == report_manifest)
            continue;
        if (describe(c, r->file, &about, d) != 0)
            return -1;
        if (about != NULL) {
            json_object_set_new(about, "report", json_string(r->name));
            json_object_set_new(about, "audience",
                                json_string(audiences[r->audience]));
            json_array_append_new(files, about);
        } else {
            json_array_append_new(left, json_pack("{s:s, s:s, s:s}", "report",
                                                  r->name, "file", r->file,
                                                  "analysis", r->analysis));
        }
    }
    return 0;
}

static json_t *about_run(const struct context *c)
{
    char key_id[PSEUDONYM_KEY_ID];
    const struct run_row *run = &c->run;
    pseudonym_key_id(&c->key, key_id);
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "run_id", run->id,
                     "facts", run->facts, "version", run->version, "started",
                     run->started, "finished", run->finished, "key_id", key_id);
}

static json_t *about_programs(void)
{
    return json_pack("{s:s, s:i, s:s}", "report", DRIPLINE_VERSION, "warehouse",
                     WAREHOUSE_VERSION, "sqlite", sqlite3_libversion());
}

int report_manifest(const struct context *c, const char *file, struct diag *d)
{
    json_t *files = json_array(), *left = json_array();
    json_t *inputs = NULL;
    int result = list_reports(c, files, left, d);
    if (result == 0) {
        inputs = cursor_array(c, select_inputs, "tttitiiittt",
                              "input kind file bytes sha256 rows accepted "
                              "rejected started finished version",
                              d);
        result = inputs != NULL ? 0 : -1;
    }
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "written", now());
    json_object_set_new(document, "run", about_run(c));
    json_object_set_new(document, "versions", about_programs());
    json_object_set_new(document, "files", files);
    json_object_set_new(document, "left_out", left);
    json_object_set_new(document, "inputs", inputs);
    if (result == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
