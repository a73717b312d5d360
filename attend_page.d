attend_page.o: src/pages/attend_page.c src/base/machine.h src/base/base.h \
  src/core/grow.h src/core/meeting/issued.h src/core/meeting/meeting.h \
  src/core/meeting/series.h src/core/office/policy.h src/store/db.h \
  src/vn/period.h src/write/paper.h src/vn/tone.h src/vn/syllable.h \
  src/core/office/body.h src/core/office/term.h src/pages/attend_page.h \
  src/core/meeting/attend.h src/pages/meeting_page.h src/pages/page.h \
  src/core/office/moment.h src/pages/views.h src/pages/brief_views.h \
  src/pages/unit_views.h src/pages/meeting_views.h \
  src/pages/issued_views.h src/pages/conclude_views.h \
  src/pages/attend_views.h src/pages/task_views.h src/pages/room_views.h \
  src/web/http.h src/pages/listing.h src/write/ledger.h src/vn/number.h \
  src/pages/office_form.h src/core/office/post.h

src/base/machine.h:

src/base/base.h:

src/core/grow.h:

src/core/meeting/issued.h:

src/core/meeting/meeting.h:

src/core/meeting/series.h:

src/core/office/policy.h:

src/store/db.h:

src/vn/period.h:

src/write/paper.h:

src/vn/tone.h:

src/vn/syllable.h:

src/core/office/body.h:

src/core/office/term.h:

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

src/pages/listing.h:

src/write/ledger.h:

src/vn/number.h:

src/pages/office_form.h:

src/core/office/post.h:
