-- 002_review.sql: what the review shows beside the figures: reasons to doubt, work done together, the pages of a scan; documents that hold
-- several reports; and what people chose for their own screens.

-- Why the reader is not sure: names of enum doubt (src/read/record.h) with commas, '' when nothing speaks against it.
ALTER TABLE figure ADD COLUMN doubts TEXT NOT NULL DEFAULT '';
-- The bodies that did it together with organisation: codes with commas.
ALTER TABLE figure ADD COLUMN joint TEXT NOT NULL DEFAULT '';

-- How the letters were put together in the document: 'NFD', 'mixed', '' when as they are kept.
ALTER TABLE report ADD COLUMN source_form TEXT NOT NULL DEFAULT '';
-- How many pages came as pictures; they are in report_page.
ALTER TABLE report ADD COLUMN pages BIGINT NOT NULL DEFAULT 0;

-- A page that came as a picture. words: where each word of the text stands on it, one run of numbers (src/core/report/scan_page.h); page: from 1.
CREATE TABLE report_page (
    report_id BIGINT NOT NULL REFERENCES report(id), page BIGINT NOT NULL, picture BYTEA NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL,
    words BYTEA NOT NULL, PRIMARY KEY (report_id, page));

-- A document that holds several reports, kept until someone has said which of them become reports of the body, and after.
CREATE TABLE bundle (
    id BIGINT PRIMARY KEY, body_id BIGINT NOT NULL REFERENCES body(id), unit_id BIGINT NOT NULL REFERENCES unit(id), account_id BIGINT NOT NULL REFERENCES account(id),
    period TEXT NOT NULL, source_name TEXT NOT NULL, content BYTEA NOT NULL, made_at BIGINT NOT NULL);
-- One report in it, from 1. organisation, period: as the document says, '' when it does not; report_id: what was made of it.
CREATE TABLE bundle_part (
    bundle_id BIGINT NOT NULL REFERENCES bundle(id), part BIGINT NOT NULL, title TEXT NOT NULL, organisation TEXT NOT NULL, period TEXT NOT NULL,
    opening TEXT NOT NULL, figures BIGINT NOT NULL, report_id BIGINT REFERENCES report(id), PRIMARY KEY (bundle_id, part));

-- What a person chose for their own screens.
CREATE TABLE account_choice (account_id BIGINT NOT NULL REFERENCES account(id), name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (account_id, name));
