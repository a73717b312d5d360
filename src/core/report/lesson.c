/* lesson.c - see lesson.h. Guesses which words a correction was about; whoever corrected is asked before they are used.
 * Must never make a correction fail. */
#include "core/report/lesson.h"
#include "core/office/alias.h"
#include "core/report/figure_row.h"
#include "read/reader.h"
#include "vn/text.h"

enum { HEAD_WORDS = 5, ABBREVIATION_WORDS = 3 };

/* ---- words of a sentence ---- */

/* The sentence that the span stands in; a semicolon ends one too. */
static struct span sentence_of(struct str text, struct span s)
{
    struct span out = { s.from < text.n ? s.from : text.n, s.to < text.n ? s.to : text.n };
    for (; out.from > 0; out.from--) {
        char c = text.p[out.from - 1];
        if (c == '\n' || c == ';' || (c == '.' && out.from < text.n && text.p[out.from] == ' ')) break;
    }
    for (; out.to < text.n; out.to++) {
        char c = text.p[out.to];
        if (c == '\n' || c == ';' || (c == '.' && (out.to + 1 == text.n || strchr(" \n", text.p[out.to + 1])))) break;
    }
    return out;
}

static const char *const around[] = { "“", "”", "\"", "(", ")", ",", ";", ":", ".", "«", "»", "!", "?" };

/* A word without the marks around it; *closed: a mark stands behind it, so the next word is another's. */
static struct str bare(struct str w, bool *closed)
{
    *closed = false;
    for (size_t i = 0; w.n && i < COUNT(around);) {
        struct str mark = str_c(around[i]);
        bool starts = str_starts(w, mark), ends_so = str_ends(w, mark);
        if (ends_so) *closed = *closed || strchr(",;:.(!?", mark.p[0]) != NULL;
        if (starts) w = str_cut(w, mark.n, w.n);
        else if (ends_so) w = str_cut(w, 0, w.n - mark.n);
        i = starts || ends_so ? 0 : i + 1;         /* one was taken off: look at all once more */
    }
    return w;
}

static bool is_in(struct arena *a, struct str word, const char *const *list, size_t n)
{
    struct str key = vn_plain_tone(a, word);
    for (size_t i = 0; i < n; i++)
        if (str_is(key, vn_plain_tone(a, str_c(list[i])))) return true;
    return false;
}

/* As it is matched: quotes are passed over. */
static struct str plain(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    struct str key = vn_plain_tone(a, s);
    for (size_t i = 0; i < key.n;) {
        bool curly = str_is(str_cut(key, i, i + 3), S("“")) || str_is(str_cut(key, i, i + 3), S("”"));
        if (!curly && key.p[i] != '"') buf_char(&b, key.p[i]);
        i += curly ? 3 : 1;
    }
    return buf_done(&b);
}

/* Whole words, whatever their case and spelling of the tone. */
static bool has_words(struct arena *a, struct str in, struct str words)
{
    struct str text = plain(a, in), what = plain(a, words);
    for (size_t at = 0; what.n && (at = str_find(text, what, at)) != SIZE_MAX; at++) {
        uint32_t code = ' ';
        if (at + what.n < text.n) vn_letter_next(text, at + what.n, &code);
        bool starts = at == 0 || strchr(" \n\t(\"“”/-.,", text.p[at - 1]) || (unsigned char)text.p[at - 1] >= 0x80;
        if (starts && !vn_is_letter(code)) return true;
    }
    return false;
}

/* ---- what is counted ---- */

/* Words that end the head of what is counted, and words that say nothing of it. */
static const char *const ends[] = { "cho", "tại", "của", "để", "do", "với", "trị", "ở", "trên", "trong", "và", "gồm",
                                    "bằng", "nhân", "được", "đã", "đến", "là", "từ", "theo" };
