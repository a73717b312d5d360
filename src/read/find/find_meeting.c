/* find_meeting.c - whether the document reports a meeting, and which: kind, level, day, period, place,
 * chair, who met whom. Owns record.meeting, find.on and find.title_period. */
#include "read/find/find.h"

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
    for (size_t k = 0; k < COUNT(opens) && i > s->first; k++)
        if ((stop && str_is(stop->phrase, str_c(opens[k]))) || word_is(f, i - 1, str_c(opens[k]))) return true;
    if (word_is(f, i, S("họp")) && i > s->first && !word_is(f, i - 1, S("cuộc")) && date_in(f, s->first, i))
        return true; /* "Chiều 3/4, UBND họp ..." */
    uint32_t from = i > s->first + 5 ? i - 5 : s->first,
             end = i + kind->length + 4 < s->end ? i + kind->length + 4 : s->end;
    return role_find(f, from, i, LIST_SIGNALS, ROLE_HELD) != NOWHERE ||
           role_find(f, from, i, LIST_SIGNALS, ROLE_CHAIR) != NOWHERE ||
           role_find(f, from, i, LIST_SIGNALS, ROLE_CONCLUDE) != NOWHERE ||
           role_find(f, i + kind->length, end, LIST_SIGNALS, ROLE_HELD) != NOWHERE;
}

