/* directive_cut.c - concluding words as they were pasted, cut into one passage for each directive. See
 * directive_text.h. Owns where a directive begins and ends; what its parts are, directive_parts.c tells. Must never
 * lose words: what is no directive is left out whole. */
#include "core/meeting/directive_text.h"
#include "base/machine.h"
#include "core/grow.h"

/* ---- the lists of words ---- */

void directive_verbs(struct arena *a, struct directive_verbs *out)
{
    struct str rest = embedded_text("data/words/signals.tsv"), line, phrase, role;
    *out = (struct directive_verbs){ .acts = 0 };
    while (str_next(&rest, '\n', &line)) {
        if (!line.n || line.p[0] == '#' || !str_next(&line, '\t', &phrase) || !str_next(&line, '\t', &role)) continue;
        if (str_is(role, S("do")) || str_is(role, S("urge"))) LIST_ADD(a, out->act, out->acts, phrase);
        if (str_is(role, S("ask"))) LIST_ADD(a, out->ask, out->asks, phrase);
    }
}

static size_t longest_past(const struct str *list, size_t n, struct str low, size_t at)
{
    size_t best = 0;
    for (size_t i = 0; i < n; i++)
        if (str_starts(str_cut(low, at, low.n), list[i]) && !text_letter(low, at + list[i].n) &&
            at + list[i].n > best)
            best = at + list[i].n;
    return best;
}

size_t verb_past(const struct directive_verbs *v, struct str low, size_t at)
{
    return longest_past(v->act, v->acts, low, at);
}

size_t ask_past(const struct directive_verbs *v, struct str low, size_t at)
{
    static const char *const not_behind[] = { "theo ", "đáp ứng ", "đúng ", "đạt ", "mọi ", "những ", "nhu ",
                                              "kiến nghị, ", "kiến ", "bàn ", "được ", "gia đình ", "ca ", "sự ",
                                              "các ", "kết quả ", "có " };
    size_t end = longest_past(v->ask, v->asks, low, at);
    if (!end) return 0;
    for (size_t i = 0; i < COUNT(not_behind); i++)
        if (str_ends(str_cut(low, 0, at), str_c(not_behind[i]))) return 0;
    if (text_past(low, text_blank(low, end), "của")) return 0;
    return end;
}

/* ---- lines and sentences ---- */

/* Past "1.", "2)", "a)", "-", "+", "Một là,", "Thứ hai,"; *listed: there was one. */
static size_t marker_past(struct str low, bool *listed)
{
    static const char *const counts[] = { "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười" };
    size_t at = 0;
    *listed = true;
    while (at < low.n && low.p[at] >= '0' && low.p[at] <= '9' && at < 3) at++;
    if (at && at < low.n && (low.p[at] == '.' || low.p[at] == ')' || low.p[at] == '/') &&
        !(at + 1 < low.n && low.p[at + 1] >= '0' && low.p[at + 1] <= '9'))
        return text_blank(low, at + 1);
    bool letter = low.n > 2 && low.p[0] >= 'a' && low.p[0] <= 'z';
    if (letter && (low.p[1] == ')' || low.p[1] == '.')) return text_blank(low, 2);
    static const char *const signs[] = { "-", "+", "*", "•", "–", "—", "‑", "·", "▪", "" };
    for (size_t i = 0; i < COUNT(signs); i++)
        if (signs[i][0] && str_starts(low, str_c(signs[i]))) return text_blank(low, strlen(signs[i]));
    size_t work = text_past(low, 0, "việc"), digits = work ? text_blank(low, work) : 0;
    while (work && digits < low.n && low.p[digits] >= '0' && low.p[digits] <= '9') digits++;
    if (work && digits < low.n && (low.p[digits] == ':' || low.p[digits] == '.')) return text_blank(low, digits + 1);
    for (size_t i = 0; i < COUNT(counts); i++) {
        size_t end = text_past(low, 0, counts[i]);
        if (end && (end = text_past(low, text_blank(low, end), "là")) && end < low.n)
            return text_blank(low, end + (low.p[end] == ','));
        end = text_past(low, 0, "thứ");
        if (end && (end = text_past(low, text_blank(low, end), i ? counts[i] : "nhất")) && end < low.n &&
            (low.p[end] == ',' || low.p[end] == ':'))
            return text_blank(low, end + 1);
    }
    *listed = false;
    return 0;
}

