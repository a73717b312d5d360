-- 016_meeting.sql: briefings, what is said and concluded there, the papers that come of it, the tasks that follow.
-- Days 'YYYY-MM-DD', times of day 'HH:MM', moments milliseconds; names and posts of people are kept as on the day.

-- A row of briefings that a body hosts. presidium: who of the host sits, as on papers ("Ban Thường vụ Đảng ủy"). conclusion: the kind of its concluding
-- paper, KL or TB. every: quarter, month, week, once. papers_days, invite_days: days before by which papers are handed in and invitations sent.
-- quorum: percent of the members, 0 none. channel: through whom what is asked comes back ("Thường trực Đảng ủy (qua Văn phòng Đảng ủy)").
CREATE TABLE meeting_series (
    id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL REFERENCES unit(id), body_id BIGINT NOT NULL REFERENCES body(id), presidium TEXT NOT NULL, conclusion TEXT NOT NULL,
    name TEXT NOT NULL, name_fold TEXT NOT NULL, every TEXT NOT NULL CHECK (every IN ('quarter', 'month', 'week', 'once')),
    starts TEXT NOT NULL, minutes BIGINT NOT NULL, venue TEXT NOT NULL, papers_days BIGINT NOT NULL, invite_days BIGINT NOT NULL, quorum BIGINT NOT NULL,
    channel TEXT NOT NULL, ended_at BIGINT, version BIGINT NOT NULL);
CREATE INDEX meeting_series_unit ON meeting_series (unit_id);
-- Who is asked to each: part member (counts for the quorum) or guest.
CREATE TABLE meeting_series_body (
    series_id BIGINT NOT NULL REFERENCES meeting_series(id), body_id BIGINT NOT NULL REFERENCES body(id), ordinal BIGINT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('member', 'guest')), PRIMARY KEY (series_id, body_id));

-- One briefing. number: within its series. item_id: what is on now. live: grows with every change that screens show.
CREATE TABLE meeting (
    id BIGINT PRIMARY KEY, series_id BIGINT NOT NULL REFERENCES meeting_series(id), unit_id BIGINT NOT NULL REFERENCES unit(id), body_id BIGINT NOT NULL REFERENCES body(id),
    presidium TEXT NOT NULL, number BIGINT NOT NULL, title TEXT NOT NULL, title_fold TEXT NOT NULL, period TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL,
    day TEXT NOT NULL, starts TEXT NOT NULL, minutes BIGINT NOT NULL, venue TEXT NOT NULL,
    chair_id BIGINT REFERENCES person(id), chair_name TEXT NOT NULL, chair_post TEXT NOT NULL, secretary_id BIGINT REFERENCES person(id), secretary_name TEXT NOT NULL, secretary_post TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'invited', 'open', 'ended', 'concluded', 'cancelled')),
    opened_at BIGINT, ended_at BIGINT, item_id BIGINT, previous_id BIGINT REFERENCES meeting(id), words TEXT NOT NULL,
    made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL, live BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX meeting_unit ON meeting (unit_id, day);
CREATE INDEX meeting_series_number ON meeting (series_id, number);

-- kind: opening, missing (bodies without a report), carried (an open conclusion of before), difficulty (one without an answer), report (of a body), pack, talk, conclude, other.
-- spent: milliseconds so far; began_at: set while it is on.
CREATE TABLE agenda_item (
    id BIGINT PRIMARY KEY, meeting_id BIGINT NOT NULL REFERENCES meeting(id), ordinal BIGINT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
    minutes BIGINT NOT NULL, body_id BIGINT REFERENCES body(id), report_id BIGINT REFERENCES report(id), task_id BIGINT, opinion_id BIGINT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'on', 'done', 'skipped')), began_at BIGINT, spent BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, ordinal);
-- A paper of an item: a report of ours, or a file. late: 1 when it came after the day of the series.
CREATE TABLE agenda_paper (
    id BIGINT PRIMARY KEY, item_id BIGINT NOT NULL REFERENCES agenda_item(id), ordinal BIGINT NOT NULL, name TEXT NOT NULL, report_id BIGINT REFERENCES report(id),
    format TEXT NOT NULL, pages BIGINT NOT NULL, text TEXT NOT NULL, late BIGINT NOT NULL, made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL);
