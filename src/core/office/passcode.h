/* passcode.h - codes that people copy by hand: made by chance, shown once, kept only as a keyed hash.
 *
 * Letters and digits that nobody mistakes for another (no 0 O 1 I L U), in groups of four: "K7QM-2XHA". Typed back,
 * small letters, blanks and hyphens do not matter. */
#ifndef OFFICE_PASSCODE_H
#define OFFICE_PASSCODE_H
#include "store/db.h"

struct str passcode_new(struct arena *a, int letters);
/* The key is drawn from the one beside the database, so the hash alone cannot be tried out elsewhere. use: "invite",
 * so that a code of one kind is none of another. "" when nothing that could be a code was typed. */
struct str passcode_hash(struct arena *a, struct db *db, const char *use, struct str typed);
#endif
