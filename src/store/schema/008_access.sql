-- 008_access.sql: roles with their reach, sessions that can be listed, one-time codes, the second factor, log-in through a provider, acts of two.

-- below: 1 when the role reaches the units below as well. ended_at: when it was taken back, at once; NULL while it stands.
ALTER TABLE account_grant ADD COLUMN below BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account_grant ADD COLUMN ended_at BIGINT;
-- id: for lists, the token is known to its owner alone. stage: 'open'; 'code' when only the password has been given yet.
-- source, device: the address and the browser it was opened from. proved_at: when its owner last gave the password.
DELETE FROM session;
ALTER TABLE session ADD COLUMN id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT 'open' CHECK (stage IN ('open', 'code'));
ALTER TABLE session ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- A code that is used once to set a password: invite, reset; or that makes the first administrator: setup (account_id NULL).
CREATE TABLE account_code (
    code_hash TEXT PRIMARY KEY, account_id BIGINT REFERENCES account(id), kind TEXT NOT NULL CHECK (kind IN ('invite', 'reset', 'setup')),
    made_by BIGINT REFERENCES account(id), made_at BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE INDEX account_code_account ON account_code (account_id);
-- The second factor. secret: sealed with the key beside the database. state: 'new' until a first code was right. last_step: of the last code used.
CREATE TABLE account_totp (
    account_id BIGINT PRIMARY KEY REFERENCES account(id), secret TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('new', 'on')),
    made_at BIGINT NOT NULL, last_step BIGINT NOT NULL);
CREATE TABLE account_recovery (
    account_id BIGINT NOT NULL REFERENCES account(id), code_hash TEXT NOT NULL, used_at BIGINT, PRIMARY KEY (account_id, code_hash));
-- Who an account is at a provider of OpenID Connect: never its e-mail.
CREATE TABLE account_identity (
    issuer TEXT NOT NULL, subject TEXT NOT NULL, account_id BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL, PRIMARY KEY (issuer, subject));
CREATE INDEX account_identity_account ON account_identity (account_id);
-- A log-in that was sent to the provider and has not come back. browser: hash of the form token of the browser it was sent from. account_id: who links, NULL to log in.
CREATE TABLE oidc_flow (
    state_hash TEXT PRIMARY KEY, nonce TEXT NOT NULL, verifier TEXT NOT NULL, browser TEXT NOT NULL, account_id BIGINT REFERENCES account(id),
    back TEXT NOT NULL, ends_at BIGINT NOT NULL);

-- An act that needs two people: asked by one, done when another with the same right confirms. kind: of core/office/two_person.h.
-- object: what it is about (a period, a list, a copy). state: also 'expired', which is told from ends_at.
CREATE TABLE two_person (
    id BIGINT PRIMARY KEY, kind TEXT NOT NULL, unit_id BIGINT NOT NULL REFERENCES unit(id), object TEXT NOT NULL, reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES account(id), asked_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'refused', 'withdrawn')), decided_by BIGINT REFERENCES account(id), decided_at BIGINT);
CREATE INDEX two_person_unit ON two_person (unit_id, state);
