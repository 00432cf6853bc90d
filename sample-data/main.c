/*
 * main.c - the program generate: writes the invented county's files.
 *
 * Without options it writes the county that is committed in sample-data/.
 */
#include "sample-data/county.h"
#include "sample-data/world.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 2025 };

static const char usage[] =
    "usage: generate [--seed N] [--members N] [--truths FILE] OUTDIR\n"
    "\n"
    "Writes the files of an invented county into OUTDIR.\n"
    "\n"
    "  --seed N       another county of the same kind (2025)\n"
    "  --members N    500 to 5000000; all else grows with it (1500)\n"
    "  --truths FILE  also write what has been planted, as JSON\n"
    "  --help         show this\n";

static bool read_count(const char *text, uint64_t low, uint64_t high,
                       uint64_t *value)
{
    char *end;
    if (text == NULL || text[0] < '0' || text[0] > '9')
        return false;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    *value = n;
    return errno == 0 && *end == '\0' && n >= low && n <= high;
}

/* Reads one option at ARGV; how many words it took, or 0 if it is wrong. */
static int read_option(struct county_order *order, char **argv)
{
    uint64_t n;
    if (strcmp(argv[0], "--seed") == 0 &&
        read_count(argv[1], 0, INT64_MAX, &n)) {
        order->seed = n;
        return 2;
    }
    if (strcmp(argv[0], "--members") == 0 &&
        read_count(argv[1], WORLD_LEAST, WORLD_MOST, &n)) {
        order->members = (int32_t)n;
        return 2;
    }
    if (strcmp(argv[0], "--truths") == 0 && argv[1] != NULL) {
        order->truths = argv[1];
        return 2;
    }
    if (argv[0][0] != '-' && order->folder == NULL) {
        order->folder = argv[0];
        return 1;
    }
    return 0;
}

static void complain(char **argv)
{
    if (strcmp(argv[0], "--members") == 0 && argv[1] != NULL)
        fprintf(stderr,
                "generate: --members must be a number from %d to %d, not '%s'"
                "\n",
                (int)WORLD_LEAST, (int)WORLD_MOST, argv[1]);
    else
        fprintf(stderr, "generate: cannot use '%s'\n", argv[0]);
    fputs(usage, stderr);
}

static int finish_output(void)
{
    return fclose(stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct county_order order = {SEED, WORLD_MEMBERS, NULL, NULL};
    for (int i = 1; i < argc;) {
        if (strcmp(argv[i], "--help") == 0) {
            fputs(usage, stdout);
            return finish_output();
        }
        int taken = read_option(&order, argv + i);
        if (taken == 0) {
            complain(argv + i);
            return 2;
        }
        i += taken;
    }
    if (order.folder == NULL) {
        fputs(usage, stderr);
        return 2;
    }
    struct diag d = {0};
    if (county_write(&order, &d) != 0) {
        diag_print(&d, "generate");
        return 1;
    }
    return 0;
}