static const char *const empty[] = { "vận", "động", "hỗ", "trợ", "tổng", "số", "kinh", "phí", "trị", "giá", "tiền",
                                     "thực", "hiện", "tổ", "chức", "tham", "gia", "người", "dân", "hội", "viên", "đoàn",
                                     "lượt", "hộ", "đình", "cuộc", "buổi", "các", "những", "trao", "tặng", "chi",
                                     "thu", "đạt", "quyên", "góp", "ủng", "đồng", "chí", "công", "việc",
                                     "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "trăm" };

static size_t word_count(struct str s)
{
    size_t n = 0;
    struct str word;
    while (str_next(&s, ' ', &word)) n += word.n > 0;
    return n;
}

/* The first words up to one that ends a head; "" when they say too little. */
static struct str head_of(struct arena *a, struct str item)
{
    struct buf b = buf_open(a);
    size_t words = 0, telling = 0;
    struct str rest = item, raw;
    bool closed = false;
    while (words < HEAD_WORDS && !closed && str_next(&rest, ' ', &raw)) {
        struct str w = bare(raw, &closed);
        int64_t number;
        if (!w.n || (!words && (strchr("0123456789", w.p[0]) || str_int(w, &number)))) continue;
        if (is_in(a, w, ends, COUNT(ends))) break;
        if (words++) buf_char(&b, ' ');
        buf_str(&b, w);
        telling += !is_in(a, w, empty, COUNT(empty));
    }
    return words >= 2 && telling ? buf_done(&b) : S("");
}

/* "chiếc áo ấm" is counted in pieces: the thing is "áo ấm"; but a "bình lọc nước" is no "lọc nước". */
static const char *const pieces[] = { "chiếc", "cái", "bộ", "căn", "suất", "phần", "thùng", "gói", "túi", "hộp", "cuốn",
                                      "quyển", "tấm", "cây", "con", "đôi", "kg", "tấn", "tạ", "lít" };

static struct str without_unit(struct arena *a, struct str item, struct str unit)
{
    if (!is_in(a, unit, pieces, COUNT(pieces))) return item;
    struct str lower = vn_plain_tone(a, item), first = vn_plain_tone(a, unit);
    if (!unit.n || lower.n != item.n || !str_starts(lower, first) || lower.n <= first.n || lower.p[first.n] != ' ')
        return item;
    struct str rest = str_trim(str_cut(item, first.n, item.n));
    return word_count(head_of(a, rest)) >= 2 ? rest : item;
}

struct str lesson_item(struct arena *a, struct str text, const struct figure *f)
{
    struct span s = sentence_of(text, f->span);
    struct str sentence = str_cut(text, s.from, s.to), from[] = { f->item, f->quote };
    for (size_t i = 0; i < COUNT(from); i++) {
        struct str head = head_of(a, without_unit(a, str_trim(from[i]), f->unit));
        if (head.n && has_words(a, sentence, head)) return head;
    }
    return S("");
}

/* The same words stand in a figure that means something else: they say too little to be taught. */
static bool means_more(struct arena *a, struct str phrase, const struct figure *now, const struct figure_full *all,
    size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct figure *f = &all[i].f;
        if (f->seq == now->seq || f->state == FIGURE_REJECTED || !f->indicator.n) continue;
        if (f->dimension == now->dimension && !str_is(f->indicator, now->indicator) && f->state == FIGURE_CONFIRMED &&
            has_words(a, f->item, phrase))
            return true;
    }
    return false;
}

/* ---- who did it ---- */

static bool all_capitals(struct str w)
{
    size_t letters = 0;
    uint32_t code;
    for (size_t at = 0; at < w.n;) {
        at = vn_letter_next(w, at, &code);
        if (!vn_is_letter(code)) continue;
        if (!vn_is_upper(code)) return false;
        letters++;
    }
    return letters >= 2;
}

/* The reader knows it already, as a body of its own. */
static error is_known(struct arena *a, struct str phrase, bool *known)
{
    struct record *record;
    struct read_hints hints = { .body = S("") };
    TRY(reader_read_text(a, str_fmt(a, "%.*s đã tặng 10 suất quà.", STR(phrase)), &hints, &record));
    *known = false;
    for (size_t i = 0; i < record->organisation_count; i++) *known |= record->organisations[i].code.n > 0;
    return NULL;
}

struct str lesson_body(struct arena *a, struct str text, const struct figure *f)
{
    struct span s = sentence_of(text, f->span);
    struct str rest = str_cut(text, s.from, f->span.from), raw;
    struct buf run = buf_open(a);
    bool opens = true, closed = false;             /* a subject opens its sentence or clause */
    size_t words = 0;
    while (str_next(&rest, ' ', &raw)) {
        struct str w = bare(raw, &closed);
        bool dash = !w.n || str_is(w, S("-")) || str_is(w, S("+"));
        if (dash && !words) continue;              /* "- CLB SH trao ..." */
        if (all_capitals(w) && (words || opens)) {
            if (words++) buf_char(&run, ' ');
            buf_str(&run, w);
            if (!closed) continue;
        }
        if (words && words <= ABBREVIATION_WORDS) return buf_done(&run);
        words = 0;
        run = buf_open(a);
        opens = closed || str_is(w, S("do"));
    }
    return words && words <= ABBREVIATION_WORDS ? buf_done(&run) : S("");
}

