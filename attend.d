attend.o: src/core/meeting/attend.c src/base/machine.h src/base/base.h \
  src/core/grow.h src/core/meeting/attend_row.h \
  src/core/meeting/attend.h src/core/meeting/meeting.h \
  src/core/meeting/series.h src/core/office/policy.h src/store/db.h \
  src/vn/period.h src/core/meeting/live.h src/core/office/audit.h \
  src/core/office/body.h src/core/office/post.h src/core/office/term.h \
  src/vn/text.h

src/base/machine.h:

src/base/base.h:

src/core/grow.h:

src/core/meeting/attend_row.h:

src/core/meeting/attend.h:

src/core/meeting/meeting.h:

src/core/meeting/series.h:

src/core/office/policy.h:

src/store/db.h:

src/vn/period.h:

src/core/meeting/live.h:

src/core/office/audit.h:

src/core/office/body.h:

src/core/office/post.h:

src/core/office/term.h:

src/vn/text.h:
