/* find_captions.c - the words under pictures: behind an image, in italics, with a credit ("Ảnh: ..."), or a short
 * sentence without its full stop between two paragraphs. Owns article.captions. */
#include "read/find/find.h"

enum { CAPTION_WORDS = 40 };

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

static void caption_add(struct find *f, struct str s)
{
    struct article_found *art = &f->r->article;
    s = str_trim(s);
    while (s.n && (s.p[0] == '_' || s.p[0] == '*')) s = str_cut(s, 1, s.n);
    while (s.n && (s.p[s.n - 1] == '_' || s.p[s.n - 1] == '*')) s.n--;
    if (!s.n) return;
    for (size_t i = 0; i < art->caption_count; i++)
        if (str_is(art->captions[i], s)) return;
    *GROW(f->a, art->captions, art->caption_count, struct str) = s;
}

/* ![words](file "words"): the words are the caption. */
static bool markdown_image(struct find *f, struct line *l)
{
    if (!token_is(f, l->first, '!') || l->first + 1 >= l->end || !token_is(f, l->first + 1, '[')) return false;
    struct str s = tokens_str(f, l->first, l->end);
    size_t close = str_find(s, S("]"), 2);
    if (close != SIZE_MAX) caption_add(f, str_cut(s, 2, close));
    l->role = LINE_FURNITURE;
    return true;
}

/* A short line between paragraphs that names who is seen or starts as captions do. */
static bool caption_shape(const struct find *f, const struct line *l)
{
    if (closes_sentence(f, l) || words_in(f, l->first, l->end) > 30) return false;
    if (phrase_role(f, l->first, LIST_FURNITURE, ROLE_CAPTION)) return true;
    if (!phrase_at(f, l->first, LIST_HONORIFICS) && !phrase_role(f, l->first, LIST_POSTS, ROLE_HEAD))
        return false;
    return role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_CONCLUDE) != NOWHERE ||
           role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_VOICE) != NOWHERE ||
           role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_CHAIR) != NOWHERE ||
           role_find(f, l->first, l->end, LIST_SIGNALS, ROLE_DID) != NOWHERE;
}

/* Behind the words about a picture: "... Ảnh: B.K", "... (Ảnh: M.T)". NOWHERE, or where the credit starts. */
static uint32_t credit_at(const struct find *f, const struct line *l)
{
    for (uint32_t i = l->end; i-- > l->first + 2 && i + 8 > l->end;)
        if (word_is(f, i, S("Ảnh")) && token_is(f, i + 1, ':')) return i;
    return NOWHERE;
}

static bool paragraph(const struct find *f, uint32_t k)
{
    return k < f->line_count && words_in(f, f->lines[k].first, f->lines[k].end) > 25 &&
           closes_sentence(f, &f->lines[k]);
}

/* A short sentence without its full stop between two paragraphs: who does what ("Bà con thôn Rào nhận quà"). A
 * heading names a work and starts with it. */
static bool told_between(const struct find *f, uint32_t k)
{
    const struct line *l = &f->lines[k];
    uint32_t words = words_in(f, l->first, l->end);
    if (!k || words < 4 || words > 20 || closes_sentence(f, l)) return false;
    if (!paragraph(f, k - 1) || !paragraph(f, k + 1) || token_is(f, l->first + 1, '.')) return false;
    if (!(f->tok[l->first].flags & TOKEN_CAPITAL) || first_letters_capital(f, l->first, l->end)) return false;
    if (role_in(f, l->first, l->first + 2, ROLE_DID) || role_in(f, l->first, l->end, ROLE_PLAN) ||
        role_in(f, l->first, l->end, ROLE_REVIEW) || word_is(f, l->first, S("Công")) || word_is(f, l->first, S("Về")))
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

void find_captions(struct find *f)
{
    bool article = !paper(f);
    bool picture = false, text = false; /* text: a paragraph has gone by, so this is no title */
    for (uint32_t k = 0; k < f->line_count; k++) {
        struct line *l = &f->lines[k];
        if (line_is(f, l->first, l->end, ROLE_IMAGE) || (l->role == LINE_BODY && markdown_image(f, l))) {
            l->role = LINE_FURNITURE;
            picture = true;
            continue;
        }
        uint32_t words = words_in(f, l->first, l->end);
        bool italic = token_is(f, l->first, '_') && token_is(f, l->end - 1, '_');
        uint32_t credit = l->role == LINE_BODY && words <= CAPTION_WORDS ? credit_at(f, l) : NOWHERE;
        if (l->role == LINE_BODY && k && (credit != NOWHERE || (article && told_between(f, k)))) {
            bool bracket = credit != NOWHERE && token_is(f, credit - 1, '(');
            caption_add(f, tokens_str(f, l->first, bracket ? credit - 1 : l->end));
            l->role = LINE_CAPTION;
        } else if (l->role == LINE_BODY && ((picture && words <= CAPTION_WORDS && !closes_sentence(f, l)) ||
                                     (italic && words <= CAPTION_WORDS) || (text && caption_shape(f, l)))) {
            caption_add(f, tokens_str(f, l->first, l->end));
            l->role = LINE_CAPTION;
        }
        picture = false;
        text = text || (l->role == LINE_BODY && words > CAPTION_WORDS);
    }
}
