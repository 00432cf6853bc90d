/* write_people.c - see write_people.h. */
#include "sample-data/write_people.h"

#include <stdio.h>

static const char *yes_no(bool is)
{
    return is ? "yes" : "no";
}

static const char *residence(bool rural)
{
    return rural ? "rural" : "urban";
}

/* A name of two or three characters. */
static void member_name(const struct world *w, int32_t member, char *to,
                        size_t size)
{
    struct chance c = world_chance(w, CHANCE_NAME, (uint64_t)member);
    /* the first surnames are the common ones */
    int32_t surname = chance_below(&c, 1 + chance_below(&c, SURNAMES));
    const char *first = words_given[chance_below(&c, GIVEN_NAMES)];
    const char *second = words_given[chance_below(&c, GIVEN_NAMES)];
    snprintf(to, size, "%s%s%s", words_surnames[surname], first,
             chance_hit(&c, 6500) ? second : "");
}

/* What is dated in attributes.csv is empty in members.csv. */
static void write_row(const struct roster *r, struct sheet *s, int32_t m,
                      const char *name)
{
    const struct person *p = &r->people[m];
    char id[ID_TEXT], born[DATE_TEXT], joined[DATE_TEXT], full[DATE_TEXT];
    bool changed = p->changed_on != DATE_NONE;
    sheet_row(s, "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s", world_member_id(m, id),
              name, p->female ? "female" : "male", date_write(p->born, born),
              date_write(p->joined, joined), date_write(p->full, full),
              changed && p->was_rural != p->rural ? "" : residence(p->rural),
              changed && p->old_sector != p->sector ? ""
                                                    : roster_sectors[p->sector],
              roster_educations[p->education], yes_no(p->migrant),
              yes_no(p->retired));
}

static void write_member(const struct roster *r, struct sheet *s, int32_t m)
{
    char name[64];
    member_name(&r->world, m, name, sizeof name);
    write_row(r, s, m, name);
    if (m % 1400 == 350) { /* listed twice */
        sheet_mark(s, "duplicate");
        write_row(r, s, m, name);
    }
    if (m % 1400 == 1050)
        sheet_bad(s, "bad-date",
                  "QX%06d,%s,male,1990-02-30,2015-07-01,2016-07-01,rural,"
                  "farming,college,no,no",
                  m, name);
}

static void write_members(const struct roster *r, struct folder *folder)
{
    struct sheet s = sheet_open(
        folder, "members.csv",
        "member_id,name,gender,born_on,joined_on,full_on,attribute.residence,"
        "attribute.sector,attribute.education,attribute.migrant,"
        "attribute.retired");
    for (int32_t m = 1; m <= r->world.members; m++)
        write_member(r, &s, m);
    sheet_close(&s);
}

