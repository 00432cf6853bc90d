/* write_codebook.c - see write_survey.h. */
#include "sample-data/write_survey.h"

#include <stdio.h>
#include <stdlib.h>

static void write_likert(struct sheet *s, int question, int topic)
{
    const struct words_topic *t = &words_topics[topic];
    bool first = question == 1;
    sheet_row(s,
              "  {\"id\": \"%s_t%02d\", \"kind\": \"likert\","
              " \"column\": \"%d、(%s)\",\n   \"facet\": \"%s\","
              " \"topic\": \"T%02d\", \"scale\": \"%s\", \"low\": 1,"
              " \"high\": 5,\n   \"text\": \"%s: %s\","
              " \"text_zh\": \"%s：%s\",\n   \"missing\": [\"-3\"]},",
              first ? "imp" : "abi", topic + 1, question, t->name_zh,
              first ? "importance" : "ability", topic + 1,
              first ? "importance" : "ability",
              first ? "How important is it for you" : "How well can you do it",
              t->name, first ? "对您有多重要" : "您掌握得如何", t->name_zh);
}

static void write_want(struct sheet *s)
{
    sheet_row(s,
              "  {\"id\": \"want\", \"kind\": \"multiple\","
              " \"facet\": \"interest\", \"coding\": \"cell\",\n"
              "   \"column\": \"%s\", \"separator\": \"┋\",\n"
              "   \"text\": \"On which topics would you like training?\","
              " \"text_zh\": \"您希望参加哪些内容的培训？\",\n"
              "   \"missing\": [\"-3\"],\n   \"options\": [",
              survey_want);
    for (int t = 0; t < TOPICS; t++)
        sheet_row(s,
                  "    {\"id\": \"t%02d\", \"match\": \"%s\","
                  " \"topic\": \"T%02d\", \"text\": \"%s\","
                  " \"text_zh\": \"%s\"}%s",
                  t + 1, words_topics[t].name_zh, t + 1, words_topics[t].name,
                  words_topics[t].name_zh, t + 1 < TOPICS ? "," : "]},");
}

static void write_codes(struct sheet *s, const char *const *words, int n)
{
    sheet_text(s, "   \"codes\": {");
    for (int i = 0; i < n; i++)
        sheet_text(s, "%s\"%s\": %d", i > 0 ? ", " : "", words[i], i + 1);
    sheet_text(s, "}");
}

static void write_labels(struct sheet *s, const char *key,
                         const char *const *words, int n)
{
    sheet_text(s, ",\n   \"%s\": {", key);
    for (int i = 0; i < n; i++)
        sheet_text(s, "%s\"%d\": \"%s\"", i > 0 ? ", " : "", i + 1, words[i]);
    sheet_text(s, "}");
}

static void write_single(struct sheet *s, const char *id, const char *column,
                         const char *text, const char *const *words,
                         const char *const *labels, int n)
{
    sheet_row(s,
              "  {\"id\": \"%s\", \"kind\": \"single\","
              " \"facet\": \"preference\",\n   \"column\": \"%s\","
              " \"text\": \"%s\", \"text_zh\": \"%s\",\n"
              "   \"missing\": [\"-3\"], \"not_shown\": [\"-2\"],",
              id, column, text, column + sizeof "1、" - 1);
    write_codes(s, words, n);
    write_labels(s, "labels", labels, n);
    write_labels(s, "labels_zh", words, n);
    sheet_row(s, "},");
}

static void write_rest(struct sheet *s)
{
    static const char *const times[] = {"working days", "weekday evenings",
                                        "weekends", "off season on the farm"};
    static const char *const channels[] = {"in a class", "online",
                                           "at a remote site", "mobile class",
                                           "visit to a site"};
    sheet_row(s,
              "  {\"id\": \"willing\", \"kind\": \"likert\","
              " \"facet\": \"willingness\", \"column\": \"%s\",\n"
              "   \"low\": 1, \"high\": 5,"
              " \"text\": \"How willing are you to take part in training?\",\n"
              "   \"text_zh\": \"您参加培训的意愿如何？\","
              " \"missing\": [\"-3\"],",
              survey_willing);
    write_codes(s, survey_willing_words, 5);
    sheet_row(s, "},");
    write_single(s, "time", survey_time, "Which time suits you?",
                 survey_time_words, times, 4);
    write_single(s, "channel", survey_channel, "How do you like to learn?",
                 survey_channel_words, channels, 5);
    sheet_row(s,
              "  {\"id\": \"hours\", \"kind\": \"number\","
              " \"column\": \"%s\",\n"
              "   \"text\": \"Hours a year that you can learn\","
              " \"text_zh\": \"您每年可用于学习的小时数\"},",
              survey_hours);
    sheet_row(s,
              "  {\"id\": \"remark\", \"kind\": \"text\","
              " \"column\": \"%s\",\n"
              "   \"text\": \"What else would you suggest?\","
              " \"text_zh\": \"您对培训还有什么建议？\"}",
              survey_free);
}

void write_codebook(struct folder *folder)
{
    struct sheet s = sheet_open(folder, "codebook.json", NULL);
    sheet_row(&s, "{\n \"survey\": \"demand2025\",\n"
                  " \"title\": \"Qinglan county: what do you want to learn?"
                  " (2025)\",\n"
                  " \"title_zh\": \"青岚县2025年学习需求问卷\",\n"
                  " \"about\": \"demand\",\n"
                  " \"kirkpatrick\": null,\n \"questions\": [");
    for (int question = 1; question <= 2; question++)
        for (int t = 0; t < SURVEY_TOPICS; t++)
            write_likert(&s, question, t);
    write_want(&s);
    write_rest(&s);
    sheet_row(&s, " ]\n}");
    sheet_close(&s);
}
