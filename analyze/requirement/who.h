/*
 * who.h - on which days a rule binds a member, and when its clock started.
 *
 * Everything is as known on the as-of day: what begins later is ignored, and
 * what ends later is taken to go on. The days are those on which all of this
 * held:
 *
 *   - a membership with a status and an organization that the rule names; of
 *     several, only the one begun last (a transfer ends the one before, though
 *     nobody wrote that down). From member.full_on on, "probationary" is read
 * as "full", before it "full" as "probationary". A member of whom no membership
 * is known counts as one from joined_on, of no status and no organization;
 *   - one of the posts in role, if any are named, and none of those in
 *     not_role;
 *   - each attribute named, with one of the values; of several values held,
 *     only the one begun last.
 */
#ifndef WHO_H
#define WHO_H

#include "analyze/requirement/rule.h"
#include "analyze/base/span.h"

/* Starts as {0}; used again for member after member. who_free() it. */
struct who {
    struct spans held; /* the result of who_held() */
    struct spans scratch[2];
};

/* Fills WHO->held. */
void who_held(struct who *who, const struct rule_who *whom,
              const struct facts *f, size_t member, int32_t as_of);
void who_free(struct who *who);

/* Whether any membership of MEMBER holds on DAY, or none is known of it. */
bool who_is_member(const struct facts *f, size_t member, int32_t day);

/*
 * The day of the rule's event for MEMBER, not after AS_OF; DATE_NONE if there
 * was none or its day is not known.
 *
 *   appointed    the first day of the unbroken time in one of the rule's roles
 *                that goes on on AS_OF; a change from one of them to another
 *                without a gap is no new appointment
 *   joined       member.joined_on, else the begin of the first membership
 *   became-full  member.full_on, else the begin of the first membership with
 *                status "full" that follows one of another status
 */
int32_t who_event(struct who *who, const struct rule *rule,
                  const struct facts *f, size_t member, int32_t as_of);

#endif