/* The end of the sentence that starts at `from`: behind its full stop, or at the end of the line. */
static size_t sentence_end(struct str s, size_t from)
{
    for (size_t at = from; at < s.n; at++) {
        if (s.p[at] != '.' && s.p[at] != '!' && s.p[at] != '?') continue;
        size_t next = at + 1;
        if (next < s.n && s.p[next] != ' ') continue;
        while (next < s.n && s.p[next] == ' ') next++;
        if (next == s.n) return s.n;
        uint32_t code;
        vn_letter_next(s, next, &code);
        size_t word = at;
        while (word > from && s.p[word - 1] != ' ') word--;
        bool number = word < at && s.p[word] >= '0' && s.p[word] <= '9';
        if (vn_is_upper(code) && (number || at - word > 2)) return at + 1;     /* not behind "TP." */
    }
    return s.n;
}

/* ---- what a piece is ---- */

static const struct { const char *words; int label; } labels[] = {
    { "đơn vị chủ trì", LABEL_LEAD }, { "cơ quan chủ trì", LABEL_LEAD }, { "chủ trì", LABEL_LEAD },
    { "đơn vị thực hiện", LABEL_LEAD }, { "thực hiện", LABEL_LEAD }, { "đầu mối", LABEL_LEAD },
    { "chịu trách nhiệm", LABEL_LEAD }, { "đơn vị phối hợp", LABEL_WITH }, { "cơ quan phối hợp", LABEL_WITH },
    { "phối hợp", LABEL_WITH }, { "thời hạn hoàn thành", LABEL_DUE }, { "thời hạn", LABEL_DUE },
    { "thời gian hoàn thành", LABEL_DUE }, { "thời gian thực hiện", LABEL_DUE }, { "thời gian", LABEL_DUE },
    { "hạn hoàn thành", LABEL_DUE }, { "hạn chót", LABEL_DUE }, { "hạn", LABEL_DUE },
    { "thước đo", LABEL_MEASURE }, { "đo bằng", LABEL_MEASURE }, { "chỉ tiêu", LABEL_MEASURE },
    { "mục tiêu", LABEL_MEASURE }, { "sản phẩm", LABEL_MEASURE }, { "kết quả", LABEL_MEASURE },
    { "yêu cầu đạt", LABEL_MEASURE }, { "trình", LABEL_CHANNEL }, { "báo cáo", LABEL_CHANNEL },
    { "nơi nhận báo cáo", LABEL_CHANNEL },
};

/* "Thời hạn: 30/9": which label, and past its colon. */
static size_t label_past(struct str low, int *label)
{
    for (size_t i = 0; i < COUNT(labels); i++) {
        size_t end = text_past(low, 0, labels[i].words);
        if (!end) continue;
        while (end < low.n && low.p[end] == ' ') end++;
        if (end < low.n && low.p[end] == ':') {
            *label = labels[i].label;
            return text_blank(low, end);
        }
    }
    return 0;
}

/* "hoàn thành trước 30/9", "báo cáo kết quả trước 15/8", "phấn đấu đạt 95%": belongs to what was asked before it. */
static bool goes_on(struct arena *a, struct str s, struct day on)
{
    static const struct { const char *words; bool always; } heads[] = {
        { "hoàn thành", false }, { "xong", false }, { "thời hạn", false }, { "thời gian", false }, { "hạn", false },
        { "chậm nhất", false }, { "trước", false }, { "báo cáo", false }, { "gửi", false }, { "trình", false },
        { "nộp", false }, { "đo bằng", true }, { "thước đo", true }, { "phấn đấu", true }, { "chỉ tiêu", true },
        { "sản phẩm", true }, { "đơn vị phối hợp", true }, { "các đơn vị phối hợp", true } };
    enum { WORDS_MOST = 22 };
    struct str low = text_low(a, s);
    struct day due;
    struct span where;
    size_t words = 1;
    for (size_t k = 0; k < low.n; k++) words += low.p[k] == ' ';
    for (size_t i = 0; i < COUNT(heads); i++)
        if (text_past(low, 0, heads[i].words))
            return heads[i].always || (words <= WORDS_MOST && directive_due(a, s, on, false, &due, &where));
    return false;
}

