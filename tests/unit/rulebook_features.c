/*
 * rulebook_features.c - see rulebook.h: days, alternatives, quotas, absence,
 * meetings, anniversaries, quarters, months, grace and versions. Every expected
 * value is worked out by hand; the sums stand beside it. Days are counted in
 * halves.
 */
#include "tests/unit/rulebook_words.h"

#define DAYS(n, more) \
    "\"what\":{\"unit\":\"days\",\"amount\":" #n more "}," YEARLY
#define DAYS_OR_HOURS(more) \
    DAYS(12, ",\"or\":[{\"unit\":\"hours\",\"amount\":90}]" more)
#define QUOTAS                                                \
    "\"what\":{\"unit\":\"hours\",\"amount\":32,\"quotas\":[" \
    "{\"who\":{\"role\":\"secretary\"},\"amount\":56},"       \
    "{\"who\":{\"role\":\"leading\"},\"amount\":90}]}," YEARLY
#define ABSENCE(share)                                                 \
    "\"what\":{\"unit\":\"hours\",\"amount\":6,\"max_absence\":" share \
    "}," YEARLY
#define TRAINING                                                              \
    "\"what\":{\"unit\":\"sessions\",\"amount\":1,\"exclude_meetings\":true}" \
    "," YEARLY
#define MEETING "collective 2025-03-03T09:00 2025-03-03T11:00 120"
#define ANNIVERSARY(event, more) \
    "\"window\":{\"kind\":\"anniversary\",\"event\":\"" event "\"" more "}"
#define QUARTER ONE_CLASS ",\"window\":{\"kind\":\"calendar-quarter\"}"
#define MONTH ONE_CLASS ",\"window\":{\"kind\":\"calendar-month\"}"
#define GRACE NEW_SECRETARY ",\"grace_days\":30"

