/* directive_form.h - the form in which a directive is typed: what it shows, and what it sends.
 *
 * The same form stands on the page of conclusions and in the room. Its fields are names as people say them: a body by
 * any of its names, a day as it is said; the address /giao-ban/{id}/goi-y completes them while typing. */
#ifndef PAGES_DIRECTIVE_FORM_H
#define PAGES_DIRECTIVE_FORM_H
#include "core/meeting/directive.h"
#include "pages/page.h"

/* The form of a new one (d NULL; item_id: the agenda item that is on, 0 none), or to change d. back: the address to
 * come back to, "" the page of conclusions. prefix: before the ids of its fields, so that several stand on a page. */
error directive_form_fill(struct request *q, const struct meeting *m, const struct directive *d, int64_t item_id,
    struct str back, struct str prefix, struct directive_form *out) MUST_USE;
/* The same with what was just typed, refused for that reason. */
error directive_form_refused(struct request *q, const struct meeting *m, const struct directive *d, error why,
    struct str prefix, struct directive_form *out) MUST_USE;
/* Reads the fields of the form into *to, whose id, version, origin and quote are the caller's. ERR_INPUT: a name that
 * nobody has, words that are no day. */
error directive_form_read(struct request *q, const struct meeting *m, struct directive *to) MUST_USE;
/* The lists behind the fields, for browsers that complete by themselves; once a page. */
error directive_lists_fill(struct request *q, const struct meeting *m, struct directive_lists *out) MUST_USE;
/* Where the form was told to come back to when that is within this briefing; else the page of conclusions. */
struct str directive_back(struct request *q, int64_t meeting_id);

/* The parameters of the form, for routes.c. */
#define DIRECTIVE_FIELDS \
    MAYBE("y-kien", LINE, LINE, "Ý kiến về nội dung"), MAYBE("chu-tri", LINE, LINE, "Đơn vị chủ trì"), \
    MAYBE("phoi-hop", LINE, WORDS, "Đơn vị phối hợp"), MAYBE("lien-quan", FLAG, 0, "Các cơ quan liên quan"), \
    MAYBE("noi-dung", TEXT, 4 * WORDS, "Nội dung việc giao"), MAYBE("trinh", LINE, LINE, "Nơi trình"), \
    MAYBE("thoi-han", LINE, LINE, "Thời hạn"), MAYBE("do-bang", LINE, WORDS, "Thước đo"), \
    MAYBE("chi-tieu", LINE, LINE, "Chỉ tiêu"), MAYBE("muc", LINE, LINE, "Mức phải đạt"), \
    MAYBE("ma", CODE, 0, "Mã biểu mẫu"), MAYBE("muc-hop", INT, 0, "Mục chương trình"), BACK
#endif
