/* record.c - a record as one line of JSON, exactly as the product's record page describes it.
 *
 * Keys whose value is empty are left out, except in the meeting. Must never print a byte that is not
 * valid JSON: every text goes through text(). */
#include "read/record.h"

const char *const read_format_names[] = {
    "txt", "html", "docx", "odt", "doc", "xlsx", "csv", "pdf", "image"
};
const char *const level_names[] = { "", "village", "commune", "district", "province", "central" };
const char *const dimension_names[] = { "other",   "money", "count",  "people", "households",
                                        "percent", "area",  "length", "mass",   "time" };
const char *const sense_names[] = { "result", "target", "context" };
const char *const change_names[] = { "", "up", "down" };
const char *const doubt_names[] = { "unit",   "item",  "actor", "period", "sense",
                                    "approx", "worth", "part",  "whole",  "letters" };
static const char *const honorific_names[] = { "", "ông", "bà", "đồng chí" };
static const char *const status_names[] = { "", "launched", "maintained", "ended" };
static const char *const part_names[] = { "", "morning", "afternoon", "evening" };

/* An object or array being written: puts the comma where it belongs. */
struct out { struct buf *to; bool more; };

/* Bytes that JSON wants written otherwise. */
static const bool escaped[256] = {
    [0x00] = true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
    [0x10] = true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
    ['"'] = true, ['\\'] = true, [0x7F] = true,
};

enum { LOW = 0x01, HIGH = 0x80 };
enum { PIECE = 32 * 1024 };                    /* so that a buffer with a drain never grows to the size of a text */
#define EACH_BYTE(b) ((uint64_t)-1 / 255 * (b))

/* One of these eight bytes may want escaping: it is below a blank, or one of the three above. A byte of a letter
 * beyond ASCII is never mistaken for one; a byte behind a true find may be, which does no harm. */
static bool may_escape(uint64_t eight)
{
    uint64_t ascii = ~eight & EACH_BYTE(HIGH), quote = eight ^ EACH_BYTE('"'), slash = eight ^ EACH_BYTE('\\'),
             end = eight ^ EACH_BYTE(0x7F);
    uint64_t found = (eight - EACH_BYTE(0x20)) | (quote - EACH_BYTE(LOW)) | (slash - EACH_BYTE(LOW)) |
                     (end - EACH_BYTE(LOW));
    return found & ascii;
}

/* How many bytes from `from` on go out as they are. */
static size_t run_of(struct str s, size_t from)
{
    size_t i = from;
    for (uint64_t eight; i + sizeof eight <= s.n; i += sizeof eight) {
        memcpy(&eight, s.p + i, sizeof eight);
        if (may_escape(eight)) break;
    }
    while (i < s.n && !escaped[(unsigned char)s.p[i]]) i++;
    return i - from;
}

static void escape(struct buf *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': buf_str(to, S("\\\"")); break;
    case '\\': buf_str(to, S("\\\\")); break;
    case '\n': buf_str(to, S("\\n")); break;
    case '\t': buf_str(to, S("\\t")); break;
    case '\r': buf_str(to, S("\\r")); break;
    default: {
        char u[] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
        buf_add(to, u, sizeof u);
    }
    }
}

static void text(struct buf *to, struct str s)
{
    buf_char(to, '"');
    for (size_t i = 0; i < s.n; i++) {
        size_t run = run_of(s, i);
        for (; run > PIECE; run -= PIECE, i += PIECE) buf_add(to, s.p + i, PIECE);
        buf_add(to, s.p + i, run);
        i += run;
        if (i < s.n) escape(to, (unsigned char)s.p[i]);
    }
    buf_char(to, '"');
}

static struct out begin(struct buf *to, char open)
{
    buf_char(to, open);
    return (struct out){ to, false };
}

static void comma(struct out *o)
{
    if (o->more) buf_char(o->to, ',');
    o->more = true;
}

/* A name with what stands around it, so that it is written as one piece. */
#define K(name) S(",\"" name "\":")

static inline void key(struct out *o, struct str name)
{
    buf_str(o->to, o->more ? name : (struct str){ name.p + 1, name.n - 1 });
    o->more = true;
}

static void number(struct buf *to, int64_t v)
{
    char digits[24];
    size_t n = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do digits[--n] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0) digits[--n] = '-';
    buf_add(to, digits + n, sizeof digits - n);
}

