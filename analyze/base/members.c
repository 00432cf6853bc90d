/* members.c - see members.h. */
#include "analyze/base/members.h"

#include "analyze/base/catalogue.h"
#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <stdbool.h>
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
    size_t n = f->n_members;
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

/* As many as there can be by their keys, if the file can hold so many. */
static int find_room(size_t *room, sqlite3 *db, struct diag *d)
{
    struct query q = query_open(db,
                                "SELECT (SELECT max(member) FROM member),"
                                " page_count * page_size FROM"
                                " pragma_page_count(), pragma_page_size()",
                                d);
    if (query_next(&q)) {
        int64_t last = query_integer(&q, 0, 0);
        int64_t most = query_integer(&q, 1, 0) / (int64_t)sizeof(struct member);
        *room = last > 0 && last <= most ? (size_t)last : 0;
    }
    return query_close(&q);
}

enum { KEY, ID, JOINED_ON, FULL_ON };
static const char *const columns[] = {"member", "member_id", "joined_on",
                                      "full_on", NULL};

static struct member member_of(struct facts *f, const struct tablescan *s)
{
    size_t length;
    const char *id = tablescan_text(s, ID, &length);
    return (struct member){
        .key = tablescan_integer(s, KEY, -1),
        .id = arena_text(&f->arena, id != NULL ? id : "", length),
        .joined_on = tablescan_int32(s, JOINED_ON, FACT_UNKNOWN),
        .full_on = tablescan_int32(s, FULL_ON, FACT_UNKNOWN)};
}

static int scan_members(struct facts *f, struct tablescan *s, size_t room,
                        struct diag *d)
{
    bool sorted = true;
    int got;
    f->member = mem_array(NULL, room, sizeof *f->member);
    while ((got = tablescan_next(s, d)) == 1) {
        size_t n = f->n_members;
        if (n >= INT32_MAX)
            return diag_fail(d, "more than %d members", INT32_MAX);
        f->member = mem_grow(f->member, n, &room, sizeof *f->member);
        f->member[n] = member_of(f, s);
        sorted &= n == 0 || strcmp(f->member[n - 1].id, f->member[n].id) < 0;
        f->n_members++;
    }
    if (!sorted)
        sort_members(f);
    return got;
}

int members_read(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t room = 0;
    if (find_room(&room, db, d) != 0)
        return -1;
    struct tablescan *s = tablescan_open(db, "member", columns, d);
    int result = s != NULL ? scan_members(f, s, room, d) : -1;
    tablescan_close(s);
    CATALOGUE_KEYS(&f->keys->member, f->member, f->n_members);
    return result;
}