static const char *const opening_words[] = {
    "hội nghị", "thay mặt", "nhìn chung", "biểu dương", "ghi nhận", "đánh giá cao", "cảm ơn", "trân trọng", "kính thưa",
    "qua nghe", "sau khi nghe", "qua báo cáo", "trong quý qua", "bên cạnh", "tuy nhiên", "tại hội nghị",
    "buổi giao ban", "trên cơ sở", "kết quả", "nguyên nhân", "thông báo này", "nơi nhận", "cuộc họp",
    "dự họp", "thành phần",
};
static const char *const attitude_words[] = { "cơ bản nhất trí", "cơ bản thống nhất", "thống nhất về chủ trương",
    "thống nhất chủ trương", "nhất trí chủ trương", "thống nhất", "nhất trí", "đồng ý" };

static size_t attitude_past(struct str low)
{
    for (size_t i = 0; i < COUNT(attitude_words); i++) {
        size_t end = text_past(low, 0, attitude_words[i]);
        if (end) return end;
    }
    return 0;
}

/* "giao" as it gives work, not in "an toàn giao thông". */
static bool gives(struct str low, size_t from)
{
    static const char *const other[] = { "thông", "ban", "lưu", "dịch", "tiếp", "mùa", "hữu" };
    for (size_t at = from; (at = text_find(low, at, "giao")) != SIZE_MAX; at++) {
        size_t next = text_blank(low, at + strlen("giao"));
        bool work = true;
        for (size_t i = 0; i < COUNT(other); i++) work = work && !text_past(low, next, other[i]);
        if (work) return true;
    }
    return false;
}

/* "Ban Thường vụ Đảng ủy cơ bản nhất trí với ...", "Hội nghị ghi nhận ...": what those who preside think of something,
 * which asks for nothing. Where the attitude or the evaluation begins behind its subject; 0: there is none. Another
 * body that is to settle something with somebody ("Hội Phụ nữ thống nhất với Đoàn ...") or to evaluate has a task. */
static size_t opinion_from(struct arena *a, const struct directive_names *names, struct str s, struct day on)
{
    static const char *const hosts[] = { "ban thường vụ", "ban thường trực", "thường trực", "ban chấp hành",
        "btv", "btt", "bch", "hội nghị", "cuộc họp", "chủ trì", "đồng chí", "đ/c", "bí thư", "chủ tịch", "tập thể",
        "các đồng chí",
        "đảng ủy", "đảng uỷ", "thành ủy", "tỉnh ủy", "chúng tôi", "tôi" };
    static const char *const agree[] = { "cơ bản nhất trí", "cơ bản thống nhất", "cơ bản đồng ý", "nhất trí", "đồng ý",
        "tán thành", "đánh giá cao" };
    static const char *const values[] = { "thống nhất", "đánh giá", "ghi nhận", "biểu dương", "hoan nghênh",
        "khen ngợi", "cảm ơn" };
    enum { SUBJECT_MOST = 12 };
    struct str low = text_low(a, s);
    size_t end = 0, words = 0;
    bool host = false;
    struct day due;
    struct span where;
    for (size_t i = 0; i < COUNT(hosts) && !host; i++) host = (end = text_past(low, 0, hosts[i])) != 0;
    if (!host && !names_at(a, names, s, names_text(a, s), 0, &end)) return 0;
    if (!host && directive_due(a, s, on, false, &due, &where)) return 0;
    for (size_t at = end; at < low.n && words <= SUBJECT_MOST && !strchr(",;:.", low.p[at]); at++) {
        if (!text_starts(low, at)) continue;
        words++;
        for (size_t i = 0; i < COUNT(agree); i++)
            if (text_past(low, at, agree[i])) return at;
        for (size_t i = 0; host && i < COUNT(values); i++)
            if (text_past(low, at, values[i])) return at;
        if (text_past(low, at, "giao") || text_past(low, at, "yêu cầu") || text_past(low, at, "đề nghị")) return 0;
    }
    return 0;
}

/* "đã": it tells what was; not in "đã giao", "đã đề ra", said of plans. */
static bool tells(struct str low)
{
    static const char *const not_before[] = { "giao", "đề ra", "được giao", "được phê duyệt", "ban hành", "ký", "nêu" };
    size_t at = text_find(low, 0, "đã");
    if (at == SIZE_MAX) return false;
    size_t words = 0;
    for (size_t i = 0; i < at; i++) words += low.p[i] == ' ';
    size_t next = text_blank(low, at + strlen("đã"));
    for (size_t i = 0; i < COUNT(not_before); i++)
        if (text_past(low, next, not_before[i])) return false;
    return words < 14;
}

static bool reader_says(const struct record *r, size_t from, size_t to)
{
    for (size_t i = 0; r && i < r->task_count; i++)
        if (r->tasks[i].span.from < to && from < r->tasks[i].span.to) return true;
    return false;
}

