/* find_captions.c - the words under pictures: behind an image or the name of its file, in italics or brackets, with a
 * credit ("Ảnh: ..."), or a lone line that says who is seen doing what. Owns article.captions. */
#include "read/find/find.h"

enum { CAPTION_WORDS = 40, TELLING_WORDS = 30, PARAGRAPH_WORDS = 25, SENTENCE_WORDS = 12, NAME_WORDS = 5 };
enum { FILE_BYTES = 60, FILE_WORD = 15, NEIGHBOURS_MOST = 16, REPEATS_LOOK = 64 };

/* The whole line [first, end) is one phrase of the list with that role (closing marks aside). */
bool line_is(const struct find *f, uint32_t first, uint32_t end, enum role role)
{
    while (end > first && f->tok[end - 1].kind == TOKEN_MARK) end--;
    while (first < end && f->tok[first].kind == TOKEN_MARK && !token_is(f, first, '!')) first++;
    const struct entry *e = first < end ? phrase_role(f, first, LIST_FURNITURE, role) : NULL;
    return e && first + e->length == end;
}

bool closes_sentence(const struct find *f, const struct line *l)
{
    return token_is(f, l->end - 1, '.') || token_is(f, l->end - 1, ';') || token_is(f, l->end - 1, ':');
}

bool first_letters_capital(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (f->tok[i].kind == TOKEN_WORD && !(f->tok[i].flags & TOKEN_CAPS) &&
            f->tok[i].to - f->tok[i].from > 1)
            return false;
    return true;
}

static void caption_add(struct find *f, struct line *l, uint32_t first, uint32_t end)
{
    struct article_found *art = &f->r->article;
    struct str s = str_trim(tokens_str(f, first, end));
    while (s.n && (s.p[0] == '_' || s.p[0] == '*')) s = str_cut(s, 1, s.n);
    while (s.n && (s.p[s.n - 1] == '_' || s.p[s.n - 1] == '*')) s.n--;
    l->role = LINE_CAPTION;
    if (!s.n) return;
    size_t n = art->caption_count; /* a page repeats a caption near by */
    for (size_t i = n > REPEATS_LOOK ? n - REPEATS_LOOK : 0; i < n; i++)
        if (str_is(art->captions[i], s)) return;
    *GROW(f->a, art->captions, art->caption_count, struct str) = s;
}

/* ![words](file "words"): the words are the caption. */
static bool markdown_image(struct find *f, struct line *l)
{
    if (!token_is(f, l->first, '!') || l->first + 1 >= l->end || !token_is(f, l->first + 1, '[')) return false;
    uint32_t close = l->first + 2;
    while (close < l->end && !token_is(f, close, ']')) close++;
    if (close < l->end) caption_add(f, l, l->first + 2, close);
    l->role = LINE_FURNITURE;
    return true;
}

/* "IMG_1234", "a1", "anh2.jpg", "%image_alt%": the name of a file where a picture was. */
static bool file_name(const struct find *f, const struct line *l)
{
    struct str s = tokens_str(f, l->first, l->end);
    if (s.n < 2 || s.n > FILE_BYTES || memchr(s.p, ' ', s.n)) return false;
    bool digit = false, letter = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        digit = digit || (c >= '0' && c <= '9');
        letter = letter || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if ((unsigned char)c >= 0x80 || strchr("/:|()=", c)) return false;
    }
    static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".JPG", ".PNG", ".JPEG" };
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_ends(s, str_c(ends[i]))) return true;
    if (s.p[0] == '%' && s.p[s.n - 1] == '%') return true;
    if (letter && !digit && s.n >= FILE_WORD && !memchr(s.p, '.', s.n)) return true; /* no word of ours is so long */
    bool starts = (s.p[0] | 0x20) >= 'a' && (s.p[0] | 0x20) <= 'z';
    return starts && letter && digit && s.p[s.n - 1] != '.';
}

