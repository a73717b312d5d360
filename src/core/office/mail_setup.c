/* mail_setup.c - see mail_setup.h. */
#include "core/office/mail_setup.h"
#include "core/office/contact.h"
#include "core/office/setting.h"
#include "mail/wire.h"

static bool site_is(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("\"<>\\?#", s.p[i])) return false;
    return !s.n || str_starts(s, S("https://")) || str_starts(s, S("http://"));
}

static struct str missing(struct arena *a, struct mail_setup *m)
{
    struct str checked;
    if (!m->real) return SAY("Đây là dữ liệu mẫu hoặc bản tập huấn nên không gửi thư nào.");
    if (!m->server.n) return SAY("Chưa khai máy chủ gửi thư. Khai trong phần cài đặt, mục Thư điện tử.");
    if (contact_check(a, m->from, &checked))
        return SAY("Địa chỉ người gửi chưa có hoặc chưa đúng. Sửa trong phần cài đặt.");
    if (!site_is(m->site))
        return SAY("Địa chỉ của phần mềm phải bắt đầu bằng https:// hoặc http://. Sửa trong phần cài đặt.");
    return S("");
}

error mail_setup_get(struct arena *a, struct db *db, struct mail_setup *out)
{
    struct str copy, security;
    const struct { enum setting which; struct str *value; } words[] = {
        { SETTING_COPY_KIND, &copy }, { SETTING_MAIL_SERVER, &out->server }, { SETTING_MAIL_SECURITY, &security },
        { SETTING_MAIL_USER, &out->user }, { SETTING_MAIL_FROM, &out->from },
        { SETTING_MAIL_FROM_NAME, &out->from_name }, { SETTING_SITE_ADDRESS, &out->site },
    };
    for (size_t i = 0; i < COUNT(words); i++) TRY(setting_text(a, db, words[i].which, 0, words[i].value));
    TRY(setting_int(a, db, SETTING_MAIL_PORT, 0, &out->port));
    TRY(setting_int(a, db, SETTING_MAIL_PER_MINUTE, 0, &out->per_minute));
    TRY(setting_int(a, db, SETTING_MAIL_HOUR, 0, &out->hour));
    out->real = str_is(copy, S("real"));
    out->security = str_is(security, S("tls")) ? WIRE_TLS : str_is(security, S("plain")) ? WIRE_PLAIN : WIRE_STARTTLS;
    while (out->site.n && out->site.p[out->site.n - 1] == '/') out->site.n--;
    out->missing = missing(a, out);
    return NULL;
}
