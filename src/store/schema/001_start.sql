-- 001_start.sql: the first tables. One dialect for SQLite and PostgreSQL: BIGINT and TEXT, BYTEA for bytes as they came;
-- ids come from db_next_id (BIGINT PRIMARY KEY); times are milliseconds since 1970 UTC, days 'YYYY-MM-DD',
-- periods in short form ('2023-06', '2023-Q2'), amounts thousandths of the base unit, flags 0 or 1.
-- Sort keys and folded text are columns computed by vn/.

-- A place of the country or a village, with the days on which it existed. tree_from..tree_to: its subtree as a range.
CREATE TABLE unit (
    id BIGINT PRIMARY KEY, code TEXT NOT NULL, level TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, name_fold TEXT NOT NULL,
    name_key TEXT NOT NULL, parent_id BIGINT REFERENCES unit(id), tree_from BIGINT NOT NULL, tree_to BIGINT NOT NULL,
    valid_from TEXT NOT NULL, valid_to TEXT,
    UNIQUE (code, valid_from));
CREATE INDEX unit_parent ON unit (parent_id);
CREATE INDEX unit_tree ON unit (tree_from, tree_to);

-- An organisation at a unit. reports: 1 when a monthly report is expected of it.
CREATE TABLE body (
    id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL REFERENCES unit(id), organisation TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL,
    issuer TEXT NOT NULL, superior TEXT NOT NULL, layout TEXT NOT NULL, number_suffix TEXT NOT NULL, ordinal BIGINT NOT NULL, reports BIGINT NOT NULL,
    valid_from TEXT NOT NULL, valid_to TEXT);
CREATE INDEX body_unit ON body (unit_id, ordinal);

CREATE TABLE person (id BIGINT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL, name_key TEXT NOT NULL);
CREATE TABLE post (
    id BIGINT PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES person(id), body_id BIGINT NOT NULL REFERENCES body(id), title TEXT NOT NULL,
    valid_from TEXT NOT NULL, valid_to TEXT);
CREATE INDEX post_person ON post (person_id);

-- An account is a way in; what it may do is its grants: a role within a body, or within a unit. epoch grows when the password
-- changes or the account is disabled: sessions of an older epoch are over.
CREATE TABLE account (
    id BIGINT PRIMARY KEY, login TEXT NOT NULL UNIQUE, person_id BIGINT NOT NULL REFERENCES person(id), password TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
    language TEXT NOT NULL, made_at BIGINT NOT NULL, epoch BIGINT NOT NULL);
CREATE TABLE account_grant (
    id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account(id), role TEXT NOT NULL, unit_id BIGINT NOT NULL REFERENCES unit(id),
    body_id BIGINT REFERENCES body(id), post_id BIGINT REFERENCES post(id), valid_from TEXT NOT NULL, valid_to TEXT);
CREATE INDEX account_grant_account ON account_grant (account_id);
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account(id), grant_id BIGINT REFERENCES account_grant(id), epoch BIGINT NOT NULL,
    csrf TEXT NOT NULL, made_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, ends_at BIGINT NOT NULL);
CREATE INDEX session_account ON session (account_id);
-- Failed log-ins from a source, for slowing down; login is a hash of what was typed (it may be a password), '' counts them all.
CREATE TABLE login_failure (login TEXT NOT NULL, source TEXT NOT NULL, failures BIGINT NOT NULL, last_at BIGINT NOT NULL, PRIMARY KEY (login, source));
-- One-time keys of forms that create: a repeated one changes nothing.
CREATE TABLE once_key (key TEXT PRIMARY KEY, account_id BIGINT, body_hash TEXT NOT NULL, location TEXT NOT NULL, made_at BIGINT NOT NULL);

-- What is counted. kind: flow (adds up), stock (last value), ratio, highest.
CREATE TABLE indicator (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, unit_word TEXT NOT NULL, dimension TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('flow', 'stock', 'ratio', 'highest')), organisation TEXT, ordinal BIGINT NOT NULL);
CREATE TABLE indicator_wording (code TEXT NOT NULL REFERENCES indicator(code), wording TEXT NOT NULL, wording_fold TEXT NOT NULL, PRIMARY KEY (code, wording_fold));

-- A period that is closed for a unit takes no more changes.
CREATE TABLE period_closing (unit_id BIGINT NOT NULL REFERENCES unit(id), period TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL, closed_at BIGINT NOT NULL, account_id BIGINT NOT NULL REFERENCES account(id), PRIMARY KEY (unit_id, period));

