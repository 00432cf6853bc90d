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
    {.name = NULL},
};
