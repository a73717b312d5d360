/* find_meeting.c - whether the document reports a meeting, and which: kind, level, day, period, place,
 * chair, who met whom. Owns record.meeting, find.on and find.title_period. */
#include "read/find/find.h"
#include "vn/text.h"

enum { OPENING_SENTENCES = 3, OPENING_TOKENS = 14, TAG_TOKENS = 8 };

struct mention {
    uint32_t at;
    const struct entry *kind;
    const struct sentence *s;
};

static const struct time_found *date_in(const struct find *f, uint32_t first, uint32_t end)
{
    for (size_t i = times_from(f, first); i < f->time_count && f->times[i].first < end; i++)
        if (f->times[i].kind == TIME_DATE) return &f->times[i];
    return NULL;
}

/* "tổ chức [thành công] Hội nghị", "chủ trì hội nghị", "tại cuộc họp", "diễn ra"; not "các hội nghị", "05 hội nghị". */
static bool held_at(const struct find *f, uint32_t i, const struct sentence *s, const struct entry *kind)
{
    if (i > s->first) {
        const struct token *t = &f->tok[i - 1];
        struct str w = token_str(f, i - 1);
        if (t->kind == TOKEN_NUMBER || str_is(w, S("các")) || str_is(w, S("những")) || str_is(w, S("nhiều")) ||
            str_is(w, S("Các")) || str_is(w, S("mỗi")))
            return false;
    }
    static const char *const opens[] = { "mở", "họp", "nhóm", "có", "dự", "tại" };
    uint32_t at = i;
    const struct entry *stop = phrase_before(f, i, s->first, LIST_STOPS, &at);
    if (i > s->first && ((stop && str_among(stop->phrase, opens, COUNT(opens))) ||
                         word_among(f, i - 1, opens, COUNT(opens)))) return true;
    bool verb = word_is(f, i, S("họp")) ? i > s->first && !word_is(f, i - 1, S("cuộc")) : word_is(f, i, S("giao"));
    if (verb && date_in(f, s->first, i)) return true; /* "Chiều 3/4, UBND họp ...", "... Đảng ủy giao ban quý I" */
    if (i > s->first + 1 && word_is(f, i - 1, S("từ")) &&
        (word_is(f, i - 2, S("tin")) || word_is(f, i - 2, S("Tin"))))
        return true; /* "Thông tin từ hội nghị ..." */
    const struct time_found *day = date_in(f, i, s->end); /* "đại hội ... diễn ra ngày 4/5" */
    if (day && day->first > i + 4 && role_in(f, day->first - 4, day->first, ROLE_HELD)) return true;
    uint32_t from = i > s->first + 5 ? i - 5 : s->first,
             end = i + kind->length + 4 < s->end ? i + kind->length + 4 : s->end;
    return role_find(f, from, i, LIST_SIGNALS, ROLE_HELD) != NOWHERE ||
           role_find(f, from, i, LIST_SIGNALS, ROLE_CHAIR) != NOWHERE ||
           role_find(f, from, i, LIST_SIGNALS, ROLE_CONCLUDE) != NOWHERE ||
           role_find(f, i + kind->length, end, LIST_SIGNALS, ROLE_HELD) != NOWHERE;
}

/* "Hướng đến Đại hội ...", "chuẩn bị đại hội", "phục vụ giao ban": a meeting that is still to come. */
static bool to_come(const struct find *f, uint32_t i, uint32_t first)
{
    static const char *const pairs[][2] = { { "huong", "den" }, { "huong", "toi" }, { "huong", "ve" },
                                            { "tien", "toi" },  { "chuan", "bi" },  { "chao", "mung" },
                                            { "truoc", "them" }, { "phuc", "vu" },  { "du", "kien" } };
    struct str next = S(""), word;
    if (i > first && (word_is(f, i - 1, S("trình")) || word_is(f, i - 1, S("Trình")))) return true;
    for (uint32_t k = i; k-- > first && k + 6 > i; next = word) {
        if (f->tok[k].kind != TOKEN_WORD) return false;
        word = vn_fold(f->a, token_str(f, k));
        for (size_t n = 0; n < COUNT(pairs); n++)
            if (str_is(word, str_c(pairs[n][0])) && str_is(next, str_c(pairs[n][1]))) return true;
    }
    return false;
}

