/* outcome.c - see outcome.h. */
#include "analyze/requirement/outcome.h"

#include "lib/date.h"

#include <string.h>

const char *outcome_unit(enum rule_unit unit)
{
    static const char *const words[] = {[RULE_MINUTES] = "minutes",
                                        [RULE_SESSIONS] = "sessions",
                                        [RULE_COURSES] = "courses",
                                        [RULE_HALF_DAYS] = "half-days"};
    return words[unit];
}

void outcome_key(struct bulk *b, int64_t value, int64_t none)
{
    if (value == none)
        bulk_null(b);
    else
        bulk_integer(b, value);
}

static void add_word(struct bulk *b, const char *word)
{
    bulk_text(b, word, word != NULL ? strlen(word) : 0);
}

void outcome_add(struct bulk *b, const struct rule *rule,
                 const struct verdict *v)
{
    bool own = v->unit == rule->measure[0].unit;
    add_word(b, state_word(v->state));
    add_word(b, own ? NULL : outcome_unit(v->unit));
    bulk_integer(b, v->required);
    bulk_integer(b, v->done);
    bulk_integer(b, v->missing);
    add_word(b, v->anchor == ANCHOR_WINDOW ? NULL : anchor_word(v->anchor));
    outcome_key(b, v->anchor_on, DATE_NONE);
    outcome_key(b, v->due_on, DATE_NONE);
    outcome_key(b, v->met_on, DATE_NONE);
    bulk_integer(b, v->evidence);
    add_word(b, v->reason);
}
