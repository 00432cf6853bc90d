/* replay.c - see replay.h. */
#include "analyze/requirement/replay.h"

#include "analyze/requirement/judge.h"
#include "lib/mem.h"

static enum replay_stand stand_of(struct judge *j, size_t member,
                                  const struct deeds *deeds)
{
    enum replay_stand stand = REPLAY_FREE;
    for (size_t i = 0; i < j->policy->n_rules; i++) {
        if (j->policy->rule[i].subject != RULE_MEMBER)
            continue;
        enum state state = judge_rule(j, i, member, deeds).state;
        if (state == STATE_NOT_APPLICABLE || state == STATE_EXEMPT)
            continue;
        if (state != STATE_MET)
            return REPLAY_BOUND;
        stand = REPLAY_MET;
    }
    return stand;
}

unsigned char *replay_block(const struct run *r, const uint64_t *takes,
                            bool absences, const struct block *block,
                            int32_t day)
{
    unsigned char *stand = mem_alloc(block->count);
    struct judge j = {.f = r->facts,
                      .policy = r->policy,
                      .takes = takes,
                      .as_of = day,
                      .horizon = day};
    struct stays stays = {0};
    struct absence absence = {0};
    const struct deeds deeds = {&stays, absences ? &absence : NULL};
    for (size_t i = 0; i < block->count; i++) {
        const struct event *event = block->event + block->starts[i];
        size_t count = block->starts[i + 1] - block->starts[i];
        stays_read(&stays, r->facts, event, count, day);
        if (absences)
            absence_read(&absence, r->facts, event, count, day);
        stand[i] = (unsigned char)stand_of(&j, block->first + i, &deeds);
    }
    absence_free(&absence);
    stays_free(&stays);
    judge_free(&j);
    return stand;
}
