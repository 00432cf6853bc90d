/* members.c - see members.h. */
#include "analyze/base/members.h"

#include "analyze/base/catalogue.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <stdlib.h>
#include <string.h>

/* Members in the order of their ids. */
struct member_order {
    uint64_t start; /* the first bytes of the id, as a number */
    const char *id;
    size_t at;
};

static int by_id(const void *one, const void *other)
{
    const struct member_order *a = one, *b = other;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return strcmp(a->id, b->id);
}

static uint64_t start_of(const char *id)
{
    uint64_t start = 0;
    for (size_t i = 0; i < sizeof start; i++) {
        start = start << 8 | (unsigned char)*id;
        id += *id != '\0';
    }
    return start;
}

static void sort_members(struct facts *f)
{
    size_t n = f->n_members, sorted = 1;
    while (sorted < n &&
           strcmp(f->member[sorted - 1].id, f->member[sorted].id) < 0)
        sorted++;
    if (sorted >= n)
        return;
    struct member_order *order = mem_array(NULL, n, sizeof *order);
    for (size_t i = 0; i < n; i++)
        order[i] = (struct member_order){start_of(f->member[i].id),
                                         f->member[i].id, i};
    qsort(order, n, sizeof *order, by_id);
    struct member *list = mem_array(NULL, n, sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] = f->member[order[i].at];
    free(order);
    free(f->member);
    f->member = list;
}

int members_read(struct facts *f, sqlite3 *db, struct diag *d)
{
    static const char *const columns[] = {"member",    "member_id", "born_on",
                                          "joined_on", "full_on",   NULL};
    size_t room = 0, length;
    struct tablescan *s = tablescan_open(db, "member", columns, d);
    int got = s != NULL ? 0 : -1;
    while (s != NULL && (got = tablescan_next(s, d)) == 1) {
        if (f->n_members >= INT32_MAX) {
            got = diag_fail(d, "more than %d members", INT32_MAX);
            break;
        }
        const char *id = tablescan_text(s, 1, &length);
        f->member = mem_grow(f->member, f->n_members, &room, sizeof *f->member);
        f->member[f->n_members++] = (struct member){
            .key = tablescan_integer(s, 0, -1),
            .id = arena_text(&f->arena, id != NULL ? id : "", length),
            .born_on = tablescan_int32(s, 2, FACT_UNKNOWN),
            .joined_on = tablescan_int32(s, 3, FACT_UNKNOWN),
            .full_on = tablescan_int32(s, 4, FACT_UNKNOWN)};
    }
    tablescan_close(s);
    sort_members(f);
    CATALOGUE_KEYS(&f->keys->member, f->member, f->n_members);
    return got;
}
