/* source_table.c - the kinds of input; see source.h. */
#include "ingest/source.h"

#include "ingest/also.h"
#include "ingest/attendance.h"
#include "ingest/survey/responses.h"
#include "ingest/words.h"

/* Bounds: counts up to a thousand million, money up to 10^12. */
#define COUNT .low = 0, .high = 1000000000
#define MONEY .low = 0, .high = 100000000000000
#define SCORE .low = -100000000, .high = 100000000
#define YEAR .low = 1600, .high = 2400

/* How fields are written below. MUST begins those that a row cannot lack. */
#define MUST .required = true
#define APART .apart = true
#define ID(n) .name = n, .type = CELL_ID
#define TEXT(n) .name = n, .type = CELL_TEXT
#define DAY(n) .name = n, .type = CELL_DAY
#define STAMP(n) .name = n, .type = CELL_STAMP
#define WHOLE(n) .name = n, .type = CELL_INTEGER
#define DECIMAL(n) .name = n, .type = CELL_HUNDREDTHS
#define WORD(n, list) .name = n, .type = CELL_WORD, .words = list
#define REFERS(n, to) .name = n, .type = CELL_ID, .refers = to
#define FROM(n) .not_before = n
#define DURATION                                                         \
    .name = "minutes", .other = "hours", .other_unit = STUDY_UNIT_HOURS, \
    .type = CELL_MINUTES, .low = 0, .high = 1000000

