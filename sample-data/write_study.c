/* write_study.c - see write_office.h. */
#include "sample-data/write_office.h"

static const char *const study[] = {
    "{",
    "  \"study\": \"qinglan-2025\",",
    "  \"title\": \"Qinglan county: training and demand, 2025\",",
    "  \"title_zh\": \"青岚县2025年培训与需求\",",
    "  \"as_of\": \"2025-12-31\",",
    "  \"period\": [\"2025-01-01\", \"2025-12-31\"],",
    "  \"seed\": 2025,",
    "  \"warehouse\": \"qinglan.db\",",
    "  \"inputs\": [",
    "    {\"kind\": \"organizations\", \"name\": \"organizations\",",
    "     \"file\": \"organizations.csv\"},",
    "    {\"kind\": \"topics\", \"name\": \"topics\", \"file\": "
    "\"topics.csv\"},",
    "    {\"kind\": \"members\", \"name\": \"roster\", \"file\": "
    "\"members.csv\"},",
    "    {\"kind\": \"memberships\", \"name\": \"memberships\",",
    "     \"file\": \"memberships.csv\"},",
    "    {\"kind\": \"attributes\", \"name\": \"attributes\",",
    "     \"file\": \"attributes.csv\"},",
    "    {\"kind\": \"roles\", \"name\": \"roles\", \"file\": \"roles.csv\"},",
    "    {\"kind\": \"identities\", \"name\": \"identities\",",
    "     \"file\": \"identities.csv\"},",
    "    {\"kind\": \"courses\", \"name\": \"courses\", \"file\": "
    "\"courses.csv\",",
    "     \"max_rejects\": 2},",
    "    {\"kind\": \"venues\", \"name\": \"venues\", \"file\": "
    "\"venues.csv\",",
    "     \"max_rejects\": 2,",
    "     \"columns\": {\"venue_id\": \"场所编号\", \"name\": \"名称\",",
    "       \"kind\": {\"header\": \"类别\", \"values\": {",
    "         \"示范点\": \"demonstration-site\", \"基地\": \"base\",",
    "         \"远程站点\": \"remote-site\", \"教室\": \"classroom\"}},",
    "       \"org_id\": \"所属组织\", \"place\": \"地点\",",
    "       \"seats\": \"座位数\"}},",
    "    {\"kind\": \"instructors\", \"name\": \"instructors\",",
    "     \"file\": \"instructors.csv\", \"max_rejects\": 2},",
    "    {\"kind\": \"offerings\", \"name\": \"offerings\",",
    "     \"file\": \"offerings.csv\"},",
    "    {\"kind\": \"sessions\", \"name\": \"sessions\", \"file\": "
    "\"sessions.csv\"},",
    "    {\"kind\": \"enrolments\", \"name\": \"enrolments\",",
    "     \"file\": \"enrolments.csv\"},",
    "    {\"kind\": \"attendance\", \"name\": \"attendance\",",
    "     \"file\": \"attendance.csv\"},",
    "    {\"kind\": \"attendance\", \"name\": \"scans\",",
    "     \"file\": \"scans.csv\"},",
    "    {\"kind\": \"choices\", \"name\": \"choices\", \"file\": "
    "\"choices.csv\"},",
    "    {\"kind\": \"targets\", \"name\": \"targets\", \"file\": "
    "\"targets.csv\"},",
    "    {\"kind\": \"assessments\", \"name\": \"assessments\",",
    "     \"file\": \"assessments.csv\", \"delimiter\": \";\"},",
    "    {\"kind\": \"responses\", \"name\": \"demand\", \"file\": "
    "\"responses.csv\",",
    "     \"codebook\": \"codebook.json\",",
    "     \"columns\": {\"respondent_id\": \"序号\",",
    "       \"answered_on\": \"提交答卷时间\", \"seconds\": \"所用时间(秒)\",",
    "       \"member_id\": \"会员编号\"}},",
    "    {\"kind\": \"responses\", \"name\": \"followup-c001\",",
    "     \"file\": \"followup_c001.csv\", \"codebook\": "
    "\"followup_c001.json\",",
    "     \"columns\": {\"respondent_id\": \"answer_id\"}},",
    "    {\"kind\": \"responses\", \"name\": \"followup-c025\",",
    "     \"file\": \"followup_c025.csv\", \"codebook\": "
    "\"followup_c025.json\",",
    "     \"columns\": {\"respondent_id\": \"answer_id\"}},",
    "    {\"kind\": \"interviews\", \"name\": \"interviews\",",
    "     \"file\": \"interviews.csv\"},",
    "    {\"kind\": \"population\", \"name\": \"population\",",
    "     \"file\": \"population.csv\"}",
    "  ],",
    "  \"words_zh\": {\"secretary\": \"支部书记\",",
    "    \"committee\": \"支委\", \"leading\": \"骨干\",",
    "    \"residence\": \"居住地\", \"rural\": \"农村\",",
    "    \"urban\": \"城镇\", \"migrant\": \"流动会员\",",
    "    \"retired\": \"离退休\", \"education\": \"学历\",",
    "    \"primary\": \"小学\", \"junior-secondary\": \"初中\",",
    "    \"senior-secondary\": \"高中\", \"college\": \"大专\",",
    "    \"university\": \"本科\", \"sector\": \"行业\",",
    "    \"farming\": \"农业\", \"industry\": \"工业\",",
    "    \"public-service\": \"公共服务\", \"services\": \"服务业\",",
    "    \"trade\": \"商贸\", \"village-branch\": \"村支部\",",
    "    \"community-branch\": \"社区支部\",",
    "    \"enterprise-branch\": \"企业支部\",",
    "    \"township-committee\": \"乡镇委员会\", \"bureau\": \"部门\"},",
    "  \"policy\": \"policy.json\",",
    "  \"analysis\": {\"record\": {\"peers\": [\"residence\"]},",
    "    \"recommend\": {\"kappa\": 12, \"beta\": 0.4}},",
    "  \"reports\": {\"folder\": \"report\", \"key_file\": \"dripline.key\"}",
    "}"};