-- A body's report of a period; period_from, period_to: its first and last day. state: draft, submitted, returned, approved. text is NFC, spans of figures point into it.
-- version grows with every change of the text or the state; a change made on an older version is refused.
-- counted: 1 when its figures stand in the totals (approved, and no shorter approved report of the body overlaps it).
CREATE TABLE report (
    id BIGINT PRIMARY KEY, body_id BIGINT NOT NULL REFERENCES body(id), unit_id BIGINT NOT NULL REFERENCES unit(id), period TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    title TEXT NOT NULL, text TEXT NOT NULL, text_fold TEXT NOT NULL, source_name TEXT NOT NULL, source_format TEXT NOT NULL, source_encoding TEXT NOT NULL, source_sha256 TEXT NOT NULL,
    made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, submitted_at BIGINT, submitted_by BIGINT REFERENCES account(id),
    decided_at BIGINT, decided_by BIGINT REFERENCES account(id), return_reason TEXT NOT NULL, counted BIGINT NOT NULL, version BIGINT NOT NULL,
    UNIQUE (body_id, period));
CREATE INDEX report_unit ON report (unit_id, period_to, period_from);
CREATE INDEX report_body ON report (body_id, state, period_to, period_from);
-- The file as it came, byte for byte.
CREATE TABLE report_source (report_id BIGINT PRIMARY KEY REFERENCES report(id), content BYTEA NOT NULL);

-- One figure of a report. state: read, confirmed, rejected. origin: read, added. seq: its number in the report; part_of and value_of are seqs.
-- counts: 1 when the rules of core/report/total.h let it into the totals; set by the transaction that approves.
-- reading: what was read, kept when a person changes it, so it can be brought back; '' otherwise.
CREATE TABLE figure (
    id BIGINT PRIMARY KEY, report_id BIGINT NOT NULL REFERENCES report(id), seq BIGINT NOT NULL, span_from BIGINT NOT NULL, span_to BIGINT NOT NULL, quote TEXT NOT NULL,
    approx TEXT NOT NULL, value BIGINT NOT NULL, value_max BIGINT NOT NULL, unit_word TEXT NOT NULL, dimension TEXT NOT NULL, item TEXT NOT NULL, item_fold TEXT NOT NULL,
    indicator TEXT REFERENCES indicator(code), organisation TEXT, place TEXT NOT NULL, beneficiary TEXT NOT NULL,
    period TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL,
    cumulative BIGINT NOT NULL, each BIGINT NOT NULL, whole BIGINT, sense TEXT NOT NULL, stock BIGINT NOT NULL, change TEXT NOT NULL,
    value_of TEXT NOT NULL, part_of BIGINT, confidence BIGINT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('read', 'added')), reading TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('read', 'confirmed', 'rejected')), note TEXT NOT NULL, decided_by BIGINT REFERENCES account(id), decided_at BIGINT, counts BIGINT NOT NULL, version BIGINT NOT NULL,
    UNIQUE (report_id, seq));
CREATE INDEX figure_indicator ON figure (report_id, indicator);
CREATE INDEX figure_state ON figure (report_id, state);

-- Kept by the transaction that approves: one row for each unit up the tree, each enclosing period and each organisation ('' is all of them).
-- Only flows and stocks of approved reports, results, not cumulative, not per piece, not a difference, not a part.
CREATE TABLE total (
    unit_id BIGINT NOT NULL REFERENCES unit(id), indicator TEXT NOT NULL REFERENCES indicator(code), period TEXT NOT NULL, organisation TEXT NOT NULL,
    value BIGINT NOT NULL, value_max BIGINT NOT NULL, parts BIGINT NOT NULL, over BIGINT NOT NULL, under BIGINT NOT NULL, about BIGINT NOT NULL,
    range BIGINT NOT NULL, at_least BIGINT NOT NULL, at_most BIGINT NOT NULL, PRIMARY KEY (unit_id, indicator, period, organisation));
CREATE INDEX total_period ON total (unit_id, period);

-- A warning that a person has answered, with the reason.
CREATE TABLE warning_answer (
    report_id BIGINT NOT NULL REFERENCES report(id), code TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL, account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL,
    PRIMARY KEY (report_id, code, subject));

-- Every change: who, when, what, before, after; hash covers the row and the hash before it.
CREATE TABLE audit (
    seq BIGINT PRIMARY KEY, at BIGINT NOT NULL, account_id BIGINT, act TEXT NOT NULL, object TEXT NOT NULL, object_id BIGINT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX audit_object ON audit (object, object_id);
-- How many rows the chain has and its last hash, signed with the key outside the database: a tail cut off is seen.
CREATE TABLE audit_head (id BIGINT PRIMARY KEY CHECK (id = 1), rows BIGINT NOT NULL, hash TEXT NOT NULL, mark TEXT NOT NULL);
-- The next number of each table.
CREATE TABLE sequence (name TEXT PRIMARY KEY, next BIGINT NOT NULL);
-- What the program remembers of itself: which catalogue the tables were filled from.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