const struct source source_table[] = {
    {
        .kind = "organizations",
        .entity = ENTITY_ORGANIZATION,
        .insert = "INSERT INTO organization (org, org_id, name, parent, level,"
                  " kind, begin_on, end_on, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 FROM bulk",
        .fields =
            {
                {MUST, ID("org_id")},
                {MUST, TEXT("name")},
                {REFERS("parent_id", ENTITY_ORGANIZATION)},
                {WORD("level", words_levels)},
                {TEXT("kind")},
                {DAY("begin_on")},
                {DAY("end_on"), FROM("begin_on")},
            },
    },
    {
        .kind = "topics",
        .entity = ENTITY_TOPIC,
        .insert = "INSERT INTO topic (topic, topic_id, name, name_zh, parent,"
                  " kind, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM bulk",
        .fields =
            {
                {MUST, ID("topic_id")},
                {MUST, TEXT("name")},
                {TEXT("name_zh")},
                {REFERS("parent_id", ENTITY_TOPIC)},
                {TEXT("kind")},
            },
    },
    {
        .kind = "members",
        .entity = ENTITY_MEMBER,
        .insert = "INSERT INTO member (member, member_id, name, gender,"
                  " born_on, joined_on, full_on, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM bulk",
        .table = "member",
        .columns = also_member_columns,
        .attributes = true,
        .also = also_member,
        .also_table = {"membership", "member_attribute"},
        .also_names = {also_membership_columns, also_attribute_columns},
        .fields =
            {
                {MUST, ID("member_id")},
                {TEXT("name")},
                {TEXT("gender")},
                {DAY("born_on")},
                {DAY("joined_on")},
                {DAY("full_on"), FROM("joined_on")},
                {REFERS("org_id", ENTITY_ORGANIZATION), APART},
                {WORD("status", words_standings), APART},
            },
    },
    {
        .kind = "identities",
        .together = true,
        .unique = {"namespace", "other_id"},
        .owner = "member_id",
        .unique_select = "SELECT namespace || x'1f' || other_id, batch, line"
                         " FROM identity",
        .insert = "INSERT INTO identity (member, namespace, other_id, batch,"
                  " line) SELECT c0, c1, c2, c3, c4 FROM bulk",
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {MUST, ID("namespace")},
                {MUST, ID("other_id")},
            },
    },
    {
        .kind = "memberships",
        .insert = "INSERT INTO membership (member, org, status, begin_on,"
                  " end_on, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6 FROM bulk",
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {MUST, REFERS("org_id", ENTITY_ORGANIZATION)},
                {WORD("status", words_standings)},
                {DAY("begin_on")},
                {DAY("end_on"), FROM("begin_on")},
            },
    },
    {
        .kind = "attributes",
        .insert = "INSERT INTO member_attribute (member, attribute, value,"
                  " begin_on, end_on, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6 FROM bulk",
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {MUST, ID("attribute")},
                {MUST, TEXT("value")},
                {DAY("begin_on")},
                {DAY("end_on"), FROM("begin_on")},
            },
    },
    {
        .kind = "roles",
        .insert = "INSERT INTO role (member, role, org, begin_on, end_on,"
                  " batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6 FROM bulk",
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {MUST, ID("role")},
                {REFERS("org_id", ENTITY_ORGANIZATION)},
                {DAY("begin_on")},
                {DAY("end_on"), FROM("begin_on")},
            },
    },
    {
        .kind = "courses",
        .entity = ENTITY_COURSE,
        .insert = "INSERT INTO course (course, course_id, title, kind,"
                  " audience, language, level, minutes, seats, cost,"
                  " description, batch, line) SELECT c0, c1, c2,"
                  " coalesce(c3, 'public'), c4, c5, c6, c7, c8, c9, c10,"
                  " c11, c12 FROM bulk",
        .fields =
            {
                {MUST, ID("course_id")},
                {MUST, TEXT("title")},
                {WORD("kind", words_course_kinds), .closed = true},
                {TEXT("audience")},
                {TEXT("language")},
                {TEXT("level")},
                {DURATION},
                {WHOLE("seats"), COUNT},
                {DECIMAL("cost"), MONEY},
                {TEXT("description")},
                {REFERS("topics", ENTITY_TOPIC),
                 .link = "INSERT INTO course_topic (course, topic, batch,"
                         " line) SELECT c0, c1, c2, c3 FROM bulk"},
                {REFERS("prerequisites", ENTITY_COURSE),
                 .link = "INSERT INTO course_prerequisite (course, requires,"
                         " batch, line) SELECT c0, c1, c2, c3 FROM bulk"},
            },
    },
    {
        .kind = "venues",
        .entity = ENTITY_VENUE,
        .insert = "INSERT INTO venue (venue, venue_id, name, kind, org, place,"
                  " seats, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM bulk",
        .fields =
            {
                {MUST, ID("venue_id")},
                {MUST, TEXT("name")},
                {TEXT("kind")},
                {REFERS("org_id", ENTITY_ORGANIZATION)},
                {TEXT("place")},
                {WHOLE("seats"), COUNT},
            },
    },
    {
        .kind = "instructors",
        .entity = ENTITY_INSTRUCTOR,
        .insert = "INSERT INTO instructor (instructor, instructor_id, name,"
                  " engagement, provider, member, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6, c7 FROM bulk",
        .fields =
            {
                {MUST, ID("instructor_id")},
                {TEXT("name")},
                {WORD("engagement", words_engagements), .closed = true},
                {REFERS("provider_id", ENTITY_ORGANIZATION)},
                {REFERS("member_id", ENTITY_MEMBER)},
                {REFERS("fields", ENTITY_TOPIC),
                 .link = "INSERT INTO instructor_field (instructor, topic,"
                         " batch, line) SELECT c0, c1, c2, c3 FROM bulk"},
            },
    },
    {
        .kind = "offerings",
        .entity = ENTITY_OFFERING,
        .insert = "INSERT INTO offering (offering, offering_id, course,"
                  " provider, title, begin_on, end_on, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8 FROM bulk",
        .fields =
            {
                {MUST, ID("offering_id")},
                {MUST, REFERS("course_id", ENTITY_COURSE)},
                {REFERS("provider_id", ENTITY_ORGANIZATION)},
                {TEXT("title")},
                {DAY("begin_on")},
                {DAY("end_on"), FROM("begin_on")},
            },
    },
    {
        .kind = "sessions",
        .entity = ENTITY_SESSION,
        .insert = "INSERT INTO session (session, session_id, offering,"
                  " provider, level, form, channel, method, venue, begins,"
                  " ends, minutes, seats, headcount, cost, fund, materials,"
                  " batch, line) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8,"
                  " c9, c10, c11, c12, c13, c14, c15, c16, c17, c18 FROM bulk",
        .fields =
            {
                {MUST, ID("session_id")},
                {MUST, REFERS("offering_id", ENTITY_OFFERING)},
                {REFERS("provider_id", ENTITY_ORGANIZATION)},
                {WORD("level", words_levels)},
                {WORD("form", words_forms)},
                {WORD("channel", words_channels)},
                {WORD("method", words_methods)},
                {REFERS("venue_id", ENTITY_VENUE)},
                {STAMP("begins")},
                {STAMP("ends"), FROM("begins")},
                {DURATION},
                {WHOLE("seats"), COUNT},
                {WHOLE("headcount"), COUNT},
                {DECIMAL("cost"), MONEY},
                {TEXT("fund")},
                {WHOLE("materials"), COUNT},
                {REFERS("instructors", ENTITY_INSTRUCTOR),
                 .link = "INSERT INTO session_instructor (session, instructor,"
                         " batch, line) SELECT c0, c1, c2, c3 FROM bulk"},
            },
    },
    {
        .kind = "enrolments",
        .unique = {"member_id", "offering_id"},
        .insert = "INSERT INTO enrolment (member, offering, called_on,"
                  " called_by, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5 FROM bulk",
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {MUST, REFERS("offering_id", ENTITY_OFFERING)},
                {DAY("called_on")},
                {REFERS("called_by", ENTITY_ORGANIZATION)},
            },
    },
    {
        .kind = "choices",
        .unique = {"member_id", "course_id"},
        .insert = "INSERT INTO course_choice (member, course, rank, day,"
                  " batch, line) SELECT c0, c1, c2, c3, c4, c5 FROM bulk",
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {MUST, REFERS("course_id", ENTITY_COURSE)},
                {MUST, WHOLE("rank"), .low = 1, .high = 1000000},
                {DAY("day")},
            },
    },
    {
        .kind = "targets",
        .together = true,
        .unique = {"org_id", "indicator", "year"},
        .unique_select = "SELECT org_id || x'1f' || indicator || x'1f' ||"
                         " year, t.batch, t.line"
                         " FROM target t JOIN organization USING (org)",
        .insert = "INSERT INTO target (org, indicator, year, amount, batch,"
                  " line) SELECT c0, c1, c2, c3, c4, c5 FROM bulk",
        .fields =
            {
                {MUST, REFERS("org_id", ENTITY_ORGANIZATION)},
                {MUST, ID("indicator")},
                {MUST, WHOLE("year"), YEAR},
                {MUST, DECIMAL("amount"), MONEY},
            },
    },
    {
        .kind = "assessments",
        .together = true,
        .unique = {"org_id", "indicator", "year", "assessor"},
        .unique_select = "SELECT org_id || x'1f' || indicator || x'1f' ||"
                         " year || x'1f' || assessor, a.batch, a.line"
                         " FROM assessment a JOIN organization USING (org)",
        .insert = "INSERT INTO assessment (org, indicator, year, assessor,"
                  " score, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6 FROM bulk",
        .fields =
            {
                {MUST, REFERS("org_id", ENTITY_ORGANIZATION)},
                {MUST, ID("indicator")},
                {MUST, WHOLE("year"), YEAR},
                {MUST, WORD("assessor", words_assessors), .closed = true},
                {MUST, DECIMAL("score"), SCORE},
            },
    },
    {
        .kind = "population",
        .together = true,
        .unique = {"attribute", "value"},
        .unique_select = "SELECT attribute || x'1f' || value, batch, line"
                         " FROM population",
        .insert = "INSERT INTO population (attribute, value, members, batch,"
                  " line) SELECT c0, c1, c2, c3, c4 FROM bulk",
        .fields =
            {
                {MUST, ID("attribute")},
                {MUST, ID("value")},
                {MUST, WHOLE("members"), COUNT},
            },
    },
    {
        .kind = "responses",
        .together = true,
        .load = responses_load,
        .fields =
            {
                {ID("respondent_id")},
                {REFERS("member_id", ENTITY_MEMBER)},
                {REFERS("rater_id", ENTITY_MEMBER)},
                {.name = "answered_on", .type = CELL_MOMENT},
                {TEXT("seconds")}, /* responses.c reads them */
            },
    },
    {
        .kind = "interviews",
        .entity = ENTITY_INTERVIEW,
        .repeats = true,
        .unique = {"interview_id", "topic_id"},
        .also = also_interview,
        .also_insert = {"INSERT INTO interview_theme (interview, topic,"
                        " strength, batch, line)"
                        " SELECT c0, c1, c2, c3, c4 FROM bulk"},
        .also_columns = {5},
        .insert = "INSERT INTO interview (interview, interview_id, member,"
                  " org, day, batch, line)"
                  " SELECT c0, c1, c2, c3, c4, c5, c6 FROM bulk",
        .fields =
            {
                {MUST, ID("interview_id")},
                {REFERS("member_id", ENTITY_MEMBER)},
                {REFERS("org_id", ENTITY_ORGANIZATION)},
                {DAY("day")},
                {MUST, REFERS("topic_id", ENTITY_TOPIC), APART},
                {MUST, WHOLE("strength"), APART, .low = 1, .high = 5},
            },
    },
    {
        .kind = "attendance",
        .beside = "memberships",
        .load = attendance_load,
        .fields =
            {
                {MUST, REFERS("member_id", ENTITY_MEMBER)},
                {REFERS("session_id", ENTITY_SESSION)},
                {REFERS("course_id", ENTITY_COURSE)},
                {.name = "at", .type = CELL_MOMENT},
                {DURATION},
                {WORD("status", words_statuses), .closed = true},
                {DECIMAL("pre"), SCORE},
                {DECIMAL("post"), SCORE},
                {DECIMAL("rating"), SCORE},
                {DECIMAL("progress"), .low = 0, .high = 10000},
            },
    },
    {.kind = NULL},
};
