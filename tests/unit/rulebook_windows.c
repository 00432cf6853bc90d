/*
 * rulebook_windows.c - see rulebook.h. Every expected value is worked out by
 * hand; the sums stand beside it. 32 hours are 1,920 minutes, 56 hours 3,360.
 */
#include "tests/unit/rulebook_words.h"

const struct rulebook_case rulebook_windows[] = {
    /* Months after an event. */
    {.name = "training_on_the_last_day_is_in_time",
     .rule = NEW_SECRETARY,
     .roles = "secretary 2025-01-15 -",
     .attended = DAY("2025-07-15"),
     .expected = "met 1 1 0 2025-01-15 2025-07-15 2025-07-15 1"},
    {.name = "training_that_comes_late_is_seen_to_be_late",
     .rule = NEW_SECRETARY,
     .roles = "secretary 2025-01-15 -",
     .attended = DAY("2025-07-16"),
     .expected = "met 1 1 0 2025-01-15 2025-07-15 2025-07-16 1"},
    {.name = "the_day_before_the_last_it_is_due",
     .rule = NEW_SECRETARY,
     .as_of = "2025-07-14",
     .roles = "secretary 2025-01-15 -",
     .expected = "due 1 0 1 2025-01-15 2025-07-15 - 0"},
    {.name = "after_the_last_day_it_is_overdue",
     .rule = NEW_SECRETARY,
     .as_of = "2025-07-15",
     .roles = "secretary 2025-01-15 -",
     .expected = "overdue 1 0 1 2025-01-15 2025-07-15 - 0"},
    {.name = "training_before_the_appointment_does_not_count",
     .rule = NEW_SECRETARY,
     .roles = "secretary 2025-01-15 -",
     .attended = DAY("2025-01-14"),
     .expected = "overdue 1 0 1 2025-01-15 2025-07-15 - 0"},
    {.name = "six_months_from_the_31st_of_august_end_in_february",
     .rule = NEW_SECRETARY,
     .as_of = "2025-11-29", /* 1 + 31 + 31 + 28 = 91 days to go */
     .roles = "secretary 2025-08-31 -",
     .expected = "on-track 1 0 1 2025-08-31 2026-02-28 - 0"},
    {.name = "a_year_from_the_29th_of_february_ends_on_the_28th",
     .rule = SECRETARY "," ONE_CLASS "," AFTER("appointed", 12),
     .as_of = "2025-02-27",
     .roles = "secretary 2024-02-29 -",
     .expected = "due 1 0 1 2024-02-29 2025-02-28 - 0"},
    {.name = "four_years_from_the_29th_of_february_end_on_the_29th",
     .rule = SECRETARY "," ONE_CLASS "," AFTER("appointed", 48),
     .as_of = "2025-02-27",
     .roles = "secretary 2024-02-29 -",
     .expected = "on-track 1 0 1 2024-02-29 2028-02-29 - 0"},
    {.name = "going_on_in_the_post_is_no_new_appointment",
     .rule = NEW_SECRETARY,
     .roles = "secretary 2020-01-01 2025-05-31; secretary 2025-06-01 -",
     .expected = "overdue 1 0 1 2020-01-01 2020-07-01 - 0"},
    {.name = "coming_back_to_the_post_is_a_new_appointment",
     .rule = NEW_SECRETARY,
     .roles = "secretary 2020-01-01 2025-05-31; secretary 2025-09-10 -",
     .expected = "due 1 0 1 2025-09-10 2026-03-10 - 0"}, /* in 69 days */
    {.name = "an_appointment_before_the_rule_starts_no_clock",
     .rule = NEW_SECRETARY ",\"valid_from\":\"2025-01-01\"",
     .roles = "secretary 2024-12-31 -",
     .expected = "not-applicable"},
    {.name = "a_post_of_unknown_beginning_starts_no_clock",
     .rule = NEW_SECRETARY,
     .roles = "secretary - -",
     .expected = "not-applicable"},
    {.name = "who_gave_up_the_post_is_not_asked",
     .rule = NEW_SECRETARY,
     .roles = "secretary 2025-01-15 2025-12-30",
     .expected = "not-applicable"},
    {.name = "probation_begins_on_the_day_of_joining",
     .rule = WHO("\"status\":\"probationary\"") "," ONE_CLASS
                                                "," AFTER("joined", 12),
     .member = "2025-02-01 -",
     .memberships = "A probationary 2025-02-01 -",
     .expected = "due 1 0 1 2025-02-01 2026-02-01 - 0"}, /* in 32 days */
    {.name = "the_year_after_full_membership_begins_on_its_day",
     .rule = ONE_CLASS "," AFTER("became-full", 12),
     .member = "2024-03-01 2025-03-01",
     .attended = DAY("2025-02-28") DAY("2025-03-01"),
     .expected = "met 1 1 0 2025-03-01 2026-03-01 2025-03-01 1"},
    {.name = "full_membership_is_read_off_the_memberships",
     .rule = ONE_CLASS "," AFTER("became-full", 12),
     .memberships = "A probationary 2024-01-01 2025-01-31; A full 2025-02-01 -",
     .expected = "due 1 0 1 2025-02-01 2026-02-01 - 0"},
    {.name = "full_membership_to_come_starts_no_clock",
     .rule = ONE_CLASS "," AFTER("became-full", 12),
     .as_of = "2025-02-28",
     .member = "2024-03-01 2025-03-01",
     .expected = "not-applicable"},

    /* Years that roll. */
    {.name = "training_lasts_five_years",
     .rule = ROTATION(5),
     .as_of = "2026-06-09",
     .roles = "leading 2018-01-01 -",
     .attended = DAY("2021-06-10"),
     .expected = "met 1 1 0 2021-06-10 2026-06-09 2021-06-10 1"},
    {.name = "and_not_a_day_longer",
     .rule = ROTATION(5),
     .as_of = "2026-06-10",
     .roles = "leading 2018-01-01 -",
     .attended = DAY("2021-06-10"),
     .expected = "overdue 1 0 1 2021-06-10 2026-06-09 - 0"},
    {.name = "a_new_post_has_five_years_from_its_beginning",
     .rule = ROTATION(5),
     .roles = "leading 2023-01-01 -",
     .expected = "on-track 1 0 1 2023-01-01 2027-12-31 - 0"},
    {.name = "an_old_post_without_training_is_overdue",
     .rule = ROTATION(5),
     .roles = "leading 2018-01-01 -",
     .expected = "overdue 1 0 1 2018-01-01 2022-12-31 - 0"},
    {.name = "a_new_rule_gives_its_years_to_everybody",
     .rule = ROTATION(5) ",\"valid_from\":\"2024-01-01\"",
     .roles = "leading 2018-01-01 -",
     .expected = "on-track 1 0 1 2024-01-01 2028-12-31 - 0"},
    {.name = "nobody_knows_since_when_it_is_overdue",
     .rule = ROTATION(5),
     .roles = "leading - -",
     .memberships = "A full - -",
     .expected = "overdue 1 0 1 - - - 0"},
    {.name = "training_on_the_29th_of_february_lasts_to_the_27th",
     /* the five years to 28 February 2025 begin on 1 March 2020 */
     .rule = ROTATION(5),
     .as_of = "2025-02-27",
     .roles = "leading 2018-01-01 -",
     .attended = DAY("2020-02-29"),
     .expected = "met 1 1 0 2020-02-29 2025-02-27 2020-02-29 1"},
    {.name = "hours_of_two_years_rest_on_the_first_of_them",
     .rule = HOURS(10) ",\"window\":{\"kind\":\"rolling-years\",\"years\":2}",
     .attended = "centralized 2024-01-10T08:00 2024-01-10T13:00 300;"
                 "centralized 2025-06-02T08:00 2025-06-02T13:00 300",
     .expected = "met 600 600 0 2024-01-10 2026-01-09 2025-06-02 2"},
    {.name = "hours_that_fall_out_of_the_window_are_missing",
     .rule = HOURS(10) ",\"window\":{\"kind\":\"rolling-years\",\"years\":2}",
     .as_of = "2026-01-10",
     .attended = "centralized 2024-01-10T08:00 2024-01-10T13:00 300;"
                 "centralized 2025-06-02T08:00 2025-06-02T13:00 300",
     .expected = "overdue 600 300 300 2024-01-10 2026-01-09 - 1"},
    {.name = "a_course_taken_again_is_one_course_and_lasts_longer",
     .rule = "\"what\":{\"unit\":\"courses\",\"amount\":2},"
             "\"window\":{\"kind\":\"rolling-years\",\"years\":2}",
     /* x on 10 Jan 2024, y in May, x again in 2025: rests on y */
     .attended = "centralized 2024-01-10T08:00 2024-01-10T13:00 300 course=x;"
                 "centralized 2024-05-06T08:00 2024-05-06T13:00 300 course=y;"
                 "centralized 2025-03-03T08:00 2025-03-03T13:00 300 course=x",
     .expected = "met 2 2 0 2024-05-06 2026-05-05 2024-05-06 2"},

    /* Seasons. */
    {.name = "winter_training_counts_in_its_season",
     .rule = WINTER,
     .attributes = "residence rural - -",
     .attended = DAY("2025-11-20"),
     .expected = "met 1 1 0 2025-11-01 2026-03-31 2025-11-20 1"},
    {.name = "the_season_over_new_year_is_still_open",
     .rule = WINTER,
     .attributes = "residence rural - -",
     .attended = DAY("2025-10-31"), /* 31 + 28 + 31 = 90 days to go */
     .expected = "due 1 0 1 2025-11-01 2026-03-31 - 0"},
    {.name = "in_summer_the_last_winter_is_judged",
     .rule = WINTER,
     .as_of = "2025-06-30",
     .attributes = "residence rural - -",
     .attended = DAY("2025-04-01"),
     .expected = "overdue 1 0 1 2024-11-01 2025-03-31 - 0"},
    {.name = "training_in_january_counts_for_the_season_before_it",
     .rule = WINTER,
     .as_of = "2025-06-30",
     .attributes = "residence rural - -",
     .attended = DAY("2025-01-15"),
     .expected = "met 1 1 0 2024-11-01 2025-03-31 2025-01-15 1"},
    {.name = "who_moved_to_town_is_not_asked",
     .rule = WINTER,
     .attributes = "residence rural - -; residence urban 2025-10-01 -",
     .expected = "not-applicable"},
    {.name = "a_season_may_end_on_the_29th_of_february",
     .rule = ONE_CLASS ",\"window\":{\"kind\":\"season\",\"from\":\"12-01\","
                       "\"to\":\"02-29\"}",
     .as_of = "2024-01-15",
     .expected = "due 1 0 1 2023-12-01 2024-02-29 - 0"},
    {.name = "which_is_the_28th_in_other_years",
     .rule = ONE_CLASS ",\"window\":{\"kind\":\"season\",\"from\":\"12-01\","
                       "\"to\":\"02-29\"}",
     .as_of = "2025-01-15",
     .expected = "due 1 0 1 2024-12-01 2025-02-28 - 0"},

    /* What: courses, sessions, topics. */
    {.name = "each_elective_counts_once",
     .rule = ELECTIVES, /* e1, e2, e3, e4 and again e1; c is not elective */
     .attended = "centralized 2025-03-03T08:00 2025-03-03T10:00 120 course=e1;"
                 "centralized 2025-03-04T08:00 2025-03-04T10:00 120 course=e2;"
                 "practice 2025-03-05T08:00 2025-03-05T10:00 120 course=e3;"
                 "centralized 2025-03-06T08:00 2025-03-06T10:00 120 course=e4;"
                 "centralized 2025-03-07T08:00 2025-03-07T10:00 120 course=e1;"
                 "centralized 2025-03-10T08:00 2025-03-10T10:00 120 course=c",
     .expected = "overdue 5 4 1 2025-01-01 2025-12-31 - 4"},
    {.name = "courses_are_prorated_to_whole_ones",
     .rule = ELECTIVES PRORATED, /* 5 * 92 / 365 = 1.3 */
     .member = "2025-10-01 -",
     .memberships = "A full 2025-10-01 -",
     .expected = "overdue 2 0 2 2025-10-01 2025-12-31 - 0"},
    {.name = "self_paced_electives_count",
     .rule = "\"what\":{\"unit\":\"courses\",\"amount\":1,\"course_kind\":"
             "\"elective\"}," YEARLY,
     .attended = "self-study - - - at=2025-03-10 course=e1",
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-10 1"},
    {.name = "a_session_listed_twice_is_one_session",
     .rule = "\"what\":{\"unit\":\"sessions\",\"amount\":2}," YEARLY,
     .attended = "centralized 2025-03-10T09:00 2025-03-11T17:00 600;"
                 "centralized 2025-03-10T09:00 2025-03-11T17:00 600 again=1 "
                 "at=2025-03-11",
     .expected = "overdue 2 1 1 2025-01-01 2025-12-31 - 1"},
    {.name = "sessions_that_are_too_short_do_not_count",
     .rule = "\"what\":{\"unit\":\"sessions\",\"amount\":2,\"min_minutes\":"
             "120}," YEARLY,
     .attended = "centralized 2025-03-10T09:00 2025-03-10T10:59 119;"
                 "centralized 2025-03-11T09:00 2025-03-11T11:00 120",
     .expected = "overdue 2 1 1 2025-01-01 2025-12-31 - 1"},
    {.name = "a_topic_takes_in_what_is_below_it",
     .rule = "\"what\":{\"unit\":\"sessions\",\"amount\":1,\"topic\":"
             "\"AREA\"}," YEARLY,
     .attended = "centralized 2025-03-10T09:00 2025-03-10T11:00 120 topic=T2;"
                 "centralized 2025-03-11T09:00 2025-03-11T11:00 120 topic=T1",
     .expected = "met 1 1 0 2025-01-01 2025-12-31 2025-03-11 1"},

    /* Exemptions. */
    {.name = "who_is_exempt_owes_nothing",
     .rule = MEMBER_HOURS,
     .exemptions = "2025-07-01 2026-06-30",
     .attended = DAY("2025-02-03"),
     .expected = "exempt 1920 480 0 2025-01-01 2025-12-31 - 1"},
    {.name = "an_exemption_that_is_over_does_not_help",
     .rule = MEMBER_HOURS,
     .exemptions = "2025-03-01 2025-05-31",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "exempt_days_are_taken_off_what_is_prorated",
     .rule = MEMBER_HOURS PRORATED, /* 1920 * (365 - 92) / 365 = 1436.1 */
     .exemptions = "2025-03-01 2025-05-31",
     .expected = "overdue 1437 0 1437 2025-01-01 2025-12-31 - 0"},
    {.name = "who_was_exempt_all_the_time_in_the_post_owes_nothing",
     .rule = SECRETARY_HOURS PRORATED,
     .roles = "secretary 2025-03-01 2025-05-31",
     .exemptions = "2025-02-01 2025-06-30",
     .expected = "exempt 0 0 0 2025-01-01 2025-12-31 - 0"},
};

const unsigned rulebook_windows_count =
    sizeof rulebook_windows / sizeof rulebook_windows[0];
