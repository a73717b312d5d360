-- 019_directive_kept.sql: conclusions as they stood in the signed paper, while a version that replaces it is drafted.

-- issued_id: the draft. When it is dropped the conclusions are again what the paper in force says; signed, nothing is kept.
CREATE TABLE directive_kept (
    issued_id BIGINT NOT NULL REFERENCES issued(id), directive_id BIGINT NOT NULL REFERENCES directive(id), ordinal BIGINT NOT NULL, attitude TEXT NOT NULL,
    lead_id BIGINT REFERENCES body(id), words TEXT NOT NULL, channel TEXT NOT NULL, due TEXT NOT NULL, measure TEXT NOT NULL,
    indicator TEXT REFERENCES indicator(code), goal BIGINT, others BIGINT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (issued_id, directive_id));
CREATE TABLE directive_kept_body (
    issued_id BIGINT NOT NULL REFERENCES issued(id), directive_id BIGINT NOT NULL REFERENCES directive(id), body_id BIGINT NOT NULL REFERENCES body(id),
    ordinal BIGINT NOT NULL, PRIMARY KEY (issued_id, directive_id, body_id));
