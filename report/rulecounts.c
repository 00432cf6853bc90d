/* rulecounts.c - see rulecounts.h. */
#include "report/rulecounts.h"

#include "lib/mem.h"
#include "report/cursor.h"
#include "report/jsonfile.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int rulecounts_read(struct rulecounts_list *rules, const struct context *c,
                    const char *select, struct diag *d)
{
    *rules = (struct rulecounts_list){.list = json_array()};
    struct cursor r = cursor_open(c, select, d);
    while (cursor_next(&r)) {
        rules->key = mem_grow(rules->key, rules->count, &rules->room,
                              sizeof *rules->key);
        rules->key[rules->count++] = cursor_integer(&r, 0);
        json_array_append_new(
            rules->list,
            cursor_object(
                &r, 1, "tttttt",
                "requirement title title_zh sentence sentence_zh unit"));
    }
    if (cursor_close(&r) == 0)
        return 0;
    (void)rulecounts_end(rules, -1);
    return -1;
}

json_t *rulecounts_end(struct rulecounts_list *rules, int result)
{
    free(rules->key);
    rules->key = NULL;
    if (result == 0)
        return rules->list;
    json_decref(rules->list);
    return NULL;
}

json_t *rulecounts_amount(const char *unit, int64_t amount)
{
    if (unit != NULL && strcmp(unit, "hours") == 0)
        return jsonfile_hours(amount);
    if (unit != NULL && strcmp(unit, "days") == 0)
        return jsonfile_real((double)amount / 2);
    return json_integer(amount);
}

static const char *const keys[STATE_COUNT] = {[STATE_MET] = "met",
                                              [STATE_ON_TRACK] = "on_track",
                                              [STATE_DUE] = "due",
                                              [STATE_OVERDUE] = "overdue",
                                              [STATE_EXEMPT] = "exempt"};

const char *rulecounts_key(const char *state)
{
    enum state found = state_find(state);
    return found == STATE_COUNT ? NULL : keys[found];
}

void rulecounts_set_zero(json_t *object)
{
    static const enum state states[] = {STATE_MET, STATE_OVERDUE, STATE_DUE,
                                        STATE_ON_TRACK};
    json_object_set_new(object, "windows", json_integer(0));
    for (size_t i = 0; i < COUNT_OF(states); i++)
        json_object_set_new(object, keys[states[i]], json_integer(0));
}

static void set_count(json_t *object, const char *key, int64_t count,
                      bool shown)
{
    json_object_set_new(object, key, shown ? json_integer(count) : json_null());
}

void rulecounts_set(json_t *object, const char *people,
                    const struct ladder_counts *counts, int steps)
{
    const int64_t *in = counts->in;
    int64_t members = ladder_members(counts);
    set_count(object, people, members, steps > LADDER_MEMBERS);
    set_count(object, "met", in[STATE_MET], steps > LADDER_MET);
    set_count(object, "overdue", in[STATE_OVERDUE], steps > LADDER_OVERDUE);
    set_count(object, "due", in[STATE_DUE], steps > LADDER_DUE);
    set_count(object, "on_track", in[STATE_ON_TRACK], steps > LADDER_ON_TRACK);
    set_count(object, "exempt", in[STATE_EXEMPT], steps > LADDER_ON_TRACK);
    json_object_set_new(object, "met_share",
                        steps > LADDER_MET
                            ? jsonfile_share(in[STATE_MET], members)
                            : json_null());
}
