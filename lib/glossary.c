/* glossary.c - see glossary.h. */
#include "lib/glossary.h"

#include "lib/attr.h"

#include <string.h>

static const struct {
    const char *word, *chinese;
} standard[] = {
    {"org", "组织"},
    {"status", "成员类别"},
    {"role", "职务"},
    {"segment", "需求群体"},
    {"yes", "是"},
    {"no", "否"},
    {"full", "正式"},
    {"probationary", "预备"},
    {"centralized", "集中培训"},
    {"collective", "集体学习"},
    {"self-study", "自学"},
    {"organizational-life", "组织生活"},
    {"practice", "实践活动"},
    {"national", "国家级"},
    {"provincial", "省级"},
    {"municipal", "市级"},
    {"county", "县级"},
    {"grassroots", "基层"},
    {"in-person", "面授"},
    {"online", "线上学习"},
    {"remote-site", "远程站点"},
    {"mobile-class", "流动课堂"},
    {"message", "信息推送"},
    {"broadcast", "广播电视"},
    {"lecture", "讲授"},
    {"seminar", "研讨"},
    {"case", "案例教学"},
    {"simulation", "情景模拟"},
    {"observation", "现场观摩"},
    {"experience", "体验教学"},
    {"importance", "重要性"},
    {"ability", "掌握程度"},
};

const char *glossary_chinese(const struct study *study, const char *word)
{
    const char *own = jsondoc_text(study->words_zh, word, NULL);
    if (own != NULL)
        return own;
    for (size_t i = 0; i < COUNT_OF(standard); i++)
        if (strcmp(standard[i].word, word) == 0)
            return standard[i].chinese;
    return NULL;
}