static const char *const standing[] = {
    "  \"standing\": {",
    "    \"indicators\": {\"coverage\": 2, \"hours\": 3,"
    " \"requirements-met\": 4,",
    "      \"response-rate\": 1, \"change\": 1},",
    "    \"sources\": {\"measured\": 60, \"self\": 10, \"participants\": 15,",
    "      \"supervisors\": 15}",
    "  }",
    "}"};

static const char *const policy[] = {
    "{",
    "  \"requirements\": [",
    "    {\"id\": \"member-hours\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"32 hours a year of centralized or collective"
    " learning\",",
    "     \"title_zh\": \"全年集中培训和集体学习不少于32学时\",",
    "     \"who\": {\"status\": [\"full\", \"probationary\"]},",
    "     \"what\": {\"unit\": \"hours\", \"amount\": 32,",
    "       \"form\": [\"centralized\", \"collective\"]},",
    "     \"window\": {\"kind\": \"calendar-year\"}, \"prorate\": true},",
    "    {\"id\": \"leader-hours\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"56 hours a year for secretaries and committee"
    " members\",",
    "     \"title_zh\": \"支部书记和支委全年集中培训和集体学习不少于56学时\",",
    "     \"who\": {\"role\": [\"secretary\", \"committee\"]},",
    "     \"what\": {\"unit\": \"hours\", \"amount\": 56,",
    "       \"form\": [\"centralized\", \"collective\"]},",
    "     \"window\": {\"kind\": \"calendar-year\"}, \"prorate\": true},",
    "    {\"id\": \"leader-centralized\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"One centralized training a year for secretaries and"
    " committee members\",",
    "     \"title_zh\": \"支部书记和支委每年至少参加1次集中培训\",",
    "     \"who\": {\"role\": [\"secretary\", \"committee\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\"]},",
    "     \"window\": {\"kind\": \"calendar-year\"}},",
    "    {\"id\": \"secretary-rotation\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"A county rotation training a year for secretaries\",",
    "     \"title_zh\": \"支部书记每年参加1次县级轮训\",",
    "     \"who\": {\"role\": [\"secretary\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\"], \"level\": [\"county\"]},",
    "     \"window\": {\"kind\": \"calendar-year\"}},",
    "    {\"id\": \"appointment\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"Centralized training within six months of appointment"
    " as secretary\",",
    "     \"title_zh\": \"新任支部书记半年内参加1次集中培训\",",
    "     \"who\": {\"role\": [\"secretary\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\"]},",
    "     \"window\": {\"kind\": \"after-event\", \"event\": \"appointed\",",
    "       \"months\": 6}},",
    "    {\"id\": \"probation\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"One centralized training in the year of probation\",",
    "     \"title_zh\": \"预备期内参加1次集中培训\",",
    "     \"who\": {\"status\": [\"full\", \"probationary\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\"]},",
    "     \"window\": {\"kind\": \"after-event\", \"event\": \"joined\",",
    "       \"months\": 12}},",
    "    {\"id\": \"first-year\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"One centralized training in the first year as a full"
    " member\",",
    "     \"title_zh\": \"转正后一年内参加1次集中培训\",",
    "     \"who\": {\"status\": [\"full\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\"]},",
    "     \"window\": {\"kind\": \"after-event\", \"event\": \"became-full\",",
    "       \"months\": 12}},",
    "    {\"id\": \"winter-spring\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"Winter and spring training for rural members\",",
    "     \"title_zh\": \"农村会员冬春轮训\",",
    "     \"who\": {\"attribute\": {\"residence\": [\"rural\"]}},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\", \"collective\"]},",
    "     \"window\": {\"kind\": \"season\", \"from\": \"11-01\","
    " \"to\": \"03-31\"}},",
    "    {\"id\": \"leading-rotation\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"Rotation training of leading members every five"
    " years\",",
    "     \"title_zh\": \"骨干会员五年内轮训一遍\",",
    "     \"who\": {\"role\": [\"leading\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"centralized\"],",
    "       \"level\": [\"national\", \"provincial\", \"municipal\","
    " \"county\"]},",
    "     \"window\": {\"kind\": \"rolling-years\", \"years\": 5}},",
    "    {\"id\": \"electives\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"At least five electives a year from the menu\",",
    "     \"title_zh\": \"每年从菜单中选学不少于5门\",",
    "     \"who\": {\"status\": [\"full\", \"probationary\"]},",
    "     \"what\": {\"unit\": \"courses\", \"amount\": 5,",
    "       \"course_kind\": \"elective\"},",
    "     \"window\": {\"kind\": \"calendar-year\"}, \"prorate\": true},",
    "    {\"id\": \"branch-lecture\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"A lecture in every branch each quarter\",",
    "     \"title_zh\": \"支部每季度至少讲1次课\",",
    "     \"subject\": \"organization\",",
    "     \"who\": {\"kind\": [\"village-branch\", \"community-branch\",",
    "       \"enterprise-branch\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"collective\"]},",
    "     \"window\": {\"kind\": \"calendar-quarter\"}},",
    "    {\"id\": \"theme-day\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"A theme day in every township each quarter\",",
    "     \"title_zh\": \"乡镇每季度至少开展1次主题日活动\",",
    "     \"subject\": \"organization\",",
    "     \"who\": {\"kind\": [\"township-committee\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"form\": [\"organizational-life\"]},",
    "     \"window\": {\"kind\": \"calendar-quarter\"}},",
    "    {\"id\": \"demonstration-class\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"A demonstration class of every bureau each year\",",
    "     \"title_zh\": \"部门每年至少举办1期示范班\",",
    "     \"subject\": \"organization\",",
    "     \"who\": {\"kind\": [\"bureau\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1,",
    "       \"method\": [\"observation\"]},",
    "     \"window\": {\"kind\": \"calendar-year\"}},",
    "    {\"id\": \"leading-lecture\", \"valid_from\": \"2024-01-01\",",
    "     \"title\": \"Leading members teach once a year\",",
    "     \"title_zh\": \"骨干会员每年至少讲授1次课\",",
    "     \"subject\": \"instructor\",",
    "     \"who\": {\"role\": [\"leading\"]},",
    "     \"what\": {\"unit\": \"sessions\", \"amount\": 1},",
    "     \"window\": {\"kind\": \"calendar-year\"}}",
    "  ],",
    "  \"exemptions\": ["};