static const struct entry *kind_in(const struct find *f, uint32_t first, uint32_t end, uint32_t *at)
{
    const struct entry *best = NULL;
    uint32_t past = NOWHERE;
    for (uint32_t i = first; i < end; i++) {
        if (f->tok[i].flags & TOKEN_NAME) continue;
        const struct entry *e = phrase_at(f, i, LIST_MEETINGS);
        if (!e || (e->role != ROLE_KIND && e->role != ROLE_GATHERING)) continue;
        bool room = i > first && (word_is(f, i - 1, S("phòng")) || word_is(f, i - 1, S("Phòng")) ||
                                  word_is(f, i - 1, S("tâm")));
        if (room || to_come(f, i, first)) {
            i += e->length - 1u;
            continue;
        }
        if (!best || (str_is(e->code, S("giao ban")) && !str_is(best->code, S("giao ban")))) {
            if (i != past) *at = i; /* "họp hội nghị | giao ban" is one */
            best = e;
        }
        past = i + e->length;
        i += e->length - 1u;
    }
    return best;
}

static uint32_t title_line(const struct find *f)
{
    for (uint32_t k = 0; k < f->line_count; k++)
        if (f->lines[k].role == LINE_TITLE) return k;
    return NOWHERE;
}

/* A paper that reports a period tells of many meetings; only its own title makes it the report of one. */
static bool is_paper(const struct find *f, uint32_t title)
{
    const struct entry *e =
        title == NOWHERE ? NULL : phrase_role(f, f->lines[title].first, LIST_FURNITURE, ROLE_PAPER);
    return e && !str_is(e->phrase, S("biên bản")) && !str_is(e->phrase, S("thông báo")) &&
           !str_is(e->phrase, S("thông báo kết luận")) && f->tok[f->lines[title].first].flags & TOKEN_CAPS;
}

/* The opening says when it was held, under another name: "Chiều ngày 4/11, Quận ủy tổ chức tuyên dương ... Tại hội
 * nghị, ...", "Đại hội ... diễn ra từ ngày 4 đến 6-9". NULL when no sentence up to the mention does. */
static const struct sentence *opening(const struct find *f, const struct sentence *mention)
{
    for (const struct sentence *s = f->sentences; s < mention && s < f->sentences + OPENING_SENTENCES; s++) {
        const struct time_found *t = date_in(f, s->first, s->end);
        if (!t || f->lines[s->line].role != LINE_BODY) continue;
        if (t->first < s->first + OPENING_TOKENS && role_in(f, t->end, s->end, ROLE_HELD)) return s;
        if (t->first > s->first + 4 && role_in(f, t->first - 4, t->first, ROLE_HELD)) return s;
    }
    return NULL;
}

static bool opens_with_day(const struct find *f, const struct sentence *s)
{
    const struct time_found *t = date_in(f, s->first, s->end);
    return t && t->first < s->first + OPENING_TOKENS && f->lines[s->line].role == LINE_BODY &&
           role_in(f, t->end, s->end, ROLE_HELD);
}

