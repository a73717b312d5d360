invitation_page.o: src/pages/invitation_page.c src/base/machine.h \
  src/base/base.h src/core/grow.h src/core/meeting/agenda.h \
  src/core/meeting/meeting.h src/core/meeting/series.h \
  src/core/office/policy.h src/store/db.h src/vn/period.h \
  src/core/office/mail_setup.h src/pages/attend_page.h \
  src/core/meeting/attend.h src/pages/meeting_page.h src/pages/page.h \
  src/core/office/moment.h src/pages/views.h src/pages/brief_views.h \
  src/pages/unit_views.h src/pages/meeting_views.h \
  src/pages/issued_views.h src/pages/conclude_views.h \
  src/pages/attend_views.h src/pages/task_views.h src/pages/room_views.h \
  src/web/http.h src/pages/office_form.h src/core/office/body.h \
  src/core/office/post.h src/pages/qr.h

src/base/machine.h:

src/base/base.h:

src/core/grow.h:

src/core/meeting/agenda.h:

src/core/meeting/meeting.h:

src/core/meeting/series.h:

src/core/office/policy.h:

src/store/db.h:

src/vn/period.h:

src/core/office/mail_setup.h:

src/pages/attend_page.h:

src/core/meeting/attend.h:

src/pages/meeting_page.h:

src/pages/page.h:

src/core/office/moment.h:

src/pages/views.h:

src/pages/brief_views.h:

src/pages/unit_views.h:

src/pages/meeting_views.h:

src/pages/issued_views.h:

src/pages/conclude_views.h:

src/pages/attend_views.h:

src/pages/task_views.h:

src/pages/room_views.h:

src/web/http.h:

src/pages/office_form.h:

src/core/office/body.h:

src/core/office/post.h:

src/pages/qr.h:
