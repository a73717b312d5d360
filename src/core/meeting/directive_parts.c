/* directive_parts.c - the parts of one directive, found in its words: attitude, lead, who co-ordinates, what, through
 * whom, by when, measured by what. See directive_text.h. What is told apart is cut out of the words; what is not
 * understood stays in them. */
#include "core/meeting/directive_text.h"
#include "core/grow.h"

enum { CUTS_MOST = 16 };
struct parting {
    struct arena *a; const struct directive_names *names; const struct directive_verbs *v;
    struct str s, low, tone;
    struct span cut[CUTS_MOST]; size_t cuts;
    struct directive d;
};

static void cut(struct parting *p, size_t from, size_t to)
{
    if (from >= to || p->cuts == CUTS_MOST) return;
    p->cut[p->cuts++] = (struct span){ from, to };
}

static bool is_cut(const struct parting *p, size_t at)
{
    for (size_t i = 0; i < p->cuts; i++)
        if (p->cut[i].from <= at && at < p->cut[i].to) return true;
    return false;
}

/* Up to the next comma, full stop or cut that is no part of a number. */
static size_t clause_end(const struct parting *p, size_t from)
{
    size_t at = from, deep = 0;
    for (; at < p->s.n; at++) {
        char c = p->s.p[at];
        if (is_cut(p, at)) break;
        deep += c == '(';
        if (c == ')' && deep) deep--;
        if (deep || (c != ',' && c != '.')) continue;
        bool number = at + 1 < p->s.n && p->s.p[at + 1] >= '0' && p->s.p[at + 1] <= '9';
        if (!number) break;
    }
    return at;
}

static size_t blank_before(struct str s, size_t at)
{
    while (at && (s.p[at - 1] == ' ' || s.p[at - 1] == ',' || s.p[at - 1] == '(')) at--;
    return at;
}

/* ---- who ---- */

static void lead_is(struct parting *p, const struct body *b)
{
    if (p->d.lead_id || !b) return;
    p->d.lead_id = b->id;
    p->d.lead_name = b->name;
    p->d.lead_short = b->short_name;
}

static void with_is(struct parting *p, const struct body *b)
{
    if (!b || b->id == p->d.lead_id) return;
    for (size_t i = 0; i < p->d.withs; i++)
        if (p->d.with[i] == b->id) return;
    size_t names = p->d.withs, shorts = p->d.withs;
    LIST_ADD(p->a, p->d.with_name, names, b->name);
    LIST_ADD(p->a, p->d.with_short, shorts, b->short_name);
    LIST_ADD(p->a, p->d.with, p->d.withs, b->id);
}

/* "các cơ quan, đơn vị liên quan", "các ngành liên quan": past it; 0: not there. */
static size_t concerned_past(struct str low, size_t at)
{
    enum { FAR = 70 };
    if (!text_past(low, at, "các") && !text_past(low, at, "những")) return 0;
    size_t end = text_find(low, at, "liên quan");
    if (end == SIZE_MAX || end > at + FAR) return 0;
    for (size_t i = at; i < end; i++)
        if (low.p[i] == ';' || low.p[i] == '.' || low.p[i] == ':') return 0;
    end += strlen("liên quan");
    size_t more = text_past(low, text_blank(low, end), "trên địa bàn");
    return more ? more : end;
}

/* "Ban Thường vụ", "BCH", "đồng chí Chủ tịch": a body is called by those who speak for it. */
static size_t of_body_past(struct str low, size_t at)
{
    static const char *const words[] = { "cho", "đồng chí", "đ/c", "ban thường vụ", "ban thường trực", "thường trực",
        "ban chấp hành", "btv", "bch", "btt", "chủ tịch", "phó chủ tịch", "bí thư", "phó bí thư", "lãnh đạo", "cơ quan",
        "cán bộ" };
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t end = text_past(low, at, words[i]);
        if (end) return text_blank(low, end);
    }
    return 0;
}

static const struct body *body_at(const struct parting *p, size_t at, size_t *end)
{
    const struct body *b = names_at(p->a, p->names, p->s, p->tone, at, end);
    for (size_t more; *end == at && (more = of_body_past(p->low, at));) {
        const struct body *of = names_at(p->a, p->names, p->s, p->tone, more, end);
        if (*end > more) return of;
        at = *end = more;
    }
    return b;
}

static size_t joint_past(struct str low, size_t at)
{
    static const char *const joints[] = { "và", "cùng với", "cùng", "với" };
    size_t from = text_blank(low, at);
    if (from < low.n && (low.p[from] == ',' || low.p[from] == ';')) from = text_blank(low, from + 1);
    for (size_t i = 0; i < COUNT(joints); i++) {
        size_t end = text_past(low, from, joints[i]);
        if (end) return text_blank(low, end);
    }
    return from > at ? from : at;
}

/* A row of bodies from `at`; past it, `at` when there is none. */
static size_t bodies_past(struct parting *p, size_t at, bool lead)
{
    size_t end = at;
    for (size_t next = at;;) {
        size_t stop, concerned = concerned_past(p->low, next);
        const struct body *b = concerned ? NULL : body_at(p, next, &stop);
        if (concerned) {
            p->d.others = true;
            stop = concerned;
        } else if (!b && stop == next) return end;
        if (!b && !concerned) return end;                      /* a body of another place stays in the words */
        if (lead) lead_is(p, b);
        with_is(p, b);
        end = stop;
        lead = false;
        next = joint_past(p->low, end);
        if (next == end) return end;
    }
}

/* "chủ trì", "chịu trách nhiệm chính", "là đơn vị chủ trì" behind the lead. */
static size_t presides_past(struct str low, size_t at)
{
    static const char *const words[] = { "là cơ quan chủ trì", "là đơn vị chủ trì", "chịu trách nhiệm chủ trì",
        "chịu trách nhiệm chính", "chịu trách nhiệm", "có trách nhiệm", "làm đầu mối", "là đầu mối", "chủ trì",
        "cần phải", "cần", "phải", "tham mưu chủ trì" };
    size_t end = at;
    for (bool more = true; more;) {
        more = false;
        size_t from = text_blank(low, end);
        if (from < low.n && low.p[from] == ',') from = text_blank(low, from + 1);
        for (size_t i = 0; i < COUNT(words) && !more; i++) {
            size_t stop = text_past(low, from, words[i]);
            if (stop) end = stop;
            more = stop > 0;
        }
    }
    return end;
}

static void find_lead(struct parting *p)
{
    size_t ask = ask_past(p->v, p->low, 0), at = ask ? text_blank(p->low, ask) : 0, end;
    size_t comma = str_find(p->low, S(","), 0);
    bool time = !ask && (text_past(p->low, 0, "trong") || text_past(p->low, 0, "từ nay") ||
                            text_past(p->low, 0, "thời gian tới"));
    if (time && comma != SIZE_MAX && comma < 80) at = text_blank(p->low, comma + 1);
    end = bodies_past(p, at, true);
    if (end > at) cut(p, time ? at : 0, presides_past(p->low, end));
    else if (ask) {
        size_t again = ask_past(p->v, p->low, at);             /* "Yêu cầu giao ..." */
        if (again) end = bodies_past(p, at = text_blank(p->low, again), true);
        cut(p, 0, end > at ? presides_past(p->low, end) : at);
    }
    for (size_t i = 0; i < p->s.n && !p->d.lead_id; i++) {     /* "(do Hội Phụ nữ chủ trì)" */
        if (!text_starts(p->s, i)) continue;
        const struct body *b = body_at(p, i, &end);
        size_t word = text_past(p->low, text_blank(p->low, end), "chủ trì");
        if (!b || !word) continue;
        lead_is(p, b);
        size_t from = blank_before(p->s, i);
        if (str_ends(str_cut(p->low, 0, from), S(" do"))) from -= 3;
        cut(p, blank_before(p->s, from), word + (word < p->s.n && p->s.p[word] == ')'));
    }
}