static void write_membership(const struct world *w, struct sheet *s, int32_t m,
                             int32_t branch, const char *status, int32_t begin,
                             int32_t end)
{
    char id[ID_TEXT], org[ID_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    if (end != DATE_NONE && end < begin)
        return;
    sheet_row(s, "%s,%s,%s,%s,%s", world_member_id(m, id),
              world_org_id(w, ORG_BRANCH + branch, org), status,
              date_write(begin, from), date_write(end, to));
}

/* Time on probation is told of those who joined lately. */
static void write_memberships_of(const struct roster *r, struct sheet *s,
                                 int32_t m)
{
    const struct person *p = &r->people[m];
    const struct world *w = &r->world;
    int32_t full = p->full == DATE_NONE ? INT32_MAX : p->full;
    if (p->joined >= date_day(2020, 1, 1))
        write_membership(w, s, m, p->branch, "probationary", p->joined,
                         full == INT32_MAX ? DATE_NONE : full - 1);
    if (full == INT32_MAX)
        return;
    int32_t end = p->moved_on != DATE_NONE  ? p->moved_on - 1
                  : p->left_on != DATE_NONE ? p->left_on
                                            : DATE_NONE;
    write_membership(w, s, m, p->branch, "full", full, end);
    if (p->moved_on != DATE_NONE)
        write_membership(w, s, m, p->new_branch, "full", p->moved_on,
                         DATE_NONE);
    if (p->back_on != DATE_NONE)
        write_membership(w, s, m, p->branch, "full", p->back_on, DATE_NONE);
}

static void write_memberships(const struct roster *r, struct folder *folder)
{
    struct sheet s = sheet_open(folder, "memberships.csv",
                                "member_id,org_id,status,begin_on,end_on");
    for (int32_t m = 1; m <= r->world.members; m++) {
        write_memberships_of(r, &s, m);
        if (m % 1500 == 400)
            sheet_bad(&s, "unknown-id", "QX%06d,QL-01-01,full,2012-07-01,", m);
        if (m % 1500 == 800)
            sheet_bad(&s, "unknown-id", "QL%06d,QL-77-01,full,2012-07-01,", m);
        if (m % 1500 == 1200)
            sheet_bad(&s, "out-of-order",
                      "QL%06d,QL-01-01,full,2012-07-01,2011-07-01", m);
    }
    sheet_close(&s);
}

static void write_attribute(struct sheet *s, int32_t m, const char *name,
                            const char *old, const char *now, int32_t day)
{
    char id[ID_TEXT], to[DATE_TEXT];
    sheet_row(s, "%s,%s,%s,,%s", world_member_id(m, id), name, old,
              date_write(day - 1, to));
    sheet_row(s, "%s,%s,%s,%s,", id, name, now, date_write(day, to));
}

static void write_attributes(const struct roster *r, struct folder *folder)
{
    struct sheet s = sheet_open(folder, "attributes.csv",
                                "member_id,attribute,value,begin_on,end_on");
    for (int32_t m = 1; m <= r->world.members; m++) {
        const struct person *p = &r->people[m];
        if (p->changed_on == DATE_NONE)
            continue;
        if (p->sector != p->old_sector)
            write_attribute(&s, m, "sector", roster_sectors[p->old_sector],
                            roster_sectors[p->sector], p->changed_on);
        if (p->rural != p->was_rural)
            write_attribute(&s, m, "residence", residence(p->was_rural),
                            residence(p->rural), p->changed_on);
    }
    sheet_close(&s);
}

static void write_roles(const struct roster *r, struct folder *folder)
{
    struct sheet s = sheet_open(folder, "roles.csv",
                                "member_id,role,org_id,begin_on,end_on");
    char id[ID_TEXT], org[ID_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    for (int32_t m = 1; m <= r->world.members; m++) {
        const struct person *p = &r->people[m];
        for (int i = 0; i < 2 && p->posts[i].kind != POST_NONE; i++) {
            const struct post *post = &p->posts[i];
            int32_t at =
                post->kind == POST_LEADING
                    ? ORG_TOWNSHIP + world_township(&r->world, p->branch)
                    : ORG_BRANCH + p->branch;
            sheet_row(&s, "%s,%s,%s,%s,%s", world_member_id(m, id),
                      roster_post_words[post->kind],
                      world_org_id(&r->world, at, org),
                      date_write(post->begin, from), date_write(post->end, to));
        }
        if (m % 1500 == 700)
            sheet_bad(&s, "bad-date", "QL%06d,committee,QL-01-01,2024-13-01,",
                      m);
        if (m % 1500 == 900)
            sheet_bad(&s, "unknown-id", "QX%06d,secretary,QL-01-01,2024-03-01,",
                      m);
    }
    sheet_close(&s);
}

static void write_identities(const struct roster *r, struct folder *folder)
{
    struct sheet s =
        sheet_open(folder, "identities.csv", "member_id,namespace,other_id");
    char id[ID_TEXT];
    for (int32_t m = 1; m <= r->world.members; m++) {
        struct chance c = world_chance(&r->world, CHANCE_NAME,
                                       UINT64_C(1) << 40 | (uint64_t)m);
        if (chance_hit(&c, 3000))
            sheet_row(&s, "%s,learning-platform,u%07d", world_member_id(m, id),
                      m * 3 + 1000);
    }
    sheet_close(&s);
}

struct margins {
    int32_t rural[2], sector[5], education[5], migrant[2], retired[2];
};

static void write_population(const struct roster *r, struct folder *folder)
{
    struct margins n = {0};
    for (int32_t m = 1; m <= r->world.members; m++) {
        const struct person *p = &r->people[m];
        if (person_branch(p, r->world.as_of) < 0)
            continue;
        n.rural[p->rural]++;
        n.sector[p->sector]++;
        n.education[p->education]++;
        n.migrant[p->migrant]++;
        n.retired[p->retired]++;
    }
    struct sheet s =
        sheet_open(folder, "population.csv", "attribute,value,members");
    for (int i = 0; i < 2; i++)
        sheet_row(&s, "residence,%s,%d", residence(i == 1), n.rural[i]);
    for (int i = 0; i < 5; i++)
        sheet_row(&s, "sector,%s,%d", roster_sectors[i], n.sector[i]);
    for (int i = 0; i < 5; i++)
        sheet_row(&s, "education,%s,%d", roster_educations[i], n.education[i]);
    for (int i = 0; i < 2; i++)
        sheet_row(&s, "migrant,%s,%d", yes_no(i == 1), n.migrant[i]);
    for (int i = 0; i < 2; i++)
        sheet_row(&s, "retired,%s,%d", yes_no(i == 1), n.retired[i]);
    sheet_close(&s);
}

void write_people(const struct roster *r, struct folder *folder)
{
    write_members(r, folder);
    write_memberships(r, folder);
    write_attributes(r, folder);
    write_roles(r, folder);
    write_identities(r, folder);
    write_population(r, folder);
}
