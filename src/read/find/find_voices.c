/* find_voices.c - opinions with who spoke, and difficulties the text admits. Owns record.opinions and
 * record.difficulties. "Hộ khó khăn" is a household, not a difficulty. */
#include "read/find/find.h"

/* Hardship as a property of people: hộ khó khăn, hoàn cảnh khó khăn, đặc biệt khó khăn, đối tượng khó khăn. */
static bool of_people(const struct find *f, uint32_t i, const struct sentence *s)
{
    static const char *const before[] = { "hộ",    "cảnh", "biệt", "tượng", "dân", "sinh", "viên", "đình",
                                          "người", "em",   "bị",   "vùng",  "phụ", "nữ",   "động" };
    if (i == s->first) return false;
    return word_among(f, i - 1, before, COUNT(before));
}

static bool difficulty(const struct find *f, const struct sentence *s)
{
    static const char *const goes_on[] = { "trong", "do", "là", "về", "khi", "vì" };
    bool turn = word_is(f, s->first, S("Tuy")) || word_is(f, s->first, S("Song")) ||
                word_is(f, s->first, S("Khó")) || word_is(f, s->first, S("Hạn"));
    uint32_t seen = 0;
    if (!role_in(f, s->first, s->end, ROLE_HARD)) return false;
    for (uint32_t i = s->first; i < s->end; i++) {
        if (f->tok[i].hit == f->tok[i + 1].hit) continue;
        const struct entry *hard = phrase_role(f, i, LIST_SIGNALS, ROLE_HARD);
        if (hard && !of_people(f, i, s)) {
            seen++;
            turn = turn || (i + hard->length < s->end && word_among(f, i + hard->length, goes_on, COUNT(goes_on)));
        }
        if (word_is(f, i, S("còn")) && i + 1 < s->end && phrase_role(f, i + 1, LIST_SIGNALS, ROLE_HARD))
            turn = true;
    }
    return seen && turn;
}

static const struct person_at *speaker(const struct find *f, const struct sentence *s)
{
    size_t lo = people_from(f, s->first);
    return lo < f->person_at_count && f->person_at[lo].first < s->end ? &f->person_at[lo] : NULL;
}

static void voice_add(struct find *f, const struct sentence *s, struct voice_found **list, size_t *n,
                      struct str who)
{
    struct voice_found *v = GROW(f->a, *list, *n, struct voice_found);
    *v = (struct voice_found){ str_trim(tokens_str(f, s->first, s->end)), who,
                               tokens_span(f, s->first, s->end) };
}

static bool in_task(const struct find *f, const struct sentence *s, size_t *task)
{
    size_t from = f->tok[s->first].from, to = f->tok[s->end - 1].to;
    while (*task < f->r->task_count && f->r->tasks[*task].span.to <= from) (*task)++;
    return *task < f->r->task_count && f->r->tasks[*task].span.from < to;
}

void find_voices(struct find *f)
{
    size_t task = 0;
    for (size_t i = 0; i < f->sentence_count; i++) {
        const struct sentence *s = &f->sentences[i];
        if (words_in(f, s->first, s->end) < 5 || in_task(f, s, &task)) continue;
        if (difficulty(f, s)) {
            voice_add(f, s, &f->r->difficulties, &f->r->difficulty_count, S(""));
            continue;
        }
        const struct person_at *p = speaker(f, s);
        if (!p || role_find(f, s->first, s->end, LIST_SIGNALS, ROLE_VOICE) == NOWHERE) continue;
        if (role_find(f, s->first, s->end, LIST_SIGNALS, ROLE_CONCLUDE) != NOWHERE) continue;
        voice_add(f, s, &f->r->opinions, &f->r->opinion_count, f->r->people[p->person].name);
    }
}