static void find_with(struct parting *p)
{
    static const char *const heads[] = { "phối hợp chặt chẽ với", "phối hợp chặt chẽ cùng", "phối hợp cùng với",
        "phối hợp với", "phối hợp cùng", "có sự phối hợp của", "với sự phối hợp của", "phối hợp", "cùng với", "cùng" };
    for (size_t at = 0; at < p->s.n; at++) {
        if (!text_starts(p->s, at) || is_cut(p, at)) continue;
        for (size_t i = 0; i < COUNT(heads); i++) {
            size_t stop = text_past(p->low, at, heads[i]);
            if (!stop) continue;
            size_t from = text_blank(p->low, stop), end = bodies_past(p, from, false);
            if (end > from) {
                size_t begin = blank_before(p->s, at);
                cut(p, begin, end);
                at = end - 1;
            }
            break;
        }
    }
}

/* "Hội LHTN phối hợp:" */
static void find_with_before(struct parting *p)
{
    for (size_t at = 0; at < p->s.n; at++) {
        size_t end;
        if (!text_starts(p->s, at) || is_cut(p, at)) continue;
        const struct body *b = body_at(p, at, &end);
        size_t word = b ? text_past(p->low, text_blank(p->low, end), "phối hợp") : 0;
        if (!word || (word < p->s.n && !strchr(":,.;)", p->s.p[word]))) continue;
        with_is(p, b);
        cut(p, blank_before(p->s, at), word + (word < p->s.n && (p->s.p[word] == ')' || p->s.p[word] == ':')));
    }
}

/* ---- by when, through whom ---- */

/* Back over ", hoàn thành", "(xong": words that say no more than the day. */
static size_t due_begins(const struct parting *p, size_t at)
{
    static const char *const words[] = { "hoàn thành", "xong", "thực hiện", "thời gian", "thời hạn", "phải",
                                         "ngay", "và" };
    size_t from = at;
    for (bool more = true; more;) {
        more = false;
        size_t end = from;
        while (end && p->low.p[end - 1] == ' ') end--;
        for (size_t i = 0; i < COUNT(words); i++) {
            struct str w = str_c(words[i]);
            if (!str_ends(str_cut(p->low, 0, end), w) || (end > w.n && text_letter(p->low, end - w.n - 1))) continue;
            from = end - w.n;
            more = true;
            break;
        }
    }
    size_t before = blank_before(p->s, from);
    bool blank = from && p->s.p[from - 1] == ' ';
    /* "hoàn thành hồ sơ trước ..." keeps its verb: only a clause of its own goes */
    return from == at || before != from - blank || !before ? before : blank_before(p->s, at);
}

static void find_due(struct parting *p, const struct passage *of, struct day on)
{
    struct day due;
    struct span where;
    if (of->label[LABEL_DUE].n && directive_due(p->a, of->label[LABEL_DUE], on, true, &due, &where)) {
        p->d.due = day_write(p->a, due);
        return;
    }
    if (!directive_due(p->a, p->s, on, false, &due, &where)) return;
    p->d.due = day_write(p->a, due);
    size_t to = where.to;
    if (to < p->s.n && p->s.p[to] == ')') to++;
    bool opens = !where.from;                  /* "Trong quý III, ..." */
    if (opens && to < p->s.n && p->s.p[to] == ',') to++;
    cut(p, opens ? 0 : due_begins(p, where.from), to);
}

