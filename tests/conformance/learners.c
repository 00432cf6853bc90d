/* learners.c - see learners.h. */
#include "tests/conformance/learners.h"

#include "lib/mem.h"

#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOPICS = 1000, JOB = 7, THEME = 9 };

/* A course taken: when, by whom. */
struct event {
    long member, course;
    char when[20];
};

/* What the reading of the courses has found so far. */
struct reader {
    struct learners *l;
    long *id; /* by course */
    char *name[MOST_TOPICS];
    size_t rows, column, room;
};

static uint32_t topic_of(struct reader *r, size_t column, const char *text,
                         size_t length)
{
    char *name = mem_format("%zu%.*s", column, (int)length, text);
    size_t t = 0;
    while (t < r->l->topics && strcmp(r->name[t], name) != 0)
        t++;
    if (t < r->l->topics || t == MOST_TOPICS)
        free(name);
    else
        r->name[r->l->topics++] = name;
    return (uint32_t)t;
}

static void add_wish(struct learners *l, size_t course, uint32_t topic)
{
    struct ridge_wish *list = l->wish[course];
    size_t at = l->wishes[course];
    if (at == LEARNERS_TOPICS || topic >= MOST_TOPICS)
        return;
    for (; at > 0 && list[at - 1].topic > topic; at--)
        list[at] = list[at - 1];
    list[at] = (struct ridge_wish){topic, 1};
    l->wishes[course]++;
}

/* ['One', "It's two"]: what stands between quotes of the same kind. */
static void read_topics(struct reader *r, char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        char quote = text[at++];
        if (quote != '\'' && quote != '"')
            continue;
        size_t begin = at;
        while (at < length && text[at] != quote)
            at++;
        add_wish(r->l, r->l->courses,
                 topic_of(r, r->column, text + begin, at - begin));
        at++;
    }
}

static void end_cell(void *text, size_t length, void *self)
{
    struct reader *r = self;
    if (r->rows > 0 && r->column == 0) {
        size_t n = r->l->courses + 1;
        r->id = mem_array(r->id, n, sizeof *r->id);
        r->l->wish = mem_array(r->l->wish, n, sizeof *r->l->wish);
        r->l->wishes = mem_array(r->l->wishes, n, sizeof *r->l->wishes);
        r->l->wishes[n - 1] = 0;
        r->id[n - 1] = strtol(text, NULL, 10);
    }
    if (r->rows > 0 && r->column >= JOB && r->column <= THEME)
        read_topics(r, text, length);
    r->column++;
}

static void end_row(int sign, void *self)
{
    struct reader *r = self;
    (void)sign;
    r->l->courses += r->rows > 0;
    r->rows++;
    r->column = 0;
}

static int read_courses(struct reader *r, const char *folder)
{
    char *path = mem_format("%s/mars/items_en.csv", folder);
    FILE *in = fopen(path, "r");
    free(path);
    if (in == NULL)
        return -1;
    struct csv_parser p;
    char bytes[65536];
    size_t got;
    csv_init(&p, CSV_APPEND_NULL);
    while ((got = fread(bytes, 1, sizeof bytes, in)) > 0)
        csv_parse(&p, bytes, got, end_cell, end_row, r);
    csv_fini(&p, end_cell, end_row, r);
    csv_free(&p);
    fclose(in);
    return 0;
}

struct events {
    struct event *list;
    size_t count, room;
};

/* The member's id stands first (0) or second (1); the time is field WHEN. */
static int read_events(struct events *e, const char *folder, const char *name,
                       size_t member_at, int when)
{
    char *path = mem_format("%s/mars/%s", folder, name);
    FILE *in = fopen(path, "r");
    free(path);
    char line[512];
    while (in != NULL && fgets(line, sizeof line, in) != NULL) {
        char *rest;
        long id[2];
        id[0] = strtol(line, &rest, 10);
        if (rest == line)
            continue; /* the header */
        id[1] = strtol(rest + 1, &rest, 10);
        for (int i = 2; i < when; i++)
            rest = strchr(rest + 1, ',');
        e->list = mem_grow(e->list, e->count, &e->room, sizeof *e->list);
        struct event *to = &e->list[e->count++];
        *to = (struct event){id[member_at], id[1 - member_at], ""};
        snprintf(to->when, sizeof to->when, "%.19s", rest + 1);
    }
    if (in == NULL)
        return -1;
    fclose(in);
    return 0;
}

