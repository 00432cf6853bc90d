/*
 * roster.c - writes members, sessions and attendance to measure loading with.
 *
 *   bench-roster MEMBERS ROWS SESSIONS FOLDER [next]
 *
 * What exports look like: ids of twelve characters, Chinese names, attendance
 * in the order of sessions and, within a session, in no order of members. One
 * row in 2,000 is bad, by turns: a member or a session that there is not, a day
 * that there is not, hours that are no number or below zero, an unknown status,
 * a row said twice. The same arguments give the same bytes. Beside the files
 * stands a study.json for dripline-ingest. With "next", each course is held
 * once more, in the month after the year, with places for two courses a member
 * in all: something that can be recommended.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    IDS = 100000000,  /* what eight digits tell apart */
    STEP = 48271,     /* coprime to it, so that ids are in no order */
    PER_BRANCH = 100, /* members */
    PER_COURSE = 50,  /* sessions */
    SEATS = 2,        /* of what is to come, for each member */
    BAD_EVERY = 2000,
    FAULTS = 7
};

struct size {
    long members, rows, sessions;
    const char *folder;
    bool next;
};

static void fail(const char *what)
{
    fprintf(stderr, "bench-roster: %s\n", what);
    exit(1);
}

static FILE *open_file(const struct size *s, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", s->folder, name);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        fail("cannot write into the folder");
    return f;
}

static void close_file(FILE *f)
{
    if (ferror(f) || fclose(f) != 0)
        fail("cannot write");
}

/* The number in the id of member I; IDS - 1 is nobody's. */
static long id_of(long i)
{
    return (long)((uint64_t)i * STEP % (IDS - 1));
}

