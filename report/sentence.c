/*
 * sentence.c - see sentence.h.
 *
 * A sentence for the reason, and one more for the requirement if that is not
 * the reason itself. NAMED takes one name; PLAIN serves where it is not known.
 */
#include "report/sentence.h"

#include <stddef.h>
#include <string.h>

enum { LEAST_SHARE = 20 }; /* per cent */

struct wording {
    const char *reason;
    const char *before, *after, *end; /* around the name; NULL: takes none */
    const char *plain;
};

static const struct wording english[] = {
    {"requirement", "It counts towards \u201c", "\u201d", ".",
     "It counts towards a requirement of yours."},
    {"ordered", NULL, NULL, NULL, "You ordered it from the course menu."},
    {"demand", "You asked to learn about \u201c", "\u201d", ".",
     "It meets a need that you named."},
    {"history", "It goes with \u201c", "\u201d, which you attended", ".",
     "It fits what you have attended so far."},
    {"group", NULL, NULL, NULL,
     "Others of your group attended it in the past year."},
    {NULL, NULL, NULL, NULL, "It is taken more than other courses lately."},
};

static const struct wording chinese[] = {
    {"requirement", "学完可计入\u201c", "\u201d", "。",
     "学完可计入您应完成的学习要求。"},
    {"ordered", NULL, NULL, NULL, "您已在选课菜单中选了这门课。"},
    {"demand", "您希望学习\u201c", "\u201d", "。", "它符合您提出的学习需求。"},
    {"history", "它与您学过的\u201c", "\u201d相配", "。",
     "它与您已学的内容相近。"},
    {"group", NULL, NULL, NULL, "与您同一群体的成员近一年学过这门课。"},
    {NULL, NULL, NULL, NULL, "近期这门课的选学人数多于其他课程。"},
};

/* The wording for REASON; the last one of the table if it has none. */
static const struct wording *find(const struct wording *table,
                                  const char *reason)
{
    while (table->reason != NULL && strcmp(table->reason, reason) != 0)
        table++;
    return table;
}

static const char *name_for(const struct because *because, const char *reason)
{
    if (strcmp(reason, "requirement") == 0)
        return because->requirement;
    return strcmp(reason, "demand") == 0 ? because->topic : because->course;
}

/* The share of the score that what is named makes; 100 if it is all. */
static int share_for(const struct because *because, const char *reason)
{
    if (strcmp(reason, "requirement") == 0)
        return 100;
    return strcmp(reason, "demand") == 0 ? because->topic_share
                                         : because->course_share;
}

static void add(struct buffer *b, const struct wording *w, const char *share,
                const struct because *because)
{
    const char *name = w->before != NULL ? name_for(because, w->reason) : NULL;
    if (name == NULL || share_for(because, w->reason) < LEAST_SHARE) {
        buffer_text(b, w->plain);
        return;
    }
    buffer_text(b, w->before);
    buffer_text(b, name);
    buffer_text(b, w->after);
    if (strcmp(w->reason, "requirement") != 0)
        buffer_format(b, share, share_for(because, w->reason));
    buffer_text(b, w->end);
}

static void add_all(struct buffer *b, const struct wording *table,
                    const char *share, const struct because *because,
                    const char *blank)
{
    const struct wording *w = find(table, because->reason);
    add(b, w, share, because);
    if (because->requirement == NULL || w == &table[0])
        return;
    buffer_text(b, blank);
    add(b, &table[0], share, because);
}

void sentence_english(struct buffer *b, const struct because *because)
{
    add_all(b, english, " (%d %% of this score)", because, " ");
}

void sentence_chinese(struct buffer *b, const struct because *because)
{
    add_all(b, chinese, "（占得分的%d%%）", because, "");
}
