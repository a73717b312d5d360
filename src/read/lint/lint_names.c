/* lint_names.c - two spellings of one name, and captions that tell nothing.
 *
 * People: names of three syllables and more that differ in one, by its marks or by one letter; names of two only when
 * they hold the same post. Organisations: the same letters with other marks. Two people may well be called nearly the
 * same: the sentence asks. */
#include "read/lint/lint_rules.h"
#include "vn/syllable.h"
#include "vn/text.h"

enum { NAME_SYLLABLES = 6 };
struct name { struct str full, part[NAME_SYLLABLES], fold[NAME_SYLLABLES]; size_t parts; };

static bool name_parts(struct arena *a, struct str full, struct name *out)
{
    struct str rest = full, part;
    *out = (struct name){ .full = full };
    while (str_next(&rest, ' ', &part)) {
        if (!part.n) continue;
        if (out->parts == NAME_SYLLABLES) return false;
        out->part[out->parts] = vn_plain_tone(a, part);
        out->fold[out->parts++] = vn_fold(a, part);
    }
    return out->parts >= 2;
}

/* One letter put in, left out or changed. */
static bool one_apart(struct str x, struct str y)
{
    size_t head = 0, tail = 0, less = x.n < y.n ? x.n : y.n, more = x.n < y.n ? y.n : x.n;
    if (more - less > 1) return false;
    while (head < less && x.p[head] == y.p[head]) head++;
    while (tail < less - head && x.p[x.n - 1 - tail] == y.p[y.n - 1 - tail]) tail++;
    return head + tail + 1 >= more;
}

static bool same_post(const struct person_found *x, const struct person_found *y)
{
    for (size_t i = 0; i < x->position_count; i++)
        for (size_t k = 0; k < y->position_count; k++)
            if (str_is(x->positions[i], y->positions[k])) return true;
    return false;
}

/* They are equal but for syllable `at`. Nam and Năm, Hoa and Hòa are names of their own: marks alone tell little of a
 * given name, unless the post is the same or nothing but the marks of a middle or family name differ. */
static bool look_alike(const struct name *x, const struct name *y, size_t at, const struct person_found *px,
    const struct person_found *py)
{
    if (str_is(x->part[at], y->part[at])) return false;
    bool marks = str_is(x->fold[at], y->fold[at]);
    if (!marks && !one_apart(x->fold[at], y->fold[at])) return false;
    if (same_post(px, py)) return true;
    if (x->parts < 3 || (px->position_count && py->position_count)) return false;
    return marks || x->fold[at].n > 3;
}

static void say_name(struct lint_job *j, struct span at, struct str name, struct str other, size_t line)
{
    if (!lint_room(j, LINT_NAME)) return;
    lint_add(j, LINT_NAME, false, at.from, at.to,
        str_fmt(j->a, say("“%.*s” và “%.*s” (dòng %zu) gần giống nhau: xem lại có phải một tên không."), STR(name),
            STR(other), line));
}

/* Each name is put into the table once for each of its syllables, with that one left out: names that differ in one
 * syllable meet there. */
static void check_people(struct lint_job *j)
{
    const struct record *r = j->r;
    struct name *names = NEW_N(j->a, struct name, r->people_count + 1);
    struct lint_table t = lint_table(j->a, (r->people_count + 1) * NAME_SYLLABLES);
    for (size_t i = 0; i < r->people_count; i++) {
        struct name *x = &names[i];
        if (!name_parts(j->a, r->people[i].name, x)) continue;
        bool said = false;
        for (size_t at = 0; at < x->parts; at++) {
            uint64_t key = 0x100 + at;
            for (size_t k = 0; k < x->parts; k++) {
                key = lint_hash(key, "|", 1);
                if (k != at) key = lint_hash(key, x->part[k].p, x->part[k].n);
            }
            size_t *slot = lint_at(&t, key), other = *slot;
            *slot = i + 1;
            if (!other || said || names[other - 1].parts != x->parts) continue;
            const struct person_found *p = &r->people[other - 1];
            if (!look_alike(x, &names[other - 1], at, &r->people[i], p)) continue;
            said = true;
            say_name(j, r->people[i].span, r->people[i].name, p->name, lint_line(j, p->span.from));
        }
    }
}

/* Whole names only: the first letters are those of words of a list already, so other marks are a slip. */
static void check_organisations(struct lint_job *j)
{
    const struct record *r = j->r;
    struct lint_table t = lint_table(j->a, r->organisation_count + 1);
    for (size_t i = 0; i < r->organisation_count; i++) {
        const struct organisation_found *x = &r->organisations[i];
        struct str fold = vn_fold(j->a, x->name);
        size_t *slot = lint_at(&t, lint_hash(0, fold.p, fold.n)), other = *slot;
        if (!other) {
            *slot = i + 1;
            continue;
        }
        const struct organisation_found *y = &r->organisations[other - 1];
        if (str_is(vn_plain_tone(j->a, x->name), vn_plain_tone(j->a, y->name))) continue;
        say_name(j, x->span, x->name, y->name, lint_line(j, y->span.from));
    }
}

/* ---- captions ---- */

/* Words that say no more than that there is a picture of an event. Folded, sorted by use and not by letter: few. */
static const char *const scene[] = { "quang", "canh", "toan", "mot", "so", "hinh", "anh", "hoi", "nghi", "buoi", "cuoc",
    "hop", "le", "dai", "bieu", "tham", "du", "tai", "cac", "cua", "trong", "chup", "luu", "niem", "chuong", "trinh",
    "giao", "ban", "ve", "phien" };

static bool is_scene(struct str word)
{
    for (size_t i = 0; i < COUNT(scene); i++)
        if (str_is(word, str_c(scene[i]))) return true;
    return false;
}

static bool has_part(struct str whole, struct str word)
{
    for (size_t at = 0; (at = str_find(whole, word, at)) != SIZE_MAX; at += word.n)
        if ((!at || whole.p[at - 1] == ' ') && (at + word.n == whole.n || strchr(" ,.;:", whole.p[at + word.n])))
            return true;
    return false;
}

static void check_captions(struct lint_job *j)
{
    enum { CAPTION_MOST = 64, TITLE_BYTES = 512 };
    const struct article_found *art = &j->r->article;
    struct str title = vn_fold(j->a, str_cut(art->title, 0, TITLE_BYTES));
    for (size_t i = 0; i < art->caption_count && i < CAPTION_MOST; i++) {
        struct str fold = vn_fold(j->a, art->captions[i]), word;
        bool tells = false;
        for (struct str rest = fold; !tells && str_next(&rest, ' ', &word);) {
            while (word.n && strchr(".,;:()\"", word.p[word.n - 1])) word.n--;
            tells = word.n && !is_scene(word) && !has_part(title, word);
        }
        if (tells || !lint_room(j, LINT_CAPTION)) continue;
        size_t at = str_find(j->text, art->captions[i], 0);
        struct span span = at == SIZE_MAX ? (struct span){ 0 } : (struct span){ at, at + art->captions[i].n };
        lint_add(j, LINT_CAPTION, true, span.from, span.to,
            str_fmt(j->a, say("Chú thích ảnh “%.*s” không nói gì thêm ngoài tiêu đề: nên ghi ai, việc gì."),
                STR(art->captions[i])));
    }
}

void lint_names(struct lint_job *j)
{
    check_people(j);
    check_organisations(j);
    check_captions(j);
}
