-- 005_setting.sql: what an office chose, why something was changed, and where the person who changed it was acting.

-- A value that differs from the one the program starts with (core/office/setting.h lists them all). unit_id 0: of the whole program.
CREATE TABLE office_setting (
    name TEXT NOT NULL, unit_id BIGINT NOT NULL, value TEXT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (name, unit_id));

-- why: the reason a person gave, '' none. unit_id: the unit in which that person was acting, 0 for the program itself.
ALTER TABLE audit ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN unit_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX audit_unit ON audit (unit_id, seq);
