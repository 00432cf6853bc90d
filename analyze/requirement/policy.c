/* policy.c - see policy.h. */
#include "analyze/requirement/policy.h"

#include "analyze/requirement/rule_words.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { DUE_DAYS = 90 };

/* What the readers below share. */
struct reader {
    const struct study *study; /* says what the policy leaves out */
    const struct jsondoc *doc;
    const char *before; /* of every key: "policy." where it is in the study */
    const struct facts *f;
    struct diag *d;
};

/* Two versions of a requirement; FIRST stands before SECOND in the file. */
static int order_versions(const struct reader *r, const json_t *object,
                          const char *prefix, struct rule *first,
                          struct rule *second)
{
    if (first->valid_from == second->valid_from)
        return jsondoc_fail(r->doc, object, prefix, "id", r->d,
                            "'%s' is the id of another requirement with the "
                            "same valid_from",
                            second->id);
    if (first->valid_from > second->valid_from) {
        struct rule *swap = first;
        first = second;
        second = swap;
    }
    if (second->valid_from - 1 < first->valid_to)
        first->valid_to = second->valid_from - 1;
    return 0;
}

static int read_rule(const struct reader *r, struct policy *p,
                     const json_t *object, const char *prefix, int32_t due_days)
{
    struct rule *rule = &p->rule[p->n_rules++];
    if (rule_read(rule, r->doc, object, prefix, due_days, r->f, r->d) != 0)
        return -1;
    for (size_t i = 0; i + 1 < p->n_rules; i++)
        if (strcmp(p->rule[i].id, rule->id) == 0 &&
            order_versions(r, object, prefix, &p->rule[i], rule) != 0)
            return -1;
    return 0;
}

/* The version that ends on the day before RULE begins, or NULL. */
static const struct rule *version_before(const struct policy *p,
                                         const struct rule *rule)
{
    for (size_t i = 0; i < p->n_rules; i++)
        if (strcmp(p->rule[i].id, rule->id) == 0 &&
            p->rule[i].valid_from < rule->valid_from &&
            p->rule[i].valid_to == rule->valid_from - 1)
            return &p->rule[i];
    return NULL;
}

/* Since when there is a version of each rule without a gap. */
static void read_since(struct policy *p)
{
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct rule *first = &p->rule[i], *before;
        while ((before = version_before(p, first)) != NULL)
            first = before;
        p->rule[i].since = first->valid_from;
    }
}

static int read_rules(const struct reader *r, struct policy *p,
                      const json_t *root)
{
    const json_t *rules = json_object_get(root, "requirements");
    size_t count = json_array_size(rules);
    int64_t otherwise =
        study_integer(r->study, "requirement", "due_days", DUE_DAYS);
    int32_t due_days = (int32_t)jsondoc_integer(root, "due_days", otherwise);
    if (count > POLICY_RULES)
        return jsondoc_fail(r->doc, root, NULL, "requirements", r->d,
                            "%zu requirements; there may be %d", count,
                            POLICY_RULES);
    const struct rule_reader words = {r->doc, r->f, r->d};
    p->rule = mem_array(NULL, count, sizeof *p->rule);
    for (size_t i = 0; i < count; i++) {
        char *prefix = mem_format("%srequirements[%zu]", r->before, i);
        int result = rule_check_object(&words, rules, i, prefix);
        if (result == 0)
            result =
                read_rule(r, p, json_array_get(rules, i), prefix, due_days);
        free(prefix);
        if (result != 0)
            return -1;
    }
    read_since(p);
    for (size_t i = 0; i < count; i++) {
        p->rule[i].sentence = rule_sentence(&p->rule[i], r->f);
        p->rule[i].sentence_zh = rule_sentence_zh(&p->rule[i], r->f, r->study);
    }
    return 0;
}

/* The requirements, all versions, with ID; all of them for NULL. */
static uint64_t find_rules(const struct policy *p, const char *id)
{
    uint64_t found = 0;
    for (size_t i = 0; i < p->n_rules; i++)
        if (id == NULL || strcmp(p->rule[i].id, id) == 0)
            found |= UINT64_C(1) << i;
    return found;
}

