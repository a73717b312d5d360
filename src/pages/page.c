/* page.c - the frame around every page: unit, period switch, rooms, the person and the post they act in. */
#include "pages/page.h"
#include "base/machine.h"
#include "core/office/notice.h"
#include "core/office/once.h"
#include "core/office/setting.h"
#include "core/office/unit.h"
#include "core/report/report.h"

static const struct {
    const char *label, *href;
    enum act act;
} rooms[ROOM_COUNT] = {
    [ROOM_DASHBOARD] = { .label = "Điều hành", "/dieu-hanh", MAY_READ_TOTALS },
    [ROOM_REPORTS] = { .label = "Báo cáo", "/bao-cao", MAY_READ_REPORT },
    [ROOM_SUBMISSIONS] = { .label = "Tình hình nộp", "/tinh-hinh-nop", MAY_READ_UNIT },
    [ROOM_BRIEF] = { .label = "Tổng hợp", "/tong-hop", MAY_READ_TOTALS },
    [ROOM_MEETINGS] = { .label = "Giao ban", "/giao-ban", MAY_READ_MEETING },
    [ROOM_ISSUED] = { .label = "Văn bản", "/van-ban", MAY_READ_MEETING },
    [ROOM_TASKS] = { .label = "Việc giao", "/viec", MAY_READ_TASK },
    [ROOM_OPINIONS] = { .label = "Kiến nghị", "/kien-nghi", MAY_READ_MEETING },
    [ROOM_DICTIONARY] = { .label = "Từ điển", "/tu-dien", MAY_READ_ALIAS },
    [ROOM_ADMIN] = { .label = "Quản trị", "/quan-tri", MAY_MANAGE },
};