static bool meeting_mention(const struct find *f, struct mention *m)
{
    uint32_t title = title_line(f), at = 0;
    const struct entry *named = NULL;
    if (title != NOWHERE)
        for (uint32_t k = title; k < f->line_count && f->lines[k].role == LINE_TITLE && !named; k++)
            named = kind_in(f, f->lines[k].first, f->lines[k].end, &at);
    bool paper = is_paper(f, title);
    *m = (struct mention){ NOWHERE, named, NULL };
    const struct mention none = *m;
    for (size_t i = 0; i < f->sentence_count; i++) {
        const struct sentence *s = &f->sentences[i];
        at = s->first;
        const struct entry *e = kind_in(f, s->first, s->end, &at);
        if (!e && named && !paper && i < OPENING_SENTENCES && opens_with_day(f, s)) {
            *m = (struct mention){ s->end, named, s }; /* "Hôm nay, ngày ..., tại phòng họp ...": the title says what */
            break;
        }
        if (!e) continue;
        if (role_in(f, s->first, at, ROLE_TARGET)) continue; /* "phấn đấu ...; tổ chức đại hội" */
        bool dated = date_in(f, s->first, s->end) != NULL;
        bool held = held_at(f, at, s, e);
        if (e->role == ROLE_GATHERING ? !(dated && held) : !held && !(named && dated)) continue;
        if (paper && i > 1) break;
        if (!m->s || (dated && !date_in(f, m->s->first, m->s->end))) {
            *m = (struct mention){ at, named ? named : e, s };
            if (str_is(e->code, S("giao ban"))) m->kind = e;
        }
        if (dated || i > 40) break;
    }
    if (!m->s && named && !paper) *m = none;
    return m->kind != NULL && !(paper && !named && !m->s);
}

/* ---- day, hour, place ---- */

/* The day nearest to which a day and month lie. A year is looked back on within it, or in the first weeks of the
 * next one ("tổng kết năm 2025, ngày 5/1"). */
static struct day day_of_year(const struct find *f, const struct meeting_found *m, const struct sentence *s, int month)
{
    if (m->period.type == PERIOD_TERM && !f->on.year) return (struct day){ m->period.number, 7, 1 };
    if (m->period.type != PERIOD_YEAR || !m->period.year) return f->on;
    bool sums_up = month <= 2 && role_find(f, s->first, s->end, LIST_SIGNALS, ROLE_REVIEW) != NOWHERE;
    return (struct day){ m->period.year + sums_up, sums_up ? 1 : 7, 1 };
}

/* "Sáng nay (07/10/2025)", "chiều thứ sáu tuần qua, ngày 3/4": the part of the day apart from its date. */
static enum part_of_day part_before(const struct find *f, uint32_t date, uint32_t first)
{
    static const struct {
        const char *word;
        enum part_of_day part;
    } parts[] = { { "sáng", PART_MORNING },     { "Sáng", PART_MORNING },     { "trưa", PART_AFTERNOON },
                  { "Trưa", PART_AFTERNOON },   { "chiều", PART_AFTERNOON },  { "Chiều", PART_AFTERNOON },
                  { "tối", PART_EVENING },      { "Tối", PART_EVENING } };
    for (uint32_t k = date; k-- > first && k + 8 > date;)
        for (size_t i = 0; i < COUNT(parts); i++)
            if (str_is(token_str(f, k), str_c(parts[i].word))) return parts[i].part;
    return PART_NONE;
}

static void day_and_hour(struct find *f, struct meeting_found *m, const struct sentence *s)
{
    const struct time_found *t = date_in(f, s->first, s->end);
    if (t) {
        struct vn_date d = { .from = t->day, .to = t->day, .part = t->part };
        struct day on = f->r->article.published.year ? f->r->article.published : day_of_year(f, m, s, d.from.month);
        if (!d.from.year && on.year) d = vn_date_on(d, on);
        m->date = d.from;
        m->part = d.part ? d.part : part_before(f, t->first, s->first);
    }
    for (uint32_t i = s->first; i + 1 < s->end; i++) {
        int64_t hour, minute = 0;
        if (f->tok[i].kind != TOKEN_NUMBER || !str_int(token_str(f, i), &hour) || hour > 23) continue;
        struct str w = token_str(f, i + 1);
        if (!str_is(w, S("giờ")) && !str_is(w, S("h")) && !str_is(w, S("g"))) continue;
        if (i + 2 < s->end && f->tok[i + 2].kind == TOKEN_NUMBER && str_int(token_str(f, i + 2), &minute) &&
            minute > 59)
            minute = 0;
        m->time = str_fmt(f->a, "%02d:%02d", (int)hour, (int)minute);
        return;
    }
}

