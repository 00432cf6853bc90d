/*
 * policytext.h - the policy of a study that was just tried, in words.
 */
#ifndef POLICYTEXT_H
#define POLICYTEXT_H

#include "lib/attr.h"
#include "lib/cli.h"
#include "lib/diag.h"

/*
 * Prints, from the warehouse that TRIAL's stages have filled, each requirement
 * with its English and Chinese sentence and how many it binds, and the findings
 * about it. Nothing if there are no requirements.
 */
int policytext_print(const struct cli *trial, struct diag *d) MUST_CHECK;

#endif