/* What was just done, by the word that the redirect carries in "xong". */
static const struct {
    const char *code, *label;
} done_list[] = {
    { "nop", .label = "Đã nộp báo cáo. Người đứng đầu sẽ duyệt hoặc trả lại." },
    { "duyet", .label = "Đã duyệt báo cáo. Số liệu đã được cộng vào tổng hợp." },
    { "tra-lai", .label = "Đã trả lại báo cáo kèm lý do." },
    { "chot", .label = "Đã chốt kỳ. Báo cáo của kỳ này không sửa được nữa." },
    { "mo-chot", .label = "Đã mở lại kỳ." },
    { "de-nghi-mo", .label = "Đã đề nghị mở lại kỳ. Việc này chờ người thứ hai xác nhận." },
    { "dong-y", .label = "Đã đồng ý và thực hiện." },
    { "khoi-phuc", .label = "Đã đồng ý. Người trực máy chủ dừng máy chủ rồi chạy lệnh khôi phục trong tuần này." },
    { "de-nghi-khoi-phuc", .label = "Đã đề nghị khôi phục. Việc này chờ người quản trị thứ hai xác nhận." },
    { "bo-viec", .label = "Đã bỏ việc này." },
    { "mat-khau", .label = "Đã đổi mật khẩu. Các phiên khác đã bị đăng xuất." },
    { "phien", .label = "Đã đăng xuất phiên ấy." },
    { "phien-khac", .label = "Đã đăng xuất mọi phiên khác." },
    { "tat-hai-lop", .label = "Đã tắt đăng nhập hai lớp." },
    { "giao", .label = "Đã giao vai trò. Có hiệu lực ngay." },
    { "thu-hoi", .label = "Đã thu hồi vai trò. Có hiệu lực ngay." },
    { "ngung", .label = "Đã ngừng tài khoản và đăng xuất mọi phiên của người ấy." },
    { "mo-lai", .label = "Tài khoản hoạt động trở lại." },
    { "mo-khoa", .label = "Đã mở khóa đăng nhập cho tài khoản." },
    { "noi", .label = "Đã nối tài khoản với nơi đăng nhập chung." },
    { "bo-noi", .label = "Đã bỏ nối với nơi đăng nhập chung." },
    { "nho", .label = "Đã ghi nhớ. Từ báo cáo sau, phần mềm đọc theo." },
    { "khong-nho", .label = "Đã bỏ qua. Phần mềm không hỏi lại về chữ này." },
    { "hoan-lai", .label = "Đã hoàn lại." },
    { "cai-dat", .label = "Đã lưu cài đặt." },
    { "ly-do", .label = "Đã ghi lý do." },
    { "da-doc", .label = "Đã đánh dấu tất cả là đã đọc." },
    { "ma-thu", .label = "Đã lập thư có mã xác nhận. Nhập mã trong thư vào đây." },
    { "thu-dung", .label = "Đã xác nhận địa chỉ. Thông báo sẽ gửi thêm tới đó." },
    { "thu-bo", .label = "Đã thôi gửi thư." },
    { "lua-chon", .label = "Đã lưu lựa chọn." },
    { "lich-bo", .label = "Đã thu hồi địa chỉ lịch." },
    { "gui-lai", .label = "Thư sẽ được gửi lại ngay." },
    { "thu-thu", .label = "Đã lập thư thử. Tải lại trang sau ít giây để xem thư đã gửi chưa." },
    { "luu", .label = "Đã lưu." },
    { "ban-hanh", .label = "Đã ký, ban hành. Văn bản từ nay giữ nguyên như hôm nay." },
    { "bo-nhap", .label = "Đã bỏ bản nháp." },
    { "soan-thay", .label = "Đã lập bản nháp thay thế. Sửa dữ liệu rồi ký ở đây." },
    { "vao-so", .label = "Đã vào sổ văn bản đến." },
    { "ghi-viec", .label = "Đã ghi vào diễn biến của việc." },
    { "neu", .label = "Đã ghi vào sổ. Chưa trả lời thì sẽ có trong chương trình buổi giao ban tới." },
    { "tra-loi", .label = "Đã ghi trả lời." },
    { "khep", .label = "Đã khép lại." },
    { "gop", .label = "Đã gộp hai mục thành một." },
    { "sap-xep", .label = "Đã sắp xếp. Báo cáo trước ngày này giữ nguyên như cũ." },
    { "ban-giao", .label = "Đã bàn giao. Người kế nhiệm làm việc được ngay." },
    { "hen-ban-giao", .label = "Đã hẹn bàn giao. Đến ngày ấy phần mềm tự bàn giao; trước ngày ấy hủy được." },
    { "huy-hen", .label = "Đã hủy lần bàn giao đã hẹn." },
    { "doi-don-vi", .label = "Đã ghi thay đổi về đơn vị. Có thể hoàn lại khi chưa có gì dựa vào." },
    { "chia-so-lieu", .label = "Đã ghi cách chia số liệu cũ." },
    { "ghi-khom", .label = "Đã ghi vào danh sách." },
    { "lap-phien", .label = "Đã lập phiên giao ban. Chương trình và danh sách mời có sẵn để xem lại." },
    { "co-san", .label = "Các tên này đã có trong danh sách; không ghi lại." },
    { "moi-them", .label = "Đã thêm vào danh sách mời." },
    { "moi-gui", .label = "Đã gửi giấy mời. Người không có tài khoản cần giấy in." },
    { "moi-sua", .label = "Đã sửa người được mời." },
    { "moi-bo", .label = "Đã bỏ khỏi danh sách mời." },
    { "moi-thu-tu", .label = "Đã đổi thứ tự." },
    { "moi-ma", .label = "Đã cấp mã mới. Mã cũ không mở được nữa." },
    { "moi-tra-loi", .label = "Đã ghi trả lời." },
    { "diem-danh", .label = "Đã ghi có mặt." },
    { "bo-diem-danh", .label = "Đã bỏ điểm danh." },
};

struct store *page_store(const struct request *q) { return q->app; }
const struct who *page_who(const struct request *q) { return q->who; }
error page_db(const struct request *q, struct db **db) { return store_reader(page_store(q), db); }

struct form_key page_key(struct request *q, bool once)
{
    return (struct form_key){ .csrf = q->csrf, .key = once ? once_new(q->a) : S("") };
}

struct str page_here(struct request *q)
{
    enum { LONGEST = 300 };                    /* a longer one is not worth its room in forms and headers */
    if (q->method != METHOD_GET) return S("/");
    if (q->path.n + q->query.n > LONGEST) return q->path.n > LONGEST ? S("/") : q->path;
    return q->query.n ? str_fmt(q->a, "%.*s?%.*s", STR(q->path), STR(q->query)) : q->path;
}

