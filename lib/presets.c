/*
 * presets.c - presets for exporters of courses, rosters and attendance; see
 * preset.h. docs/formats.md tells what each takes from which columns.
 */
#include "lib/preset.h"

/* The member's number, as Moodle heads it in several languages. */
#define MOODLE_MEMBER                                                     \
    "\"member_id\": {\"header\": [\"ID number\", \"学号\", \"工号\"," \
    " \"编号\", \"ID 号\"]}"

/* Moodle's attendance: tabs, no quotes, three lines before the header. */
#define MOODLE_ATTENDANCE \
    "\"delimiter\": \"tab\", \"quotes\": false, \"skip_lines\": 3"

#define MOODLE_DATES "\"headed\": [\"D Mon Y\", \"Y-M-D\"]"

/* OneRoster: a folder of files, UTF-8 with commas; what is marked as deleted,
   and who teaches, is passed over. */
#define ONEROSTER_BEGIN(kind)                                                 \
    "{\"kind\": \"" kind "\", \"encoding\": \"UTF-8\", \"delimiter\": \",\"," \
    " \"columns\": {"
#define ONEROSTER_GONE \
    "{\"header\": \"status\", \"is\": [\"tobedeleted\", \"inactive\"]}"
#define ONEROSTER_END "}, \"skip_rows\": [" ONEROSTER_GONE "]}"
#define ONEROSTER_DAY(header) \
    "{\"header\": \"" header "\", \"format\": \"Y-M-D\"}"

#define ONEROSTER_ORGS                               \
    ONEROSTER_BEGIN("organizations")                 \
    "\"org_id\": \"sourcedId\", \"name\": \"name\"," \
    "\"parent_id\": \"parentSourcedId\", \"kind\": \"type\"" ONEROSTER_END
#define ONEROSTER_USERS(columns)                                        \
    ONEROSTER_BEGIN("members")                                          \
    "\"member_id\": \"sourcedId\", \"name\": \"username\",\"status\": " \
    "{\"constant\": \"\"}," columns ONEROSTER_END
#define ONEROSTER_COURSES      \
    ONEROSTER_BEGIN("courses") \
    "\"course_id\": \"sourcedId\", \"title\": \"title\"" ONEROSTER_END
#define ONEROSTER_CLASSES                                                 \
    ONEROSTER_BEGIN("offerings")                                          \
    "\"offering_id\": \"sourcedId\", \"course_id\": \"courseSourcedId\"," \
    "\"provider_id\": \"schoolSourcedId\", \"title\": \"title\"" ONEROSTER_END
#define ONEROSTER_ENROLLMENTS                                                \
    ONEROSTER_BEGIN("enrolments")                                            \
    "\"member_id\": \"userSourcedId\", \"offering_id\": \"classSourcedId\"," \
    "\"called_on\": " ONEROSTER_DAY(                                         \
        "beginDate") "}, \"skip_rows\": [" ONEROSTER_GONE                    \
                     ", {\"header\": \"role\","                              \
                     "\"is\": [\"teacher\", \"administrator\", \"aide\", "   \
                     "\"proctor\"]}]}"
#define ONEROSTER_ROLES                                                       \
    ONEROSTER_BEGIN("roles")                                                  \
    "\"member_id\": \"userSourcedId\", \"role\": \"role\","                   \
    "\"org_id\": \"orgSourcedId\","                                           \
    "\"begin_on\": " ONEROSTER_DAY("beginDate") ","                           \
                                                "\"end_on\": " ONEROSTER_DAY( \
                                                    "endDate") ONEROSTER_END

