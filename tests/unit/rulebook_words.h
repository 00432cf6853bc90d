/* rulebook_words.h - words for the rules of the rule book. */
#ifndef RULEBOOK_WORDS_H
#define RULEBOOK_WORDS_H

#include "tests/unit/rulebook.h"

#define YEARLY "\"window\":{\"kind\":\"calendar-year\"}"
#define HOURS(n)                                               \
    "\"what\":{\"unit\":\"hours\",\"amount\":" #n ",\"form\":" \
    "[\"centralized\",\"collective\"]}"
#define ONE_CLASS \
    "\"what\":{\"unit\":\"sessions\",\"amount\":1,\"form\":\"centralized\"}"
#define WHO(text) "\"who\":{" text "}"
#define MEMBER_HOURS HOURS(32) "," YEARLY
#define SECRETARY WHO("\"role\":\"secretary\"")
#define SECRETARY_HOURS SECRETARY "," HOURS(56) "," YEARLY
#define PRORATED ",\"prorate\":true"
#define AFTER(event, months)                                  \
    "\"window\":{\"kind\":\"after-event\",\"event\":\"" event \
    "\",\"months\":" #months "}"
#define NEW_SECRETARY SECRETARY "," ONE_CLASS "," AFTER("appointed", 6)
#define ROTATION(years)                                                       \
    WHO("\"role\":\"leading\"")                                               \
    "," ONE_CLASS ",\"window\":{\"kind\":\"rolling-years\",\"years\":" #years \
    "}"
#define WINTER                                                           \
    WHO("\"attribute\":{\"residence\":[\"rural\"]}")                     \
    "," ONE_CLASS ",\"window\":{\"kind\":\"season\",\"from\":\"11-01\"," \
    "\"to\":\"03-31\"}"
#define ELECTIVES                                                  \
    "\"what\":{\"unit\":\"courses\",\"amount\":5,\"course_kind\":" \
    "\"elective\"}," YEARLY

/* Eight hours on one day. */
#define DAY(date) "centralized " date "T08:00 " date "T16:00 480;"

#endif
