/* find_tasks.c - what the one who concludes asks for, a directive each. Owns record.tasks.
 *
 * Directives start behind "đề nghị", "yêu cầu" said by a person or a leading body, or stand in a list under a
 * heading of conclusions; they run to the end of the paragraph, cut at semicolons and sentences. */
#include "read/find/find.h"

enum { ADDRESS_MOST = 40, TASK_WORDS_LEAST = 3 };

/* A verb that a directive begins with. */
static bool act_at(const struct find *f, uint32_t i)
{
    return phrase_role(f, i, LIST_SIGNALS, ROLE_DO) || phrase_role(f, i, LIST_SIGNALS, ROLE_URGE);
}

static bool acts_in(const struct find *f, uint32_t from, uint32_t end)
{
    return role_in(f, from, end, ROLE_DO) || role_in(f, from, end, ROLE_URGE);
}

/* "đề nghị tặng thưởng", "xét và đề nghị", "theo đề nghị của": an act of paper, not a directive. */
static bool paper_act(const struct find *f, uint32_t i, const struct sentence *s)
{
    const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_ASK);
    uint32_t next = i + (e ? e->length : 1u);
    const struct entry *asked = next < s->end ? phrase_at(f, next, LIST_ORGANISATIONS) : NULL;
    if (asked && (word_is(f, next + asked->length, S("tặng")) || word_is(f, next + asked->length, S("khen"))))
        return true;
    if (next < s->end &&
        (word_is(f, next, S("của")) || word_is(f, next, S("tặng")) || word_is(f, next, S("trao")) ||
         word_is(f, next, S("khen")) ||
         (word_is(f, next, S("công")) && word_is(f, next + 1, S("nhận"))) || token_is(f, next, '.') ||
         token_is(f, next, ',') || word_is(f, next, S("nhiệm"))))
        return true;
    for (uint32_t k = i; k-- > s->first && k + 3 > i && !token_is(f, k, ';');)
        if (word_is(f, k, S("xét")) || word_is(f, k, S("theo")) || word_is(f, k, S("kiến")) ||
            word_is(f, k, S("sách")) || word_is(f, k, S("cầu")) || word_is(f, k, S("theo")))
            return true;
    static const char *const nouns[] = { "ứng", "đúng", "đạt", "mọi", "những", "nhu", "mục" }; /* "đáp ứng yêu cầu" */
    if (i > s->first && word_among(f, i - 1, nouns, COUNT(nouns))) return true;
    return false;
}

/* Who may ask: a person, a post, the Party, the People's Committee; or the sentence says that it concludes. */
static bool leader_before(const struct find *f, uint32_t i, const struct sentence *s, bool concluding)
{
    if (concluding) return true;
    for (uint32_t k = s->first; k < i; k++) {
        if (f->tok[k].flags & TOKEN_PERSON) return true;
        if (f->tok[k].hit == f->tok[k + 1].hit) continue;
        const struct entry *org = phrase_at(f, k, LIST_ORGANISATIONS);
        if (phrase_role(f, k, LIST_POSTS, ROLE_HEAD) || phrase_role(f, k, LIST_SIGNALS, ROLE_CONCLUDE))
            return true;
        if (org &&
            (str_is(org->code, S("DANG")) || str_is(org->code, S("UBND")) || str_is(org->code, S("MTTQ"))))
            return true;
    }
    return false;
}

static bool addressee_word(const struct find *f, uint32_t k)
{
    return phrase_at(f, k, LIST_ORGANISATIONS) || place_at(f, k);
}

/* "tuyên truyền viên", "báo cáo viên" */
static bool names_doer(const struct find *f, uint32_t i)
{
    const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_DO);
    return e && word_is(f, i + e->length, S("viên"));
}

/* "công tác tuyên truyền", "Ban Quản lý": a verb behind these is part of a name or a noun. */
static bool noun_head(const struct find *f, uint32_t i)
{
    static const char *const words[] = { "các", "công", "tác", "Ban", "ban",  "Tổ",
                                         "tổ",  "Đội",  "đội", "sự",  "việc", "cán" };
    return word_among(f, i, words, COUNT(words));
}