const struct rulebook_case rulebook_features[] = {
    /* Days. */
    {.name = "eight_hours_are_a_day",
     .rule = DAYS(1, ""),
     .attended = DAY("2025-02-03"),
     .expected = "met 2 2 0 2025-01-01 2025-12-31 2025-02-03 1"},
    {.name = "four_hours_are_half_a_day_and_less_is_none",
     .rule = DAYS(1, ""),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T12:00 240;"
                 "centralized 2025-03-04T08:00 2025-03-04T12:00 239",
     .expected = "overdue 2 1 1 2025-01-01 2025-12-31 - 1"},
    {.name = "morning_and_afternoon_make_a_day",
     .rule = DAYS(1, ""),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T12:00 240;"
                 "centralized 2025-03-03T13:00 2025-03-03T17:00 240",
     .expected = "met 2 2 0 2025-01-01 2025-12-31 2025-03-03 2"},
    {.name = "two_short_lectures_of_a_day_make_half_a_day",
     .rule = DAYS(0.5, ""), /* 120 + 120 */
     .attended = "centralized 2025-03-03T08:00 2025-03-03T10:00 120;"
                 "centralized 2025-03-03T13:00 2025-03-03T15:00 120",
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-03 2"},
    {.name = "an_overlap_makes_no_day",
     .rule = DAYS(1, ""), /* 8-13 and 9-13: 5 h of the clock */
     .attended = "centralized 2025-03-03T08:00 2025-03-03T13:00 300;"
                 "centralized 2025-03-03T09:00 2025-03-03T13:00 240",
     .expected = "overdue 2 1 1 2025-01-01 2025-12-31 - 2"},
    {.name = "no_day_is_more_than_a_day",
     .rule = DAYS(2, ""),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T20:00 720",
     .expected = "overdue 4 2 2 2025-01-01 2025-12-31 - 1"},
    {.name = "a_class_of_three_days_is_three_days",
     .rule = DAYS(3, ""), /* 1440 / 3 = 480 on each */
     .attended = "centralized 2025-03-10T08:00 2025-03-12T16:00 1440",
     .expected = "met 6 6 0 2025-01-01 2025-12-31 2025-03-12 1"},
    {.name = "a_policy_may_say_how_long_a_day_is",
     .rule = DAYS(1, ",\"day_minutes\":360"),
     .attended = "centralized 2025-03-03T09:00 2025-03-03T15:00 360",
     .expected = "met 2 2 0 2025-01-01 2025-12-31 2025-03-03 1"},
    {.name = "of_a_class_over_new_year_the_first_day_is_of_the_old_year",
     .rule = DAYS(2, ""),
     .attended = "centralized 2025-12-31T08:00 2026-01-01T16:00 960",
     .expected = "overdue 4 2 2 2025-01-01 2025-12-31 - 1"},
    {.name = "and_the_second_of_the_new_year",
     .rule = DAYS(2, ""),
     .as_of = "2026-01-01",
     .attended = "centralized 2025-12-31T08:00 2026-01-01T16:00 960",
     .expected = "on-track 4 2 2 2026-01-01 2026-12-31 - 1"},
    {.name = "days_are_prorated_to_half_days",
     .rule = DAYS(5, "") PRORATED, /* 10 * 92 / 365 = 2.5 */
     .member = "2025-10-01 -",
     .memberships = "A full 2025-10-01 -",
     .expected = "overdue 3 0 3 2025-10-01 2025-12-31 - 0"},
    {.name = "days_roll_too",
     .rule = "\"what\":{\"unit\":\"days\",\"amount\":1.5},\"window\":{"
             "\"kind\":\"rolling-years\",\"years\":2}",
     .attended = "centralized 2024-06-03T08:00 2024-06-03T12:00 240;"
                 "centralized 2025-06-02T08:00 2025-06-02T16:00 480",
     .anchor = "learning", /* rests on the half day of 2024 */
     .expected = "met 3 3 0 2024-06-03 2026-06-02 2025-06-02 2"},

    /* Days or hours. */
    {.name = "twelve_days_are_enough", /* on the same day as 96 h >= 90 h */
     .rule = DAYS_OR_HOURS(""),
     .attended = DAY("2025-01-06") DAY("2025-02-03") DAY("2025-03-03")
         DAY("2025-04-07") DAY("2025-05-12") DAY("2025-06-16") DAY("2025-07-14")
             DAY("2025-08-11") DAY("2025-09-15") DAY("2025-10-13")
                 DAY("2025-11-10") DAY("2025-12-08"),
     .expected = "met 24 24 0 2025-01-01 2025-12-31 2025-12-08 12"},
    {.name = "ninety_hours_are_enough",
     .rule = DAYS_OR_HOURS(""), /* on one day: at most 2 of 24 half days */
     .attended = "self-study - - 5400 at=2025-03-10",
     .expected = "met 5400 5400 0 2025-01-01 2025-12-31 2025-03-10 1"},
    {.name = "of_neither_the_nearer_one_is_told",
     .rule = DAYS_OR_HOURS(""), /* 960 / 5400 = .178 > 4 / 24 = .167 */
     .attended = DAY("2025-02-03") DAY("2025-03-03"),
     .expected = "overdue 5400 960 4440 2025-01-01 2025-12-31 - 2"},
    {.name = "which_may_be_the_days",
     .rule = DAYS_OR_HOURS(",\"day_minutes\":360"),
     /* 3 x 180 min: 3 / 24 = .125 > 540 / 5400 = .1 */
     .attended = "centralized 2025-03-03T08:00 2025-03-03T11:00 180;"
                 "centralized 2025-03-04T08:00 2025-03-04T11:00 180;"
                 "centralized 2025-03-05T08:00 2025-03-05T11:00 180",
     .expected = "overdue 24 3 21 2025-01-01 2025-12-31 - 3"},
    {.name = "of_two_that_are_equal_the_first_is_told",
     .rule = DAYS_OR_HOURS(""),
     .expected = "overdue 24 0 24 2025-01-01 2025-12-31 - 0"},

    /* The larger of two quotas. */
    {.name = "who_holds_no_post_has_the_rules_own_amount",
     .rule = QUOTAS,
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "a_post_has_its_quota",
     .rule = QUOTAS,
     .roles = "secretary 2020-01-01 -",
     .expected = "overdue 3360 0 3360 2025-01-01 2025-12-31 - 0"},
    {.name = "of_two_posts_the_larger_quota_holds",
     .rule = QUOTAS,
     .roles = "secretary 2020-01-01 -; leading 2020-01-01 -",
     .expected = "overdue 5400 0 5400 2025-01-01 2025-12-31 - 0"},
    {.name = "a_post_given_up_has_no_quota",
     .rule = QUOTAS,
     .roles = "secretary 2020-01-01 2025-06-30",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "a_change_of_role_in_july_is_prorated",
     /* (1920 * 181 + 3360 * 184) / 365 = 2645.9 */
     .rule = QUOTAS PRORATED,
     .roles = "secretary 2025-07-01 -",
     .expected = "overdue 2646 0 2646 2025-01-01 2025-12-31 - 0"},
    {.name = "a_second_post_in_october_is_prorated_too",
     /* (1920 * 181 + 3360 * 92 + 5400 * 92) / 365 = 3160.1 */
     .rule = QUOTAS PRORATED,
     .roles = "secretary 2025-07-01 -; leading 2025-10-01 -",
     .expected = "overdue 3161 0 3161 2025-01-01 2025-12-31 - 0"},
    {.name = "exempt_days_are_taken_off_the_quota",
     /* (1920 * 181 + 3360 * 92) / 365 = 1798.9, October on being exempt */
     .rule = QUOTAS PRORATED,
     .roles = "secretary 2025-07-01 -",
     .exemptions = "2025-10-01 2025-12-30",
     /* and (3360 * 1) for 31 December: 1808.1 */
     .expected = "overdue 1809 0 1809 2025-01-01 2025-12-31 - 0"},
    {.name = "a_quota_in_a_leap_year",
     /* (1920 * 182 + 3360 * 184) / 366 = 2643.9 */
     .rule = QUOTAS PRORATED,
     .as_of = "2024-12-31",
     .roles = "secretary 2024-07-01 -",
     .expected = "overdue 2644 0 2644 2024-01-01 2024-12-31 - 0"},

    /* Leave. */
    {.name = "a_seventh_of_leave_is_borne", /* 60 of 420 */
     .rule = ABSENCE("\"1/7\""),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T14:00 360 "
                 "offering=K; centralized 2025-03-04T08:00 2025-03-04T09:00 60 "
                 "offering=K status=excused",
     .expected = "met 360 360 0 2025-01-01 2025-12-31 2025-03-03 1"},
    {.name = "a_minute_more_voids_the_class", /* 61 of 421 */
     .rule = ABSENCE("\"1/7\""),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T14:00 360 "
                 "offering=K; centralized 2025-03-04T08:00 2025-03-04T09:01 61 "
                 "offering=K status=absent",
     .expected = "overdue 360 0 360 2025-01-01 2025-12-31 - 0"},
    {.name = "the_share_may_be_a_number", /* 60 / 420 = .143 > .14 */
     .rule = ABSENCE("0.14"),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T14:00 360 "
                 "offering=K; centralized 2025-03-04T08:00 2025-03-04T09:00 60 "
                 "offering=K status=excused",
     .expected = "overdue 360 0 360 2025-01-01 2025-12-31 - 0"},
    {.name = "leave_from_one_class_does_not_touch_another",
     .rule = ABSENCE("\"1/7\""),
     .attended = "centralized 2025-03-03T08:00 2025-03-03T14:00 360 "
                 "offering=K; centralized 2025-03-04T08:00 2025-03-04T11:00 "
                 "180 offering=L status=excused",
     .expected = "met 360 360 0 2025-01-01 2025-12-31 2025-03-03 1"},
    {.name = "leave_to_come_is_not_known",
     .rule = ABSENCE("\"1/7\""),
     .as_of = "2025-03-03",
     .attended = "centralized 2025-03-03T08:00 2025-03-03T14:00 360 "
                 "offering=K; centralized 2025-03-04T08:00 2025-03-04T11:00 "
                 "180 offering=K status=excused",
     .expected = "met 360 360 0 2025-01-01 2025-12-31 2025-03-03 1"},

    /* Meetings. */
    {.name = "a_meeting_is_no_training",
     .rule = TRAINING,
     .attended = MEETING,
     .expected = "overdue 1 0 1 2025-01-01 2025-12-31 - 0"},
    {.name = "with_an_instructor_it_is",
     .rule = TRAINING,
     .attended = MEETING " instructor=1",
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-03 1"},
    {.name = "or_if_members_were_called_to_it",
     .rule = TRAINING,
     .attended = MEETING " called=1",
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-03 1"},
    {.name = "or_if_it_lasts_a_day",
     .rule = TRAINING,
     .attended = DAY("2025-03-03"),
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-03 1"},
    {.name = "self_paced_learning_is_no_meeting",
     .rule = TRAINING,
     .attended = "self-study - - - at=2025-03-10",
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-10 1"},

    /* Anniversaries. */
    {.name = "the_year_begins_on_the_anniversary", /* 31 + 28 + 9 = 68 */
     .rule = ONE_CLASS "," ANNIVERSARY("joined", ""),
     .member = "2015-03-10 -",
     .attended = DAY("2025-03-09"),
     .anchor = "anniversary",
     .expected = "due 1 0 1 2025-03-10 2026-03-09 - 0"},
    {.name = "training_on_the_anniversary_is_of_the_new_year",
     .rule = ONE_CLASS "," ANNIVERSARY("joined", ""),
     .member = "2015-03-10 -",
     .attended = DAY("2025-03-10"),
     .expected = "met 1 1 0 2025-03-10 2026-03-09 2025-03-10 1"},
    {.name = "the_year_from_29_february_ends_on_the_27th",
     .rule = ONE_CLASS "," ANNIVERSARY("joined", ""),
     .as_of = "2025-02-27",
     .member = "2020-02-29 -",
     .expected = "overdue 1 0 1 2024-02-29 2025-02-27 - 0"},
    {.name = "and_the_next_begins_on_the_28th",
     .rule = ONE_CLASS "," ANNIVERSARY("joined", ""),
     .as_of = "2025-02-28",
     .member = "2020-02-29 -",
     .expected = "on-track 1 0 1 2025-02-28 2026-02-27 - 0"},
    {.name = "three_years_from_appointment",
     .rule =
         SECRETARY "," ONE_CLASS "," ANNIVERSARY("appointed", ",\"years\":3"),
     .roles = "secretary 2015-03-10 -", /* 2015, 2018, 2021, 2024 */
     .expected = "on-track 1 0 1 2024-03-10 2027-03-09 - 0"},
    {.name = "no_anniversary_without_a_day",
     .rule = ONE_CLASS "," ANNIVERSARY("became-full", ""),
     .expected = "not-applicable"},
    {.name = "a_year_of_membership_is_prorated_by_the_post",
     .rule = SECRETARY "," HOURS(56) "," ANNIVERSARY("joined", "") PRORATED,
     .as_of = "2026-03-09",
     .member = "2015-03-10 -", /* 3360 * 68 / 365 = 625.97 */
     .roles = "secretary 2026-01-01 -",
     .anchor = "duty",
     .expected = "overdue 626 0 626 2026-01-01 2026-03-09 - 0"},

    /* Quarters and months. */
    {.name = "a_quarter_ends_with_its_third_month", /* 16 + 30 days to go */
     .rule = QUARTER,
     .as_of = "2025-05-15",
     .attended = DAY("2025-03-31"),
     .expected = "due 1 0 1 2025-04-01 2025-06-30 - 0"},
    {.name = "training_on_the_first_of_april_is_of_the_second_quarter",
     .rule = QUARTER,
     .as_of = "2025-05-15",
     .attended = DAY("2025-04-01"),
     .expected = "met 1 1 0 2025-04-01 2025-06-30 2025-04-01 1"},
    {.name = "february_has_29_days_in_a_leap_year",
     .rule = MONTH,
     .as_of = "2024-02-29",
     .expected = "overdue 1 0 1 2024-02-01 2024-02-29 - 0"},
    {.name = "december_ends_with_the_year",
     .rule = MONTH,
     .attended = DAY("2025-12-01"),
     .expected = "met 1 1 0 2025-12-01 2025-12-31 2025-12-01 1"},

    /* Grace. */
    {.name = "in_the_days_of_grace_it_is_due",
     .rule = GRACE,
     .as_of = "2025-08-13", /* 29 days after 15 July */
     .roles = "secretary 2025-01-15 -",
     .expected = "due 1 0 1 2025-01-15 2025-07-15 - 0"},
    {.name = "after_them_it_is_overdue",
     .rule = GRACE,
     .as_of = "2025-08-14",
     .roles = "secretary 2025-01-15 -",
     .expected = "overdue 1 0 1 2025-01-15 2025-07-15 - 0"},
    {.name = "what_lapses_has_its_grace_too",
     .rule = ROTATION(5) ",\"grace_days\":30",
     .as_of = "2026-06-10",
     .roles = "leading 2018-01-01 -",
     .attended = DAY("2021-06-10"),
     .expected = "due 1 0 1 2021-06-10 2026-06-09 - 0"},

    /* Versions. */
    {.name = "last_year_is_judged_by_last_years_rule",
     .older = HOURS(24) "," YEARLY,
     .rule = MEMBER_HOURS ",\"valid_from\":\"2025-01-01\"",
     .as_of = "2024-12-31",
     .expected = "overdue 1440 0 1440 2024-01-01 2024-12-31 - 0"},
    {.name = "and_this_year_by_this_years",
     .older = HOURS(24) "," YEARLY,
     .rule = MEMBER_HOURS ",\"valid_from\":\"2025-01-01\"",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "a_season_is_judged_by_the_rule_of_its_last_day",
     .older = WINTER,
     .rule = WHO(
         "\"attribute\":{\"residence\":[\"rural\"]}") ","
                                                      "\"what\":{\"unit\":"
                                                      "\"sessions\",\"amount\":"
                                                      "2},\"window\":{"
                                                      "\"kind\":\"season\","
                                                      "\"from\":\"11-01\","
                                                      "\"to\":\"03-31\"},"
                                                      "\"valid_from\":\"2025-"
                                                      "04-01\"",
     .as_of = "2025-08-31",
     .attributes = "residence rural - -",
     .expected = "overdue 1 0 1 2024-11-01 2025-03-31 - 0"},
    {.name = "an_appointment_is_judged_by_the_rule_of_its_day",
     .older = SECRETARY "," ONE_CLASS "," AFTER("appointed", 12),
     .rule = NEW_SECRETARY ",\"valid_from\":\"2025-01-01\"",
     .as_of = "2025-06-30",
     .roles = "secretary 2024-12-31 -",
     .expected = "on-track 1 0 1 2024-12-31 2025-12-31 - 0"},
    {.name = "a_new_version_does_not_start_the_years_anew",
     .older = ROTATION(5) ",\"valid_from\":\"2020-01-01\"",
     .rule = ROTATION(5) ",\"valid_from\":\"2024-01-01\"",
     .as_of = "2024-12-30",
     .roles = "leading 2018-01-01 -",
     .anchor = "bound",
     .expected = "due 1 0 1 2020-01-01 2024-12-31 - 0"},
    {.name = "a_rule_that_has_ended_asks_nothing",
     .rule = MEMBER_HOURS ",\"valid_to\":\"2024-12-31\"",
     .expected = "not-applicable"},
    {.name = "but_did_on_its_last_day",
     .rule = MEMBER_HOURS ",\"valid_to\":\"2024-12-31\"",
     .as_of = "2024-12-31",
     .expected = "overdue 1920 0 1920 2024-01-01 2024-12-31 - 0"},
    {.name = "a_rule_of_july_is_prorated_from_july",
     .rule = MEMBER_HOURS PRORATED ",\"valid_from\":\"2025-07-01\"",
     /* 1920 * 184 / 365 = 967.9 */
     .expected = "overdue 968 0 968 2025-07-01 2025-12-31 - 0"},
    {.name = "hours_beyond_the_amount_are_not_carried_over",
     .rule = MEMBER_HOURS,
     .attended = "centralized 2024-06-03T00:00 2024-06-07T00:00 5760",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
};

const unsigned rulebook_features_count =
    sizeof rulebook_features / sizeof rulebook_features[0];
