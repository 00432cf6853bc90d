/* check.c - see check.h. */
#include "tests/conformance/check.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void note(struct check *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

static void note(struct check *c, const char *fmt, ...)
{
    if (c->fault[0] != '\0')
        return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(c->fault, sizeof c->fault, fmt, ap);
    va_end(ap);
}

void check_within(struct check *c, const char *what, double got, double want,
                  double bound)
{
    if (isnan(got) && isnan(want))
        return;
    if (!(fabs(got - want) <= bound))
        note(c, "%s: got %.15g, expected %.15g (+-%.3g)", what, got, want,
             bound);
}

void check_near(struct check *c, const char *what, double got, double want,
                double tolerance)
{
    double size = want == 0 ? 1 : fabs(want);
    check_within(c, what, got, want, tolerance * size);
}

void check_at_most(struct check *c, const char *what, double got, double bound)
{
    if (!(got <= bound))
        note(c, "%s: got %.15g, expected at most %.15g", what, got, bound);
}

void check_count(struct check *c, const char *what, int64_t got, int64_t want)
{
    if (got != want)
        note(c, "%s: got %lld, expected %lld", what, (long long)got,
             (long long)want);
}

int check_broken(struct check *c, const struct diag *d)
{
    note(c, "failed: %s", d->text);
    return -1;
}

/* Notes that KEY, which outlives the check, was looked up. */
static void mark(struct check *c, const char *key)
{
    for (size_t i = 0; i < c->used_count; i++)
        if (strcmp(c->used[i], key) == 0)
            return;
    if (c->used_count < COUNT_OF(c->used))
        c->used[c->used_count++] = key;
}

double expected_number(struct check *c, const char *key)
{
    mark(c, key);
    const json_t *value = json_object_get(c->expected, key);
    if (json_is_number(value))
        return json_number_value(value);
    note(c, "no expected number '%s'", key);
    return 0;
}

const json_t *expected_list(struct check *c, const char *key)
{
    mark(c, key);
    const json_t *value = json_object_get(c->expected, key);
    if (!json_is_array(value))
        note(c, "no expected array '%s'", key);
    return value;
}

void check_key(struct check *c, const char *key, double got)
{
    check_near(c, key, got, expected_number(c, key), c->tolerance);
}

void check_list(struct check *c, const char *key, const double *got,
                size_t count, size_t stride)
{
    const json_t *list = expected_list(c, key);
    check_count(c, key, (int64_t)json_array_size(list), (int64_t)count);
    if (json_array_size(list) != count)
        return;
    for (size_t i = 0; i < count; i++) {
        char what[80];
        snprintf(what, sizeof what, "%s[%zu]", key, i);
        double want = json_number_value(json_array_get(list, i));
        check_near(c, what, got[i * stride], want, c->tolerance);
    }
}

void check_end(struct check *c, struct tally *t)
{
    size_t all = json_object_size(c->expected);
    if (c->part == NULL && c->used_count != all && c->expected != NULL)
        note(c, "%zu of %zu numbers compared", c->used_count, all);
    if (c->fault[0] == '\0') {
        const char *part = c->part != NULL ? c->part : "all of it";
        printf("ok - %s (%s)\n", c->id, part);
        t->passed++;
    } else {
        printf("not ok - %s: %s\n", c->id, c->fault);
        t->failed++;
    }
}

void check_skip(const char *id, const char *reason, struct tally *t)
{
    printf("skip - %s: %s\n", id, reason);
    t->skipped++;
}
