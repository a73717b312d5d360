/* courier.h - the thread of the web process that hands letters of the outbox to the mailer and notes what became of
 * them. It connects nowhere: it has one end of a socket, the mailer (another process) has the other. */
#ifndef OFFICE_COURIER_H
#define OFFICE_COURIER_H
#include "store/db.h"

/* What else is to be done once a day, at the hour of the settings: `daily` runs in a job. `dawn` runs at the start and
 * when the day turns, and may run again. wire -1: letters wait. Joined when `a` ends. */
error courier_start(struct arena *a, struct store *store, int wire, db_job daily,
    error (*dawn)(struct arena *a, struct store *store)) MUST_USE;

/* ---- for tests: one step of it ---- */
struct courier;
/* Hands over the letter whose time has come and waits for its fate; *done false: none waits, or nothing can be sent. */
error courier_step(struct arena *a, struct store *store, int wire, bool (*wanted)(void *of), void *of,
    bool *done) MUST_USE;
/* Runs `daily` when its hour has come and it has not run today. */
error courier_daily(struct arena *a, struct store *store, db_job daily) MUST_USE;

extern struct sql_list courier_sql;
#endif
