-- 011_scan_bundle.sql: a scan that holds several reports.

-- The empty draft that waited for the scan: it takes the part that is of its period. NULL when the document was read at once.
ALTER TABLE bundle ADD COLUMN draft_id BIGINT REFERENCES report(id);
-- What each page of the scan gave, from 1, as the reading process said it: pages are recognised once.
CREATE TABLE bundle_page (bundle_id BIGINT NOT NULL REFERENCES bundle(id), page BIGINT NOT NULL, content BYTEA NOT NULL, PRIMARY KEY (bundle_id, page));