/* "tại phòng họp Đảng ủy": between the day and the meeting, or right behind the meeting, up to a verb or mark. */
static struct str venue(const struct find *f, const struct sentence *s, uint32_t kind_at)
{
    for (uint32_t i = s->first; i + 1 < s->end && i < s->first + 60; i++) {
        struct str w = token_str(f, i);
        if (!str_is(w, S("tại")) && !str_is(w, S("Tại")) && !str_is(w, S("ở")) && !str_is(w, S("Ở"))) continue;
        const struct entry *e = phrase_role(f, i + 1, LIST_MEETINGS, ROLE_VENUE);
        bool behind_day = i > s->first && f->tok[i - 1].flags & TOKEN_TIME; /* "diễn ra ngày 4/5 tại ..." */
        if (!e || (i > kind_at + 12 && !behind_day)) continue;
        uint32_t k = i + 1 + e->length;
        while (k < s->end && k < i + 16) {
            if (token_is(f, k, '.') && k == i + 1 + e->length && f->tok[k + 1].flags & TOKEN_CAPITAL) {
                k++; /* "TP. Long Xuyên" */
                continue;
            }
            bool number = f->tok[k].kind == TOKEN_NUMBER && !(f->tok[k].flags & TOKEN_TIME);
            if (f->tok[k].kind != TOKEN_WORD && !number) break;
            const struct entry *stop = phrase_role(f, k, LIST_STOPS, ROLE_STOP);
            bool name = f->tok[k].flags & TOKEN_CAPITAL;
            if ((stop && !name && !phrase_at(f, k, LIST_PLACES)) ||
                phrase_role(f, k, LIST_SIGNALS, ROLE_HELD) || phrase_role(f, k, LIST_STOPS, ROLE_LINK))
                break;
            k++;
        }
        return str_trim(tokens_str(f, i + 1, k));
    }
    return S("");
}

/* Minutes: "Thời gian: ...", "Địa điểm: ...". */
static void labels(struct find *f, struct meeting_found *m)
{
    for (size_t i = 0; i < f->sentence_count && i < 12; i++) {
        const struct sentence *s = &f->sentences[i];
        const struct entry *when = phrase_role(f, s->first, LIST_MEETINGS, ROLE_WHEN),
                           *where = phrase_role(f, s->first, LIST_MEETINGS, ROLE_WHERE);
        if (when && !m->date.day) day_and_hour(f, m, s);
        if (!where || m->venue.n) continue;
        uint32_t from = s->first + where->length, end = s->end;
        while (from < end &&
               (f->tok[from].kind == TOKEN_MARK || word_is(f, from, S("tại")) || word_is(f, from, S("Tại"))))
            from++;
        while (end > from && f->tok[end - 1].kind == TOKEN_MARK) end--;
        m->venue = str_trim(tokens_str(f, from, end));
    }
}

/* ---- chair ---- */

static const struct person_found *person_in(const struct find *f, uint32_t first, uint32_t end, bool last,
                                            size_t *index)
{
    const struct person_found *found = NULL;
    for (size_t i = people_from(f, first); i < f->person_at_count && f->person_at[i].first < end; i++) {
        found = &f->r->people[f->person_at[i].person];
        *index = i;
        if (!last) break;
    }
    return found;
}

static void co_chairs(struct find *f, struct meeting_found *m, uint32_t first, uint32_t end)
{
    for (size_t i = people_from(f, first); i < f->person_at_count && f->person_at[i].first < end; i++) {
        const struct person_found *p = &f->r->people[f->person_at[i].person];
        if (p == m->chair) continue;
        *GROW(f->a, m->co_chairs, m->co_chair_count, const struct person_found *) = p;
    }
}

/* Who concludes presided; who speaks or closes may be a guest. */
static bool concludes_at(const struct find *f, uint32_t i, uint32_t end)
{
    for (uint32_t k = i; k + 1 < end && k < i + 4; k++)
        if ((word_is(f, k, S("kết")) || word_is(f, k, S("Kết"))) && word_is(f, k + 1, S("luận"))) return true;
    return false;
}