CREATE INDEX agenda_paper_item ON agenda_paper (item_id, ordinal);
CREATE TABLE agenda_paper_file (paper_id BIGINT PRIMARY KEY REFERENCES agenda_paper(id), content BYTEA NOT NULL);
CREATE TABLE paper_comment (
    id BIGINT PRIMARY KEY, paper_id BIGINT NOT NULL REFERENCES agenda_paper(id), page BIGINT NOT NULL, words TEXT NOT NULL, account_id BIGINT NOT NULL REFERENCES account(id),
    name TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX paper_comment_paper ON paper_comment (paper_id, page);

-- Who is asked, who comes. part: chair, secretary, member, guest. answer: none, yes, no, substitute. code: hash of the secret on the invitation, by which one answers and checks in;
-- code_seed: what it is drawn from, together with the key beside the database. The next secret has another one.
CREATE TABLE attendee (
    id BIGINT PRIMARY KEY, meeting_id BIGINT NOT NULL REFERENCES meeting(id), ordinal BIGINT NOT NULL, body_id BIGINT REFERENCES body(id), body_name TEXT NOT NULL,
    person_id BIGINT REFERENCES person(id), name TEXT NOT NULL, post TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('chair', 'secretary', 'member', 'guest')), code TEXT NOT NULL, code_seed TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('none', 'yes', 'no', 'substitute')), answer_words TEXT NOT NULL, substitute_name TEXT NOT NULL, substitute_post TEXT NOT NULL, answered_at BIGINT,
    invited_at BIGINT, present_at BIGINT, present_by TEXT NOT NULL, left_at BIGINT, version BIGINT NOT NULL);
CREATE INDEX attendee_meeting ON attendee (meeting_id, ordinal);
CREATE INDEX attendee_code ON attendee (code);

-- Who asked to speak, and for how long they spoke.
CREATE TABLE speech (
    id BIGINT PRIMARY KEY, meeting_id BIGINT NOT NULL REFERENCES meeting(id), item_id BIGINT REFERENCES agenda_item(id), attendee_id BIGINT NOT NULL REFERENCES attendee(id),
    asked_at BIGINT NOT NULL, began_at BIGINT, ended_at BIGINT, key TEXT NOT NULL);
CREATE INDEX speech_meeting ON speech (meeting_id, asked_at);

-- The register of what was raised: kind result, difficulty, proposal. asked_of: whom it is asked of, in words; asked_id when it is a body of ours.
-- state: open; answered on the spot; promised by a day; closed by the chair. key: given by the browser that typed it, so that it is kept once.
CREATE TABLE opinion (
    id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL REFERENCES unit(id), meeting_id BIGINT REFERENCES meeting(id), item_id BIGINT REFERENCES agenda_item(id), body_id BIGINT REFERENCES body(id),
    attendee_id BIGINT REFERENCES attendee(id), raised_by TEXT NOT NULL, raised_on TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('result', 'difficulty', 'proposal')),
    words TEXT NOT NULL, words_fold TEXT NOT NULL, asked_id BIGINT REFERENCES body(id), asked_of TEXT NOT NULL, report_id BIGINT REFERENCES report(id),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'promised', 'closed')), answer TEXT NOT NULL, answered_by TEXT NOT NULL, answered_at BIGINT, promised TEXT NOT NULL,
    told_id BIGINT REFERENCES meeting(id), closed_at BIGINT, key TEXT NOT NULL, made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX opinion_unit ON opinion (unit_id, state);
CREATE INDEX opinion_meeting ON opinion (meeting_id, id);
CREATE INDEX opinion_key ON opinion (key);

-- What the chair asks for, in the formula of the field: attitude, lead, with, channel, day, measure. goal: thousandths of the indicator, when the measure is one.
-- others: 1 when other offices that it concerns co-ordinate too. origin: typed in the room, read from the concluding words, or carried. state: proposed, confirmed, dropped.
CREATE TABLE directive (
    id BIGINT PRIMARY KEY, meeting_id BIGINT NOT NULL REFERENCES meeting(id), item_id BIGINT REFERENCES agenda_item(id), ordinal BIGINT NOT NULL,
    attitude TEXT NOT NULL, lead_id BIGINT REFERENCES body(id), words TEXT NOT NULL, channel TEXT NOT NULL, due TEXT NOT NULL,
    measure TEXT NOT NULL, indicator TEXT REFERENCES indicator(code), goal BIGINT, others BIGINT NOT NULL, origin TEXT NOT NULL CHECK (origin IN ('typed', 'read', 'carried')), quote TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'dropped')), key TEXT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX directive_meeting ON directive (meeting_id, ordinal);
CREATE TABLE directive_body (directive_id BIGINT NOT NULL REFERENCES directive(id), body_id BIGINT NOT NULL REFERENCES body(id), ordinal BIGINT NOT NULL, PRIMARY KEY (directive_id, body_id));

