/* words.c - see words.h. */
#include "ingest/words.h"

#include <stddef.h>

const char *const words_levels[] = {"national", "provincial", "municipal",
                                    "county",   "grassroots", NULL};
const char *const words_forms[] = {"centralized", "collective",
                                   "self-study",  "organizational-life",
                                   "practice",    NULL};
const char *const words_channels[] = {
    "in-person", "online",    "remote-site", "mobile-class",
    "message",   "broadcast", NULL};
const char *const words_methods[] = {"lecture",    "seminar",     "case",
                                     "simulation", "observation", "experience",
                                     NULL};
const char *const words_statuses[] = {"present", "late", "excused", "absent",
                                      NULL};
const char *const words_standings[] = {"full", "probationary", NULL};
const char *const words_course_kinds[] = {"public", "elective", NULL};
const char *const words_engagements[] = {"full-time", "part-time", NULL};
const char *const words_assessors[] = {"self", "participants", "supervisors",
                                       NULL};
