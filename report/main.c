/*
 * main.c - dripline-report: writes the report folder of a study.
 *
 * It opens the warehouse read-only. The folder is replaced whole, or stays.
 */
#include "lib/cli.h"
#include "lib/study.h"
#include "report/context.h"
#include "report/folder.h"
#include "report/report.h"

#include <stdio.h>
#include <unistd.h>

static const char help[] =
    "usage: dripline-report [options] STUDY.json\n"
    "Writes the reports of a study: JSON, JSON Lines and a web page.\n"
    "\n"
    "  -q, --quiet      print nothing but errors\n"
    "  -v, --verbose    print more\n"
    "  -t, --threads N  threads to use; all processors unless said\n"
    "  -h, --help       print this and exit\n"
    "      --version    print the version and exit\n"
    "\n"
    "It reads the results of dripline-analyze and changes nothing in the\n"
    "warehouse. The report folder is replaced as a whole at the end.\n";

static int print_written(const struct context *c, struct diag *d)
{
    for (const struct report *r = reports; r->name != NULL; r++) {
        bool due;
        if (report_is_due(r, c, &due, d) != 0)
            return -1;
        if (due)
            printf("%-22s written\n", r->file);
        else
            printf("%-22s left out: no results of the analysis '%s'\n", r->file,
                   r->analysis);
    }
    if (c->cli->scratch == NULL)
        printf("reports of '%s' are in %s; open %s/index.html\n", c->study->id,
               c->folder->path, c->folder->path);
    return 0;
}

static int write_folder(struct context *c, struct diag *d)
{
    struct folder folder;
    c->folder = &folder;
    int result = folder_open(&folder, c->study->report_folder, d);
    if (result == 0)
        result = report_write_all(c, d);
    if (result == 0)
        result = folder_publish(&folder, d);
    if (result == 0 && cli_tells(c->cli))
        result = print_written(c, d);
    folder_close(&folder);
    c->folder = NULL;
    return result;
}

/* A trial tells what the real thing would be refused. */
static int redirect(struct study *study, const char *scratch, struct diag *d)
{
    if (scratch == NULL)
        return 0;
    if (folder_check(study->report_folder, d) != 0)
        return -1;
    study_redirect(study, scratch);
    return 0;
}

static int run(const struct cli *cli, struct diag *d)
{
    struct study study;
    struct context context = {0};
    context.warehouse.lock = -1;
    int result = study_read(&study, cli->study, d);
    if (result == 0)
        result = report_check_study(&study, d);
    if (result == 0)
        result = redirect(&study, cli->scratch, d);
    if (result == 0) {
        result = context_open(&context, cli, &study, d);
        if (result == 0)
            result = write_folder(&context, d);
        context_close(&context);
    }
    study_free(&study);
    return result;
}

int main(int argc, char **argv)
{
    struct cli cli;
    int status = cli_parse(&cli, "dripline-report", help, false, argc, argv);
    if (status >= 0)
        return status;

    struct diag d = {0};
    if (run(&cli, &d) != 0) {
        diag_print(&d, cli.program);
        return CLI_FAILED;
    }
    return cli_finish(&cli, CLI_DONE);
}
