/* batches.c - "dripline batches": what is loaded. */
#include "run/command.h"

#include "run/listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: dripline batches [options] STUDY.json\n"
    "Lists what the warehouse of a study holds, a line for each input: its\n"
    "number, rows, when it was loaded, and the beginning of the SHA-256 of\n"
    "the file. Changes nothing.\n"
    "\n"
    "      --csv      print CSV with all that is known of each\n"
    "  -q, --quiet    leave out the remarks below the list\n"
    "  -h, --help     print this and exit\n"
    "      --version  print the version and exit\n";

enum { OPTION_CSV };
static const struct cli_own own = {.options = {[OPTION_CSV] = {"csv", false}}};

static const char select_batches[] =
    "SELECT batch, input, kind, file, bytes, rows, accepted, rejected, passed,"
    " started, finished, version, sha256 FROM batch ORDER BY batch";

enum {
    BATCH,
    INPUT,
    KIND,
    NAME_OF_FILE,
    BYTES,
    ROWS,
    ACCEPTED,
    REJECTED,
    PASSED,
    STARTED,
    FINISHED,
    VERSION,
    SHA256
};

static const char csv_head[] =
    "batch,input,kind,file,bytes,rows,accepted,rejected,passed,started,"
    "finished,version,sha256\n";

static int print_csv(sqlite3_stmt *rows, struct diag *d)
{
    struct buffer b = {0};
    int got;
    fputs(csv_head, stdout);
    while ((got = warehouse_step(rows, d)) == 1) {
        listing_csv(&b, rows, BATCH, SHA256);
        listing_flush(&b);
    }
    buffer_free(&b);
    return got;
}

static bool is_named(const struct study *study, const char *input)
{
    for (size_t i = 0; i < study->n_inputs; i++)
        if (strcmp(study->inputs[i].name, input) == 0)
            return true;
    return false;
}

static void print_row(sqlite3_stmt *row, const struct study *study)
{
    char input[LISTING_TEXT], kind[LISTING_TEXT], file[LISTING_TEXT];
    char when[LISTING_TEXT], version[LISTING_TEXT], sha256[LISTING_TEXT];
    const char *name = (const char *)sqlite3_column_text(row, INPUT);
    bool named = name != NULL && is_named(study, name);
    printf("%5lld  %-16s %-14s %10lld %8lld %8lld  %-20s  %-8s %.12s  %s%s\n",
           (long long)sqlite3_column_int64(row, BATCH),
           listing_text(row, INPUT, input), listing_text(row, KIND, kind),
           (long long)sqlite3_column_int64(row, ROWS),
           (long long)sqlite3_column_int64(row, REJECTED),
           (long long)sqlite3_column_int64(row, PASSED),
           listing_text(row, FINISHED, when),
           listing_text(row, VERSION, version),
           listing_text(row, SHA256, sha256),
           listing_text(row, NAME_OF_FILE, file),
           named ? "" : " (not in this study)");
}

static int print_table(sqlite3_stmt *rows, const struct study *study,
                       struct diag *d)
{
    int got;
    printf("batch  %-16s %-14s %10s %8s %8s  %-20s  %-8s %-12s  %s\n", "input",
           "kind", "rows", "rejected", "passed", "loaded (UTC)", "version",
           "sha256", "file");
    while ((got = warehouse_step(rows, d)) == 1)
        print_row(rows, study);
    return got;
}

/* Inputs of the study that the warehouse has nothing of. */
static int print_missing(struct listing *l, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        l->warehouse.db, "SELECT count(*) FROM batch WHERE input = ?1", d);
    if (s == NULL)
        return -1;
    int got = 1;
    for (size_t i = 0; i < l->study.n_inputs && got == 1; i++) {
        sqlite3_bind_text(s, 1, l->study.inputs[i].name, -1, SQLITE_STATIC);
        got = warehouse_step(s, d);
        if (got == 1 && sqlite3_column_int64(s, 0) == 0)
            printf("not loaded yet: %s\n", l->study.inputs[i].name);
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    return got == 1 ? 0 : -1;
}

static int show(struct listing *l, struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(l->warehouse.db, select_batches, d);
    if (rows == NULL)
        return -1;
    bool csv = l->cli->own[OPTION_CSV] != NULL;
    int result = csv ? print_csv(rows, d) : print_table(rows, &l->study, d);
    sqlite3_finalize(rows);
    if (result == 0 && !csv && !l->cli->quiet)
        result = print_missing(l, d);
    return result;
}

int command_batches(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse_own(&cli, "dripline", help, &own, argc, argv);
    return status >= 0 ? status : listing_run(&cli, show);
}
