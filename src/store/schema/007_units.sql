-- 007_units.sql: units over time: every name they had, what became of them, and how figures of a divided unit are shared.

-- Which list of the country a unit was taken from: '2024' (until 30 June 2025), '2025' (since); '' when the office wrote it.
ALTER TABLE unit ADD COLUMN origin TEXT NOT NULL DEFAULT '';

-- A name and kind of a unit, and the days on which it had them. unit.kind and unit.name are the last of them.
CREATE TABLE unit_name (
    unit_id BIGINT NOT NULL REFERENCES unit(id), kind TEXT NOT NULL, name TEXT NOT NULL, name_fold TEXT NOT NULL,
    valid_from TEXT NOT NULL, valid_to TEXT, PRIMARY KEY (unit_id, valid_from));
INSERT INTO unit_name (unit_id, kind, name, name_fold, valid_from, valid_to) SELECT id, kind, name, name_fold, valid_from, valid_to FROM unit;

-- One act on units. on_day: from when it holds; basis: number of the decree; unit_id: the unit above, whose administrator did it.
CREATE TABLE unit_change (
    id BIGINT PRIMARY KEY, act TEXT NOT NULL CHECK (act IN ('merge', 'split', 'rename', 'move', 'open', 'close')), on_day TEXT NOT NULL,
    basis TEXT NOT NULL, note TEXT NOT NULL, unit_id BIGINT NOT NULL REFERENCES unit(id), account_id BIGINT NOT NULL REFERENCES account(id),
    at BIGINT NOT NULL, undone_at BIGINT, undone_by BIGINT REFERENCES account(id));
CREATE INDEX unit_change_unit ON unit_change (unit_id, id);
-- What the act made, ended or renamed, in order, so that it can be taken back. was: what stood there before, '' for nothing.
CREATE TABLE unit_change_row (
    change_id BIGINT NOT NULL REFERENCES unit_change(id), seq BIGINT NOT NULL, what TEXT NOT NULL, object_id BIGINT NOT NULL, was TEXT NOT NULL,
    PRIMARY KEY (change_id, seq));

-- Who succeeds whom. share: 'whole', or 'part' when the old unit was divided. change_id NULL: as the lists of the country say.
CREATE TABLE unit_link (
    old_id BIGINT NOT NULL REFERENCES unit(id), new_id BIGINT NOT NULL REFERENCES unit(id), share TEXT NOT NULL CHECK (share IN ('whole', 'part')),
    change_id BIGINT REFERENCES unit_change(id), PRIMARY KEY (old_id, new_id));
CREATE INDEX unit_link_new ON unit_link (new_id);

-- How the figures of a divided unit go to its successors "as it is now". kind: 'weights' (the rows of unit_share say how much each gets),
-- 'apart' (somebody decided that they stay by themselves). No row: nobody has decided, and they stay by themselves.
CREATE TABLE unit_share_rule (
    old_id BIGINT PRIMARY KEY REFERENCES unit(id), kind TEXT NOT NULL CHECK (kind IN ('weights', 'apart')), reason TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account(id), at BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE TABLE unit_share (
    old_id BIGINT NOT NULL REFERENCES unit_share_rule(old_id), new_id BIGINT NOT NULL REFERENCES unit(id), weight BIGINT NOT NULL,
    PRIMARY KEY (old_id, new_id));
