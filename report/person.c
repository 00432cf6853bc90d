/* person.c - see person.h. */
#include "report/person.h"

void person_begin(const struct context *c, uint32_t person, bool named,
                  struct emitter *e)
{
    emit_open(e, NULL, '{');
    emit_text(e, "member", c->people.pseudonym[person]);
    if (!named)
        return;
    emit_text(e, "member_id", c->people.id[person]);
    emit_text(e, "name", c->people.name[person]);
}

void person_end(struct emitter *e)
{
    emit_close(e, '}');
    emit_line(e);
}

int person_check(uint32_t person, struct diag *d)
{
    if (person != PEOPLE_NONE)
        return 0;
    return diag_fail(d, "the results name a member who is not there; run "
                        "dripline-analyze again");
}