/* ---- where ---- */

/* "kp3" for "Khu phố 3": the first letters, and the numbers whole. */
static struct str initials(struct arena *a, struct str name)
{
    struct buf b = buf_open(a);
    struct str rest = vn_fold(a, name), word;
    while (str_next(&rest, ' ', &word)) {
        if (!word.n) continue;
        if (strchr("0123456789", word.p[0])) buf_str(&b, word);
        else buf_char(&b, word.p[0]);
    }
    return buf_done(&b);
}

static struct str glued(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    struct str fold = vn_fold(a, s);
    for (size_t i = 0; i < fold.n; i++)
        if (!strchr(" .,-/;:()", fold.p[i])) buf_char(&b, fold.p[i]);
    return buf_done(&b);
}

/* One or two words of the sentence that are the initials of the name: "KP3", "KP 3", "TDP.5". */
static struct str abbreviation_of(struct arena *a, struct str sentence, struct str name)
{
    struct str short_name = initials(a, name), rest = sentence, raw, before = S("");
    bool closed;
    if (short_name.n < 2) return S("");
    while (str_next(&rest, ' ', &raw)) {
        struct str w = bare(raw, &closed);
        if (w.n && str_is(glued(a, w), short_name)) return w;
        struct str two = str_fmt(a, "%.*s %.*s", STR(before), STR(w));
        if (before.n && w.n && str_is(glued(a, two), short_name)) return two;
        before = closed ? S("") : w;
    }
    return S("");
}

struct str lesson_place(struct arena *a, struct str text, struct str place_as_read, const struct figure *f)
{
    struct span s = sentence_of(text, f->span);
    struct str sentence = str_cut(text, s.from, s.to);
    if (place_as_read.n && has_words(a, sentence, place_as_read)) return place_as_read;
    struct str shorter = abbreviation_of(a, sentence, f->place);
    if (shorter.n) return shorter;
    return has_words(a, sentence, f->place) ? f->place : S("");
}

/* ---- all together ---- */

struct learning { const struct who *who; const struct report *r; int64_t seq; };

static error propose(struct arena *a, struct db *db, const struct learning *l, enum alias_kind kind, struct str phrase,
    struct str code)
{
    int64_t id;
    TRY(alias_withdraw(a, db, l->who, l->r->id, l->seq, (int)kind));
    if (!phrase.n || !code.n) return NULL;
    struct alias_lesson lesson = { l->r->unit_id, l->r->body_id, l->r->id, l->seq, kind, phrase, code };
    return alias_propose(a, db, l->who, &lesson, &id);
}

error lesson_learn(struct arena *a, struct db *db, const struct who *who, const struct report *r,
    const struct correction *c, const struct figure_full *all, size_t n)
{
    const struct figure *was = c->was, *now = c->now;
    struct learning l = { who, r, now->seq };
    if (!str_is(was->indicator, now->indicator)) {
        bool new = now->indicator.n && !str_is(now->indicator, c->read->indicator);
        struct str phrase = new ? lesson_item(a, r->text, now) : S("");
        if (phrase.n && means_more(a, phrase, now, all, n)) phrase = S("");
        TRY(propose(a, db, &l, ALIAS_INDICATOR, phrase, now->indicator));
    }
    if (!str_is(was->organisation, now->organisation)) {
        bool known = false;
        bool new = now->organisation.n && !str_is(now->organisation, c->read->organisation);
        struct str phrase = new ? lesson_body(a, r->text, now) : S("");
        if (phrase.n) TRY(is_known(a, phrase, &known));
        TRY(propose(a, db, &l, ALIAS_BODY, known ? S("") : phrase, now->organisation));
    }
    if (!str_is(was->place, now->place)) {
        bool new = now->place.n && !str_is(now->place, c->read->place);
        struct str phrase = new ? lesson_place(a, r->text, c->read->place, now) : S("");
        TRY(propose(a, db, &l, ALIAS_PLACE, phrase, now->place));
    }
    return NULL;
}
