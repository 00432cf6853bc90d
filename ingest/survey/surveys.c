/* surveys.c - see surveys.h. */
#include "ingest/survey/surveys.h"

#include "ingest/survey/responses.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The key in which two versions of an item differ, or NULL. */
static const char *find_difference(const struct codebook_item *a,
                                   const struct codebook_item *b)
{
    if (a->kind != b->kind)
        return "kind";
    if (a->low != b->low || a->ranged != b->ranged)
        return "low";
    if (a->high != b->high)
        return "high";
    if (a->reversed != b->reversed)
        return "reversed";
    if (!same_text(a->facet, b->facet))
        return "facet";
    if (!same_text(a->topic, b->topic))
        return "topic";
    return same_text(a->scale, b->scale) ? NULL : "scale";
}

static struct survey_item *find_item(const struct survey_plan *plan,
                                     const char *id)
{
    for (size_t i = 0; i < plan->count; i++)
        if (strcmp(plan->items[i].id, id) == 0)
            return &plan->items[i];
    return NULL;
}

static void add_item(struct survey_plan *plan, struct survey_item item)
{
    plan->items =
        mem_grow(plan->items, plan->count, &plan->room, sizeof *plan->items);
    plan->items[plan->count++] = item;
}

void surveys_stay(struct survey_plan *plan, const char *id,
                  enum codebook_kind kind)
{
    add_item(plan, (struct survey_item){.id = mem_text(id), .kind = kind});
}

/* Versions of an item may differ in their wording and where they stand. */
static int check_versions(const struct survey_item *first,
                          const struct codebook *book,
                          const struct codebook_item *item, struct diag *d)
{
    if (first->book == NULL && first->kind != item->kind)
        return codebook_fail(book, item, "kind", d,
                             "'%s' is a %s here, but a %s in the answers of "
                             "another input, which stay",
                             item->id, codebook_kind_word(item->kind),
                             codebook_kind_word(first->kind));
    const char *key =
        first->book != NULL ? find_difference(first->item, item) : NULL;
    if (key == NULL)
        return 0;
    return codebook_fail(book, item, key, d,
                         "'%s' is not the same item as in %s: the versions "
                         "of an item differ in their wording alone; give it "
                         "another id",
                         item->id, jsondoc_path(first->book->doc));
}

static int join_book(struct survey_plan *plan, const struct codebook *book,
                     struct diag *d)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct codebook_item *item = &book->items[i];
        const struct survey_item *first = find_item(plan, item->id);
        if (first != NULL && check_versions(first, book, item, d) != 0)
            return -1;
        if (first == NULL)
            add_item(plan, (struct survey_item){mem_text(item->id), item->kind,
                                                book, item});
        if (plan->count > CODEBOOK_ITEMS)
            return codebook_fail(book, item, "id", d,
                                 "the versions of survey '%s' have more than "
                                 "1900 items and options",
                                 book->survey);
    }
    return 0;
}

int surveys_join(struct surveys *s, struct survey_plan *plan, struct diag *d)
{
    for (size_t i = 0; i < s->n_inputs; i++)
        if (s->inputs[i].plan == plan &&
            join_book(plan, s->inputs[i].book, d) != 0)
            return -1;
    return 0;
}

static bool is_wanted(const struct batch *b)
{
    return b->load && b->input != NULL && b->source->load == responses_load;
}

static int read_book(struct surveys *s, const struct batch *batch,
                     struct diag *d)
{
    struct codebook *book = mem_alloc(sizeof *book);
    s->inputs[s->n_inputs++] =
        (struct survey_input){.batch = batch, .book = book};
    if (codebook_read(book, batch->input->codebook, d) != 0)
        return -1;
    codebook_add_words(book, batch->input->answers);
    return 0;
}

/* One rule for all versions. */
static int check_policy(const struct codebook *first,
                        const struct codebook *book, struct diag *d)
{
    const char *key = first->duplicates != book->duplicates ? "duplicates"
                      : first->anonymous != book->anonymous ? "anonymous"
                      : first->ids_begin_anew != book->ids_begin_anew
                          ? "respondent_ids"
                          : NULL;
    if (key == NULL)
        return 0;
    return jsondoc_fail(book->doc, jsondoc_root(book->doc), NULL, key, d,
                        "must be as in %s, which is of the same survey",
                        jsondoc_path(first->doc));
}

static int plan_input(struct surveys *s, struct survey_input *input,
                      struct diag *d)
{
    for (size_t i = 0; i < s->n_plans; i++) {
        if (strcmp(s->plans[i].book->survey, input->book->survey) != 0)
            continue;
        input->plan = &s->plans[i];
        return check_policy(s->plans[i].book, input->book, d);
    }
    input->plan = &s->plans[s->n_plans++];
    *input->plan = (struct survey_plan){.book = input->book};
    respondents_open(&input->plan->respondents);
    return 0;
}

static int read_all(struct loading *l, struct surveys *s, struct diag *d)
{
    const struct batches *all = &l->batches;
    s->inputs = mem_array(NULL, all->count, sizeof *s->inputs);
    s->plans = mem_array(NULL, all->count, sizeof *s->plans);
    for (size_t i = 0; i < all->count; i++)
        if (is_wanted(&all->list[i]) &&
            (read_book(s, &all->list[i], d) != 0 ||
             plan_input(s, &s->inputs[s->n_inputs - 1], d) != 0))
            return -1;
    return 0;
}

struct survey_input *surveys_find(struct loading *l, const struct batch *batch,
                                  struct diag *d)
{
    if (l->surveys == NULL) {
        l->surveys = mem_alloc(sizeof *l->surveys);
        if (read_all(l, l->surveys, d) != 0)
            return NULL;
    }
    for (size_t i = 0; i < l->surveys->n_inputs; i++)
        if (l->surveys->inputs[i].batch == batch)
            return &l->surveys->inputs[i];
    diag_fail(d, "no codebook was read for this input");
    return NULL;
}

void surveys_free(struct surveys *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < s->n_plans; i++) {
        struct survey_plan *plan = &s->plans[i];
        for (size_t k = 0; k < plan->count; k++)
            free(plan->items[k].id);
        free(plan->items);
        respondents_free(&plan->respondents);
    }
    for (size_t i = 0; i < s->n_inputs; i++) {
        codebook_free(s->inputs[i].book);
        free(s->inputs[i].book);
    }
    free(s->plans);
    free(s->inputs);
    free(s);
}
