-- 003_alias.sql: what an office has taught the reader: which words mean which indicator, body or place.

-- One phrase and what it stands for in a unit and in the units below it. kind: of enum alias_kind (src/read/reader.h). code: of the indicator or
-- organisation; for a place its full name. phrase_key: its syllables in one spelling, for matching; phrase_fold: for finding.
-- state: proposed by a correction; accepted, and used; rejected, and never asked again; removed, and forgotten. was: the state before it was removed.
-- report_id, figure_seq: the correction it came from first; NULL and 0 when it was written in the list.
CREATE TABLE alias (
    id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL REFERENCES unit(id), kind TEXT NOT NULL CHECK (kind IN ('indicator', 'body', 'place')),
    phrase TEXT NOT NULL, phrase_key TEXT NOT NULL, phrase_fold TEXT NOT NULL, code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected', 'removed')), was TEXT NOT NULL,
    report_id BIGINT REFERENCES report(id), figure_seq BIGINT NOT NULL, made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES account(id), decided_at BIGINT, version BIGINT NOT NULL,
    UNIQUE (unit_id, kind, phrase_key, code));
-- A figure that somebody corrected that way.
CREATE TABLE alias_case (
    alias_id BIGINT NOT NULL REFERENCES alias(id), report_id BIGINT NOT NULL REFERENCES report(id), figure_seq BIGINT NOT NULL, body_id BIGINT NOT NULL REFERENCES body(id),
    account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL, PRIMARY KEY (alias_id, report_id, figure_seq));
CREATE INDEX alias_case_figure ON alias_case (report_id, figure_seq);
-- What a body answered for its own reports: 'yes', they use it already; 'no', do not ask again.
CREATE TABLE alias_body (
    alias_id BIGINT NOT NULL REFERENCES alias(id), body_id BIGINT NOT NULL REFERENCES body(id), answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
    account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL, PRIMARY KEY (alias_id, body_id));
-- A report in which it told figures, at the last reading of that report.
CREATE TABLE alias_use (
    alias_id BIGINT NOT NULL REFERENCES alias(id), report_id BIGINT NOT NULL REFERENCES report(id), figures BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (alias_id, report_id));
CREATE INDEX alias_use_report ON alias_use (report_id);
