-- 017_pack.sql: the papers of a briefing in one file, as the office made them for those who are asked.

-- number: the first making of a briefing is 1. pages: of the PDF.
CREATE TABLE pack (
    id BIGINT PRIMARY KEY, meeting_id BIGINT NOT NULL REFERENCES meeting(id), number BIGINT NOT NULL,
    made_at BIGINT NOT NULL, made_by BIGINT NOT NULL REFERENCES account(id), name TEXT NOT NULL, pages BIGINT NOT NULL);
CREATE UNIQUE INDEX pack_meeting ON pack (meeting_id, number);
-- format: pdf, docx
CREATE TABLE pack_file (
    pack_id BIGINT NOT NULL REFERENCES pack(id), format TEXT NOT NULL, content BYTEA NOT NULL,
    PRIMARY KEY (pack_id, format));