struct buf page_open(struct request *q) { return buf_open(q->a); }

struct str page_time(struct arena *a, int64_t when)
{
    struct day d;
    struct str at = when ? clock_minute(a, when) : S("");
    if (at.n < 16 || !day_read(str_cut(at, 0, 10), &d)) return S("");
    return str_fmt(a, say("%.*s ngày %.*s"), STR(str_cut(at, 11, 16)), STR(day_vi(a, d)));
}

struct str page_date(struct arena *a, int64_t when)
{
    struct day d;
    return when && day_read(clock_day(a, when), &d) ? day_vi(a, d) : S("");
}

struct str page_period_words(struct arena *a, struct str period)
{
    struct period p;
    return period_read(period, &p) ? period_words(a, p) : period;
}

/* ---- the period in view ---- */

/* The month of the newest report that may be seen, else today's. */
static error newest_month(struct request *q, struct period *out)
{
    struct day today;
    bool known = day_read(clock_day(q->a, clock_now()), &today);
    assert(known);
    *out = period_of_day(PERIOD_MONTH, today);
    const struct who *who = page_who(q);
    if (!who || !who->acting) return NULL;
    struct db *db;
    struct report_page reports;
    TRY(page_db(q, &db));
    TRY(report_list(q->a, db, who,
                    &(struct report_filter){ .unit_id = who->acting->unit_id, .state = -1, .limit = 1 },
                    &reports));
    struct period p;
    if (reports.n && period_read(reports.list[0].period, &p)) *out = period_of_day(PERIOD_MONTH, p.to);
    return NULL;
}

error page_period(struct request *q, enum period_type type, struct period *out)
{
    struct str asked = param_declared(q, "ky") ? param_str(q, "ky") : S("");
    if (asked.n && period_read(asked, out) && out->year) return NULL;
    struct period month;
    TRY(newest_month(q, &month));
    *out = period_of_day(type, month.to);
    return NULL;
}

static struct str switch_label(struct arena *a, struct period p)
{
    if (p.type == PERIOD_HALF) return p.number == 1 ? SAY("6 tháng đầu năm") : SAY("6 tháng cuối năm");
    return period_words(a, p);
}

static struct str switch_href(struct arena *a, const struct page_frame *f, struct period p)
{
    return str_fmt(a, "%s?ky=%.*s%.*s", f->period_path, STR(period_write(a, p)), STR(f->period_more));
}

/* The same moment as a month, quarter, half and year; and one step back and forth. */
static error switch_fill(struct request *q, const struct page_frame *f, struct frame *out)
{
    static const enum period_type types[] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR };
    if (f->period.type == PERIOD_NONE) return NULL;
    struct period newest;
    TRY(newest_month(q, &newest));
    struct day on = period_has(f->period, newest) ? newest.to : f->period.to;
    struct link *link = NEW_N(q->a, struct link, COUNT(types) + 2);
    size_t n = 0;
    struct period back = period_previous(f->period), next = period_next(f->period);
    link[n++] = (struct link){ .label = S("‹"),
                               .href = switch_href(q->a, f, back),
                               .hint = period_words(q->a, back) };
    for (size_t i = 0; i < COUNT(types); i++) {
        bool now = types[i] == f->period.type;
        struct period p = now ? f->period : period_of_day(types[i], on);
        link[n++] = (struct link){ .label = switch_label(q->a, p),
                                   .href = switch_href(q->a, f, p),
                                   .now = now };
    }
    link[n++] = (struct link){ .label = S("›"),
                               .href = switch_href(q->a, f, next),
                               .hint = period_words(q->a, next) };
    out->period = link;
    out->periods = n;
    return NULL;
}

/* ---- the frame ---- */

static error unit_fill(struct request *q, const struct who *who, struct frame *f)
{
    struct db *db;
    struct unit_list up;
    TRY(page_db(q, &db));
    TRY(unit_up(q->a, db, who->acting->unit_id, &up));
    f->unit = up.n ? unit_title(q->a, &up.unit[0]) : who->acting->unit_name;
    if (up.n > 1) f->superior = unit_title(q->a, &up.unit[1]);
    return NULL;
}

static struct str grant_title(const struct grant *g)
{
    return g->post_title.n ? g->post_title : str_c(role_name(g->role));
}