struct cutting {
    struct arena *a; const struct directive_names *names; const struct directive_verbs *v; const struct record *read;
    struct day on; struct passages *out; struct str attitude; const struct body *group;
};

/* Past "các đoàn thể", "các chi hội", "mỗi khóm": many who are asked at once. */
static bool many_at(struct str low, size_t at)
{
    static const char *const heads[] = { "các", "mỗi", "từng", "toàn thể", "tất cả", "cấp ủy", "chi bộ", "chi đoàn",
                                         "liên đội", "ban công tác mặt trận" };
    for (size_t i = 0; i < COUNT(heads); i++)
        if (text_past(low, at, heads[i])) return true;
    return false;
}

static bool must_soon(const struct directive_verbs *v, struct str low, size_t from)
{
    enum { SOON = 110 };
    for (size_t at = from; at < low.n && at < from + SOON; at++) {
        if (!text_starts(low, at)) continue;
        if (text_past(low, at, "phải") || text_past(low, at, "cần") || verb_past(v, low, at)) return true;
    }
    return false;
}

/* Where the directive in the sentence begins; SIZE_MAX: it is none. */
static size_t directive_from(const struct cutting *c, struct str s, bool listed, bool said)
{
    struct str low = text_low(c->a, s), tone = names_text(c->a, s);
    size_t end, at = 0, first;
    for (size_t i = 0; i < COUNT(opening_words); i++)
        if (text_past(low, 0, opening_words[i]) && !gives(low, 0)) return SIZE_MAX;
    if ((text_past(low, 0, "trong") || text_past(low, 0, "từ nay") || text_past(low, 0, "thời gian tới")) &&
        (at = str_find(low, S(","), 0)) != SIZE_MAX && at < 80)
        at = text_blank(low, at + 1);          /* "Trong quý III, Hội Phụ nữ ..." */
    else at = 0;
    if (ask_past(c->v, low, at)) return 0;
    if (tells(low)) return SIZE_MAX;
    for (size_t i = at; i < low.n; i++)        /* "Đồng chí Bí thư đề nghị ..." */
        if (text_starts(low, i) && ask_past(c->v, low, i)) {
            bool verb = verb_past(c->v, low, at) || names_at(c->a, c->names, s, tone, at, &end);
            return verb ? 0 : i;
        }
    first = at;
    if (names_at(c->a, c->names, s, tone, at, &end) || end > at)
        return must_soon(c->v, low, end) || listed || text_find(low, 0, "chủ trì") != SIZE_MAX ? 0 : SIZE_MAX;
    if (verb_past(c->v, low, first)) return 0;
    if (many_at(low, at) && must_soon(c->v, low, at)) return 0;
    if (text_find(low, 0, "chủ trì") != SIZE_MAX && listed) return 0;
    if (listed && (text_find(low, 0, "cần") != SIZE_MAX || text_find(low, 0, "phải") != SIZE_MAX)) return 0;
    return said ? 0 : SIZE_MAX;
}

static void add(struct cutting *c, struct str words, const struct body *lead)
{
    struct passage p = { .words = words, .quote = words, .attitude = c->attitude, .lead = lead };
    c->attitude = S("");
    LIST_ADD(c->a, c->out->row, c->out->n, p);
}

static void join(struct cutting *c, struct str words)
{
    struct passage *last = &c->out->row[c->out->n - 1];
    last->words = str_fmt(c->a, "%.*s, %.*s", STR(last->words), STR(words));
    last->quote = str_fmt(c->a, "%.*s; %.*s", STR(last->quote), STR(words));
}

static struct str bare(struct str s)
{
    s = str_trim(s);
    while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';' || s.p[s.n - 1] == ',') && !str_ends(s, S("..."))) s.n--;
    return str_trim(s);
}

/* The body that the passage before it names first: of the clauses behind a semicolon too. */
static const struct body *first_body(const struct cutting *c, struct str s)
{
    struct str tone = names_text(c->a, s);
    size_t end;
    for (size_t at = 0; at < s.n && at < 200; at++) {
        if (!text_starts(s, at)) continue;
        const struct body *b = names_at(c->a, c->names, s, tone, at, &end);
        if (b) return b;
        if (end > at) return NULL;
    }
    return NULL;
}

