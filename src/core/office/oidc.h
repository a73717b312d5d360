/* oidc.h - logging in through a provider of OpenID Connect: code flow with PKCE; see docs/decisions/0012-oidc.md.
 *
 * This process opens no connection: giaoban-oidc, a short-lived program, asks the provider and checks what it says
 * (signature, issuer, audience, time, nonce). An account is found by issuer and subject alone, never by e-mail, and the
 * tie is made by its owner, signed in. What is on its way is bound to the browser it was sent from, once, for ten
 * minutes. */
#ifndef OFFICE_OIDC_H
#define OFFICE_OIDC_H
#include "core/office/account.h"

/* name: what the button says; "" when no provider is set up. */
struct oidc_link { struct str name; bool linked, has_password; };
error oidc_link_get(struct arena *a, struct db *db, const struct who *who, struct oidc_link *out) MUST_USE;

/* browser: the form token of this visitor. who: who ties their account; NULL to log in. back: where to go then. */
struct oidc_start { const struct who *who; struct str browser, back; };
/* Not in a job. *url: where the person goes. ERR_MISSING: no provider; ERR_BUSY: it does not answer. */
error oidc_begin(struct arena *a, struct store *s, const struct oidc_start *start, struct str *url) MUST_USE;
/* What came back. refused: the provider's word when it did not let them in, "" otherwise. */
struct oidc_return { const struct who *who; struct str browser, state, code, refused, source, device; };
/* linked: the account was tied, nobody logs in anew. */
struct oidc_done { bool linked; struct logged_in in; struct str back; };
/* Not in a job. ERR_LOGIN: not from this browser, too late, refused, or tied to no account. */
error oidc_finish(struct arena *a, struct store *s, const struct oidc_return *came, struct oidc_done *out) MUST_USE;
/* In a db_write job, unchecked by policy: of one's own account, or by an administrator. ERR_CONFLICT: is not tied. */
error oidc_untie(struct arena *a, struct db *db, const struct who *who, int64_t account_id) MUST_USE;

extern struct sql_list oidc_sql;
#endif
