/* draft.c - see draft.h. */
#include "ingest/draft/draft.h"

#include "ingest/count.h"
#include "ingest/dialect.h"
#include "ingest/draft/question.h"
#include "ingest/draft/recipe.h"
#include "ingest/draft/write.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 80 };

/* A draft being made. */
struct draft {
    const struct draft_options *options;
    struct recipe recipe;
    struct csvfile *csv;
    struct profiles profiles;
    struct guess *guesses;
    struct block_header *headers;
    json_t *questions;
};

/* How long a question took, as LimeSurvey adds it: "Q1Time". */
static bool is_timing(const struct draft *x, const struct profile *p)
{
    const char *preset = x->options->preset;
    size_t length = strlen(p->header);
    return preset != NULL && strcmp(preset, "limesurvey") == 0 && length > 4 &&
           strcmp(p->header + length - 4, "Time") == 0 &&
           p->whole + p->decimal == p->filled;
}

static void guess_all(struct draft *x)
{
    const char *preset = x->options->preset;
    bool blanks = preset != NULL && strcmp(preset, "kobo") == 0;
    size_t count = x->profiles.count;
    x->guesses = mem_array(NULL, count, sizeof *x->guesses);
    x->headers = mem_array(NULL, count, sizeof *x->headers);
    for (size_t i = 0; i < count; i++) {
        const struct profile *p = &x->profiles.list[i];
        x->headers[i] = block_split(p->header);
        x->guesses[i] = guess_column(p, x->profiles.rows, blanks);
        if (recipe_takes(&x->recipe, p->header) || is_timing(x, p))
            x->guesses[i] = (struct guess){.kind = GUESS_META};
    }
}

static void make_questions(struct draft *x)
{
    struct question_columns c = {&x->profiles, x->guesses, x->headers,
                                 json_object()};
    x->questions = json_array();
    for (size_t i = 0; i < x->profiles.count;) {
        bool nothing = x->profiles.list[i].header[0] == '\0' &&
                       x->profiles.list[i].filled == 0;
        size_t end = i + 1;
        if (x->guesses[i].kind != GUESS_META && !nothing)
            json_array_append_new(x->questions, question_make(&c, i, &end));
        for (bool block = end > i + 1; i < end; i++)
            if (block && x->guesses[i].kind != GUESS_LIKERT)
                x->guesses[i].unsure = false; /* the others tell what it is */
    }
    json_decref(c.ids);
}

static void tell_columns(const struct draft *x)
{
    for (size_t i = 0; i < x->profiles.count; i++) {
        const struct guess *g = &x->guesses[i];
        char name[NAME];
        const char *header = x->profiles.list[i].header;
        if (!g->unsure)
            continue;
        fprintf(stderr, "dripline codebook: column %zu '%s': %s\n", i + 1,
                text_printable(header, strlen(header), name, sizeof name),
                g->why);
    }
}

/* Columns that became no question. */
static void tell_left_out(const struct draft *x)
{
    size_t told = 0;
    for (size_t i = 0; i < x->profiles.count; i++) {
        char name[NAME];
        const char *header = x->profiles.list[i].header;
        if (x->guesses[i].kind != GUESS_META)
            continue;
        fprintf(stderr, "%s'%s'",
                told++ > 0 ? ", " : "dripline codebook: no questions are ",
                text_printable(header, strlen(header), name, sizeof name));
    }
    if (told > 0)
        fputs("\n", stderr);
}

/* What the study is to say of the file, where no preset says it. */
static void tell_fields(const struct draft *x)
{
    json_t *told = json_object();
    for (size_t i = 0; i < x->profiles.count && x->options->preset == NULL;
         i++) {
        const char *header = x->profiles.list[i].header;
        const char *field = x->guesses[i].field;
        if (field != NULL && json_object_get(told, field) == NULL &&
            strcmp(field, header) != 0)
            json_object_set_new(told, field, json_string(header));
    }
    char *text = json_dumps(told, 0);
    if (json_object_size(told) > 0)
        fprintf(stderr,
                "dripline codebook: the input in the study: "
                "\"columns\": %s\n",
                text != NULL ? text : "{}");
    free(text);
    json_decref(told);
}

static void tell(const struct draft *x)
{
    char rows[COUNT_TEXT];
    tell_columns(x);
    tell_left_out(x);
    tell_fields(x);
    fprintf(stderr,
            "dripline codebook: %s rows, %zu columns, %zu questions; replace "
            "each null of \"topic\" and \"facet\", or take it out\n",
            count_text(x->profiles.rows, rows), x->profiles.count,
            json_array_size(x->questions));
}

static json_t *make_book(const struct draft *x)
{
    const char *slash = strrchr(x->options->file, '/');
    const char *name = slash != NULL ? slash + 1 : x->options->file;
    const char *point = strrchr(name, '.');
    char id[29];
    block_id(name, point != NULL ? (size_t)(point - name) : strlen(name), id,
             sizeof id);
    json_t *book = json_object();
    json_object_set_new(book, "survey",
                        json_string(id[0] != '\0' ? id : "survey"));
    json_object_set_new(book, "title", json_string(name));
    json_object_set_new(book, "about", json_string("demand"));
    json_object_set(book, "questions", x->questions);
    return book;
}

static int read_file(struct draft *x, struct diag *d)
{
    if (recipe_read(&x->recipe, x->options, d) != 0)
        return -1;
    x->csv = dialect_open(&x->recipe.dialect, &x->recipe.input, d);
    if (x->csv == NULL ||
        profiles_read(&x->profiles, x->csv, x->recipe.states, d) != 0)
        return -1;
    if (x->profiles.rows > 0)
        return 0;
    diag_at(d, x->options->file, 0, NULL);
    return diag_fail(d, "has no rows to draft a codebook from");
}

int draft_write(const struct draft_options *options, struct diag *d)
{
    struct draft x = {.options = options};
    int result = read_file(&x, d);
    if (result == 0) {
        guess_all(&x);
        make_questions(&x);
        json_t *book = make_book(&x);
        result = write_book(book, options->output, options->overwrite, d);
        json_decref(book);
    }
    if (result == 0)
        tell(&x);
    json_decref(x.questions);
    free(x.guesses);
    free(x.headers);
    profiles_free(&x.profiles);
    csvfile_close(x.csv);
    recipe_free(&x.recipe);
    return result;
}
