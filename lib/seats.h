/*
 * seats.h - how many a session has seats for, as SQL.
 *
 * Its own seats; where it says none, as many as its course is made for and its
 * room holds, the smaller of the two. NULL where nobody says: no limit is
 * known.
 */
#ifndef SEATS_H
#define SEATS_H

/* Of session s, its venue v (by a left join) and the course c. */
#define SEATS_SQL "coalesce(s.seats, min(v.seats, c.seats), v.seats, c.seats)"

#endif
