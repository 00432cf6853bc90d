/* slot.c - see slot.h. */
#include "analyze/record/slot.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1600, MONTHS = 12 * 801 };

static const char *const names[SLOT_DIMENSIONS] = {
    [SLOT_CHANNEL] = "channel", [SLOT_FORM] = "form",
    [SLOT_LEVEL] = "level",     [SLOT_METHOD] = "method",
    [SLOT_MONTH] = "month",     [SLOT_PROVIDER] = "provider",
    [SLOT_TOPIC] = "topic"};

/* The word of a session in a dimension that is one of words. */
static int32_t session_word(const struct session *s, enum slot_dimension d)
{
    switch (d) {
    case SLOT_CHANNEL:
        return s->channel;
    case SLOT_FORM:
        return s->form;
    case SLOT_LEVEL:
        return s->level;
    default:
        return s->method;
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Lists the words that sessions use, "" first, and numbers them. */
static void read_words(struct slots *s, enum slot_dimension d)
{
    const struct facts *f = s->f;
    uint32_t *rank = mem_alloc((f->n_words + 1) * sizeof *rank);
    for (size_t i = 0; i < f->n_sessions; i++)
        rank[session_word(&f->session[i], d) + 1] = 1;
    s->word[d] = mem_array(NULL, f->n_words + 1, sizeof *s->word[d]);
    s->word[d][0] = "";
    size_t count = 1;
    for (size_t i = 0; i < f->n_words; i++)
        if (rank[i + 1] != 0)
            s->word[d][count++] = f->word[i];
    qsort(s->word[d], count, sizeof *s->word[d], compare_texts);
    rank[0] = 0;
    for (size_t i = 1; i < count; i++)
        rank[facts_word(f, s->word[d][i]) + 1] = (uint32_t)i;
    for (size_t i = 0; i < f->n_sessions; i++)
        s->card[i].value[d] = rank[session_word(&f->session[i], d) + 1];
    s->values[d] = count;
    free(rank);
}

static int32_t main_topic(const struct facts *f, const struct session *session)
{
    const struct course *c = &f->course[session->course];
    return c->n_topics > 0 ? f->course_topic[c->topics_at] : FACT_NONE;
}

/* Indexes are in byte order of the ids; 0 stands for none. */
static void read_values(struct slots *s, enum slot_dimension d)
{
    const struct facts *f = s->f;
    if (d == SLOT_PROVIDER) {
        for (size_t i = 0; i < f->n_sessions; i++)
            s->card[i].value[d] = (uint32_t)(f->session[i].provider + 1);
        s->values[d] = f->n_orgs + 1;
    } else if (d == SLOT_TOPIC) {
        for (size_t i = 0; i < f->n_sessions; i++)
            s->card[i].value[d] = (uint32_t)(main_topic(f, &f->session[i]) + 1);
        s->values[d] = f->n_topics + 1;
    } else {
        read_words(s, d);
    }
}

static bool is_online(const struct facts *f, const struct session *session)
{
    return session->channel != FACT_NONE &&
           strcmp(f->word[session->channel], "in-person") != 0;
}

void slots_make(struct slots *s, const struct facts *f)
{
    *s = (struct slots){.f = f};
    s->card = mem_alloc(f->n_sessions * sizeof *s->card);
    for (size_t i = 0; i < f->n_sessions; i++)
        s->card[i].online = is_online(f, &f->session[i]);
    for (int d = 0; d < SLOT_DIMENSIONS; d++) {
        if (d == SLOT_MONTH)
            s->values[d] = MONTHS;
        else
            read_values(s, (enum slot_dimension)d);
        s->base[d] = s->period;
        s->period += s->values[d];
    }
}

void slots_free(struct slots *s)
{
    for (int d = 0; d < SLOT_DIMENSIONS; d++)
        free(s->word[d]);
    free(s->card);
    *s = (struct slots){0};
}

size_t slots_count(const struct slots *s)
{
    return SLOT_PERIODS * s->period;
}

uint32_t slots_month(int32_t day)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return (uint32_t)((year - FIRST_YEAR) * 12 + month - 1);
}

static const char *value_text(const struct slots *s, int dimension,
                              size_t value)
{
    if (s->word[dimension] != NULL)
        return s->word[dimension][value];
    if (value == 0)
        return "";
    return dimension == SLOT_PROVIDER ? s->f->org[value - 1].id
                                      : s->f->topic[value - 1].id;
}

void slots_describe(const struct slots *s, size_t number, struct slot *slot)
{
    size_t at = number % s->period;
    int d = SLOT_DIMENSIONS - 1;
    while (s->base[d] > at)
        d--;
    size_t value = at - s->base[d];
    slot->period = number / s->period;
    slot->dimension = names[d];
    if (d == SLOT_MONTH)
        snprintf(slot->value, sizeof slot->value, "%04zu-%02zu",
                 FIRST_YEAR + value / 12, value % 12 + 1);
    else
        snprintf(slot->value, sizeof slot->value, "%s",
                 value_text(s, d, value));
}