static void write_exemption(struct sheet *s, int32_t member,
                            const char *requirement, const char *begin,
                            const char *reason, const char *end)
{
    char id[ID_TEXT];
    sheet_row(s,
              "    {\"member_id\": \"%s\", \"requirement\": \"%s\",\n"
              "     \"begin_on\": \"%s\", \"end_on\": \"2026-12-31\","
              " \"reason\": \"%s\"}%s",
              world_member_id(member, id), requirement, begin, reason, end);
}

/* Two retired members, and the one secretary who was planted as exempt. */
static void write_exemptions(const struct roster *r, struct sheet *s)
{
    int32_t retired = 0;
    for (int32_t m = 1; m <= r->world.members && retired < 2; m++) {
        const struct person *p = &r->people[m];
        if (!p->retired || p->place < 5 || p->left_on != DATE_NONE)
            continue;
        write_exemption(s, m, "member-hours", "2025-01-01", "long illness",
                        ",");
        retired++;
    }
    for (int32_t m = 1; m <= r->world.members; m++)
        if (r->people[m].plan == PLAN_EXEMPT)
            write_exemption(s, m, "appointment", "2025-01-01",
                            "seconded to another county", "");
}

void write_study(const struct roster *r, struct folder *folder)
{
    struct sheet s = sheet_open(folder, "policy.json", NULL);
    sheet_copy(folder, "study.json", study, COUNT_OF(study));
    for (size_t i = 0; i < COUNT_OF(policy); i++)
        sheet_row(&s, "%s", policy[i]);
    write_exemptions(r, &s);
    sheet_row(&s, "  ],\n  \"duplicate\": {\"repeat_topic\": true,"
                  " \"provider_overlap\": 0.5, \"min_members\": 10,\n"
                  "    \"max_calls\": 4, \"call_roles\": [\"leading\"]},");
    for (size_t i = 0; i < COUNT_OF(standing); i++)
        sheet_row(&s, "%s", standing[i]);
    sheet_close(&s);
}
