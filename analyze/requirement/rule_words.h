/*
 * rule_words.h - parts of reading a rule: its lists of words, whom it binds,
 * what it asks, in which window.
 *
 * Internal to rule.h. OBJECT is the JSON object at PREFIX that has the list
 * under KEY: one text or an array of texts; jsondoc_check() has looked at it.
 */
#ifndef RULE_WORDS_H
#define RULE_WORDS_H

#include "analyze/requirement/rule.h"

/* What the readers share. */
struct rule_reader {
    const struct jsondoc *doc;
    const struct facts *f;
    struct diag *d;
};

/* The place of WORD in CHOICE, which ends with NULL; or -1. */
int choice_find(const char *const *choice, const char *word);

/* How many texts there are (0 for NULL), and the one at I. */
size_t texts_count(const json_t *value);
const char *texts_at(const json_t *value, size_t i);

/* Reads a list; its words are FACT_NONE where no fact uses them. */
void wordset_read(const struct rule_reader *r, const json_t *object,
                  const char *key, struct wordset *set);

/* As wordset_read(), and refuses what neither a fact nor STANDARD knows. */
int wordset_read_known(const struct rule_reader *r, const json_t *object,
                       const char *prefix, const char *key,
                       const char *const *standard,
                       struct wordset *set) MUST_CHECK;

/* Reads a list of topics; its words are indexes of topics. */
int wordset_read_topics(const struct rule_reader *r, const json_t *object,
                        const char *prefix, const char *key,
                        struct wordset *set) MUST_CHECK;

/* Reads a list of forms; refuses what is neither in use nor standard. */
int wordset_read_forms(const struct rule_reader *r, const json_t *object,
                       const char *prefix, const char *key,
                       struct wordset *set) MUST_CHECK;

/* Frees what the lists of SET hold. */
void wordset_free(struct wordset *set);

/* Fails if a list in OBJECT is empty. */
int rule_check_lists(const struct rule_reader *r, json_t *object,
                     const char *prefix) MUST_CHECK;

/* The keys of a "who", of which each subject has some. */
int rule_read_who(const struct rule_reader *r, json_t *object,
                  const char *prefix, enum rule_subject subject,
                  struct rule_who *who) MUST_CHECK;

/* Reads the objects "what" and "window" of a rule. */
int rule_read_what(const struct rule_reader *r, json_t *what,
                   const char *prefix, struct rule *rule) MUST_CHECK;
int rule_read_window(const struct rule_reader *r, json_t *window,
                     const char *prefix, struct rule *rule) MUST_CHECK;

/* Fails if element I of ARRAY, which is at PREFIX, is no object. */
int rule_check_object(const struct rule_reader *r, const json_t *array,
                      size_t i, const char *prefix) MUST_CHECK;

#endif
