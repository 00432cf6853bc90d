/*
 * presets.c - presets for exporters of courses, rosters and attendance; see
 * preset.h. docs/formats.md tells what each takes from which columns.
 */
#include "lib/preset.h"

const struct preset presets_exporters[] = {
    {
        .name = "moodle-completion",
        .title = "Moodle's course completion report",
        .parts = {{.keys = "{\"kind\": \"attendance\", \"columns\": {"
                           " \"member_id\": {\"header\": [\"ID number\","
                           "  \"学号\", \"工号\", \"编号\"]},"
                           " \"at\": {\"header\": [\"Course complete\","
                           "  \"课程完成\"]},"
                           " \"progress\": {\"constant\": \"100\"}},"
                           " \"skip_rows\": [{\"header\": [\"Course complete\","
                           "  \"课程完成\"], \"is\": [\"\", \"-\"]}]}"}},
    },
    {.name = NULL},
};
