-- 003_alias.sql: what an office has taught the reader: which words mean which indicator, body or place.

-- One phrase and what it stands for in a unit and in the units below it. kind: of enum alias_kind (src/read/reader.h). code: of the indicator or
-- organisation; for a place its full name. phrase_key: its syllables in one spelling, for matching; phrase_fold: for finding.
-- state: proposed by a correction; accepted, and used; rejected, and never asked again; removed, and forgotten. was: the state before it was removed.
-- report_id, figure_seq: the correction it came from. used, used_at: figures that it has told, and when last.
CREATE TABLE alias (
    id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL REFERENCES unit(id), kind TEXT NOT NULL CHECK (kind IN ('indicator', 'body', 'place')),
    phrase TEXT NOT NULL, phrase_key TEXT NOT NULL, phrase_fold TEXT NOT NULL, code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected', 'removed')), was TEXT NOT NULL,
    report_id BIGINT REFERENCES report(id), figure_seq BIGINT NOT NULL, made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL,
    decided_by BIGINT REFERENCES account(id), decided_at BIGINT, used BIGINT NOT NULL, used_at BIGINT, version BIGINT NOT NULL,
    UNIQUE (unit_id, kind, phrase_key, code));
-- A body whose people corrected figures that way. times: how often; answer: '' not asked yet, 'yes' its own reports use it already, 'no'.
CREATE TABLE alias_body (
    alias_id BIGINT NOT NULL REFERENCES alias(id), body_id BIGINT NOT NULL REFERENCES body(id), times BIGINT NOT NULL, answer TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL, PRIMARY KEY (alias_id, body_id));
-- A report in which it told figures, at the last reading of that report.
CREATE TABLE alias_use (
    alias_id BIGINT NOT NULL REFERENCES alias(id), report_id BIGINT NOT NULL REFERENCES report(id), figures BIGINT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (alias_id, report_id));
