/*
 * peers.h - who a member is compared with, and where it stands among them.
 *
 * Peers hold the same set of roles on the as-of day and have the same value,
 * or none, of each attribute that the study names (analysis.record.peers).
 * Who is no member on that day has no peers. Of roles beyond the 63rd in byte
 * order only one is told from having none.
 */
#ifndef PEERS_H
#define PEERS_H

#include "analyze/base/facts.h"
#include "lib/attr.h"
#include "lib/study.h"

#include <stddef.h>
#include <stdint.h>

#define PEERS_NONE UINT32_MAX

/* The group of each member, from 0, or PEERS_NONE; free() it. */
uint32_t *peers_group(const struct facts *f,
                      const struct study *study) MUST_CHECK;

/*
 * PERCENTILE[i] of VALUE[i] among those with the same GROUP[i]: the share of
 * them that have less, and half of those that have as much (itself included),
 * times 100. So the middle one of three has 50. NaN without a group.
 */
void peers_percentile(const uint32_t *group, const int64_t *value, size_t count,
                      double *percentile);

#endif