static void sentence(struct cutting *c, struct str s, bool listed, bool said, size_t before)
{
    struct str low = text_low(c->a, s), rest, clause;
    int label;
    size_t value = label_past(low, &label);
    bool mine = c->out->n > before;            /* something of this line goes before */
    if (c->out->n && value && (mine || !listed)) {
        c->out->row[c->out->n - 1].label[label] = bare(str_cut(s, value, s.n));
        c->out->row[c->out->n - 1].quote =
            str_fmt(c->a, "%.*s. %.*s", STR(c->out->row[c->out->n - 1].quote), STR(bare(s)));
        return;
    }
    if (mine && goes_on(c->a, s, c->on)) {
        join(c, bare(s));
        return;
    }
    size_t opinion = opinion_from(c->a, c->names, s, c->on);
    s = str_cut(s, opinion, s.n);
    low = str_cut(low, opinion, low.n);
    size_t stand = attitude_past(low);
    bool asks = gives(low, stand) || text_find(low, stand, "yêu cầu") != SIZE_MAX;
    if (opinion && !stand && !asks) return;
    if (stand && !asks) {
        c->attitude = bare(s);
        return;
    }
    size_t from = stand ? 0 : directive_from(c, s, listed, said);
    if (from == SIZE_MAX) return;
    rest = str_cut(s, from, s.n);
    const struct body *lead = c->group;
    bool first = true;                         /* until something of this line stands among the passages */
    while (str_next(&rest, ';', &clause)) {
        clause = bare(clause);
        if (!clause.n) continue;
        int other;
        size_t named = label_past(text_low(c->a, clause), &other);
        if (!first && named) c->out->row[c->out->n - 1].label[other] = bare(str_cut(clause, named, clause.n));
        else if (!first && (goes_on(c->a, clause, c->on) ||
                     directive_from(c, clause, listed, false) == SIZE_MAX))
            join(c, clause);
        else {
            const struct body *own = first_body(c, clause);
            add(c, clause, own ? own : lead);
            if (first && own) lead = own;
            first = false;
        }
    }
}

/* "Đối với Hội Phụ nữ:", "2. Hội Nông dân": who is asked by what stands below. */
static bool heading(struct cutting *c, struct str s, bool numbered)
{
    struct str low = text_low(c->a, s), tone = names_text(c->a, s);
    bool colon = str_ends(s, S(":"));
    size_t at = 0, end;
    static const char *const heads[] = { "đối với", "giao", "đề nghị", "yêu cầu", "phân công", "về phía" };
    for (size_t i = 0; i < COUNT(heads); i++)
        if ((end = text_past(low, 0, heads[i]))) at = text_blank(low, end);
    const struct body *b = names_at(c->a, c->names, s, tone, at, &end);
    bool whole = end > at && text_blank(low, end) >= s.n - (size_t)str_ends(s, S("."));
    if (whole && b) c->group = b;
    if (whole) return true;
    if (numbered || colon) c->group = NULL;
    return colon;
}

void directive_cut(struct arena *a, const struct directive_names *names, const struct directive_verbs *v,
    struct str text, struct day on, const struct record *read, size_t shift, struct passages *out)
{
    struct cutting c = { .on = on, .a = a, .names = names, .v = v, .read = read, .out = out, .attitude = S("") };
    struct str rest = text, line;
    *out = (struct passages){ .n = 0 };
    while (str_next(&rest, '\n', &line)) {
        bool listed;
        struct str trimmed = str_trim(line);
        size_t mark = marker_past(text_low(a, trimmed), &listed);
        struct str s = str_cut(trimmed, mark, trimmed.n);
        bool numbered = mark && trimmed.p[0] >= '0' && trimmed.p[0] <= '9';
        if (!s.n) continue;
        int label;
        size_t value = label_past(text_low(a, s), &label), before = out->n;
        if (value && value < s.n && out->n && !numbered) {
            sentence(&c, s, false, false, 0);
            continue;
        }
        if (heading(&c, s, numbered)) continue;
        for (size_t from = 0; from < s.n;) {
            size_t end = sentence_end(s, from);
            struct str one = str_trim(str_cut(s, from, end));
            bool counted = false;              /* "... Thứ hai, ..." within a line */
            size_t second = from ? marker_past(text_low(a, one), &counted) : 0;
            one = str_cut(one, second, one.n);
            size_t place = (size_t)(one.p - text.p) + shift;
            if (one.n) sentence(&c, one, listed || counted, reader_says(read, place, place + one.n),
                counted ? out->n : before);
            from = end;
        }
    }
}
