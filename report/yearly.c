/* yearly.c - see yearly.h. */
#include "report/yearly.h"

/* The cells of a line: COUNT of them, STRIDE apart; the last FIXED stay. */
struct line {
    size_t at, count, stride, fixed;
};

/* Holds back one cell more of a line that is not safe; false if it is safe. */
static bool mend(const int64_t *members, bool *shown, const struct line *l,
                 int64_t threshold)
{
    size_t hidden = 0, spare = SIZE_MAX;
    bool large = false;
    for (size_t i = 0; i < l->count; i++) {
        size_t at = l->at + i * l->stride;
        if (members[at] == 0)
            continue;
        if (!shown[at]) {
            hidden++;
            large = large || members[at] >= threshold;
        } else if (i < l->count - l->fixed &&
                   (spare == SIZE_MAX || members[at] < members[spare])) {
            spare = at;
        }
    }
    if (hidden == 0 || (hidden > 1 && large) || spare == SIZE_MAX)
        return false;
    shown[spare] = false;
    return true;
}

void yearly_decide(const int64_t *members, size_t values, bool total,
                   int64_t threshold, bool *shown)
{
    for (size_t i = 0; i < values * YEARLY_PAGES; i++)
        shown[i] = members[i] == 0 || members[i] >= threshold;
    bool again = true;
    while (again) {
        again = false;
        for (size_t v = 0; v < values; v++) {
            struct line months = {v * YEARLY_PAGES, YEARLY_PAGES, 1, 0};
            while (mend(members, shown, &months, threshold))
                again = true;
        }
        for (size_t p = 0; p < YEARLY_PAGES && total; p++) {
            struct line month = {p, values + 1, YEARLY_PAGES, 1};
            while (mend(members, shown, &month, threshold))
                again = true;
        }
    }
}