/* A value in thousandths as a decimal string: 12500 is "12.5". */
static void decimal(struct buf *to, milli v)
{
    buf_char(to, '"');
    if (v < 0 && v > -MILLI) buf_char(to, '-');
    number(to, v / MILLI);
    int rest = (int)(v < 0 ? -(v % MILLI) : v % MILLI);
    if (rest) {
        char d[] = { '.', (char)('0' + rest / 100), (char)('0' + rest / 10 % 10), (char)('0' + rest % 10) };
        size_t n = sizeof d;
        while (d[n - 1] == '0') n--;
        buf_add(to, d, n);
    }
    buf_char(to, '"');
}

static void put_text(struct out *o, struct str name, struct str s)
{
    if (!s.n) return;
    key(o, name);
    text(o->to, s);
}

static void put_name(struct out *o, struct str name, const char *s) { put_text(o, name, str_c(s)); }

static void put_true(struct out *o, struct str name, bool yes)
{
    if (!yes) return;
    key(o, name);
    buf_c(o->to, "true");
}

static void put_number(struct out *o, struct str name, int64_t v)
{
    key(o, name);
    number(o->to, v);
}

static void span_write(struct buf *to, struct span s)
{
    buf_char(to, '[');
    number(to, (int64_t)s.from);
    buf_char(to, ',');
    number(to, (int64_t)s.to);
    buf_char(to, ']');
}

static void put_span(struct out *o, struct span s)
{
    key(o, K("span"));
    span_write(o->to, s);
}

static void day_text(struct buf *to, struct day d)
{
    char p[] = { '"', '0', '0', '0', '0', '-', '0', '0', '-', '0', '0', '"' };
    int y = d.year;
    for (size_t i = 4; i > 0; i--, y /= 10) p[i] = (char)('0' + y % 10);
    p[6] = (char)('0' + d.month / 10);
    p[7] = (char)('0' + d.month % 10);
    p[9] = (char)('0' + d.day / 10);
    p[10] = (char)('0' + d.day % 10);
    buf_add(to, p, sizeof p);
}

static void put_day(struct out *o, struct str name, struct day d, bool always)
{
    bool known = d.year > 0 && d.year < 10000 && d.month && d.day;
    if (!known && !always) return;
    key(o, name);
    if (known) day_text(o->to, d);
    else buf_c(o->to, "null");
}

static void texts_write(struct out *o, struct str name, const struct str *list, size_t n)
{
    if (!n) return;
    key(o, name);
    struct out l = begin(o->to, '[');
    for (size_t i = 0; i < n; i++) {
        comma(&l);
        text(l.to, list[i]);
    }
    buf_char(o->to, ']');
}

static void put_nullable(struct out *o, struct str name, struct str s)
{
    key(o, name);
    if (s.n) text(o->to, s);
    else buf_c(o->to, "null");
}

static void period_object(struct out *o, struct str name, struct period p)
{
    key(o, name);
    if (p.type == PERIOD_NONE) {
        buf_c(o->to, "null");
        return;
    }
    struct out w = begin(o->to, '{');
    put_name(&w, K("type"), period_type_names[p.type]);
    if (p.year) put_number(&w, K("year"), p.year);
    if (p.number) put_number(&w, K("number"), p.number);
    put_day(&w, K("from"), p.from, false);
    put_day(&w, K("to"), p.to, false);
    buf_char(o->to, '}');
}

static void person_write(struct buf *to, const struct person_found *p)
{
    struct out o = begin(to, '{');
    put_text(&o, K("name"), p->name);
    put_name(&o, K("honorific"), honorific_names[p->honorific]);
    texts_write(&o, K("positions"), p->positions, p->position_count);
    put_span(&o, p->span);
    buf_char(to, '}');
}

static void organisations_write(struct out *o, struct str name, const struct organisation_found *list, size_t n)
{
    if (!n) return;
    key(o, name);
    struct out l = begin(o->to, '[');
    for (size_t i = 0; i < n; i++) {
        comma(&l);
        struct out w = begin(l.to, '{');
        put_text(&w, K("code"), list[i].code);
        put_text(&w, K("name"), list[i].name);
        put_span(&w, list[i].span);
        buf_char(l.to, '}');
    }
    buf_char(o->to, ']');
}

