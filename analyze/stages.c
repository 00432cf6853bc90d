/* stages.c - see stages.h. */
#include "analyze/stages.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double read_clock(clockid_t which)
{
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct stages stages_begin(void)
{
    return (struct stages){read_clock(CLOCK_MONOTONIC),
                           read_clock(CLOCK_PROCESS_CPUTIME_ID)};
}

void stages_end(struct stages *s, const struct cli *cli, const char *name)
{
    struct stages now = stages_begin();
    struct rusage usage;
    if (cli->stages && getrusage(RUSAGE_SELF, &usage) == 0)
        fprintf(stderr,
                "%s: stages: %s: %.2f s, processors %.2f s, peak %ld MB\n",
                cli->program, name, now.clock - s->clock,
                now.processor - s->processor, usage.ru_maxrss / 1024);
    *s = now;
}