/* Past the addressees: behind "cần", "phải", or at the first verb that a directive starts with. */
static uint32_t directive_first(const struct find *f, uint32_t from, uint32_t end)
{
    uint32_t limit = from + ADDRESS_MOST < end ? from + ADDRESS_MOST : end;
    for (uint32_t k = from; k < limit; k++) {
        if (token_is(f, k, ';')) break;
        const struct entry *org = phrase_at(f, k, LIST_ORGANISATIONS);
        if (org) {
            k += org->length - 1u;
            continue;
        }
        if (word_is(f, k, S("cần")) || word_is(f, k, S("phải")) || word_is(f, k, S("Cần"))) {
            k++;
            while (k < limit && (word_is(f, k, S("phải")) || word_is(f, k, S("cần")))) k++;
            return k;
        }
        if (act_at(f, k) && !names_doer(f, k) && !(k > from && noun_head(f, k - 1))) return k;
    }
    uint32_t k = from;
    while (k < limit && (addressee_word(f, k) || token_is(f, k, ',') || token_is(f, k, ':'))) {
        const struct entry *org = phrase_at(f, k, LIST_ORGANISATIONS);
        k += org ? org->length : 1u;
    }
    return k;
}

static void assignees(struct find *f, struct task_found *t, uint32_t from, uint32_t end)
{
    size_t lo = bodies_from(f, from);
    for (; lo < f->body_count && f->bodies[lo].first < end && t->assignee_count < 16; lo++) {
        struct str code = f->bodies[lo].code;
        bool known = !code.n;
        for (size_t i = 0; i < t->assignee_count; i++) known = known || str_is(t->assignees[i], code);
        if (!known) *GROW(f->a, t->assignees, t->assignee_count, struct str) = code;
    }
}

static struct day due_of(const struct find *f, uint32_t first, uint32_t end)
{
    uint32_t at = role_find(f, first, end, LIST_SIGNALS, ROLE_DUE);
    if (at == NOWHERE) return (struct day){ 0 };
    size_t lo = times_from(f, at);
    if (lo == f->time_count || f->times[lo].first >= end || f->times[lo].first > at + 5 ||
        f->times[lo].kind != TIME_DATE)
        return (struct day){ 0 };
    struct vn_date d = { .from = f->times[lo].day, .to = f->times[lo].day };
    if (!d.from.year && f->on.year) d = vn_date_on(d, f->on);
    return d.from;
}

static uint32_t trim_first(const struct find *f, uint32_t first, uint32_t end)
{
    while (first < end &&
           (f->tok[first].kind == TOKEN_MARK || (f->tok[first].kind == TOKEN_NUMBER && first + 1 < end &&
                                                 (token_is(f, first + 1, '.') || token_is(f, first + 1, ')')))))
        first++;
    if (first + 1 < end && (word_is(f, first, S("Cần")) || word_is(f, first, S("cần")))) {
        first++;
        while (first < end && word_is(f, first, S("phải"))) first++;
    }
    return first;
}

/* "hộ khó khăn", "hoàn cảnh khó khăn" */
static bool hardship_of(const struct find *f, uint32_t i)
{
    static const char *const words[] = { "hộ", "cảnh", "biệt", "tượng", "người", "dân", "viên", "đình", "em", "vùng" };
    return word_among(f, i, words, COUNT(words));
}

static bool statement(const struct find *f, uint32_t first, uint32_t end)
{
    bool act = act_at(f, first);
    uint32_t hard = role_find(f, first, end, LIST_SIGNALS, ROLE_HARD);
    return !act && hard != NOWHERE && hard + 4 >= end && hard > first && !hardship_of(f, hard - 1);
}

