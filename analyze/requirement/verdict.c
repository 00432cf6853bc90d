/* verdict.c - see verdict.h. */
#include "analyze/requirement/verdict.h"

const char *state_word(enum state state)
{
    static const char *const words[] = {[STATE_NOT_APPLICABLE] =
                                            "not-applicable",
                                        [STATE_EXEMPT] = "exempt",
                                        [STATE_MET] = "met",
                                        [STATE_ON_TRACK] = "on-track",
                                        [STATE_DUE] = "due",
                                        [STATE_OVERDUE] = "overdue"};
    return words[state];
}

const char *anchor_word(enum anchor anchor)
{
    static const char *const words[] = {[ANCHOR_WINDOW] = "window",
                                        [ANCHOR_DUTY] = "duty",
                                        [ANCHOR_ANNIVERSARY] = "anniversary",
                                        [ANCHOR_APPOINTED] = "appointed",
                                        [ANCHOR_JOINED] = "joined",
                                        [ANCHOR_BECAME_FULL] = "became-full",
                                        [ANCHOR_BOUND] = "bound",
                                        [ANCHOR_LEARNING] = "learning"};
    return words[anchor];
}
