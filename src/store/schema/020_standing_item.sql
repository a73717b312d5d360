-- 020_standing_item.sql: an item that the office added by hand comes again in the next briefing only when it stands.

-- standing: 1 when the next briefing of the series takes it over. What builds itself comes anyway.
ALTER TABLE agenda_item ADD COLUMN standing BIGINT NOT NULL DEFAULT 0;
