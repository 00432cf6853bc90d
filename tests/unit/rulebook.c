/*
 * rulebook.c - see rulebook.h. Every expected value is worked out by hand; the
 * sums stand beside it. 32 hours are 1,920 minutes, 56 hours 3,360.
 */
#include "tests/unit/rulebook_words.h"

const struct rulebook_case rulebook[] = {
    /* Hours of a calendar year. */
    {.name = "hours_are_met_on_the_day_they_are_reached",
     .rule = MEMBER_HOURS,
     .attended = DAY("2025-02-03") DAY("2025-03-03") DAY("2025-04-07")
         DAY("2025-05-12") DAY("2025-06-16"),
     /* 4 days are 32 h, a fifth is more than asked */
     .expected = "met 1920 2400 0 2025-01-01 2025-12-31 2025-05-12 5"},
    {.name = "an_open_year_with_time_left_is_on_track",
     .rule = MEMBER_HOURS,
     .as_of = "2025-06-30",
     .attended = DAY("2025-02-03"),
     .expected = "on-track 1920 480 1440 2025-01-01 2025-12-31 - 1"},
    {.name = "ninety_one_days_before_the_end_is_on_track",
     .rule = MEMBER_HOURS,
     .as_of = "2025-10-01", /* 30 + 30 + 31 days to 31 December */
     .expected = "on-track 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "ninety_days_before_the_end_is_due",
     .rule = MEMBER_HOURS,
     .as_of = "2025-10-02",
     .expected = "due 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "a_rule_may_say_from_when_it_is_due",
     .rule = MEMBER_HOURS ",\"due_days\":91",
     .as_of = "2025-10-01",
     .expected = "due 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "on_the_last_day_the_year_is_over",
     .rule = MEMBER_HOURS,
     .attended = DAY("2025-02-03"),
     .expected = "overdue 1920 480 1440 2025-01-01 2025-12-31 - 1"},
    {.name = "last_years_hours_do_not_count",
     .rule = MEMBER_HOURS,
     .as_of = "2025-01-02",
     .attended = DAY("2024-12-30"),
     .expected = "on-track 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "what_comes_after_the_day_is_not_known",
     .rule = MEMBER_HOURS,
     .as_of = "2025-02-02",
     .attended = DAY("2025-02-03"),
     .expected = "on-track 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "who_was_absent_or_excused_has_no_hours",
     .rule = MEMBER_HOURS,
     .as_of = "2025-06-30",
     .attended = "centralized 2025-02-03T08:00 2025-02-03T16:00 480 "
                 "status=absent; centralized 2025-02-04T08:00 2025-02-04T16:00 "
                 "480 status=excused",
     .expected = "on-track 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "who_came_late_has_the_minutes_attended",
     .rule = MEMBER_HOURS,
     .as_of = "2025-06-30",
     .attended = "centralized 2025-02-03T08:00 2025-02-03T16:00 420 length=480 "
                 "status=late",
     .expected = "on-track 1920 420 1500 2025-01-01 2025-12-31 - 1"},
    {.name = "forms_that_the_rule_does_not_name_do_not_count",
     .rule = MEMBER_HOURS,
     .as_of = "2025-06-30",
     .attended = "practice 2025-02-03T08:00 2025-02-03T16:00 480;"
                 "collective 2025-02-04T19:00 2025-02-04T21:00 120",
     .expected = "on-track 1920 120 1800 2025-01-01 2025-12-31 - 1"},
    {.name = "half_of_a_night_over_new_year_counts_for_the_old_year",
     .rule = MEMBER_HOURS, /* 20:00 to 04:00: 4 of 8 hours */
     .attended = "centralized 2025-12-31T20:00 2026-01-01T04:00 480",
     .expected = "overdue 1920 240 1680 2025-01-01 2025-12-31 - 1"},
    {.name = "the_other_half_counts_for_the_new_year",
     .rule = MEMBER_HOURS,
     .as_of = "2026-01-01",
     .attended = "centralized 2025-12-31T20:00 2026-01-01T04:00 480",
     .expected = "on-track 1920 240 1680 2026-01-01 2026-12-31 - 1"},
    {.name = "the_first_part_over_new_year_is_rounded_down",
     .rule = MEMBER_HOURS, /* 100 credited over 3 h, 2 of them: 66.67 */
     .attended = "centralized 2025-12-31T22:00 2026-01-01T01:00 100",
     .expected = "overdue 1920 66 1854 2025-01-01 2025-12-31 - 1"},
    {.name = "the_second_part_over_new_year_is_the_rest",
     .rule = MEMBER_HOURS, /* 100 - 66 */
     .as_of = "2026-01-01",
     .attended = "centralized 2025-12-31T22:00 2026-01-01T01:00 100",
     .expected = "on-track 1920 34 1886 2026-01-01 2026-12-31 - 1"},
    {.name = "time_in_two_sessions_at_once_counts_once",
     .rule = MEMBER_HOURS, /* 9-12 and 11-13: 4 hours of the clock */
     .as_of = "2025-06-30",
     .attended = "centralized 2025-03-03T09:00 2025-03-03T12:00 180;"
                 "collective 2025-03-03T11:00 2025-03-03T13:00 120",
     .expected = "on-track 1920 240 1680 2025-01-01 2025-12-31 - 2"},
    {.name = "an_overlap_with_what_the_rule_does_not_take_costs_nothing",
     .rule = MEMBER_HOURS,
     .as_of = "2025-06-30",
     .attended = "practice 2025-03-03T08:00 2025-03-03T12:00 240;"
                 "centralized 2025-03-03T09:00 2025-03-03T12:00 180",
     .expected = "on-track 1920 180 1740 2025-01-01 2025-12-31 - 1"},
    {.name = "a_session_listed_daily_is_credited_once",
     .rule = MEMBER_HOURS, /* a row a day, each with the whole 1,200 */
     .as_of = "2025-06-30",
     .attended = "centralized 2025-03-10T09:00 2025-03-12T17:00 1200;"
                 "centralized 2025-03-10T09:00 2025-03-12T17:00 1200 again=1 "
                 "at=2025-03-11;"
                 "centralized 2025-03-10T09:00 2025-03-12T17:00 1200 again=1 "
                 "at=2025-03-12",
     .expected = "on-track 1920 1200 720 2025-01-01 2025-12-31 - 1"},
    {.name = "daily_minutes_of_one_session_add_up",
     .rule = MEMBER_HOURS, /* 400 + 400 of 1,200 */
     .as_of = "2025-06-30",
     .attended = "centralized 2025-03-10T09:00 2025-03-12T17:00 400 "
                 "length=1200;"
                 "centralized 2025-03-10T09:00 2025-03-12T17:00 400 again=1 "
                 "at=2025-03-12",
     .expected = "on-track 1920 800 1120 2025-01-01 2025-12-31 - 1"},
    {.name = "self_paced_learning_without_minutes_has_no_hours",
     .rule = "\"what\":{\"unit\":\"hours\",\"amount\":1}," YEARLY,
     .as_of = "2025-06-30",
     .attended = "self-study - - - at=2025-03-10",
     .expected = "on-track 60 0 60 2025-01-01 2025-12-31 - 0"},
    {.name = "self_paced_learning_with_minutes_counts_each_time",
     .rule = "\"what\":{\"unit\":\"hours\",\"amount\":1}," YEARLY,
     .as_of = "2025-06-30", /* 25 + 35 of one course */
     .attended = "self-study - - 25 at=2025-03-10;"
                 "self-study - - 35 at=2025-04-10 again=1",
     .expected = "met 60 60 0 2025-01-01 2025-12-31 2025-04-10 1"},

    /* Who: posts, status, organizations, and parts of the year. */
    {.name = "who_holds_no_post_is_not_asked",
     .rule = SECRETARY_HOURS,
     .expected = "not-applicable"},
    {.name = "another_post_is_not_the_one_asked",
     .rule = SECRETARY_HOURS,
     .roles = "committee 2020-01-01 -",
     .expected = "not-applicable"},
    {.name = "one_of_several_posts_is_enough",
     .rule =
         WHO("\"role\":[\"secretary\",\"committee\"]") "," HOURS(56) "," YEARLY,
     .roles = "committee 2020-01-01 -; leading 2021-01-01 -",
     .expected = "overdue 3360 0 3360 2025-01-01 2025-12-31 - 0"},
    {.name = "a_post_taken_in_july_is_asked_for_half_a_year",
     .rule = SECRETARY_HOURS PRORATED, /* 3360 * 184 / 365 = 1693.8 */
     .roles = "secretary 2025-07-01 -",
     .expected = "overdue 1694 0 1694 2025-07-01 2025-12-31 - 0"},
    {.name = "a_leap_year_has_a_day_more_to_divide_by",
     .rule = SECRETARY_HOURS PRORATED, /* 3360 * 184 / 366 = 1689.2 */
     .as_of = "2024-12-31",
     .roles = "secretary 2024-07-01 -",
     .expected = "overdue 1690 0 1690 2024-07-01 2024-12-31 - 0"},
    {.name = "in_july_the_rest_of_the_year_is_foreseen",
     .rule = SECRETARY_HOURS PRORATED, /* as above, seen from August */
     .as_of = "2025-08-15",
     .roles = "secretary 2025-07-01 2025-09-30",
     .expected = "on-track 1694 0 1694 2025-07-01 2025-12-31 - 0"},
    {.name = "a_post_given_up_in_june_is_still_asked_for_its_part",
     .rule = SECRETARY_HOURS PRORATED, /* 3360 * 181 / 365 = 1666.2 */
     .roles = "secretary 2019-01-01 2025-06-30",
     .expected = "overdue 1667 0 1667 2025-01-01 2025-12-31 - 0"},
    {.name = "a_post_given_up_is_not_asked_for_without_proration",
     .rule = SECRETARY_HOURS,
     .roles = "secretary 2019-01-01 2025-06-30",
     .expected = "not-applicable"},
    {.name = "two_times_in_a_post_add_up",
     .rule = SECRETARY_HOURS PRORATED, /* 3360 * (31 + 31) / 365 = 570.7 */
     .roles = "secretary 2025-01-01 2025-01-31; secretary 2025-12-01 -",
     .expected = "overdue 571 0 571 2025-01-01 2025-12-31 - 0"},
    {.name = "two_posts_at_once_are_not_counted_twice",
     .rule = WHO("\"role\":[\"secretary\",\"committee\"]") "," HOURS(
         56) "," YEARLY PRORATED, /* July to December once: as above, 1693.8 */
     .roles = "secretary 2025-07-01 -; committee 2025-09-01 -",
     .expected = "overdue 1694 0 1694 2025-07-01 2025-12-31 - 0"},
    {.name = "the_time_in_an_excluded_post_is_left_out",
     .rule = WHO("\"not_role\":\"secretary\"") "," MEMBER_HOURS PRORATED,
     .roles = "secretary 2025-07-01 -", /* 1920 * 181 / 365 = 952.1 */
     .expected = "overdue 953 0 953 2025-01-01 2025-12-31 - 0"},
    {.name = "who_holds_an_excluded_post_now_is_not_asked",
     .rule = WHO("\"not_role\":\"secretary\"") "," MEMBER_HOURS,
     .roles = "secretary 2025-07-01 -",
     .expected = "not-applicable"},
    {.name = "hours_before_the_post_count_too",
     .rule = SECRETARY_HOURS PRORATED, /* 4 * 480 >= 1694 */
     .roles = "secretary 2025-07-01 -",
     .attended = DAY("2025-02-03") DAY("2025-03-03") DAY("2025-04-07")
         DAY("2025-05-12"),
     .expected = "met 1694 1920 0 2025-07-01 2025-12-31 2025-05-12 4"},
    {.name = "who_joined_in_october_is_asked_for_a_quarter",
     .rule = MEMBER_HOURS PRORATED, /* 1920 * 92 / 365 = 483.9 */
     .member = "2025-10-01 -",
     .memberships = "A full 2025-10-01 -",
     .expected = "overdue 484 0 484 2025-10-01 2025-12-31 - 0"},
    {.name = "who_left_is_not_asked",
     .rule = MEMBER_HOURS PRORATED,
     .memberships = "A full 2015-01-01 2025-11-30",
     .expected = "not-applicable"},
    {.name = "who_left_and_came_back_is_asked_for_both_times",
     .rule = MEMBER_HOURS PRORATED, /* 1920 * (90 + 92) / 365 = 957.4 */
     .memberships = "A full 2015-01-01 2025-03-31; A full 2025-10-01 -",
     .expected = "overdue 958 0 958 2025-01-01 2025-12-31 - 0"},
    {.name = "a_transfer_ends_the_time_in_the_old_organization",
     .rule = WHO("\"organization\":\"A\"") "," MEMBER_HOURS PRORATED,
     .memberships = "A full 2015-01-01 -; B full 2025-07-01 -",
     .expected = "overdue 953 0 953 2025-01-01 2025-12-31 - 0"},
    {.name = "a_transfer_begins_the_time_in_the_new_organization",
     .rule = WHO("\"organization\":\"B\"") "," MEMBER_HOURS PRORATED,
     /* 1920 * 184 / 365 = 967.9 */
     .memberships = "A full 2015-01-01 -; B full 2025-07-01 -",
     .expected = "overdue 968 0 968 2025-07-01 2025-12-31 - 0"},
    {.name = "a_transfer_to_come_is_not_known",
     .rule = WHO("\"organization\":\"A\"") "," MEMBER_HOURS PRORATED,
     .as_of = "2025-06-30",
     .memberships = "A full 2015-01-01 -; B full 2025-07-01 -",
     .expected = "on-track 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "after_a_time_elsewhere_the_old_organization_holds_again",
     .rule = WHO("\"organization\":\"A\"") "," MEMBER_HOURS,
     .memberships = "A full 2015-01-01 -; B full 2025-03-01 2025-03-31",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "an_organization_takes_in_what_is_below_it",
     .rule = WHO("\"organization\":\"A\"") "," MEMBER_HOURS,
     .memberships = "A1 full 2015-01-01 -",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "an_organization_does_not_take_in_what_is_above_it",
     .rule = WHO("\"organization\":\"A1\"") "," MEMBER_HOURS,
     .expected = "not-applicable"},
    {.name = "a_full_member_was_on_probation_before",
     .rule = WHO("\"status\":\"probationary\"") "," MEMBER_HOURS,
     .as_of = "2025-02-28",
     .member = "2024-03-01 2025-03-01",
     .memberships = "A full 2024-03-01 -",
     .expected = "on-track 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "from_the_day_of_full_membership_probation_is_over",
     .rule = WHO("\"status\":\"probationary\"") "," MEMBER_HOURS,
     .as_of = "2025-03-01",
     .member = "2024-03-01 2025-03-01",
     .memberships = "A probationary 2024-03-01 -",
     .expected = "not-applicable"},
    {.name = "full_membership_in_july_is_half_a_year",
     .rule = WHO("\"status\":\"full\"") "," MEMBER_HOURS PRORATED,
     .member = "2024-07-01 2025-07-01", /* 1920 * 184 / 365 = 967.9 */
     .memberships = "A full 2024-07-01 -",
     .expected = "overdue 968 0 968 2025-07-01 2025-12-31 - 0"},
    {.name = "a_member_of_no_known_organization_is_asked_too",
     .rule = MEMBER_HOURS,
     .memberships = "",
     .expected = "overdue 1920 0 1920 2025-01-01 2025-12-31 - 0"},
    {.name = "a_rule_to_come_asks_nothing",
     .rule = MEMBER_HOURS ",\"valid_from\":\"2026-01-01\"",
     .expected = "not-applicable"},
};

const unsigned rulebook_count = sizeof rulebook / sizeof rulebook[0];