/* Sebastiano Vigna's splitmix64: a number that looks random for each I. */
static uint64_t chance(uint64_t i)
{
    i += UINT64_C(0x9E3779B97F4A7C15);
    i = (i ^ i >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    i = (i ^ i >> 27) * UINT64_C(0x94D049BB133111EB);
    return i ^ i >> 31;
}

static void write_organizations(const struct size *s)
{
    FILE *f = open_file(s, "organizations.csv");
    fputs("org_id,name\n", f);
    for (long i = 0; i <= s->members / PER_BRANCH; i++)
        fprintf(f, "B%07ld,第%ld支部\n", i, i);
    close_file(f);
}

static void write_members(const struct size *s)
{
    static const char *const names[] = {"王", "李", "张", "刘", "陈", "杨",
                                        "赵", "黄", "周", "吴", "徐", "孙"};
    FILE *f = open_file(s, "members.csv");
    fputs("member_id,name,org_id,joined_on\n", f);
    for (long i = 0; i < s->members; i++) {
        uint64_t c = chance((uint64_t)i);
        fprintf(f, "3301%08ld,%s%s%s,B%07ld,%d-%02d-%02d\n", id_of(i),
                names[c % 12], names[c >> 8 & 7], names[c >> 16 & 7],
                i / PER_BRANCH, (int)(1970 + (c >> 24) % 50),
                (int)(1 + (c >> 32) % 12), (int)(1 + (c >> 40) % 28));
    }
    close_file(f);
}

static void write_courses(const struct size *s)
{
    FILE *courses = open_file(s, "courses.csv");
    FILE *offerings = open_file(s, "offerings.csv");
    fputs("course_id,title\n", courses);
    fputs("offering_id,course_id\n", offerings);
    for (long i = 0; i <= s->sessions / PER_COURSE; i++) {
        fprintf(courses, "C%07ld,第%ld课\n", i, i);
        fprintf(offerings, "O%07ld,C%07ld\n", i, i);
        if (s->next)
            fprintf(offerings, "P%07ld,C%07ld\n", i, i);
    }
    close_file(courses);
    close_file(offerings);
}

/* The day of a session: they are spread over a year, in order. */
static void show_day(const struct size *s, long session, char to[11])
{
    long day = session * 336 / s->sessions; /* 12 months of 28 days */
    snprintf(to, 11, "2025-%02d-%02d", (int)(1 + day / 28),
             (int)(1 + day % 28));
}

static void write_sessions(const struct size *s)
{
    FILE *f = open_file(s, "sessions.csv");
    char day[11];
    long courses = s->sessions / PER_COURSE + 1;
    fprintf(f, "session_id,offering_id,begins,minutes%s\n",
            s->next ? ",seats" : "");
    for (long i = 0; i < s->sessions; i++) {
        show_day(s, i, day);
        fprintf(f, "S%07ld,O%07ld,%s 09:00,%d%s\n", i,
                s->next ? i % courses : i / PER_COURSE, day,
                (int)(60 + 30 * (chance((uint64_t)i) % 7)), s->next ? "," : "");
    }
    for (long i = 0; s->next && i < courses; i++)
        fprintf(f, "N%07ld,P%07ld,2026-01-%02d %02d:00,120,%ld\n", i, i,
                (int)(5 + i % 24), (int)(8 + i % 3 * 3),
                SEATS * s->members / courses);
    close_file(f);
}

/* One row; FAULT as in the list above, -1 none. */
static void write_row(FILE *f, long member, long session, const char *day,
                      uint64_t c, int fault)
{
    static const char *const statuses[] = {"present", "present", "present",
                                           "present", "present", "present",
                                           "late",    "absent"};
    fprintf(f, "3301%08ld,S%07ld,", fault == 0 ? IDS - 1L : id_of(member),
            fault == 1 ? 9999999L : session);
    fputs(fault == 2 ? "2025-02-30" : day, f);
    if (fault == 3 || fault == 4)
        fputs(fault == 3 ? ",two" : ",-2", f);
    else
        fprintf(f, ",%d.%d", (int)(1 + (c >> 8) % 7), (c >> 16 & 1) ? 5 : 0);
    fprintf(f, ",%s", fault == 5 ? "here" : statuses[c >> 24 & 7]);
    if ((c >> 32 & 3) == 0)
        fprintf(f, ",%d.%d\n", (int)(50 + (c >> 40) % 50),
                (int)(c >> 48 & 1) * 5);
    else
        fputs(",\n", f);
}

static void write_attendance(const struct size *s)
{
    FILE *f = open_file(s, "attendance.csv");
    fputs("member_id,session_id,at,hours,status,post\n", f);
    long row = 0;
    for (long session = 0; session < s->sessions; session++) {
        char day[11];
        show_day(s, session, day);
        long end = (long)((double)s->rows * (double)(session + 1) /
                          (double)s->sessions);
        uint64_t c = chance((uint64_t)session + (UINT64_C(1) << 40));
        /* A step that has no factor in common with MEMBERS meets nobody twice
           before it has met all. */
        uint64_t at = c % (uint64_t)s->members;
        uint64_t step = 104729; /* a prime */
        for (; row < end; row++) {
            bool bad = row % BAD_EVERY == BAD_EVERY - 1;
            int fault = bad ? (int)(row / BAD_EVERY % FAULTS) : -1;
            if (fault != 6) /* else the row before is said twice */
                at = (at + step) % (uint64_t)s->members;
            uint64_t of_row = chance((uint64_t)(fault == 6 ? row - 1 : row));
            write_row(f, (long)at, session, day, of_row, fault);
        }
    }
    close_file(f);
}

static void write_study(const struct size *s)
{
    FILE *f = open_file(s, "study.json");
    fputs("{\n  \"study\": \"loading\",\n  \"title\": \"Loading\",\n  "
          "\"period\": [\"2025-01-01\", "
          "\"2025-12-31\"],\n  \"as_of\": \"2025-12-31\",\n"
          "  \"warehouse\": \"warehouse.db\",\n  \"inputs\": [\n",
          f);
    static const char *const kinds[] = {"organizations", "members",
                                        "courses",       "offerings",
                                        "sessions",      "attendance"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        fprintf(f,
                "    {\"name\": \"%s\", \"kind\": \"%s\", \"file\": "
                "\"%s.csv\"}%s\n",
                kinds[i], kinds[i], kinds[i], i < 5 ? "," : "");
    fputs(s->next ? "  ],\n  \"analysis\": {\"recommend\": {\"per_member\": "
                    "10}}\n}\n"
                  : "  ]\n}\n",
          f);
    close_file(f);
}

static long read_count(const char *text)
{
    char *end;
    long count = strtol(text, &end, 10);
    if (*end != '\0' || count < 1 || count > 1000000000)
        fail("a count is a whole number from 1 to 1000000000");
    return count;
}

int main(int argc, char **argv)
{
    if (argc < 5 || argc > 6 || (argc == 6 && strcmp(argv[5], "next") != 0)) {
        fputs("usage: bench-roster MEMBERS ROWS SESSIONS FOLDER [next]\n",
              stderr);
        return 2;
    }
    struct size s = {read_count(argv[1]), read_count(argv[2]),
                     read_count(argv[3]), argv[4], argc == 6};
    if (s.members >= IDS - 1 || s.members % 104729 == 0)
        fail("too many members, or a number of them that will not do");
    mkdir(s.folder, 0777);
    write_organizations(&s);
    write_members(&s);
    write_courses(&s);
    write_sessions(&s);
    write_attendance(&s);
    write_study(&s);
    return 0;
}
