-- 006_notice.sql: what people are told, inside the program and by e-mail.

-- Something that one account was told. kind: of enum notice_kind (src/core/office/notice.h). about, period, words fill the sentence of the
-- kind, so that it is shown in the language of whoever reads. link: where it leads, within the program, '' nowhere. read_at NULL: not read.
-- mail: 'none', it goes by no letter; 'daily', it waits for the letter of the day; 'put', it is in a letter.
CREATE TABLE notice (
    id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account(id), kind TEXT NOT NULL, object TEXT NOT NULL, object_id BIGINT NOT NULL,
    about TEXT NOT NULL, period TEXT NOT NULL, words TEXT NOT NULL, link TEXT NOT NULL, made_at BIGINT NOT NULL, read_at BIGINT,
    mail TEXT NOT NULL CHECK (mail IN ('none', 'daily', 'put')));
CREATE INDEX notice_account ON notice (account_id, id);
CREATE INDEX notice_unread ON notice (account_id, read_at);
CREATE INDEX notice_mail ON notice (mail, account_id);
CREATE INDEX notice_object ON notice (kind, object, object_id, period);
-- By which kinds an account wants letters, where it chose otherwise than the program: 'now', 'daily', 'off'.
CREATE TABLE notice_choice (
    account_id BIGINT NOT NULL REFERENCES account(id), kind TEXT NOT NULL, mail TEXT NOT NULL CHECK (mail IN ('now', 'daily', 'off')),
    PRIMARY KEY (account_id, kind));

-- Where an account gets letters. address: confirmed, '' none; wanted: waits for the code that was sent there, '' none. code: its hash.
CREATE TABLE contact (
    account_id BIGINT PRIMARY KEY REFERENCES account(id), address TEXT NOT NULL, confirmed_at BIGINT,
    wanted TEXT NOT NULL, code TEXT NOT NULL, asked_at BIGINT NOT NULL, tries BIGINT NOT NULL);

-- A letter, kept until it is sent and ninety days longer. message_id: the same at each try. calendar: entries that go along (src/mail/diary.h),
-- '' none. state: waiting; sent, taken by the server; failed, given up; held, never to be sent: the database is a sample. said: the last trouble.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account(id), kind TEXT NOT NULL, address TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL, text TEXT NOT NULL, link TEXT NOT NULL, calendar TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'held')), tries BIGINT NOT NULL, next_at BIGINT NOT NULL,
    made_at BIGINT NOT NULL, ended_at BIGINT, said TEXT NOT NULL);
CREATE INDEX outbox_state ON outbox (state, next_at);

-- The day by which a body hands in its report of a period, as it was last told. sequence grows with every change: calendars ask for it.
CREATE TABLE due_entry (
    body_id BIGINT NOT NULL REFERENCES body(id), period TEXT NOT NULL, due TEXT NOT NULL, sequence BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    PRIMARY KEY (body_id, period));
-- A private address from which a calendar program fetches what is due; hash: of the secret in it.
CREATE TABLE calendar_key (account_id BIGINT PRIMARY KEY REFERENCES account(id), hash TEXT NOT NULL UNIQUE, made_at BIGINT NOT NULL);
