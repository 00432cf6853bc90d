/*
 * survey.h - the quality of the demand questionnaire.
 *
 * Respondents: signs of not reading (screen.h), flagged, never dropped.
 * Weights: raked to what is known of all members (weights.h). Items: how the
 * answers fall (math/counts.h, moments to the fourth; not of a choice of one,
 * whose codes are names), weighted and not, of all and of those not careless;
 * and in the scale the codebook puts them in, the correlation with the rest and
 * alpha without the item. Scales: Cronbach's alpha and omega from pairwise
 * complete answers (math/scale.h). Response: rates by group with Wilson
 * intervals, and the groups that answered too little (math/response.h); members
 * on the day of the study are asked, a member who answered twice is one
 * respondent.
 */
#ifndef SURVEY_H
#define SURVEY_H

#include "analyze/task.h"

extern const struct task survey_task;

#endif
