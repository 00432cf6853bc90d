/* alias.c - see alias.h. */
#include "ingest/alias.h"

#include "lib/attr.h"
#include "lib/narrow.h"

#include <stddef.h>
#include <string.h>

enum { NAME_BYTES = 128 };

/* The names of a field, parted by '|'. */
static const struct {
    const char *field, *names;
} aliases[] = {
    {"member_id",
     "人员编号|成员编号|会员编号|党员编号|学员编号|工号|学号|member no|"
     "member number|staff no|staff id|employee id|person id"},
    {"name", "姓名|名称|单位名称|组织名称|full name"},
    {"gender", "性别|sex"},
    {"born_on", "出生日期|date of birth|birth date"},
    {"joined_on", "入会日期|入党日期|入党时间|加入日期|date joined|join date"},
    {"full_on", "转正日期|转正时间"},
    {"org_id", "单位编号|组织编号|机构编号|支部编号|organization id|"
               "organisation id|unit id"},
    {"parent_id", "上级编号|上级单位编号|上级组织编号|parent"},
    {"status", "状态|出勤状态|考勤状态"},
    {"level", "级别|层级"},
    {"form", "形式|培训形式"},
    {"channel", "渠道"},
    {"method", "方式|教学方式"},
    {"role", "职务|岗位|post held"},
    {"begin_on", "开始日期|起始日期|任职日期|start date|begin date"},
    {"end_on", "结束日期|截止日期|离任日期|end date"},
    {"topic_id", "主题编号|topic no"},
    {"topics", "主题"},
    {"course_id", "课程编号|课程代码|course no|course code"},
    {"title", "课程名称|标题|course title|course name"},
    {"hours", "学时|小时|时长(小时)"},
    {"minutes", "分钟|时长(分钟)|duration (min)"},
    {"seats", "名额|座位数|capacity"},
    {"cost", "费用|经费"},
    {"venue_id", "场地编号"},
    {"instructor_id", "教师编号|讲师编号"},
    {"offering_id", "班次编号|培训班编号|class id"},
    {"session_id", "场次编号|活动编号|session no"},
    {"begins", "开始时间|start time"},
    {"ends", "结束时间|end time"},
    {"headcount", "参训人数|人数"},
    {"called_on", "调训日期"},
    {"at", "签到时间|日期|时间|date|date and time"},
    {"pre", "前测|训前成绩|pre test"},
    {"post", "后测|训后成绩|post test"},
    {"rating", "评分|满意度"},
    {"progress", "进度|完成度"},
    {"rank", "志愿|排序"},
    {"day", "日期|date"},
    {"indicator", "指标"},
    {"year", "年度|年份"},
    {"amount", "数量|目标值"},
    {"score", "得分|分数"},
};

/* The name without what makes no difference, closed by a NUL. */
static void plain(const char *name, size_t length, char to[NAME_BYTES])
{
    char narrow[NAME_BYTES];
    size_t used = narrow_copy(name, length, narrow, sizeof narrow), n = 0;
    used = used < sizeof narrow ? used : 0;
    for (size_t i = 0; i < used; i++) {
        char c = narrow[i];
        if (c == '\0' || strchr(" _-.()", c) != NULL)
            continue;
        to[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    to[n] = '\0';
}

static bool is_among(const char *wanted, const char *names)
{
    char name[NAME_BYTES];
    while (*names != '\0') {
        size_t length = strcspn(names, "|");
        plain(names, length, name);
        if (strcmp(name, wanted) == 0)
            return true;
        names += length + (names[length] == '|');
    }
    return false;
}

bool alias_matches(const char *field, const char *header)
{
    char wanted[NAME_BYTES], own[NAME_BYTES];
    plain(header, strlen(header), wanted);
    plain(field, strlen(field), own);
    if (wanted[0] == '\0')
        return false;
    if (strcmp(wanted, own) == 0)
        return true;
    for (size_t i = 0; i < COUNT_OF(aliases); i++)
        if (strcmp(aliases[i].field, field) == 0)
            return is_among(wanted, aliases[i].names);
    return false;
}
