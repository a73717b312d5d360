demo_meetings.o: src/cli/demo_meetings.c src/cli/demo.h \
  src/core/office/policy.h src/store/db.h src/base/base.h \
  src/vn/period.h src/core/meeting/agenda.h src/core/meeting/meeting.h \
  src/core/meeting/series.h src/core/meeting/attend.h

src/cli/demo.h:

src/core/office/policy.h:

src/store/db.h:

src/base/base.h:

src/vn/period.h:

src/core/meeting/agenda.h:

src/core/meeting/meeting.h:

src/core/meeting/series.h:

src/core/meeting/attend.h:
