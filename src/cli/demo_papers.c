/* demo_papers.c - the sample office's papers: what the chair concluded in the first quarter, the invitation, the notice
 * and the minutes of that briefing, signed; a letter that came in. See demo.h. All of it is invented. */
#include "cli/demo.h"
#include "core/meeting/directive.h"
#include "core/meeting/issued.h"

static const struct {
    const char *lead, *with[2], *attitude, *words, *due, *measure, *indicator;
    int64_t goal;
} conclusions[] = {
    { "MTTQ", { "LHPN", "HND" }, "Thống nhất", "rà soát hộ nghèo, hộ cận nghèo khó khăn về nhà ở, vận động xây mới nhà "
      "Đại đoàn kết", "2026-09-15", "số nhà Đại đoàn kết xây mới", "M4", 3000 },
    { "LHPN", { "CTD" }, "Cơ bản nhất trí", "vận động, trao quà cho phụ nữ nghèo, trẻ em mồ côi trên địa bàn",
      "2026-06-30", "danh sách người được nhận quà có xác nhận của khu phố", "", 0 },
    { "DTN", { "CCB" }, "Thống nhất", "tổ chức ra quân dọn vệ sinh, trồng cây ở các tuyến hẻm", "2026-07-20",
      "ít nhất 03 buổi ra quân", "", 0 },
    { "HND", { "MTTQ" }, "Thống nhất về chủ trương", "khảo sát nhu cầu vay vốn sản xuất, đề xuất mô hình liên kết",
      "2026-08-31", "báo cáo khảo sát", "", 0 },
};

static error add_one(struct demo *d, const struct who *who, size_t i)
{
    struct db *db;
    int64_t with[COUNT(conclusions[0].with)], id;
    struct directive made, new = { .meeting_id = d->first, .lead_id = demo_body(d, conclusions[i].lead),
        .attitude = str_c(conclusions[i].attitude), .words = str_c(conclusions[i].words),
        .due = str_c(conclusions[i].due), .measure = str_c(conclusions[i].measure),
        .indicator = str_c(conclusions[i].indicator), .has_goal = conclusions[i].goal != 0,
        .goal = conclusions[i].goal, .with = with, .channel = S("báo cáo Thường trực Đảng ủy (qua Văn phòng Đảng ủy)"),
        .key = str_fmt(d->a, "demo-%zu", i) };
    for (size_t k = 0; k < COUNT(with) && conclusions[i].with[k]; k++)
        with[new.withs++] = demo_body(d, conclusions[i].with[k]);
    TRY(directive_put(d->a, d->store, who, &new, &id));
    TRY(store_reader(d->store, &db));
    TRY(directive_get(d->a, db, id, &made));
    return directive_confirm(d->a, d->store, who, id, made.version);
}

error demo_conclusions(struct demo *d, const struct who *who)
{
    for (size_t i = 0; i < COUNT(conclusions); i++) TRY(add_one(d, who, i));
    return NULL;
}

static error sign(struct demo *d, const struct who *who, struct str kind)
{
    struct db *db;
    struct issued i;
    int64_t id;
    TRY(issued_draft(d->a, d->store, who, d->first, kind, &id));
    TRY(store_reader(d->store, &db));
    TRY(issued_get(d->a, db, who, id, &i));
    return issued_sign(d->a, d->store, who, id, i.version, 0, S(""));
}

error demo_sign_invitation(struct demo *d, const struct who *who) { return sign(d, who, S("GM")); }
error demo_sign_minutes(struct demo *d, const struct who *who) { return sign(d, who, S("BB")); }
/* It concludes the briefing and makes its tasks. */
error demo_sign_notice(struct demo *d, const struct who *who) { return sign(d, who, S("TB")); }

error demo_paper_in(struct demo *d, const struct who *who)
{
    struct issued in = { .unit_id = who->acting->unit_id, .kind = S("CV"), .number_words = S("318/CV-MTTQ-BTT"),
        .day = S("2026-06-22"), .arrived = S("2026-06-24"),
        .sender = S("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Sông Cái"),
        .subject = S("hướng dẫn báo cáo công tác Mặt trận 6 tháng đầu năm 2026") };
    int64_t id;
    return issued_enter(d->a, d->store, who, &in, (struct bytes){ NULL, 0 }, &id);
}
