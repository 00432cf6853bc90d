/*
 * task.c - see task.h.
 *
 * Tasks with block() that stand next to each other make one group, and a group
 * is one pass over the blocks.
 */
#include "analyze/task.h"

#include "analyze/survey/effect.h"
#include "analyze/survey/followup.h"
#include "analyze/record/record.h"
#include "analyze/duplicate/duplicate.h"
#include "analyze/duplicate/planned.h"
#include "analyze/recommend/backtest.h"
#include "analyze/recommend/circle.h"
#include "analyze/recommend/history.h"
#include "analyze/survey/need.h"
#include "analyze/recommend/plan.h"
#include "analyze/recommend/push.h"
#include "analyze/recommend/recommend.h"
#include "analyze/requirement/requirement.h"
#include "analyze/segment/segment.h"
#include "analyze/survey/survey.h"

#include "analyze/stages.h"
#include "analyze/standing/annual.h"
#include "analyze/standing/standing.h"
#include "lib/mem.h"
#include "lib/pool.h"
#include "lib/progress.h"

#include <stdbool.h>
#include <stdlib.h>

static const struct task *const tasks[] = {
    /* one pass over attendance */
    &record_task,
    &requirement_task,
    &duplicate_task,
    &history_task,
    &annual_task,
    /* the questionnaire */
    &survey_task,
    &segment_task,
    &need_task,
    /* what the groups took, if there are newcomers to tell of it */
    &circle_task,
    /* the past replayed; it chooses the settings of the next */
    &backtest_task,
    /* a second pass: it needs what is above */
    &effect_task,
    &followup_task,
    &recommend_task,
    &plan_task,
    /* a third, if there are classes to come */
    &planned_task,
    &groups_task,
    /* of what is above */
    &standing_task,
};

enum { N_TASKS = COUNT_OF(tasks) };

struct pass {
    struct run *run;
    const struct task *const *task;
    size_t count;
    void *self[N_TASKS];
    int skip[N_TASKS];
    struct progress progress;
    size_t blocks_done;
};

/* What the tasks of a group made of one block. */
struct parts {
    void *part[N_TASKS];
};

static int work_block(void *context, size_t number, void **result,
                      struct diag *d)
{
    struct pass *p = context;
    struct block block;
    if (events_block(p->run->events, number, &block, d) != 0)
        return -1;
    struct parts *parts = mem_alloc(sizeof *parts);
    int status = 0;
    for (size_t i = 0; i < p->count && status == 0; i++)
        if (!p->skip[i])
            status = p->task[i]->block(p->run, p->self[i], &block,
                                       &parts->part[i], d);
    events_done(&block);
    *result = parts;
    return status;
}

static int take_block(void *context, size_t number, void *result, int failed,
                      struct diag *d)
{
    struct pass *p = context;
    struct parts *parts = result;
    int status = failed ? -1 : 0;
    (void)number;
    for (size_t i = 0; parts != NULL && i < p->count; i++)
        if (parts->part[i] != NULL &&
            p->task[i]->merge(p->run, p->self[i], parts->part[i], status != 0,
                              d) != 0)
            status = -1;
    free(parts);
    p->blocks_done++;
    progress_at(&p->progress, (int64_t)p->blocks_done, 0);
    return status;
}

static int begin_all(struct pass *p, struct diag *d)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->task[i]->begin(p->run, &p->self[i], &p->skip[i], d) != 0)
            return -1;
    return 0;
}

static int run_blocks(struct pass *p, struct diag *d)
{
    size_t blocks = events_blocks(p->run->events);
    progress_begin(&p->progress, "members", "blocks", (int64_t)blocks,
                   !p->run->cli->quiet);
    int status =
        pool_run(p->run->cli->threads, blocks, work_block, take_block, p, d);
    progress_end(&p->progress);
    return status;
}

/* Leaves the figure "ran", so that nothing found is told from not looked. */
static int finish_task(struct run *r, const struct task *task, void *self,
                       struct diag *d)
{
    if (task->finish != NULL && task->finish(r, self, d) != 0)
        return -1;
    return run_figure(r, task->name, "ran", 1, d);
}

static int finish_all(struct pass *p, struct diag *d)
{
    for (size_t i = 0; i < p->count; i++)
        if (!p->skip[i] && finish_task(p->run, p->task[i], p->self[i], d) != 0)
            return -1;
    return 0;
}

static void free_all(struct pass *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->task[i]->free != NULL)
            p->task[i]->free(p->self[i]);
        else
            free(p->self[i]);
    }
}

/* Whether one of the group wants to see the blocks. */
static bool wants_blocks(const struct pass *p)
{
    bool wants = false;
    for (size_t i = 0; i < p->count; i++)
        wants = wants || (p->task[i]->block != NULL && !p->skip[i]);
    return wants;
}

static int run_group(struct run *r, const struct task *const *task,
                     size_t count, struct diag *d)
{
    struct pass p = {.run = r, .task = task, .count = count};
    int status = begin_all(&p, d);
    if (status == 0 && wants_blocks(&p))
        status = run_blocks(&p, d);
    if (status == 0)
        status = finish_all(&p, d);
    free_all(&p);
    return status;
}

/* Tells how long a group took, by the names of its tasks. */
static void tell_group(const struct run *r, struct stages *stages,
                       const struct task *const *task, size_t count)
{
    char *names = mem_text(task[0]->name);
    for (size_t i = 1; i < count; i++) {
        char *longer = mem_format("%s, %s", names, task[i]->name);
        free(names);
        names = longer;
    }
    stages_end(stages, r->cli, names);
    free(names);
}

int task_run_all(struct run *r, struct diag *d)
{
    struct stages stages = stages_begin();
    size_t first = 0;
    while (first < N_TASKS && tasks[first] != NULL) {
        size_t count = 1;
        while (tasks[first]->block != NULL && first + count < N_TASKS &&
               tasks[first + count] != NULL &&
               tasks[first + count]->block != NULL)
            count++;
        if (run_group(r, &tasks[first], count, d) != 0)
            return -1;
        tell_group(r, &stages, &tasks[first], count);
        first += count;
    }
    return 0;
}
