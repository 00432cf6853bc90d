/*
 * ranking.h - how good a list of recommendations was.
 *
 * Of one list of at most K courses, beside what the member then took:
 *   taken   how many of the list were taken
 *   hit     1 if one was
 *   recall  taken ones in the list / all that were taken
 *   ndcg    sum over hits of 1 / log2(place + 1), over the most that was
 *           possible: that of min(K, number taken) hits at the top
 *           (Jarvelin and Kekalainen, ACM TOIS 20, 2002)
 *
 * Of all lists of a model, with c_i how often course i was shown, n courses:
 *   coverage         courses shown at least once / n
 *   gini             2 sum of (n + 1 - i) / (n + 1) c_(i) / sum c, i from 1, c
 *                    ascending: 1 is even, near 0 is one course for all
 *   novelty          mean of -log2 of the course's share of all takings
 *   popularity_share share of places that went to the tenth of the courses
 *                    taken most (rounded up; of equals the lower index)
 * The definitions of the last four are those of Zhao et al., ACM TOIS 41, 2023,
 * and of Abdollahpouri et al., RecSys 2017.
 */
#ifndef MATH_RANKING_H
#define MATH_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ranking_score {
    double ndcg, recall, hit;
    size_t taken; /* of the list */
};

/*
 * Scores the COUNT courses of LIST, best first, COUNT at most K; WANTED are the
 * N_WANTED courses taken, ascending, at least one.
 */
struct ranking_score ranking_of(const uint32_t *list, size_t count, size_t k,
                                const uint32_t *wanted, size_t n_wanted);

/* How often each course was shown: add, merge, finish. */
struct ranking_spread {
    size_t items;
    int64_t *shown;
    double novelty;  /* sum over places */
    int64_t known;   /* places of courses that were taken before */
    int64_t popular; /* places of the tenth of the courses taken most */
};

/* What lists are judged by: how often courses had been taken. */
struct ranking_taken {
    size_t items;
    const int64_t *taken; /* by course, borrowed */
    int64_t total;
    bool *popular; /* by course: in the tenth taken most */
};

struct ranking_figures {
    double coverage, gini, novelty, popularity_share; /* NaN: none shown */
};

void ranking_spread_open(struct ranking_spread *s, size_t items);
void ranking_spread_close(struct ranking_spread *s);

/* Finds the total and the tenth. Call ranking_taken_close(). */
void ranking_taken_open(struct ranking_taken *t, const int64_t *taken,
                        size_t items);
void ranking_taken_close(struct ranking_taken *t);

void ranking_spread_add(struct ranking_spread *s, const uint32_t *list,
                        size_t count, const struct ranking_taken *t);
void ranking_spread_merge(struct ranking_spread *s,
                          const struct ranking_spread *other);

struct ranking_figures ranking_spread_finish(const struct ranking_spread *s);

#endif