static struct str grant_where(const struct grant *g) { return g->body_name.n ? g->body_name : g->unit_name; }

static void person_fill(struct request *q, const struct who *who, struct frame *f)
{
    f->person = who->name;
    if (who->acting)
        f->post = str_fmt(q->a, "%.*s · %.*s", STR(grant_title(who->acting)), STR(grant_where(who->acting)));
    struct post_choice *choice = NEW_N(q->a, struct post_choice, who->grants);
    for (size_t i = 0; i < who->grants; i++) {
        const struct grant *g = &who->grant[i];
        choice[i] = (struct post_choice){ .id = g->id,
                                          .now = who->acting && g->id == who->acting->id,
                                          .title = grant_title(g),
                                          .where = str_fmt(q->a, "%.*s · %s", STR(grant_where(g)),
                                                           role_name(g->role)) };
    }
    f->choice = choice;
    f->choices = who->grants;
}

static void rooms_fill(struct request *q, const struct who *who, const struct page_frame *f, struct frame *out)
{
    struct link *room = NEW_N(q->a, struct link, ROOM_COUNT);
    for (int i = ROOM_DASHBOARD; i < ROOM_COUNT; i++) {
        if (!policy_may(who, rooms[i].act)) continue;
        struct link *to = &room[out->rooms++];
        *to = (struct link){ .label = SAY(rooms[i].label), .href = str_c(rooms[i].href), .now = (int)f->room == i };
        /* both show totals: the way of looking at them goes along */
        if (f->period_more.n && rooms[i].act == MAY_READ_TOTALS)
            to->href = str_fmt(q->a, "%s?%.*s", rooms[i].href, STR(str_cut(f->period_more, 1, f->period_more.n)));
    }
    out->room = room;
}

/* What a database of samples or for training says on every page. */
static void copy_fill(struct request *q, struct frame *f)
{
    struct db *db;
    struct str kind;
    error none = page_db(q, &db);
    if (!none) none = setting_text(q->a, db, SETTING_COPY_KIND, 0, &kind);
    if (none) return;                          /* the page that says what is wrong must still come out */
    if (str_is(kind, S("sample"))) f->copy = SAY("Dữ liệu mẫu, không phải số liệu thật");
    if (str_is(kind, S("training"))) f->copy = SAY("Bản tập huấn, không phải số liệu thật");
}

static error unread_fill(struct request *q, const struct who *who, struct frame *f)
{
    struct db *db;
    int64_t n;
    TRY(page_db(q, &db));
    TRY(notice_unread(q->a, db, who, &n));
    if (n) f->unread = n >= 100 ? S("99+") : str_fmt(q->a, "%lld", (long long)n);
    return NULL;
}

error page_show(struct request *q, struct reply *r, const struct page_frame *f, const struct buf *body)
{
    const struct who *who = page_who(q);
    struct str made = buf_done(body);
    if (f->refused && !page_holds_typed(q, made)) return f->refused;
    struct frame frame = { .title = f->title,
                           .language = say_language_is() == LANGUAGE_EN ? S("en") : S("vi"),
                           .open = f->open,
                           .again = f->again,
                           .form = page_key(q, false),
                           .body = { made.p, made.n },
                           .script = f->script ? asset_url(q->a, f->script) : S(""),
                           .style = asset_url(q->a, "style.css"),
                           .fonts = asset_url(q->a, "fonts.css"),
                           .page_script = asset_url(q->a, "page.js"),
                           .icon = asset_url(q->a, "icon.svg"),
                           .here = page_here(q) };
    copy_fill(q, &frame);
    if (who && who->acting) {
        frame.signed_in = true;
        TRY(unit_fill(q, who, &frame));
        person_fill(q, who, &frame);
        rooms_fill(q, who, f, &frame);
        frame.villages = policy_may(who, MAY_LIST_VILLAGES);
        TRY(unread_fill(q, who, &frame));
        TRY(switch_fill(q, f, &frame));
    }
    if (param_declared(q, "xong"))
        for (size_t i = 0; i < COUNT(done_list); i++)
            if (str_is(param_str(q, "xong"), str_c(done_list[i].code))) frame.said = SAY(done_list[i].label);
    view_layout(&r->body, &frame);
    return NULL;
}
