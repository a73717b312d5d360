/* test_pack.c - the papers of a briefing in one file: what stands in it, for whom, and that what was made stays. */
#include "support/briefing.h"
#include "core/meeting/pack.h"
#include "write/layout.h"

static const struct who *woman(struct world *w) { return world_writer(w, w->body[WOMEN], ROLE_OFFICER); }

/* The ward's second quarter, its briefing invited. */
static int64_t invited(struct world *w)
{
    clock_fix(world_time);
    world_approved(w, w->body[WOMEN], "2023-03", "Vận động [40000000|VND|M8].");
    world_approved(w, w->body[WOMEN], "2023-04",
        "I. Kết quả\nVận động [42000000|VND|M8], trao [12|suất quà|M7].\nII. Khó khăn\nThiếu hội trường\n");
    world_approved(w, w->body[FARMERS], "2023-05",
        "Trao [120|suất quà|M7], gồm [20|suất quà|M7|part=1] và [90|suất quà|M7|part=1].");
    return briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-27", MEETING_INVITED);
}

static struct str text_of(struct arena *a, const struct paper *p)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < p->cover_count; i++) buf_fmt(&b, "%.*s\n", STR(p->cover[i]));
    for (size_t i = 0; i < p->blocks; i++) {
        const struct block *x = &p->block[i];
        for (size_t r = 0; r < x->runs; r++) buf_str(&b, x->run[r].text);
        for (size_t k = 0; k < x->bars; k++) buf_fmt(&b, "%.*s | %.*s\n", STR(x->bar[k].name), STR(x->bar[k].words));
        for (size_t r = 0; r < x->rows; r++)
            for (size_t c = 0; c < x->row[r].cells; c++)
                for (size_t k = 0; k < x->row[r].cell[c].runs; k++)
                    buf_fmt(&b, "| %.*s ", STR(x->row[r].cell[c].run[k].text));
        buf_char(&b, '\n');
    }
    return buf_done(&b);
}

static void it_holds(struct str text, const char *words, bool there)
{
    if ((str_find(text, str_c(words), 0) != SIZE_MAX) != there)
        fail_msg("%s \"%s\" in\n%.*s", there ? "no" : "there is", words, STR(text));
}

static void it_holds_the_briefing_from_cover_to_annex(void **state)
{
    struct world *w = *state;
    struct meeting m = briefing(w, invited(w));
    struct paper p;
    DONE(pack_paper(w->a, w->db, &w->who[OFFICE], &m, false, &p));
    struct str text = text_of(w->a, &p);
    static const char *const words[] = { "Thời gian: 14 giờ 00, ngày 27/07/2023", "Địa điểm: Phòng họp Đảng ủy",
        "A. Chương trình", "B. Kết quả nổi bật", "C. Báo cáo tổng hợp quý II/2023", "Quý II/2023 | 42 triệu đồng",
        "Quý I/2023 | 40 triệu đồng", "Quý II/2022 | chưa có số liệu", "Hội Phụ nữ (tháng 4/2023): Thiếu hội trường.",
        "Chưa có kết luận nào từ các phiên trước.", "Phụ lục: báo cáo của các tổ chức",
        "Hội Nông dân phường Bến Lúa, báo cáo tháng 5/2023",
        "Hội Cựu chiến binh phường Bến Lúa chưa có báo cáo được duyệt của tháng 4, tháng 5, tháng 6." };
    for (size_t i = 0; i < COUNT(words); i++) it_holds(text, words[i], true);
    assert_true(str_is(p.layout->code, S("party")));           /* the host's */
}

static void the_open_warnings_are_in_the_copy_of_the_office_alone(void **state)
{
    struct world *w = *state;
    struct meeting m = briefing(w, invited(w));
    struct paper p;
    DONE(pack_paper(w->a, w->db, &w->who[OFFICE], &m, true, &p));
    it_holds(text_of(w->a, &p), "20 + 90 = 110, báo cáo ghi 120", true);
    it_holds(text_of(w->a, &p), "BẢN CỦA VĂN PHÒNG", true);
    DONE(pack_paper(w->a, w->db, &w->who[OFFICE], &m, false, &p));
    it_holds(text_of(w->a, &p), "20 + 90 = 110, báo cáo ghi 120", false);
    DONE(pack_paper(w->a, w->db, &w->who[CHAIR], &m, false, &p));
    it_holds(text_of(w->a, &p), "20 + 90 = 110, báo cáo ghi 120", false);
    REFUSED(ERR_DENIED, pack_paper(w->a, w->db, &w->who[CHAIR], &m, true, &p));
    REFUSED(ERR_DENIED, pack_paper(w->a, w->db, woman(w), &m, true, &p));
}

static void what_was_made_stays_until_it_is_made_again(void **state)
{
    struct world *w = *state;
    struct meeting m = briefing(w, invited(w));
    struct pack p;
    struct bytes first, again;
    REFUSED(ERR_MISSING, pack_file(w->a, w->db, &m, S("pdf"), &first));
    REFUSED(ERR_DENIED, pack_make(w->a, w->s, woman(w), m.id));
    DONE(pack_make(w->a, w->s, &w->who[OFFICE], m.id));
    DONE(pack_file(w->a, w->db, &m, S("pdf"), &first));
    assert_memory_equal(first.p, "%PDF", 4);
    DONE(pack_get(w->a, w->db, woman(w), &m, &p));
    assert_true(p.made && p.number == 1 && p.pages > 5 && !p.stale && !p.may_make);
    assert_string_equal(str_z(w->a, p.made_by), "Nguyễn Hoài Thu");
    assert_int_equal(p.gaps, 5);
    clock_fix(world_time + 60000);
    world_approved(w, w->body[FARMERS], "2023-06", "Trồng [200|cây|M33].");
    DONE(pack_file(w->a, w->db, &m, S("pdf"), &again));
    assert_int_equal(first.n, again.n);
    assert_memory_equal(first.p, again.p, first.n);
    DONE(pack_get(w->a, w->db, &w->who[OFFICE], &m, &p));
    assert_true(p.stale && p.may_make);
    clock_fix(world_time + 120000);
    DONE(pack_make(w->a, w->s, &w->who[OFFICE], m.id));
    DONE(pack_get(w->a, w->db, &w->who[OFFICE], &m, &p));
    assert_true(p.number == 2 && !p.stale);
    DONE(pack_file(w->a, w->db, &m, S("docx"), &again));
    assert_memory_equal(again.p, "PK", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(it_holds_the_briefing_from_cover_to_annex),
        IN_WORLD(the_open_warnings_are_in_the_copy_of_the_office_alone),
        IN_WORLD(what_was_made_stays_until_it_is_made_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
