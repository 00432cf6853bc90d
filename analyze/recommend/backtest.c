/* backtest.c - see backtest.h. */
#include "analyze/recommend/backtest.h"

#include "analyze/recommend/areas.h"
#include "analyze/recommend/backtest_store.h"
#include "analyze/recommend/history.h"
#include "analyze/recommend/side.h"
#include "analyze/recommend/windows.h"
#include "lib/mem.h"
#include "lib/pool.h"

#include <stdlib.h>

enum { MOST_TUNED = 400, MOST_JUDGED = 2000, MOST_LAST = 20000 };
enum { MOST_COURSES = 5000 };
static const double DIVERSITY = 0.5;

struct backtest {
    const struct run *run;
    struct windows windows;
    struct tune_grid grid;
    struct tune_tally tally[WINDOWS_MOST];
    struct contest_rules rules[WINDOWS_MOST + 1]; /* by window; last: usual */
    struct ease_side side;
    struct areas areas;
    struct contest rolling, last;
    size_t members; /* in the sample, with courses or without */
};

static const struct visits *visits_of(const struct backtest *b)
{
    return &b->run->history->visits;
}

static int tune_job(void *context, size_t job, void **result, struct diag *d)
{
    struct backtest *b = context;
    struct trial t;
    struct tune_tally *y = mem_alloc(sizeof *y);
    *result = y;
    int status = trial_window(&t, visits_of(b), b->run->facts->n_courses,
                              b->windows.from[job], b->windows.until[job], d);
    trial_thin(&t, MOST_TUNED);
    if (status == 0)
        status = tune_window(y, &b->grid, &t, &b->side, d);
    trial_close(&t);
    return status;
}

static int take_tally(void *context, size_t job, void *result, int failed,
                      struct diag *d)
{
    struct backtest *b = context;
    struct tune_tally *y = result;
    (void)d;
    b->tally[job] = *y; /* freed with the others, also after a failure */
    free(y);
    return failed ? -1 : 0;
}

/* Those of the window numbered WINDOW: by the windows before it. */
static void choose(struct backtest *b, struct settings *s, size_t window)
{
    int32_t age[WINDOWS_MOST];
    int32_t day = window < b->windows.count
                      ? b->windows.from[window]
                      : b->windows.until[b->windows.count - 1];
    for (size_t i = 0; i < window; i++)
        age[i] = day - b->windows.until[i];
    if (s->tune)
        tune_choose(s, &b->grid, b->tally, age, window);
}

/*
 * What was taken by all who took anything, of whom JUDGED were judged, stands
 * beside a list for everybody in the sample.
 */
static void weigh_taken(const struct backtest *b, struct contest *c, size_t all,
                        size_t judged)
{
    size_t list = b->run->facts->n_courses;
    if (list > CONTEST_BEST)
        list = CONTEST_BEST;
    if (judged > 0)
        c->taken *= (double)all / (double)judged;
    c->shown = (double)(list * b->members);
}

/* The scored windows are jobs 0 ..; the one behind them is leave-last-out. */
static int judge_job(void *context, size_t job, void **result, struct diag *d)
{
    struct backtest *b = context;
    size_t n = b->run->facts->n_courses;
    size_t window = job + b->windows.count - b->windows.scored;
    bool last = job == b->windows.scored;
    struct trial t;
    struct contest *c = mem_alloc(sizeof *c);
    contest_open(c, n);
    *result = c;
    int status =
        last ? trial_last(&t, visits_of(b), n, b->run->study->as_of, d)
             : trial_window(&t, visits_of(b), n, b->windows.from[window],
                            b->windows.until[window], d);
    size_t all = t.n_judged;
    trial_thin(&t, last ? MOST_LAST : MOST_JUDGED);
    if (status == 0)
        status = contest_judge(c, &b->rules[last ? b->windows.count : window],
                               &t, d);
    weigh_taken(b, c, all, t.n_judged);
    trial_close(&t);
    return status;
}