/* "Ảnh:", "ẢNH:" behind the words about a picture; in "Tin, ảnh: ..." it names who wrote. NOWHERE when none. */
static uint32_t credit_at(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->end; i-- > l->first + 2 && i + 8 > l->end;)
        if ((word_is(f, i, S("Ảnh")) || word_is(f, i, S("ảnh")) || word_is(f, i, S("ẢNH"))) &&
            (token_is(f, i + 1, ':') || (token_is(f, i - 1, '(') && token_is(f, l->end - 1, ')')) ||
             (token_is(f, i - 1, '.') && f->tok[i + 1].flags & TOKEN_CAPITAL && i + 6 > l->end)) &&
            !token_is(f, i - 1, ',') && !word_is(f, i - 1, S("và")))
            return i;
    return NOWHERE;
}

static bool counts_in(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i + 1 < end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER && (token_is(f, i + 1, '%') || phrase_at(f, i + 1, LIST_UNITS))) return true;
    return false;
}

static bool photo_in(const struct find *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (phrase_role(f, i, LIST_FURNITURE, ROLE_PHOTO)) return true;
    return false;
}

/* Reported speech, a past or a plan: told, not seen. */
static bool told_in(const struct find *f, uint32_t first, uint32_t end)
{
    static const char *const words[] = { "đã", "sẽ", "đang", "cũng", "còn", "rằng", "phải", "cần", "được", "vừa" };
    for (uint32_t i = first; i < end; i++) {
        if (token_is(f, i, ':') || token_is(f, i, ';')) return true;
        if (word_is(f, i, S("cho")) && word_is(f, i + 1, S("biết"))) return true;
        if (word_among(f, i, words, COUNT(words))) return true;
    }
    return false;
}

/* Past the words that say who is seen; the first token when it names nobody. */
static uint32_t who_end(const struct find *f, uint32_t first)
{
    const struct entry *e = phrase_at(f, first, LIST_HONORIFICS);
    if (!e) e = phrase_role(f, first, LIST_FURNITURE, ROLE_SEEN);
    if (!e) e = phrase_role(f, first, LIST_POSTS, ROLE_HEAD);
    if (!e) e = phrase_at(f, first, LIST_ORGANISATIONS);
    if (!e) e = phrase_role(f, first, LIST_FURNITURE, ROLE_CAPTION);
    return e ? first + e->length : first;
}

/* "Toàn cảnh ...", "Quang cảnh ...": nothing else starts so. */
static bool view_at(const struct find *f, uint32_t i)
{
    return word_is(f, i + 1, S("cảnh")) && phrase_role(f, i, LIST_FURNITURE, ROLE_CAPTION);
}

/* The tokens say who is seen doing what a picture shows, now and without counting. */
static bool seen_at(const struct find *f, uint32_t first, uint32_t end)
{
    uint32_t who = who_end(f, first);
    if (who == first || !(f->tok[first].flags & TOKEN_CAPITAL)) return false;
    return view_at(f, first) || (photo_in(f, who, end) && !told_in(f, who, end) && !counts_in(f, first, end));
}

static uint32_t neighbour(const struct find *f, uint32_t k, bool below)
{
    uint32_t count = (uint32_t)f->line_count, looked = 0;
    for (k = below ? k + 1 : k - 1; k < count && looked < NEIGHBOURS_MOST; k = below ? k + 1 : k - 1, looked++)
        if (f->lines[k].role == LINE_BODY) return k;
    return NOWHERE;
}

static bool longer(const struct find *f, uint32_t k, uint32_t words)
{
    return k != NOWHERE && words_in(f, f->lines[k].first, f->lines[k].end) > words && closes_sentence(f, &f->lines[k]);
}

static bool paragraph(const struct find *f, uint32_t k)
{
    return longer(f, k, PARAGRAPH_WORDS);
}

static bool caption_beside(const struct find *f, uint32_t k)
{
    return k && (f->lines[k - 1].role == LINE_CAPTION || f->lines[k - 1].stamp);
}