static const struct entry *kind_in(const struct find *f, uint32_t first, uint32_t end, uint32_t *at)
{
    const struct entry *best = NULL;
    uint32_t past = NOWHERE;
    for (uint32_t i = first; i < end; i++) {
        if (f->tok[i].flags & TOKEN_NAME) continue;
        const struct entry *e = phrase_at(f, i, LIST_MEETINGS);
        if (!e || (e->role != ROLE_KIND && e->role != ROLE_GATHERING)) continue;
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
        if (!e) continue;
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

/* ---- period ---- */

static bool reviews(struct period p)
{
    return p.type != PERIOD_NONE && p.type != PERIOD_TERM && p.type != PERIOD_RANGE;
}

/* "tháng 01 và tháng 02" is reviewed, "giai đoạn 2019 - 2020" is not. */
static bool reviewed(const struct find *f, const struct time_found *t)
{
    if (t->beside) return false;
    if (t->period.type == PERIOD_RANGE) return !word_is(f, t->first, S("giai"));
    return reviews(t->period);
}

static bool planned(const struct find *f, const struct time_found *t, uint32_t first)
{
    uint32_t from = t->first > first + 8 ? t->first - 8 : first;
    return role_find(f, from, t->first, LIST_SIGNALS, ROLE_PLAN) != NOWHERE;
}

static bool compared(const struct find *f, uint32_t i, uint32_t first)
{
    uint32_t from = i > first + 4 ? i - 4 : first;
    return role_find(f, from, i, LIST_SIGNALS, ROLE_COMPARE) != NOWHERE;
}

/* "phiên thường kỳ tháng 4", "kỳ họp quý II": the name of a session is not what it reviews. */
static bool names_session(const struct find *f, uint32_t i, uint32_t first)
{
    for (uint32_t k = i; k-- > first && k + 5 > i;)
        if (word_is(f, k, S("phiên")) || word_is(f, k, S("Phiên")) || word_is(f, k, S("thường")) ||
            word_is(f, k, S("kỳ")) || word_is(f, k, S("Kỳ")) || word_is(f, k, S("Tháng")))
            return true;
    return false;
}

/* The period among the tokens [first, end): reviewed, or planned. One that names the session itself gives way to
 * any other. *weak: nothing but such a name was there. */
static struct period period_in(const struct find *f, uint32_t first, uint32_t end, bool plan, bool *weak)
{
    struct period session = { 0 };
    *weak = false;
    for (size_t i = times_from(f, first); i < f->time_count && f->times[i].first < end; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind != TIME_PERIOD || !reviewed(f, t) || compared(f, t->first, first)) continue;
        if (planned(f, t, first) != plan) continue;
        if (!names_session(f, t->first, first)) return t->period;
        if (session.type == PERIOD_NONE) session = t->period;
    }
    *weak = session.type != PERIOD_NONE;
    return session;
}

static struct period title_period(const struct find *f, bool plan, bool *weak)
{
    struct period p = { 0 };
    *weak = false;
    for (uint32_t k = 0; k < f->line_count && p.type == PERIOD_NONE; k++)
        if (f->lines[k].role == LINE_TITLE) p = period_in(f, f->lines[k].first, f->lines[k].end, plan, weak);
    return p;
}

/* What the sentence of the meeting, or the one behind it, says that it reviews. */
static struct period body_period(const struct find *f, const struct mention *m, bool *weak)
{
    struct period p = { 0 };
    *weak = false;
    if (!m->s) return p;
    p = period_in(f, m->s->first, m->s->end, false, weak);
    bool next = (p.type == PERIOD_NONE || *weak) && m->s + 1 < f->sentences + f->sentence_count;
    if (!next) return p;
    uint32_t first = m->s[1].first;
    for (size_t i = times_from(f, first); i < f->time_count && f->times[i].first < m->s[1].end; i++) {
        const struct time_found *t = &f->times[i];
        uint32_t from = t->first > first + 8 ? t->first - 8 : first;
        if (t->kind == TIME_PERIOD && reviewed(f, t) && !compared(f, t->first, first) &&
            role_find(f, from, t->first, LIST_SIGNALS, ROLE_REVIEW) != NOWHERE) {
            *weak = false;
            return t->period;
        }
    }
    return p;
}

/* What a congress looks back on: the term before its own ("Đại hội nhiệm kỳ 2023 - 2028" reviews 2018/2023). */
static struct period congress_term(const struct find *f, struct period *own)
{
    *own = (struct period){ 0 };
    for (size_t i = 0; i < f->time_count; i++) {
        const struct period *p = &f->times[i].period;
        if (f->times[i].kind != TIME_PERIOD || f->times[i].beside || p->type != PERIOD_TERM) continue;
        if (own->type == PERIOD_NONE || p->year > own->year) *own = *p;
        if (i > 40) break;
    }
    if (own->type == PERIOD_NONE) return *own;
    if (f->on.year && own->number <= f->on.year) { /* it has ended: the one looked back on */
        struct period was = *own;
        *own = period_next(was);
        return was;
    }
    return period_previous(*own);
}

static struct period plan_period(const struct find *f)
{
    bool weak;
    struct period p = title_period(f, true, &weak);
    for (size_t i = 0; i < f->sentence_count && p.type == PERIOD_NONE; i++)
        p = period_in(f, f->sentences[i].first, f->sentences[i].end, true, &weak);
    return p;
}

/* "sơ kết 6 tháng đầu năm ... chương trình 6 tháng cuối năm": what begins behind the reviewed period is planned. */
static struct period later_period(const struct find *f, const struct sentence *s, struct period reviewed_one)
{
    struct period none = { 0 };
    if (!reviewed_one.to.year) return none;
    for (size_t i = times_from(f, s->first); i < f->time_count && f->times[i].first < s->end; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind == TIME_PERIOD && !t->beside && reviews(t->period) && t->period.from.year &&
            day_number(t->period.from) > day_number(reviewed_one.to))
            return t->period;
    }
    return none;
}

/* A whole year is told from its middle, so that a month without a year falls into it. */
static struct day middle(struct period p)
{
    if (p.type == PERIOD_YEAR || !p.to.year) return (struct day){ p.year, 7, 1 };
    return p.to;
}

