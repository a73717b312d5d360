-- 013_due_cancelled.sql: a due day that is no more stays known, so that calendars take it away.

-- When the day was called off: the body ended before it, or hands in no reports any more. NULL: it stands.
ALTER TABLE due_entry ADD COLUMN cancelled_at BIGINT;
