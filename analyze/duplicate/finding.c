/* finding.c - see finding.h. */
#include "analyze/duplicate/finding.h"

#include "analyze/base/query.h"
#include "analyze/requirement/policy.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

void findings_add(struct findings *list, const struct finding *finding)
{
    list->finding = mem_grow(list->finding, list->count, &list->room,
                             sizeof *list->finding);
    list->finding[list->count++] = *finding;
}

static int32_t provider_of(const struct facts *f, int32_t session)
{
    return session == FACT_NONE ? FACT_NONE : f->session[session].provider;
}

struct finding finding_of(const struct facts *f, enum finding_kind kind,
                          uint32_t member, int32_t first, int32_t second)
{
    int32_t day = second == FACT_NONE ? FACT_UNKNOWN : f->session[second].day;
    return (struct finding){.kind = kind,
                            .member = (int32_t)member,
                            .topic = FACT_NONE,
                            .first = first,
                            .second = second,
                            .first_provider = provider_of(f, first),
                            .second_provider = provider_of(f, second),
                            .year = day == FACT_UNKNOWN ? 0 : date_year(day),
                            .members = 1};
}

int finding_rows_open(struct finding_rows *to, const struct run *r,
                      bool planned, struct diag *d)
{
    *to = (struct finding_rows){.r = r, .planned = planned};
    struct query q = query_open(
        r->db, "SELECT max(finding) FROM duplicate WHERE run = ?1", d);
    query_bind(&q, 1, r->key);
    if (query_next(&q))
        to->number = query_integer(&q, 0, 0);
    if (query_close(&q) != 0)
        return -1;
    to->rows = bulk_open(r->db,
                         "INSERT INTO duplicate SELECT c0, c1, c2, c3, c4, c5,"
                         " c6, c7, c8, c9, c10, c11, c12, c13 FROM bulk",
                         14, d);
    return to->rows == NULL ? -1 : 0;
}

static char *words_of(const struct run *r, const struct finding *n)
{
    const struct facts *f = r->facts;
    const char *first = n->first == FACT_NONE ? "" : f->session[n->first].id;
    const char *second = n->second == FACT_NONE ? "" : f->session[n->second].id;
    switch (n->kind) {
    case FINDING_MULTI_PROVIDER:
        return mem_format("%s and %s both taught %s in %d: %u members were in "
                          "both audiences, the smaller of which has %u",
                          f->org[n->first_provider].id,
                          f->org[n->second_provider].id, f->topic[n->topic].id,
                          (int)n->year, n->members, n->number);
    case FINDING_OVERLAPPING_TIME:
        return mem_format("%s and %s share %lld minutes", first, second,
                          (long long)n->minutes);
    case FINDING_REPEAT_TOPIC:
        return mem_format("%s taught %s again after %s%s in %d", second,
                          f->topic[n->topic].id, first,
                          n->higher ? ", a class of a higher level," : "",
                          (int)n->year);
    case FINDING_SAME_RECORD:
        if (n->first == n->second)
            return mem_format("%s is recorded by two inputs on one day", first);
        return mem_format("%s and %s are one course at one time", first,
                          second);
    case FINDING_OVER_CALL:
        return mem_format("call %u of %d; the policy allows %lld a year%s%s",
                          n->number, (int)n->year,
                          (long long)r->policy->duplicate.max_calls,
                          *second == '\0' ? "" : ": ", second);
    case FINDING_KINDS:
        break;
    }
    return mem_text("");
}

/* The key of the entity at index I, or nothing. */
static void add_key(struct bulk *b, int32_t i, int64_t key)
{
    if (i == FACT_NONE)
        bulk_null(b);
    else
        bulk_integer(b, key);
}

static int64_t session_key(const struct facts *f, int32_t i)
{
    return i == FACT_NONE ? 0 : f->session[i].key;
}

static int64_t org_key(const struct facts *f, int32_t i)
{
    return i == FACT_NONE ? 0 : f->org[i].key;
}

static const char *const kind_words[] = {
    [FINDING_MULTI_PROVIDER] = "multi-provider",
    [FINDING_OVERLAPPING_TIME] = "overlapping-time",
    [FINDING_REPEAT_TOPIC] = "repeat-topic",
    [FINDING_SAME_RECORD] = "same-record",
    [FINDING_OVER_CALL] = "over-call"};

int finding_rows_add(struct finding_rows *to, const struct finding *n,
                     struct diag *d)
{
    const struct facts *f = to->r->facts;
    struct bulk *b = to->rows;
    const char *kind = kind_words[n->kind];
    bulk_integer(b, to->r->key);
    bulk_integer(b, ++to->number);
    bulk_text(b, kind, strlen(kind));
    add_key(b, n->member, n->member < 0 ? 0 : f->member[n->member].key);
    add_key(b, n->topic, n->topic < 0 ? 0 : f->topic[n->topic].key);
    add_key(b, n->first, session_key(f, n->first));
    add_key(b, n->second, session_key(f, n->second));
    add_key(b, n->first_provider, org_key(f, n->first_provider));
    add_key(b, n->second_provider, org_key(f, n->second_provider));
    bulk_integer(b, n->year);
    bulk_integer(b, n->members);
    bulk_integer(b, n->minutes);
    char *words = words_of(to->r, n);
    bulk_text(b, words, strlen(words));
    free(words);
    bulk_integer(b, to->planned);
    return bulk_end_row(b, d);
}

int finding_rows_end(struct finding_rows *to, int status, struct diag *d)
{
    struct bulk *rows = to->rows;
    to->rows = NULL;
    return bulk_end(rows, status, d);
}
