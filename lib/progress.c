/* progress.c - see progress.h. */
#include "lib/progress.h"

#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Seconds between two drawings; and before the first, so that short work
 * shows nothing. */
static const double interval = .2;

static double now(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0;
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void progress_begin(struct progress *p, const char *what, const char *unit,
                    int64_t total, bool on)
{
    *p = (struct progress){.what = what, .unit = unit, .total = total};
    p->on = on && isatty(STDERR_FILENO) == 1;
    if (p->on)
        p->started = p->drawn = now();
}

/* "45 %, 3 min left"; "" as long as it is only a guess. */
static void write_share(char *to, size_t room, const struct progress *p,
                        double passed)
{
    to[0] = '\0';
    if (p->total <= 0 || p->done <= 0)
        return;
    double share = fmin((double)p->done / (double)p->total, 1);
    double left = passed * (1 - share) / share;
    if (left < 90)
        snprintf(to, room, ", %.0f %%, %.0f s left", 100 * share, ceil(left));
    else
        snprintf(to, room, ", %.0f %%, %.0f min left", 100 * share,
                 ceil(left / 60));
}

void progress_at(struct progress *p, int64_t done, int64_t count)
{
    p->done = done;
    p->count = count;
    if (!p->on)
        return;
    double at = now();
    if (at - p->drawn < interval)
        return;
    p->drawn = at;
    char share[64];
    double passed = at - p->started;
    write_share(share, sizeof share, p, passed);
    fprintf(stderr, "\r%.60s: %lld %s, %.0f a second%s\033[K", p->what,
            (long long)count, p->unit, (double)count / passed, share);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->on && p->drawn > p->started) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    p->on = false;
}
