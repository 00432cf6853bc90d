/*
 * rulebook.h - cases of members, rules and days, and what is true of them.
 *
 * Everything is text, so that a case can be checked by hand. Lists are
 * separated by ";", words by blanks; "-" is "not known". NULL: the default.
 */
#ifndef RULEBOOK_H
#define RULEBOOK_H

struct rulebook_case {
    const char *name;
    const char *rule;  /* JSON of a requirement, without id and title; or "@ID":
                          that one of sample-data/policy.json */
    const char *older; /* another version of it, of which one applies */
    const char *as_of; /* NULL: 2025-12-31 */

    const char *member;      /* "JOINED FULL"; NULL: "2015-01-01 -" */
    const char *memberships; /* "ORG STATUS BEGIN END; ..."; NULL:
                                "A full 2015-01-01 -" */
    const char *roles;       /* "ROLE BEGIN END; ..." */
    const char *attributes;  /* "NAME VALUE BEGIN END; ..." */
    const char *exemptions;  /* "BEGIN END; ..." */
    const char *reason;      /* of the exemptions, and told with the result */

    /*
     * "FORM BEGINS ENDS MINUTES [KEY=VALUE ...]; ...": an attended session of
     * that length. Keys: course (one whose name begins with e is elective),
     * topic, level, at (the row's day), status, length (of the session, if it
     * is not the minutes), offering (a name that several sessions share),
     * instructor (there was one), called (somebody was), again (a further row
     * for the session before, with everything else as it was). BEGINS "-" is
     * self-paced: then at is needed.
     */
    const char *attended;

    /* "STATE REQUIRED DONE MISSING ANCHOR DUE MET EVIDENCE" */
    const char *expected;
    const char *anchor; /* its meaning; NULL: not looked at */
};

/*
 * Hours of a year, and who is asked; all other windows; what else a rule may
 * say; the rules of the sample.
 */
extern const struct rulebook_case rulebook[], rulebook_windows[],
    rulebook_features[], rulebook_sample[];
extern const unsigned rulebook_count, rulebook_windows_count,
    rulebook_features_count, rulebook_sample_count;

#endif