static void meeting_write(struct out *o, const struct meeting_found *m)
{
    key(o, K("meeting"));
    if (!m) {
        buf_c(o->to, "null");
        return;
    }
    struct out w = begin(o->to, '{');
    put_nullable(&w, K("kind"), m->kind);
    put_nullable(&w, K("level"), str_c(level_names[m->level]));
    put_day(&w, K("date"), m->date, true);
    put_nullable(&w, K("part_of_day"), str_c(part_names[m->part]));
    put_nullable(&w, K("time"), m->time);
    put_nullable(&w, K("venue"), m->venue);
    period_object(&w, K("period"), m->period);
    period_object(&w, K("next_period"), m->next_period);
    organisations_write(&w, K("hosts"), m->hosts, m->host_count);
    organisations_write(&w, K("participants"), m->participants, m->participant_count);
    key(&w, K("chair"));
    if (m->chair) person_write(w.to, m->chair);
    else buf_c(w.to, "null");
    if (m->co_chair_count) {
        key(&w, K("co_chairs"));
        struct out l = begin(w.to, '[');
        for (size_t i = 0; i < m->co_chair_count; i++) {
            comma(&l);
            person_write(l.to, m->co_chairs[i]);
        }
        buf_char(w.to, ']');
    }
    buf_char(o->to, '}');
}

static void article_write(struct out *o, const struct article_found *a)
{
    key(o, K("article"));
    struct out w = begin(o->to, '{');
    put_text(&w, K("title"), a->title);
    put_text(&w, K("lead"), a->lead);
    put_text(&w, K("byline"), a->byline);
    put_day(&w, K("published"), a->published, false);
    texts_write(&w, K("captions"), a->captions, a->caption_count);
    if (a->related_count) {
        key(&w, K("related"));
        struct out l = begin(w.to, '[');
        for (size_t i = 0; i < a->related_count; i++) {
            comma(&l);
            struct out r = begin(l.to, '{');
            put_text(&r, K("title"), a->related[i].title);
            put_day(&r, K("date"), a->related[i].date, false);
            buf_char(l.to, '}');
        }
        buf_char(w.to, ']');
    }
    if (a->has_ratings) {
        key(&w, K("ratings"));
        struct out l = begin(w.to, '[');
        for (size_t i = 0; i < COUNT(a->ratings); i++) {
            comma(&l);
            number(l.to, a->ratings[i]);
        }
        buf_char(w.to, ']');
    }
    if (a->has_visits) {
        key(&w, K("visits"));
        struct out v = begin(w.to, '{');
        put_number(&v, K("online"), a->online);
        put_number(&v, K("today"), a->today);
        put_number(&v, K("week"), a->week);
        put_number(&v, K("total"), a->total);
        buf_char(w.to, '}');
    }
    buf_char(o->to, '}');
}

static void figure_write(struct buf *to, const struct figure_found *f)
{
    struct out o = begin(to, '{');
    put_text(&o, K("quote"), f->quote);
    put_span(&o, f->span);
    key(&o, K("value"));
    decimal(to, f->value);
    if (f->approx == VN_RANGE) {
        key(&o, K("value_max"));
        decimal(to, f->value_max);
    }
    put_name(&o, K("approx"), vn_approx_names[f->approx]);
    put_text(&o, K("unit"), f->unit);
    put_name(&o, K("dimension"), dimension_names[f->dimension]);
    put_text(&o, K("item"), f->item);
    put_text(&o, K("indicator"), f->indicator);
    put_text(&o, K("actor"), f->actor);
    put_text(&o, K("place"), f->place);
    put_text(&o, K("beneficiary"), f->beneficiary);
    if (f->period.type != PERIOD_NONE) put_text(&o, K("period"), period_write(to->a, f->period));
    put_true(&o, K("cumulative"), f->cumulative);
    put_true(&o, K("each"), f->each);
    if (f->has_whole) {
        key(&o, K("whole"));
        decimal(to, f->whole);
    }
    put_name(&o, K("sense"), sense_names[f->sense]);
    put_true(&o, K("stock"), f->stock);
    put_name(&o, K("change"), change_names[f->change]);
    if (f->value_of_count) {
        key(&o, K("value_of"));
        struct out l = begin(to, '[');
        for (size_t i = 0; i < f->value_of_count; i++) {
            comma(&l);
            number(to, f->value_of[i]);
        }
        buf_char(to, ']');
    }
    if (f->part_of >= 0) put_number(&o, K("part_of"), f->part_of);
    texts_write(&o, K("with"), f->with, f->with_count);
    if (f->doubts) {
        key(&o, K("doubts"));
        struct out l = begin(to, '[');
        for (int i = 0; i < DOUBT_COUNT; i++) {
            if (!(f->doubts & 1 << i)) continue;
            comma(&l);
            text(to, str_c(doubt_names[i]));
        }
        buf_char(to, ']');
    }
    key(&o, K("confidence"));
    unsigned c = f->confidence > 1000 ? 1000 : f->confidence;
    char d[] = { (char)('0' + c / 1000), '.', (char)('0' + c / 100 % 10), (char)('0' + c / 10 % 10) };
    buf_add(to, d, sizeof d);
    buf_char(to, '}');
}