static void task_add(struct find *f, uint32_t first, uint32_t end, uint32_t who_first, uint32_t who_end)
{
    first = trim_first(f, first, end);
    while (end > first && f->tok[end - 1].kind == TOKEN_MARK && !token_is(f, end - 1, ')')) end--;
    if (first >= end || words_in(f, first, end) < TASK_WORDS_LEAST || statement(f, first, end)) return;
    struct task_found t = { .text = str_trim(tokens_str(f, first, end)),
                            .span = tokens_span(f, first, end),
                            .due = due_of(f, first, end) };
    if (f->r->task_count && f->r->tasks[f->r->task_count - 1].span.to > t.span.from) return;
    assignees(f, &t, first, first + 1); /* "Đoàn xã tổ chức ..." names its own */
    if (!t.assignee_count) assignees(f, &t, who_first, who_end);
    *GROW(f->a, f->r->tasks, f->r->task_count, struct task_found) = t;
}

/* "; hoàn thành trước ngày 30/11/2025": the term of the directive before it. */
static bool only_due(const struct find *f, uint32_t from, uint32_t end)
{
    uint32_t stop = from;
    while (stop < end && !token_is(f, stop, ';')) stop++;
    return words_in(f, from, stop) <= 10 && due_of(f, from, stop).day;
}

static void cut(struct find *f, uint32_t first, uint32_t end, uint32_t who_first, uint32_t who_end)
{
    uint32_t from = first;
    for (uint32_t i = first; i <= end; i++)
        if (i == end || (token_is(f, i, ';') && !only_due(f, i + 1, end))) {
            task_add(f, from, i, who_first, who_end);
            from = i + 1;
        }
}

/* A following sentence still asks unless it only tells (a person said or did something, thanks, closes). */
static bool still_asks(const struct find *f, const struct sentence *s)
{
    uint32_t early = s->first + 12 < s->end ? s->first + 12 : s->end;
    if (act_at(f, s->first) || phrase_role(f, s->first, LIST_SIGNALS, ROLE_MUST)) return true;
    for (uint32_t i = s->first; i < early; i++)
        if (word_is(f, i, S("đã")) || f->tok[i].flags & TOKEN_PERSON) return false;
    return acts_in(f, s->first, s->end);
}

/* An item of a list of conclusions: a directive starts it, perhaps behind who is to do it; what is "đã" done
 * is none. */
static bool listed(const struct find *f, const struct sentence *s)
{
    uint32_t i = trim_first(f, s->first, s->end), end = i + 16 < s->end ? i + 16 : s->end;
    if (i >= s->end) return false;
    for (uint32_t k = i; k < end; k++)
        if (word_is(f, k, S("đã")) || word_is(f, k, S("được")) || f->tok[k].flags & TOKEN_PERSON) return false;
    if (row_of_table(f, &f->lines[s->line]) || first_letters_capital(f, s->first, s->end)) return false;
    if (act_at(f, i) || phrase_role(f, i, LIST_SIGNALS, ROLE_ASK)) return true;
    if (i > s->first && (acts_in(f, i, end) || role_in(f, i, end, ROLE_MUST) || role_in(f, i, end, ROLE_DID)))
        return true; /* "- mỗi thôn cử 2 người ..." */
    size_t b = bodies_from(f, i);
    return b < f->body_count && f->bodies[b].first == i && acts_in(f, f->bodies[b].end, end);
}

/* "nhấn mạnh: ...; ...", "quán triệt: ...": what a leader says behind the colon is to be done. */
static bool opens_list(const struct find *f, uint32_t i, uint32_t length, const struct sentence *s)
{
    if (!token_is(f, i + length, ':') || i + length + 2 >= s->end) return false;
    uint32_t from = i + length + 1, end = from + 12 < s->end ? from + 12 : s->end;
    return acts_in(f, from, end) || role_in(f, from, end, ROLE_MUST);
}

static uint32_t ask_length(const struct find *f, uint32_t i)
{
    const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_ASK);
    return e ? e->length : phrase_role(f, i, LIST_SIGNALS, ROLE_VOICE)->length;
}

/* The clauses before "đề nghị" in a conclusion that is one list: "Kết luận: A làm ...; đề nghị B làm ...". */
static uint32_t list_first(const struct find *f, const struct sentence *s, uint32_t ask)
{
    uint32_t colon = NOWHERE;
    bool more = false;
    for (uint32_t i = s->first; i < ask; i++) {
        if (colon == NOWHERE && token_is(f, i, ':')) colon = i;
        more = more || (colon != NOWHERE && token_is(f, i, ';'));
    }
    return more ? colon + 1 : NOWHERE;
}

