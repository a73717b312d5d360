-- 018_issued_made.sql: the files of a signed paper, as they were made when it was signed.

-- format: pdf, docx. A paper signed before there was this table has none: its files are set anew from its content.
CREATE TABLE issued_made (
    issued_id BIGINT NOT NULL REFERENCES issued(id), format TEXT NOT NULL, content BYTEA NOT NULL,
    PRIMARY KEY (issued_id, format));
