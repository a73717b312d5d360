-- 009_mail.sql: what is done once a day, and a name for each due day that calendars know it by.

-- The days on which the work of the day (reminders, the letter of the day) was done.
CREATE TABLE daily_run (day TEXT PRIMARY KEY, at BIGINT NOT NULL);
-- Of no other entry of any office: calendars of several offices meet on one telephone.
ALTER TABLE due_entry ADD COLUMN uid TEXT NOT NULL DEFAULT '';