/* "... trao quà ở xã vào chiều 11/5" */
static bool dated(const struct find *f, const struct line *l)
{
    struct vn_date d;
    for (uint32_t i = l->first + 1; i < l->end; i++)
        if (list_at(f, i, LIST_TIMES) && vn_date_at(f->text, f->tok[i].from, &d)) return true;
    return false;
}

/* At the head of a page, where a title stands too: what only a picture has under it. */
static bool above_text(const struct find *f, uint32_t k)
{
    static const char *const acts[] = { "biểu diễn", "ra mắt", "phát biểu", "chụp ảnh", "tặng hoa", "dự hội nghị",
                                        "dự đại hội", "lưu niệm", "chụp ảnh lưu niệm" };
    const struct line *l = &f->lines[k];
    if (k + 1 < f->line_count && f->lines[k + 1].stamp) return false;
    if (words_in(f, l->first, l->end) > TELLING_WORDS || !seen_at(f, l->first, l->end)) return false;
    if (view_at(f, l->first) || (phrase_role(f, l->first, LIST_POSTS, ROLE_HEAD) && dated(f, l))) return true;
    for (uint32_t i = l->first; i < l->end; i++) {
        const struct entry *e = phrase_role(f, i, LIST_FURNITURE, ROLE_PHOTO);
        bool last = e && (i + e->length + 3 >= l->end || !word_is(f, i, S("ra")));
        for (size_t n = 0; last && n < COUNT(acts); n++)
            if (str_is(e->phrase, str_c(acts[n]))) return true;
    }
    return false;
}

/* One sentence alone with its full stop: between paragraphs, or the first line above one, or in a row of them. */
static bool lone_sentence(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    uint32_t above = neighbour(f, k, false), words = words_in(f, l->first, l->end);
    if (!token_is(f, l->end - 1, '.') || words < 4 || words > CAPTION_WORDS) return false;
    for (uint32_t i = l->first; i + 1 < l->end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER || (token_is(f, i, '.') && f->tok[i + 1].flags & TOKEN_SPACED)) return false;
    uint32_t below = neighbour(f, k, true);
    if (above == NOWHERE) return paragraph(f, below) && above_text(f, k);
    if (!seen_at(f, l->first, l->end) || !(paragraph(f, above) || caption_beside(f, k))) return false;
    return below == NOWHERE || paragraph(f, below) || seen_at(f, f->lines[below].first, f->lines[below].end) ||
           words_in(f, f->lines[below].first, f->lines[below].end) <= NAME_WORDS;
}

/* "Đường dây nóng: ...", "Tải ứng dụng | ..." */
static bool label_at(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->first; i < l->end; i++)
        if (token_is(f, i, ':') || token_is(f, i, '|')) return true;
    return false;
}

static bool names_author(const struct find *f, const struct line *l)
{
    uint32_t first, end;
    return article_byline_at(f, l->first, l->end, &first, &end);
}

/* A short sentence without its full stop: who does what ("Bà con thôn Rào nhận quà"). A heading names a work and
 * starts with it; a line of a list counts. pictures: the page is a series of them. */
static bool told_between(const struct find *f, uint32_t k, bool pictures)
{
    const struct line *l = &f->lines[k];
    uint32_t words = words_in(f, l->first, l->end), above = neighbour(f, k, false);
    if (words < 3 || words > TELLING_WORDS || closes_sentence(f, l) || token_is(f, l->first + 1, '.')) return false;
    if (!(f->tok[l->first].flags & TOKEN_CAPITAL) || first_letters_capital(f, l->first, l->end)) return false;
    if (row_of_table(f, l) || role_in(f, l->first, l->end, ROLE_PLAN) || token_is(f, l->end - 1, '?')) return false;
    if (pictures) return words <= 20 && above != NOWHERE && !label_at(f, l) && !names_author(f, l);
    if (view_at(f, l->first)) return true;
    if (seen_at(f, l->first, l->end) && (longer(f, above, SENTENCE_WORDS) || caption_beside(f, k))) return true;
    if (!k || words > 20 || !paragraph(f, above) || !paragraph(f, neighbour(f, k, true))) return false;
    if (role_in(f, l->first, l->first + 2, ROLE_DID) || role_in(f, l->first, l->end, ROLE_REVIEW) ||
        word_is(f, l->first, S("Công")) || word_is(f, l->first, S("Về")))
        return false;
    for (uint32_t i = l->first; i < l->end; i++)
        if (f->tok[i].kind == TOKEN_NUMBER || token_is(f, i, ':')) return false;
    for (uint32_t i = l->first + 2; i < l->end; i++)
        if (phrase_role(f, i, LIST_SIGNALS, ROLE_DID) || word_is(f, i, S("nhận"))) return true;
    return false;
}