const struct preset presets_exporters[] = {
    {
        .name = "moodle-attendance",
        .title = "Moodle's attendance plugin, text format",
        .parts =
            {
                {.name = "sessions",
                 .keys = "{\"kind\": \"sessions\", " MOODLE_ATTENDANCE ","
                         " \"wide\": {\"rows\": \"headers\", " MOODLE_DATES "},"
                         " \"columns\": {"
                         "  \"session_id\": {\"header\": \"@id\"},"
                         "  \"begins\": {\"header\": \"@date\"}}}",
                 .needs = {{"offering_id", NULL, "{\"constant\": \"O1\"}",
                            "the export does not say what was held"},
                           {"hours", "minutes", "{\"constant\": \"1.5\"}",
                            "the export has no durations"}}},
                {.name = "attendance",
                 .keys = "{\"kind\": \"attendance\", " MOODLE_ATTENDANCE ","
                         " \"wide\": {" MOODLE_DATES ","
                         "  \"until\": \" (\", \"same\": \"←\","
                         "  \"skip\": [\"?\", \"-?\","
                         "   \"User enrolment *\"]},"
                         " \"columns\": {" MOODLE_MEMBER ","
                         "  \"session_id\": {\"header\": \"@id\"},"
                         "  \"status\": {\"header\": \"@1\", \"values\": {"
                         "   \"P\": \"present\", \"-P\": \"present\","
                         "   \"L\": \"late\", \"-L\": \"late\","
                         "   \"E\": \"excused\", \"-E\": \"excused\","
                         "   \"A\": \"absent\", \"-A\": \"absent\"}}}}"},
            },
    },
    {
        .name = "moodle-completion",
        .title = "Moodle's course completion report",
        .parts = {{.keys = "{\"kind\": \"attendance\", \"columns\": "
                           "{" MOODLE_MEMBER ","
                           " \"at\": {\"header\": [\"Course complete\","
                           "  \"课程完成\"]},"
                           " \"progress\": {\"constant\": \"100\"}},"
                           " \"skip_rows\": [{\"header\": [\"Course complete\","
                           "  \"课程完成\"], \"is\": [\"\", \"-\"],"
                           " \"optional\": true}]}",
                   .needs = {{"course_id", NULL, "{\"constant\": \"C1\"}",
                              "the export does not say which course it is "
                              "of"}}}},
    },
    {
        .name = "moodle-activities",
        .title = "Moodle's activity completion report",
        .parts = {{.keys =
                       "{\"kind\": \"attendance\","
                       " \"wide\": {\"from\": 3, \"columns\": 2,"
                       "  \"prefix\": \"\","
                       "  \"skip\": [\"-\", \"Not completed*\", \"未完成*\"]},"
                       " \"columns\": {" MOODLE_MEMBER ","
                       "   \"course_id\": {\"header\": \"@id\"},"
                       "  \"at\": {\"header\": \"@2\"},"
                       "  \"progress\": {\"constant\": \"100\"}}}"}},
    },
    {
        .name = "oneroster-1.1",
        .title = "OneRoster 1.1, a folder of CSV files",
        .release = "1.1",
        .parts =
            {
                {.name = "orgs", .file = "orgs.csv", .keys = ONEROSTER_ORGS},
                {.name = "users",
                 .file = "users.csv",
                 .keys = ONEROSTER_USERS(
                     "\"org_id\": {\"header\": \"orgSourcedIds\","
                     " \"until\": \",\"}, \"attribute.role\": \"role\"")},
                {.name = "courses",
                 .file = "courses.csv",
                 .keys = ONEROSTER_COURSES},
                {.name = "classes",
                 .file = "classes.csv",
                 .keys = ONEROSTER_CLASSES},
                {.name = "enrollments",
                 .file = "enrollments.csv",
                 .keys = ONEROSTER_ENROLLMENTS},
            },
    },
    {
        .name = "oneroster-1.2",
        .title = "OneRoster 1.2, a folder of CSV files",
        .release = "1.2",
        .parts =
            {
                {.name = "orgs", .file = "orgs.csv", .keys = ONEROSTER_ORGS},
                {.name = "users",
                 .file = "users.csv",
                 .keys =
                     ONEROSTER_USERS("\"org_id\": \"primaryOrgSourcedId\"")},
                {.name = "roles", .file = "roles.csv", .keys = ONEROSTER_ROLES},
                {.name = "courses",
                 .file = "courses.csv",
                 .keys = ONEROSTER_COURSES},
                {.name = "classes",
                 .file = "classes.csv",
                 .keys = ONEROSTER_CLASSES},
                {.name = "enrollments",
                 .file = "enrollments.csv",
                 .keys = ONEROSTER_ENROLLMENTS},
            },
    },
    {.name = NULL},
};