static void find_channel(struct parting *p, const struct passage *of)
{
    static const char *const heads[] = { "trình", "báo cáo kết quả", "báo cáo", "gửi kết quả", "gửi", "xin ý kiến" };
    static const char *const whom[] = { "thường trực", "ban thường vụ", "đảng ủy", "đảng uỷ", "thành ủy", "tỉnh ủy",
        "huyện ủy", "ban chấp hành", "văn phòng", "chủ trì", "chủ tịch", "đoàn cấp trên", "bí thư" };
    p->d.channel = of->label[LABEL_CHANNEL];
    for (size_t at = 1; at < p->s.n && !p->d.channel.n; at++) {
        if (!text_starts(p->s, at) || is_cut(p, at)) continue;
        size_t begin = blank_before(p->s, at);
        bool clause = begin && (p->s.p[begin] == ',' || is_cut(p, begin - 1));
        if (!clause && !str_ends(str_cut(p->low, 0, begin), S(" và"))) continue;
        for (size_t i = 0; i < COUNT(heads); i++) {
            if (!text_past(p->low, at, heads[i])) continue;
            size_t end = clause_end(p, at);
            struct str words = str_cut(p->low, at, end);
            bool named = false;
            for (size_t k = 0; k < COUNT(whom); k++) named = named || text_find(words, 0, whom[k]) != SIZE_MAX;
            if (!named) break;
            if (str_ends(str_cut(p->low, 0, begin), S(" và"))) begin -= 3;
            p->d.channel = str_trim(str_cut(p->s, at, end));
            cut(p, begin, end);
            break;
        }
    }
}

/* ---- measured by what ---- */

static void goal_is(struct parting *p, const struct record *r, struct str measure)
{
    for (size_t i = 0; r && i < r->figure_count; i++) {
        const struct figure_found *f = &r->figures[i];
        if (!f->indicator.n || f->each || f->has_whole || f->approx == VN_RANGE) continue;
        if (measure.n && str_find(measure, f->quote, 0) == SIZE_MAX) continue;
        p->d.indicator = f->indicator;
        p->d.has_goal = true;
        p->d.goal = f->value;
        if (!measure.n) p->d.measure = f->quote;
        return;
    }
}

static void find_measure(struct parting *p, const struct passage *of, const struct record *r)
{
    static const struct { const char *words; bool anywhere; } heads[] = {
        { "đo bằng", true }, { "thước đo là", true }, { "thước đo", true }, { "chỉ tiêu là", false },
        { "chỉ tiêu", false }, { "mục tiêu là", false }, { "phấn đấu đạt", true }, { "phấn đấu có", true },
        { "phấn đấu", false }, { "sản phẩm là", false }, { "sản phẩm", false }, { "kết quả là", false },
        { "bảo đảm đạt", false }, { "đạt", false } };
    p->d.measure = of->label[LABEL_MEASURE];
    for (size_t at = 1; at < p->s.n && !p->d.measure.n; at++) {
        if (!text_starts(p->s, at) || is_cut(p, at)) continue;
        size_t begin = blank_before(p->s, at);
        bool clause = begin && (p->s.p[begin] == ',' || is_cut(p, begin - 1));
        for (size_t i = 0; i < COUNT(heads); i++) {
            size_t stop = text_past(p->low, at, heads[i].words);
            if (!stop || (!heads[i].anywhere && !clause)) continue;
            size_t from = text_blank(p->low, stop), end = clause_end(p, from);
            if (str_starts(heads[i].words[0] == 'p' ? str_cut(p->low, from, end) : S(""), S("hoàn thành"))) break;
            if (end <= from) break;
            p->d.measure = str_trim(str_cut(p->s, from, end));
            cut(p, begin, end);
            break;
        }
    }
    goal_is(p, r, p->d.measure);
    for (size_t i = 0; r && i < r->figure_count && !p->d.measure.n; i++) {
        const struct figure_found *f = &r->figures[i];
        if (f->sense != SENSE_CONTEXT && !f->each && f->unit.n) p->d.measure = f->quote;
    }
}

/* ---- together ---- */