static int by_time(const void *one, const void *two)
{
    const struct event *a = one, *b = two;
    if (a->member != b->member)
        return a->member < b->member ? -1 : 1;
    int order = strcmp(a->when, b->when);
    return order != 0 ? order
                      : (a->course > b->course) - (a->course < b->course);
}

static int by_number(const void *one, const void *two)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    return (a > b) - (a < b);
}

static size_t course_of(const struct reader *r, long id)
{
    size_t c = 0;
    while (c < r->l->courses && r->id[c] != id)
        c++;
    return c;
}

/* The COUNT events of one member, by time. */
static void add_learner(struct reader *r, const struct event *e, size_t count,
                        size_t number, size_t later_at)
{
    struct learners *l = r->l;
    struct learner p = {number, course_of(r, e[0].course), later_at, 0};
    if (p.first == l->courses)
        return;
    uint32_t *later = l->later + later_at;
    for (size_t i = 1; i < count; i++) {
        size_t c = course_of(r, e[i].course), j = 0;
        while (j < p.count && later[j] != c)
            j++;
        if (c < l->courses && c != p.first && j == p.count)
            later[p.count++] = (uint32_t)c;
    }
    if (p.count == 0)
        return;
    qsort(later, p.count, sizeof *later, by_number);
    l->learner[l->members++] = p;
}

static void list_learners(struct reader *r, struct events *e)
{
    struct learners *l = r->l;
    l->later = mem_array(NULL, e->count, sizeof *l->later);
    l->learner = mem_array(NULL, e->count, sizeof *l->learner);
    if (e->count > 1)
        qsort(e->list, e->count, sizeof *e->list, by_time);
    size_t number = 0;
    for (size_t i = 0, end; i < e->count; i = end, number++) {
        for (end = i;
             end < e->count && e->list[end].member == e->list[i].member;)
            end++;
        add_learner(r, e->list + i, end - i, number, i);
    }
}

static void weigh(struct learners *l)
{
    l->idf = mem_alloc((l->topics + 1) * sizeof *l->idf);
    for (size_t c = 0; c < l->courses; c++)
        for (size_t i = 0; i < l->wishes[c]; i++)
            l->idf[l->wish[c][i].topic] += 1;
    for (size_t t = 0; t < l->topics; t++)
        l->idf[t] = log((1 + (double)l->courses) / (1 + l->idf[t])) + 1;
}

int learners_read(struct learners *l, const char *folder)
{
    struct events e = {0};
    struct reader r = {.l = l};
    *l = (struct learners){0};
    int status =
        read_courses(&r, folder) != 0 ||
                read_events(&e, folder, "implicit_ratings_en.csv", 1, 2) != 0 ||
                read_events(&e, folder, "explicit_ratings_en.csv", 0, 3) != 0
            ? -1
            : 0;
    if (status == 0) {
        list_learners(&r, &e);
        weigh(l);
    } else {
        learners_free(l);
    }
    for (size_t t = 0; t < MOST_TOPICS; t++)
        free(r.name[t]);
    free(r.id);
    free(e.list);
    return status;
}

void learners_free(struct learners *l)
{
    free(l->learner);
    free(l->later);
    free(l->wish);
    free(l->wishes);
    free(l->idf);
    *l = (struct learners){0};
}

static double length_of(const struct learners *l, size_t c)
{
    double sum = 0;
    for (size_t i = 0; i < l->wishes[c]; i++)
        sum += l->idf[l->wish[c][i].topic] * l->idf[l->wish[c][i].topic];
    return sqrt(sum);
}

double learners_match(const struct learners *l, size_t a, size_t b)
{
    double sum = 0;
    for (size_t i = 0; i < l->wishes[a]; i++)
        for (size_t j = 0; j < l->wishes[b]; j++)
            if (l->wish[a][i].topic == l->wish[b][j].topic)
                sum +=
                    l->idf[l->wish[a][i].topic] * l->idf[l->wish[a][i].topic];
    return sum > 0 ? sum / length_of(l, a) / length_of(l, b) : 0;
}
