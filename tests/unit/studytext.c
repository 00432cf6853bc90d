/* studytext.c - see studytext.h. */
#include "tests/unit/studytext.h"

#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char studytext[] =
    "{ \"study\": \"qinglan-2025\",\n"
    "  \"title\": \"Training\", \"title_zh\": \"\xE5\x9F\xB9\xE8\xAE\xAD\",\n"
    "  \"as_of\": \"2025-12-31\",\n"
    "  \"period\": [\"2025-01-01\", \"2025-12-31\"],\n"
    "  \"seed\": 2025,\n"
    "  \"warehouse\": \"q.db\",\n"
    "  \"inputs\": [\n"
    "    { \"kind\": \"members\", \"name\": \"roster\",\n"
    "      \"file\": \"members.csv\",\n"
    "      \"encoding\": \"GB18030\", \"delimiter\": \";\",\n"
    "      \"skip_lines\": 2, \"header_rows\": 3, \"max_rejects\": 5,\n"
    "      \"columns\": {\n"
    "        \"member_id\": \"No.\",\n"
    "        \"joined_on\": 4,\n"
    "        \"status\": { \"values\": { \"A\": \"full\" },\n"
    "          \"missing\": [\"N/A\", \"-\"] },\n"
    "        \"minutes\": { \"header\": \"long\", \"unit\": \"seconds\" },\n"
    "        \"org_id\": { \"constant\": \"O1\" },\n"
    "        \"topics\": { \"headers\": [\"Job\", \"Theme\"],\n"
    "          \"list\": \"python\", \"make\": true }\n"
    "      } },\n"
    "    { \"kind\": \"responses\", \"name\": \"demand\",\n"
    "      \"file\": \"answers.csv\", \"codebook\": \"codebook.json\" }\n"
    "  ],\n"
    "  \"words_zh\": { \"rural\": \"\xE5\x86\x9C\" },"
    "  \"policy\": \"policy.json\",\n"
    "  \"analysis\": {\n"
    "    \"record\": { \"peers\": [\"residence\"] },\n"
    "    \"requirement\": { \"due_days\": 60 },\n"
    "    \"survey\": { \"survey\": \"d\", \"min_answered\": 0.5 },\n"
    "    \"need\": { \"survey\": \"d\", \"cross_hair\": \"mean\" },\n"
    "    \"segment\": { \"survey\": \"d\", \"k\": 4, \"k_max\": 8,\n"
    "      \"starts\": 16, \"stability\": 0.8 },\n"
    "    \"recommend\": { \"lambda\": 50, \"topics\": 1.5,\n"
    "      \"prior_days\": 365, \"kappa\": 5, \"beta\": 1,\n"
    "      \"per_member\": 5, \"retake_days\": 730 },\n"
    "    \"effect\": { \"min_pairs\": 5, \"fdr\": 0.05 },\n"
    "    \"duplicate\": { \"min_members\": 10, \"overlap\": 0.5 }\n"
    "  },\n"
    "  \"reports\": { \"folder\": \"out\", \"key_file\": \"k\",\n"
    "    \"threshold\": 12, \"cell_threshold\": 6,\n"
    "    \"identify\": [\"records\"] }\n"
    "}\n";

void studytext_file(void **state, const char *name, const char *text)
{
    free(scratch_write(state, name, text, strlen(text)));
}

int studytext_make(void **state)
{
    if (scratch_make(state) != 0)
        return -1;
    studytext_file(state, "members.csv", "a\n");
    studytext_file(state, "answers.csv", "a\n");
    studytext_file(state, "codebook.json", "{}\n");
    studytext_file(state, "policy.json", "{\"requirements\": []}\n");
    return 0;
}

char *studytext_change(const char *from, const char *to)
{
    const char *at = strstr(studytext, from);
    if (at == NULL)
        fail_msg("no %s in the study", from);
    return mem_format("%.*s%s%s", (int)(at - studytext), studytext, to,
                      at + strlen(from));
}

int studytext_read(void **state, const char *text, struct study *study,
                   struct diag *d)
{
    char *path = scratch_write(state, "study.json", text, strlen(text));
    int result = study_read(study, path, d);
    free(path);
    return result;
}

void studytext_read_well(void **state, const char *text, struct study *study)
{
    struct diag d = {0};
    if (studytext_read(state, text, study, &d) != 0)
        fail_msg("line %ld: %s: %s", d.line, d.column, d.text);
}
