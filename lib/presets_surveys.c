/*
 * presets_surveys.c - presets for exporters of questionnaires; see preset.h.
 * docs/formats.md tells what each takes from which columns.
 *
 * What the answers mean, the codebook says; a preset has the words that its
 * exporter writes where there is no answer.
 */
#include "lib/preset.h"

/* Headers are codes, texts of questions, or "code. Text". */
static const char limesurvey[] =
    "{\"kind\": \"responses\", \"columns\": {"
    " \"respondent_id\": {\"header\": [\"id\", \"id. Response ID\","
    "  \"Response ID\"], \"optional\": true},"
    " \"answered_on\": {\"header\": [\"submitdate\","
    "  \"submitdate. Date submitted\", \"Date submitted\"],"
    "  \"optional\": true, \"missing\": \"1980-01-01 00:00:00\"},"
    " \"seconds\": {\"header\": [\"interviewtime\","
    "  \"interviewtime. Total time\", \"Total time\"], \"optional\": true}},"
    /* Who did not submit has no date of it. */
    " \"skip_rows\": [{\"header\": [\"submitdate\","
    "  \"submitdate. Date submitted\", \"Date submitted\"], \"is\": \"\","
    "  \"optional\": true}],"
    /* Short: Y and N or nothing; long: Yes, No, and N/A for not shown. */
    " \"answers\": {\"not_shown\": \"N/A\","
    "  \"selected\": [\"Y\", \"Yes\", \"1\"],"
    "  \"not_selected\": [\"N\", \"No\", \"0\"]}}";

static const char kobo[] =
    "{\"kind\": \"responses\", \"columns\": {"
    " \"respondent_id\": {\"header\": [\"_uuid\", \"_id\"],"
    "  \"optional\": true},"
    " \"answered_on\": {\"header\": [\"_submission_time\", \"end\"],"
    "  \"optional\": true}},"
    " \"skip_rows\": ["
    /* The second row of headers: tags of the Humanitarian Exchange Language. */
    "  {\"header\": [\"_submission_time\", \"_id\", \"_index\"],"
    "   \"is\": \"#*\", \"optional\": true},"
    "  {\"header\": \"_validation_status\", \"is\": [\"Not Approved\","
    "   \"Not approved\", \"validation_status_not_approved\"],"
    "   \"optional\": true}],"
    " \"answers\": {\"not_shown\": [\"n/a\", \"N/A\"]}}";

/* The first column numbers the rows of one file: it is nobody's id. */
static const char wenjuanxing[] =
    "{\"kind\": \"responses\", \"columns\": {"
    " \"answered_on\": {\"header\": [\"提交答卷时间\", \"提交时间\"],"
    "  \"optional\": true},"
    " \"seconds\": {\"header\": [\"所用时间\", \"答题时长\"],"
    "  \"optional\": true}},"
    " \"answers\": {\"not_shown\": [\"(跳过)\", \"（跳过）\", \"-3\"],"
    "  \"missing\": [\"(空)\", \"（空）\", \"-2\"]}}";

/* The rows of texts and of import ids are left out where they are there. */
static const char qualtrics[] =
    "{\"kind\": \"responses\", \"columns\": {"
    " \"respondent_id\": {\"header\": [\"ResponseId\", \"ResponseID\"],"
    "  \"optional\": true},"
    " \"answered_on\": {\"header\": [\"EndDate\", \"RecordedDate\"],"
    "  \"optional\": true},"
    " \"seconds\": {\"header\": \"Duration (in seconds)\","
    "  \"optional\": true}},"
    " \"skip_rows\": ["
    "  {\"header\": [\"EndDate\", \"RecordedDate\", \"StartDate\"],"
    "   \"is\": [\"End Date\", \"Recorded Date\", \"Start Date\","
    "    \"{\\\"ImportId\\\"*\"], \"optional\": true},"
    "  {\"header\": \"Status\", \"is\": [\"Survey Preview\","
    "   \"Survey Test\", \"Spam\", \"1\", \"2\", \"8\", \"9\", \"12\","
    "   \"17\"], \"optional\": true},"
    "  {\"header\": \"Finished\", \"is\": [\"False\", \"FALSE\", \"false\","
    "   \"0\"], \"optional\": true}],"
    " \"answers\": {\"missing\": \"-99\"}}";

const struct preset presets_surveys[] = {
    {.name = "limesurvey",
     .title = "LimeSurvey's export of responses",
     .parts = {{.keys = limesurvey}}},
    {.name = "kobo",
     .title = "KoboToolbox's CSV export",
     .parts = {{.keys = kobo}}},
    {.name = "wenjuanxing",
     .title = "Wenjuanxing's (问卷星) export of answers",
     .parts = {{.keys = wenjuanxing}}},
    {.name = "qualtrics",
     .title = "Qualtrics' CSV export",
     .parts = {{.keys = qualtrics}}},
    {.name = NULL},
};