-- The register of papers. direction: out, in. kind: TB, KL, BB, GM, CV, BC. book: what numbers run within: the year ("2026") or the term ("2025-2030"); number 0: none yet.
-- state: draft; signed, frozen from then on; replaced by a later version. content: the paper as data (issued.h, paper_keep).
-- Of one that came in: number is the one of the register of the year, number_words what the sender wrote, arrived the day it came, due the day by which it
-- should have; late 1: it came after that. subject, receivers, signer, signer_post of a draft: by hand, '' as the data say.
CREATE TABLE issued (
    id BIGINT PRIMARY KEY, unit_id BIGINT NOT NULL REFERENCES unit(id), body_id BIGINT REFERENCES body(id), direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    kind TEXT NOT NULL, book TEXT NOT NULL, number BIGINT NOT NULL, number_words TEXT NOT NULL, day TEXT NOT NULL, subject TEXT NOT NULL, subject_fold TEXT NOT NULL,
    sender TEXT NOT NULL, receivers TEXT NOT NULL, arrived TEXT NOT NULL, due TEXT NOT NULL, late BIGINT NOT NULL, meeting_id BIGINT REFERENCES meeting(id), task_id BIGINT, layout TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'replaced')), content TEXT NOT NULL, replaces_id BIGINT REFERENCES issued(id), why TEXT NOT NULL,
    signer TEXT NOT NULL, signer_post TEXT NOT NULL, signed_at BIGINT, signed_by BIGINT REFERENCES account(id),
    made_by BIGINT NOT NULL REFERENCES account(id), made_at BIGINT NOT NULL, version BIGINT NOT NULL);
CREATE INDEX issued_unit ON issued (unit_id, direction, day);
CREATE INDEX issued_meeting ON issued (meeting_id);
CREATE UNIQUE INDEX issued_number ON issued (body_id, kind, book, number) WHERE number > 0 AND direction = 'out';
CREATE UNIQUE INDEX issued_number_in ON issued (unit_id, book, number) WHERE direction = 'in';
CREATE TABLE issued_file (issued_id BIGINT PRIMARY KEY REFERENCES issued(id), name TEXT NOT NULL, format TEXT NOT NULL, content BYTEA NOT NULL);

-- A conclusion that is followed. number: within its paper. due: as it stands now; first_due: as it was set. progress: percent; value: thousandths, of the approved figures
-- since the conclusion. state: open; reported as done; done, by the chair or the office; ended without.
CREATE TABLE task (
    id BIGINT PRIMARY KEY, directive_id BIGINT NOT NULL UNIQUE REFERENCES directive(id), meeting_id BIGINT NOT NULL REFERENCES meeting(id), issued_id BIGINT REFERENCES issued(id),
    unit_id BIGINT NOT NULL REFERENCES unit(id), body_id BIGINT NOT NULL REFERENCES body(id), number BIGINT NOT NULL, words TEXT NOT NULL, words_fold TEXT NOT NULL,
    given_on TEXT NOT NULL, due TEXT NOT NULL, first_due TEXT NOT NULL, measure TEXT NOT NULL, indicator TEXT REFERENCES indicator(code), goal BIGINT,
    state TEXT NOT NULL CHECK (state IN ('open', 'reported', 'done', 'ended')), progress BIGINT NOT NULL, closed_at BIGINT, closed_by BIGINT REFERENCES account(id), version BIGINT NOT NULL);
CREATE INDEX task_unit ON task (unit_id, state, due);
CREATE INDEX task_lead ON task (body_id, state);
CREATE TABLE task_body (task_id BIGINT NOT NULL REFERENCES task(id), body_id BIGINT NOT NULL REFERENCES body(id), PRIMARY KEY (task_id, body_id));
-- What happened with it: progress, evidence, asked (for more time), granted, refused, reported, done, returned, reminded, ended, moved (to another body). day: the day that is
-- asked for or granted. body_id: of which body, NULL the chair or the office. account_id: NULL the program itself.
CREATE TABLE task_note (
    id BIGINT PRIMARY KEY, task_id BIGINT NOT NULL REFERENCES task(id), body_id BIGINT REFERENCES body(id), kind TEXT NOT NULL, words TEXT NOT NULL, progress BIGINT NOT NULL, day TEXT NOT NULL,
    report_id BIGINT REFERENCES report(id), account_id BIGINT REFERENCES account(id), name TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX task_note_task ON task_note (task_id, id);
CREATE TABLE task_file (note_id BIGINT PRIMARY KEY REFERENCES task_note(id), name TEXT NOT NULL, format TEXT NOT NULL, content BYTEA NOT NULL);