static int take_contest(void *context, size_t job, void *result, int failed,
                        struct diag *d)
{
    struct backtest *b = context;
    struct contest *c = result;
    (void)d;
    if (!failed)
        contest_merge(job == b->windows.scored ? &b->last : &b->rolling, c);
    contest_close(c);
    free(c);
    return failed ? -1 : 0;
}

static void set_rules(struct backtest *b, const struct settings *usual)
{
    const struct facts *f = b->run->facts;
    b->side = side_make(f);
    areas_open(&b->areas, f);
    double share =
        study_number(b->run->study, "recommend", "diversity", DIVERSITY);
    struct contest_rules all = {.settings = *usual,
                                .side = &b->side,
                                .area = b->areas.of_course,
                                .areas = b->areas.count,
                                .diversity = share > 0 ? share : DIVERSITY};
    for (size_t i = 0; i <= WINDOWS_MOST; i++)
        b->rules[i] = all;
}

static int tune_all(struct backtest *b, struct settings *now, struct diag *d)
{
    size_t count = b->windows.count;
    if (count == 0)
        return 0;
    if (now->tune &&
        pool_run(b->run->cli->threads, count, tune_job, take_tally, b, d) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        choose(b, &b->rules[i].settings, i);
    choose(b, now, count);
    return 0;
}

static int store_all(struct backtest *b, struct run *r, struct diag *d)
{
    struct backtest_result of[2] = {{"rolling", &b->rolling, &b->rules[0]},
                                    {"last-out", &b->last, &b->rules[0]}};
    for (size_t i = 0; i < 2; i++)
        if (backtest_store(r, &of[i], d) != 0)
            return -1;
    for (size_t i = b->windows.count - b->windows.scored; i < b->windows.count;
         i++)
        if (backtest_store_window(r, &b->windows, i, &b->rules[i].settings,
                                  d) != 0)
            return -1;
    if (b->rolling.shown > 0 &&
        run_figure(r, "backtest", "take_up",
                   b->rolling.taken / b->rolling.shown, d) != 0)
        return -1;
    return backtest_store_window(r, &b->windows, b->windows.count, r->settings,
                                 d);
}

static int replay(struct backtest *b, struct run *r, struct diag *d)
{
    struct settings usual = *r->settings, narrow = usual;
    windows_narrow(&narrow, r->facts->n_courses);
    tune_grid_make(&b->grid, &narrow);
    b->windows = windows_make(
        r->study, visits_of(b)->first_day, r->facts->n_courses,
        b->grid.count[SETTING_LAMBDA] * b->grid.count[SETTING_TOPICS]);
    set_rules(b, &usual);
    contest_open(&b->rolling, r->facts->n_courses);
    contest_open(&b->last, r->facts->n_courses);
    if (tune_all(b, r->settings, d) != 0 ||
        pool_run(r->cli->threads, b->windows.scored + 1, judge_job,
                 take_contest, b, d) != 0)
        return -1;
    return store_all(b, r, d);
}

static void backtest_free(void *self)
{
    struct backtest *b = self;
    if (b == NULL)
        return;
    for (size_t i = 0; i < WINDOWS_MOST; i++)
        tune_tally_close(&b->tally[i]);
    contest_close(&b->rolling);
    contest_close(&b->last);
    side_free(&b->side);
    areas_close(&b->areas);
    free(b);
}

static int backtest_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    *self = NULL;
    *skip = 1;
    if (r->history == NULL)
        return 0;
    r->settings = mem_alloc(sizeof *r->settings);
    settings_read(r->settings, r->study);
    if (r->history->visits.members == 0)
        return 0;
    if (r->facts->n_courses > MOST_COURSES) {
        run_warn(r,
                 "%zu courses are too many for a backtest (at most %d); "
                 "the recommendations use the settings of the study",
                 r->facts->n_courses, MOST_COURSES);
        return 0;
    }
    struct backtest *b = mem_alloc(sizeof *b);
    *self = b;
    *skip = 0;
    b->run = r;
    for (size_t m = 0; m < r->facts->n_members; m++)
        b->members += visits_wants(&r->history->visits, m);
    return replay(b, r, d);
}

const struct task backtest_task = {
    .name = "backtest",
    .begin = backtest_begin,
    .free = backtest_free,
};