static uint32_t ask_in(const struct find *f, const struct sentence *s, bool concluding)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        if (!(f->runs[i / RUN].signals & ((uint64_t)1 << ROLE_ASK | (uint64_t)1 << ROLE_VOICE))) {
            i |= RUN - 1;
            continue;
        }
        if (f->tok[i].hit == f->tok[i + 1].hit || f->tok[i].flags & TOKEN_NAME) continue;
        const struct entry *e = phrase_role(f, i, LIST_SIGNALS, ROLE_ASK),
                           *said = phrase_role(f, i, LIST_SIGNALS, ROLE_VOICE);
        bool list = (e && opens_list(f, i, e->length, s)) ||
                    (said && str_is(said->phrase, S("nhấn mạnh")) && opens_list(f, i, said->length, s));
        if (list && leader_before(f, i, s, concluding)) return i;
        if (!e || paper_act(f, i, s)) continue;
        bool weak = str_is(e->phrase, S("giao")) || str_is(e->phrase, S("chỉ đạo")) ||
                    str_is(e->phrase, S("quán triệt")) || str_is(e->phrase, S("đôn đốc")) ||
                    str_is(e->phrase, S("phân công")) || str_is(e->phrase, S("chỉ đạo các")) ||
                    str_is(e->phrase, S("kêu gọi"));
        bool leader = i > s->first && f->tok[i - 1].flags & TOKEN_PERSON; /* "đồng chí An giao Hội Nông dân rà soát" */
        if (weak && !(concluding && (i == s->first || leader))) continue;
        if (leader_before(f, i, s, concluding)) return i;
    }
    return NOWHERE;
}

/* The paragraph starts with its conclusion: "Kết luận buổi giao ban, ..."; "Kết luận số 21-KL/TW" is a paper. */
static bool concludes(const struct find *f, const struct line *l)
{
    uint32_t end = l->first + 8 < l->end ? l->first + 8 : l->end;
    uint32_t at = role_find(f, l->first, end, LIST_SIGNALS, ROLE_CONCLUDE);
    if (at == NOWHERE) return false;
    uint32_t next = at + phrase_role(f, at, LIST_SIGNALS, ROLE_CONCLUDE)->length;
    return f->tok[next].kind != TOKEN_NUMBER && !word_is(f, next, S("số"));
}

/* "2. Ý kiến các thôn": what is asked below it is asked of the chair, not by the chair. */
static bool opens_opinions(const struct find *f, const struct line *l, bool before)
{
    bool numbered = f->tok[l->first].kind == TOKEN_NUMBER && token_is(f, l->first + 1, '.');
    if (words_in(f, l->first, l->end) > 12 || token_is(f, l->end - 1, '.') || (!numbered && !l->heading)) return before;
    return role_in(f, l->first, l->end, ROLE_VOICE) && !role_in(f, l->first, l->end, ROLE_CONCLUDE);
}

void find_tasks(struct find *f)
{
    uint32_t line = NOWHERE, who_first = 0, who_end = 0;
    bool asking = false, opinions = false;
    for (size_t n = 0; n < f->sentence_count; n++) {
        const struct sentence *s = &f->sentences[n];
        const struct line *l = &f->lines[s->line];
        if (s->line != line) {
            asking = false;
            opinions = opens_opinions(f, l, opinions);
        }
        bool concluding = l->conclude || concludes(f, l);
        line = s->line;
        uint32_t ask = opinions ? NOWHERE : ask_in(f, s, concluding);
        if (ask != NOWHERE) {
            uint32_t from = ask + ask_length(f, ask), first = directive_first(f, from, s->end);
            uint32_t list = concluding ? list_first(f, s, ask) : NOWHERE;
            if (list != NOWHERE) first = list;
            who_first = from;
            who_end = first;
            asking = true;
            if (first < s->end) cut(f, first, s->end, who_first, who_end);
        } else if (asking ? still_asks(f, s) : l->conclude && listed(f, s)) {
            asking = true;
            cut(f, s->first, s->end, who_first, who_end);
        } else asking = false;
    }
}
