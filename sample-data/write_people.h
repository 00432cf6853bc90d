/*
 * write_people.h - the files about members: members.csv, memberships.csv,
 * attributes.csv, roles.csv, identities.csv and population.csv.
 */
#ifndef WRITE_PEOPLE_H
#define WRITE_PEOPLE_H

#include "sample-data/roster.h"

void write_people(const struct roster *r, struct folder *folder);

#endif