/* A day with its year that the text itself gives: the title's period, a full date, the day received. */
static struct day anchor(const struct find *f)
{
    if (f->title_period.year) return middle(f->title_period);
    for (size_t i = 0; i < f->time_count; i++) {
        const struct time_found *t = &f->times[i];
        if (t->kind == TIME_PERIOD && !t->beside && reviews(t->period) && t->period.year) return middle(t->period);
        if (t->kind == TIME_DATE && t->date.from.year) return t->date.from;
    }
    if (f->r->article.published.year) return f->r->article.published;
    if (f->hints->received.year) return f->hints->received;
    for (size_t i = 0; i < f->r->article.related_count; i++)
        if (f->r->article.related[i].date.year) return f->r->article.related[i].date;
    return (struct day){ 0 };
}

/* ---- day, hour, place ---- */

/* The day nearest to which a day and month lie. A year is looked back on within it, or in the first weeks of the
 * next one ("tổng kết năm 2025, ngày 5/1"). */
static struct day day_of_year(const struct find *f, const struct meeting_found *m, const struct sentence *s, int month)
{
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
            if (word_is(f, k, str_c(parts[i].word))) return parts[i].part;
    return PART_NONE;
}

static void day_and_hour(struct find *f, struct meeting_found *m, const struct sentence *s)
{
    const struct time_found *t = date_in(f, s->first, s->end);
    if (t) {
        struct vn_date d = t->date;
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
        if (!e || (i > kind_at && i > kind_at + 12)) continue;
        uint32_t k = i + 1 + e->length;
        while (k < s->end && k < i + 16) {
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

static void chair_by(struct find *f, struct meeting_found *m, enum role role)
{
    for (size_t i = 0; i < f->sentence_count && !m->chair; i++) {
        const struct sentence *s = &f->sentences[i];
        uint32_t at = role_find(f, s->first, s->end, LIST_SIGNALS, role);
        if (at == NOWHERE || f->lines[s->line].role != LINE_BODY) continue;
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
            if (!m->level) m->level = level_of(f, f->lines[k].first, f->lines[k].end);
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
        struct period body = body_period(f, at, &body_weak);
        if (body.type != PERIOD_NONE && !(weak && body_weak)) m->period = body;
    }
    if (str_is(m->kind, S("đại hội")) && m->period.type == PERIOD_NONE) m->period = congress_term(f, own);
    if (m->period.year && m->period.type != PERIOD_TERM)
        f->on = m->period.to.year ? m->period.to : (struct day){ m->period.year, 12, 31 };
}

void find_meeting(struct find *f)
{
    bool weak;
    f->title_period = title_period(f, false, &weak);
    if (f->title_period.type == PERIOD_NONE) f->title_period = f->hints->period;
    f->on = anchor(f);
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
    uint32_t title = title_line(f);
    if (at.s) {
        day_and_hour(f, m, at.s);
        m->venue = venue(f, at.s, at.at);
    }
    if (!m->date.day && f->sentence_count && title != NOWHERE && (!at.s || at.s != &f->sentences[0])) {
        const struct time_found *t = date_in(f, f->sentences[0].first, f->sentences[0].first + 2);
        if (t) day_and_hour(f, m, &f->sentences[0]);
    }
    labels(f, m);
    if (m->date.year && m->date.day) f->on = m->date;
    if (f->on.year) m->period = vn_period_on(m->period, f->on);
    years(f);
    m->next_period = plan_period(f);
    if (f->on.year) m->next_period = vn_period_on(m->next_period, f->on);
    if (m->next_period.type == PERIOD_NONE) m->next_period = own;
    if (m->date.year && m->period.from.year && day_number(m->period.from) > day_number(m->date))
        m->period = (struct period){ 0 };
    if (m->next_period.from.year && m->period.from.year &&
        day_number(m->next_period.from) <= day_number(m->period.from))
        m->next_period = (struct period){ 0 }; /* what holds the reviewed period is not planned */
    if (m->next_period.type == PERIOD_NONE && at.s) m->next_period = later_period(f, at.s, m->period);
    chair_by(f, m, ROLE_CHAIR);
    if (!m->chair) chair_by(f, m, ROLE_CONCLUDE);
    who_met(f, m, &at, title);
    if (!m->level && at.s) m->level = level_of(f, at.s->first, at.s->end);
}