static void chair_by(struct find *f, struct meeting_found *m, enum role role)
{
    for (size_t i = 0; i < f->sentence_count && !m->chair; i++) {
        const struct sentence *s = &f->sentences[i];
        uint32_t at = role_find(f, s->first, s->end, LIST_SIGNALS, role);
        if (at == NOWHERE || f->lines[s->line].role != LINE_BODY) continue;
        if (role == ROLE_CONCLUDE && !concludes_at(f, at, s->end)) continue;
        size_t who = 0;
        const struct person_found *p = person_in(f, s->first, at, true, &who);
        if (role == ROLE_CONCLUDE || !p) {
            uint32_t end = s->end;
            if (!p) p = person_in(f, at, end, false, &who);
            m->chair = p;
            if (p && role == ROLE_CHAIR) co_chairs(f, m, at, s->end);
            continue;
        }
        /* several joined by và or commas before "đồng chủ trì": the first presides */
        while (who > 0 && f->person_at[who - 1].first >= s->first &&
               f->person_at[who].first <= f->person_at[who - 1].end + 2)
            who--;
        m->chair = &f->r->people[f->person_at[who].person];
        co_chairs(f, m, f->person_at[who].first, at);
    }
}

/* ---- who met whom ---- */

static void bodies_met(struct find *f, struct meeting_found *m, uint32_t first, uint32_t end)
{
    bool with = false;
    size_t b = bodies_from(f, first), p = people_from(f, first);
    for (uint32_t i = first; i < end; i++) {
        struct str w = token_str(f, i);
        while (p < f->person_at_count && f->person_at[p].end <= i) p++;
        bool post =
            p < f->person_at_count && f->person_at[p].first <= i; /* "Bí thư Đảng ủy" is a post, not a host */
        with = with || str_is(w, S("với")) || str_is(w, S("cùng"));
        while (b < f->body_count && f->bodies[b].first < i) b++;
        if (post || b == f->body_count || f->bodies[b].first != i || f->bodies[b].entry->role == ROLE_OTHER)
            continue;
        if (m->venue.n && f->text.p + f->tok[i].from >= m->venue.p &&
            f->text.p + f->tok[i].from < m->venue.p + m->venue.n)
            continue;
        const struct body_at *at = &f->bodies[b];
        struct organisation_found o = { at->code, str_trim(tokens_str(f, at->first, at->end)),
                                        tokens_span(f, at->first, at->end) };
        if (with) *GROW(f->a, m->participants, m->participant_count, struct organisation_found) = o;
        else *GROW(f->a, m->hosts, m->host_count, struct organisation_found) = o;
        i = at->end - 1;
    }
}

static void years(struct find *f)
{
    for (size_t i = 0; i < f->time_count; i++)
        if (f->times[i].kind == TIME_PERIOD && !f->times[i].beside && f->on.year)
            f->times[i].period = vn_period_on(f->times[i].period, f->on);
}

static void who_met(struct find *f, struct meeting_found *m, const struct mention *at, uint32_t title)
{
    if (title != NOWHERE) {
        for (uint32_t k = title; k < f->line_count && f->lines[k].role == LINE_TITLE; k++) {
            uint32_t first = f->lines[k].first, colon = first; /* "TP. A: Phường B giao ban": the ward's */
            while (colon < f->lines[k].end && colon < first + TAG_TOKENS && !token_is(f, colon, ':')) colon++;
            if (!m->level && token_is(f, colon, ':')) m->level = level_of(f, colon, f->lines[k].end);
            if (!m->level) m->level = level_of(f, first, f->lines[k].end);
            bodies_met(f, m, f->lines[k].first, f->lines[k].end);
        }
    }
    if (at->s && !m->participants) {
        struct meeting_found said = { .venue = m->venue };
        bodies_met(f, &said, at->s->first, at->s->end);
        if (said.participants || !m->hosts) {
            m->hosts = said.hosts;
            m->host_count = said.host_count;
            m->participants = said.participants;
            m->participant_count = said.participant_count;
        }
    }
}

