-- 004_scan_queue.sql: documents whose pages take seconds to read, and are read in the background.

-- A document that was sent for a report and waits to be read, is being read, or could not be. The row goes when the report has its words, or other words.
-- done, pages: how far the reading is; pages 0 while it is not known. said: why it failed, '' otherwise. grant_id: the post in which it was sent.
CREATE TABLE scan_queue (
    id BIGINT PRIMARY KEY, report_id BIGINT NOT NULL UNIQUE REFERENCES report(id), body_id BIGINT NOT NULL REFERENCES body(id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'failed')), done BIGINT NOT NULL, pages BIGINT NOT NULL, said TEXT NOT NULL,
    source_name TEXT NOT NULL, account_id BIGINT NOT NULL REFERENCES account(id), grant_id BIGINT NOT NULL, asked_at BIGINT NOT NULL);
CREATE INDEX scan_queue_state ON scan_queue (state, id);
-- Its bytes, apart, so that telling how far the reading is does not write them anew.
CREATE TABLE scan_queue_source (scan_id BIGINT PRIMARY KEY REFERENCES scan_queue(id), content BYTEA NOT NULL);