static void page_write(struct buf *to, const struct page_found *p)
{
    struct out o = begin(to, '{');
    put_number(&o, K("width"), p->width);
    put_number(&o, K("height"), p->height);
    buf_char(to, '}');
}

/* A word of a picture: its span, its page, left, top, right, bottom, and how sure the recogniser is. */
static void word_write(struct buf *to, const struct word_found *w)
{
    struct out o = begin(to, '{');
    put_span(&o, w->span);
    put_number(&o, K("page"), w->page);
    key(&o, K("box"));
    struct out l = begin(to, '[');
    const uint16_t box[] = { w->left, w->top, w->right, w->bottom };
    for (size_t i = 0; i < COUNT(box); i++) {
        comma(&l);
        number(to, box[i]);
    }
    buf_char(to, ']');
    put_number(&o, K("confidence"), w->confidence);
    buf_char(to, '}');
}

static void part_write(struct buf *to, const struct part_found *p)
{
    struct out o = begin(to, '{');
    put_text(&o, K("title"), p->title);
    put_text(&o, K("organisation"), p->organisation);
    if (p->period.type != PERIOD_NONE) put_text(&o, K("period"), period_write(to->a, p->period));
    put_span(&o, p->span);
    buf_char(to, '}');
}

static void model_write(struct buf *to, const struct model_found *m)
{
    struct out o = begin(to, '{');
    put_text(&o, K("name"), m->name);
    put_name(&o, K("status"), status_names[m->status]);
    put_text(&o, K("actor"), m->actor);
    put_text(&o, K("place"), m->place);
    put_span(&o, m->span);
    buf_char(to, '}');
}

static void task_write(struct buf *to, const struct task_found *t)
{
    struct out o = begin(to, '{');
    put_text(&o, K("text"), t->text);
    texts_write(&o, K("assignees"), t->assignees, t->assignee_count);
    put_day(&o, K("due"), t->due, false);
    put_span(&o, t->span);
    buf_char(to, '}');
}

static void voices_write(struct out *o, struct str name, const struct voice_found *list, size_t n)
{
    if (!n) return;
    key(o, name);
    struct out l = begin(o->to, '[');
    for (size_t i = 0; i < n; i++) {
        comma(&l);
        struct out w = begin(l.to, '{');
        put_text(&w, K("text"), list[i].text);
        put_span(&w, list[i].span);
        put_text(&w, K("speaker"), list[i].speaker);
        buf_char(l.to, '}');
    }
    buf_char(o->to, ']');
}

/* Writes an array of things, each by its own writer. */
#define LIST(o, name, list, n, writer)                    \
    do {                                                  \
        if (!(n)) break;                                  \
        key((o), (name));                                 \
        struct out l_ = begin((o)->to, '[');              \
        for (size_t i_ = 0; i_ < (n); i_++) {             \
            comma(&l_);                                   \
            writer(l_.to, &(list)[i_]);                   \
        }                                                 \
        buf_char((o)->to, ']');                           \
    } while (0)

static void repeat_write(struct buf *to, const struct span *s) { span_write(to, *s); }

void record_write(struct buf *to, const struct record *r)
{
    struct out o = begin(to, '{');
    key(&o, K("source"));
    struct out s = begin(to, '{');
    put_text(&s, K("file"), r->source.file);
    put_number(&s, K("bytes"), (int64_t)r->source.bytes);
    put_text(&s, K("sha256"), r->source.sha256);
    put_name(&s, K("format"), read_format_names[r->source.format]);
    put_text(&s, K("encoding"), r->source.encoding);
    put_text(&s, K("form"), r->source.form);
    buf_char(to, '}');
    key(&o, K("text"));
    text(to, r->text);
    LIST(&o, K("repeats"), r->repeats, r->repeat_count, repeat_write);
    article_write(&o, &r->article);
    meeting_write(&o, r->meeting);
    LIST(&o, K("people"), r->people, r->people_count, person_write);
    organisations_write(&o, K("organisations"), r->organisations, r->organisation_count);
    LIST(&o, K("figures"), r->figures, r->figure_count, figure_write);
    LIST(&o, K("models"), r->models, r->model_count, model_write);
    LIST(&o, K("tasks"), r->tasks, r->task_count, task_write);
    voices_write(&o, K("opinions"), r->opinions, r->opinion_count);
    voices_write(&o, K("difficulties"), r->difficulties, r->difficulty_count);
    LIST(&o, K("pages"), r->pages, r->page_count, page_write);
    LIST(&o, K("words"), r->words, r->word_count, word_write);
    LIST(&o, K("parts"), r->parts, r->part_count, part_write);
    buf_char(to, '}');
}