/* What it reviews: the title's period; the text's when the title has none, or only the name of a session (weak). */
static void period_set(struct find *f, struct meeting_found *m, const struct mention *at, bool weak,
                       struct period *own)
{
    m->period = f->title_period;
    if (m->period.type == PERIOD_NONE || weak) {
        bool body_weak;
        struct period body = meeting_body_period(f, at->s, &body_weak);
        if (body.type != PERIOD_NONE && !(weak && body_weak)) m->period = body;
    }
    if (str_is(m->kind, S("đại hội")) && m->period.type == PERIOD_NONE) m->period = meeting_congress_term(f, own);
    if (m->period.year && m->period.type != PERIOD_TERM)
        f->on = m->period.to.year ? m->period.to : (struct day){ m->period.year, 12, 31 };
}

/* A lead that stands for the title: "Đại hội ... diễn ra trong 3 ngày 16, 17 và 18/10 tại ..." */
static void told_by_title(struct find *f, struct meeting_found *m, uint32_t title)
{
    const struct sentence line = { f->lines[title].first, f->lines[title].end, title };
    const struct time_found *t = date_in(f, line.first, line.end);
    if (!t || t->first <= line.first + 4 || !role_in(f, t->first - 4, t->first, ROLE_HELD)) return;
    day_and_hour(f, m, &line);
    if (!m->venue.n) m->venue = venue(f, &line, line.end);
}

void find_meeting(struct find *f)
{
    bool weak;
    f->title_period = meeting_title_period(f, false, &weak);
    if (f->title_period.type == PERIOD_NONE) f->title_period = f->hints->period;
    bool stray;
    f->on = meeting_anchor(f, &stray);
    struct mention at;
    if (!meeting_mention(f, &at)) {
        years(f);
        if (f->on.year) f->title_period = vn_period_on(f->title_period, f->on);
        return;
    }
    struct meeting_found *m = NEW(f->a, struct meeting_found);
    f->r->meeting = m;
    m->kind = at.kind->code;
    struct period own = { 0 };
    period_set(f, m, &at, weak, &own);
    if (stray && own.type == PERIOD_TERM && own.number > f->on.year)
        f->on = (struct day){ own.year, 7, 1 }; /* a congress opens its term, whatever year its report names */
    uint32_t title = title_line(f);
    if (at.s) {
        day_and_hour(f, m, at.s);
        m->venue = venue(f, at.s, at.at);
    }
    const struct sentence *told = at.s && !m->date.day ? opening(f, at.s) : NULL;
    if (told) {
        day_and_hour(f, m, told);
        if (!m->venue.n) m->venue = venue(f, told, told->end);
    }
    if (!m->date.day && f->sentence_count && title != NOWHERE && (!at.s || at.s != &f->sentences[0])) {
        const struct time_found *t = date_in(f, f->sentences[0].first, f->sentences[0].first + 2);
        if (t) day_and_hour(f, m, &f->sentences[0]);
    }
    if (!m->date.day && title != NOWHERE) told_by_title(f, m, title);
    labels(f, m);
    if (m->date.year && m->date.day) f->on = m->date;
    if (f->on.year) m->period = vn_period_on(m->period, f->on);
    years(f);
    if (m->period.type == PERIOD_NONE) { /* "Hội nghị triển khai công tác 6 tháng đầu năm", held at their end */
        struct period p = vn_period_on(meeting_title_period(f, true, &weak), f->on);
        if (p.from.year && m->date.year && day_number(p.from) < day_number(m->date)) m->period = p;
    }
    m->next_period = meeting_plan_period(f);
    if (f->on.year) m->next_period = vn_period_on(m->next_period, f->on);
    if (m->next_period.type == PERIOD_NONE) m->next_period = own;
    if (m->date.year && m->period.from.year && day_number(m->period.from) > day_number(m->date))
        m->period = (struct period){ 0 };
    if (m->next_period.from.year && m->period.from.year &&
        day_number(m->next_period.from) <= day_number(m->period.from))
        m->next_period = (struct period){ 0 }; /* what holds the reviewed period is not planned */
    if (m->next_period.type == PERIOD_NONE && at.s) m->next_period = meeting_later_period(f, at.s, m->period);
    chair_by(f, m, ROLE_CHAIR);
    if (!m->chair) chair_by(f, m, ROLE_CONCLUDE);
    who_met(f, m, &at, title);
    if (!m->level && at.s) m->level = level_of(f, at.s->first, at.s->end);
}
