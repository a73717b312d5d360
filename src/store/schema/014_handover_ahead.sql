-- 014_handover_ahead.sql: a post that will change hands on a day to come.

-- state: waiting; done (handover_id says which); dropped by somebody, or because the post changed hands before; failed, and why says so.
CREATE TABLE handover_ahead (
    id BIGINT PRIMARY KEY, post_id BIGINT NOT NULL REFERENCES post(id), successor_id BIGINT NOT NULL REFERENCES person(id), day TEXT NOT NULL,
    standing TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dropped', 'failed')), why TEXT NOT NULL DEFAULT '',
    account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL, handover_id BIGINT REFERENCES handover(id));
CREATE INDEX handover_ahead_state ON handover_ahead (state, day);
CREATE INDEX handover_ahead_post ON handover_ahead (post_id);
