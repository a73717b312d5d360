/* office_form.h - forms of the pages of bodies, people and posts: fields put together in C, shown by the template. */
#ifndef PAGES_OFFICE_FORM_H
#define PAGES_OFFICE_FORM_H
#include "core/office/body.h"
#include "core/office/post.h"
#include "pages/page.h"

/* prefix: before the ids of the fields, so that several forms stand on a page. once: it creates. */
struct office_form form_open(struct request *q, struct str action, struct str act, bool once);
void form_hidden(struct request *q, struct office_form *f, const char *name, struct str value);
void form_number(struct request *q, struct office_form *f, const char *name, int64_t value);
/* The field is returned so that hint, must or choices may be set. */
struct office_field *form_field(struct request *q, struct office_form *f, const char *prefix, const char *code,
    struct str label, struct str typed);

/* What was typed into a form that was refused, by field; S("") when this form was not the one. */
struct refused { error why; const char *form; int64_t id; };
bool may_mend(error e);                        /* shown beside the form; else it goes to the error page */
struct str typed_or(struct request *q, const struct refused *no, const char *form, int64_t id, const char *code,
    struct str otherwise);

/* ---- lists to choose from ---- */
struct choices { const struct choice *list; size_t n; };
struct choices choices_of_bodies(struct request *q, const struct body_list *bodies, int64_t now, int64_t without,
    struct str none);                          /* none: "" when one must be chosen */
struct choices choices_of_standing(struct request *q, enum standing now);
struct choices choices_of_sign(struct request *q, struct str now);
struct choices choices_of_layout(struct request *q, struct str now);

/* The post of the address: of a body of the unit one acts in, or ERR_MISSING. */
error form_post_asked(struct request *q, struct db *db, struct post *out) MUST_USE;
/* The fields of a post: chuc-vu, hinh-thuc, ky, ky-thay, tu-ngay, chinh. */
void  form_post(struct request *q, struct office_form *f, const char *prefix, const struct refused *no,
    const char *form,
    int64_t id, const struct post *p, bool main);
error form_post_read(struct request *q, struct post *p) MUST_USE;
#endif
