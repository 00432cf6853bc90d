/* strangers.c - see strangers.h. */
#include "analyze/base/strangers.h"

#include "analyze/requirement/policy.h"

#include <string.h>

/* full and probationary also follow from the day a member became full. */
static bool is_implied(const char *status)
{
    return strcmp(status, "full") == 0 || strcmp(status, "probationary") == 0;
}

static void check_set(const struct run *r, const struct rule *rule,
                      const char *what, const struct wordset *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (facts_word(r->facts, set->text[i]) == FACT_NONE &&
            !is_implied(set->text[i]))
            run_warn(r, "requirement '%s': no member has the %s '%s'", rule->id,
                     what, set->text[i]);
}

static void check_attributes(const struct run *r, const struct rule *rule,
                             const struct rule_who *who)
{
    for (size_t i = 0; i < who->n_attributes; i++) {
        const struct rule_attribute *a = &who->attribute[i];
        if (facts_word(r->facts, a->name) == FACT_NONE)
            run_warn(r, "requirement '%s': no member has an attribute '%s'",
                     rule->id, a->name);
        else
            check_set(r, rule, "attribute value", &a->value);
    }
}

static void check_who(const struct run *r, const struct rule *rule,
                      const struct rule_who *who)
{
    check_set(r, rule, "status", &who->status);
    check_set(r, rule, "role", &who->role);
    check_set(r, rule, "role", &who->not_role);
    check_attributes(r, rule, who);
}

/* Who is not trained, and whose roles open levels. */
static void check_eligibility(const struct run *r)
{
    const struct eligibility_rules *rules = &r->policy->eligibility;
    for (size_t i = 0; i < rules->not_trained.count; i++)
        if (rules->not_trained.word[i] == FACT_NONE)
            run_warn(r, "eligibility.not_trained: nobody is '%s'",
                     rules->not_trained.text[i]);
    for (size_t i = 0; i < rules->n_role_levels; i++)
        if (rules->role_word[i] == FACT_NONE)
            run_warn(r,
                     "eligibility.role_levels: nobody ever held the role"
                     " '%s'",
                     rules->role_name[i]);
}

void strangers_in_policy(const struct run *r)
{
    check_eligibility(r);
    for (size_t i = 0; i < r->policy->n_rules; i++) {
        const struct rule *rule = &r->policy->rule[i];
        check_who(r, rule, &rule->who);
        for (size_t j = 0; j < rule->n_quotas; j++)
            check_who(r, rule, &rule->quota[j].who);
    }
}

static void check_peer(const struct run *r, const char *name)
{
    if (name != NULL && facts_word(r->facts, name) == FACT_NONE)
        run_warn(r, "analysis.record.peers: no member has an attribute '%s'",
                 name);
}

void strangers_in_peers(const struct run *r)
{
    const json_t *record = json_object_get(r->study->analysis, "record");
    const json_t *peers = json_object_get(record, "peers");
    check_peer(r, json_string_value(peers));
    for (size_t i = 0; i < json_array_size(peers); i++)
        check_peer(r, json_string_value(json_array_get(peers, i)));
}
