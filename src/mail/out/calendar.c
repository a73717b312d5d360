/* calendar.c - see calendar.h. Times stand in the zone of Viet Nam, which the calendar carries along; days are days.
 *
 * libical escapes text and folds lines; here are only what goes into which property. */
#include "mail/out/calendar.h"
#include "base/machine.h"
#include "mail/out/lock.h"
#include <libical/ical.h>
#include <stdio.h>
#include <unistd.h>

enum { DIARY_TEXT_MOST = 256 * 1024 };
static const char zone_name[] = "Asia/Ho_Chi_Minh";

/* Viet Nam has had one offset since 1975: one STANDARD part says it all. */
static icalcomponent *zone(void)
{
    icalcomponent *standard = icalcomponent_new(ICAL_XSTANDARD_COMPONENT), *all = icalcomponent_new_vtimezone();
    icalcomponent_add_property(standard, icalproperty_new_dtstart(icaltime_from_string("19750613T000000")));
    icalcomponent_add_property(standard, icalproperty_new_tzoffsetfrom(7 * 3600));
    icalcomponent_add_property(standard, icalproperty_new_tzoffsetto(7 * 3600));
    icalcomponent_add_property(standard, icalproperty_new_tzname("+07"));
    icalcomponent_add_property(all, icalproperty_new_tzid(zone_name));
    icalcomponent_add_component(all, standard);
    return all;
}

/* "2026-07-25" or "2026-07-25 08:00" */
static bool moment(struct str s, struct icaltimetype *out)
{
    int64_t year, month, day, hour = 0, minute = 0;
    bool timed = s.n == 16;
    if ((s.n != 10 && !timed) || !str_int(str_cut(s, 0, 4), &year) || !str_int(str_cut(s, 5, 7), &month) ||
        !str_int(str_cut(s, 8, 10), &day))
        return false;
    if (timed && (!str_int(str_cut(s, 11, 13), &hour) || !str_int(str_cut(s, 14, 16), &minute))) return false;
    *out = icaltime_null_time();
    out->year = (int)year;
    out->month = (int)month;
    out->day = (int)day;
    out->hour = (int)hour;
    out->minute = (int)minute;
    out->is_date = !timed;
    return icaltime_is_valid_time(*out);
}

static void add_moment(icalcomponent *c, icalproperty *p, struct icaltimetype when)
{
    icalproperty_add_parameter(p, when.is_date ? icalparameter_new_value(ICAL_VALUE_DATE)
                                               : icalparameter_new_tzid(zone_name));
    icalcomponent_add_property(c, p);
}

static void add_words(struct arena *a, icalcomponent *c, const struct diary_entry *e)
{
    icalcomponent_add_property(c, icalproperty_new_summary(str_z(a, e->title)));
    if (e->text.n) icalcomponent_add_property(c, icalproperty_new_description(str_z(a, e->text)));
    if (e->place.n) icalcomponent_add_property(c, icalproperty_new_location(str_z(a, e->place)));
    if (e->link.n) icalcomponent_add_property(c, icalproperty_new_url(str_z(a, e->link)));
    if (e->organizer.n)
        icalcomponent_add_property(c,
            icalproperty_new_organizer(str_z(a, str_fmt(a, "mailto:%.*s", STR(e->organizer)))));
    if (!e->attendee.n) return;
    icalproperty *p = icalproperty_new_attendee(str_z(a, str_fmt(a, "mailto:%.*s", STR(e->attendee))));
    icalproperty_add_parameter(p, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    icalproperty_add_parameter(p, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
    icalcomponent_add_property(c, p);
}

static icalcomponent *entry_of(struct arena *a, const struct diary_entry *e)
{
    struct icaltimetype from, to;
    bool due = e->kind == DIARY_DUE;
    if (!moment(e->to, &to) || (!due && !moment(e->from, &from))) return NULL;
    icalcomponent *c = due ? icalcomponent_new_vtodo() : icalcomponent_new_vevent();
    icalcomponent_add_property(c, icalproperty_new_uid(str_z(a, e->uid)));
    icalcomponent_add_property(c, icalproperty_new_sequence((int)e->sequence));
    icalcomponent_add_property(c,
        icalproperty_new_dtstamp(icaltime_from_timet_with_zone((time_t)(e->stamp / 1000), 0,
            icaltimezone_get_utc_timezone())));
    if (due) add_moment(c, icalproperty_new_due(to), to);
    else {
        add_moment(c, icalproperty_new_dtstart(from), from);
        add_moment(c, icalproperty_new_dtend(to), to);
    }
    if (e->cancelled) icalcomponent_add_property(c, icalproperty_new_status(ICAL_STATUS_CANCELLED));
    else if (due) icalcomponent_add_property(c, icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
    else icalcomponent_add_property(c, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
    add_words(a, c, e);
    return c;
}

static void component_end(void *what) { icalcomponent_free(what); }

error calendar_write(struct arena *a, const struct diary *d, struct str *out)
{
    static const icalproperty_method methods[] = { [DIARY_PUBLISH] = ICAL_METHOD_PUBLISH,
        [DIARY_REQUEST] = ICAL_METHOD_REQUEST, [DIARY_CANCEL] = ICAL_METHOD_CANCEL };
    icalcomponent *all = icalcomponent_new_vcalendar();
    arena_defer(a, component_end, all);
    icalcomponent_add_property(all, icalproperty_new_version("2.0"));
    icalcomponent_add_property(all, icalproperty_new_prodid("-//GiaoBan//VI"));
    icalcomponent_add_property(all, icalproperty_new_method(methods[d->method]));
    icalcomponent_add_component(all, zone());
    for (size_t i = 0; i < d->n; i++) {
        icalcomponent *c = entry_of(a, &d->entry[i]);
        if (!c) return FAIL(a, ERR_INPUT, "Lịch có một ngày không có thật.");
        icalcomponent_add_component(all, c);
    }
    *out = str_copy(a, str_c(icalcomponent_as_ical_string(all)));
    icalmemory_free_ring();
    return NULL;
}

error calendar_serve(struct arena *a)
{
    struct bytes text;
    struct diary d;
    struct str out;
    TRY(lock_enter(a, NULL));
    TRY(file_read_fd(a, STDIN_FILENO, DIARY_TEXT_MOST, &text));
    TRY(diary_read(a, (struct str){ (const char *)text.p, text.n }, &d));
    TRY(calendar_write(a, &d, &out));
    fwrite(out.p, 1, out.n, stdout);
    return NULL;
}
