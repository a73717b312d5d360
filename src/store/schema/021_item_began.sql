-- 021_item_began.sql: minutes say at which hour each item began.

-- first_at: when it was on for the first time; began_at is empty again once it is over. Items that are over already have none.
ALTER TABLE agenda_item ADD COLUMN first_at BIGINT;
