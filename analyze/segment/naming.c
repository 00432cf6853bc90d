/* naming.c - see naming.h. */
#include "analyze/segment/naming.h"

#include "analyze/base/query.h"
#include "lib/measure.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double Q_LIMIT = 0.05, LEAST = 0.3;
enum { MOST_HIGH = 3, MOST_LOW = 2 };

static const char select_label[] =
    "SELECT label, label_zh FROM item_code WHERE item = ?1 AND code = ?2";

static int by_strength(const void *one, const void *two)
{
    const struct trait *const *a = one, *const *b = two;
    double x = fabs((*a)->strength), y = fabs((*b)->strength);
    if (x != y)
        return x > y ? -1 : 1;
    if ((*a)->kind != (*b)->kind)
        return (*a)->kind < (*b)->kind ? -1 : 1;
    return strcmp((*a)->name, (*b)->name);
}

/* What may name a segment, in the order in which it is asked for one. */
static bool is_gap(const struct trait *x)
{
    return x->kind == TRAIT_GAP;
}

static bool is_compared(const struct trait *x)
{
    return x->kind != TRAIT_GAP && x->compared;
}

static bool is_answer(const struct trait *x)
{
    return x->kind != TRAIT_GAP && x->kind != TRAIT_ATTRIBUTE;
}

static bool (*const sorts[])(const struct trait *) = {is_gap, is_compared,
                                                      is_answer};

static bool is_named(const struct trait *x, uint16_t segment, size_t sort)
{
    return x->segment == segment && sorts[sort](x) && x->q < Q_LIMIT &&
           fabs(x->strength) >= LEAST;
}

/* Whether one of the COUNT traits has a place and is of the same question. */
static bool is_told(struct trait *const *trait, size_t count,
                    const struct trait *x)
{
    for (size_t i = 0; i < count; i++)
        if (trait[i]->place > 0 && x->kind == TRAIT_CHOICE &&
            trait[i]->item == x->item)
            return true;
    return false;
}

/* The first MOST of one direction get the places after PLACE; returns it. */
static int give_places(struct trait **trait, size_t count, bool high, int most,
                       int place)
{
    for (size_t i = 0, named = 0; i < count && named < (size_t)most; i++)
        if ((trait[i]->strength > 0) == high &&
            !is_told(trait, count, trait[i])) {
            trait[i]->place = ++place;
            named++;
        }
    return place;
}

/* Returns how many traits name SEGMENT: high ones from place 1, then low. */
static int choose(struct traits *t, uint16_t segment, size_t sort)
{
    struct trait **trait = mem_array(NULL, t->n, sizeof *trait);
    size_t count = 0;
    for (size_t i = 0; i < t->n; i++)
        if (is_named(&t->trait[i], segment, sort))
            trait[count++] = &t->trait[i];
    if (count > 0)
        qsort(trait, count, sizeof *trait, by_strength);
    int place = give_places(trait, count, true, MOST_HIGH, 0);
    place = give_places(trait, count, false, MOST_LOW, place);
    free(trait);
    return place;
}

void naming_choose(struct traits *t)
{
    for (size_t s = 1; s <= t->segments; s++)
        for (size_t i = 0; i < COUNT_OF(sorts); i++)
            if (choose(t, (uint16_t)s, i) > 0)
                break;
}

static const struct trait *trait_at(const struct traits *t, uint16_t segment,
                                    int place)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->trait[i].segment == segment && t->trait[i].place == place)
            return &t->trait[i];
    return NULL;
}

/* A text that grows. */
static void append(char **text, const char *more)
{
    char *longer = mem_format("%s%s", *text, more);
    free(*text);
    *text = longer;
}

/* What a language says around the names. */
struct manner {
    const char *high, *low, *low_alone;
    const char *between, *turn, *open, *close;
};

static const struct manner gap_manners[] = {
    {"Needs ", "less ", "Needs less ", ", ", "; ", "", ""},
    {"需要", "较少需要", "较少需要", "、", "；", "", ""},
};
static const struct manner item_manners[] = {
    {"High on ", "low on ", "Low on ", ", ", "; ", "\"", "\""},
    {"偏高：", "偏低：", "偏低：", "、", "；", "“", "”"},
};

/* In Chinese where there is Chinese. */
static const char *pick(const char *text, const char *text_zh, bool zh)
{
    return zh && text_zh != NULL ? text_zh : text;
}

/* The words of a choice's code; NULL if the codebook has none. */
static int read_label(char **label, const struct run *r, const struct trait *x,
                      bool zh, struct diag *d)
{
    struct query q = query_open(r->db, select_label, d);
    query_bind(&q, 1, x->item->key);
    query_bind(&q, 2, x->code);
    *label = NULL;
    if (query_next(&q)) {
        const char *text = pick(query_text(&q, 0), query_text(&q, 1), zh);
        *label = text != NULL ? mem_text(text) : NULL;
    }
    return query_close(&q);
}

/* What X is called; free() it. */
static int words_of(char **words, const struct run *r, const struct trait *x,
                    bool zh, struct diag *d)
{
    if (x->kind == TRAIT_GAP) {
        const struct topic *topic = &r->facts->topic[x->topic];
        *words = mem_text(pick(topic->name, topic->name_zh, zh));
        return 0;
    }
    if (x->kind == TRAIT_MEASURE) {
        *words = mem_text(measure_words(x->name, zh));
        return 0;
    }
    const char *text = pick(x->item->text, x->item->text_zh, zh);
    char *label = NULL;
    if (x->kind == TRAIT_CHOICE && read_label(&label, r, x, zh, d) != 0)
        return -1;
    const char *asked = text != NULL ? text : x->item->id;
    if (x->kind != TRAIT_CHOICE)
        *words = mem_text(asked);
    else if (label != NULL)
        *words = mem_format("%s: %s", asked, label);
    else
        *words = mem_format("%s: %d", asked, x->code);
    free(label);
    return 0;
}

/* What goes before X: LAST is the trait before it, or NULL. */
static void append_lead(char **name, const struct manner *m,
                        const struct trait *x, const struct trait *last)
{
    bool high = x->strength > 0;
    if (last != NULL && (last->strength > 0) == high) {
        append(name, m->between);
        return;
    }
    if (last != NULL)
        append(name, m->turn);
    append(name, high ? m->high : last != NULL ? m->low : m->low_alone);
}

static int name_in(char **name, const struct traits *t, const struct run *r,
                   uint16_t segment, bool zh, struct diag *d)
{
    const struct trait *x, *last = NULL;
    *name = mem_text("");
    for (int place = 1; (x = trait_at(t, segment, place)) != NULL; place++) {
        const struct manner *m =
            &(x->kind == TRAIT_GAP ? gap_manners : item_manners)[zh];
        char *words;
        if (words_of(&words, r, x, zh, d) != 0)
            return -1;
        append_lead(name, m, x, last);
        append(name, m->open);
        append(name, words);
        append(name, m->close);
        free(words);
        last = x;
    }
    if (last == NULL)
        append(name, zh ? "与总体相近" : "Close to the average");
    return 0;
}

int naming_of(const struct traits *t, const struct run *r, uint16_t segment,
              char **english, char **chinese, struct diag *d)
{
    *english = *chinese = NULL;
    if (name_in(english, t, r, segment, false, d) != 0)
        return -1;
    return name_in(chinese, t, r, segment, true, d);
}