/* A paper has no pictures: its short lines are headings. */
static bool paper(const struct find *f)
{
    for (uint32_t k = 0; k < f->line_count && k < 12; k++)
        if (line_is(f, f->lines[k].first, f->lines[k].end, ROLE_PAPER) &&
            first_letters_capital(f, f->lines[k].first, f->lines[k].end))
            return true;
    return false;
}

/* "[Ảnh] ...", "Chùm ảnh: ..." at the head. */
static bool series(const struct find *f)
{
    for (uint32_t k = 0; k < f->line_count && k < 6; k++) {
        uint32_t i = f->lines[k].first;
        if (token_is(f, i, '[') || token_is(f, i, '(')) i++;
        if ((word_is(f, i, S("Ảnh")) && token_is(f, i + 1, ']')) ||
            ((word_is(f, i, S("Chùm")) || word_is(f, i, S("Phóng"))) &&
             (word_is(f, i + 1, S("ảnh")) || word_is(f, i + 2, S("ảnh")))))
            return true;
    }
    return false;
}

struct page { bool article, pictures, text; }; /* text: a paragraph has gone by, so this is no title */

/* The line is the words under a picture. behind: an image or its file stands above it. */
static bool caption_take(struct find *f, uint32_t k, bool behind, const struct page *page)
{
    struct line *l = &f->lines[k];
    uint32_t words = words_in(f, l->first, l->end), first = l->first, end = l->end;
    if (words > CAPTION_WORDS) return false;
    if (word_is(f, first, S("Trong")) && word_is(f, first + 1, S("ảnh")) && token_is(f, first + 2, ':')) {
        caption_add(f, l, first, end);
        return true;
    }
    uint32_t credit = credit_at(f, l);
    if (credit != NOWHERE) {
        caption_add(f, l, first, token_is(f, credit - 1, '(') ? credit - 1 : end);
        return true;
    }
    bool italic = token_is(f, first, '_') && token_is(f, end - 1, '_');
    bool bracket = token_is(f, first, '(') && token_is(f, end - 1, ')') && words >= 3;
    if (bracket && seen_at(f, first + 1, end - 1)) {
        caption_add(f, l, first + 1, end - 1);
        return true;
    }
    bool is = italic || (behind && (closes_sentence(f, l) ? seen_at(f, first, end) : !names_author(f, l)));
    if (!is && page->article)
        is = (page->text && told_between(f, k, page->pictures)) || lone_sentence(f, k) ||
             (!page->text && above_text(f, k));
    if (is) caption_add(f, l, first, end);
    return is;
}

void find_captions(struct find *f)
{
    struct page page = { .article = !paper(f), .pictures = series(f) };
    bool picture = false;
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        bool image = line_is(f, l->first, l->end, ROLE_IMAGE) || (l->role == LINE_BODY && file_name(f, l));
        if (image || (l->role == LINE_BODY && markdown_image(f, l))) {
            l->role = LINE_FURNITURE;
            picture = true;
            continue;
        }
        if (l->role != LINE_BODY) continue;
        if (!caption_take(f, k, picture, &page))
            page.text = page.text || paragraph(f, k) || words_in(f, l->first, l->end) > CAPTION_WORDS;
        picture = false;
    }
}
