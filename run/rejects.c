/* rejects.c - "dripline rejects": the rows that were left out, and why. */
#include "run/command.h"

#include "lib/text.h"
#include "run/listing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "usage: dripline rejects [options] STUDY.json\n"
    "Lists the faults of the rows that were left out: file, line, column and\n"
    "reason, WITH the values of the cells. It is for who corrects the files,\n"
    "on the office's own machine; do not pass it on. rejects.csv of the\n"
    "reports is the same without values. Changes nothing.\n"
    "\n"
    "      --input NAME   of this input alone\n"
    "      --batch N      of this batch alone; dripline batches lists them\n"
    "      --reason CODE  for this reason alone, such as unknown-id\n"
    "      --csv          print CSV, for a spreadsheet\n"
    "  -q, --quiet        leave out the remarks\n"
    "  -h, --help         print this and exit\n"
    "      --version      print the version and exit\n";

enum { OPTION_INPUT, OPTION_BATCH, OPTION_REASON, OPTION_CSV };
static const struct cli_own own = {
    .options = {[OPTION_INPUT] = {"input", true},
                [OPTION_BATCH] = {"batch", true},
                [OPTION_REASON] = {"reason", true},
                [OPTION_CSV] = {"csv", false}},
};

static const char select_rejects[] =
    "SELECT b.batch, b.input, b.file, r.line, r.\"column\", r.code, r.value,"
    " r.reason FROM reject r JOIN batch b USING (batch)"
    " WHERE (?1 IS NULL OR b.input = ?1) AND (?2 IS NULL OR b.batch = ?2)"
    " AND (?3 IS NULL OR r.code = ?3)"
    " ORDER BY b.input, b.file, r.line, r.\"column\", r.code, r.value,"
    " r.reason";

static const char count_batches[] =
    "SELECT count(*) FROM batch"
    " WHERE (?1 IS NULL OR input = ?1) AND (?2 IS NULL OR batch = ?2)";

enum { BATCH, INPUT, NAME_OF_FILE, LINE, COLUMN, CODE, VALUE, REASON };

static const char csv_head[] =
    "batch,input,file,line,column,code,value,reason\n";

enum { FULL = 1 << 16 }; /* bytes to write at once */

static int print_csv(sqlite3_stmt *rows, struct diag *d)
{
    struct buffer b = {0};
    int got;
    buffer_text(&b, csv_head);
    while ((got = warehouse_step(rows, d)) == 1) {
        listing_csv(&b, rows, BATCH, REASON);
        if (b.used > FULL)
            listing_flush(&b);
    }
    listing_flush(&b);
    buffer_free(&b);
    return got;
}

static void print_row(sqlite3_stmt *row)
{
    char file[LISTING_TEXT], column[LISTING_TEXT], code[LISTING_TEXT];
    char value[LISTING_TEXT], reason[LISTING_TEXT];
    listing_text(row, COLUMN, column);
    listing_text(row, VALUE, value);
    listing_text(row, REASON, reason);
    bool told = value[0] == '\0' || strstr(reason, value) != NULL;
    printf("%s:%lld: %s%s%s%s%s%s [%s]\n",
           listing_text(row, NAME_OF_FILE, file),
           (long long)sqlite3_column_int64(row, LINE), column,
           column[0] != '\0' ? ": " : "", reason, told ? "" : ": '",
           told ? "" : value, told ? "" : "'", listing_text(row, CODE, code));
}

/* What is counted while the list is printed. */
struct sum {
    int64_t faults, rows;
    int64_t batch, line; /* of the row before */
};

static void count(struct sum *s, sqlite3_stmt *row)
{
    int64_t batch = sqlite3_column_int64(row, BATCH);
    int64_t line = sqlite3_column_int64(row, LINE);
    s->rows += s->faults == 0 || s->batch != batch || s->line != line;
    s->faults++;
    s->batch = batch;
    s->line = line;
}

static int print_list(sqlite3_stmt *rows, bool remarks, struct diag *d)
{
    struct sum sum = {0};
    int got;
    while ((got = warehouse_step(rows, d)) == 1) {
        print_row(rows);
        count(&sum, rows);
    }
    if (got == 0 && remarks)
        printf("%" PRId64 " faults in %" PRId64 " rows\n", sum.faults,
               sum.rows);
    return got;
}

static int bind(sqlite3_stmt *s, const struct cli *cli, struct diag *d)
{
    const char *number = cli->own[OPTION_BATCH];
    const char *texts[] = {cli->own[OPTION_INPUT], NULL,
                           cli->own[OPTION_REASON]};
    int64_t batch;
    int most = sqlite3_bind_parameter_count(s);
    for (int i = 1; i <= most; i++)
        if (texts[i - 1] != NULL)
            sqlite3_bind_text(s, i, texts[i - 1], -1, SQLITE_STATIC);
    if (number == NULL)
        return 0;
    if (!text_read_integer(number, strlen(number), &batch))
        return diag_fail(d, "--batch takes a number, not '%.60s'", number);
    sqlite3_bind_int64(s, 2, batch);
    return 0;
}

/* Who names a batch that is not there would take no faults for good news. */
static int check_batches(struct listing *l, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(l->warehouse.db, count_batches, d);
    if (s == NULL)
        return -1;
    int result = bind(s, l->cli, d);
    if (result == 0 && warehouse_step(s, d) != 1)
        result = -1;
    int64_t found = result == 0 ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    bool asked =
        l->cli->own[OPTION_INPUT] != NULL || l->cli->own[OPTION_BATCH] != NULL;
    if (result != 0 || found > 0 || !asked)
        return result;
    diag_at(d, l->study.warehouse, 0, NULL);
    return diag_fail(d,
                     "there is no such batch; dripline batches %.200s lists "
                     "those that there are",
                     l->cli->study);
}

static int show(struct listing *l, struct diag *d)
{
    if (check_batches(l, d) != 0)
        return -1;
    sqlite3_stmt *rows = warehouse_prepare(l->warehouse.db, select_rejects, d);
    if (rows == NULL)
        return -1;
    int result = bind(rows, l->cli, d);
    if (result == 0 && !l->cli->quiet)
        fputs("dripline: with values of cells: for this office alone\n",
              stderr);
    if (result == 0)
        result = l->cli->own[OPTION_CSV] != NULL
                     ? print_csv(rows, d)
                     : print_list(rows, !l->cli->quiet, d);
    sqlite3_finalize(rows);
    return result;
}

int command_rejects(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse_own(&cli, "dripline", help, &own, argc, argv);
    return status >= 0 ? status : listing_run(&cli, show);
}
