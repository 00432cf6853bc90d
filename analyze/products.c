/* products.c - see products.h. */
#include "analyze/products.h"

#include "analyze/recommend/candidates.h"
#include "analyze/recommend/circle.h"
#include "analyze/recommend/history.h"
#include "analyze/requirement/policy.h"
#include "analyze/survey/demand.h"
#include "analyze/survey/shelf.h"

#include <stdlib.h>

void products_free(struct run *r)
{
    free(r->total);
    free(r->owing);
    free(r->bound);
    free(r->met);
    free(r->stood);
    free(r->segment);
    policy_free(r->policy);
    history_free(r->history);
    circle_free(r->circle);
    candidates_free(r->candidates);
    free(r->settings);
    shelf_free(r->shelf);
    if (r->demand != NULL)
        demand_free(r->demand);
    free(r->demand);
    r->total = NULL;
    r->owing = r->bound = r->met = NULL;
    r->stood = NULL;
    r->segment = NULL;
    r->policy = NULL;
    r->history = NULL;
    r->circle = NULL;
    r->shelf = NULL;
    r->demand = NULL;
    r->candidates = NULL;
    r->settings = NULL;
}