/* What is left when the cuts are taken out, without the commas and words that now join nothing. */
static struct str left(struct parting *p)
{
    struct buf b = buf_open(p->a);
    for (size_t at = 0; at < p->s.n; at++) {
        if (!is_cut(p, at)) buf_char(&b, p->s.p[at]);
        else if (b.n && b.p[b.n - 1] != ' ') buf_char(&b, ' ');
    }
    struct str s = buf_done(&b), low = text_low(p->a, s);
    static const char *const heads[] = { "có trách nhiệm", "chủ trì", "tiến hành", "cần phải", "cần", "phải", "để",
                                         "và", "thì", "là" };
    for (bool more = true; more;) {
        more = false;
        size_t at = 0;
        while (at < s.n && strchr(" ,:;.-", s.p[at])) at++;
        for (size_t i = 0; i < COUNT(heads); i++) {
            size_t end = text_past(low, at, heads[i]);
            if (!end) continue;
            at = end;
            more = true;
        }
        s = str_cut(s, at, s.n);
        low = str_cut(low, at, low.n);
    }
    struct buf out = buf_open(p->a);
    for (size_t i = 0; i < s.n; i++) {
        bool sign = s.p[i] == ',' || s.p[i] == ' ';
        bool again = out.n && (out.p[out.n - 1] == ' ' || out.p[out.n - 1] == ',') && s.p[i] == ' ' &&
                     out.p[out.n - 1] == ' ';
        if (sign && again) continue;
        if (s.p[i] == ',' && out.n && out.p[out.n - 1] == ' ') out.n--;
        if (s.p[i] == ',' && out.n && out.p[out.n - 1] == ',') continue;
        buf_char(&out, s.p[i]);
    }
    s = str_trim(buf_done(&out));
    static const char *const tails[] = { ", thời gian", ", thời hạn", ", hoàn thành", ", xong", " và" };
    for (size_t i = 0; i < COUNT(tails); i++) {
        while (s.n && strchr(" ,;:.-(", s.p[s.n - 1]) && !str_ends(s, S("..."))) s.n--;
        if (str_ends(s, str_c(tails[i]))) s.n -= strlen(tails[i]);
    }
    while (s.n && strchr(" ,;:.-(", s.p[s.n - 1]) && !str_ends(s, S("..."))) s.n--;
    return s;
}

/* "Thống nhất chủ trương, giao ..." */
static void find_attitude(struct parting *p)
{
    static const char *const words[] = { "thống nhất", "cơ bản nhất trí", "cơ bản thống nhất", "nhất trí", "đồng ý" };
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!text_past(p->low, 0, words[i])) continue;
        for (size_t at = strlen(words[i]); at < p->s.n; at++) {
            bool asks = text_past(p->low, at, "giao") || text_past(p->low, at, "yêu cầu");
            if (!asks || !text_starts(p->s, at)) continue;
            struct str said = str_trim(str_cut(p->s, 0, at));
            while (said.n && strchr(" ,;.", said.p[said.n - 1])) said.n--;
            if (str_ends(said, S(" và"))) said.n -= 3;
            p->d.attitude = str_trim(said);
            p->s = str_cut(p->s, at, p->s.n);
            p->low = str_cut(p->low, at, p->low.n);
            p->tone = str_cut(p->tone, at, p->tone.n);
            return;
        }
    }
}

struct directive directive_parts(struct arena *a, const struct directive_names *names,
    const struct directive_verbs *v, const struct passage *of, struct day on, const struct record *figures)
{
    struct parting p = { .a = a, .names = names, .v = v, .s = of->words, .low = text_low(a, of->words),
        .tone = names_text(a, of->words),
        .d = { .origin = DIRECTIVE_READ, .state = DIRECTIVE_PROPOSED, .quote = of->quote, .attitude = of->attitude } };
    find_attitude(&p);
    if (of->label[LABEL_LEAD].n) {
        struct parting label = p;
        label.s = of->label[LABEL_LEAD];
        label.low = text_low(a, label.s);
        label.tone = names_text(a, label.s);
        bodies_past(&label, 0, true);
        p.d = label.d;
    }
    find_due(&p, of, on);
    find_lead(&p);
    lead_is(&p, of->lead);
    find_with(&p);
    find_with_before(&p);
    if (of->label[LABEL_WITH].n) {
        struct parting label = p;
        label.s = of->label[LABEL_WITH];
        label.low = text_low(a, label.s);
        label.tone = names_text(a, label.s);
        bodies_past(&label, 0, false);
        p.d = label.d;
    }
    find_channel(&p, of);
    find_measure(&p, of, figures);
    p.d.words = left(&p);
    return p.d;
}
