-- 010_people.sql: bodies, people and posts over time; the names that documents keep; work that changes hands.

-- A body's row says what it is called now; version: a change made on an older one is refused. successor_id: what took its place when it ended.
ALTER TABLE body ADD COLUMN parent_id BIGINT REFERENCES body(id);
ALTER TABLE body ADD COLUMN successor_id BIGINT REFERENCES body(id);
ALTER TABLE body ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- What a body was called, what stood on its papers and which body hosted it, from one day to another: no gap, no overlap, all within the body's own days.
-- parent_id: the host, as the Front is of the organisations inside its agency since 1 July 2025.
CREATE TABLE body_frame (
    body_id BIGINT NOT NULL REFERENCES body(id), valid_from TEXT NOT NULL, valid_to TEXT, name TEXT NOT NULL, short_name TEXT NOT NULL,
    issuer TEXT NOT NULL, superior TEXT NOT NULL, layout TEXT NOT NULL, number_suffix TEXT NOT NULL, ordinal BIGINT NOT NULL, reports BIGINT NOT NULL,
    parent_id BIGINT REFERENCES body(id), PRIMARY KEY (body_id, valid_from));
INSERT INTO body_frame (body_id, valid_from, valid_to, name, short_name, issuer, superior, layout, number_suffix, ordinal, reports)
    SELECT id, valid_from, valid_to, name, short_name, issuer, superior, layout, number_suffix, ordinal, reports FROM body;

-- unit_id: the unit whose office keeps the person's entry. merged_into: the entry that stands for both, when one person was entered twice.
ALTER TABLE person ADD COLUMN unit_id BIGINT REFERENCES unit(id);
ALTER TABLE person ADD COLUMN merged_into BIGINT REFERENCES person(id);
ALTER TABLE person ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX person_fold ON person (name_fold);
UPDATE person SET unit_id = (SELECT body.unit_id FROM post JOIN body ON body.id = post.body_id WHERE post.person_id = person.id ORDER BY post.id LIMIT 1);
UPDATE person SET unit_id = (SELECT g.unit_id FROM account a JOIN account_grant g ON g.account_id = a.id WHERE a.person_id = person.id ORDER BY g.id LIMIT 1)
    WHERE unit_id IS NULL;

-- standing: held, acting (quyền), in_charge (phụ trách), delegated (được giao ký). sign: how its holder signs for another: '' TM KT TL TUQ; sign_for: for
-- whom, as on paper. main: 1 for the post a person is known by. ended_by: why it ended.
ALTER TABLE post ADD COLUMN standing TEXT NOT NULL DEFAULT 'held';
ALTER TABLE post ADD COLUMN sign TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN sign_for TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN main BIGINT NOT NULL DEFAULT 0;
ALTER TABLE post ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX post_body ON post (body_id);

-- What the person of an account was called from a moment on: rows only where the name changed, the first of them from 0.
CREATE TABLE account_name (account_id BIGINT NOT NULL REFERENCES account(id), from_at BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (account_id, from_at));

-- Who stood in a document and as what, on the day it was made, handed in or decided. Rows are added and never changed; the newest of a part is valid.
-- part: maker, submitter, approver, returner.
CREATE TABLE document_name (
    id BIGINT PRIMARY KEY, object TEXT NOT NULL, object_id BIGINT NOT NULL, part TEXT NOT NULL, at BIGINT NOT NULL, day TEXT NOT NULL,
    person_id BIGINT NOT NULL, name TEXT NOT NULL, post TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX document_name_object ON document_name (object, object_id, part, id);
-- The head and the signature of a unit's consolidated report as on the day on which its period was closed.
CREATE TABLE paper_head (
    unit_id BIGINT NOT NULL REFERENCES unit(id), period TEXT NOT NULL, layout TEXT NOT NULL, closed_at BIGINT NOT NULL, day TEXT NOT NULL,
    superior TEXT NOT NULL, issuer TEXT NOT NULL, number TEXT NOT NULL, place TEXT NOT NULL, addressee TEXT NOT NULL,
    authority TEXT NOT NULL, post TEXT NOT NULL, signer TEXT NOT NULL, PRIMARY KEY (unit_id, period, layout, closed_at));

-- Whose the open work on a report is, when it is no longer the one who made it.
ALTER TABLE report ADD COLUMN owner_by BIGINT REFERENCES account(id);
-- Who handed over which post to whom, from which day; the names and the post as on that day.
CREATE TABLE handover (
    id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL REFERENCES post(id), new_post_id BIGINT NOT NULL REFERENCES post(id), day TEXT NOT NULL, moved BIGINT NOT NULL,
    from_name TEXT NOT NULL, to_name TEXT NOT NULL, post TEXT NOT NULL, body TEXT NOT NULL, account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL);
CREATE INDEX handover_post ON handover (post_id);

-- What each organisation did of a joint result: CODE=thousandths with commas; '' when it was not divided.
ALTER TABLE figure ADD COLUMN shares TEXT NOT NULL DEFAULT '';