/* The next one of LIST. */
static int read_exemption(const struct reader *r, struct policy *p,
                          const json_t *list, const char *prefix)
{
    size_t number = p->n_exemptions;
    const json_t *object = json_array_get(list, number);
    static const struct jsonkey keys[] = {
        {.name = "member_id", .type = JSONKEY_TEXT, .required = true},
        {.name = "requirement", .type = JSONKEY_TEXT},
        {.name = "begin_on", .type = JSONKEY_DATE},
        {.name = "end_on", .type = JSONKEY_DATE},
        {.name = "reason", .type = JSONKEY_TEXT},
        {.name = NULL}};
    if (jsondoc_check(r->doc, object, prefix, keys, r->d) != 0)
        return -1;
    const char *id = jsondoc_text(object, "member_id", "");
    const char *rule = jsondoc_text(object, "requirement", NULL);
    int32_t member = facts_member(r->f, id);
    if (member == FACT_NONE)
        return jsondoc_fail(r->doc, object, prefix, "member_id", r->d,
                            "there is no member '%s'", id);
    struct exemption e = {.member = (uint32_t)member,
                          .rules = find_rules(p, rule),
                          .begin_on = jsondoc_date(object, "begin_on"),
                          .end_on = jsondoc_date(object, "end_on"),
                          .reason = jsondoc_text(object, "reason", NULL),
                          .of_all = rule == NULL,
                          .line = jsondoc_line_at(r->doc, list, number),
                          .number = number};
    if (rule != NULL && e.rules == 0)
        return jsondoc_fail(r->doc, object, prefix, "requirement", r->d,
                            "there is no requirement '%s'", rule);
    if (e.end_on == DATE_NONE)
        e.end_on = FACT_OPEN;
    if (e.end_on < e.begin_on)
        return jsondoc_fail(r->doc, object, prefix, "end_on", r->d,
                            "is before begin_on");
    p->exemption[p->n_exemptions++] = e;
    return 0;
}

static int compare_exemptions(const void *a, const void *b)
{
    const struct exemption *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    if (x->begin_on != y->begin_on)
        return x->begin_on < y->begin_on ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static int read_exemptions(const struct reader *r, struct policy *p,
                           const json_t *root)
{
    const json_t *list = json_object_get(root, "exemptions");
    size_t count = json_array_size(list);
    const struct rule_reader words = {r->doc, r->f, r->d};
    p->exemption = mem_array(NULL, count, sizeof *p->exemption);
    for (size_t i = 0; i < count; i++) {
        char *prefix = mem_format("%sexemptions[%zu]", r->before, i);
        int result = rule_check_object(&words, list, i, prefix);
        if (result == 0)
            result = read_exemption(r, p, list, prefix);
        free(prefix);
        if (result != 0)
            return -1;
    }
    if (count > 0)
        qsort(p->exemption, count, sizeof *p->exemption, compare_exemptions);
    return 0;
}

static int read_duplicate(const struct reader *r, struct policy *p,
                          const json_t *root)
{
    const struct rule_reader words = {r->doc, r->f, r->d};
    json_t *object = json_object_get(root, "duplicate");
    char *prefix = mem_format("%sduplicate", r->before);
    int result =
        duplicate_rules_read(&p->duplicate, &words, object, prefix, r->study);
    free(prefix);
    return result;
}

static int read_eligibility(const struct reader *r, struct policy *p,
                            const json_t *root)
{
    const struct rule_reader words = {r->doc, r->f, r->d};
    json_t *object = json_object_get(root, "eligibility");
    char *prefix = mem_format("%seligibility", r->before);
    int result =
        eligibility_rules_read(&p->eligibility, &words, object, prefix);
    free(prefix);
    return result;
}

static int read_all(const struct reader *r, struct policy *p,
                    const json_t *root, bool inside)
{
    static const struct jsonkey keys[] = {
        {.name = "due_days", .type = JSONKEY_INTEGER, .low = 0, .high = 3660},
        {.name = "requirements", .type = JSONKEY_ARRAY},
        {.name = "exemptions", .type = JSONKEY_ARRAY},
        {.name = "duplicate", .type = JSONKEY_OBJECT},
        {.name = "eligibility", .type = JSONKEY_OBJECT},
        {.name = "standing", .type = JSONKEY_OBJECT}, /* standing/weights.h */
        {.name = NULL}};
    if (jsondoc_check(r->doc, root, inside ? "policy" : NULL, keys, r->d) != 0)
        return -1;
    if (read_rules(r, p, root) != 0 || read_exemptions(r, p, root) != 0)
        return -1;
    if (read_duplicate(r, p, root) != 0)
        return -1;
    return read_eligibility(r, p, root);
}

struct policy *policy_read(const struct study *study, const struct facts *f,
                           struct diag *d)
{
    bool inside = study->policy_doc == NULL;
    const struct reader r = {study, study_policy_doc(study),
                             inside ? "policy." : "", f, d};
    struct policy *p = mem_alloc(sizeof *p);
    if (read_all(&r, p, study->policy, inside) == 0)
        return p;
    policy_free(p);
    return NULL;
}

void policy_free(struct policy *policy)
{
    if (policy == NULL)
        return;
    for (size_t i = 0; i < policy->n_rules; i++)
        rule_free(&policy->rule[i]);
    free(policy->rule);
    free(policy->exemption);
    duplicate_rules_free(&policy->duplicate);
    eligibility_rules_free(&policy->eligibility);
    free(policy);
}

bool policy_in_force(const struct policy *policy, size_t number, int32_t day)
{
    const struct rule *rule = &policy->rule[number];
    return rule->valid_from <= day && day <= rule->valid_to;
}

const struct exemption *policy_exemptions(const struct policy *policy,
                                          size_t member, size_t *count)
{
    size_t low = 0, high = policy->n_exemptions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (policy->exemption[middle].member < member)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < policy->n_exemptions &&
           policy->exemption[end].member == member)
        end++;
    *count = end - low;
    return policy->exemption + low;
}
