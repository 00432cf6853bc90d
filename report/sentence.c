/*
 * sentence.c - see sentence.h.
 *
 * A sentence for the reason, and one more for the requirement if that is not
 * the reason itself. NAMED takes one name; PLAIN serves where it is not known.
 */
#include "report/sentence.h"

#include <stddef.h>
#include <string.h>

struct wording {
    const char *reason;
    const char *before, *after; /* around the name; NULL: takes no name */
    const char *plain;
};

static const struct wording english[] = {
    {"requirement", "It counts towards \u201c", "\u201d.",
     "It counts towards a requirement of yours."},
    {"ordered", NULL, NULL, "You ordered it from the course menu."},
    {"demand", "You asked to learn about \u201c", "\u201d.",
     "It meets a need that you named."},
    {"history", "You attended \u201c",
     "\u201d; many who did went on to this course.",
     "It fits what you have attended so far."},
    {NULL, NULL, NULL, "It is taken more than other courses lately."},
};

static const struct wording chinese[] = {
    {"requirement", "学完可计入\u201c", "\u201d。",
     "学完可计入您应完成的学习要求。"},
    {"ordered", NULL, NULL, "您已在选课菜单中选了这门课。"},
    {"demand", "您希望学习\u201c", "\u201d。", "它符合您提出的学习需求。"},
    {"history", "您学过\u201c", "\u201d，学过的学员常接着学这门课。",
     "它与您已学的内容相近。"},
    {NULL, NULL, NULL, "近期这门课的选学人数多于其他课程。"},
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

static void add(struct buffer *b, const struct wording *w,
                const struct because *because)
{
    const char *name = w->before != NULL ? name_for(because, w->reason) : NULL;
    if (name == NULL) {
        buffer_text(b, w->plain);
        return;
    }
    buffer_text(b, w->before);
    buffer_text(b, name);
    buffer_text(b, w->after);
}

static void add_all(struct buffer *b, const struct wording *table,
                    const struct because *because, const char *blank)
{
    const struct wording *w = find(table, because->reason);
    add(b, w, because);
    if (because->requirement == NULL || w == &table[0])
        return;
    buffer_text(b, blank);
    add(b, &table[0], because);
}

void sentence_english(struct buffer *b, const struct because *because)
{
    add_all(b, english, because, " ");
}

void sentence_chinese(struct buffer *b, const struct because *because)
{
    add_all(b, chinese, because, "");
}
