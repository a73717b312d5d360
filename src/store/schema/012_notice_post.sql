-- 012_notice_post.sql: a notice is for a post, and seen only by who has it.

-- The unit and the body of the post; 0, 0: for the account whatever its posts; body_id 0: of the whole unit.
ALTER TABLE notice ADD COLUMN unit_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN body_id BIGINT NOT NULL DEFAULT 0;
